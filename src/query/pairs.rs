//! The `name=value` pairs of a query or a form, decoded, in the order in which they were sent.

use alloc::borrow::Cow;

use crate::bytes::percent;
use crate::query::names;
use crate::{DecodeError, DecodeErrorKind};

/// One parameter as it was sent. Offsets are counted in bytes from the start of the query.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Pair<'a> {
    /// The name, decoded; neither empty nor a URL.
    pub(crate) name: Cow<'a, str>,
    /// Where the name begins.
    pub(crate) offset: usize,
    /// The value, decoded up to its first fault.
    pub(crate) value: Cow<'a, str>,
    /// Where the value begins.
    pub(crate) value_offset: usize,
    /// Why the value could not be decoded to its end.
    pub(crate) fault: Option<DecodeError>,
}

/// Calls `take` with each pair of a query, with or without its `?`.
#[inline]
pub(crate) fn for_each_in_query<'a>(
    query: &'a str,
    take: impl FnMut(Pair<'a>) -> Result<(), DecodeError>,
) -> Result<(), DecodeError> {
    for_each(query.strip_prefix('?').unwrap_or(query), query.len(), take)
}

/// Calls `take` with each pair of a form. Their offsets count on from the end of the query,
/// which is `query_length` bytes long.
#[inline]
pub(crate) fn for_each_in_form<'a>(
    form: &'a str,
    query_length: usize,
    take: impl FnMut(Pair<'a>) -> Result<(), DecodeError>,
) -> Result<(), DecodeError> {
    for_each(form, query_length.saturating_add(form.len()), take)
}

/// Calls `take` with each pair of a text that ends at byte `end`. A pair whose value cannot be
/// decoded is the last one.
#[inline]
fn for_each<'a>(
    text: &'a str,
    end: usize,
    mut take: impl FnMut(Pair<'a>) -> Result<(), DecodeError>,
) -> Result<(), DecodeError> {
    let offset_of = |rest: &str| end.saturating_sub(rest.len());
    // Empty pieces between `&` are skipped.
    let mut rest = text.trim_start_matches('&');
    while !rest.is_empty() {
        let offset = offset_of(rest);
        let is_end_of_name = |byte| matches!(byte, b'=' | b'&');
        let decoded = percent::decode_until(is_end_of_name, rest, offset);
        let is_url = match &decoded {
            Ok((name, _)) => names::is_url(name),
            Err(fault) => names::is_url(&before(*fault, rest, offset)),
        };
        if is_url {
            return Err(DecodeError::new(DecodeErrorKind::UrlForQuery, offset));
        }
        let (name, text) = decoded?;
        if name.is_empty() {
            return Err(DecodeError::new(DecodeErrorKind::EmptyName, offset));
        }
        // A name without `=` has an empty value.
        let text = text.strip_prefix('=').unwrap_or(text);
        let value_offset = offset_of(text);
        let (value, after, fault) =
            match percent::decode_until(|byte| byte == b'&', text, value_offset) {
                Ok((value, after)) => (value, after, None),
                Err(fault) => (before(fault, text, value_offset), "", Some(fault)),
            };
        take(Pair { name, offset, value, value_offset, fault })?;
        rest = after.trim_start_matches('&');
    }
    Ok(())
}

/// What stands before a fault in `text`, which begins at byte `offset`, decoded.
#[cold]
fn before(fault: DecodeError, text: &str, offset: usize) -> Cow<'_, str> {
    let before = text.get(..fault.offset().saturating_sub(offset)).unwrap_or_default();
    percent::decode(before, offset).unwrap_or_default()
}
