//! Finds the first difference between what the client has signed and what the service has.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Ordering;

use crate::redaction::redact;
use crate::sign::Scheme;
use crate::sign::mac::sha256;
use crate::sign::v3::ALGORITHM;

use super::difference::unescape;
use super::text::{Ending, Lines, SignedText};
use super::{Diagnosis, Difference};

/// What differs; none where both are equal.
pub(super) fn texts(
    client: &SignedText<'_>,
    server: &SignedText<'_>,
    ending: Ending,
) -> Option<Diagnosis> {
    match (client, server) {
        (
            SignedText::Query { signed: Some(client), query },
            SignedText::Query { signed, query: received },
        ) => rpc(*client, query, *signed, received, ending),
        (SignedText::Query { signed: None, query }, SignedText::Query { query: received, .. }) => {
            queries(query, received, ending)
        }
        (SignedText::Query { signed: None, query }, SignedText::Request(server)) => {
            match server.query {
                Some(received) => queries(query, received, end_of_query(server)),
                None => Some(Diagnosis::CutOff),
            }
        }
        (SignedText::Request(client), SignedText::Request(server)) => {
            requests(client, server, ending)
        }
        (SignedText::Hash(_), SignedText::Request(server)) if server.hash.is_none() => {
            Some(Diagnosis::CutOff)
        }
        (SignedText::Request(one), SignedText::Hash(hash))
        | (SignedText::Hash(hash), SignedText::Request(one)) => {
            hashes(sha256(one.text.as_bytes()).as_str(), hash)
        }
        (SignedText::Hash(client), SignedText::Hash(server)) => hashes(client, server),
        (SignedText::Query { signed: None, .. }, SignedText::Hash(_))
        | (SignedText::Hash(_), SignedText::Query { signed: None, .. }) => {
            Some(Diagnosis::OtherHash)
        }
        (SignedText::Query { .. }, SignedText::Request(_) | SignedText::Hash(_)) => {
            Some(Diagnosis::OtherScheme { service: Scheme::V3 })
        }
        (
            SignedText::Request(_) | SignedText::Hash(_),
            SignedText::Query { signed: Some(_), .. },
        ) => Some(Diagnosis::OtherScheme { service: Scheme::Rpc }),
        (SignedText::Request(client), SignedText::Query { signed: None, query: received }) => {
            queries(client.query.unwrap_or_default(), received, ending)
        }
    }
}

fn hashes(client: &str, server: &str) -> Option<Diagnosis> {
    (client != server).then_some(Diagnosis::OtherHash)
}

/// Two strings to sign of RPC, or one and a query.
fn rpc(
    (method, text): (&str, &str),
    query: &str,
    server: Option<(&str, &str)>,
    received: &str,
    ending: Ending,
) -> Option<Diagnosis> {
    if server.is_some_and(|(received, _)| method != received) {
        return Some(Diagnosis::Method);
    }
    let found = queries(query, received, ending);
    let is_other = |(_, received): (&str, &str)| text != received;
    // What both say is equal, and its escapes are not.
    let is_malformed = found.is_none() && ending != Ending::Cut && server.is_some_and(is_other);
    if is_malformed { Some(Diagnosis::Malformed) } else { found }
}

fn queries(client: &str, server: &str, ending: Ending) -> Option<Diagnosis> {
    if client == server && ending != Ending::Cut {
        return None;
    }
    let (client, mut received) = (parameters(client), parameters(server));
    let mut is_cut = ending == Ending::Cut;
    if ending != Ending::Whole {
        is_cut |= server.ends_with('&') || is_partial(server, &client, received.last());
        if is_cut && !server.ends_with('&') {
            received.pop();
        }
    }
    let found = entries(client, received, is_cut, Difference::of_escaped);
    found.map(|found| found.diagnosis(|name, difference| Diagnosis::Parameter { name, difference }))
}

/// Whether a query that may be cut off ends within a parameter.
fn is_partial(query: &str, client: &[Entry<'_>], last: Option<&Entry<'_>>) -> bool {
    let has_value = query.rsplit('&').next().is_some_and(|last| last.contains('='));
    // White space is what clients sign by mistake at the end of a value.
    let is_more = |rest: &str| !unescape(rest).trim_ascii().is_empty();
    let is_start_of = |one: &Entry<'_>| {
        last.is_some_and(|last| {
            one.name == last.name && one.value.strip_prefix(last.value).is_some_and(is_more)
        })
    };
    !has_value || client.iter().any(is_start_of)
}

fn requests(client: &Lines<'_>, server: &Lines<'_>, ending: Ending) -> Option<Diagnosis> {
    if client.method != server.method {
        return Some(Diagnosis::Method);
    }
    let (Some(path), Some(query)) = (server.path, server.query) else {
        return Some(Diagnosis::CutOff);
    };
    if client.path != Some(path) {
        return Some(Diagnosis::Path);
    }
    let found = queries(client.query.unwrap_or_default(), query, end_of_query(server));
    if found.is_some() {
        return found;
    }
    let as_header = |name: String, difference| match &*name {
        "x-acs-content-sha256" if difference == Difference::Other => Diagnosis::Body,
        _ => Diagnosis::Header { name, difference },
    };
    let is_cut = server.names.is_none();
    let found = entries(headers(client), headers(server), is_cut, Difference::of_plain);
    if let Some(found) = found {
        return Some(found.diagnosis(as_header));
    }
    // Equal headers under unequal names.
    let found = entries(names(client), names(server), false, Difference::of_plain);
    if let Some(found) = found {
        return Some(found.diagnosis(as_header));
    }
    match server.hash {
        None => Some(Diagnosis::CutOff),
        hash if client.hash != hash => Some(Diagnosis::Body),
        // Line ends of another kind.
        _ if ending == Ending::Whole && client.text != server.text => Some(Diagnosis::Malformed),
        _ => None,
    }
}

/// A query ends with its line; it was cut off where no line follows.
fn end_of_query(lines: &Lines<'_>) -> Ending {
    let is_last = lines.headers.is_empty() && lines.names.is_none();
    if is_last { Ending::Cut } else { Ending::Whole }
}

/// A parameter or a header.
struct Entry<'a> {
    name: Cow<'a, [u8]>,
    /// Its name, as it is written.
    spelling: &'a str,
    value: &'a str,
}

impl<'a> Entry<'a> {
    fn plain(name: &'a str, value: &'a str) -> Self {
        Self { name: Cow::Borrowed(name.as_bytes()), spelling: name, value }
    }
}

fn parameters(query: &str) -> Vec<Entry<'_>> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let entry = |pair| {
        let (name, value) = str::split_once(pair, '=').unwrap_or((pair, ""));
        Entry { name: unescape(name), spelling: name, value }
    };
    pairs.map(entry).collect()
}

fn headers<'a>(lines: &Lines<'a>) -> Vec<Entry<'a>> {
    lines.headers.iter().map(|(name, value)| Entry::plain(name, value)).collect()
}

fn names<'a>(lines: &Lines<'a>) -> Vec<Entry<'a>> {
    let names = lines.names.unwrap_or_default().split(';');
    names.map(|name| Entry::plain(name, "")).collect()
}

/// What differs between two lists.
enum Mismatch {
    CutOff,
    Order(String),
    Different(String, Difference),
}

impl Mismatch {
    fn diagnosis(self, different: impl Fn(String, Difference) -> Diagnosis) -> Diagnosis {
        match self {
            Self::CutOff => Diagnosis::CutOff,
            Self::Order(name) => Diagnosis::Order { name },
            Self::Different(name, difference) => different(name, difference),
        }
    }
}

/// The first difference by name. After a cut nothing is known of the names behind the last
/// one.
fn entries(
    client: Vec<Entry<'_>>,
    server: Vec<Entry<'_>>,
    is_cut: bool,
    difference: impl Fn(&str, &str) -> Difference,
) -> Option<Mismatch> {
    let by_name = |a: &Entry<'_>, b: &Entry<'_>| a.name.cmp(&b.name);
    let misplaced = client.windows(2).find_map(|pair| match pair {
        [a, b] if a.name > b.name => Some(shown(&b.name)),
        _ => None,
    });
    let (mut client, mut server) = (client, server);
    client.sort_by(by_name);
    server.sort_by(by_name);
    let (mut signed, mut received) = (client.iter().peekable(), server.iter().peekable());
    loop {
        let order = match (signed.peek(), received.peek()) {
            (None, None) => break,
            (Some(_), None) if is_cut => return Some(Mismatch::CutOff),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(client), Some(server)) => by_name(client, server),
        };
        let client = signed.next_if(|_| order.is_le());
        let server = received.next_if(|_| order.is_ge());
        let (name, difference) = match (client, server) {
            (Some(client), Some(server)) if client.value != server.value => {
                (&client.name, difference(client.value, server.value))
            }
            (Some(client), Some(server)) if client.spelling != server.spelling => {
                (&client.name, Difference::OtherEscapes)
            }
            (Some(client), None) => (&client.name, Difference::NotReceived),
            (None, Some(server)) => (&server.name, Difference::NotSigned),
            _ => continue,
        };
        return Some(Mismatch::Different(shown(name), difference));
    }
    match misplaced {
        Some(name) => Some(Mismatch::Order(name)),
        None if is_cut => Some(Mismatch::CutOff),
        None => None,
    }
}

/// A name as it may be shown. What stands in the place of a name may be a part of a token
/// that was not escaped.
pub(super) fn shown(name: &[u8]) -> String {
    const LONGEST: usize = 64;
    let is_one = |byte: &u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b';' | b'[' | b']')
    };
    let text = core::str::from_utf8(name).unwrap_or_default();
    let is_name = (1..=LONGEST).contains(&name.len()) && name.iter().all(is_one);
    let is_harmless = is_name && !text.starts_with(ALGORITHM) && !redact(text).hides();
    String::from(if is_harmless { text } else { "[hidden]" })
}
