//! White space, which is defined alike in JSON and XML.

use super::remainder::skip_bytes;

/// `[3] S ::= (#x20 | #x9 | #xD | #xA)+` of XML 1.0, and `ws` of RFC 8259, section 2.
pub(crate) const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// The characters that [`is_space`] accepts as bytes.
pub(crate) const WHITE_SPACE: [char; 4] = [' ', '\t', '\r', '\n'];

/// Moves past white space. Most often there is none, some spaces, or a line end and an
/// indentation.
#[inline(always)]
#[expect(clippy::inline_always, reason = "usually one comparison")]
pub(crate) fn space(text: &str) -> &str {
    match text.as_bytes() {
        [0..=b' ', ..] => some_space(text),
        _ => text,
    }
}

/// Moves past white space a byte at a time: a processor predicts the length of an indentation,
/// and need not wait for it to be counted.
fn some_space(text: &str) -> &str {
    let length = text.bytes().position(|byte| !is_space(byte)).unwrap_or(text.len());
    skip_bytes(text, length)
}
