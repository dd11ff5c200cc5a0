//! Reading a reply, in whichever grammar.

#![expect(clippy::inline_always, reason = "names are constants where members are read in order")]

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::draft::Draft;
use super::kind::Kind;
use super::list::List;
use super::members::{Object, Visitor};
use super::stencil::Stencil;
use crate::decode_error::{DecodeError, DecodeErrorKind};
use crate::field::Field;
use crate::page::InstanceStatus;

/// How deep a skipped value may nest, in brackets or elements: far more than any member that
/// the service has ever added.
pub(super) const MAX_DEPTH: u32 = 128;

/// Reads one of the two formats, from a place in its text.
///
/// What is *plain* is taken by comparing bytes; what is not, a token at a time, by all
/// that the grammar allows. A fast lane takes the whole of a thing or leaves it where it
/// stands (it may move past white space before it), so that every error is found by the
/// careful one.
pub(super) trait Grammar<'a> {
    /// An object whose members are being read.
    type Object;

    /// The list of a page that is being read.
    type List;

    /// Enters the object that must stand here: the value of `field`.
    fn enter(&mut self, field: Field) -> Result<Self::Object, DecodeError>;

    /// Whether the next member is plainly `field`; then its value must be read next.
    /// `false` proves nothing: [`next_member`](Grammar::next_member) sees every member.
    fn plain_member(&mut self, object: &mut Self::Object, field: Field) -> bool;

    /// The next member, whose value must be read next.
    fn next_member(&mut self, object: &mut Self::Object) -> Result<Option<Name<'a>>, DecodeError>;

    /// Reads a string, if it is plain.
    fn plain_text(&mut self, field: Field) -> Option<&'a str>;

    /// Reads a string, however it is written.
    fn text(&mut self, field: Field) -> Result<Cow<'a, str>, DecodeError>;

    /// Reads a counter, if it is plain.
    fn plain_counter(&mut self, field: Field) -> Option<u32>;

    /// Reads a counter, however it is written.
    fn counter(&mut self, field: Field) -> Result<u32, DecodeError>;

    /// Reads a null, if one stands here. Not every grammar has it.
    fn null(&mut self) -> Result<bool, DecodeError> {
        Ok(false)
    }

    /// Reads a number as its text, if one stands here. Not every grammar has them.
    fn number(&mut self) -> Result<Option<&'a str>, DecodeError> {
        Ok(None)
    }

    /// Moves past a value of any kind.
    fn skip(&mut self) -> Result<(), DecodeError>;

    /// Enters the list of a page that must stand here.
    fn list(&mut self) -> Result<Self::List, DecodeError>;

    /// Whether the list has another record, which must be read next.
    fn next_record(&mut self, list: &mut Self::List) -> Result<bool, DecodeError>;

    /// The stencil of records in the layout of the service, or in the usual indentation.
    fn usual(&self) -> Stencil<'a>;

    /// A stencil of the record that was just read. What separates it from the one before
    /// begins `start`; `instance_id`, as it was read, tells which of its two strings in
    /// the text is the id.
    fn learn(&self, start: &'a str, instance_id: &str) -> Option<Stencil<'a>>;

    /// Moves the records that follow, as far as they fit the stencil, into `records`;
    /// says whether there was any.
    fn repeat(
        &mut self,
        list: &mut Self::List,
        stencil: &Stencil<'a>,
        records: &mut List<'a>,
    ) -> bool;

    /// What has yet to be read.
    fn rest(&self) -> &'a str;

    /// The offset of what closed the last object.
    fn closed_at(&self) -> usize;

    /// Moves to the end of the document: nothing that counts may be left.
    fn finish(&mut self) -> Result<(), DecodeError>;
}

/// A member's name, and its offset.
pub(super) struct Name<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) at: usize,
}

/// Reads an object: the value of `field`.
pub(super) fn object<'a, T: Object<'a>, G: Grammar<'a>>(
    grammar: &mut G,
    field: Field,
) -> Result<T, DecodeError> {
    let mut value = T::blank();
    object_into(grammar, field, &mut value)?;
    Ok(value)
}

/// Reads an object to where a blank one stands.
#[inline(always)]
fn object_into<'a, T: Object<'a>, G: Grammar<'a>>(
    grammar: &mut G,
    field: Field,
    value: &mut T,
) -> Result<(), DecodeError> {
    let mut draft = Draft::new(value);
    members(grammar, field, &mut draft, |grammar, _| grammar.skip())?;
    complete(&draft, grammar)
}

/// Refuses an object that a member is missing from, as soon as it is closed.
#[inline(always)]
pub(super) fn complete<'a, T: Object<'a>, G: Grammar<'a>>(
    draft: &Draft<'_, T>,
    grammar: &G,
) -> Result<(), DecodeError> {
    match draft.missing() {
        None => Ok(()),
        Some(field) => {
            Err(DecodeError::new(DecodeErrorKind::MissingField(field), grammar.closed_at()))
        }
    }
}

/// Reads the object that the whole document is.
#[inline(always)]
pub(super) fn document<'a, T: Object<'a>, G: Grammar<'a>>(
    mut grammar: G,
) -> Result<T, DecodeError> {
    let mut value = T::blank();
    object_into(&mut grammar, Field::Body, &mut value)?;
    grammar.finish()?;
    Ok(value)
}

/// Reads the members of an object; `unknown` reads the values of those that it has not.
#[inline(always)]
pub(super) fn members<'a, T: Object<'a>, G: Grammar<'a>>(
    grammar: &mut G,
    field: Field,
    draft: &mut Draft<'_, T>,
    mut unknown: impl FnMut(&mut G, &Name<'a>) -> Result<(), DecodeError>,
) -> Result<(), DecodeError> {
    let mut object = grammar.enter(field)?;
    loop {
        in_order(grammar, &mut object, draft, |_, _, fault| Err(fault))?;
        let Some(name) = grammar.next_member(&mut object)? else {
            return Ok(());
        };
        // `by_name` looks it up again, but is not inlined: an unknown member costs no call.
        if Draft::<T>::member(&name.text).is_some() {
            by_name(grammar, &name, draft, |_, _, fault| Err(fault))?;
        } else {
            unknown(grammar, &name)?;
        }
    }
}

/// Reads the members that come next in the service's order, as far as they do. `refused` gets
/// the fault of a value and the text from where that begins, and may pass over it.
#[inline(always)]
pub(super) fn in_order<'a, T: Object<'a>, G: Grammar<'a>>(
    grammar: &mut G,
    object: &mut G::Object,
    draft: &mut Draft<'_, T>,
    refused: impl FnMut(&mut G, &'a str, DecodeError) -> Result<(), DecodeError>,
) -> Result<(), DecodeError> {
    T::members(&mut InOrder { grammar, object, draft, bit: 1, refused })
}

/// Reads the value of the member `name`, if the object has that, once; says whether it
/// has. `refused` gets the fault of the value, likewise.
#[inline(never)]
pub(super) fn by_name<'a, T: Object<'a>, G: Grammar<'a>>(
    grammar: &mut G,
    name: &Name<'a>,
    draft: &mut Draft<'_, T>,
    refused: impl FnMut(&mut G, &'a str, DecodeError) -> Result<(), DecodeError>,
) -> Result<bool, DecodeError> {
    match T::members(&mut ByName { grammar, name, draft, bit: 1, refused }) {
        Ok(()) => Ok(false),
        Err(read) => read.map(|()| true),
    }
}

struct InOrder<'r, 'v, G, O, T, F> {
    grammar: &'r mut G,
    object: &'r mut O,
    draft: &'r mut Draft<'v, T>,
    bit: u32,
    refused: F,
}

impl<'a, T, G, F> Visitor<'a, T> for InOrder<'_, '_, G, G::Object, T, F>
where
    G: Grammar<'a>,
    F: FnMut(&mut G, &'a str, DecodeError) -> Result<(), DecodeError>,
{
    type Stop = DecodeError;

    #[inline(always)]
    fn member<K: Kind<'a>>(
        &mut self,
        field: Field,
        _value: impl Fn(&T) -> &K::Value,
        place: impl Fn(&mut T) -> &mut K::Value,
    ) -> Result<(), DecodeError> {
        if !self.draft.has_bit(self.bit) && self.grammar.plain_member(self.object, field) {
            self.draft.mark_bit(self.bit);
            let start = self.grammar.rest();
            match K::read(self.grammar, field) {
                Ok(value) => self.draft.fill(place, value),
                Err(fault) => (self.refused)(self.grammar, start, fault)?,
            }
        }
        self.bit <<= 1;
        Ok(())
    }
}

struct ByName<'r, 'v, 'a, G, T, F> {
    grammar: &'r mut G,
    name: &'r Name<'a>,
    draft: &'r mut Draft<'v, T>,
    bit: u32,
    refused: F,
}

impl<'a, T, G, F> Visitor<'a, T> for ByName<'_, '_, 'a, G, T, F>
where
    G: Grammar<'a>,
    F: FnMut(&mut G, &'a str, DecodeError) -> Result<(), DecodeError>,
{
    /// What became of the value of the member that has the name.
    type Stop = Result<(), DecodeError>;

    #[inline]
    fn member<K: Kind<'a>>(
        &mut self,
        field: Field,
        _value: impl Fn(&T) -> &K::Value,
        place: impl Fn(&mut T) -> &mut K::Value,
    ) -> Result<(), Self::Stop> {
        if self.name.text != field.name() {
            self.bit <<= 1;
            return Ok(());
        }
        let start = self.grammar.rest();
        let read = if self.draft.has_bit(self.bit) {
            Err(DecodeError::new(DecodeErrorKind::DuplicateField(field), self.name.at))
        } else {
            self.draft.mark_bit(self.bit);
            K::read(self.grammar, field)
        };
        Err(match read {
            Ok(value) => {
                self.draft.fill(place, value);
                Ok(())
            }
            Err(fault) => (self.refused)(self.grammar, start, fault),
        })
    }
}

/// Reads a record of a page to where a blank one stands, so that it need not be moved.
#[inline(never)]
fn record<'a, G: Grammar<'a>>(
    grammar: &mut G,
    place: &mut InstanceStatus<'a>,
) -> Result<(), DecodeError> {
    object_into(grammar, Field::InstanceStatus, place)
}

/// Reads the list of a page. The records that a stencil fits are taken by it; one that
/// it does not fit is read by its members, and a new stencil is made of it.
pub(super) fn records<'a, G: Grammar<'a>>(
    grammar: &mut G,
) -> Result<Vec<InstanceStatus<'a>>, DecodeError> {
    let mut list = grammar.list()?;
    let mut records = List::new(grammar.rest());
    let mut stencil = grammar.usual();
    grammar.repeat(&mut list, &stencil, &mut records);
    let mut start = grammar.rest();
    // Where records differ, the stencil is tried ever more seldom.
    let (mut pause, mut wait) = (1_u32, 0_u32);
    while grammar.next_record(&mut list)? {
        if let Some(place) = records.blank() {
            record(grammar, place)?;
        } else {
            // How much room to make is seen once the record has been read.
            let mut value = InstanceStatus::blank();
            record(grammar, &mut value)?;
            records.push(value, grammar.rest());
        }
        if let Some(less) = wait.checked_sub(1) {
            wait = less;
        } else {
            let mut fits = grammar.repeat(&mut list, &stencil, &mut records);
            if !fits && let Some(learnt) = records.last_id().and_then(|id| grammar.learn(start, id))
            {
                stencil = learnt;
                fits = grammar.repeat(&mut list, &stencil, &mut records);
            }
            pause = if fits { 1 } else { (pause << 1).min(64) };
            // Twice in a row it is always tried.
            wait = pause / 4;
        }
        start = grammar.rest();
    }
    Ok(records.into_vec())
}
