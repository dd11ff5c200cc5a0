//! Writing a reply, in whichever syntax.

#![expect(clippy::inline_always, reason = "names are constants where members are written")]

use alloc::string::String;
use core::marker::PhantomData;

use super::around::Around;
use super::kind::Kind;
use super::members::{Object, Visitor};
use crate::field::Field;
use crate::page::InstanceStatus;

/// How the text is laid out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// In one line.
    Compact,
    /// Over several lines, indented by two spaces.
    Pretty,
}

/// How a format writes what a reply is made of.
pub(super) trait Syntax {
    /// What cannot be written.
    type Error;

    /// What stands around the values of a record.
    const COMPACT: Around;

    /// The same, indented as the records of a page are.
    const PRETTY: Around;

    /// Writes what stands before the document's object.
    fn begin_document(out: &mut Writer<'_>, root: &'static str);

    /// Writes what stands behind it.
    fn end_document(out: &mut Writer<'_>, root: &'static str);

    /// Writes what stands before the members of an object: the document's, or the value of
    /// `field`.
    fn begin_object(out: &mut Writer<'_>, field: Field);

    /// Writes what stands behind them.
    fn end_object(out: &mut Writer<'_>, field: Field);

    /// Writes what stands before the records of a page.
    fn begin_list(out: &mut Writer<'_>);

    /// Writes what stands behind them.
    fn end_list(out: &mut Writer<'_>);

    /// Writes a member that is a string.
    fn text(out: &mut Writer<'_>, field: Field, text: &str) -> Result<(), Self::Error>;

    /// Writes a member that is a number.
    fn counter(out: &mut Writer<'_>, field: Field, counter: u32);

    /// Writes the inside of a string, the value of `field`.
    fn escape(text: &mut String, field: Field, value: &str) -> Result<(), Self::Error>;
}

/// A text that grows.
pub(super) struct Writer<'o> {
    pub(super) text: &'o mut String,
    pub(super) layout: Layout,
    /// How many objects and lists are open.
    pub(super) depth: usize,
    /// Whether nothing stands yet in the object or list that was opened last.
    pub(super) is_empty: bool,
}

impl Writer<'_> {
    #[inline(always)]
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// In the pretty layout, begins a line with its indentation.
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

    #[inline]
    pub(super) fn open(&mut self) {
        self.depth = self.depth.saturating_add(1);
        self.is_empty = true;
    }

    /// Ends an object or a list; what closes it stands on a line of its own, unless there
    /// is nothing in it.
    #[inline]
    pub(super) fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        if !self.is_empty {
            self.new_line();
        }
        self.is_empty = false;
    }
}

/// Appends a document, all of it or nothing.
#[inline]
pub(super) fn document<'a, T: Object<'a>, S: Syntax>(
    text: &mut String,
    root: &'static str,
    value: &T,
    layout: Layout,
) -> Result<(), S::Error> {
    let before = text.len();
    let mut out = Writer { text, layout, depth: 0, is_empty: true };
    S::begin_document(&mut out, root);
    let written = object::<T, S>(&mut out, Field::Body, value);
    if written.is_ok() {
        S::end_document(&mut out, root);
    } else {
        text.truncate(before);
    }
    written
}

/// Writes an object: the document's, or the value of `field`.
#[inline(always)]
pub(super) fn object<'a, T: Object<'a>, S: Syntax>(
    out: &mut Writer<'_>,
    field: Field,
    value: &T,
) -> Result<(), S::Error> {
    S::begin_object(out, field);
    T::members(&mut Members::<T, S> { out, value, syntax: PhantomData })?;
    S::end_object(out, field);
    Ok(())
}

struct Members<'w, 'o, T, S> {
    out: &'w mut Writer<'o>,
    value: &'w T,
    syntax: PhantomData<S>,
}

impl<'a, T, S: Syntax> Visitor<'a, T> for Members<'_, '_, T, S> {
    type Stop = S::Error;

    #[inline(always)]
    fn member<K: Kind<'a>>(
        &mut self,
        field: Field,
        value: impl Fn(&T) -> &K::Value,
        _place: impl Fn(&mut T) -> &mut K::Value,
    ) -> Result<(), S::Error> {
        K::write::<S>(self.out, field, value(self.value))
    }
}

/// Writes the list of a page: each record is its id and what stands between that and the
/// next.
#[inline]
pub(super) fn records<S: Syntax>(
    out: &mut Writer<'_>,
    records: &[InstanceStatus<'_>],
) -> Result<(), S::Error> {
    S::begin_list(out);
    if !records.is_empty() {
        let around = match out.layout {
            Layout::Compact => const { &S::COMPACT },
            Layout::Pretty => const { &S::PRETTY },
        };
        out.push(around.head);
        for InstanceStatus { instance_id, status } in records {
            S::escape(out.text, Field::InstanceId, instance_id)?;
            if let Some(between) = around.between(status) {
                out.push(between);
            } else {
                out.push(around.mid);
                S::escape(out.text, Field::Status, status.as_str())?;
                for part in [around.tail, around.separator, around.head] {
                    out.push(part);
                }
            }
        }
        // There is no next one after the last.
        for part in [around.head, around.separator] {
            out.text.truncate(out.text.len().saturating_sub(part.len()));
        }
        out.is_empty = false;
    }
    S::end_list(out);
    Ok(())
}
