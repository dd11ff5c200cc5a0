//! Percent-encoding as the API's signatures require it, and decoding as forms require it.
//!
//! Source: [RFC 3986, section 2](https://www.rfc-editor.org/rfc/rfc3986#section-2).

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::bytes::hex;
use crate::bytes::plain::{Query, plain_length};
use crate::bytes::remainder::consumed;
use crate::decode_error::{DecodeError, DecodeErrorKind};

/// Appends `text` with every byte escaped that is not unreserved. A space is `%20` and never
/// `+`, hexadecimal digits are in upper case.
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
        None => bytes.iter().position(|byte| !is_unreserved(*byte)).unwrap_or(bytes.len()),
    }
}

// unreserved = ALPHA / DIGIT / "-" / "." / "_" / "~"
const fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// The high bits of the bytes that need an escape. Exact up to the lowest one; above it a
/// carry may mark others. Each term marks some of the bytes that need none.
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

/// Splits off what stands before the first byte that ends it, decoded; `text` begins at byte
/// `offset` of the input.
#[inline]
pub(crate) fn decode_until(
    is_end: impl Fn(u8) -> bool,
    text: &str,
    offset: usize,
) -> Result<(Cow<'_, str>, &str), DecodeError> {
    let plain = text.split_at_checked(plain_length::<Query>(text.as_bytes()));
    if let Some((plain, rest)) = plain
        && rest.bytes().next().is_none_or(&is_end)
    {
        return Ok((Cow::Borrowed(plain), rest));
    }
    let end = text.bytes().position(is_end).unwrap_or(text.len());
    let (part, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    Ok((decode(part, offset)?, rest))
}

/// Decodes `text`, which begins at byte `offset` of the input: `%XY` in either case, and `+`
/// for a space, as forms write it. Borrows a text without either.
///
/// Reports the first fault of three kinds: a bad escape, a byte that no request line can
/// carry, escapes that are not UTF-8.
#[inline(never)]
pub(crate) fn decode(text: &str, offset: usize) -> Result<Cow<'_, str>, DecodeError> {
    if text.bytes().all(|byte| !matches!(byte, b'%' | b'+') && !is_forbidden(byte)) {
        return Ok(Cow::Borrowed(text));
    }
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

/// Whether no request line can carry this byte: a control, a space, `#`.
const fn is_forbidden(byte: u8) -> bool {
    matches!(byte, 0x00..=0x20 | 0x7F | b'#')
}

/// The byte that `text` begins with, decoded, and what follows it; or its fault, which is
/// `None` at the end of the text.
fn first(text: &[u8]) -> Result<(u8, &[u8]), Option<DecodeErrorKind>> {
    match text {
        [] => Err(None),
        [b'%', ..] => escaped(text).ok_or(Some(DecodeErrorKind::InvalidPercent)),
        [b'+', rest @ ..] => Ok((b' ', rest)),
        [byte, ..] if is_forbidden(*byte) => Err(Some(DecodeErrorKind::InvalidByte)),
        [byte, rest @ ..] => Ok((*byte, rest)),
    }
}

/// The byte of the escape that `text` begins with, and what follows it.
fn escaped(text: &[u8]) -> Option<(u8, &[u8])> {
    match text {
        [b'%', high, low, rest @ ..] => Some((hex::byte(*high, *low)?, rest)),
        _ => None,
    }
}

/// The part of `text` from which its decoded bytes come, from this index on.
#[cold]
fn source_of(text: &[u8], index: usize) -> &[u8] {
    let mut rest = text;
    for _ in 0..index {
        rest = first(rest).map_or(rest, |(_, after)| after);
    }
    rest
}

/// Decodes escapes once, in bytes that need not be UTF-8. A `%` that begins no escape stays,
/// and so does `+`.
#[cfg(feature = "sign")]
pub(crate) fn decode_once(text: &[u8]) -> Cow<'_, [u8]> {
    if !text.contains(&b'%') {
        return Cow::Borrowed(text);
    }
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((byte, after)) = escaped(rest).or(rest.split_first().map(|(b, r)| (*b, r))) {
        decoded.push(byte);
        rest = after;
    }
    Cow::Owned(decoded)
}

/// Decodes escapes until none is left, in bytes that need not be UTF-8: `%252E` is `.`. A `%`
/// that begins no escape stays, and so does `+`.
pub(crate) fn decode_all(text: &[u8]) -> Cow<'_, [u8]> {
    if !text.contains(&b'%') {
        return Cow::Borrowed(text);
    }
    let mut decoded: Vec<u8> = Vec::with_capacity(text.len());
    for &byte in text {
        decoded.push(byte);
        // What was decoded may be the last digit of an escape that began before it.
        while let Some((before, last)) = decoded.split_last_chunk::<3>() {
            let Some((byte, _)) = escaped(last) else { break };
            let length = before.len();
            decoded.truncate(length);
            decoded.push(byte);
        }
    }
    Cow::Owned(decoded)
}
