//! How the service lays out a record: the text around its two values.

#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "evaluated at compile time"
)]

use crate::Status;
use crate::const_str::{ConstStr, as_strs};
use crate::status::KnownStatus;

/// The text around the two values of a record.
#[derive(Clone, Copy)]
pub(super) struct RecordParts<'a> {
    /// Between two records.
    pub(super) separator: &'a str,
    /// Before the first value.
    pub(super) head: &'a str,
    /// Between the two values.
    pub(super) mid: &'a str,
    /// After the last value.
    pub(super) tail: &'a str,
}

impl<'a> RecordParts<'a> {
    /// The parts of a sample record, in which `*` stands for each of the two values.
    pub(super) const fn of(separator: &'a str, sample: &'a str) -> Self {
        let (head, rest) = split_at_value(sample);
        let (mid, tail) = split_at_value(rest);
        Self { separator, head, mid, tail }
    }
}

/// The text before the next `*` and the text after it.
const fn split_at_value(text: &str) -> (&str, &str) {
    let mut at = 0;
    while text.as_bytes()[at] != b'*' {
        at += 1;
    }
    let (before, rest) = text.split_at(at);
    (before, rest.split_at(1).1)
}

/// A layout in which records are written: the id, then the status.
pub(crate) struct RecordLayout {
    pub(super) parts: RecordParts<'static>,
    /// For each known status, all from the end of an id to the start of the next.
    between_ids: PerStatus<&'static str>,
}

/// A value for each known status, at its index in [`Status::KNOWN`].
type PerStatus<T> = [T; KnownStatus::COUNT];

/// The strings of a layout that the compiler concatenates.
pub(super) type BetweenIds = PerStatus<ConstStr<128>>;

impl RecordLayout {
    /// The layout with these parts. `between_ids` is the result of [`concat_between_ids`], stored
    /// in a constant so that the layout can borrow from it.
    pub(super) const fn new(parts: RecordParts<'static>, between_ids: &'static BetweenIds) -> Self {
        Self { parts, between_ids: as_strs(between_ids) }
    }

    /// The text from the end of an id to the start of the next, if `status` is a known one.
    #[inline]
    pub(super) fn between_ids(&self, status: &Status<'_>) -> Option<&'static str> {
        self.between_ids.get(KnownStatus::of(status)?.index()).copied()
    }
}

/// For each known status, all from the end of an id to the start of the next.
pub(super) const fn concat_between_ids(parts: &RecordParts<'_>) -> BetweenIds {
    let mut strings = [ConstStr::concat(&[]); KnownStatus::COUNT];
    let mut index = 0;
    while index < KnownStatus::COUNT {
        let word = Status::KNOWN[index].as_str();
        strings[index] =
            ConstStr::concat(&[parts.mid, word, parts.tail, parts.separator, parts.head]);
        index += 1;
    }
    strings
}
