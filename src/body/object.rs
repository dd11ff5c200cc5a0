//! What an object of a reply is: its members, visited one after another.
//!
//! Each object lists its members beside its type, and reading and writing go through that list
//! in either format. These name members themselves: the records of a page (`records` and each
//! format's `record_layout`), telling a page from an error reply (`json/reply`, `serde/reply`)
//! and finding a misspelt name (`misspelt`).

use super::kind::ValueKind;
use crate::Field;

/// An object of a reply.
pub(crate) trait Object<'a>: Sized {
    /// The object before any of its members has been read.
    fn blank() -> Self;

    /// Visits each member, in the order in which the service sends them.
    fn members<V: MemberVisitor<'a, Self>>(visitor: &mut V) -> Result<(), V::Stop>;
}

/// Visits the members of an object.
pub(crate) trait MemberVisitor<'a, T> {
    /// What ends the visit early: an error, or what was looked for.
    type Stop;

    /// A member: its name and the kind of its value. `value` borrows the value from the object,
    /// for writing and to see whether it is missing; `value_mut` borrows it mutably, for reading.
    fn member<K: ValueKind<'a>>(
        &mut self,
        field: Field,
        value: impl Fn(&T) -> &K::Value,
        value_mut: impl Fn(&mut T) -> &mut K::Value,
    ) -> Result<(), Self::Stop>;
}

#[cfg(test)]
mod tests;
