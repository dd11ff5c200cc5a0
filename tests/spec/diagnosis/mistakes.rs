//! The mistakes that people make when they sign, each made by hand.

use aliyun_instance_status::sign::{Diagnosis, Difference, SecretFault, SignatureFault, SortOrder};

use super::attempt::Attempt;
use super::echoes::OTHER_HASH;
use super::side::{Pairs, Side};
use super::{header, parameter};
use crate::support::percent;

/// Applies a mistake, and returns what may be said of it; nothing where it changes nothing.
pub(crate) type Apply = fn(&mut Attempt) -> Vec<Diagnosis>;

/// Of which calls.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Of {
    Rpc,
    V3,
    Both,
}

use Of::{Both, Rpc, V3};

fn escape(text: &str, plain: &str, has_plus: bool, has_tilde: bool) -> String {
    let one = |character: char| match character {
        ' ' if has_plus => "+".to_owned(),
        '~' if !has_tilde => "%7E".to_owned(),
        _ if plain.contains(character) => character.to_string(),
        _ => percent(character.encode_utf8(&mut [0; 4])),
    };
    text.chars().map(one).collect()
}

fn small(text: &str) -> String {
    let mut pieces = text.split('%');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |out, piece| format!("{out}%{}{}", piece[..2].to_lowercase(), &piece[2..]))
}

pub(crate) fn encode_uri(text: &str) -> String {
    escape(text, ";,/?:@&=+$!*'()#", false, true)
}

fn java(text: &str) -> String {
    escape(text, "*", true, false)
}

fn c_sharp(text: &str) -> String {
    small(&escape(text, "!*()", true, false))
}

fn natural(pairs: &mut Pairs) {
    pairs.sort_by_key(|(name, _)| match name.rsplit_once('.') {
        Some((name, number)) => (name.to_owned(), number.parse().unwrap_or(0_u32)),
        None => (name.clone(), 0),
    });
}

fn reverse(pairs: &mut Pairs) {
    pairs.sort();
    pairs.reverse();
}

/// Each by its name, the calls that it is made with, and itself.
pub(crate) const MISTAKES: &[(&str, Of, Apply)] = &[
    ("another method", Both, |a| {
        a.client.method = String::from(if a.client.method == "GET" { "POST" } else { "GET" });
        vec![Diagnosis::Method]
    }),
    ("method in small letters", Both, |a| {
        a.client.method = a.client.method.to_lowercase();
        vec![Diagnosis::LowerCaseMethod]
    }),
    ("values escaped twice", Both, |a| {
        a.escaped(|value| percent(&percent(value)), Difference::SignedEncodedTwice)
    }),
    ("timestamp escaped twice", Rpc, |a| {
        let Some(value) = a.client.parameter("Timestamp") else { return Vec::new() };
        *value = percent(value);
        vec![parameter("Timestamp", Difference::SignedEncodedTwice)]
    }),
    ("query escaped twice", Rpc, |a| {
        a.client.escape_query = |query| percent(&percent(query));
        vec![Diagnosis::QueryEncodedTwice]
    }),
    ("query not escaped again", Rpc, |a| {
        a.client.escape_query = str::to_owned;
        vec![Diagnosis::Malformed]
    }),
    ("path not escaped", Rpc, |a| {
        a.client.finish = |text| text.replacen("&%2F&", "&/&", 1);
        vec![Diagnosis::Malformed]
    }),
    ("values in escapes of a form", Both, |a| a.escaped(java, Difference::OtherEscapes)),
    ("Java's URLEncoder all through", Rpc, |a| {
        a.client.escape_query = java;
        let mut said = a.escaped(java, Difference::OtherEscapes);
        said.push(Diagnosis::Malformed);
        said
    }),
    ("C#'s HttpUtility all through", Rpc, |a| {
        a.client.escape_query = c_sharp;
        a.escaped(c_sharp, Difference::OtherEscapes)
    }),
    ("space as +", Both, |a| {
        a.escaped(|value| escape(value, "", true, true), Difference::OtherEscapes)
    }),
    ("* as it is", Both, |a| {
        a.escaped(|value| escape(value, "*", false, true), Difference::OtherEscapes)
    }),
    ("~ escaped", Both, |a| {
        a.escaped(|value| escape(value, "", false, false), Difference::OtherEscapes)
    }),
    ("escapes in small letters", Both, |a| {
        a.escaped(|value| small(&percent(value)), Difference::OtherEscapes)
    }),
    ("encodeURI", Both, |a| a.escaped(encode_uri, Difference::OtherEscapes)),
    ("/ as it is", Both, |a| {
        a.escaped(|value| escape(value, "/", false, true), Difference::OtherEscapes)
    }),
    (": as it is", Both, |a| {
        a.escaped(|value| escape(value, ":", false, true), Difference::OtherEscapes)
    }),
    ("values not escaped", Both, |a| a.escaped(str::to_owned, Difference::OtherEscapes)),
    ("Signature among what is signed", Both, |a| {
        a.client
            .parameters
            .push(("Signature".into(), if a.place % 2 == 0 { "" } else { "x+=" }.into()));
        vec![Diagnosis::SignatureSigned]
    }),
    ("reverse order", Both, |a| a.sorted(reverse, SortOrder::Unsorted)),
    ("natural order", Both, |a| a.sorted(natural, SortOrder::Natural)),
    ("order of whole pairs", Both, |a| {
        let by_pair: fn(&mut Pairs) =
            |pairs| pairs.sort_by_key(|(name, value)| format!("{name}={}", percent(value)));
        a.sorted(by_pair, SortOrder::WholePairs)
    }),
    ("order without case", Both, |a| {
        for side in [&mut a.client, &mut a.server] {
            side.parameters.push(("instanceid".into(), "x".into()));
        }
        a.sorted(
            |pairs| pairs.sort_by_key(|(name, _)| name.to_lowercase()),
            SortOrder::IgnoringCase,
        )
    }),
    ("not sorted", Both, |a| a.sorted(|_| (), SortOrder::Unsorted)),
    ("host with :443", V3, |a| a.host(|host| format!("{host}:443"), Difference::Port)),
    ("host with :80", V3, |a| a.host(|host| format!("{host}:80"), Difference::Port)),
    ("host in capitals", V3, |a| a.host(str::to_uppercase, Difference::Case)),
    ("host with a scheme", V3, |a| a.host(|host| format!("https://{host}"), Difference::Url)),
    ("host with a path", V3, |a| a.host(|host| format!("{host}/"), Difference::Url)),
    ("host changed by a proxy", V3, |a| a.other_header("host", "10.0.0.1", Difference::Other)),
    ("port added by a proxy", V3, |a| {
        a.other_header("host", "ecs.aliyuncs.com:8080", Difference::Port)
    }),
    ("CRLF", V3, |a| {
        a.client.finish = |text| text.replace('\n', "\r\n");
        vec![Diagnosis::LineEnds]
    }),
    ("no empty line", V3, |a| {
        a.client.finish = |text| {
            let (before, after) = text.rsplit_once("\n\n").unwrap_or((&text, ""));
            format!("{before}\n{after}")
        };
        vec![Diagnosis::Malformed]
    }),
    ("line end at the end", V3, |a| {
        a.client.finish = |text| text + "\n";
        vec![Diagnosis::Malformed, Diagnosis::Body]
    }),
    ("header not signed", V3, |a| {
        let name = a.any_header();
        a.client.without_header(&name);
        vec![header(&name, Difference::NotSigned)]
    }),
    ("header names not sorted", V3, |a| {
        a.client.names.reverse();
        let order = SortOrder::Unsorted;
        vec![Diagnosis::Order { name: a.client.names[1].clone(), order }]
    }),
    ("header signed twice", V3, |a| {
        let at = a.place % a.client.names.len();
        let Some(twice) = a.client.headers.get(at).cloned() else { return Vec::new() };
        let name = twice.0.clone();
        a.client.headers.insert(at, twice);
        vec![header(&name, Difference::Repeated)]
    }),
    ("header lost on the way", V3, |a| {
        let name = a.any_header();
        a.server.without_header(&name);
        vec![header(&name, Difference::NotReceived)]
    }),
    ("hash of another body", V3, |a| {
        a.client.hash = OTHER_HASH.into();
        vec![Diagnosis::Body]
    }),
    ("another body on the way", V3, |a| {
        a.server.hash = OTHER_HASH.into();
        a.server
            .header("x-acs-content-sha256")
            .into_iter()
            .for_each(|hash| *hash = OTHER_HASH.into());
        vec![Diagnosis::Body]
    }),
    ("another path", V3, |a| {
        a.server.path = "/ecs".into();
        vec![Diagnosis::Path]
    }),
    ("parameter not signed", Both, |a| {
        let name = a.any();
        if a.client.parameter(&name).is_none() {
            return Vec::new();
        }
        a.client.parameters.retain(|(other, _)| *other != name);
        vec![parameter(&name, Difference::NotSigned)]
    }),
    ("parameter lost on the way", Both, |a| {
        let name = a.any();
        if a.server.parameter(&name).is_none() {
            return Vec::new();
        }
        a.server.parameters.retain(|(other, _)| *other != name);
        vec![parameter(&name, Difference::NotReceived)]
    }),
    ("parameter added by a proxy", Both, |a| {
        let name = ["utm", "ZZ", "A", "Region"][a.place % 4];
        a.server.parameters.push((name.into(), "1".into()));
        vec![parameter(name, Difference::NotSigned)]
    }),
    ("another value", Both, |a| {
        a.values(|value| (value.into(), format!("Q{value}")), Difference::Other)
    }),
    ("white space behind a value", Both, |a| {
        a.values(|value| (format!("{value}\t"), value.into()), Difference::WhiteSpace)
    }),
    ("case of a value", Both, |a| {
        a.values(|value| (value.to_ascii_uppercase(), value.to_ascii_lowercase()), Difference::Case)
    }),
    ("value cut at its &", Both, |a| {
        a.values(|value| (format!("a&{value}"), "a".into()), Difference::Shortened)
    }),
    ("one value arrives escaped twice", Both, |a| {
        a.values(|value| (value.into(), percent(value)), Difference::ReceivedEncodedTwice)
    }),
    ("query sent escaped twice", Both, |a| a.all_arrive(percent, Difference::ReceivedEncodedTwice)),
    ("+ arrives as a space", Both, |a| {
        a.all_arrive(|value| value.replace('+', " "), Difference::PlusReceivedAsSpace)
    }),
    ("space arrives as a +", Both, |a| {
        a.all_arrive(|value| value.replace(' ', "+"), Difference::SpaceReceivedAsPlus)
    }),
    ("URL copied from HTML", Both, |a| {
        a.server.parameters.iter_mut().skip(1).for_each(|(name, _)| name.insert_str(0, "amp;"));
        if a.server.parameters.len() > 1 { vec![Diagnosis::CopiedFromHtml] } else { Vec::new() }
    }),
    ("nonce of another call", Rpc, |a| {
        let Some(nonce) = a.server.parameter("SignatureNonce") else { return Vec::new() };
        *nonce = "other".into();
        vec![parameter("SignatureNonce", Difference::Other)]
    }),
    ("wrong secret", Both, |_| vec![Diagnosis::Secret(SecretFault::Other)]),
    ("secret with a line end", Both, |a| {
        a.secret.push('\n');
        vec![Diagnosis::Secret(SecretFault::WhiteSpace)]
    }),
    ("secret with an &", Both, |a| {
        a.secret.push('&');
        vec![Diagnosis::Secret(SecretFault::Ampersand)]
    }),
    ("signature of another text", Both, |a| {
        a.signature = Some(Side { method: "PUT".into(), ..a.client.clone() }.signature(&a.secret));
        vec![Diagnosis::Signature(SignatureFault::Other)]
    }),
    ("signature with a line end", Both, |a| {
        a.signature = Some(a.client.signature(&a.secret) + "%0A");
        vec![Diagnosis::Signature(SignatureFault::LineEnd)]
    }),
];
