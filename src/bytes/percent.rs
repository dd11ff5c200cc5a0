//! Percent-encoding as the API's signatures require it, and decoding as forms require it.
//!
//! Source: [RFC 3986, section 2](https://www.rfc-editor.org/rfc/rfc3986#section-2).

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::bytes::hex;
use crate::bytes::plain::{Query, plain_length};
use crate::bytes::remainder::consumed;
use crate::{DecodeError, DecodeErrorKind};

/// Appends `text` with every byte escaped that is not unreserved. A space is `%20` and never
/// `+`, hexadecimal digits are in upper case.
pub(crate) fn encode(out: &mut String, text: &str) {
    if encoded_length(text) == text.len() {
        out.push_str(text);
    } else {
        encode_reserved(out, text);
    }
}

/// Kept out of [`encode`], since most values need no escape.
#[inline(never)]
fn encode_reserved(out: &mut String, text: &str) {
    for_each_piece(text, |piece| out.push_str(str::from_utf8(piece).unwrap_or_default()));
}

/// Passes on what [`encode`] appends, in pieces.
pub(crate) fn for_each_piece(text: &str, mut take: impl FnMut(&[u8])) {
    /// How many bytes are encoded at a time.
    const PIECE: usize = 128;
    for piece in text.as_bytes().chunks(PIECE) {
        // The last byte of an entry, which is no text, is overwritten by the next entry, or left out.
        let mut encoded = [0; 3 * PIECE + 1];
        let mut length: usize = 0;
        for &byte in piece {
            let entry = entry(byte);
            if let Some(place) = encoded.get_mut(length..).and_then(|rest| rest.first_chunk_mut()) {
                *place = entry;
            }
            // At most three times as much as the piece has.
            length = length.wrapping_add(usize::from(entry[3]));
        }
        take(encoded.get(..length).unwrap_or_default());
    }
}

/// How many bytes [`encode`] appends.
pub(crate) fn encoded_length(text: &str) -> usize {
    text.bytes().fold(0, |length, byte| length.wrapping_add(usize::from(entry(byte)[3])))
}

fn entry(byte: u8) -> [u8; 4] {
    ENCODED.get(usize::from(byte)).copied().unwrap_or_default()
}

/// What each byte is encoded as, in the first bytes of its entry, and how many these are: one for
/// the unreserved, `ALPHA / DIGIT / "-" / "." / "_" / "~"`, and three for every other.
#[expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "evaluated at compile time"
)]
static ENCODED: [[u8; 4]; 256] = {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut table = [[0; 4]; 256];
    let mut index = 0;
    while index < 256 {
        let byte = index as u8;
        table[index] = match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => [byte, 0, 0, 1],
            _ => [b'%', DIGITS[index / 16], DIGITS[index % 16], 3],
        };
        index += 1;
    }
    table
};

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
pub(crate) fn escaped(text: &[u8]) -> Option<(u8, &[u8])> {
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
