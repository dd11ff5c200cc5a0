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
    if is_unreserved(text.as_bytes()) {
        out.push_str(text);
    } else {
        encode_odd(out, text);
    }
}

/// Whether nothing needs an escape.
#[inline]
fn is_unreserved(bytes: &[u8]) -> bool {
    let all = |bytes: &[u8]| bytes.iter().all(|&byte| Class::of(byte) == Class::Unreserved);
    let (chunks, last) = bytes.as_chunks::<8>();
    // Without a way out in between, a chunk is judged at once.
    let is_plain = |chunk: &[u8; 8]| {
        chunk.iter().fold(true, |is_plain, byte| is_plain & Class::is_unreserved(*byte))
    };
    match bytes.last_chunk() {
        Some(last) => chunks.iter().all(is_plain) && is_plain(last),
        None => all(last),
    }
}

#[inline(never)]
fn encode_odd(out: &mut String, text: &str) {
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
/// case, and `+` for a space, as forms write it. The first fault of three kinds is
/// reported: a bad escape, a byte that no request line can carry, escapes that are no
/// UTF-8.
pub(crate) fn decode(text: &str, offset: usize) -> Result<Cow<'_, str>, DecodeError> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    let fault = loop {
        let (plain, special) =
            rest.split_at_checked(plain_length::<QUERY>(rest)).unwrap_or((rest, &[]));
        decoded.extend_from_slice(plain);
        match first(special) {
            Ok((byte, after)) => {
                decoded.push(byte);
                rest = after;
            }
            Err(fault) => break fault.map(|kind| (kind, special.len())),
        }
    };
    match (String::from_utf8(decoded), fault) {
        (Ok(decoded), None) => Ok(Cow::Owned(decoded)),
        (Ok(_), Some((kind, left))) => {
            let at = text.len().saturating_sub(left);
            Err(DecodeError::new(kind, offset.saturating_add(at)))
        }
        (Err(error), _) => {
            let at = source_of(text.as_bytes(), error.utf8_error().valid_up_to());
            Err(DecodeError::new(DecodeErrorKind::InvalidUtf8, offset.saturating_add(at)))
        }
    }
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
