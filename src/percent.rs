//! Percent-encoding, as the signatures of the API want it.
//!
//! Source: [RFC 3986, section 2](https://www.rfc-editor.org/rfc/rfc3986#section-2).

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::decode_error::{DecodeError, DecodeErrorKind};
use crate::swar::{QUERY, plain_length};

/// What a byte means in a query.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// Stands for itself and needs no escape when written.
    Unreserved,
    /// Stands for itself when read.
    Other,
    /// `%` or `+`: the text around it has to be decoded.
    Escape,
    /// No request line can carry it: a control, a space, `#`.
    Forbidden,
}

impl Class {
    #[inline]
    pub(crate) fn of(byte: u8) -> Self {
        CLASSES.get(usize::from(byte)).copied().unwrap_or(Self::Other)
    }

    const fn classify(byte: u8) -> Self {
        match byte {
            // unreserved = ALPHA / DIGIT / "-" / "." / "_" / "~"
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => Self::Unreserved,
            b'%' | b'+' => Self::Escape,
            0x00..=0x20 | 0x7F | b'#' => Self::Forbidden,
            _ => Self::Other,
        }
    }
}

/// The class of every byte.
static CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut byte: u8 = 0;
    let mut rest: &mut [Class] = &mut classes;
    while let [class, after @ ..] = rest {
        *class = Class::classify(byte);
        byte = byte.wrapping_add(1);
        rest = after;
    }
    classes
};

/// Appends `text` with every byte escaped that is not unreserved. A space is
/// `%20` and never `+`, hexadecimal digits are in upper case.
pub(crate) fn encode(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(end) = rest.bytes().position(|byte| Class::of(byte) != Class::Unreserved) {
        // The bytes before `end` are ASCII.
        let (plain, tail) = rest.split_at_checked(end).unwrap_or((rest, ""));
        out.push_str(plain);
        let mut characters = tail.chars();
        if let Some(character) = characters.next() {
            for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                escape(out, byte);
            }
        }
        rest = characters.as_str();
    }
    out.push_str(rest);
}

fn escape(out: &mut String, byte: u8) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.push('%');
    for nibble in [byte >> 4, byte & 0x0F] {
        out.push(DIGITS.get(usize::from(nibble)).map_or('0', |&digit| char::from(digit)));
    }
}

/// Decodes `text`, which begins at byte `offset` of the input: `%XY` in either
/// case, and `+` for a space, as forms write it.
pub(crate) fn decode(text: &str, offset: usize) -> Result<Cow<'_, str>, DecodeError> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    loop {
        let (plain, special) =
            rest.split_at_checked(plain_length::<QUERY>(rest)).unwrap_or((rest, &[]));
        decoded.extend_from_slice(plain);
        match first(special) {
            Some((byte, after)) => {
                decoded.push(byte);
                rest = after;
            }
            None if special.is_empty() => break,
            None => {
                let at = offset.saturating_add(text.len()).saturating_sub(special.len());
                return Err(DecodeError::new(DecodeErrorKind::InvalidPercent, at));
            }
        }
    }
    String::from_utf8(decoded).map(Cow::Owned).map_err(|error| {
        let at = source_of(text.as_bytes(), error.utf8_error().valid_up_to());
        DecodeError::new(DecodeErrorKind::InvalidUtf8, offset.saturating_add(at))
    })
}

/// The byte that `text` begins with, decoded, and what follows it.
fn first(text: &[u8]) -> Option<(u8, &[u8])> {
    match text {
        [b'%', high, low, rest @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
            Some((hexadecimal(*high) << 4 | hexadecimal(*low), rest))
        }
        [] | [b'%', ..] => None,
        [b'+', rest @ ..] => Some((b' ', rest)),
        [byte, rest @ ..] => Some((*byte, rest)),
    }
}

/// Where in `text` the decoded byte of this index comes from.
#[cold]
fn source_of(text: &[u8], index: usize) -> usize {
    let mut rest = text;
    for _ in 0..index {
        rest = first(rest).map_or(rest, |(_, after)| after);
    }
    text.len().saturating_sub(rest.len())
}

/// The value of an ASCII hexadecimal digit: the low half of its byte, and nine
/// more for a letter, of which that half counts from 1.
const fn hexadecimal(digit: u8) -> u8 {
    let low = digit & 0x0F;
    if digit.is_ascii_alphabetic() { low.wrapping_add(9) } else { low }
}

/// Whether `text` is what [`encode`] writes of some text, for whose UTF-8 the caller
/// answers.
#[cfg(feature = "sign")]
pub(crate) fn is_encoded(text: &str) -> bool {
    let is_unreserved = |byte: u8| Class::of(byte) == Class::Unreserved;
    let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'A'..=b'F');
    let mut rest = text.as_bytes();
    loop {
        rest = match *rest {
            [] => return true,
            [b'%', high, low, ref rest @ ..]
                if is_digit(high)
                    && is_digit(low)
                    && !is_unreserved(hexadecimal(high) << 4 | hexadecimal(low)) =>
            {
                rest
            }
            [byte, ref rest @ ..] if is_unreserved(byte) => rest,
            _ => return false,
        };
    }
}
