//! Lower-case hexadecimal, as V3 writes hashes and signatures.

use crate::bytes::hex;

/// 32 bytes in hexadecimal.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Hex([u8; 64]);

impl Hex {
    /// Writes two digits for every byte.
    pub(super) fn encode(bytes: &[u8]) -> Self {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut digits = [b'0'; 64];
        for (pair, byte) in digits.as_chunks_mut::<2>().0.iter_mut().zip(bytes) {
            *pair = [byte >> 4, byte & 0x0F]
                .map(|nibble| DIGITS.get(usize::from(nibble)).copied().unwrap_or_default());
        }
        Self(digits)
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    pub(super) fn as_str(&self) -> &str {
        core::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// Reads 64 lower-case digits and nothing else: a signature has one spelling.
pub(super) fn decode(digits: &str) -> Option<[u8; 32]> {
    let (pairs, []) = digits.as_bytes().as_chunks::<2>() else { return None };
    let mut bytes = [0; 32];
    if pairs.len() != bytes.len() || digits.bytes().any(|digit| digit.is_ascii_uppercase()) {
        return None;
    }
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        *byte = hex::byte(*high, *low)?;
    }
    Some(bytes)
}
