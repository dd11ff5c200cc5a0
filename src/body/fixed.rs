//! Texts that are put together by the compiler.

use crate::field::Field;
use crate::status::Status;

/// A text of at most `N` bytes.
#[derive(Clone, Copy)]
pub(super) struct Fixed<const N: usize = 128> {
    bytes: [u8; N],
    length: usize,
}

impl<const N: usize> Fixed<N> {
    #[expect(
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects,
        reason = "done by the compiler, once"
    )]
    pub(super) const fn of(parts: &[&str]) -> Self {
        let mut fixed = Self { bytes: [0; N], length: 0 };
        let mut part = 0;
        while part < parts.len() {
            let bytes = parts[part].as_bytes();
            let mut at = 0;
            while at < bytes.len() {
                fixed.bytes[fixed.length] = bytes[at];
                fixed.length += 1;
                at += 1;
            }
            part += 1;
        }
        fixed
    }

    #[expect(clippy::panic, reason = "done by the compiler, once")]
    pub(super) const fn text(&self) -> &str {
        match core::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => text,
            Err(_) => panic!("texts are put together whole"),
        }
    }
}

/// For each known status, its word between two texts.
#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "done by the compiler, once"
)]
pub(super) const fn around_words(before: &str, after: &[&str; 3]) -> [Fixed; WORDS] {
    let mut fixed = [Fixed::of(&[]); WORDS];
    let mut place = 0;
    while place < WORDS {
        let word = Status::KNOWN[place].as_str();
        fixed[place] = Fixed::of(&[before, word, after[0], after[1], after[2]]);
        place += 1;
    }
    fixed
}

const WORDS: usize = Status::KNOWN.len();

/// For each field, its name between two texts, at the place of its declaration.
#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "done by the compiler, once"
)]
pub(super) const fn around_names(before: &str, after: &str) -> [Fixed<32>; FIELDS] {
    let mut fixed = [Fixed::of(&[]); FIELDS];
    let mut place = 0;
    while place < FIELDS {
        let field = Field::ALL[place];
        fixed[field as usize] = Fixed::of(&[before, field.name(), after]);
        place += 1;
    }
    fixed
}

const FIELDS: usize = Field::ALL.len();

/// The texts of such a table.
#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "done by the compiler, once"
)]
pub(super) const fn texts<const N: usize, const COUNT: usize>(
    fixed: &[Fixed<N>; COUNT],
) -> [&str; COUNT] {
    let mut texts = [""; COUNT];
    let mut place = 0;
    while place < COUNT {
        texts[place] = fixed[place].text();
        place += 1;
    }
    texts
}

#[cfg(test)]
mod tests {
    use alloc::format;

    use super::{Field, Fixed, Status, around_names, around_words, texts};

    #[test]
    fn texts_are_put_together() {
        assert_eq!(Fixed::<8>::of(&["a", "", "é", "b"]).text(), "aéb");
        let words = around_words("<", &["1", "2", "3"]);
        assert_eq!(texts(&words), Status::KNOWN.map(|word| format!("<{word}123")));
        let names = around_names("<", ">");
        assert_eq!(texts(&names), Field::ALL.map(|field| format!("<{}>", field.name())));
    }
}
