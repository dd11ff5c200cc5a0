//! An object under construction.

#![expect(clippy::inline_always, reason = "inlined, each member's bit is a constant")]

use super::kind::ValueKind;
use super::object::{MemberVisitor, Object};
use crate::Field;

/// An object under construction: where it is built, and the bits of the members that have been
/// seen.
pub(super) struct ObjectDraft<'v, T> {
    pub(super) value: &'v mut T,
    seen: u64,
}

impl<'v, 'a, T: Object<'a>> ObjectDraft<'v, T> {
    /// A draft of a blank object.
    #[inline(always)]
    pub(super) fn new(value: &'v mut T) -> Self {
        Self { value, seen: 0 }
    }

    /// The first required member that is missing.
    #[inline(always)]
    pub(super) fn missing(&self) -> Option<Field> {
        T::members(&mut FindMissing(self)).err()
    }
}

impl<T> ObjectDraft<'_, T> {
    /// Whether the member has been seen.
    #[inline(always)]
    pub(super) fn has(&self, field: Field) -> bool {
        self.seen & field.bit() != 0
    }

    /// Notes that the member has been seen.
    #[inline(always)]
    pub(super) fn mark(&mut self, field: Field) {
        self.seen |= field.bit();
    }

    /// Puts in the value of a member that is seen for the first time.
    #[inline(always)]
    pub(super) fn fill<V>(&mut self, value_mut: impl Fn(&mut T) -> &mut V, value: V) {
        // The blank value has nothing to be dropped.
        core::mem::forget(core::mem::replace(value_mut(self.value), value));
    }
}

/// Finds the first required member that is missing.
struct FindMissing<'r, 'v, T>(&'r ObjectDraft<'v, T>);

impl<'a, T> MemberVisitor<'a, T> for FindMissing<'_, '_, T> {
    type Stop = Field;

    #[inline(always)]
    fn member<K: ValueKind<'a>>(
        &mut self,
        field: Field,
        value: impl Fn(&T) -> &K::Value,
        _value_mut: impl Fn(&mut T) -> &mut K::Value,
    ) -> Result<(), Field> {
        let is_missing =
            K::IS_REQUIRED && (!self.0.has(field) || K::is_missing(value(self.0.value)));
        if is_missing { Err(field) } else { Ok(()) }
    }
}
