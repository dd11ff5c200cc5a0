//! Where a JSON string is bad that `serde_json` has refused.

use crate::decode_error::DecodeErrorKind;

/// What is wrong with the string that `text` begins with, which `serde_json` has
/// refused, and at which byte.
#[cold]
pub(super) fn fault(text: &str) -> (DecodeErrorKind, usize) {
    let mut rest = text.as_bytes().get(1..).unwrap_or(&[]);
    loop {
        let at = text.len().saturating_sub(rest.len());
        let length = match rest {
            [] => return (DecodeErrorKind::UnexpectedEof, text.len()),
            [b'\\', escape @ ..] => match escape_length(escape) {
                Ok(length) => length,
                Err(DecodeErrorKind::UnexpectedEof) => {
                    return (DecodeErrorKind::UnexpectedEof, text.len());
                }
                Err(kind) => return (kind, at),
            },
            [0..0x20, ..] => return (DecodeErrorKind::ControlCharacter, at),
            _ => 1,
        };
        rest = rest.get(length..).unwrap_or(&[]);
    }
}

/// How many bytes the escape has whose `\` stands before `escape`.
fn escape_length(escape: &[u8]) -> Result<usize, DecodeErrorKind> {
    match escape {
        [] => Err(DecodeErrorKind::UnexpectedEof),
        [b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => Ok(2),
        [b'u', digits @ ..] => match code_unit(digits)? {
            0xD800..=0xDBFF => match digits.get(4..).unwrap_or(&[]) {
                [] | [b'\\'] => Err(DecodeErrorKind::UnexpectedEof),
                [b'\\', b'u', low @ ..] => match code_unit(low) {
                    Ok(0xDC00..=0xDFFF) => Ok(12),
                    Ok(_) => Err(DecodeErrorKind::LoneSurrogate),
                    // The second escape is the bad one, and comes next.
                    Err(_) => Ok(6),
                },
                _ => Err(DecodeErrorKind::LoneSurrogate),
            },
            0xDC00..=0xDFFF => Err(DecodeErrorKind::LoneSurrogate),
            _ => Ok(6),
        },
        _ => Err(DecodeErrorKind::InvalidEscape),
    }
}

/// The four hexadecimal digits that `text` begins with.
fn code_unit(text: &[u8]) -> Result<u32, DecodeErrorKind> {
    let mut unit = 0;
    for place in 0..4 {
        let digit = text.get(place).ok_or(DecodeErrorKind::UnexpectedEof)?;
        let value = char::from(*digit).to_digit(16).ok_or(DecodeErrorKind::InvalidEscape)?;
        unit = unit << 4 | value;
    }
    Ok(unit)
}
