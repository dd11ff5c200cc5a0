//! Hexadecimal digits, read.

/// The value of an ASCII hexadecimal digit in either case.
pub(crate) const fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte & 0x0F),
        // The low half of a letter counts from 1.
        b'A'..=b'F' | b'a'..=b'f' => Some((byte & 0x0F).wrapping_add(9)),
        _ => None,
    }
}

/// The byte that two hexadecimal digits stand for.
pub(crate) fn byte(high: u8, low: u8) -> Option<u8> {
    Some(digit(high)? << 4 | digit(low)?)
}
