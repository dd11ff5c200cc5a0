//! Reading the records of a page that repeat one another.
//!
//! A page is one record, again and again, with other values. From a record that
//! the format's library has read, a [`Stencil`] keeps three slices of the input,
//! by position: the *head*, from the end of the record before to the first value;
//! the *mid*, between the two values; the *tail*, from the last value to the end of
//! the record. Where the bytes after a record are a head, a value, a mid, a value
//! and a tail, they are read by comparing instead of parsing.
//!
//! Why that is sound: at the end of any record the parser is in the same state,
//! inside the list. It would read the same head, mid and tail as it read them
//! before, with the same order of values and the same unknown members or
//! elements in them, since nothing that it checks spans records: no limit counts
//! across them and the whole input is known to be UTF-8. And it would read the
//! values as they are, because a value ends at its first *special* byte: one
//! below 0x20 or from 0x80, or one of the format's own (`"` and `\`; `<`, `&` and
//! `>`). None of them can be inside an escape, a reference, a line end or a
//! `]]>`. Only whole records are taken: at any difference the library goes on
//! at the end of the last one.

#![expect(clippy::inline_always, reason = "one loop, whose parts are named")]

use alloc::borrow::Cow;
use core::ops::Range;

use crate::list::List;
use crate::response::InstanceStatus;
use crate::status::Status;
use crate::swar::{is_plain, letters, plain_length};

/// What stands between the values of a record, and which value comes first.
#[derive(Clone, Copy)]
pub(crate) struct Stencil<'a> {
    head: &'a [u8],
    mid: &'a [u8],
    tail: &'a [u8],
    id_first: bool,
}

impl<'a> Stencil<'a> {
    /// A stencil of text that is known, with the id first.
    pub(crate) const fn new(head: &'a str, mid: &'a str, tail: &'a str) -> Self {
        let (head, mid, tail) = (head.as_bytes(), mid.as_bytes(), tail.as_bytes());
        Self { head, mid, tail, id_first: true }
    }

    /// The stencil of the record that `read` spans, from the end of the one
    /// before, if both its values are slices of the input.
    pub(crate) fn of(
        input: &'a str,
        read: Range<usize>,
        instance_id: &Cow<'a, str>,
        status: &Cow<'a, str>,
    ) -> Option<Self> {
        let (Cow::Borrowed(instance_id), Cow::Borrowed(status)) = (instance_id, status) else {
            return None;
        };
        let (id, status) = (place(input, instance_id)?, place(input, status)?);
        let id_first = id.start < status.start;
        let (first, last) = if id_first { (id, status) } else { (status, id) };
        let bytes = input.as_bytes();
        Some(Self {
            head: bytes.get(read.start..first.start)?,
            mid: bytes.get(first.end..last.start)?,
            tail: bytes.get(last.end..read.end)?,
            id_first,
        })
    }

    /// Takes whole records from byte `at`, the end of a record, into `list` and
    /// returns the end of the last.
    pub(crate) fn repeat<const FORMAT: u8>(
        &self,
        input: &'a str,
        at: usize,
        list: &mut List<'a>,
    ) -> usize {
        if self.id_first {
            self.run::<FORMAT, true>(input, at, list)
        } else {
            self.run::<FORMAT, false>(input, at, list)
        }
    }

    fn run<const FORMAT: u8, const ID_FIRST: bool>(
        &self,
        input: &'a str,
        mut at: usize,
        list: &mut List<'a>,
    ) -> usize {
        let bytes = input.as_bytes();
        // A tail with the head of the next record behind it, once there was one.
        let mut link: &[u8] = &[];
        // Most ids are as long as the one before.
        let mut id_length = 0;
        let mut first = at.wrapping_add(self.head.len());
        if !same(bytes, at, self.head) {
            return at;
        }
        while let Some((id, status, last)) =
            self.values::<FORMAT, ID_FIRST>(input, first, &mut id_length)
        {
            let linked = !link.is_empty() && same(bytes, last, link);
            if !linked && !same(bytes, last, self.tail) {
                break;
            }
            at = last.wrapping_add(self.tail.len());
            match status {
                Word::Known(known) if list.has_room() => {
                    let instance_id = Cow::Borrowed(id);
                    list.push(InstanceStatus { instance_id, status: known.status() }, at);
                }
                Word::Known(known) => push_other(list, id, known.status(), at),
                Word::Other(word) => push_other(list, id, Status::from(word), at),
            }
            first = at.wrapping_add(self.head.len());
            if !linked {
                if !same(bytes, at, self.head) {
                    break;
                }
                link = bytes.get(last..first).unwrap_or(&[]);
            }
        }
        at
    }

    /// The values from byte `at`, with the mid between them, and where they end.
    #[inline(always)]
    fn values<const FORMAT: u8, const ID_FIRST: bool>(
        &self,
        input: &'a str,
        at: usize,
        id_length: &mut usize,
    ) -> Option<(&'a str, Word<'a>, usize)> {
        let bytes = input.as_bytes();
        let mid = self.mid;
        if ID_FIRST {
            let end = id_end::<FORMAT>(bytes, at, id_length)?;
            if !same(bytes, end, mid) {
                return None;
            }
            let id = input.get(at..end)?;
            let (status, end) = status::<FORMAT>(input, end.wrapping_add(mid.len()))?;
            Some((id, status, end))
        } else {
            let (status, end) = status::<FORMAT>(input, at)?;
            if !same(bytes, end, mid) {
                return None;
            }
            let at = end.wrapping_add(mid.len());
            let end = id_end::<FORMAT>(bytes, at, id_length)?;
            Some((input.get(at..end)?, status, end))
        }
    }
}

/// Where in `input` a slice of it is; an empty one may be none of it.
fn place(input: &str, part: &str) -> Option<Range<usize>> {
    if part.is_empty() {
        return None;
    }
    let start = part.as_ptr().addr().checked_sub(input.as_ptr().addr())?;
    Some(start..start.checked_add(part.len())?)
}

/// The end of the id at byte `at`, first sought where the id before had its own.
#[inline(always)]
fn id_end<const FORMAT: u8>(bytes: &[u8], at: usize, length: &mut usize) -> Option<usize> {
    let rest = bytes.get(at..)?;
    if let (Some(window), Some(&end)) = (rest.get(..*length), rest.get(*length))
        && end == FORMAT
        && is_plain::<FORMAT>(window)
    {
        return Some(at.wrapping_add(*length));
    }
    *length = plain_length::<FORMAT>(rest);
    Some(at.wrapping_add(*length))
}

/// A status as it stands in the input.
#[derive(Clone, Copy)]
enum Word<'a> {
    Known(Known),
    Other(&'a str),
}

/// One of the five known statuses.
#[derive(Clone, Copy)]
enum Known {
    Running,
    Stopping,
    Pending,
    Starting,
    Stopped,
}

impl Known {
    const fn status(self) -> Status<'static> {
        match self {
            Self::Running => Status::Running,
            Self::Stopping => Status::Stopping,
            Self::Pending => Status::Pending,
            Self::Starting => Status::Starting,
            Self::Stopped => Status::Stopped,
        }
    }
}

/// The known statuses, each at the place that its fourth letter and its sixth
/// give it; with the eight bytes it begins with, and its length.
const fn known<const FORMAT: u8>() -> [(u64, usize, Known); 8] {
    let end = (FORMAT as u64) << 56;
    let running = (letters(*b"Running\0") | end, 7, Known::Running);
    [
        running,
        (letters(*b"Stopping"), 8, Known::Stopping),
        (letters(*b"Pending\0") | end, 7, Known::Pending),
        (letters(*b"Starting"), 8, Known::Starting),
        running,
        (letters(*b"Stopped\0") | end, 7, Known::Stopped),
        running,
        running,
    ]
}

/// Out of the way of the loop, so that where nothing can fail between a record's
/// making and its place in the list, it is made in place.
#[cold]
fn push_other<'a>(list: &mut List<'a>, id: &'a str, status: Status<'a>, at: usize) {
    let instance_id = Cow::Borrowed(id);
    list.push(InstanceStatus { instance_id, status }, at);
}

/// The status at byte `at`, and its end. The five known words are looked up and
/// compared once, so that nothing has to be predicted.
#[inline(always)]
fn status<const FORMAT: u8>(input: &str, at: usize) -> Option<(Word<'_>, usize)> {
    let rest = input.as_bytes().get(at..)?;
    let word = u64::from_le_bytes(*rest.first_chunk()?);
    let place = usize::try_from((word >> 24 ^ word >> 40) & 7).ok()?;
    let &(expected, length, known) = const { &known::<FORMAT>() }.get(place)?;
    if word == expected && rest.get(length) == Some(&FORMAT) {
        return Some((Word::Known(known), at.wrapping_add(length)));
    }
    let end = at.wrapping_add(plain_length::<FORMAT>(rest));
    Some((Word::Other(input.get(at..end)?), end))
}

/// Whether `pattern` stands at byte `at`, compared by wide words, the last of
/// which may overlap the one before.
#[inline(always)]
fn same(bytes: &[u8], at: usize, pattern: &[u8]) -> bool {
    let Some(bytes) = bytes.get(at..at.wrapping_add(pattern.len())) else {
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
#[path = "stencil_tests.rs"]
mod tests;
