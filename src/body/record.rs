//! What stands around the two values of a record, as the service lays records out.

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

/// A text that is put together by the compiler.
pub(super) struct Fixed {
    bytes: [u8; 128],
    length: usize,
}

impl Fixed {
    #[expect(
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects,
        reason = "done by the compiler, once"
    )]
    pub(super) const fn of(parts: &[&str]) -> Self {
        let mut fixed = Self { bytes: [0; 128], length: 0 };
        let mut part = 0;
        while part < parts.len() {
            let bytes = parts[part].as_bytes();
            let mut at = 0;
            while at < bytes.len() {
                fixed.bytes[fixed.length] = bytes[at];
                fixed.length += 1;
                at += 1;
            }
            part += 1;
        }
        fixed
    }

    /// For each known status, what stands between an id and the next.
    pub(super) const fn between(
        separator: &str,
        head: &str,
        mid: &str,
        tail: &str,
    ) -> [Self; Known::COUNT] {
        let [a, b, c, d, e] = &Status::KNOWN;
        [
            Self::of(&[mid, a.as_str(), tail, separator, head]),
            Self::of(&[mid, b.as_str(), tail, separator, head]),
            Self::of(&[mid, c.as_str(), tail, separator, head]),
            Self::of(&[mid, d.as_str(), tail, separator, head]),
            Self::of(&[mid, e.as_str(), tail, separator, head]),
        ]
    }

    #[expect(clippy::panic, reason = "done by the compiler, once")]
    pub(super) const fn text(&self) -> &str {
        match core::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => text,
            Err(_) => panic!("texts are put together whole"),
        }
    }

    pub(super) const fn texts(fixed: &[Self; Known::COUNT]) -> [&str; Known::COUNT] {
        let [a, b, c, d, e] = fixed;
        [a.text(), b.text(), c.text(), d.text(), e.text()]
    }
}
