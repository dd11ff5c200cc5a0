//! The kinds of values, as serde writes and reads them.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::any::{Known, Scalar};
use super::object::{Key, drain, ignore, named};
use crate::access_denied_detail::AccessDeniedDetail;
use crate::body::kind::{Counter, Detail, Loose, Modelled, Optional, Records, Text, Word};
use crate::bytes::decimal;
use crate::decode_error::DecodeErrorKind;
use crate::field::Field;
use crate::page::InstanceStatus;

/// What serde is shown of a kind of value.
pub(in crate::body) trait Shown<'a>: Modelled<'a> {
    /// Writes the value as a member.
    fn serialize<S: SerializeStruct>(
        object: &mut S,
        name: &'static str,
        value: &Self::Value,
    ) -> Result<(), S::Error>;

    /// Reads the value where only its position says what it is.
    fn by_position<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self::Value, D::Error>;

    /// The value of `field` that this is, if it is one of the kind.
    fn of_scalar(_scalar: Scalar<'_>, field: Field) -> Known<Self::Value> {
        Err(DecodeErrorKind::UnexpectedType(field))
    }

    /// The value of `field` that this object is, if it is one of the kind. The object is read
    /// to its end either way.
    fn of_object<'de, A: MapAccess<'de>>(
        mut map: A,
        field: Field,
    ) -> Result<Known<Self::Value>, A::Error> {
        drain(&mut map)?;
        Ok(Err(DecodeErrorKind::UnexpectedType(field)))
    }
}

impl<'a, V: Word<'a>> Shown<'a> for Text<V> {
    fn serialize<S: SerializeStruct>(
        object: &mut S,
        name: &'static str,
        value: &V,
    ) -> Result<(), S::Error> {
        object.serialize_field(name, value.as_str())
    }

    fn by_position<'de, D: Deserializer<'de>>(deserializer: D) -> Result<V, D::Error> {
        String::deserialize(deserializer).map(|text| V::from(Cow::Owned(text)))
    }

    fn of_scalar(scalar: Scalar<'_>, field: Field) -> Known<V> {
        match scalar {
            Scalar::Text(text) => Ok(V::from(Cow::Owned(text.into_owned()))),
            // Where an empty one is none, so is null.
            Scalar::Null if V::EMPTY_IS_MISSING => Ok(V::from(Cow::Borrowed(""))),
            _ => Err(DecodeErrorKind::UnexpectedType(field)),
        }
    }
}

impl<'a> Shown<'a> for Optional {
    fn serialize<S: SerializeStruct>(
        object: &mut S,
        name: &'static str,
        value: &Option<Cow<'a, str>>,
    ) -> Result<(), S::Error> {
        object.serialize_field(name, value)
    }

    fn by_position<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Cow<'a, str>>, D::Error> {
        Option::<String>::deserialize(deserializer).map(|text| text.map(Cow::Owned))
    }

    fn of_scalar(scalar: Scalar<'_>, field: Field) -> Known<Option<Cow<'a, str>>> {
        match scalar {
            Scalar::Text(text) => Ok(Some(Cow::Owned(text.into_owned()))),
            Scalar::Null => Ok(None),
            _ => Err(DecodeErrorKind::UnexpectedType(field)),
        }
    }
}

impl<'a> Shown<'a> for Loose {
    fn serialize<S: SerializeStruct>(
        object: &mut S,
        name: &'static str,
        value: &Option<Cow<'a, str>>,
    ) -> Result<(), S::Error> {
        Optional::serialize(object, name, value)
    }

    fn by_position<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Cow<'a, str>>, D::Error> {
        Optional::by_position(deserializer)
    }

    /// Of a number that is no integer only the format knows the text.
    fn of_scalar(scalar: Scalar<'_>, field: Field) -> Known<Option<Cow<'a, str>>> {
        let scalar = match scalar {
            Scalar::Unsigned(number) => Scalar::Text(number.to_string().into()),
            Scalar::Signed(number) => Scalar::Text(number.to_string().into()),
            scalar => scalar,
        };
        Optional::of_scalar(scalar, field)
    }
}

impl Shown<'_> for Counter {
    fn serialize<S: SerializeStruct>(
        object: &mut S,
        name: &'static str,
        value: &u32,
    ) -> Result<(), S::Error> {
        object.serialize_field(name, value)
    }

    fn by_position<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
        u32::deserialize(deserializer)
    }

    /// Some services send their counters as strings of digits.
    fn of_scalar(scalar: Scalar<'_>, field: Field) -> Known<u32> {
        match scalar {
            Scalar::Text(digits) => decimal::read_u32(digits.as_bytes(), field),
            Scalar::Unsigned(number) => {
                u32::try_from(number).map_err(|_| DecodeErrorKind::IntegerOutOfRange(field))
            }
            Scalar::Signed(number) => {
                u32::try_from(number).map_err(|_| DecodeErrorKind::InvalidInteger(field))
            }
            Scalar::Fraction => Err(DecodeErrorKind::InvalidInteger(field)),
            Scalar::Null | Scalar::Other => Err(DecodeErrorKind::UnexpectedType(field)),
        }
    }
}

impl<'a> Shown<'a> for Records {
    fn serialize<S: SerializeStruct>(
        object: &mut S,
        name: &'static str,
        value: &Vec<InstanceStatus<'a>>,
    ) -> Result<(), S::Error> {
        object.serialize_field(name, &Wrapped(value))
    }

    fn by_position<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<InstanceStatus<'a>>, D::Error> {
        const NAMES: &[&str] = &[Field::InstanceStatus.name()];
        deserializer.deserialize_struct(Field::InstanceStatuses.name(), NAMES, WrappedVisitor)
    }

    fn of_object<'de, A: MapAccess<'de>>(
        map: A,
        _field: Field,
    ) -> Result<Known<Vec<InstanceStatus<'a>>>, A::Error> {
        WrappedVisitor.visit_map(map).map(Ok)
    }
}

/// `{"InstanceStatus":[…]}`
struct Wrapped<'r, 'a>(&'r [InstanceStatus<'a>]);

impl Serialize for Wrapped<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct(Field::InstanceStatuses.name(), 1)?;
        object.serialize_field(Field::InstanceStatus.name(), self.0)?;
        object.end()
    }
}

struct WrappedVisitor;

impl<'de> Visitor<'de> for WrappedVisitor {
    type Value = Vec<InstanceStatus<'static>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        const LIST: Field = Field::InstanceStatus;
        let mut list = None;
        let is_list = |name: &str| (name == LIST.name()).then_some(LIST);
        while let Some(field) = map.next_key_seed(Key(is_list))? {
            if field.is_none() {
                ignore(&mut map)?;
            } else if list.replace(map.next_value()?).is_some() {
                return Err(A::Error::duplicate_field(LIST.name()));
            }
        }
        Ok(list.unwrap_or_default())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        seq.next_element()?.ok_or_else(|| A::Error::invalid_length(0, &self))
    }
}

impl<'a> Shown<'a> for Detail {
    fn serialize<S: SerializeStruct>(
        object: &mut S,
        name: &'static str,
        value: &Option<Box<AccessDeniedDetail<'a>>>,
    ) -> Result<(), S::Error> {
        object.serialize_field(name, value)
    }

    fn by_position<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Box<AccessDeniedDetail<'a>>>, D::Error> {
        Option::deserialize(deserializer)
    }

    fn of_scalar(scalar: Scalar<'_>, field: Field) -> Known<Option<Box<AccessDeniedDetail<'a>>>> {
        match scalar {
            Scalar::Null => Ok(None),
            _ => Err(DecodeErrorKind::UnexpectedType(field)),
        }
    }

    fn of_object<'de, A: MapAccess<'de>>(
        mut map: A,
        _field: Field,
    ) -> Result<Known<Option<Box<AccessDeniedDetail<'a>>>>, A::Error> {
        let detail = named(&mut map)?;
        if detail.is_err() {
            drain(&mut map)?;
        }
        Ok(detail.map(|detail| Some(Box::new(detail))))
    }
}
