//! The `name=value` pairs of a query or a form, decoded, in the order of the input.

use alloc::borrow::Cow;

use crate::bytes::percent;
use crate::bytes::plain::{Query, plain_length};
use crate::decode_error::DecodeError;
#[cfg(feature = "sign")]
use crate::decode_error::DecodeErrorKind;

/// The pairs of a query, which comes with or without its `?`.
#[inline]
pub(crate) fn of_query(query: &str) -> &str {
    query.strip_prefix('?').unwrap_or(query)
}

/// Where `rest` begins, if it ends at byte `end`.
#[inline]
pub(super) fn place(end: usize, rest: &str) -> usize {
    end.saturating_sub(rest.len())
}

/// Splits off a name, which `=` or `&` ends; `text` begins at byte `at`.
pub(super) fn name(text: &str, at: usize) -> Result<(Cow<'_, str>, &str), DecodeError> {
    percent::decode_until(|byte| matches!(byte, b'=' | b'&'), text, at)
}

/// Splits off a value that stands for itself, and the `&` that may follow it.
#[inline]
pub(super) fn plain_value(text: &str) -> Option<(&str, &str)> {
    let (plain, rest) = text.split_at_checked(plain_length::<Query>(text.as_bytes()))?;
    if rest.is_empty() { Some((plain, rest)) } else { Some((plain, rest.strip_prefix('&')?)) }
}

/// Splits off a value, which only `&` ends; `text` begins at byte `at`.
pub(super) fn value(text: &str, at: usize) -> Result<(Cow<'_, str>, &str), DecodeError> {
    let (value, rest) = percent::decode_until(|byte| byte == b'&', text, at)?;
    Ok((value, after_pair(rest)))
}

/// What follows a pair without the `&` that parts it from the next.
#[inline]
pub(super) fn after_pair(rest: &str) -> &str {
    rest.strip_prefix('&').unwrap_or(rest)
}

/// One parameter.
#[cfg(feature = "sign")]
pub(crate) struct Pair<'a> {
    /// What begins with it.
    pub(crate) input: &'a str,
    /// The name, decoded; never empty.
    pub(crate) name: Cow<'a, str>,
    /// Where the name begins.
    pub(crate) at: usize,
    /// The value, decoded.
    pub(crate) value: Cow<'a, str>,
}

/// Hands `name=value` pairs between `&` to `take`; they end at byte `end`.
#[cfg(feature = "sign")]
pub(crate) fn each<'a>(
    pairs: &'a str,
    end: usize,
    mut take: impl FnMut(Pair<'a>) -> Result<(), DecodeError>,
) -> Result<(), DecodeError> {
    let mut rest = pairs;
    while !rest.is_empty() {
        let at = place(end, rest);
        let (name, after_name) = name(rest, at)?;
        let text = after_name.strip_prefix('=');
        if name.is_empty() && text.is_some() {
            return Err(DecodeError::new(DecodeErrorKind::EmptyName, at));
        }
        // A name without `=` has an empty value, nothing at all is skipped.
        let text = text.unwrap_or(after_name);
        let (text, after) = value(text, place(end, text))?;
        if !name.is_empty() {
            take(Pair { input: rest, name, at, value: text })?;
        }
        rest = after;
    }
    Ok(())
}
