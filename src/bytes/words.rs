//! Words of eight bytes and more: what scanning and comparing several bytes at a time is
//! made of.
//!
//! A scan *marks* bytes of a word: it sets their high bits.

#![expect(clippy::inline_always, reason = "a few instructions inside hot loops")]

/// The high bit of each byte.
pub(super) const HIGHS: u64 = each(0x80);

/// Eight copies of a byte.
pub(super) const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// Marks each byte that is below `limit` and below 0x80.
pub(super) const fn below(word: u64, limit: u8) -> u64 {
    word.wrapping_sub(each(limit)) & !word
}

/// Marks each byte that equals `byte`.
pub(super) const fn equal(word: u64, byte: u8) -> u64 {
    below(word ^ each(byte), 1)
}

/// The place of the lowest byte that has a bit set, or eight if none has.
#[inline(always)]
pub(super) const fn lowest(bits: u64) -> usize {
    (bits.trailing_zeros() >> 3) as usize
}

/// The two words of sixteen bytes.
#[inline(always)]
pub(super) fn halves(chunk: &[u8; 16]) -> [u64; 2] {
    let word = u128::from_le_bytes(*chunk);
    #[expect(clippy::cast_possible_truncation, reason = "the lower half, then the upper")]
    [word as u64, (word >> 64) as u64]
}

/// Moves past `pattern`, compared by the widest words that fit it.
#[inline(always)]
pub(crate) fn strip_prefix<'a>(text: &'a str, pattern: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(pattern.len())?;
    let (start, pattern) = (start.as_bytes(), pattern.as_bytes());
    let is_equal = are_equal::<32>(start, pattern)
        .or_else(|| are_equal::<16>(start, pattern))
        .or_else(|| are_equal::<8>(start, pattern))
        // A call would cost more than these few bytes.
        .unwrap_or_else(|| start.iter().eq(pattern));
    is_equal.then_some(rest)
}

/// Compares two slices of one length by words of `N` bytes, if they are that long. The
/// last word may overlap the one before.
#[inline(always)]
fn are_equal<const N: usize>(a: &[u8], b: &[u8]) -> Option<bool> {
    let (last_a, last_b) = (a.last_chunk::<N>()?, b.last_chunk::<N>()?);
    let mut words = a.as_chunks::<N>().0.iter().zip(b.as_chunks::<N>().0);
    Some(words.all(|(a, b)| a == b) && last_a == last_b)
}
