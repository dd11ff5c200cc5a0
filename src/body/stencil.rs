//! Reading the records of a page that repeat one another.
//!
//! A page is one record, again and again, with other values. Of a record that has been
//! read by its members, a [`Stencil`] keeps three slices of the input: the
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
use crate::bytes::plain::{Text, is_plain, plain_length};
use crate::bytes::remainder::taken;
use crate::page::InstanceStatus;
use crate::status::Status;

/// What stands around the values of a record, and which value comes first.
#[derive(Clone, Copy)]
pub(super) struct Stencil<'a> {
    separator: &'a str,
    head: &'a str,
    mid: &'a str,
    tail: &'a str,
    id_first: bool,
}

impl<'a> Stencil<'a> {
    /// The stencil of a layout that is known, with the id first.
    pub(super) const fn new(around: &Around) -> Self {
        Self {
            separator: around.separator,
            head: around.head,
            mid: around.mid,
            tail: around.tail,
            id_first: true,
        }
    }

    /// The stencil of a record, from its head to its tail, if both its values are
    /// slices of it.
    pub(super) fn of(
        separator: &'a str,
        record: &'a str,
        [first, last]: [&str; 2],
        id_first: bool,
    ) -> Option<Self> {
        let (first, last) = (place(record, first)?, place(record, last)?);
        Some(Self {
            separator,
            head: record.get(..first.start)?,
            mid: record.get(first.end..last.start)?,
            tail: record.get(last.end..)?,
            id_first,
        })
    }

    /// Takes whole records into `list` from the start of `text`, which is behind a record
    /// or, where `is_first`, the start of the list; returns what follows the last.
    #[inline]
    pub(super) fn repeat<T: Text>(
        &self,
        text: &'a str,
        is_first: bool,
        list: &mut List<'a>,
    ) -> &'a str {
        let separator = if is_first { "" } else { self.separator };
        let Some(values) = strip_head(text, [separator, self.head]) else {
            return text;
        };
        if self.id_first {
            self.run::<T, true>(text, values, list)
        } else {
            self.run::<T, false>(text, values, list)
        }
    }

    /// Takes records, of which the first begins `rest`, and has its first value at the start
    /// of `values`.
    fn run<T: Text, const ID_FIRST: bool>(
        &self,
        mut rest: &'a str,
        mut values: &'a str,
        list: &mut List<'a>,
    ) -> &'a str {
        // A tail with the separator and the head of the next record behind it, once
        // there was one.
        let mut link: &str = "";
        // Most ids are as long as the one before.
        let mut id_length = 0;
        while let Some((id, status, tail)) = self.values::<T, ID_FIRST>(values, &mut id_length) {
            let linked = if link.is_empty() { None } else { strip(tail, link) };
            // A link begins with a tail.
            let is_tail = linked.is_some();
            let after = if is_tail { tail.get(self.tail.len()..) } else { strip(tail, self.tail) };
            let Some(after) = after else { break };
            rest = after;
            match status {
                Word::Known(known) if list.has_room() => {
                    let instance_id = Cow::Borrowed(id);
                    list.push(InstanceStatus { instance_id, status: known.status() }, rest);
                }
                Word::Known(known) => push_other(list, id, known.status(), rest),
                Word::Other(word) => push_word(list, id, word, rest),
            }
            if let Some(next) = linked {
                values = next;
                continue;
            }
            match strip_head(rest, [self.separator, self.head]) {
                Some(next) => values = next,
                None => break,
            }
            link = taken(tail, values);
        }
        rest
    }

    /// The values at the start of `text`, with the mid between them, and what follows.
    #[inline(always)]
    fn values<T: Text, const ID_FIRST: bool>(
        &self,
        text: &'a str,
        id_length: &mut usize,
    ) -> Option<(&'a str, Word<'a>, &'a str)> {
        if ID_FIRST {
            let (id, rest) = id::<T>(text, id_length)?;
            let (status, rest) = status::<T>(strip(rest, self.mid)?)?;
            Some((id, status, rest))
        } else {
            let (status, rest) = status::<T>(text)?;
            let (id, rest) = id::<T>(strip(rest, self.mid)?, id_length)?;
            Some((id, status, rest))
        }
    }
}

/// Where in `text` a slice of it is; an empty one may be none of it.
fn place(text: &str, part: &str) -> Option<Range<usize>> {
    if part.is_empty() {
        return None;
    }
    let start = part.as_ptr().addr().checked_sub(text.as_ptr().addr())?;
    Some(start..start.checked_add(part.len())?)
}

/// The id at the start of `text`, whose end is first sought where the id before had its own.
#[inline(always)]
fn id<'a, T: Text>(text: &'a str, length: &mut usize) -> Option<(&'a str, &'a str)> {
    if let Some((id, rest)) = text.split_at_checked(*length)
        && rest.as_bytes().first() == Some(&T::END)
        && is_plain::<T>(id.as_bytes())
    {
        return Some((id, rest));
    }
    let (id, rest) = plain::<T>(text)?;
    *length = id.len();
    Some((id, rest))
}

/// The value at the start of `text`, up to its first special byte.
#[inline(never)]
fn plain<T: Text>(text: &str) -> Option<(&str, &str)> {
    text.split_at_checked(plain_length::<T>(text.as_bytes()))
}

/// A status as it stands in the input.
#[derive(Clone, Copy)]
enum Word<'a> {
    Known(Known),
    Other(&'a str),
}

/// The status at the start of `text`.
#[inline(always)]
fn status<T: Text>(text: &str) -> Option<(Word<'_>, &str)> {
    if let Some((known, length)) = known_word::<T>(text.as_bytes()) {
        return Some((Word::Known(known), text.get(length..)?));
    }
    let (word, rest) = plain::<T>(text)?;
    Some((Word::Other(word), rest))
}

/// Out of the way of the loop, so that where nothing can fail between a record's
/// making and its place in the list, it is made in place.
#[cold]
fn push_other<'a>(list: &mut List<'a>, id: &'a str, status: Status<'a>, rest: &str) {
    let instance_id = Cow::Borrowed(id);
    list.push(InstanceStatus { instance_id, status }, rest);
}

/// The same for a word that is none of the five, built where it stays.
fn push_word<'a>(list: &mut List<'a>, id: &'a str, word: &'a str, rest: &str) {
    match list.blank() {
        Some(place) => {
            place.instance_id = Cow::Borrowed(id);
            place.status = Status::from(word);
        }
        None => push_other(list, id, Status::from(word), rest),
    }
}

/// Moves past `pattern`, compared by wide words, the last of which may overlap the one
/// before.
#[inline(always)]
fn strip<'a>(text: &'a str, pattern: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(pattern.len())?;
    let (start, pattern) = (start.as_bytes(), pattern.as_bytes());
    let is_same = words::<32>(start, pattern)
        .or_else(|| words::<16>(start, pattern))
        .or_else(|| words::<8>(start, pattern))
        // A call would cost more than these few bytes.
        .unwrap_or_else(|| start.iter().eq(pattern));
    is_same.then_some(rest)
}

/// Moves to the first value of a record, behind its separator and its head.
#[inline(always)]
fn strip_head<'a>(text: &'a str, [separator, head]: [&str; 2]) -> Option<&'a str> {
    strip(text, separator).and_then(|text| strip(text, head))
}

/// Compares slices of one length by words of `N` bytes, if they are that long.
#[inline(always)]
fn words<const N: usize>(a: &[u8], b: &[u8]) -> Option<bool> {
    let (last_a, last_b) = (a.last_chunk::<N>()?, b.last_chunk::<N>()?);
    let mut words = a.as_chunks::<N>().0.iter().zip(b.as_chunks::<N>().0);
    Some(words.all(|(a, b)| a == b) && last_a == last_b)
}

#[cfg(test)]
mod tests;
