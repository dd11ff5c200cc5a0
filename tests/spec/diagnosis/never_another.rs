//! A diagnosis names the mistake that was made, or admits that it does not know; it never
//! names another. Of two mistakes at once it names one, or neither.
//!
//! `PROPTEST_CASES` sets how many calls are made. With `EVERY_CUT` each message is cut off at
//! every byte, otherwise at a few.

use std::collections::BTreeMap;
use std::env;

use aliyun_instance_status::ErrorCode;
use aliyun_instance_status::sign::{AccessKey, Diagnosis, Difference, Signed};
use proptest::prelude::*;
use proptest::sample::Index;

use super::attempt::Attempt;
use super::echoes::{refused, rpc_messages, v3_messages};
use super::mistakes::{Apply, MISTAKES, Of};
use super::side::Side;
use super::table;
use crate::support::percent;
use crate::support::strategy::{cases, matching};

/// Values without escapes of their own, of which nobody can tell how often they are escaped.
fn value() -> impl Strategy<Value = String> {
    matching("[a-zA-Z0-9+ *~/=&#:;()é中-]{1,12}")
}

fn call() -> impl Strategy<Value = Side> {
    let token = prop::option::of("[a-zA-Z0-9]{30}[+/ ][a-zA-Z0-9=]{2}");
    let values = (value(), prop::option::of(value()), prop::collection::vec(value(), 0..13));
    (values, any::<bool>(), any::<bool>(), token).prop_map(
        |((region, zone, ids), is_rpc, is_get, token)| {
            let mut parameters = vec![("RegionId".to_owned(), region)];
            let ids = ids.into_iter().zip(1..);
            parameters.extend(ids.map(|(id, n)| (format!("InstanceId.{n}"), id)));
            parameters.extend(zone.map(|zone| ("ZoneId".to_owned(), zone)));
            Side::new(is_rpc, if is_get { "GET" } else { "POST" }, parameters, token.as_deref())
        },
    )
}

/// What a client has signed and a service received, and what may be said of it.
struct Case {
    names: Vec<&'static str>,
    is_rpc: bool,
    client: String,
    server: String,
    sent: Side,
    key: AccessKey,
    signature: String,
    /// Whether the client's text is none that anybody signs.
    is_malformed: bool,
    said: Vec<Diagnosis>,
}

impl Case {
    /// These mistakes, one after the other, if each changes something.
    fn new(right: &Side, place: usize, mistakes: &[&'static (&str, Of, Apply)]) -> Option<Self> {
        let mut attempt = Attempt::new(right, place);
        let mut said = Vec::new();
        for (_, _, apply) in mistakes {
            let more = apply(&mut attempt);
            if more.is_empty() {
                return None;
            }
            said.extend(more);
        }
        let (client, server) = (attempt.client.text(), attempt.server.text());
        let plain = Side {
            escape: percent,
            escape_query: percent,
            finish: |text| text,
            ..attempt.client.clone()
        };
        Some(Self {
            names: mistakes.iter().map(|(name, ..)| *name).collect(),
            is_rpc: right.is_rpc,
            is_malformed: plain.text() != client,
            key: AccessKey::new("testid", &*attempt.secret),
            signature: attempt.signature(),
            sent: attempt.server,
            client,
            server,
            said,
        })
    }

    /// Each mistake that can be made in this call. What gives the same is one mistake.
    fn singles(right: &Side, place: usize) -> Vec<Self> {
        let mut all: Vec<Self> =
            of(right).filter_map(|mistake| Self::new(right, place, &[mistake])).collect();
        for at in 0..all.len() {
            let others = all.iter().filter(|other| other.is_like(&all[at]));
            all[at].said = others.flat_map(|other| other.said.clone()).collect();
        }
        all
    }

    fn is_like(&self, other: &Self) -> bool {
        self.client == other.client
            && self.server == other.server
            && self.signature == other.signature
    }

    fn messages(&self, echo: &str) -> Vec<String> {
        if self.is_rpc { rpc_messages(echo) } else { v3_messages(echo) }
    }

    fn diagnose(&self, message: &str) -> Diagnosis {
        let signed =
            Signed::new(&*self.client).with_key(&self.key).with_signature(&*self.signature);
        Diagnosis::of(&refused(ErrorCode::SIGNATURE_DOES_NOT_MATCH, message), signed)
    }

    fn names(&self, diagnosis: &Diagnosis) -> bool {
        self.said.iter().any(|said| match (said, diagnosis) {
            // Another mistake changes at which name this is seen first.
            (Diagnosis::Order { .. }, Diagnosis::Order { .. }) if self.names.len() > 1 => true,
            (
                Diagnosis::Parameter { difference: said, .. },
                Diagnosis::Parameter { difference, .. },
            ) if self.names.len() > 1 => said == difference,
            _ => said == diagnosis,
        })
    }

    /// Whether it says that it does not know, or a bare fact.
    fn admits(&self, diagnosis: &Diagnosis) -> bool {
        match diagnosis {
            Diagnosis::NoEcho
            | Diagnosis::CutOff
            | Diagnosis::OtherHash
            | Diagnosis::Differ { .. }
            | Diagnosis::Header { difference: Difference::Shortened, .. } => true,
            Diagnosis::Malformed => self.is_malformed,
            Diagnosis::Parameter { name: named, difference: Difference::Other }
            | Diagnosis::Header { name: named, difference: Difference::Other } => self.said.iter().any(|said| {
                matches!(said, Diagnosis::Parameter { name, .. } | Diagnosis::Header { name, .. } if name == named)
            }),
            _ => false,
        }
    }

    /// Whether a message that is cut off looks whole: it has all that the client has signed,
    /// and nothing of what the service has more.
    fn looks_whole(&self, wording: usize, cut: &str) -> bool {
        let (full, empty, one) =
            (self.messages(&self.client), self.messages(""), self.messages("X"));
        let (full, empty, one) = (&full[wording], &empty[wording], &one[wording]);
        let same = empty.bytes().zip(one.bytes()).take_while(|(a, b)| a == b).count();
        let end = full.len() - (empty.len() - same.min(one.len() - 1));
        self.is_rpc && full.get(..end) == Some(cut)
    }

    #[track_caller]
    fn check(&self, message: &str) -> bool {
        self.check_unless(message, || false)
    }

    #[track_caller]
    fn check_unless(&self, message: &str, looks_whole: impl FnOnce() -> bool) -> bool {
        let diagnosis = self.diagnose(message);
        let is_named = self.names(&diagnosis);
        assert!(
            is_named || self.admits(&diagnosis) || looks_whole(),
            "{:?}: {diagnosis:?}\n{:?}\n{message}\n{}",
            self.names,
            self.said,
            self.client
        );
        is_named
    }

    /// Cut off, unless it looks whole.
    fn check_cut(&self, wording: usize, message: &str, at: usize) -> bool {
        message
            .get(..at)
            .is_some_and(|cut| self.check_unless(cut, || self.looks_whole(wording, cut)))
    }

    /// A server that has only the signature names it, or nothing.
    fn check_guess(&self) -> bool {
        let Ok(guess) = self.sent.guess(&self.signature) else { return false };
        let is_right = guess.as_ref().is_none_or(|guess| self.names(guess));
        assert!(is_right, "{:?}: {guess:?}\n{:?}\n{}", self.names, self.said, self.client);
        guess.is_some()
    }
}

/// The mistakes that can be made in this call.
fn of(right: &Side) -> impl Iterator<Item = &'static (&'static str, Of, Apply)> {
    let is_rpc = right.is_rpc;
    MISTAKES.iter().filter(move |(_, of, _)| *of == Of::Both || (*of == Of::Rpc) == is_rpc)
}

proptest! {
    #![proptest_config(cases(8))]

    #[test]
    fn one_mistake(right in call(), place in any::<usize>(), cuts in prop::collection::vec(any::<(Index, Index)>(), 3)) {
        for case in Case::singles(&right, place) {
            let messages = case.messages(&case.server);
            // Where the echo is known to be whole, it is always named.
            let enclosed = &messages[if right.is_rpc { 2 } else { 0 }];
            prop_assert!(case.check(enclosed), "{:?} {enclosed}\n{}", case.names, case.client);
            case.check_guess();
            for (pick, cut) in &cuts {
                let wording = pick.index(messages.len());
                case.check(&messages[wording]);
                case.check_cut(wording, &messages[wording], cut.index(messages[wording].len()));
            }
        }
    }

    #[test]
    fn two_mistakes(right in call(), place in any::<usize>(), picks in prop::collection::vec(any::<(Index, Index, Index)>(), 40)) {
        let singles = Case::singles(&right, place);
        let mistakes: Vec<&_> = of(&right).collect();
        for (first, second, cut) in picks {
            let both = [first, second].map(|pick| mistakes[pick.index(mistakes.len())]);
            let Some(mut case) = Case::new(&right, place, &both) else { continue };
            let alike = singles.iter().filter(|single| single.client == case.client && single.server == case.server);
            case.said.extend(alike.flat_map(|single| single.said.clone()));
            let message = &case.messages(&case.server)[if right.is_rpc { 2 } else { 0 }];
            // Unless the one undoes the other.
            if case.client != case.server {
                case.check(message);
                case.check_cut(2, message, cut.index(message.len()));
                case.check_guess();
            }
        }
    }
}

/// The number of bytes from one cut of a message to the next, unless `EVERY_CUT` is set.
const STEP: usize = if cfg!(debug_assertions) { 1_009 } else { 101 };

/// How many of the diagnoses of one call name the mistake, in each wording, whole and cut off.
#[test]
fn counts() {
    let step = if env::var_os("EVERY_CUT").is_some() { 1 } else { STEP };
    let mut counts = BTreeMap::new();
    for is_rpc in [true, false] {
        let right = table::right(is_rpc);
        for case in Case::singles(&right, 14) {
            let [whole, whole_named, cut, cut_named] =
                counts.entry((is_rpc, case.names[0])).or_insert([0; 4]);
            for (wording, message) in case.messages(&case.server).iter().enumerate() {
                *whole += 1;
                *whole_named += u32::from(case.check(message));
                for at in (0..message.len()).step_by(step) {
                    *cut += 1;
                    *cut_named += u32::from(case.check_cut(wording, message, at));
                }
            }
        }
    }
    for ((is_rpc, name), [whole, whole_named, cut, cut_named]) in counts {
        let scheme = if is_rpc { "RPC" } else { "V3" };
        println!(
            "{scheme}: {name}: named {whole_named} of {whole} whole, {cut_named} of {cut} cut off"
        );
    }
}
