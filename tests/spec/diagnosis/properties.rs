//! Take a signed call, spoil it in one of the known ways, and the diagnosis names that way;
//! and whatever a message says, it is read, and nothing of a secret is shown.

use aliyun_instance_status::sign::{
    AccessKey, Diagnosis, Difference, Method, Moment, SecretFault, Signed, SignedRequest, rpc, v3,
};
use aliyun_instance_status::{ErrorCode, Format, Request};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::echoes::{OTHER_HASH, refused, rpc_enclosed, v3_messages};
use crate::support::percent;
use crate::support::strategy::{cases, matching};

const SECRET: &str = "Zm9vYmFyc2VjcmV0c2VjcmV0c2Vj";

const TOKEN: &str = "CAISx1+/abcdefghijklmnopq0123456789==";

type Pairs = Vec<(String, String)>;

/// Values without escapes of their own, of which nobody can tell how often they are escaped.
fn value() -> impl Strategy<Value = String> {
    matching("[a-zA-Z0-9+ *~/=&#:;é中-]{1,12}")
}

fn call() -> impl Strategy<Value = SignedRequest> {
    (value(), value(), prop::collection::vec(value(), 1..13), any::<(bool, bool, bool)>()).prop_map(
        |(region, zone, ids, (is_rpc, is_get, is_temporary))| {
            let request = Request::new(region).with_zone_id(zone);
            let request = request.with_instance_ids(ids).expect("few ids");
            let moment = Moment::at(1_456_231_584, "nonce-1").expect("a moment");
            let method = if is_get { Method::Get } else { Method::Post };
            let mut key = key();
            if is_temporary {
                key = key.with_security_token(TOKEN);
            }
            if is_rpc {
                request.sign_rpc(method, &key, moment, Format::Json)
            } else {
                request.sign_v3(method, "ecs.aliyuncs.com", &key, moment, Format::Json)
            }
        },
    )
}

fn key() -> AccessKey {
    AccessKey::new("testid", SECRET)
}

/// How a parameter or header is spoilt on its way.
#[derive(Clone, Copy, Debug)]
enum Spoil {
    Drop,
    Add,
    EncodeTwice,
    PlusAsSpace,
    SpaceAsPlus,
    LineEnd,
    Case,
    Shorten,
    Replace,
}

const SPOILS: [Spoil; 9] = [
    Spoil::Drop,
    Spoil::Add,
    Spoil::EncodeTwice,
    Spoil::PlusAsSpace,
    Spoil::SpaceAsPlus,
    Spoil::LineEnd,
    Spoil::Case,
    Spoil::Shorten,
    Spoil::Replace,
];

impl Spoil {
    /// The difference, and at which name; none where it changes nothing.
    fn apply(
        self,
        pairs: &mut Pairs,
        place: usize,
        is_header: bool,
    ) -> Option<(String, Difference)> {
        let (name, value) = pairs[place].clone();
        let (spoilt, difference) = match self {
            Self::Drop => {
                pairs.remove(place);
                return Some((name, Difference::NotReceived));
            }
            Self::Add => {
                let added = format!("{name}-");
                pairs.insert(place + 1, (added.clone(), "x".into()));
                return Some((added, Difference::NotSigned));
            }
            Self::EncodeTwice => (percent(&value), Difference::ReceivedEncodedTwice),
            Self::PlusAsSpace => (value.replace('+', " "), Difference::PlusReceivedAsSpace),
            Self::SpaceAsPlus => (value.replace(' ', "+"), Difference::SpaceReceivedAsPlus),
            Self::LineEnd => (format!("{value}\t"), Difference::WhiteSpace),
            Self::Case => {
                let upper = value.to_ascii_uppercase();
                let other = if upper == value { value.to_ascii_lowercase() } else { upper };
                (other, Difference::Case)
            }
            Self::Shorten => {
                // White space alone is another difference, and nothing of a header none.
                let shorter: String = value.chars().take(1).collect();
                let lost = &value[shorter.len()..];
                let is_cut = !lost.trim().is_empty() && !shorter.trim().is_empty();
                let is_explained = is_header || lost.starts_with(['&', '#']);
                let difference =
                    if is_explained { Difference::Shortened } else { Difference::Other };
                (if is_cut { shorter } else { value.clone() }, difference)
            }
            Self::Replace => (format!("Q{value}"), Difference::Other),
        };
        (spoilt != value).then(|| {
            pairs[place].1 = spoilt;
            (name, difference)
        })
    }
}

fn decode(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8().expect("UTF-8").into_owned()
}

fn split(query: &str) -> Pairs {
    let pair = |pair: &str| pair.split_once('=').map(|(name, value)| (decode(name), decode(value)));
    query.split('&').filter_map(pair).collect()
}

fn join(pairs: &Pairs) -> String {
    let pairs = pairs.iter().map(|(name, value)| format!("{}={}", percent(name), percent(value)));
    pairs.collect::<Vec<_>>().join("&")
}

/// The messages of a service that has got this query, and these headers.
fn messages(signed: &SignedRequest, spoil: &mut dyn FnMut(&mut Pairs, bool)) -> Vec<String> {
    if let Some(canonical) = signed.canonical_request() {
        let (first, rest) = canonical.split_once("\nhost:").expect("a host");
        let (method_and_path, query) = first.rsplit_once('\n').expect("a query");
        let (headers, end) = rest.split_once("\n\n").expect("headers");
        let lines = format!("host:{headers}");
        let header = |line: &str| line.split_once(':').map(|(n, v)| (n.to_owned(), v.to_owned()));
        let (mut query, mut headers) = (split(query), lines.lines().filter_map(header).collect());
        spoil(&mut query, false);
        spoil(&mut headers, true);
        let lines: String =
            headers.iter().map(|(name, value)| format!("{name}:{value}\n")).collect();
        let echo = format!("{method_and_path}\n{}\n{lines}\n{end}", join(&query));
        return v3_messages(&echo);
    }
    let sent = format!("{}{}", signed.query(), signed.body());
    let canonical = rpc::canonical_query(&sent, "").expect("a query");
    let mut query = split(&canonical);
    spoil(&mut query, false);
    let echo = rpc::string_to_sign(signed.method().as_str(), &join(&query));
    // Elsewhere the message may have been cut off.
    vec![rpc_enclosed(&echo)]
}

fn diagnoses<'a>(
    signed: &'a Signed<'_>,
    messages: &'a [String],
) -> impl Iterator<Item = Diagnosis> + 'a {
    messages.iter().map(|message| {
        Diagnosis::of(&refused(ErrorCode::SIGNATURE_DOES_NOT_MATCH, message), signed.clone())
    })
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn a_spoilt_parameter_is_named(call in call(), spoil in select(&SPOILS[..]), place: Index) {
        let mut expected = None;
        let messages = messages(&call, &mut |pairs, are_headers| {
            if !are_headers {
                expected = spoil.apply(pairs, place.index(pairs.len()), are_headers);
            }
        });
        let expected = match expected {
            Some((name, difference)) => Diagnosis::Parameter { name, difference },
            None => Diagnosis::Secret(SecretFault::Other),
        };
        for diagnosis in diagnoses(&Signed::from(&call).with_key(&key()), &messages) {
            prop_assert_eq!(&diagnosis, &expected);
        }
    }

    #[test]
    fn a_spoilt_header_is_named(call in call(), spoil in select(&SPOILS[..]), place: Index) {
        // Of RPC there is none.
        if call.canonical_request().is_none() {
            return Ok(());
        }
        let mut expected = None;
        let messages = messages(&call, &mut |pairs, are_headers| {
            if are_headers {
                expected = spoil.apply(pairs, place.index(pairs.len()), are_headers);
            }
        });
        let expected = match expected {
            Some((name, Difference::Other)) if name == "x-acs-content-sha256" => Diagnosis::Body,
            Some((name, difference)) => Diagnosis::Header { name, difference },
            None => Diagnosis::Secret(SecretFault::Other),
        };
        for diagnosis in diagnoses(&Signed::from(&call).with_key(&key()), &messages) {
            prop_assert_eq!(&diagnosis, &expected);
        }
    }

    #[test]
    fn another_body_or_method_is_named(call in call()) {
        let Some(canonical) = call.canonical_request() else { return Ok(()) };
        let (before, _) = canonical.rsplit_once('\n').expect("a hash");
        let messages = v3_messages(&format!("{before}\n{OTHER_HASH}"));
        for diagnosis in diagnoses(&Signed::from(&call), &messages) {
            prop_assert_eq!(diagnosis, Diagnosis::Body);
        }
        for diagnosis in diagnoses(&Signed::from(&call), &v3_messages(&format!("X{canonical}"))) {
            prop_assert_eq!(diagnosis, Diagnosis::Method);
        }
    }

    /// Any message, and any part of a good one with anything in it.
    #[test]
    fn whatever_a_message_says(
        call in call(),
        text in ".{0,40}",
        wording: Index,
        ends: (Index, Index),
        is_client in any::<bool>(),
    ) {
        let messages = messages(&call, &mut |_, _| {});
        let message: Vec<char> = wording.get(&messages).chars().collect();
        let (from, to) = (ends.0.index(message.len()), ends.1.index(message.len()));
        let changed: String = message[..from.min(to)]
            .iter()
            .copied()
            .chain(text.chars())
            .chain(message[from.max(to)..].iter().copied())
            .collect();
        let key = key();
        let signed = Signed::from(&call).with_key(&key).with_signature(text.clone());
        let error = |message| refused(ErrorCode::INCOMPLETE_SIGNATURE, message);
        let (own, token) = (call.string_to_sign(), percent(TOKEN));
        let signature = match call.canonical_request() {
            None => rpc::signature(&own, &SECRET.into()),
            Some(_) => v3::signature(&own, &SECRET.into()),
        };
        for diagnosis in [
            Diagnosis::of(&error(&changed), signed.clone()),
            Diagnosis::of(&error(&text), signed.clone()),
            Diagnosis::of(&error(&own), Signed::new(if is_client { &*changed } else { &*text })),
            Diagnosis::between(Signed::new(&*changed), &own),
            Diagnosis::between(signed.clone(), &changed),
        ] {
            let shown = format!("{diagnosis} {diagnosis:?} {signed:?}");
            for hidden in [SECRET, TOKEN, &*token, &*signature, &signature[..20], &TOKEN[..24]] {
                prop_assert!(!shown.contains(hidden), "{}", shown);
            }
        }
    }
}
