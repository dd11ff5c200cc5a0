//! Compares what a client has signed with what the service would have signed.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;

use super::canonical::{self, Canonical, Key, Part};
use super::text::Text;
use super::{Diagnosis, Difference, mistake, order};
use crate::sign::mac::sha256;

/// How many names a diagnosis has at most.
const MAX_NAMES: usize = 8;

/// Why these differ, if they do. If the server's text may be cut off, only a mistake that
/// explains all of the client's is found.
pub(super) fn texts(client: &Text<'_>, server: &Text<'_>, may_be_cut: bool) -> Diagnosis {
    if let (Some(signed), Some(service)) = (client.scheme(), server.scheme())
        && signed != service
    {
        return Diagnosis::OtherScheme { service };
    }
    let has_hash = |text: &str, hash: &str| sha256(text.as_bytes()).as_str() == hash;
    let mut right = match (&server.canonical, server.hash) {
        (Some(right), _) => right.clone(),
        (None, Some(hash)) if client.hash == Some(hash) || has_hash(client.whole, hash) => {
            return Diagnosis::Equal;
        }
        (None, Some(_)) => return Diagnosis::OtherHash,
        (None, None) => return Diagnosis::NoEcho,
    };
    let mut own = client.canonical.clone();
    // Where one side is a query alone, nothing else is compared.
    if let Some(own) = &mut own
        && own.scheme != right.scheme
    {
        (*own, right) = (Canonical::of_query(&own.query), Canonical::of_query(&right.query));
    }
    let text = own.as_ref().map_or_else(|| client.whole.into(), Canonical::write);
    let is_signed = |right: &str| client.hash.map_or(right == text, |hash| has_hash(right, hash));
    if is_signed(&right.write()) {
        return Diagnosis::Equal;
    }
    mistake::find(&right, &[], is_signed).unwrap_or_else(|| match own {
        _ if client.hash.is_some() => Diagnosis::OtherHash,
        _ if may_be_cut => Diagnosis::CutOff,
        Some(own) => by_name(&own.parts(), &right.parts()),
        None => Diagnosis::Malformed,
    })
}

/// Why these differ, going by what has a name and differs.
fn by_name(client: &[Part<'_>], server: &[Part<'_>]) -> Diagnosis {
    let (signed, received) = (by_key(client), by_key(server));
    let differ = |key: &&Key<'_>| signed.get(*key) != received.get(*key);
    let keys: BTreeSet<&Key<'_>> = signed.keys().chain(received.keys()).filter(differ).collect();
    let cause = |key: &&Key<'_>| {
        let parts = [&signed, &received].map(|side| side.get(*key).map_or(&[][..], Vec::as_slice));
        canonical::differs(key, Difference::between(parts))
    };
    let causes: Vec<Diagnosis> = keys.iter().map(cause).collect();
    // With what differs undone, the rest must be equal, its order included.
    let is_rest = |part: &&Part<'_>| !keys.contains(&part.key());
    // What looks like an unknown parameter may be a part of a value that was not escaped.
    let is_certain = |part: &Part<'_>| part.is_known() || received.contains_key(&part.key());
    let is_all = client.iter().filter(is_rest).eq(server.iter().filter(is_rest))
        && client.iter().all(is_certain);
    let first = match &*causes {
        [] => order::fault(client),
        [cause, rest @ ..] if is_all && rest.iter().all(|other| is_one_mistake(cause, other)) => {
            Some(cause.clone())
        }
        _ => None,
    };
    first.unwrap_or_else(|| {
        let mut names: Vec<String> = Vec::new();
        for name in keys.iter().map(|key| canonical::shown(key)) {
            if names.len() <= MAX_NAMES && !names.contains(&name) {
                names.push(if names.len() < MAX_NAMES { name } else { "others".into() });
            }
        }
        Diagnosis::Differ { names }
    })
}

fn by_key<'p>(parts: &'p [Part<'_>]) -> BTreeMap<Key<'p>, Vec<Part<'p>>> {
    let mut by_key: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for &part in parts {
        by_key.entry(part.key()).or_default().push(part);
    }
    by_key
}

/// Whether these are the line of a header and its name, the hash of a body in both its
/// places, or the same mistake in two values.
fn is_one_mistake(cause: &Diagnosis, other: &Diagnosis) -> bool {
    match (cause, other) {
        (
            Diagnosis::Parameter { difference, .. },
            Diagnosis::Parameter { difference: other, .. },
        ) => difference == other && mistake::is_in_values(*difference),
        _ => cause == other,
    }
}
