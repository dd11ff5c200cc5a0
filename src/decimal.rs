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

/// Appends an integer in decimal.
pub(crate) fn write(out: &mut String, mut value: u64) {
    // u64::MAX has 20 digits.
    let mut digits = [b'0'; 20];
    let mut used = 0;
    for slot in digits.iter_mut().rev() {
        // A remainder of 10 fits in a byte.
        *slot = b'0' | u8::try_from(value % 10).unwrap_or(0);
        value /= 10;
        used += 1;
        if value == 0 {
            break;
        }
    }
    let text = digits.get(digits.len().saturating_sub(used)..).unwrap_or(&[]);
    out.extend(text.iter().map(|&digit| char::from(digit)));
}
