//! The kind of values that are objects themselves.

use alloc::boxed::Box;
use core::marker::PhantomData;

use super::grammar::Grammar;
use super::kind::ValueKind;
use super::object::Object;
use super::syntax::{Syntax, Writer};
use super::{read, write};
use crate::{DecodeError, Field};

/// An optional object. Null is an absent one.
pub(crate) struct OptionalObject<T>(PhantomData<T>);

impl<'a, T: Object<'a>> ValueKind<'a> for OptionalObject<T> {
    type Value = Option<Box<T>>;

    const IS_REQUIRED: bool = false;

    #[inline(never)]
    fn read<G: Grammar<'a>>(grammar: &mut G, field: Field) -> Result<Self::Value, DecodeError> {
        if grammar.null()? {
            return Ok(None);
        }
        read::object(grammar, field).map(|object| Some(Box::new(object)))
    }

    fn write<S: Syntax>(
        out: &mut Writer<'_>,
        field: Field,
        value: &Self::Value,
    ) -> Result<(), S::Error> {
        value.as_deref().map_or(Ok(()), |object| write::object::<_, S>(out, field, object))
    }
}
