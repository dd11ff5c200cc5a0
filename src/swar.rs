//! Eight bytes at a time: whether text is *plain*, so that it stands for itself.
//!
//! A plain byte is from 0x20 to 0x7F and none of the format's own: `"` and `\` in
//! JSON; `<`, `&` and `>` in XML; all below `-`, `=` and 0x7F in a query. The others
//! are *special*: they may begin or end something, or need a closer look.

#![expect(clippy::inline_always, reason = "a few instructions inside hot loops")]

/// JSON, named by the byte that ends a value there.
pub(crate) const JSON: u8 = b'"';

/// XML, named likewise.
pub(crate) const XML: u8 = b'<';

/// A query string, named likewise.
pub(crate) const QUERY: u8 = b'&';

/// Eight letters as a word, the first of them lowest.
pub(crate) const fn letters(word: [u8; 8]) -> u64 {
    u64::from_le_bytes(word)
}

/// How many bytes stand before the first special one, or are there at all.
#[inline(always)]
pub(crate) fn plain_length<const FORMAT: u8>(bytes: &[u8]) -> usize {
    let (chunks, last) = bytes.as_chunks();
    let mut length: usize = 0;
    for chunk in chunks {
        let special = special::<FORMAT>(u64::from_le_bytes(*chunk));
        if special != 0 {
            return length.wrapping_add(lowest(special));
        }
        length = length.wrapping_add(8);
    }
    let is_special = |&byte: &u8| special::<FORMAT>(u64::from(byte) | FILLER) != 0;
    length.wrapping_add(last.iter().position(is_special).unwrap_or(last.len()))
}

/// The place of the lowest byte that is marked.
const fn lowest(marks: u64) -> usize {
    (marks.trailing_zeros() >> 3) as usize
}

/// Whether no byte is special.
#[cfg(any(feature = "json", feature = "xml"))]
#[inline(always)]
pub(crate) fn is_plain<const FORMAT: u8>(bytes: &[u8]) -> bool {
    let Some(last) = bytes.last_chunk() else {
        return bytes.iter().all(|&byte| special::<FORMAT>(u64::from(byte) | FILLER) == 0);
    };
    let marks = |chunk: &[u8; 8]| special::<FORMAT>(u64::from_le_bytes(*chunk));
    if let Some(last) = bytes.last_chunk::<16>() {
        let is_plain = |chunk: &[u8; 16]| {
            let (words, _) = chunk.as_chunks();
            words.iter().fold(0, |found, word| found | marks(word)) == 0
        };
        return bytes.as_chunks().0.iter().all(is_plain) && is_plain(last);
    }
    bytes.first_chunk().is_some_and(|first| marks(first) | marks(last) == 0)
}

/// Seven letters above one byte.
const FILLER: u64 = letters(*b"\0aaaaaaa");

/// The high bits of the bytes that are special. Exact up to the lowest one; above
/// it a borrow may mark more.
#[inline(always)]
const fn special<const FORMAT: u8>(word: u64) -> u64 {
    const ONES: u64 = u64::MAX / 0xFF;
    const HIGHS: u64 = ONES << 7;
    // Each byte that is below `limit` gets its high bit, if it had none.
    const fn below(word: u64, limit: u64) -> u64 {
        word.wrapping_sub(ONES.wrapping_mul(limit)) & !word
    }
    const fn equal(word: u64, byte: u8) -> u64 {
        below(word ^ ONES.wrapping_mul(byte as u64), 1)
    }
    let own = match FORMAT {
        // `<` and `>` are one bit apart.
        XML => below(word, 0x20) | equal(word | ONES << 1, b'>') | equal(word, b'&'),
        JSON => below(word, 0x20) | equal(word, b'"') | equal(word, b'\\'),
        // The sum marks 0x7F.
        _ => below(word, 0x2D) | equal(word, b'=') | word.wrapping_add(ONES),
    };
    (word | own) & HIGHS
}

#[cfg(all(test, feature = "json", feature = "xml"))]
#[path = "swar_tests.rs"]
mod tests;
