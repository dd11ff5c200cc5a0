//! Reading the records of a page that repeat one another.
//!
//! A page is one record, again and again, with other values. Of a record that has been
//! read by its members, a [`Stencil`] keeps three slices of the input, by position: the
//! *head*, from the end of what separates it from the record before to the first value;
//! the *mid*, between the two values; the *tail*, from the last value to the end of
//! the record. Where a separator, a head, a value, a mid, a value and a tail follow a
//! record, they are read by comparing instead of parsing.
//!
//! Why that is sound: at the end of any record the reader is in the same state, inside
//! the list, and behind the separator it is in the state before the first record, but
//! that another must come. It would read the same head, mid and tail as it read them
//! before, with the same order of values and the same unknown members or
//! elements in them, since nothing that it checks spans records: no limit counts
//! across them and the whole input is known to be UTF-8. And it would read the
//! values as they are, because a value ends at its first *special* byte
//! ([`plain`](crate::bytes::plain)): none of them can be inside an escape, a reference, a
//! line end or a `]]>`. Only whole records are taken: at any difference the reader goes
//! on at the end of the last one.

#![expect(clippy::inline_always, reason = "one loop, whose parts are named")]

use alloc::borrow::Cow;
use core::ops::Range;

use super::around::Around;
use super::known::{Known, known_word};
use super::list::List;
use super::read::Position;
use crate::bytes::plain::{Text, is_plain, plain_length};
use crate::response::InstanceStatus;
use crate::status::Status;

/// What stands around the values of a record, and which value comes first.
#[derive(Clone, Copy)]
pub(super) struct Stencil<'a> {
    separator: Option<u8>,
    head: &'a [u8],
    mid: &'a [u8],
    tail: &'a [u8],
    id_first: bool,
}

impl<'a> Stencil<'a> {
    /// The stencil of a layout that is known, with the id first.
    pub(super) const fn new(around: &Around) -> Self {
        Self {
            separator: around.separator.as_bytes().first().copied(),
            head: around.head.as_bytes(),
            mid: around.mid.as_bytes(),
            tail: around.tail.as_bytes(),
            id_first: true,
        }
    }

    /// The stencil of a record, from its head to its tail, if both its values are
    /// slices of it.
    pub(super) fn of(
        separator: Option<u8>,
        record: &'a str,
        [first, last]: [&str; 2],
        id_first: bool,
    ) -> Option<Self> {
        let (first, last) = (place(record, first)?, place(record, last)?);
        let record = record.as_bytes();
        Some(Self {
            separator,
            head: record.get(..first.start)?,
            mid: record.get(first.end..last.start)?,
            tail: record.get(last.end..)?,
            id_first,
        })
    }

    /// Takes whole records into `list` from `position`, which is the end of a record or,
    /// where `is_first`, the start of the list; returns the end of the last.
    #[inline]
    pub(super) fn repeat<T: Text>(
        &self,
        input: &'a str,
        position: Position,
        is_first: bool,
        list: &mut List<'a>,
    ) -> Position {
        let separator = if is_first { None } else { self.separator };
        let Some(first) = first_value(input.as_bytes(), position, separator, self.head) else {
            return position;
        };
        if self.id_first {
            self.run::<T, true>(input, position, first, list)
        } else {
            self.run::<T, false>(input, position, first, list)
        }
    }

    /// Takes records, of which the first begins at `end` with a head, and has its first
    /// value at `first`.
    fn run<T: Text, const ID_FIRST: bool>(
        &self,
        input: &'a str,
        mut end: Position,
        mut first: Position,
        list: &mut List<'a>,
    ) -> Position {
        let bytes = input.as_bytes();
        // A tail with the separator and the head of the next record behind it, once
        // there was one.
        let mut link: &[u8] = &[];
        // Most ids are as long as the one before.
        let mut id_length = 0;
        while let Some((id, status, last)) =
            self.values::<T, ID_FIRST>(input, first, &mut id_length)
        {
            let linked = !link.is_empty() && same(bytes, last, link);
            if !linked && !same(bytes, last, self.tail) {
                break;
            }
            end = last.wrapping_add(self.tail.len());
            match status {
                Word::Known(known) if list.has_room() => {
                    let instance_id = Cow::Borrowed(id);
                    list.push(InstanceStatus { instance_id, status: known.status() }, end);
                }
                Word::Known(known) => push_other(list, id, known.status(), end),
                Word::Other(word) => push_word(list, id, word, end),
            }
            if linked {
                first = last.wrapping_add(link.len());
                continue;
            }
            match first_value(bytes, end, self.separator, self.head) {
                Some(next) => first = next,
                None => break,
            }
            link = bytes.get(last..first).unwrap_or(&[]);
        }
        end
    }

    /// The values from `position`, with the mid between them, and where they end.
    #[inline(always)]
    fn values<T: Text, const ID_FIRST: bool>(
        &self,
        input: &'a str,
        position: Position,
        id_length: &mut usize,
    ) -> Option<(&'a str, Word<'a>, Position)> {
        let bytes = input.as_bytes();
        let mid = self.mid;
        if ID_FIRST {
            let end = id_end::<T>(bytes, position, id_length)?;
            if !same(bytes, end, mid) {
                return None;
            }
            let id = input.get(position..end)?;
            let (status, end) = status::<T>(input, end.wrapping_add(mid.len()))?;
            Some((id, status, end))
        } else {
            let (status, end) = status::<T>(input, position)?;
            if !same(bytes, end, mid) {
                return None;
            }
            let start = end.wrapping_add(mid.len());
            let end = id_end::<T>(bytes, start, id_length)?;
            Some((input.get(start..end)?, status, end))
        }
    }
}

/// Where the first value of the record at `position` is, behind its separator and its head.
#[inline(always)]
fn first_value(
    bytes: &[u8],
    position: Position,
    separator: Option<u8>,
    head: &[u8],
) -> Option<Position> {
    let start = match separator {
        None => position,
        Some(separator) if bytes.get(position) == Some(&separator) => position.wrapping_add(1),
        Some(_) => return None,
    };
    same(bytes, start, head).then_some(start.wrapping_add(head.len()))
}

/// Where in `text` a slice of it is; an empty one may be none of it.
fn place(text: &str, part: &str) -> Option<Range<usize>> {
    if part.is_empty() {
        return None;
    }
    let start = part.as_ptr().addr().checked_sub(text.as_ptr().addr())?;
    Some(start..start.checked_add(part.len())?)
}

/// The end of the id at `position`, first sought where the id before had its own.
#[inline(always)]
fn id_end<T: Text>(bytes: &[u8], position: Position, length: &mut usize) -> Option<Position> {
    let rest = bytes.get(position..)?;
    if let (Some(window), Some(&end)) = (rest.get(..*length), rest.get(*length))
        && end == T::END
        && is_plain::<T>(window)
    {
        return Some(position.wrapping_add(*length));
    }
    *length = plain_length::<T>(rest);
    Some(position.wrapping_add(*length))
}

/// A status as it stands in the input.
#[derive(Clone, Copy)]
enum Word<'a> {
    Known(Known),
    Other(&'a str),
}

/// The status at `position`, and its end.
#[inline(always)]
fn status<T: Text>(input: &str, position: Position) -> Option<(Word<'_>, Position)> {
    let rest = input.as_bytes().get(position..)?;
    if let Some((known, length)) = known_word::<T>(rest) {
        return Some((Word::Known(known), position.wrapping_add(length)));
    }
    let end = position.wrapping_add(plain_length::<T>(rest));
    Some((Word::Other(input.get(position..end)?), end))
}

/// Out of the way of the loop, so that where nothing can fail between a record's
/// making and its place in the list, it is made in place.
#[cold]
fn push_other<'a>(list: &mut List<'a>, id: &'a str, status: Status<'a>, end: Position) {
    let instance_id = Cow::Borrowed(id);
    list.push(InstanceStatus { instance_id, status }, end);
}

/// The same for a word that is none of the five, built where it stays.
fn push_word<'a>(list: &mut List<'a>, id: &'a str, word: &'a str, end: Position) {
    match list.blank() {
        Some(place) => {
            place.instance_id = Cow::Borrowed(id);
            place.status = Status::from(word);
        }
        None => push_other(list, id, Status::from(word), end),
    }
}

/// Whether `pattern` stands at `position`, compared by wide words, the last of
/// which may overlap the one before.
#[inline(always)]
fn same(bytes: &[u8], position: Position, pattern: &[u8]) -> bool {
    let Some(bytes) = bytes.get(position..position.wrapping_add(pattern.len())) else {
        return false;
    };
    words::<32>(bytes, pattern)
        .or_else(|| words::<16>(bytes, pattern))
        .or_else(|| words::<8>(bytes, pattern))
        .unwrap_or_else(|| bytes == pattern)
}

/// Compares slices of one length by words of `N` bytes, if they are that long.
#[inline(always)]
fn words<const N: usize>(a: &[u8], b: &[u8]) -> Option<bool> {
    let (last_a, last_b) = (a.last_chunk::<N>()?, b.last_chunk::<N>()?);
    let mut words = a.as_chunks::<N>().0.iter().zip(b.as_chunks::<N>().0);
    Some(words.all(|(a, b)| a == b) && last_a == last_b)
}

#[cfg(all(test, feature = "json", feature = "xml"))]
mod tests;
