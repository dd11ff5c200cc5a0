//! The value of a member, which may be of any type until it has been read.

use alloc::borrow::Cow;
use alloc::string::String;
use core::fmt;
use core::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::body::kind::Kind;
use crate::decode_error::DecodeErrorKind;
use crate::field::Field;

/// A value of no more than one word, or of a type that no member has.
pub(in crate::body) enum Scalar<'s> {
    Text(Cow<'s, str>),
    Unsigned(u64),
    Signed(i64),
    Fraction,
    Null,
    Other,
}

/// A value, or why what was read is none of its kind.
pub(in crate::body) type Known<V> = Result<V, DecodeErrorKind>;

/// A value whose position says of which kind it is.
pub(super) struct ByPosition<K>(pub(super) PhantomData<K>);

impl<'de, K: Kind<'static>> DeserializeSeed<'de> for ByPosition<K> {
    type Value = K::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<K::Value, D::Error> {
        K::by_position(deserializer)
    }
}

/// The value of a member, of its kind or of another.
pub(super) struct Any<K> {
    field: Field,
    kind: PhantomData<K>,
}

impl<K> Any<K> {
    pub(super) fn of(field: Field) -> Self {
        Self { field, kind: PhantomData }
    }
}

impl<'de, K: Kind<'static>> DeserializeSeed<'de> for Any<K> {
    type Value = Known<K::Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, K: Kind<'static>> Visitor<'de> for Any<K> {
    type Value = Known<K::Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(K::of_scalar(Scalar::Text(text.into()), self.field))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Self::Value, E> {
        Ok(K::of_scalar(Scalar::Text(text.into()), self.field))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(K::of_scalar(Scalar::Unsigned(number), self.field))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(K::of_scalar(Scalar::Signed(number), self.field))
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Self::Value, E> {
        Ok(K::of_scalar(Scalar::Fraction, self.field))
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Self::Value, E> {
        Ok(K::of_scalar(Scalar::Other, self.field))
    }

    fn visit_bytes<E: Error>(self, _: &[u8]) -> Result<Self::Value, E> {
        Ok(K::of_scalar(Scalar::Other, self.field))
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(K::of_scalar(Scalar::Null, self.field))
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(K::of_scalar(Scalar::Null, self.field))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<Self::Value, A::Error> {
        while array.next_element::<IgnoredAny>()?.is_some() {}
        Ok(K::of_scalar(Scalar::Other, self.field))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        K::of_object(map, self.field)
    }
}
