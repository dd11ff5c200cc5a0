//! White space, which is defined alike in JSON and XML.

use super::remainder::{consumed, skip_bytes};
use super::words::{each, lowest};

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

/// Moves past white space whose length cannot be predicted, counting spaces by words.
fn some_space(text: &str) -> &str {
    let mut rest = text.as_bytes();
    if let [b'\n', after @ ..] = rest {
        rest = after;
    }
    while let Some(word) = rest.first_chunk() {
        let spaces = lowest(u64::from_le_bytes(*word) ^ each(b' '));
        rest = rest.get(spaces..).unwrap_or_default();
        match rest {
            // There were eight, and there may be more.
            [b' ', ..] => {}
            [b'\t' | b'\n' | b'\r', ..] => break,
            _ => return skip_bytes(text, consumed(text, rest.len())),
        }
    }
    while let [first, after @ ..] = rest
        && is_space(*first)
    {
        rest = after;
    }
    skip_bytes(text, consumed(text, rest.len()))
}
