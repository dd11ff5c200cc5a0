//! White space, which JSON and XML have in common.

use super::remainder::behind;

/// `[3] S ::= (#x20 | #x9 | #xD | #xA)+` of XML 1.0, and `ws` of RFC 8259, section 2.
pub(crate) const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// Moves past white space. Most often there is none, a space, or a line end and an
/// indentation.
#[inline(always)]
#[expect(clippy::inline_always, reason = "one comparison, most often")]
pub(crate) fn space(text: &str) -> &str {
    match text.as_bytes() {
        [b' ', second, ..] if *second > b' ' => behind(text, 1),
        [..=b' ', ..] => indentation(text),
        _ => text,
    }
}

#[inline]
fn indentation(text: &str) -> &str {
    const SPACES: u64 = u64::from_le_bytes([b' '; 8]);
    let mut rest = text.as_bytes();
    if let [b'\n', after @ ..] = rest {
        rest = after;
    }
    while let Some((word, after)) = rest.split_first_chunk() {
        let spaces = (u64::from_le_bytes(*word) ^ SPACES).trailing_zeros() >> 3;
        if spaces < 8 {
            rest = rest.get(spaces as usize..).unwrap_or(rest);
            break;
        }
        rest = after;
    }
    while let [first, after @ ..] = rest
        && is_space(*first)
    {
        rest = after;
    }
    behind(text, text.len().wrapping_sub(rest.len()))
}
