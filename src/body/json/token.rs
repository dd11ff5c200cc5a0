//! Strings, numbers and literals of JSON as `serde_json` reads them, and the place of the
//! fault in one that it refuses.

use alloc::borrow::Cow;
use alloc::format;

use serde_core::de::{Deserialize, Error, IgnoredAny};

use crate::DecodeErrorKind;
use crate::body::input::{EOF, Fault};
use crate::bytes::hex;

/// Reads the string that `text` begins with, and returns what follows it.
pub(super) fn string(text: &str) -> Result<(Cow<'_, str>, &str), Fault> {
    let borrowed = first_value(text).map(|(string, rest)| (Cow::Borrowed(string), rest));
    borrowed
        .or_else(|_| first_value(text).map(|(string, rest)| (Cow::Owned(string), rest)))
        .map_err(|_| string_fault(text))
}

/// Moves past the number or literal that `text` begins with.
pub(super) fn number_or_literal(text: &str) -> Result<&str, Fault> {
    match first_value::<IgnoredAny>(text) {
        Ok((_, rest)) => Ok(rest),
        Err(error) if error.is_eof() || is_cut_off(text) => Err(EOF),
        Err(_) => Err((DecodeErrorKind::InvalidLiteral, text.len())),
    }
}

/// Lets `serde_json` read the value that `text` begins with.
fn first_value<'a, T: Deserialize<'a>>(text: &'a str) -> serde_json::Result<(T, &'a str)> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<T>();
    let value = values.next().ok_or_else(|| Error::custom("no value"))??;
    let rest = text.get(values.byte_offset()..).ok_or_else(|| Error::custom("no rest"))?;
    Ok((value, rest))
}

/// Whether the input ends inside a number, which one more digit would complete.
#[cold]
fn is_cut_off(number: &str) -> bool {
    number.ends_with(['-', '+', '.', 'e', 'E'])
        && serde_json::from_str::<IgnoredAny>(&format!("{number}0")).is_ok()
}

/// What is wrong with the string that `text` begins with, which `serde_json` has refused.
#[cold]
fn string_fault(text: &str) -> Fault {
    let mut rest = text.as_bytes().get(1..).unwrap_or_default();
    loop {
        let length = match rest {
            [] => Err(DecodeErrorKind::UnexpectedEof),
            [b'\\', escape @ ..] => escape_length(escape),
            [0..0x20, ..] => Err(DecodeErrorKind::ControlCharacter),
            _ => Ok(1),
        };
        match length {
            Ok(length) => rest = rest.get(length..).unwrap_or_default(),
            Err(DecodeErrorKind::UnexpectedEof) => return EOF,
            Err(kind) => return (kind, rest.len()),
        }
    }
}

/// The length of the escape that `escape` is without its `\`.
fn escape_length(escape: &[u8]) -> Result<usize, DecodeErrorKind> {
    match escape {
        [] => Err(DecodeErrorKind::UnexpectedEof),
        [b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => Ok(2),
        [b'u', digits @ ..] => match code_unit(digits)? {
            0xD800..=0xDBFF => match digits.get(4..).unwrap_or_default() {
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
pub(super) fn code_unit(text: &[u8]) -> Result<u32, DecodeErrorKind> {
    let mut unit = 0;
    for index in 0..4 {
        let digit = text.get(index).ok_or(DecodeErrorKind::UnexpectedEof)?;
        let value = hex::digit(*digit).ok_or(DecodeErrorKind::InvalidEscape)?;
        unit = unit << 4 | u32::from(value);
    }
    Ok(unit)
}
