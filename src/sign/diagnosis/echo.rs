//! What a message echoes of what the service would have signed.
//!
//! ```text
//! … server string to sign is:GET&%2F&AccessKeyId%3Dtestid…
//! … server StringToSign is [ACS3-HMAC-SHA256\n9f86…] server CanonicalRequest is [GET\n/\n…]
//! ```
//!
//! It goes by what is there, not by the words around it, because each gateway words its echo
//! differently.

use alloc::string::String;

use super::Diagnosis;
use super::canonical::{Part, Text};
use super::compare;
use super::difference::unescape;
use crate::bytes::remainder::{consumed, taken};
use crate::sign::Scheme;
use crate::sign::rpc::ENCODED_PATH;
use crate::sign::v3::ALGORITHM;

/// What the echo in a message shows, if there is one. Looks for the scheme of the client
/// first, since the newer gateway echoes both.
pub(super) fn compare(message: &str, client: &Text<'_>) -> Option<Diagnosis> {
    let readings = readings(message);
    let rpc = || readings.iter().find_map(|message| of_rpc(message, client));
    let v3 = || readings.iter().find_map(|message| of_v3(message, client));
    if client.scheme() == Some(Scheme::V3) { v3().or_else(rpc) } else { rpc().or_else(v3) }
}

/// The message in three readings: with the escapes of HTML, XML and JSON undone, which no
/// canonical query has; as it is; and with the escapes of a URL undone. Carriage returns before
/// line feeds are dropped, since neither scheme signs any.
fn readings(message: &str) -> [String; 3] {
    let text = message.replace("&amp;", "&").replace("\\u0026", "&").replace("\\\"", "\"");
    let text = text.replace("\\r\\n", "\n").replace("\\n", "\n");
    let of_url = String::from_utf8_lossy(&unescape(message)).into_owned();
    [text, message.into(), of_url].map(|text| text.replace("\r\n", "\n"))
}

fn of_rpc(message: &str, client: &Text<'_>) -> Option<Diagnosis> {
    let before = message.get(..message.find(ENCODED_PATH)?)?;
    let before = before.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let text = message.get(before.len()..)?;
    // A percent-encoded query. Encoders that do not follow RFC 3986 write a space as `+` and leave
    // `*` as it is.
    let after = text.trim_start_matches(|character: char| {
        character.is_ascii_alphanumeric() || "&-._~%+*".contains(character)
    });
    let text = taken(text, after);
    let is_enclosed = before.ends_with('[') && after.starts_with(']');
    // Two dots or more mark an omission. A single one ends the sentence, unless what the client
    // has signed ends with one.
    let without_dots = text.trim_end_matches('.');
    let dots = consumed(text, without_dots.len());
    let is_full_stop = dots == 1 && !is_enclosed && !client.whole.ends_with('.');
    let server = Text::read(if is_full_stop { without_dots } else { text });
    let right = server.canonical.as_ref().filter(|_| dots < 2 && !after.starts_with('…'));
    match right.map(|right| &*right.query) {
        Some(query) if is_enclosed || has_mandatory(query) => {
            compare::texts(client, &server, !(is_enclosed || is_whole(query, client)))
        }
        _ => Some(Diagnosis::CutOff),
    }
}

/// What every call by RPC has besides its timestamp, sorted.
pub(super) const MANDATORY: &str =
    "AccessKeyId Action SignatureMethod SignatureNonce SignatureVersion Version";

/// Whether these parameters are at least what every call has: no service verifies one
/// without them.
fn has_mandatory(query: &str) -> bool {
    let has = |name: &str| query.split('&').any(|pair| Part::parameter(pair).name == name);
    MANDATORY.split(' ').all(has) && (has("Timestamp") || has("TimeStamp"))
}

/// Whether the last parameter has its whole value, in whatever escapes, and none that the client
/// has signed would follow it.
fn is_whole(query: &str, client: &Text<'_>) -> bool {
    let last = query.rsplit('&').next().map(Part::parameter);
    let (Some(last), Some(client)) = (last, &client.canonical) else { return false };
    let mut parameters = client.query.split('&').map(Part::parameter);
    let is_last =
        |part: &Part<'_>| part.key() == last.key() && unescape(part.value) == unescape(last.value);
    parameters.all(|part| is_last(&part) || part.key() < last.key())
}

fn of_v3(message: &str, client: &Text<'_>) -> Option<Diagnosis> {
    // It begins at a method, with its path in the next line.
    let begins = message.match_indices("\n/").find_map(|(at, _)| {
        let line = message.get(..at)?;
        let before = line.trim_end_matches(|letter: char| letter.is_ascii_uppercase());
        message.get(before.len()..).filter(|_| before.len() < at)
    });
    let compare = |server| compare::texts(client, &server, false);
    let found = begins.and_then(canonical_request).map(Text::read).and_then(compare);
    let mut hashes = message.split(ALGORITHM).skip(1);
    let hash = hashes.find_map(|after| hash(after.trim_ascii_start()));
    let server = hash.map(|hash| Text { whole: hash, canonical: None, hash: Some(hash) });
    found.or(match server.and_then(compare) {
        None | Some(Diagnosis::OtherHash) if begins.is_some() => Some(Diagnosis::CutOff),
        by_hash => by_hash,
    })
}

/// The canonical request that a text begins with, if it is whole: it ends with a hash.
fn canonical_request(text: &str) -> Option<&str> {
    let (_, names) = text.splitn(4, '\n').nth(3)?.split_once("\n\n")?;
    let (_, last) = names.split_once('\n')?;
    Some(taken(text, last.strip_prefix(hash(last)?)?))
}

/// The hash that a text begins with.
fn hash(text: &str) -> Option<&str> {
    let hash = text.get(..64)?;
    hash.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(hash)
}
