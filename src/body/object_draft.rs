//! An object under construction.

#![expect(clippy::inline_always, reason = "inlined, each member's bit is a constant")]

use super::kind::ValueKind;
use super::object::{MemberVisitor, Object};
use crate::field::Field;

/// An object under construction: where it is built, and a bit for each member that has been
/// seen, in the order of [`Object::members`].
pub(super) struct ObjectDraft<'v, T> {
    pub(super) value: &'v mut T,
    seen: u32,
}

impl<'v, 'a, T: Object<'a>> ObjectDraft<'v, T> {
    /// A draft of a blank object.
    #[inline(always)]
    pub(super) fn new(value: &'v mut T) -> Self {
        Self { value, seen: 0 }
    }

    /// The member called `name`.
    #[inline(always)]
    pub(super) fn field_named(name: &str) -> Option<Field> {
        T::members(&mut FindByName(name)).err()
    }

    /// Whether the member has been seen.
    pub(super) fn has(&self, field: Field) -> bool {
        self.has_bit(Self::bit(field))
    }

    /// Notes that the member has been set without its name being seen.
    pub(super) fn mark(&mut self, field: Field) {
        self.mark_bit(Self::bit(field));
    }

    /// The bit of a member; no bit at all, where the object has no such member.
    fn bit(field: Field) -> u32 {
        let mut find = FindBit { field, bit: 1 };
        if T::members(&mut find).is_err() { find.bit } else { 0 }
    }

    /// The first required member that is missing.
    #[inline(always)]
    pub(super) fn missing(&self) -> Option<Field> {
        T::members(&mut FindMissing { draft: self, bit: 1 }).err()
    }
}

impl<T> ObjectDraft<'_, T> {
    #[inline(always)]
    pub(super) fn has_bit(&self, bit: u32) -> bool {
        self.seen & bit != 0
    }

    #[inline(always)]
    pub(super) fn mark_bit(&mut self, bit: u32) {
        self.seen |= bit;
    }

    /// Puts in the value of a member that is seen for the first time.
    #[inline(always)]
    pub(super) fn fill<V>(&mut self, value_mut: impl Fn(&mut T) -> &mut V, value: V) {
        // The blank value has nothing to be dropped.
        core::mem::forget(core::mem::replace(value_mut(self.value), value));
    }
}

/// Finds a member by its name.
struct FindByName<'n>(&'n str);

impl<'a, T> MemberVisitor<'a, T> for FindByName<'_> {
    type Stop = Field;

    #[inline(always)]
    fn member<K: ValueKind<'a>>(
        &mut self,
        field: Field,
        _value: impl Fn(&T) -> &K::Value,
        _value_mut: impl Fn(&mut T) -> &mut K::Value,
    ) -> Result<(), Field> {
        if self.0 == field.name() { Err(field) } else { Ok(()) }
    }
}

/// Finds the bit of a member.
struct FindBit {
    field: Field,
    bit: u32,
}

impl<'a, T> MemberVisitor<'a, T> for FindBit {
    type Stop = ();

    #[inline(always)]
    fn member<K: ValueKind<'a>>(
        &mut self,
        field: Field,
        _value: impl Fn(&T) -> &K::Value,
        _value_mut: impl Fn(&mut T) -> &mut K::Value,
    ) -> Result<(), ()> {
        if self.field == field {
            return Err(());
        }
        self.bit <<= 1;
        Ok(())
    }
}

/// Finds the first required member that is missing.
struct FindMissing<'r, 'v, T> {
    draft: &'r ObjectDraft<'v, T>,
    bit: u32,
}

impl<'a, T> MemberVisitor<'a, T> for FindMissing<'_, '_, T> {
    type Stop = Field;

    #[inline(always)]
    fn member<K: ValueKind<'a>>(
        &mut self,
        field: Field,
        value: impl Fn(&T) -> &K::Value,
        _value_mut: impl Fn(&mut T) -> &mut K::Value,
    ) -> Result<(), Field> {
        if K::IS_REQUIRED
            && (!self.draft.has_bit(self.bit) || K::is_missing(value(self.draft.value)))
        {
            return Err(field);
        }
        self.bit <<= 1;
        Ok(())
    }
}
