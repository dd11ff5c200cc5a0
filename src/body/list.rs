//! The list of a page while it grows.

use alloc::vec::Vec;

use super::members::Object;
use super::read::Position;
use crate::response::InstanceStatus;

/// The list of a page while it is read.
pub(super) struct List<'a> {
    records: Vec<InstanceStatus<'a>>,
    start: Position,
    /// The end of the body.
    end: Position,
}

impl<'a> List<'a> {
    pub(super) fn new(start: Position, end: Position) -> Self {
        Self { records: Vec::new(), start, end }
    }

    #[inline]
    pub(super) fn has_room(&self) -> bool {
        self.records.len() < self.records.capacity()
    }

    /// Adds a blank record, if there is room for it.
    #[inline]
    pub(super) fn blank(&mut self) -> Option<&mut InstanceStatus<'a>> {
        if !self.has_room() {
            return None;
        }
        self.records.push(InstanceStatus::blank());
        self.records.last_mut()
    }

    /// Adds a record, which ends at `position`.
    #[inline]
    pub(super) fn push(&mut self, record: InstanceStatus<'a>, position: Position) {
        if !self.has_room() {
            self.make_room(position);
        }
        self.records.push(record);
    }

    /// The id of the record that was added last.
    pub(super) fn last_id(&self) -> Option<&str> {
        self.records.last().map(|record| &*record.instance_id)
    }

    pub(super) fn into_vec(self) -> Vec<InstanceStatus<'a>> {
        self.records
    }

    /// Makes room for the record that ends at `position`, and for as many more as
    /// are in the rest of the body if they are as long as those so far. The page's
    /// own counters are no measure: anyone can write a large one.
    #[cold]
    fn make_room(&mut self, position: Position) {
        let read = position.saturating_sub(self.start);
        let each = read.checked_div(self.records.len().saturating_add(1)).unwrap_or(0);
        let more = self.end.saturating_sub(position).checked_div(each).unwrap_or(0);
        self.records.reserve_exact(more.saturating_add(1));
    }
}
