//! Compares what a client has signed with what the service would have signed.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;

use super::canonical::{self, Canonical, Key, Part, Section, Text};
use super::difference::BothSides;
use super::{Diagnosis, Difference, mistake, order};
use crate::sign::mac::sha256;

/// How many names a diagnosis has at most.
const MAX_NAMES: usize = 8;

/// Why the client's text differs from the server's, or that it does not; `None` if the server's
/// cannot be read. If the server's may be cut off, only a mistake that explains all of the
/// client's text is named.
pub(super) fn texts(client: &Text<'_>, server: &Text<'_>, may_be_cut: bool) -> Option<Diagnosis> {
    let schemes = client.scheme().zip(server.scheme());
    if let Some((_, service)) = schemes.filter(|(signed, service)| signed != service) {
        return Some(Diagnosis::OtherScheme { service });
    }
    let has_hash = |text: &str, hash: &str| sha256(text.as_bytes()).as_str() == hash;
    let Some(right) = &server.canonical else {
        let hash = server.hash?;
        let is_equal = client.hash == Some(hash) || has_hash(client.whole, hash);
        return Some(if is_equal { Diagnosis::Equal } else { Diagnosis::OtherHash });
    };
    // Where one side is a query alone, nothing else is compared.
    let query_of = |side: &Canonical| Canonical::of_query(&side.query);
    let (own, right) = match &client.canonical {
        Some(own) if own.scheme != right.scheme => (Some(query_of(own)), query_of(right)),
        own => (own.clone(), right.clone()),
    };
    let text = own.as_ref().map_or_else(|| client.whole.into(), Canonical::write);
    let is_signed = |right: &str| client.hash.map_or(right == text, |hash| has_hash(right, hash));
    if is_signed(&right.write()) {
        return Some(Diagnosis::Equal);
    }
    let is_escaped = || own.as_ref().is_some_and(|own| own.parts().iter().all(has_right_escapes));
    let mistake = mistake::find(&right, &[], is_signed)
        .filter(|found| !(blames_escapes(found) && is_escaped()));
    Some(mistake.unwrap_or_else(|| match own {
        _ if client.hash.is_some() => Diagnosis::OtherHash,
        _ if may_be_cut => Diagnosis::CutOff,
        Some(own) => by_name(&own.parts(), &right.parts()),
        None => Diagnosis::Malformed,
    }))
}

/// Whether the mistake is that what was signed has other escapes than those of RFC 3986.
fn blames_escapes(found: &Diagnosis) -> bool {
    matches!(found, Diagnosis::Parameter { difference: Difference::OtherEscapes, .. })
}

/// Whether a part has the escapes of RFC 3986, where it has any.
fn has_right_escapes(part: &Part<'_>) -> bool {
    let is_right = |text| mistake::encoded(&mistake::unescape_all(text)) == text;
    part.section != Section::Parameter || is_right(part.name) && is_right(part.value)
}

/// Why two texts differ, going by the named parts in which they do.
fn by_name(client: &[Part<'_>], server: &[Part<'_>]) -> Diagnosis {
    let mut parts: BTreeMap<Key<'_>, BothSides<'_>> = BTreeMap::new();
    for part in client {
        parts.entry(part.key()).or_default().0.push(part);
    }
    for part in server {
        parts.entry(part.key()).or_default().1.push(part);
    }
    parts.retain(|_, (signed, received)| signed != received);
    let cause = |(key, both)| canonical::differs(key, Difference::between(both));
    let causes: Vec<Diagnosis> = parts.iter().map(cause).collect();
    // With what differs undone, the rest must be equal, its order included.
    let is_rest = |part: &&Part<'_>| !parts.contains_key(&part.key());
    // What looks like an unknown parameter may be a part of a value that was not escaped.
    let is_named =
        |both: &BothSides<'_>| !both.1.is_empty() || both.0.iter().all(|one| one.is_known());
    let explains_all = client.iter().filter(is_rest).eq(server.iter().filter(is_rest))
        && parts.values().all(is_named);
    // The line of a header and its name, the hash of a body in both its places, and the same
    // escapes in two values are one mistake.
    let is_escaped = || parts.values().flat_map(|both| &both.0).all(|part| has_right_escapes(part));
    if let [cause, rest @ ..] = &*causes
        && !(blames_escapes(cause) && is_escaped())
        && let in_values = mistake::shared_difference(cause)
        && rest.iter().all(|other| {
            other == cause || in_values.is_some() && mistake::shared_difference(other) == in_values
        })
        && explains_all
    {
        return cause.clone();
    }
    let names: BTreeSet<String> = parts.keys().map(canonical::shown).collect();
    let others = (names.len() > MAX_NAMES).then(|| "others".into());
    let differ =
        Diagnosis::Differ { names: names.into_iter().take(MAX_NAMES).chain(others).collect() };
    if causes.is_empty() { order::fault(client).unwrap_or(differ) } else { differ }
}
