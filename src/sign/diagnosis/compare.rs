//! Compares what a client has signed with what the service would have signed.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::canonical::{Canonical, Part, Section};
use super::client::{CONTENT_HASH, Client, is_known};
use super::{Diagnosis, Difference, mistake, order};
use crate::redaction::redact;
use crate::sign::mac::sha256;
use crate::sign::v3::ALGORITHM;

/// How many names a diagnosis has at most.
const MAX_NAMES: usize = 8;

/// Why these differ, if they do. If the server's text may be cut off, only a mistake that
/// explains all of the client's is found.
pub(super) fn texts(client: &Client<'_>, server: &Canonical<'_>, may_be_cut: bool) -> Diagnosis {
    if let Some(service) = server.scheme
        && client.scheme().is_some_and(|scheme| scheme != service)
    {
        return Diagnosis::OtherScheme { service };
    }
    // Where one side is a query alone, nothing else is compared.
    let is_query = client.hash.is_none() && (client.scheme().is_none() || server.scheme.is_none());
    let write = |side: &Canonical<'_>| if is_query { side.query().write() } else { side.write() };
    let text = client.parts.as_ref().map_or(client.text.into(), write);
    let right = if client.parts.is_none() { server.write() } else { write(server) };
    let is_signed = |right: &str| match client.hash {
        Some(hash) => sha256(right.as_bytes()).as_str() == hash,
        None => right == text,
    };
    if is_signed(&right) {
        return Diagnosis::Equal;
    }
    let Some(server) = Canonical::read(&right) else { return Diagnosis::NoEcho };
    mistake::find(&server, &[], is_signed).unwrap_or_else(|| match Canonical::read(&text) {
        _ if client.hash.is_some() => Diagnosis::OtherHash,
        _ if may_be_cut => Diagnosis::CutOff,
        Some(client) => by_name(&client, &server),
        None => Diagnosis::Malformed,
    })
}

/// Why these differ, going by what has a name and differs.
fn by_name(client: &Canonical<'_>, server: &Canonical<'_>) -> Diagnosis {
    let mut parts: BTreeMap<_, (Vec<&Part<'_>>, Vec<&Part<'_>>)> = BTreeMap::new();
    for part in &client.parts {
        parts.entry((part.section, part.plain_name())).or_default().0.push(part);
    }
    for part in &server.parts {
        parts.entry((part.section, part.plain_name())).or_default().1.push(part);
    }
    parts.retain(|_, (client, server)| client != server);
    let causes: Vec<Diagnosis> =
        parts.values().filter_map(|(client, server)| cause(client, server)).collect();
    // With what differs undone, the rest must be equal, its order included.
    let is_rest = |part: &&Part<'_>| !parts.contains_key(&(part.section, part.plain_name()));
    let is_all = client.parts.iter().filter(is_rest).eq(server.parts.iter().filter(is_rest));
    // What looks like an unknown parameter may be a part of a value that was not escaped.
    let is_named = |(client, server): &(Vec<&Part<'_>>, Vec<&Part<'_>>)| {
        !server.is_empty() || client.iter().all(|part| is_known(part))
    };
    let is_all = is_all && parts.values().all(is_named);
    let first = match &*causes {
        [] => order::fault(client),
        [cause, rest @ ..] if is_all && rest.iter().all(|other| is_one_mistake(cause, other)) => {
            Some(cause.clone())
        }
        _ => None,
    };
    first.unwrap_or_else(|| {
        let mut names: Vec<String> = Vec::new();
        for name in causes.iter().map(name) {
            if names.len() <= MAX_NAMES && !names.iter().any(|known| known == name) {
                names.push(String::from(if names.len() < MAX_NAMES { name } else { "others" }));
            }
        }
        Diagnosis::Differ { names }
    })
}

/// Whether these are the line of a header and its name, the hash of a body in both its
/// places, or the same escapes in two values.
fn is_one_mistake(cause: &Diagnosis, other: &Diagnosis) -> bool {
    match (cause, other) {
        (
            Diagnosis::Parameter { difference, .. },
            Diagnosis::Parameter { difference: other, .. },
        ) => difference == other && mistake::is_in_values(*difference),
        _ => cause == other,
    }
}

/// What differs, as a message calls it.
fn name(cause: &Diagnosis) -> &str {
    match cause {
        Diagnosis::Parameter { name, .. } | Diagnosis::Header { name, .. } => name,
        Diagnosis::Method => "the method",
        Diagnosis::Path => "the path",
        Diagnosis::SignatureSigned => "Signature",
        _ => "the body",
    }
}

/// Why the parts of one name differ.
fn cause(client: &[&Part<'_>], server: &[&Part<'_>]) -> Option<Diagnosis> {
    let part = client.iter().chain(server).next()?;
    let name = shown(part);
    let difference = match (client, server) {
        ([], _) => Difference::NotSigned,
        (_, []) => Difference::NotReceived,
        ([client], [server]) if client.name != server.name => Difference::OtherEscapes,
        ([client], [server]) => {
            Difference::between(&client.value, &server.value, part.is_parameter())
        }
        _ => Difference::Repeated,
    };
    Some(match part.section {
        Section::Method => Diagnosis::Method,
        Section::Path => Diagnosis::Path,
        Section::Body => Diagnosis::Body,
        Section::Header if name == CONTENT_HASH && difference == Difference::Other => {
            Diagnosis::Body
        }
        Section::Header | Section::SignedHeader => Diagnosis::Header { name, difference },
        Section::Parameter if name == "Signature" && server.is_empty() => {
            Diagnosis::SignatureSigned
        }
        Section::Parameter => Diagnosis::Parameter { name, difference },
    })
}

/// The name of a part as it may be shown. What stands in the place of a name may be a part
/// of a token that was not escaped.
pub(super) fn shown(part: &Part<'_>) -> String {
    const LONGEST: usize = 64;
    let is_one = |byte: &u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b';' | b'[' | b']')
    };
    let name = part.plain_name();
    let text = core::str::from_utf8(&name).unwrap_or_default();
    let is_name = (1..=LONGEST).contains(&name.len()) && name.iter().all(is_one);
    let is_harmless = is_name && !text.starts_with(ALGORITHM) && !redact(text).hides;
    String::from(if is_harmless { text } else { "[hidden]" })
}
