//! The five known status words, each found by one comparison.

#![expect(clippy::inline_always, reason = "a few instructions inside a hot loop")]

use crate::bytes::plain::ByteClass;
use crate::status::Status;

/// The index of a status in [`Status::KNOWN`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct KnownStatus(u8);

impl KnownStatus {
    pub(super) const COUNT: usize = Status::KNOWN.len();

    #[inline(always)]
    pub(super) const fn of(status: &Status<'_>) -> Option<Self> {
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
    pub(super) const fn status(self) -> Status<'static> {
        match self.0 {
            0 => Status::Pending,
            1 => Status::Starting,
            2 => Status::Running,
            3 => Status::Stopping,
            _ => Status::Stopped,
        }
    }

    pub(super) fn index(self) -> usize {
        self.0.into()
    }
}

/// The known status that `bytes` begin with, if the end of a value follows its word, and the
/// length of that word. One look-up and one comparison leave no branch to be predicted.
#[inline(always)]
pub(super) fn known_status<C: ByteClass>(bytes: &[u8]) -> Option<(KnownStatus, usize)> {
    let word = u64::from_le_bytes(*bytes.first_chunk()?);
    let &(expected, length, known) = const { &StatusTable::of::<C>().0 }.get(bucket(word))?;
    (word == expected && bytes.get(length) == Some(&C::END)).then_some((known, length))
}

/// The known words, each at its [`bucket`]: its first eight bytes (the end of its value
/// completes a word of seven), its length, and the status.
struct StatusTable([(u64, usize, KnownStatus); 8]);

/// The index of a word in the table: three bits of its fourth and its sixth letter, by which
/// the five words differ, as the compiler checks.
#[inline(always)]
const fn bucket(word: u64) -> usize {
    ((word >> 24 ^ word >> 40) & 7) as usize
}

impl StatusTable {
    #[expect(
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects,
        clippy::cast_possible_truncation,
        reason = "evaluated at compile time"
    )]
    const fn of<C: ByteClass>() -> Self {
        // An empty slot holds what no word of its bucket can equal.
        let mut table = [(0, 0, KnownStatus(0)); 8];
        let mut index = 0;
        while index < KnownStatus::COUNT {
            let word = Status::KNOWN[index].as_str().as_bytes();
            let mut first = [0; 8];
            let mut at = 0;
            while at < first.len() {
                first[at] = if at < word.len() { word[at] } else { C::END };
                at += 1;
            }
            // The word and the byte after it, or eight of its own bytes.
            assert!(word.len() == 7 || word.len() == 8, "a word of another length");
            let first = u64::from_le_bytes(first);
            assert!(table[bucket(first)].1 == 0, "two words in one bucket");
            table[bucket(first)] = (first, word.len(), KnownStatus(index as u8));
            index += 1;
        }
        Self(table)
    }
}
