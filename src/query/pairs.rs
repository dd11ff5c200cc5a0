//! The `name=value` pairs of a query or a form, decoded, in the order of the input.

use alloc::borrow::Cow;

use crate::decode_error::{DecodeError, DecodeErrorKind};
use crate::percent::{self, Class};
use crate::bytes::plain::{Query, plain_length};

/// One parameter.
pub(crate) struct Pair<'a> {
    /// The name, decoded; never empty.
    pub(crate) name: Cow<'a, str>,
    /// Where the name begins.
    pub(crate) at: usize,
    pub(crate) value: Value<'a>,
    /// How many bytes follow the pair.
    pub(crate) left: usize,
}

/// A value, decoded, and where it begins.
pub(crate) struct Value<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) at: usize,
}

/// The pairs of a query, which comes with or without its `?`, and where they begin.
#[inline]
pub(crate) fn of_query(query: &str) -> (&str, usize) {
    match query.strip_prefix('?') {
        Some(pairs) => (pairs, 1),
        None => (query, 0),
    }
}

/// Hands `name=value` pairs between `&` to `take`; the first stands at byte `base`.
#[inline]
pub(crate) fn each<'a>(
    pairs: &'a str,
    base: usize,
    mut take: impl FnMut(Pair<'a>) -> Result<(), DecodeError>,
) -> Result<(), DecodeError> {
    let mut rest = pairs;
    while !rest.is_empty() {
        let place = |rest: &str| base.wrapping_add(pairs.len().wrapping_sub(rest.len()));
        let at = place(rest);
        let (name, after_name) = part::<true>(rest, at)?;
        let text = after_name.strip_prefix('=');
        // A name without `=` has an empty value, nothing at all is skipped.
        let mut value = Value { text: Cow::Borrowed(""), at: place(after_name) };
        rest = after_name;
        if let Some(text) = text {
            value.at = place(text);
            (value.text, rest) = part::<false>(text, value.at)?;
        }
        rest = rest.strip_prefix('&').unwrap_or("");
        if !name.is_empty() {
            take(Pair { name, at, value, left: rest.len() })?;
        } else if text.is_some() {
            return Err(DecodeError::new(DecodeErrorKind::EmptyName, at));
        }
    }
    Ok(())
}

/// Splits off a name, which `=` or `&` ends, or a value, which only `&` ends;
/// returns it, and the rest from its end on.
#[inline]
fn part<const IS_NAME: bool>(text: &str, at: usize) -> Result<(Cow<'_, str>, &str), DecodeError> {
    let bytes = text.as_bytes();
    let mut escaped = false;
    let mut end: usize = 0;
    loop {
        end = end.saturating_add(plain_length::<Query>(bytes.get(end..).unwrap_or(&[])));
        // One comparison for what most often comes, before all that may.
        match bytes.get(end) {
            Some(b'=') if IS_NAME => break,
            None | Some(b'&') => break,
            Some(&byte) => match Class::of(byte) {
                Class::Escape => escaped = true,
                Class::Forbidden => {
                    let at = at.saturating_add(end);
                    return Err(DecodeError::new(DecodeErrorKind::InvalidByte, at));
                }
                _ => {}
            },
        }
        end = end.saturating_add(1);
    }
    let (part, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    let part = if escaped { percent::decode(part, at)? } else { Cow::Borrowed(part) };
    Ok((part, rest))
}
