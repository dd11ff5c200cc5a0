//! The list of a page under construction.

use alloc::vec::Vec;
use core::num::NonZeroUsize;

use super::object::Object;
use crate::InstanceStatus;
use crate::bytes::remainder::consumed;

/// The list of a page under construction.
pub(super) struct RecordList<'a> {
    records: Vec<InstanceStatus<'a>>,
    /// The body, from where the list begins.
    text: &'a str,
}

impl<'a> RecordList<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { records: Vec::new(), text }
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

    /// Adds a record; `rest` is the body after it.
    #[inline]
    pub(super) fn push(&mut self, record: InstanceStatus<'a>, rest: &str) {
        if !self.has_room() {
            self.make_room(rest);
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

    /// Makes room for a record, and for as many more as the body after it, `rest`, holds if they
    /// are as long as the records so far. The page's own counters are no measure: anyone
    /// can write a large one.
    #[cold]
    fn make_room(&mut self, rest: &str) {
        let count = NonZeroUsize::MIN.saturating_add(self.records.len());
        let each = consumed(self.text, rest.len()) / count;
        let more = rest.len().checked_div(each).unwrap_or(0);
        self.records.reserve_exact(more.saturating_add(1));
    }
}
