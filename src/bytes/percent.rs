//! Percent-encoding, as the signatures of the API want it.
//!
//! Source: [RFC 3986, section 2](https://www.rfc-editor.org/rfc/rfc3986#section-2).

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::bytes::plain::{Query, plain_length};
use crate::bytes::remainder::consumed;
use crate::decode_error::{DecodeError, DecodeErrorKind};

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

    #[inline]
    fn stands_for_itself(self) -> bool {
        matches!(self, Self::Unreserved | Self::Other)
    }

    // unreserved = ALPHA / DIGIT / "-" / "." / "_" / "~"
    const fn is_unreserved(byte: u8) -> bool {
        byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
    }

    const fn classify(byte: u8) -> Self {
        match byte {
            _ if Self::is_unreserved(byte) => Self::Unreserved,
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
#[inline]
pub(crate) fn encode(out: &mut String, text: &str) {
    let mut rest = text;
    loop {
        let length = unreserved_length(rest.as_bytes());
        let Some((plain, reserved)) = rest.split_at_checked(length) else { break };
        out.push_str(plain);
        let mut characters = reserved.chars();
        let Some(character) = characters.next() else { break };
        for byte in character.encode_utf8(&mut [0; 4]).bytes() {
            escape(out, byte);
        }
        rest = characters.as_str();
    }
}

/// How many bytes stand before the first that needs an escape, or are there at all.
#[inline]
fn unreserved_length(bytes: &[u8]) -> usize {
    // The place of the lowest byte that is marked, 8 for none.
    let lowest =
        |word: &[u8; 8]| (reserved(u64::from_le_bytes(*word)).trailing_zeros() >> 3) as usize;
    let mut rest = bytes;
    while let Some((word, after)) = rest.split_first_chunk() {
        let place = lowest(word);
        if place < 8 {
            // A multiple of eight, and a place within the word.
            return consumed(bytes, rest.len()) | place;
        }
        rest = after;
    }
    match bytes.split_last_chunk() {
        // What it has of the word before is known to need none.
        Some((before, last)) => before.len().saturating_add(lowest(last)),
        None => {
            let is_reserved = |&byte: &u8| Class::of(byte) != Class::Unreserved;
            bytes.iter().position(is_reserved).unwrap_or(bytes.len())
        }
    }
}

/// The high bits of the bytes that need an escape. Exact up to the lowest one; above
/// it a carry may mark others. Each term marks some of the bytes that need none.
const fn reserved(word: u64) -> u64 {
    const ONES: u64 = u64::MAX / 0xFF;
    const HIGHS: u64 = ONES << 7;
    const fn at_least(word: u64, byte: u8) -> u64 {
        word.wrapping_add(ONES.wrapping_mul(0x80_u64.wrapping_sub(byte as u64)))
    }
    const fn equal(word: u64, byte: u8) -> u64 {
        !at_least(word ^ ONES.wrapping_mul(byte as u64), 1)
    }
    let lower = word | ONES << 5;
    let letters = at_least(lower, b'a') & !at_least(lower, b'z' + 1);
    let digits = at_least(word, b'0') & !at_least(word, b'9' + 1);
    let marks = at_least(word, b'-') & !at_least(word, b'.' + 1);
    let marks = marks | equal(word, b'_') | equal(word, b'~');
    (word | !(letters | digits | marks)) & HIGHS
}

fn escape(out: &mut String, byte: u8) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.push('%');
    for nibble in [byte >> 4, byte & 0x0F] {
        out.push(DIGITS.get(usize::from(nibble)).map_or('0', |&digit| char::from(digit)));
    }
}

/// Splits off what stands before a byte that ends it, decoded; `text` begins at byte
/// `at` of the input. Borrows what has no escape.
pub(crate) fn decode_until(
    is_end: impl Fn(u8) -> bool + Copy,
    text: &str,
    at: usize,
) -> Result<(Cow<'_, str>, &str), DecodeError> {
    let mut decoded = String::new();
    let mut rest = text;
    loop {
        let (plain, special) = unescaped(is_end, rest);
        let is_first = rest.len() == text.len();
        let (character, after) = match special.as_bytes() {
            [b'+', ..] => (' ', special.get(1..)),
            [b'%', escape @ ..] => match escaped(escape) {
                Some((byte @ 0..0x80, _)) => (char::from(byte), special.get(3..)),
                // Part of a character, or a fault.
                _ => return decode_odd(is_end, text, at),
            },
            [byte, ..] if !is_end(*byte) => return decode_odd(is_end, text, at),
            _ if is_first => return Ok((Cow::Borrowed(plain), special)),
            _ => {
                decoded.push_str(plain);
                return Ok((Cow::Owned(decoded), special));
            }
        };
        if is_first {
            // Most that have an escape have one or two, and end soon.
            decoded = String::with_capacity(plain.len().saturating_add(24));
        }
        decoded.push_str(plain);
        decoded.push(character);
        rest = after.unwrap_or_default();
    }
}

/// Splits off what stands for itself.
#[inline]
fn unescaped(is_end: impl Fn(u8) -> bool, text: &str) -> (&str, &str) {
    let mut rest = text.as_bytes();
    loop {
        rest = rest.get(plain_length::<Query>(rest)..).unwrap_or_default();
        match rest {
            [byte, after @ ..] if !is_end(*byte) && Class::of(*byte).stands_for_itself() => {
                rest = after;
            }
            _ => break,
        }
    }
    // What is special is ASCII.
    text.split_at_checked(consumed(text, rest.len())).unwrap_or((text, ""))
}

/// The same for what has escapes beyond ASCII, or a fault.
#[cold]
fn decode_odd(
    is_end: impl Fn(u8) -> bool + Copy,
    text: &str,
    at: usize,
) -> Result<(Cow<'_, str>, &str), DecodeError> {
    let end = text.bytes().position(is_end).unwrap_or(text.len());
    let (part, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    Ok((decode(part, at)?, rest))
}

/// Decodes `text`, which begins at byte `offset` of the input: `%XY` in either
/// case, and `+` for a space, as forms write it. The first fault of three kinds is
/// reported: a bad escape, a byte that no request line can carry, escapes that are no
/// UTF-8.
pub(crate) fn decode(text: &str, offset: usize) -> Result<Cow<'_, str>, DecodeError> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    let fault = loop {
        let (plain, special) =
            rest.split_at_checked(plain_length::<Query>(rest)).unwrap_or((rest, &[]));
        decoded.extend_from_slice(plain);
        match first(special) {
            Ok((byte, after)) => {
                decoded.push(byte);
                rest = after;
            }
            Err(fault) => break fault.map(|kind| (kind, special.len())),
        }
    };
    let (kind, left) = match (String::from_utf8(decoded), fault) {
        (Ok(decoded), None) => return Ok(Cow::Owned(decoded)),
        (Ok(_), Some(fault)) => fault,
        (Err(error), _) => {
            let source = source_of(text.as_bytes(), error.utf8_error().valid_up_to());
            (DecodeErrorKind::InvalidUtf8, source.len())
        }
    };
    Err(DecodeError::new(kind, offset.saturating_add(consumed(text, left))))
}

/// The byte that `text` begins with, decoded, and what follows it; or what is wrong
/// with it, or nothing where it is empty.
fn first(text: &[u8]) -> Result<(u8, &[u8]), Option<DecodeErrorKind>> {
    match text {
        [] => Err(None),
        [b'%', rest @ ..] => escaped(rest).ok_or(Some(DecodeErrorKind::InvalidPercent)),
        [b'+', rest @ ..] => Ok((b' ', rest)),
        [byte, rest @ ..] => match Class::of(*byte) {
            Class::Forbidden => Err(Some(DecodeErrorKind::InvalidByte)),
            _ => Ok((*byte, rest)),
        },
    }
}

/// The byte that the two hexadecimal digits behind a `%` stand for, and what follows
/// them.
fn escaped(text: &[u8]) -> Option<(u8, &[u8])> {
    match text {
        [high, low, rest @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
            Some((hexadecimal(*high) << 4 | hexadecimal(*low), rest))
        }
        _ => None,
    }
}

/// Decodes escapes until none is left: `%252E` is `.`. A `%` that begins none stays.
pub(crate) fn decode_all(text: &[u8]) -> Cow<'_, [u8]> {
    if !text.contains(&b'%') {
        return Cow::Borrowed(text);
    }
    let mut decoded: Vec<u8> = Vec::with_capacity(text.len());
    for &byte in text {
        decoded.push(byte);
        // What was decoded may be the last digit of an escape that began before it.
        while let Some((before, [b'%', high, low])) = decoded.split_last_chunk() {
            let Some((byte, _)) = escaped(&[*high, *low]) else { break };
            let length = before.len();
            decoded.truncate(length);
            decoded.push(byte);
        }
    }
    Cow::Owned(decoded)
}

/// What of `text` the decoded byte of this index and those behind it come from.
#[cold]
fn source_of(text: &[u8], index: usize) -> &[u8] {
    let mut rest = text;
    for _ in 0..index {
        rest = first(rest).map_or(rest, |(_, after)| after);
    }
    rest
}

/// The value of an ASCII hexadecimal digit: the low half of its byte, and nine
/// more for a letter, of which that half counts from 1.
const fn hexadecimal(digit: u8) -> u8 {
    let low = digit & 0x0F;
    if digit.is_ascii_alphabetic() { low.wrapping_add(9) } else { low }
}

/// Whether `text` is what [`encode`] writes of some text, for whose UTF-8 the caller
/// answers.
pub(crate) fn is_encoded(text: &str) -> bool {
    let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'A'..=b'F');
    let mut rest = text.as_bytes();
    loop {
        rest = match *rest.get(unreserved_length(rest)..).unwrap_or_default() {
            [] => return true,
            [b'%', high, low, ref rest @ ..]
                if is_digit(high)
                    && is_digit(low)
                    && Class::of(hexadecimal(high) << 4 | hexadecimal(low))
                        != Class::Unreserved =>
            {
                rest
            }
            _ => return false,
        };
    }
}
