//! Reading the objects of a reply, in whichever grammar.

#![expect(clippy::inline_always, reason = "inlined, each member's name and bit are constants")]

use super::grammar::{Grammar, Name};
use super::kind::ValueKind;
use super::misspelt;
use super::object::{MemberVisitor, Object};
use super::object_draft::ObjectDraft;
use super::stencil::PageGrammar;
use crate::{DecodeError, DecodeErrorKind, Field};

/// Reads a whole document as one object.
#[inline(always)]
pub(super) fn document<'a, T: Object<'a>, G: PageGrammar<'a>>(
    mut grammar: G,
) -> Result<T, DecodeError> {
    let mut value = T::blank();
    let body = grammar.input().body;
    object_into(&mut grammar, Field::Body, &mut value)
        .map_err(|error| misspelt::with_misspelling::<G>(error, body))?;
    grammar.finish()?;
    Ok(value)
}

/// Reads an object, which is the value of `field`.
pub(super) fn object<'a, T: Object<'a>, G: Grammar<'a>>(
    grammar: &mut G,
    field: Field,
) -> Result<T, DecodeError> {
    let mut value = T::blank();
    object_into(grammar, field, &mut value)?;
    Ok(value)
}

/// Reads an object into a blank one.
#[inline(always)]
pub(super) fn object_into<'a, T: Object<'a>, G: Grammar<'a>>(
    grammar: &mut G,
    field: Field,
    value: &mut T,
) -> Result<(), DecodeError> {
    let mut draft = ObjectDraft::new(value);
    members(grammar, field, &mut draft, |grammar, _| grammar.skip())?;
    check_complete(&draft, grammar)
}

/// Refuses an object that lacks a required member, at what closed it.
#[inline(always)]
pub(super) fn check_complete<'a, T: Object<'a>, G: Grammar<'a>>(
    draft: &ObjectDraft<'_, T>,
    grammar: &G,
) -> Result<(), DecodeError> {
    draft.missing().map_or(Ok(()), |field| {
        let kind = DecodeErrorKind::MissingField(field);
        Err(DecodeError::new(kind, grammar.input().closed_at))
    })
}

/// Reads the members of an object; `unknown` reads the values of those that `T` does not have.
#[inline(always)]
pub(super) fn members<'a, T: Object<'a>, G: Grammar<'a>>(
    grammar: &mut G,
    field: Field,
    draft: &mut ObjectDraft<'_, T>,
    mut unknown: impl FnMut(&mut G, &Name<'a>) -> Result<(), DecodeError>,
) -> Result<(), DecodeError> {
    let mut object = grammar.enter(field)?;
    loop {
        in_order(grammar, &mut object, draft)?;
        let Some(name) = grammar.next_member(&mut object)? else {
            return Ok(());
        };
        if !by_name(grammar, &name, draft)? {
            unknown(grammar, &name)?;
        }
    }
}

/// Tries each member once, in the service's order, and reads those that come next in the text.
#[inline(always)]
pub(super) fn in_order<'a, T: Object<'a>, G: Grammar<'a>>(
    grammar: &mut G,
    object: &mut G::OpenObject,
    draft: &mut ObjectDraft<'_, T>,
) -> Result<(), DecodeError> {
    T::members(&mut ReadInOrder { grammar, object, draft })
}

/// Reads the value of the member `name`, if the object has such a member; says whether it
/// has.
#[inline(never)]
pub(super) fn by_name<'a, T: Object<'a>, G: Grammar<'a>>(
    grammar: &mut G,
    name: &Name<'a>,
    draft: &mut ObjectDraft<'_, T>,
) -> Result<bool, DecodeError> {
    match T::members(&mut ReadByName { grammar, name, draft }) {
        Ok(()) => Ok(false),
        Err(read) => read.map(|()| true),
    }
}

/// Reads each member that stands next.
struct ReadInOrder<'r, 'v, G, O, T> {
    grammar: &'r mut G,
    object: &'r mut O,
    draft: &'r mut ObjectDraft<'v, T>,
}

impl<'a, T, G: Grammar<'a>> MemberVisitor<'a, T> for ReadInOrder<'_, '_, G, G::OpenObject, T> {
    type Stop = DecodeError;

    #[inline(always)]
    fn member<K: ValueKind<'a>>(
        &mut self,
        field: Field,
        _value: impl Fn(&T) -> &K::Value,
        value_mut: impl Fn(&mut T) -> &mut K::Value,
    ) -> Result<(), DecodeError> {
        if !self.draft.has(field) && self.grammar.plain_member(self.object, field) {
            self.draft.mark(field);
            self.draft.fill(value_mut, K::read(self.grammar, field)?);
        }
        Ok(())
    }
}

/// Reads a member by its name.
struct ReadByName<'r, 'v, 'a, G, T> {
    grammar: &'r mut G,
    name: &'r Name<'a>,
    draft: &'r mut ObjectDraft<'v, T>,
}

impl<'a, T, G: Grammar<'a>> MemberVisitor<'a, T> for ReadByName<'_, '_, 'a, G, T> {
    /// The outcome of reading the member.
    type Stop = Result<(), DecodeError>;

    #[inline]
    fn member<K: ValueKind<'a>>(
        &mut self,
        field: Field,
        _value: impl Fn(&T) -> &K::Value,
        value_mut: impl Fn(&mut T) -> &mut K::Value,
    ) -> Result<(), Self::Stop> {
        if self.name.text != field.name() {
            return Ok(());
        }
        if self.draft.has(field) {
            let kind = DecodeErrorKind::DuplicateField(field);
            return Err(Err(DecodeError::new(kind, self.name.offset)));
        }
        self.draft.mark(field);
        Err(K::read(self.grammar, field).map(|value| self.draft.fill(value_mut, value)))
    }
}
