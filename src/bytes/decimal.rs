//! Decimal integers, read strictly and written.

use alloc::string::String;

use crate::decode_error::DecodeErrorKind;
use crate::field::Field;

/// Reads ASCII digits and nothing else. Leading zeros are read.
pub(crate) fn read(digits: &[u8], field: Field) -> Result<u64, DecodeErrorKind> {
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return Err(DecodeErrorKind::InvalidInteger(field));
    }
    digits
        .iter()
        .try_fold(0_u64, |value, digit| value.checked_mul(10)?.checked_add(u64::from(digit & 0x0F)))
        .ok_or(DecodeErrorKind::IntegerOutOfRange(field))
}

/// Reads ASCII digits as a counter of a page.
pub(crate) fn read_u32(digits: &[u8], field: Field) -> Result<u32, DecodeErrorKind> {
    u32::try_from(read(digits, field)?).map_err(|_| DecodeErrorKind::IntegerOutOfRange(field))
}

/// The integer of one to nine digits that `text` begins with, and how many they are.
#[cfg(any(feature = "json", feature = "xml"))]
#[inline(always)]
#[expect(clippy::inline_always, reason = "a short loop in a hot path")]
pub(crate) fn plain_u32(text: &[u8]) -> Option<(u32, usize)> {
    let mut value: u32 = 0;
    let mut length: usize = 0;
    while let Some(digit @ b'0'..=b'9') = text.get(length) {
        if length == 9 {
            return None;
        }
        // Nine digits do not overflow.
        value = value.wrapping_mul(10).wrapping_add(u32::from(digit & 0x0F));
        length = length.wrapping_add(1);
    }
    if length == 0 { None } else { Some((value, length)) }
}

/// Appends an integer in decimal.
pub(crate) fn write(out: &mut String, mut value: u64) {
    // Most numbers of a query have one digit.
    if let Ok(digit @ 0..10) = u8::try_from(value) {
        out.push(char::from(b'0' | digit));
        return;
    }
    // u64::MAX has 20 digits.
    let mut digits = [b'0'; 20];
    let mut first = digits.len();
    for (place, digit) in digits.iter_mut().enumerate().rev() {
        // A remainder of ten fits in the low half of a byte.
        *digit |= (value % 10).to_le_bytes()[0];
        first = place;
        value /= 10;
        if value == 0 {
            break;
        }
    }
    let digits = digits.get(first..).unwrap_or(&[]);
    out.push_str(core::str::from_utf8(digits).unwrap_or(""));
}
