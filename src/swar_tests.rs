//! Words of eight bytes against one byte at a time.

#![expect(clippy::indexing_slicing, reason = "a test may panic")]

use alloc::vec;

use super::{JSON, QUERY, XML, is_plain, plain_length};

fn is_plain_byte<const FORMAT: u8>(byte: u8) -> bool {
    matches!(byte, 0x20..=0x7F)
        && match FORMAT {
            JSON => !b"\"\\".contains(&byte),
            XML => !b"<&>".contains(&byte),
            _ => byte >= b'-' && byte != b'=' && byte != 0x7F,
        }
}

/// One byte of every kind at each place of texts of each length, and one more special byte
/// at their end.
fn every_place<const FORMAT: u8>() {
    // Miri is slow: there, some lengths, and the special bytes with some next to them.
    for length in (0..36).step_by(if cfg!(miri) { 11 } else { 1 }) {
        for place in 0..length {
            for byte in 0..=u8::MAX {
                if cfg!(miri) && !b" !\"&,-;<=>\\\x7F\x80".contains(&byte) {
                    continue;
                }
                let mut text = vec![b'a'; length];
                text[place] = byte;
                let is_plain_byte = is_plain_byte::<FORMAT>(byte);
                let expected = if is_plain_byte { length } else { place };
                assert_eq!(plain_length::<FORMAT>(&text), expected, "{text:?}");
                assert_eq!(is_plain::<FORMAT>(&text), is_plain_byte, "{text:?}");
                text.push(b'\n');
                assert_eq!(plain_length::<FORMAT>(&text), expected, "{text:?}");
                assert!(!is_plain::<FORMAT>(&text), "{text:?}");
            }
        }
    }
}

#[test]
fn json() {
    every_place::<JSON>();
}

#[test]
fn xml() {
    every_place::<XML>();
}

#[test]
fn query() {
    every_place::<QUERY>();
}
