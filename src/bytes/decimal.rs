//! Decimal integers, read strictly and written.

use alloc::string::String;

use crate::bytes::remainder::skip_bytes;
use crate::{DecodeErrorKind, Field};

/// Reads ASCII digits, leading zeros among them, and nothing else, as a parameter of a request.
pub(crate) fn read(digits: &[u8], field: Field) -> Result<u64, DecodeErrorKind> {
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return Err(DecodeErrorKind::InvalidInteger(field));
    }
    digits
        .iter()
        .try_fold(0_u64, |value, digit| value.checked_mul(10)?.checked_add(u64::from(digit & 0x0F)))
        .ok_or(DecodeErrorKind::IntegerOutOfRange(field))
}

/// Reads ASCII digits as a counter of a reply.
pub(crate) fn read_u32(digits: &[u8], field: Field) -> Result<u32, DecodeErrorKind> {
    let out_of_range = DecodeErrorKind::CounterOutOfRange(field);
    match read(digits, field) {
        Ok(value) => u32::try_from(value).map_err(|_| out_of_range),
        Err(DecodeErrorKind::IntegerOutOfRange(_)) => Err(out_of_range),
        Err(kind) => Err(kind),
    }
}

/// Reads an integer of one to nine digits at the start of `text`, which must not end there.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a short loop in a hot path")]
pub(crate) fn plain_u32(text: &str) -> Option<(u32, &str)> {
    let mut value: u32 = 0;
    for (place, byte) in text.bytes().enumerate() {
        match byte ^ b'0' {
            digit @ 0..10 if place < 9 => {
                value = value.checked_mul(10)?.checked_add(digit.into())?;
            }
            0..10 => return None,
            _ if place == 0 => return None,
            _ => return Some((value, skip_bytes(text, place))),
        }
    }
    None
}

/// Appends an integer in decimal.
#[inline]
pub(crate) fn write(out: &mut String, value: u64) {
    match value {
        0..10 => out.push_str(digit_text(value)),
        _ => write_long(out, value),
    }
}

/// Appends the higher digits, then the last two: ten calls at most.
fn write_long(out: &mut String, value: u64) {
    let (high, low) = (value / 100, value % 100);
    if high > 0 {
        write_long(out, high);
    }
    if high > 0 || low >= 10 {
        out.push_str(digit_text(low / 10));
    }
    out.push_str(digit_text(low % 10));
}

/// A digit as text.
fn digit_text(digit: u64) -> &'static str {
    const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    usize::try_from(digit).ok().and_then(|place| DIGITS.get(place)).copied().unwrap_or_default()
}
