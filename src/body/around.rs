//! The text around the two values of a record, as the service lays records out.

use super::known::Known;
use crate::status::Status;

/// The text around the values of a record.
pub(super) struct Around {
    /// Between two records.
    pub(super) separator: &'static str,
    /// Before the id.
    pub(super) head: &'static str,
    /// Between the id and the status.
    pub(super) mid: &'static str,
    /// Behind the status.
    pub(super) tail: &'static str,
    /// For each known status, all from the end of an id to the start of the next.
    between: [&'static str; Known::COUNT],
}

impl Around {
    pub(super) const fn new(
        separator: &'static str,
        head: &'static str,
        mid: &'static str,
        tail: &'static str,
        between: [&'static str; Known::COUNT],
    ) -> Self {
        Self { separator, head, mid, tail, between }
    }

    /// What stands between an id and the next where the status is this one.
    #[inline]
    pub(super) fn between(&self, status: &Status<'_>) -> Option<&'static str> {
        self.between.get(Known::of(status)?.place()).copied()
    }
}
