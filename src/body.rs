//! What both formats ask of a body, and take for its list.

use alloc::vec::Vec;

use crate::decode_error::{DecodeError, DecodeErrorKind};
use crate::response::InstanceStatus;

/// How deep a skipped value may nest, in brackets or elements: far more than any
/// member that the service has ever added, and no more than the bits of a
/// `u128`, in which the JSON reader remembers them.
pub(crate) const MAX_DEPTH: u32 = 128;

/// U+FEFF at the start of a text.
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// The list of a page while it is read.
pub(crate) struct List<'a> {
    records: Vec<InstanceStatus<'a>>,
    /// Where in the body it begins.
    start: usize,
    /// Where the body ends.
    end: usize,
}

impl<'a> List<'a> {
    pub(crate) fn new(start: usize, end: usize) -> Self {
        Self { records: Vec::new(), start, end }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    #[inline]
    pub(crate) fn has_room(&self) -> bool {
        self.records.len() < self.records.capacity()
    }

    /// Adds a record, which ends at byte `at`.
    #[inline]
    pub(crate) fn push(&mut self, record: InstanceStatus<'a>, at: usize) {
        if !self.has_room() {
            self.make_room(at);
        }
        self.records.push(record);
    }

    pub(crate) fn into_records(self) -> Vec<InstanceStatus<'a>> {
        self.records
    }

    /// Makes room for the record that ends at byte `at`, and for as many more as
    /// are in the rest of the body if they are as long as those so far. The page's
    /// own counters are no measure: anyone can write a large one.
    #[cold]
    fn make_room(&mut self, at: usize) {
        let read = at.saturating_sub(self.start);
        let each = read.checked_div(self.records.len().saturating_add(1)).unwrap_or(0);
        let more = self.end.saturating_sub(at).checked_div(each).unwrap_or(0);
        self.records.reserve_exact(more.saturating_add(1));
    }
}

/// A body as text, which has to be UTF-8: without its byte order mark, and how
/// many bytes that had.
pub(crate) fn text(body: &[u8]) -> Result<(&str, usize), DecodeError> {
    // Both formats begin with an ASCII character, which UTF-16 and UTF-32 pad
    // with a zero byte, before it or after.
    if let [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] | [0, _, ..] | [_, 0, ..] = body {
        return Err(DecodeError::new(DecodeErrorKind::UnsupportedEncoding, 0));
    }
    let text = core::str::from_utf8(body)
        .map_err(|error| DecodeError::new(DecodeErrorKind::InvalidUtf8, error.valid_up_to()))?;
    let Some(rest) = text.strip_prefix(BYTE_ORDER_MARK) else {
        return Ok((text, 0));
    };
    let base = BYTE_ORDER_MARK.len();
    if rest.starts_with(BYTE_ORDER_MARK) {
        return Err(DecodeError::new(DecodeErrorKind::SecondByteOrderMark, base));
    }
    Ok((rest, base))
}
