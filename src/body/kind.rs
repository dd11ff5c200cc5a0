//! The kinds of values that members have: how each is read and written.

#![expect(clippy::inline_always, reason = "inlined, each member's name and bit are constants")]

use alloc::borrow::Cow;
use core::marker::PhantomData;

use super::grammar::Grammar;
use super::syntax::{Syntax, Writer};
use crate::{DecodeError, ErrorCode, Field, Status};

/// A kind of value.
pub(crate) trait ValueKind<'a> {
    /// The model type of a value.
    type Value;

    /// Whether the member is required.
    const IS_REQUIRED: bool = true;

    /// Whether a value that has been read counts as missing.
    fn is_missing(_value: &Self::Value) -> bool {
        false
    }

    /// Reads the value that stands next.
    fn read<G: Grammar<'a>>(grammar: &mut G, field: Field) -> Result<Self::Value, DecodeError>;

    /// Writes the member, unless its value is an absent one.
    fn write<S: Syntax>(
        out: &mut Writer<'_>,
        field: Field,
        value: &Self::Value,
    ) -> Result<(), S::Error>;
}

/// A required string, converted to its model type.
pub(crate) struct RequiredText<V>(PhantomData<V>);

/// An optional string. Null is an absent one.
pub(crate) struct OptionalText<const MAY_BE_NUMBER: bool = false>;

/// An optional string, or a number in its place, which is kept as its text.
pub(crate) type TextOrNumber = OptionalText<true>;

/// A counter of a page.
pub(crate) struct Counter;

/// A model type that is made of a string.
pub(crate) trait TextValue<'a>: From<Cow<'a, str>> + AsRef<str> {
    /// Whether an empty string counts as missing.
    const EMPTY_IS_MISSING: bool = false;

    /// Whether a number may stand in its place, which is kept as its text.
    const MAY_BE_NUMBER: bool = false;
}

impl<'a> TextValue<'a> for Cow<'a, str> {}

impl<'a> TextValue<'a> for Status<'a> {}

impl<'a> TextValue<'a> for ErrorCode<'a> {
    const EMPTY_IS_MISSING: bool = true;
    const MAY_BE_NUMBER: bool = true;
}

impl<'a, V: TextValue<'a>> ValueKind<'a> for RequiredText<V> {
    type Value = V;

    #[inline]
    fn is_missing(value: &V) -> bool {
        V::EMPTY_IS_MISSING && value.as_ref().is_empty()
    }

    #[inline(always)]
    fn read<G: Grammar<'a>>(grammar: &mut G, field: Field) -> Result<V, DecodeError> {
        let borrowed = match grammar.plain_text(field) {
            None if V::MAY_BE_NUMBER => grammar.number()?,
            plain => plain,
        };
        match borrowed {
            Some(text) => Ok(V::from(Cow::Borrowed(text))),
            None => grammar.text(field).map(V::from),
        }
    }

    #[inline(always)]
    fn write<S: Syntax>(out: &mut Writer<'_>, field: Field, value: &V) -> Result<(), S::Error> {
        S::text(out, field, value.as_ref())
    }
}

impl<'a, const MAY_BE_NUMBER: bool> ValueKind<'a> for OptionalText<MAY_BE_NUMBER> {
    type Value = Option<Cow<'a, str>>;

    const IS_REQUIRED: bool = false;

    #[inline(always)]
    fn read<G: Grammar<'a>>(grammar: &mut G, field: Field) -> Result<Self::Value, DecodeError> {
        let borrowed = match grammar.plain_text(field) {
            None if grammar.null()? => return Ok(None),
            None if MAY_BE_NUMBER => grammar.number()?,
            plain => plain,
        };
        match borrowed {
            Some(text) => Ok(Some(Cow::Borrowed(text))),
            None => grammar.text(field).map(Some),
        }
    }

    #[inline(always)]
    fn write<S: Syntax>(
        out: &mut Writer<'_>,
        field: Field,
        value: &Self::Value,
    ) -> Result<(), S::Error> {
        value.as_deref().map_or(Ok(()), |text| S::text(out, field, text))
    }
}

impl<'a> ValueKind<'a> for Counter {
    type Value = u32;

    #[inline(always)]
    fn read<G: Grammar<'a>>(grammar: &mut G, field: Field) -> Result<u32, DecodeError> {
        match grammar.plain_counter(field) {
            Some(counter) => Ok(counter),
            None => grammar.counter(field),
        }
    }

    #[inline(always)]
    fn write<S: Syntax>(out: &mut Writer<'_>, field: Field, value: &u32) -> Result<(), S::Error> {
        S::counter(out, field, *value);
        Ok(())
    }
}
