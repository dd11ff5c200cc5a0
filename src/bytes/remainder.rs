//! Reading by remainders: a function takes something from the start of a text and returns
//! the rest of it.

/// How many bytes of `text` have been taken where `left` bytes are left. A remainder is a suffix
/// of its text, and so never longer than it.
#[inline(always)]
#[expect(clippy::inline_always, reason = "one instruction")]
pub(crate) fn consumed(text: &(impl AsRef<[u8]> + ?Sized), left: usize) -> usize {
    text.as_ref().len().wrapping_sub(left)
}

/// `text` without its suffix `rest`. The suffix starts at a character boundary, so there is such
/// a prefix.
#[inline(always)]
#[expect(clippy::inline_always, reason = "two instructions")]
pub(crate) fn taken<'a>(text: &'a str, rest: &str) -> &'a str {
    text.get(..consumed(text, rest.len())).unwrap_or(text)
}

/// What follows the first `length` bytes of `text`. The caller has looked at those bytes, and
/// they end with a character; otherwise nothing follows.
#[inline(always)]
#[expect(clippy::inline_always, reason = "two instructions")]
pub(crate) fn skip_bytes(text: &str, length: usize) -> &str {
    text.get(length..).unwrap_or("")
}
