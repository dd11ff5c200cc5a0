//! Texts that are read by remainders: a function takes something from the start of a text
//! and returns the rest of it.

/// How many bytes of `text` have been taken where `left` are left. A rest is an end of its
/// text, and so never the longer one.
#[inline(always)]
#[expect(clippy::inline_always, reason = "one instruction")]
pub(crate) fn consumed(text: &(impl AsRef<[u8]> + ?Sized), left: usize) -> usize {
    text.as_ref().len().wrapping_sub(left)
}

/// What was taken from the start of `text`, of which `rest` is left. A rest is an end of its
/// text, cut off behind a character, so that there is such a start.
#[inline(always)]
#[expect(clippy::inline_always, reason = "two instructions")]
pub(crate) fn taken<'a>(text: &'a str, rest: &str) -> &'a str {
    text.get(..consumed(text, rest.len())).unwrap_or(text)
}

/// What follows the first `length` bytes of `text`. There are so many, and they end with a
/// character, since a function has looked at them before; otherwise nothing follows.
#[inline(always)]
#[expect(clippy::inline_always, reason = "two instructions")]
pub(crate) fn skip_bytes(text: &str, length: usize) -> &str {
    text.get(length..).unwrap_or("")
}
