//! What a writer asks of a format: documents, objects and members.

#![expect(clippy::inline_always, reason = "inlined, each member's name is a constant")]

use alloc::string::String;

use super::record_layout::RecordLayout;
use crate::Field;

/// How the text is laid out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// In one line.
    Compact,
    /// Over several lines, indented by two spaces.
    Pretty,
}

/// How a format writes the parts of a reply.
pub(crate) trait Syntax {
    /// Why a value cannot be written.
    type Error;

    /// The layouts of a record: in one line, and indented.
    const LAYOUTS: &'static [RecordLayout; 2];

    /// Writes what stands before the members of an object, which is the value of `field`.
    fn begin_object(out: &mut Writer<'_>, field: Field);

    /// Writes what follows the members of an object.
    fn end_object(out: &mut Writer<'_>, field: Field);

    /// Writes what stands before the records of a page.
    #[inline(always)]
    fn begin_list(out: &mut Writer<'_>) {
        Self::begin_object(out, Field::InstanceStatuses);
    }

    /// Writes what follows the records of a page.
    #[inline(always)]
    fn end_list(out: &mut Writer<'_>) {
        Self::end_object(out, Field::InstanceStatuses);
    }

    /// Writes a member that is a string.
    fn text(out: &mut Writer<'_>, field: Field, text: &str) -> Result<(), Self::Error>;

    /// Writes a member that is a number.
    fn counter(out: &mut Writer<'_>, field: Field, counter: u32);

    /// Writes the inside of a string, the value of `field`.
    fn escape(text: &mut String, field: Field, value: &str) -> Result<(), Self::Error>;
}

/// A document under construction.
pub(crate) struct Writer<'o> {
    pub(super) text: &'o mut String,
    pub(super) layout: Layout,
    /// The name of the document's root element, in a format that has one.
    pub(super) root: &'static str,
    /// How many objects and lists are open.
    pub(super) depth: usize,
    /// Whether the object or list that was opened last is still empty.
    pub(super) is_empty: bool,
}

impl Writer<'_> {
    #[inline(always)]
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Begins an indented line, in the pretty layout.
    #[inline(always)]
    pub(super) fn new_line(&mut self) {
        if self.layout == Layout::Pretty {
            self.indent();
        }
    }

    #[inline(never)]
    fn indent(&mut self) {
        self.text.push('\n');
        self.text.extend(core::iter::repeat_n("  ", self.depth));
    }

    /// Begins an object or a list.
    #[inline]
    pub(super) fn open(&mut self) {
        self.depth = self.depth.saturating_add(1);
        self.is_empty = true;
    }

    /// Ends an object or a list; what closes it stands on a line of its own, unless the object
    /// or list is empty.
    #[inline]
    pub(super) fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        if !self.is_empty {
            self.new_line();
        }
        self.is_empty = false;
    }
}
