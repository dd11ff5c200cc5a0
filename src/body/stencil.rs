//! Reading the records of a page that repeat one another.
//!
//! The records of a page differ, as a rule, only in their two values. Once a record has been
//! read member by member, a [`Stencil`] keeps the text around its values: the *separator*
//! before it, the *head* up to the first value, the *mid* between the values, and the *tail*
//! after the last. A following record that has these four pieces is read by comparing them.
//!
//! Why that is sound: after every record the reader is in the same state. After the separator
//! it is in the state before the first record, except that the list can no longer end there:
//! a record must follow. It would read the head, the mid and the tail as it read them before, with
//! the values in that order and the unknown members or elements between them, since nothing
//! that it checks spans records: no limit counts across them and the whole input is known to
//! be UTF-8. And it would read the values as they are, because a value ends at its first
//! *special* byte ([`plain`](crate::bytes::plain)): none of them can be inside an escape, a
//! reference, a line end or a `]]>`. Only whole records are taken: at any difference the
//! reader goes on at the end of the last one.

#![expect(clippy::inline_always, reason = "parts of one hot loop")]

use alloc::borrow::Cow;
use core::ops::Range;

use super::grammar::Grammar;
use super::record_layout::{RecordLayout, RecordParts};
use super::record_list::RecordList;
use crate::bytes::plain::{ByteClass, is_plain, plain_length};
use crate::bytes::remainder::taken;
use crate::bytes::words::strip_prefix;
use crate::status::KnownStatus;
use crate::{DecodeError, InstanceStatus, Status};

/// What only a page asks of a grammar: its list, and stencils of the records in it.
pub(super) trait PageGrammar<'a>: Grammar<'a> {
    /// The list of a page that is being read.
    type OpenList;

    /// The usual layouts of a record: in one line, and indented.
    const LAYOUTS: &'static [RecordLayout; 2];

    /// Enters the list of a page, which must stand here.
    fn enter_list(&mut self) -> Result<Self::OpenList, DecodeError>;

    /// Whether the list has another record, which must be read next.
    fn next_record(&mut self, list: &mut Self::OpenList) -> Result<bool, DecodeError>;

    /// The separator before the record that was just read, and the record itself. `start` is
    /// the text from the end of the record before it, or from the start of the list. `None` if
    /// a stencil would be of no use: no further record follows, or stencils are turned off.
    fn last_record(&self, start: &'a str) -> Option<[&'a str; 2]>;

    /// Moves the records that follow, as far as they fit the stencil, into `records`;
    /// says whether there was any.
    fn take_matching(
        &mut self,
        list: &mut Self::OpenList,
        stencil: &Stencil<'a>,
        records: &mut RecordList<'a>,
    ) -> bool;
}

/// The text around the values of a record, and which value comes first.
#[derive(Clone, Copy)]
pub(super) struct Stencil<'a> {
    parts: RecordParts<'a>,
    id_first: bool,
}

impl<'a> Stencil<'a> {
    /// The stencil that the list of a page most likely fits: the service's layout, or the
    /// usual indentation.
    pub(super) fn usual<G: PageGrammar<'a>>(grammar: &G) -> Self {
        let [compact, indented] = G::LAYOUTS;
        let is_indented = grammar.input().rest.starts_with('\n');
        let layout = if is_indented { indented } else { compact };
        Self { parts: layout.parts, id_first: true }
    }

    /// A stencil of the record that was just read. `start` is that of
    /// [`last_record`](PageGrammar::last_record); `id` is the id as it was read, whose address
    /// tells which of the record's two strings it is.
    pub(super) fn learn<G: PageGrammar<'a>>(grammar: &G, start: &'a str, id: &str) -> Option<Self> {
        let [separator, record] = grammar.last_record(start)?;
        let strings = grammar.input().strings;
        Self::of(separator, record, strings, strings[0].as_ptr() == id.as_ptr())
    }

    /// The stencil of a record, if both its values are slices of it.
    fn of(
        separator: &'a str,
        record: &'a str,
        [first, last]: [&str; 2],
        id_first: bool,
    ) -> Option<Self> {
        let (first, last) = (range_of(record, first)?, range_of(record, last)?);
        let head = record.get(..first.start)?;
        let mid = record.get(first.end..last.start)?;
        let tail = record.get(last.end..)?;
        Some(Self { parts: RecordParts { separator, head, mid, tail }, id_first })
    }

    /// Takes whole records into `list` from the start of `text`, which begins after a record or,
    /// if `is_first`, where the list begins; returns what follows the last record taken.
    #[inline]
    pub(super) fn take_records<C: ByteClass>(
        &self,
        text: &'a str,
        is_first: bool,
        list: &mut RecordList<'a>,
    ) -> &'a str {
        let separator = if is_first { "" } else { self.parts.separator };
        let Some(values) = strip_head(text, [separator, self.parts.head]) else {
            return text;
        };
        if self.id_first {
            self.take_run::<C, true>(text, values, list)
        } else {
            self.take_run::<C, false>(text, values, list)
        }
    }

    /// Takes whole records from the start of `rest`; `values` is what follows the head of the
    /// first.
    fn take_run<C: ByteClass, const ID_FIRST: bool>(
        &self,
        mut rest: &'a str,
        mut values: &'a str,
        list: &mut RecordList<'a>,
    ) -> &'a str {
        // Tail, separator and head as one slice, so that one comparison covers all three. Empty
        // until they have been matched one by one.
        let mut link: &str = "";
        // Most ids are as long as the one before.
        let mut id_length = 0;
        while let Some((id, status, end)) = self.read_values::<C, ID_FIRST>(values, &mut id_length)
        {
            let linked = if link.is_empty() { None } else { strip_prefix(end, link) };
            let tail = self.parts.tail;
            let after = match linked {
                // A link begins with a tail.
                Some(_) => end.get(tail.len()..),
                None => strip_prefix(end, tail),
            };
            let Some(after) = after else { break };
            rest = after;
            match status {
                StatusText::Known(known) if list.has_room() => {
                    let instance_id = Cow::Borrowed(id);
                    list.push(InstanceStatus { instance_id, status: known.status() }, rest);
                }
                StatusText::Known(known) => push_record(list, id, known.status(), rest),
                StatusText::Unknown(word) => push_unknown(list, id, word, rest),
            }
            if let Some(next) = linked {
                values = next;
                continue;
            }
            match strip_head(rest, [self.parts.separator, self.parts.head]) {
                Some(next) => values = next,
                None => break,
            }
            link = taken(end, values);
        }
        rest
    }

    /// The values at the start of `text`, with the mid between them, and what follows.
    #[inline(always)]
    fn read_values<C: ByteClass, const ID_FIRST: bool>(
        &self,
        text: &'a str,
        id_length: &mut usize,
    ) -> Option<(&'a str, StatusText<'a>, &'a str)> {
        if ID_FIRST {
            let (id, rest) = read_id::<C>(text, id_length)?;
            let (status, rest) = read_status::<C>(strip_prefix(rest, self.parts.mid)?)?;
            Some((id, status, rest))
        } else {
            let (status, rest) = read_status::<C>(text)?;
            let (id, rest) = read_id::<C>(strip_prefix(rest, self.parts.mid)?, id_length)?;
            Some((id, status, rest))
        }
    }
}

/// Where a slice of `text` begins and ends in it. `None` if it is empty: `""` stands for a value
/// that is not plain text ([`BodyInput::strings`](super::input::BodyInput::strings)).
fn range_of(text: &str, part: &str) -> Option<Range<usize>> {
    if part.is_empty() {
        return None;
    }
    let start = part.as_ptr().addr().checked_sub(text.as_ptr().addr())?;
    Some(start..start.checked_add(part.len())?)
}

/// The id at the start of `text`. The length of the id before it is tried first.
#[inline(always)]
fn read_id<'a, C: ByteClass>(text: &'a str, length: &mut usize) -> Option<(&'a str, &'a str)> {
    if let Some((id, rest)) = text.split_at_checked(*length)
        && rest.as_bytes().first() == Some(&C::END)
        && is_plain::<C>(id.as_bytes())
    {
        return Some((id, rest));
    }
    let (id, rest) = read_plain::<C>(text)?;
    *length = id.len();
    Some((id, rest))
}

/// The value at the start of `text`, up to its first special byte.
#[inline(never)]
fn read_plain<C: ByteClass>(text: &str) -> Option<(&str, &str)> {
    text.split_at_checked(plain_length::<C>(text.as_bytes()))
}

/// A status: a known one, or its text.
#[derive(Clone, Copy)]
enum StatusText<'a> {
    Known(KnownStatus),
    Unknown(&'a str),
}

/// The status at the start of `text`.
#[inline(always)]
fn read_status<C: ByteClass>(text: &str) -> Option<(StatusText<'_>, &str)> {
    if let Some((known, length)) = KnownStatus::first_of::<C>(text.as_bytes()) {
        return Some((StatusText::Known(known), text.get(length..)?));
    }
    let (word, rest) = read_plain::<C>(text)?;
    Some((StatusText::Unknown(word), rest))
}

/// Adds a record when the list is full. It is kept out of the loop, so that the loop builds its
/// records in their places in the list.
#[cold]
fn push_record<'a>(list: &mut RecordList<'a>, id: &'a str, status: Status<'a>, rest: &str) {
    let instance_id = Cow::Borrowed(id);
    list.push(InstanceStatus { instance_id, status }, rest);
}

/// Adds a record whose status is not a known one, built in its place in the list.
fn push_unknown<'a>(list: &mut RecordList<'a>, id: &'a str, word: &'a str, rest: &str) {
    match list.blank() {
        Some(record) => {
            record.instance_id = Cow::Borrowed(id);
            record.status = Status::from(word);
        }
        None => push_record(list, id, Status::from(word), rest),
    }
}

/// Moves past the separator and the head of a record, to its first value.
#[inline(always)]
fn strip_head<'a>(text: &'a str, [separator, head]: [&str; 2]) -> Option<&'a str> {
    strip_prefix(text, separator).and_then(|text| strip_prefix(text, head))
}

#[cfg(test)]
mod tests;
