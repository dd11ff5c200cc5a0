//! Writing a reply, in whichever syntax.

#![expect(clippy::inline_always, reason = "inlined, each member's name is a constant")]

use alloc::string::String;
use core::marker::PhantomData;

use super::kind::ValueKind;
use super::object::{MemberVisitor, Object};
use super::syntax::{Layout, Syntax, Writer};
use crate::Field;

/// Appends a document, all of it or nothing.
#[inline]
pub(super) fn document<'a, T: Object<'a>, S: Syntax>(
    text: &mut String,
    root: &'static str,
    value: &T,
    layout: Layout,
) -> Result<(), S::Error> {
    let before = text.len();
    let mut out = Writer { text, layout, root, depth: 0, is_empty: true };
    let written = object::<T, S>(&mut out, Field::Body, value);
    if written.is_err() {
        text.truncate(before);
    }
    written
}

/// Writes an object, which is the value of `field`.
#[inline(always)]
pub(super) fn object<'a, T: Object<'a>, S: Syntax>(
    out: &mut Writer<'_>,
    field: Field,
    value: &T,
) -> Result<(), S::Error> {
    S::begin_object(out, field);
    T::members(&mut WriteMembers::<T, S> { out, value, syntax: PhantomData })?;
    S::end_object(out, field);
    Ok(())
}

/// Writes each member.
struct WriteMembers<'w, 'o, T, S> {
    out: &'w mut Writer<'o>,
    value: &'w T,
    syntax: PhantomData<S>,
}

impl<'a, T, S: Syntax> MemberVisitor<'a, T> for WriteMembers<'_, '_, T, S> {
    type Stop = S::Error;

    #[inline(always)]
    fn member<K: ValueKind<'a>>(
        &mut self,
        field: Field,
        value: impl Fn(&T) -> &K::Value,
        _value_mut: impl Fn(&mut T) -> &mut K::Value,
    ) -> Result<(), S::Error> {
        K::write::<S>(self.out, field, value(self.value))
    }
}
