//! Words of eight bytes against one byte at a time.

#![expect(clippy::indexing_slicing, reason = "a test may panic")]

use alloc::vec;

use super::{ByteClass, Cdata, JsonString, Query, XmlText, is_plain, plain_length};

/// One byte of every kind at each place of texts of each length, and one more special byte
/// at their end.
#[track_caller]
fn every_place<T: ByteClass>(is_plain_byte: fn(u8) -> bool) {
    // Miri is slow: there, some lengths, and the special bytes with some next to them.
    for length in (0..36).step_by(if cfg!(miri) { 11 } else { 1 }) {
        for place in 0..length {
            for byte in 0..=u8::MAX {
                if cfg!(miri) && !b" !\"&,-;<=>\\]\x7F\x80\xEF".contains(&byte) {
                    continue;
                }
                let mut text = vec![b'a'; length];
                text[place] = byte;
                let is_plain_byte = is_plain_byte(byte);
                let expected = if is_plain_byte { length } else { place };
                assert_eq!(plain_length::<T>(&text), expected, "{text:?}");
                assert_eq!(is_plain::<T>(&text), is_plain_byte, "{text:?}");
                text.push(b'\n');
                assert_eq!(plain_length::<T>(&text), expected, "{text:?}");
                assert!(!is_plain::<T>(&text), "{text:?}");
            }
        }
    }
}

#[test]
fn json() {
    every_place::<JsonString>(|byte| byte >= 0x20 && !b"\"\\".contains(&byte));
}

#[test]
fn xml() {
    every_place::<XmlText>(|byte| byte >= 0x20 && !b"<&>\xEF".contains(&byte));
}

#[test]
fn cdata() {
    every_place::<Cdata>(|byte| byte >= 0x20 && !b"]\xEF".contains(&byte));
}

#[test]
fn query() {
    every_place::<Query>(|byte| matches!(byte, b'-'..0x7F) && byte != b'=');
}
