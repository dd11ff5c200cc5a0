//! Eight bytes at a time: how far a text is *plain*, so that it stands for itself.
//!
//! Each kind of text has bytes that are *special*: they may begin or end something,
//! or need a closer look. All others are plain, wherever they stand.

#![expect(clippy::inline_always, reason = "a few instructions inside hot loops")]

use super::remainder::consumed;

/// A kind of text.
pub(crate) trait Text {
    /// The byte that ends a plain value.
    const END: u8;

    /// Marks the special bytes of a word, each by its high bit. Exact up to the lowest
    /// mark; above it a borrow may mark more.
    fn special(word: u64) -> u64;
}

/// The inside of a JSON string (RFC 8259, section 7): controls, `"` and `\` are special.
pub(crate) struct Json;

/// Character data of XML: controls, `<`, `&`, `>`, and the byte that U+FFFE and U+FFFF
/// begin with, are special.
pub(crate) struct Xml;

/// Characters of XML where no markup is but the end: in a CDATA section. Controls, `]`, and
/// the byte that U+FFFE and U+FFFF begin with, are special.
pub(crate) struct Cdata;

/// A query: all below `-`, `=`, and all from 0x7F are special.
pub(crate) struct Query;

impl Text for Json {
    const END: u8 = b'"';

    #[inline(always)]
    fn special(word: u64) -> u64 {
        // Without its second bit, `"` is 0x20 and a control still below it.
        (below(word ^ each(2), 0x21) | equal(word, b'\\')) & HIGHS
    }
}

impl Text for Xml {
    const END: u8 = b'<';

    #[inline(always)]
    fn special(word: u64) -> u64 {
        // `<` and `>` are one bit apart.
        let markup = equal(word | each(2), b'>') | equal(word, b'&');
        (below(word, 0x20) | equal(word, 0xEF) | markup) & HIGHS
    }
}

impl Text for Cdata {
    const END: u8 = b']';

    #[inline(always)]
    fn special(word: u64) -> u64 {
        (below(word, 0x20) | equal(word, 0xEF) | equal(word, b']')) & HIGHS
    }
}

impl Text for Query {
    const END: u8 = b'&';

    #[inline(always)]
    fn special(word: u64) -> u64 {
        // The sum marks 0x7F.
        (word | below(word, 0x2D) | equal(word, b'=') | word.wrapping_add(each(1))) & HIGHS
    }
}

const HIGHS: u64 = each(0x80);

/// Eight times a byte.
const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// Each byte that is below `limit`, and below 0x80, gets its high bit.
const fn below(word: u64, limit: u8) -> u64 {
    word.wrapping_sub(each(limit)) & !word
}

const fn equal(word: u64, byte: u8) -> u64 {
    below(word ^ each(byte), 1)
}

/// How many bytes stand before the first special one, or are there at all.
#[inline(always)]
pub(crate) fn plain_length<T: Text>(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    // What is consumed is a multiple of sixteen, to which a place within a pair is joined.
    while let Some((pair, after)) = rest.split_first_chunk() {
        let [low, high] = halves(pair);
        let (low, high) = (T::special(low), T::special(high));
        if low != 0 {
            return consumed(bytes, rest.len()) | lowest(low);
        }
        if high != 0 {
            return consumed(bytes, rest.len()) | 8 | lowest(high);
        }
        rest = after;
    }
    consumed(bytes, rest.len()) | short_length::<T>(rest)
}

/// The same of less than 16 bytes.
#[inline]
fn short_length<T: Text>(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    if let Some((first, after)) = rest.split_first_chunk() {
        let special = T::special(u64::from_le_bytes(*first));
        if special != 0 {
            return lowest(special);
        }
        rest = after;
    }
    let plain = rest.iter().position(|&byte| is_special::<T>(byte)).unwrap_or(rest.len());
    consumed(bytes, rest.len()).wrapping_add(plain)
}

/// Whether no byte is special.
#[inline(always)]
pub(crate) fn is_plain<T: Text>(bytes: &[u8]) -> bool {
    let marks = |chunk: &[u8; 16]| {
        let [low, high] = halves(chunk);
        T::special(low) | T::special(high)
    };
    // The last words may overlap those before.
    if let Some(last) = bytes.last_chunk() {
        return bytes.as_chunks().0.iter().all(|chunk| marks(chunk) == 0) && marks(last) == 0;
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let (first, last) = (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
        return T::special(first) | T::special(last) == 0;
    }
    !bytes.iter().any(|&byte| is_special::<T>(byte))
}

#[inline(always)]
fn is_special<T: Text>(byte: u8) -> bool {
    // The letters above it are plain in every kind of text.
    const LETTERS: u64 = each(b'a') << 8;
    T::special(LETTERS | u64::from(byte)) != 0
}

#[inline(always)]
fn halves(chunk: &[u8; 16]) -> [u64; 2] {
    let word = u128::from_le_bytes(*chunk);
    #[expect(clippy::cast_possible_truncation, reason = "the lower half, then the upper")]
    [word as u64, (word >> 64) as u64]
}

/// The place of the lowest byte that is marked.
const fn lowest(marks: u64) -> usize {
    (marks.trailing_zeros() >> 3) as usize
}

#[cfg(test)]
mod tests;
