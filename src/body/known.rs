//! The five known status words, looked up at one glance and written at one go.

#![expect(clippy::inline_always, reason = "a few instructions inside a hot loop")]

use crate::bytes::plain::Text;
use crate::status::Status;

/// The place of a status in [`Status::KNOWN`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Known(u8);

impl Known {
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

    pub(super) fn place(self) -> usize {
        self.0.into()
    }
}

/// The known word that `bytes` begin with and that the end of a value follows, and how
/// long it is. It is looked up and compared once, so that nothing has to be predicted.
#[inline(always)]
pub(super) fn known_word<T: Text>(bytes: &[u8]) -> Option<(Known, usize)> {
    let word = u64::from_le_bytes(*bytes.first_chunk()?);
    let &(expected, length, known) = const { &Table::of::<T>().0 }.get(bucket(word))?;
    (word == expected && bytes.get(length) == Some(&T::END)).then_some((known, length))
}

/// The known words, each at its [`bucket`]: the eight bytes that it begins with, the end
/// of its value among them, how long it is, and which it is.
struct Table([(u64, usize, Known); 8]);

/// Where a word is in the table. The fourth letter and the sixth tell the five apart by
/// three bits; that they do is checked when the table is made.
#[inline(always)]
const fn bucket(word: u64) -> usize {
    ((word >> 24 ^ word >> 40) & 7) as usize
}

impl Table {
    #[expect(
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects,
        clippy::cast_possible_truncation,
        reason = "done by the compiler, once"
    )]
    const fn of<T: Text>() -> Self {
        // A free place holds what no word of its bucket can equal.
        let mut table = [(0, 0, Known(0)); 8];
        let mut place = 0;
        while place < Known::COUNT {
            let word = Status::KNOWN[place].as_str().as_bytes();
            let mut first = [0; 8];
            let mut at = 0;
            while at < first.len() {
                first[at] = if at < word.len() { word[at] } else { T::END };
                at += 1;
            }
            // The word and the byte behind it, or eight of its own bytes.
            assert!(word.len() == 7 || word.len() == 8, "a word of another length");
            let first = u64::from_le_bytes(first);
            assert!(table[bucket(first)].1 == 0, "two words in one bucket");
            table[bucket(first)] = (first, word.len(), Known(place as u8));
            place += 1;
        }
        Self(table)
    }
}

#[cfg(test)]
mod tests {
    use super::{Known, Status};

    #[test]
    fn places_are_those_of_the_table() {
        for (place, status) in Status::KNOWN.iter().enumerate() {
            let known = Known::of(status).map(|known| (known.place(), known.status()));
            assert_eq!(known, Some((place, status.clone())));
        }
    }
}
