//! An object while its members come in.

#![expect(clippy::inline_always, reason = "bits are constants where members are read in order")]

use super::kind::Kind;
use super::members::{Object, Visitor};
use crate::field::Field;

/// An object while its members come in: where it is built, and a bit for each member that
/// has come, in the order of [`Object::members`].
pub(super) struct Draft<'v, T> {
    pub(super) value: &'v mut T,
    come: u32,
}

impl<'v, 'a, T: Object<'a>> Draft<'v, T> {
    /// A draft of a blank object.
    #[inline(always)]
    pub(super) fn new(value: &'v mut T) -> Self {
        Self { value, come: 0 }
    }

    /// The member of the object that has a name.
    #[inline(always)]
    pub(super) fn member(name: &str) -> Option<Field> {
        T::members(&mut Named(name)).err()
    }

    /// Whether the member has come.
    pub(super) fn has(&self, field: Field) -> bool {
        self.has_bit(Self::bit(field))
    }

    /// Notes that the member has come by another way.
    pub(super) fn mark(&mut self, field: Field) {
        self.mark_bit(Self::bit(field));
    }

    /// The bit of a member, and none where the object has no such.
    fn bit(field: Field) -> u32 {
        let mut sought = Sought { field, bit: 1 };
        if T::members(&mut sought).is_err() { sought.bit } else { 0 }
    }

    /// The first member that must come and has not.
    #[inline(always)]
    pub(super) fn missing(&self) -> Option<Field> {
        T::members(&mut Missing { draft: self, bit: 1 }).err()
    }
}

impl<T> Draft<'_, T> {
    #[inline(always)]
    pub(super) fn has_bit(&self, bit: u32) -> bool {
        self.come & bit != 0
    }

    /// Puts in a value that comes for the first time.
    #[inline(always)]
    pub(super) fn fill<V>(&mut self, place: impl Fn(&mut T) -> &mut V, value: V) {
        // What was there is blank, and has nothing to be dropped.
        core::mem::forget(core::mem::replace(place(self.value), value));
    }

    #[inline(always)]
    pub(super) fn mark_bit(&mut self, bit: u32) {
        self.come |= bit;
    }
}

/// Finds the member that has a name.
struct Named<'n>(&'n str);

impl<'a, T> Visitor<'a, T> for Named<'_> {
    type Stop = Field;

    #[inline(always)]
    fn member<K: Kind<'a>>(
        &mut self,
        field: Field,
        _value: impl Fn(&T) -> &K::Value,
        _place: impl Fn(&mut T) -> &mut K::Value,
    ) -> Result<(), Field> {
        if self.0 == field.name() { Err(field) } else { Ok(()) }
    }
}

/// Finds the bit of a member.
struct Sought {
    field: Field,
    bit: u32,
}

impl<'a, T> Visitor<'a, T> for Sought {
    type Stop = ();

    #[inline(always)]
    fn member<K: Kind<'a>>(
        &mut self,
        field: Field,
        _value: impl Fn(&T) -> &K::Value,
        _place: impl Fn(&mut T) -> &mut K::Value,
    ) -> Result<(), ()> {
        if self.field == field {
            return Err(());
        }
        self.bit <<= 1;
        Ok(())
    }
}

/// Finds the first member that must have come and has not.
struct Missing<'r, 'v, T> {
    draft: &'r Draft<'v, T>,
    bit: u32,
}

impl<'a, T> Visitor<'a, T> for Missing<'_, '_, T> {
    type Stop = Field;

    #[inline(always)]
    fn member<K: Kind<'a>>(
        &mut self,
        field: Field,
        value: impl Fn(&T) -> &K::Value,
        _place: impl Fn(&mut T) -> &mut K::Value,
    ) -> Result<(), Field> {
        if K::IS_REQUIRED
            && (!self.draft.has_bit(self.bit) || K::is_absent(value(self.draft.value)))
        {
            return Err(field);
        }
        self.bit <<= 1;
        Ok(())
    }
}
