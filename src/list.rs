//! The list of a page while it grows.

use alloc::vec::Vec;

use crate::response::InstanceStatus;

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
