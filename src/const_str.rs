//! Strings that the compiler concatenates.

#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic,
    reason = "evaluated at compile time"
)]

use crate::Field;

/// A string of at most `N` bytes.
#[derive(Clone, Copy)]
pub(crate) struct ConstStr<const N: usize> {
    bytes: [u8; N],
    length: usize,
}

impl<const N: usize> ConstStr<N> {
    pub(crate) const fn concat(parts: &[&str]) -> Self {
        let mut concatenated = Self { bytes: [0; N], length: 0 };
        let mut part = 0;
        while part < parts.len() {
            let bytes = parts[part].as_bytes();
            let mut at = 0;
            while at < bytes.len() {
                concatenated.bytes[concatenated.length] = bytes[at];
                concatenated.length += 1;
                at += 1;
            }
            part += 1;
        }
        concatenated
    }

    pub(crate) const fn as_str(&self) -> &str {
        match core::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => text,
            Err(_) => panic!("whole strings are concatenated"),
        }
    }
}

/// The strings of an array, each as a `&str`.
pub(crate) const fn as_strs<const N: usize, const COUNT: usize>(
    strings: &[ConstStr<N>; COUNT],
) -> [&str; COUNT] {
    let mut texts = [""; COUNT];
    let mut index = 0;
    while index < COUNT {
        texts[index] = strings[index].as_str();
        index += 1;
    }
    texts
}

/// A string for each field, in the order of declaration.
pub(crate) type PerField<T> = [T; Field::NAMES.len()];

/// Each field's name between two strings.
pub(crate) const fn around_names(before: &str, after: &str) -> PerField<ConstStr<32>> {
    let mut strings = [ConstStr::concat(&[]); Field::NAMES.len()];
    let mut index = 0;
    while index < Field::NAMES.len() {
        strings[index] = ConstStr::concat(&[before, Field::NAMES[index], after]);
        index += 1;
    }
    strings
}

#[cfg(test)]
mod tests {
    use alloc::format;

    use super::{around_names, as_strs};
    use crate::Field;

    #[test]
    fn every_name_stands_between_the_two() {
        let strings = around_names("</", ">");
        let names = Field::NAMES.map(|name| format!("</{name}>"));
        assert_eq!(as_strs(&strings).as_slice(), names);
    }
}
