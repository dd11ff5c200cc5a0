//! How far a text is *plain*, so that it stands for itself, found sixteen bytes at a time.
//!
//! Each kind of text has bytes that are *special*: they may begin or end something, or need
//! a closer look. All others are plain, wherever they stand.

#![expect(clippy::inline_always, reason = "a few instructions inside hot loops")]

use super::remainder::consumed;
use super::words::{HIGHS, below, each, equal, halves, lowest};

/// A kind of text, by its special bytes.
pub(crate) trait ByteClass {
    /// The byte that ends a plain value.
    const END: u8;

    /// Marks the special bytes of a word by their high bits. Exact up to the lowest mark;
    /// above it a borrow may mark more.
    fn special(word: u64) -> u64;
}

/// The inside of a JSON string (RFC 8259, section 7): controls, `"` and `\` are special.
pub(crate) struct JsonString;

/// Character data of XML: controls, `<`, `&`, `>`, and the byte that U+FFFE and U+FFFF
/// begin with, are special.
pub(crate) struct XmlText;

/// The inside of a CDATA section, where the only markup is its end. Controls, `]`, and the
/// byte that U+FFFE and U+FFFF begin with, are special.
pub(crate) struct Cdata;

/// A query: all below `-`, `=`, and all from 0x7F are special.
pub(crate) struct Query;

impl ByteClass for JsonString {
    const END: u8 = b'"';

    #[inline(always)]
    fn special(word: u64) -> u64 {
        // Without its second bit, `"` is 0x20 and a control still below it.
        (below(word ^ each(2), 0x21) | equal(word, b'\\')) & HIGHS
    }
}

impl ByteClass for XmlText {
    const END: u8 = b'<';

    #[inline(always)]
    fn special(word: u64) -> u64 {
        // `<` and `>` are one bit apart.
        let markup = equal(word | each(2), b'>') | equal(word, b'&');
        (below(word, 0x20) | equal(word, 0xEF) | markup) & HIGHS
    }
}

impl ByteClass for Cdata {
    const END: u8 = b']';

    #[inline(always)]
    fn special(word: u64) -> u64 {
        (below(word, 0x20) | equal(word, 0xEF) | equal(word, b']')) & HIGHS
    }
}

impl ByteClass for Query {
    const END: u8 = b'&';

    #[inline(always)]
    fn special(word: u64) -> u64 {
        // The sum marks 0x7F.
        (word | below(word, 0x2D) | equal(word, b'=') | word.wrapping_add(each(1))) & HIGHS
    }
}

/// How many bytes stand before the first special one; all of them, if none is special.
#[inline(always)]
pub(crate) fn plain_length<T: ByteClass>(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    // What is consumed is a multiple of sixteen, so `|` adds the index within the pair.
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

/// [`plain_length`] of fewer than 16 bytes.
#[inline]
fn short_length<T: ByteClass>(bytes: &[u8]) -> usize {
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
pub(crate) fn is_plain<T: ByteClass>(bytes: &[u8]) -> bool {
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
fn is_special<T: ByteClass>(byte: u8) -> bool {
    // The letters above it are plain in every kind of text.
    const LETTERS: u64 = each(b'a') << 8;
    T::special(LETTERS | u64::from(byte)) != 0
}

#[cfg(test)]
mod tests;
