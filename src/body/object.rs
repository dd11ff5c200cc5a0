//! What an object of a reply is: its members, visited one after another.

use super::kind::ValueKind;
use crate::field::Field;

/// An object of a reply.
pub(super) trait Object<'a>: Sized {
    /// The object before any of its members has been read.
    fn blank() -> Self;

    /// Visits each member, in the order in which the service sends them.
    fn members<V: MemberVisitor<'a, Self>>(visitor: &mut V) -> Result<(), V::Stop>;
}

/// Visits the members of an object.
pub(super) trait MemberVisitor<'a, T> {
    /// What ends the visit early: an error, or what was looked for.
    type Stop;

    /// A member: its name and the kind of its value. `value` borrows the value from the object,
    /// for writing; `value_mut` borrows it mutably, for reading.
    fn member<K: ValueKind<'a>>(
        &mut self,
        field: Field,
        value: impl Fn(&T) -> &K::Value,
        value_mut: impl Fn(&mut T) -> &mut K::Value,
    ) -> Result<(), Self::Stop>;
}
