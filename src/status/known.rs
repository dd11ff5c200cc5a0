//! The five known status words. Each is found by one look-up and one comparison of eight
//! bytes, which leave no branch on the word to be predicted.

#![expect(clippy::inline_always, reason = "a few instructions inside a hot loop")]

use super::Status;
use crate::bytes::plain::ByteClass;

/// The index of a status in [`Status::KNOWN`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct KnownStatus(u8);

impl KnownStatus {
    pub(crate) const COUNT: usize = Status::KNOWN.len();

    #[inline(always)]
    pub(crate) const fn of(status: &Status<'_>) -> Option<Self> {
        Some(Self(match status {
            Status::Pending => 0,
            Status::Starting => 1,
            Status::Running => 2,
            Status::Stopping => 3,
            Status::Stopped => 4,
            Status::Unknown(_) => return None,
        }))
    }

    #[inline(always)]
    pub(crate) const fn status(self) -> Status<'static> {
        match self.0 {
            0 => Status::Pending,
            1 => Status::Starting,
            2 => Status::Running,
            3 => Status::Stopping,
            _ => Status::Stopped,
        }
    }

    pub(crate) fn index(self) -> usize {
        self.0.into()
    }

    /// The known status of this word.
    #[inline(always)]
    pub(super) fn named(word: &[u8]) -> Option<Self> {
        let packed = packed(word)?;
        let slot = SLOTS.get(bucket(packed))?;
        (packed == slot.packed && word.len() == slot.length).then_some(slot.known)
    }

    /// The known status whose word `text` begins with, if the end of a value follows it, and
    /// the length of the word.
    #[inline(always)]
    pub(crate) fn first_of<C: ByteClass>(text: &[u8]) -> Option<(Self, usize)> {
        let first = u64::from_le_bytes(*text.first_chunk()?);
        let slot = SLOTS.get(bucket(first))?;
        let differs = (first ^ slot.packed) << slot.unused_bits != 0;
        (!differs && text.get(slot.length) == Some(&C::END)).then_some((slot.known, slot.length))
    }
}

/// A known word.
#[derive(Clone, Copy)]
struct Slot {
    packed: u64,
    /// How many of the upper bits of `packed` are not the word's.
    unused_bits: u32,
    length: usize,
    known: KnownStatus,
}

/// The known words, each at the [`bucket`] of its bytes. No word is empty, so an empty slot
/// equals none.
static SLOTS: [Slot; 8] = slots();

/// The index of a word in [`SLOTS`]: three bits of its fourth and its sixth letter, by which
/// the five words differ, as the compiler checks.
#[inline(always)]
const fn bucket(packed: u64) -> usize {
    ((packed >> 24 ^ packed >> 40) & 7) as usize
}

/// The bytes of a word as long as a known one, the first in the lowest bits.
#[inline(always)]
const fn packed(word: &[u8]) -> Option<u64> {
    let (Some(first), Some(last)) = (word.first_chunk(), word.last_chunk()) else {
        return None;
    };
    let shift = match word.len() {
        // The two halves have a byte in common.
        7 => 24,
        8 => 32,
        _ => return None,
    };
    Some(u32::from_le_bytes(*first) as u64 | (u32::from_le_bytes(*last) as u64) << shift)
}

#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::panic,
    reason = "evaluated at compile time"
)]
const fn slots() -> [Slot; 8] {
    let mut slots = [Slot { packed: 0, unused_bits: 0, length: 0, known: KnownStatus(0) }; 8];
    let mut index = 0;
    while index < KnownStatus::COUNT {
        let word = Status::KNOWN[index].as_str().as_bytes();
        let Some(packed) = packed(word) else {
            panic!("a word of another length");
        };
        let slot = &mut slots[bucket(packed)];
        assert!(slot.length == 0, "two words in one bucket");
        *slot = Slot {
            packed,
            unused_bits: u64::BITS - 8 * word.len() as u32,
            length: word.len(),
            known: KnownStatus(index as u8),
        };
        index += 1;
    }
    slots
}
