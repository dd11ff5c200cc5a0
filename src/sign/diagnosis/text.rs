//! The texts that are signed, taken apart.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::difference::unescape;
use crate::bytes::remainder::{skip_bytes, taken};
use crate::sign::v3::ALGORITHM;

/// A text that is signed, or a part of one that says as much.
pub(super) enum SignedText<'a> {
    /// A string to sign of RPC, or a canonical query alone.
    Query {
        /// Of a string to sign, what stands before its query, and the text as it is.
        signed: Option<(&'a str, &'a str)>,
        query: Cow<'a, str>,
    },
    /// A canonical request of V3.
    Request(Lines<'a>),
    /// A string to sign of V3, which has but a hash.
    Hash(&'a str),
}

/// How a text ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// It is whole.
    Whole,
    /// It ends with the message that it is part of, which may have been cut off.
    Open,
    /// It was cut off.
    Cut,
}

/// A canonical request in its lines; after a cut, without the last ones.
pub(super) struct Lines<'a> {
    pub(super) text: &'a str,
    pub(super) method: &'a str,
    pub(super) path: Option<&'a str>,
    pub(super) query: Option<&'a str>,
    pub(super) headers: Vec<(&'a str, &'a str)>,
    pub(super) names: Option<&'a str>,
    pub(super) hash: Option<&'a str>,
}

impl<'a> SignedText<'a> {
    /// Takes a whole text apart, if it is one of these.
    pub(super) fn read(text: &'a str) -> Option<Self> {
        if let Some(hash) = text.strip_prefix(ALGORITHM) {
            return Some(Self::Hash(hash.trim()));
        }
        if text.contains('\n') {
            let lines = Lines::read(text, Ending::Whole)?;
            return lines.hash.is_some().then_some(Self::Request(lines));
        }
        match split(text) {
            // Escaped, it has neither.
            Some((_, query)) if query.contains(['=', '&']) => None,
            Some((method, query)) => Some(Self::rpc(method, query, text)),
            None if text.starts_with(|first: char| first.is_ascii_uppercase())
                && text.split('&').nth(1) == Some("/") =>
            {
                None
            }
            None => text
                .contains('=')
                .then_some(Self::Query { signed: None, query: Cow::Borrowed(text) }),
        }
    }

    /// A string to sign of RPC, split.
    pub(super) fn rpc(method: &'a str, query: &str, text: &'a str) -> Self {
        let query = String::from_utf8_lossy(&unescape(query)).into_owned();
        Self::Query { signed: Some((method, text)), query: Cow::Owned(query) }
    }
}

/// The method of a string to sign of RPC, and its query, which is escaped.
fn split(text: &str) -> Option<(&str, &str)> {
    let (method, rest) = text.split_once('&')?;
    let (path, query) = rest.split_once('&')?;
    let is_one =
        path.eq_ignore_ascii_case("%2F") && method.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_one.then_some((method, query))
}

impl<'a> Lines<'a> {
    /// Takes a canonical request apart, with which a text begins.
    pub(super) fn read(text: &'a str, ending: Ending) -> Option<Self> {
        let mut rest = Some(text);
        let method = line(&mut rest)?;
        let (path, query) = (line(&mut rest), line(&mut rest));
        let mut headers: Vec<(&str, &str)> = Vec::new();
        let mut value_on = "";
        let is_whole = loop {
            let before = rest;
            let Some(line) = line(&mut rest) else { break false };
            if line.is_empty() && (ending != Ending::Whole || is_two_lines(rest)) {
                break true;
            }
            match (line.split_once(':'), headers.last_mut()) {
                (Some(header), _) => {
                    value_on = before.and_then(|text| text.split_once(':')).map_or("", |two| two.1);
                    headers.push(header);
                }
                // A value that has line ends: what stands behind them is no name.
                (None, Some((_, value))) => *value = taken(value_on, rest.unwrap_or("")),
                (None, None) => {}
            }
        };
        if !is_whole {
            // It may be there in part.
            headers.pop();
            return Some(Self { text, method, path, query, headers, names: None, hash: None });
        }
        let names = line(&mut rest);
        // The last line, where something else may follow in a message.
        let names = names.filter(|_| rest.is_some());
        let hash = rest.filter(|_| names.is_some());
        let hash = if ending == Ending::Whole { hash } else { hash.and_then(whole_hash) };
        let behind = rest.map_or("", |rest| skip_bytes(rest, hash.map_or(0, str::len)));
        let text = taken(text, behind);
        Some(Self { text, method, path, query, headers, names, hash })
    }
}

/// Takes the next line.
fn line<'a>(rest: &mut Option<&'a str>) -> Option<&'a str> {
    let text = rest.take()?;
    let line = match text.split_once('\n') {
        Some((line, after)) => {
            *rest = Some(after);
            line
        }
        None => text,
    };
    Some(line.strip_suffix('\r').unwrap_or(line))
}

/// Whether these are the lines that a canonical request ends with.
fn is_two_lines(rest: Option<&str>) -> bool {
    rest.is_some_and(|rest| rest.splitn(3, '\n').count() == 2)
}

/// The hash of a body that a line begins with, if it is whole.
fn whole_hash(line: &str) -> Option<&str> {
    let hash = line.get(..64)?;
    hash.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(hash)
}
