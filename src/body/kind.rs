//! The kinds of values that members have: how each is read and written.

#![expect(clippy::inline_always, reason = "names are constants where members are read in order")]

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::marker::PhantomData;

use super::read::{self, Grammar};
use super::write::{self, Syntax, Writer};
use crate::access_denied_detail::AccessDeniedDetail;
use crate::decode_error::DecodeError;
use crate::error_code::ErrorCode;
use crate::field::Field;
use crate::page::InstanceStatus;
use crate::status::Status;

/// A kind of value.
pub(super) trait Kind<'a> {
    /// What a value is in the model.
    type Value;

    /// Whether the member must come, and with something in it.
    const IS_REQUIRED: bool = true;

    /// Whether the value says that the member is not there.
    fn is_absent(_value: &Self::Value) -> bool {
        false
    }

    /// Reads the value that stands next.
    fn read<G: Grammar<'a>>(grammar: &mut G, field: Field) -> Result<Self::Value, DecodeError>;

    /// Writes the member, or nothing where the value says that it is not there.
    fn write<S: Syntax>(
        out: &mut Writer<'_>,
        field: Field,
        value: &Self::Value,
    ) -> Result<(), S::Error>;
}

/// A string that must be there, as what it is in the model.
pub(super) struct Text<V>(PhantomData<V>);

/// A string that may be left out. Null says the same.
pub(super) struct Optional;

/// The same, or a number in its place, which is kept as its text.
pub(super) struct Loose;

/// A counter of a page.
pub(super) struct Counter;

/// The list of a page.
pub(super) struct Records;

/// What an error reply says of a missing permission, if anything.
pub(super) struct Detail;

/// What a string can be in the model.
pub(super) trait Word<'a>: From<Cow<'a, str>> {
    fn as_str(&self) -> &str;

    /// Whether an empty one is none.
    const EMPTY_IS_MISSING: bool = false;
}

impl<'a> Word<'a> for Cow<'a, str> {
    fn as_str(&self) -> &str {
        self
    }
}

impl<'a> Word<'a> for Status<'a> {
    fn as_str(&self) -> &str {
        self.as_str()
    }
}

impl<'a> Word<'a> for ErrorCode<'a> {
    fn as_str(&self) -> &str {
        self.as_str()
    }

    const EMPTY_IS_MISSING: bool = true;
}

impl<'a, V: Word<'a>> Kind<'a> for Text<V> {
    type Value = V;

    #[inline]
    fn is_absent(value: &V) -> bool {
        V::EMPTY_IS_MISSING && value.as_str().is_empty()
    }

    #[inline(always)]
    fn read<G: Grammar<'a>>(grammar: &mut G, field: Field) -> Result<V, DecodeError> {
        match grammar.plain_text(field) {
            Some(text) => Ok(V::from(Cow::Borrowed(text))),
            None => grammar.text(field).map(V::from),
        }
    }

    #[inline(always)]
    fn write<S: Syntax>(out: &mut Writer<'_>, field: Field, value: &V) -> Result<(), S::Error> {
        S::text(out, field, value.as_str())
    }
}

impl<'a> Kind<'a> for Optional {
    type Value = Option<Cow<'a, str>>;

    const IS_REQUIRED: bool = false;

    #[inline]
    fn is_absent(value: &Self::Value) -> bool {
        value.is_none()
    }

    #[inline(always)]
    fn read<G: Grammar<'a>>(grammar: &mut G, field: Field) -> Result<Self::Value, DecodeError> {
        match grammar.plain_text(field) {
            Some(text) => Ok(Some(Cow::Borrowed(text))),
            None if grammar.null()? => Ok(None),
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

impl<'a> Kind<'a> for Loose {
    type Value = Option<Cow<'a, str>>;

    const IS_REQUIRED: bool = false;

    fn is_absent(value: &Self::Value) -> bool {
        value.is_none()
    }

    fn read<G: Grammar<'a>>(grammar: &mut G, field: Field) -> Result<Self::Value, DecodeError> {
        match grammar.number()? {
            Some(number) => Ok(Some(Cow::Borrowed(number))),
            None => Optional::read(grammar, field),
        }
    }

    fn write<S: Syntax>(
        out: &mut Writer<'_>,
        field: Field,
        value: &Self::Value,
    ) -> Result<(), S::Error> {
        Optional::write::<S>(out, field, value)
    }
}

impl<'a> Kind<'a> for Counter {
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

impl<'a> Kind<'a> for Records {
    type Value = Vec<InstanceStatus<'a>>;

    #[inline(always)]
    fn read<G: Grammar<'a>>(grammar: &mut G, _field: Field) -> Result<Self::Value, DecodeError> {
        read::records(grammar)
    }

    #[inline(always)]
    fn write<S: Syntax>(
        out: &mut Writer<'_>,
        _field: Field,
        value: &Self::Value,
    ) -> Result<(), S::Error> {
        write::records::<S>(out, value)
    }
}

impl<'a> Kind<'a> for Detail {
    type Value = Option<Box<AccessDeniedDetail<'a>>>;

    const IS_REQUIRED: bool = false;

    fn is_absent(value: &Self::Value) -> bool {
        value.is_none()
    }

    #[inline(never)]
    fn read<G: Grammar<'a>>(grammar: &mut G, field: Field) -> Result<Self::Value, DecodeError> {
        if grammar.null()? {
            return Ok(None);
        }
        read::object(grammar, field).map(|detail| Some(Box::new(detail)))
    }

    fn write<S: Syntax>(
        out: &mut Writer<'_>,
        field: Field,
        value: &Self::Value,
    ) -> Result<(), S::Error> {
        value.as_deref().map_or(Ok(()), |detail| write::object::<_, S>(out, field, detail))
    }
}
