//! What a message echoes of what the service would have signed.
//!
//! ```text
//! … server string to sign is:GET&%2F&AccessKeyId%3Dtestid…
//! … server StringToSign is [ACS3-HMAC-SHA256\n9f86…] server CanonicalRequest is [GET\n/\n…]
//! ```
//!
//! It goes by what is there, not by the words around it, because each gateway words its echo
//! differently.

use alloc::borrow::Cow;
use alloc::string::String;

use super::Diagnosis;
use super::compare;
use super::difference::unescape;
use super::text::{Ending, Lines, SignedText};
use crate::bytes::remainder::{consumed, taken};
use crate::sign::v3::ALGORITHM;

/// The echo of one scheme: a string to sign of RPC, or a canonical request and the hash of it.
pub(super) struct Echo<'m> {
    /// The message, or what it says without its escapes.
    message: Cow<'m, str>,
    is_rpc: bool,
}

impl<'m> Echo<'m> {
    /// Looks for the scheme of the client first: the newer gateway has both.
    pub(super) fn find(message: &'m str, client: Option<&SignedText<'_>>) -> Option<Self> {
        let is_v3 = matches!(client, Some(SignedText::Request(_) | SignedText::Hash(_)));
        let first = readings(message).find_map(|message| Self::of(message, !is_v3));
        first.or_else(|| readings(message).find_map(|message| Self::of(message, is_v3)))
    }

    fn of(message: Cow<'m, str>, is_rpc: bool) -> Option<Self> {
        let is_there = if is_rpc {
            string_to_sign(&message).is_some()
        } else {
            canonical_request(&message).is_some() || hash(&message).is_some()
        };
        is_there.then_some(Self { message, is_rpc })
    }

    /// What differs; none where both are equal.
    pub(super) fn compare(&self, client: &SignedText<'_>) -> Option<Diagnosis> {
        if self.is_rpc {
            let (method, text, ending) = string_to_sign(&self.message)?;
            let (text, ending) = trimmed(text, ending, client);
            let query = text.splitn(3, '&').nth(2).unwrap_or_default();
            return compare::texts(client, &SignedText::rpc(method, query, text), ending);
        }
        let by_lines = canonical_request(&self.message)
            .map(|request| compare::texts(client, &SignedText::Request(request), Ending::Open));
        let by_hash = hash(&self.message)
            .map(|hash| compare::texts(client, &SignedText::Hash(hash), Ending::Whole));
        match (by_lines, by_hash) {
            // Where the hash is equal, what is missing is, too.
            (Some(Some(Diagnosis::CutOff)), Some(None)) => None,
            // Of a client of which no more than a hash is known, its hash says the most.
            (Some(Some(Diagnosis::OtherHash)) | None, Some(found)) | (Some(found), _) => found,
            (None, None) => Some(Diagnosis::NoEcho),
        }
    }
}

/// The message as it is, and with the escapes undone of what may have carried it: of HTML or
/// XML, of a JSON text in a string, of a URL.
fn readings(message: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let unescaped = move |step: usize| match step {
        0 => Some(Cow::Borrowed(message)),
        1 => (message.contains("&amp;") || message.contains('\\')).then(|| {
            let text = message.replace("&amp;", "&").replace("\\u0026", "&");
            Cow::Owned(text.replace("\\r\\n", "\n").replace("\\n", "\n").replace("\\\"", "\""))
        }),
        _ => message
            .contains("%26")
            .then(|| Cow::Owned(String::from_utf8_lossy(&unescape(message)).into_owned())),
    };
    (0..3).filter_map(unescaped)
}

/// Where a string to sign of RPC is: its method, all of it, and how it ends.
fn string_to_sign(message: &str) -> Option<(&str, &str, Ending)> {
    let is_path = |at: &usize| {
        let path = message.as_bytes().get(*at..).and_then(<[u8]>::first_chunk::<5>);
        path.is_some_and(|path| path.eq_ignore_ascii_case(b"&%2F&"))
    };
    let at = message.match_indices("&%2").map(|(at, _)| at).find(is_path)?;
    let (before, path) = message.split_at_checked(at)?;
    let (before, method) = split_last_letters(before)?;
    // A query in escapes; `+` and `*` are the escapes of those who have others.
    let is_escaped = |character: char| {
        character.is_ascii_alphanumeric()
            || matches!(character, '-' | '.' | '_' | '~' | '%' | '+' | '*')
    };
    let after = path.get(5..)?.trim_start_matches(is_escaped);
    let ending = match after {
        "" => Ending::Open,
        after if after.starts_with('…') => Ending::Cut,
        _ => Ending::Whole,
    };
    Some((method, taken(message.get(before.len()..)?, after), ending))
}

/// Without the dots that stand for what was cut off, the full stop of a sentence, and an escape
/// that was cut off.
fn trimmed<'t>(text: &'t str, ending: Ending, client: &SignedText<'_>) -> (&'t str, Ending) {
    let has_full_stop = matches!(client, SignedText::Query { query, .. } if query.ends_with('.'));
    let shorter = text.trim_end_matches('.');
    let (text, ending) = match consumed(text, shorter.len()) {
        2.. => (shorter, Ending::Cut),
        1 if !has_full_stop => (shorter, ending),
        _ => (text, ending),
    };
    match text.as_bytes() {
        [whole @ .., b'%', _] | [whole @ .., b'%'] if ending != Ending::Whole => {
            (text.get(..whole.len()).unwrap_or(text), Ending::Cut)
        }
        _ => (text, ending),
    }
}

/// Where a canonical request is: from its method and its path on.
fn canonical_request(message: &str) -> Option<Lines<'_>> {
    // What stands for what was cut off.
    let message = message.trim_end_matches(['.', '…']);
    message.match_indices("\n/").find_map(|(at, _)| {
        let before = message.get(..at)?;
        let line = before.strip_suffix('\r').unwrap_or(before);
        let (before, method) = split_last_letters(line)?;
        let is_method = !method.is_empty() && method.bytes().all(|byte| byte.is_ascii_uppercase());
        if is_method { Lines::read(message.get(before.len()..)?, Ending::Open) } else { None }
    })
}

/// The hash in a string to sign of V3.
fn hash(message: &str) -> Option<&str> {
    message.match_indices(ALGORITHM).find_map(|(at, word)| {
        let rest = message.get(at.checked_add(word.len())?..)?;
        let hash = rest.trim_ascii_start();
        let hash = hash.get(..64)?;
        hash.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(hash)
    })
}

/// Splits off the letters that a text ends with.
fn split_last_letters(text: &str) -> Option<(&str, &str)> {
    let before = text.trim_end_matches(|character: char| character.is_ascii_alphabetic());
    text.split_at_checked(before.len())
}
