//! A body as text, for either grammar.

use crate::decode_error::{DecodeError, DecodeErrorKind};

/// U+FEFF at the start of a text.
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// A body as text, which has to be UTF-8, without its byte order mark.
#[inline]
pub(super) fn text(body: &[u8]) -> Result<&str, DecodeError> {
    // Both formats begin with an ASCII character, which UTF-16 and UTF-32 pad
    // with a zero byte, before it or after.
    if let [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] | [0, _, ..] | [_, 0, ..] = body {
        return Err(DecodeError::new(DecodeErrorKind::UnsupportedEncoding, 0));
    }
    let text = core::str::from_utf8(body)
        .map_err(|error| DecodeError::new(DecodeErrorKind::InvalidUtf8, error.valid_up_to()))?;
    let Some(rest) = text.strip_prefix(BYTE_ORDER_MARK) else {
        return Ok(text);
    };
    if rest.starts_with(BYTE_ORDER_MARK) {
        let at = BYTE_ORDER_MARK.len();
        return Err(DecodeError::new(DecodeErrorKind::SecondByteOrderMark, at));
    }
    Ok(rest)
}
