//! A diagnosis names the mistake that was made, or admits that it does not know; it never
//! names another. Of two mistakes at once it names one, or neither.
//!
//! `PROPTEST_CASES` sets how many calls are made, `EVERY_CUT` cuts each message at every byte.

use std::collections::BTreeMap;
use std::env;

use aliyun_instance_status::ErrorCode;
use aliyun_instance_status::sign::{AccessKey, Diagnosis, Difference, Signed};
use proptest::prelude::*;

use crate::echoes::{refused, rpc_messages, v3_messages};
use crate::mistakes::{Attempt, MISTAKES, Of};
use crate::side::Side;
use crate::support::percent;

const CASES: u32 = 12;

fn config() -> ProptestConfig {
    let cases = env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig::with_cases(cases.unwrap_or(CASES))
}

/// Values without escapes of their own, of which nobody can tell how often they are escaped.
fn value() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9+ *~/=&#:;()é中-]{1,12}"
}

fn call() -> impl Strategy<Value = Side> {
    let token = prop::option::of("[a-zA-Z0-9]{30}[+/ ][a-zA-Z0-9=]{2}");
    (
        value(),
        prop::option::of(value()),
        prop::collection::vec(value(), 0..13),
        any::<bool>(),
        any::<bool>(),
        token,
    )
        .prop_map(|(region, zone, ids, is_rpc, is_get, token)| {
            let ids = ids.into_iter().enumerate();
            let mut parameters: Vec<(String, String)> = vec![("RegionId".into(), region)];
            parameters.extend(ids.map(|(at, id)| (format!("InstanceId.{}", at + 1), id)));
            parameters.extend(zone.map(|zone| ("ZoneId".into(), zone)));
            Side::new(is_rpc, if is_get { "GET" } else { "POST" }, parameters, token.as_deref())
        })
}

/// Each mistake that can be made in this call, and what may be said of it.
fn attempts(right: &Side, place: usize) -> Vec<(&'static str, Attempt, Vec<Diagnosis>)> {
    let is_of = |of: &Of| *of == Of::Both || (*of == Of::Rpc) == right.is_rpc;
    let applied = MISTAKES.iter().filter(|(_, of, _)| is_of(of)).map(|(name, _, apply)| {
        let mut attempt = Attempt::new(right, place);
        let said = apply(&mut attempt);
        (*name, attempt, said)
    });
    let mut attempts: Vec<_> = applied.filter(|(.., said)| !said.is_empty()).collect();
    // What gives equal texts is one mistake.
    let evidence =
        |attempt: &Attempt| (attempt.client.text(), attempt.server.text(), attempt.signature());
    let all: Vec<_> = attempts.iter().map(|(_, a, said)| (evidence(a), said.clone())).collect();
    for (_, attempt, said) in &mut attempts {
        let evidence = evidence(attempt);
        for (_, other) in all.iter().filter(|(other, _)| *other == evidence) {
            said.extend(other.iter().cloned());
        }
    }
    attempts
}

fn messages(attempt: &Attempt, text: &str) -> Vec<String> {
    if attempt.client.is_rpc { rpc_messages(text) } else { v3_messages(text) }
}

fn diagnose(attempt: &Attempt, message: &str) -> Diagnosis {
    let (text, key) = (attempt.client.text(), AccessKey::new("testid", &*attempt.secret));
    let signed = Signed::new(text).with_key(&key).with_signature(attempt.signature());
    Diagnosis::of(&refused(ErrorCode::SIGNATURE_DOES_NOT_MATCH, message), signed)
}

/// Whether it says that it does not know, or a bare fact.
fn admits(diagnosis: &Diagnosis, attempt: &Attempt, said: &[Diagnosis]) -> bool {
    let is_named = |name: &str| {
        said.iter().any(|said| match said {
            Diagnosis::Parameter { name: said, .. } | Diagnosis::Header { name: said, .. } => {
                said == name
            }
            _ => false,
        })
    };
    match diagnosis {
        Diagnosis::NoEcho | Diagnosis::CutOff | Diagnosis::OtherHash | Diagnosis::Differ { .. } => {
            true
        }
        Diagnosis::Malformed => {
            let client = attempt.client.clone();
            let text = client.text();
            let plain =
                Side { escape: percent, escape_query: percent, finish: |text| text, ..client };
            plain.text() != text
        }
        Diagnosis::Parameter { name, difference: Difference::Other }
        | Diagnosis::Header { name, difference: Difference::Other } => is_named(name),
        _ => false,
    }
}

/// Whether a message that is cut off looks whole: it has all that the client has signed, and
/// nothing of what the service has more.
fn looks_whole(attempt: &Attempt, wording: usize, cut: &str) -> bool {
    if !attempt.client.is_rpc {
        return false;
    }
    let text = attempt.client.text();
    let (full, empty, one) =
        (messages(attempt, &text), messages(attempt, ""), messages(attempt, "X"));
    let (full, empty, one) = (&full[wording], &empty[wording], &one[wording]);
    let before =
        empty.bytes().zip(one.bytes()).take_while(|(a, b)| a == b).count().min(one.len() - 1);
    let end = full.len() - (empty.len() - before);
    full.get(..end) == Some(cut)
}

#[derive(Default)]
struct Count {
    named: usize,
    admitted: usize,
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn one_mistake(right in call(), place in any::<usize>(), cuts in prop::collection::vec(any::<prop::sample::Index>(), 6)) {
        for (name, attempt, said) in attempts(&right, place) {
            let text = attempt.server.text();
            for (wording, message) in messages(&attempt, &text).iter().enumerate() {
                let whole = diagnose(&attempt, message);
                let is_named = said.contains(&whole);
                prop_assert!(is_named || admits(&whole, &attempt, &said), "{name}: {whole:?}\n{said:?}\n{message}\n{:?}", attempt.client.text());
                let in_brackets = !right.is_rpc || wording == 2;
                prop_assert!(is_named || !in_brackets || is_hard(name), "{name}: {whole:?}\n{said:?}\n{message}\n{:?}", attempt.client.text());
                let every = (0..message.len()).filter(|_| env::var_os("EVERY_CUT").is_some());
                for at in cuts.iter().map(|cut| cut.index(message.len())).chain(every) {
                    let Some(cut) = message.get(..at) else { continue };
                    let diagnosis = diagnose(&attempt, cut);
                    let is_right = said.contains(&diagnosis) || admits(&diagnosis, &attempt, &said);
                    prop_assert!(is_right || looks_whole(&attempt, wording, cut), "{name}: {diagnosis:?}\n{said:?}\n{cut}\n{:?}", attempt.client.text());
                }
            }
        }
    }

    #[test]
    fn two_mistakes(right in call(), place in any::<usize>(), cut: prop::sample::Index) {
        let is_of = |of: &Of| *of == Of::Both || (*of == Of::Rpc) == right.is_rpc;
        let mistakes = || MISTAKES.iter().filter(|(_, of, _)| is_of(of));
        let singles = attempts(&right, place);
        for (first, _, apply_first) in mistakes() {
            for (second, _, apply_second) in mistakes() {
                let mut attempt = Attempt::new(&right, place);
                let mut said = apply_first(&mut attempt);
                said.extend(apply_second(&mut attempt));
                let texts = (attempt.client.text(), attempt.server.text());
                for (_, single, more) in &singles {
                    if (single.client.text(), single.server.text()) == texts {
                        said.extend(more.iter().cloned());
                    }
                }
                if texts.0 == texts.1 {
                    // The one undoes the other.
                    continue;
                }
                let message = &messages(&attempt, &texts.1)[if right.is_rpc { 2 } else { 0 }];
                for message in [Some(&**message), message.get(..cut.index(message.len()))].into_iter().flatten() {
                    let diagnosis = diagnose(&attempt, message);
                    let is_right = said.iter().any(|said| is_alike(said, &diagnosis)) || admits(&diagnosis, &attempt, &said);
                    prop_assert!(is_right, "{first}, {second}: {diagnosis:?}\n{said:?}\n{message}\n{:?}", texts.0);
                }
            }
        }
    }
}

/// What the service tells nobody: the text has its own order, and its own escapes.
fn is_hard(_: &str) -> bool {
    false
}

/// Whether both name one mistake: another may have changed at which name it is seen first.
fn is_alike(said: &Diagnosis, diagnosis: &Diagnosis) -> bool {
    match (said, diagnosis) {
        (Diagnosis::Order { .. }, Diagnosis::Order { .. }) => true,
        (
            Diagnosis::Parameter { difference: said, .. },
            Diagnosis::Parameter { difference, .. },
        ) => said == difference,
        _ => said == diagnosis,
    }
}

/// How many of the mistakes are named, whole in each wording, and cut off at every byte.
#[test]
fn counts() {
    let mut counts: BTreeMap<(bool, &str), [Count; 2]> = BTreeMap::new();
    let ids = (1..=11).map(|n| (format!("InstanceId.{n}"), format!("i-{n}")));
    let parameters: Vec<_> = ids
        .chain([("RegionId".into(), "cn-hangzhou".into()), ("ZoneId".into(), "é*+ z/:~".into())])
        .collect();
    for is_rpc in [true, false] {
        let right = Side::new(is_rpc, "GET", parameters.clone(), Some("CAIS+/a b*~=="));
        for (name, attempt, said) in attempts(&right, 14) {
            let counts = counts.entry((is_rpc, name)).or_default();
            for (wording, message) in messages(&attempt, &attempt.server.text()).iter().enumerate()
            {
                let step = if env::var_os("EVERY_CUT").is_some() { 1 } else { 13 };
                for at in (0..message.len()).step_by(step).chain([message.len()]) {
                    let Some(cut) = message.get(..at) else { continue };
                    let diagnosis = diagnose(&attempt, cut);
                    let counts = &mut counts[usize::from(at < message.len())];
                    if said.contains(&diagnosis) {
                        counts.named += 1;
                    } else if admits(&diagnosis, &attempt, &said) {
                        counts.admitted += 1;
                    } else {
                        assert!(
                            looks_whole(&attempt, wording, cut),
                            "{name}: {diagnosis:?}\n{said:?}\n{cut}"
                        );
                    }
                }
            }
        }
    }
    for ((is_rpc, name), [whole, cut]) in counts {
        println!(
            "{} {name}: whole {} named, {} not; cut {} named, {} not",
            if is_rpc { "RPC" } else { "V3 " },
            whole.named,
            whole.admitted,
            cut.named,
            cut.admitted
        );
    }
}
