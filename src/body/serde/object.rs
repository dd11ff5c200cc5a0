//! Objects of a reply, written to serde and read from it by their members.

use core::convert::Infallible;
use core::fmt;
use core::marker::PhantomData;

use serde::de::{
    DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor,
};
use serde::ser::{SerializeStruct, Serializer};

use super::any::{Any, ByPosition, Known};
use crate::body::draft::Draft;
use crate::body::kind::Kind;
use crate::body::members::{self, Object};
use crate::decode_error::DecodeErrorKind;
use crate::field::Field;

/// Writes an object. Formats for people leave out what is not there; for the others, which
/// may not name the members, each is written.
pub(super) fn serialize<'a, T: Object<'a>, S: Serializer>(
    value: &T,
    name: &'static str,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let is_whole = !serializer.is_human_readable();
    let mut count = Count { value, is_whole, members: 0 };
    let Ok(()) = T::members(&mut count);
    let mut object = serializer.serialize_struct(name, count.members)?;
    T::members(&mut Write { value, is_whole, object: &mut object })?;
    object.end()
}

struct Count<'w, T> {
    value: &'w T,
    is_whole: bool,
    members: usize,
}

impl<'a, T> members::Visitor<'a, T> for Count<'_, T> {
    type Stop = Infallible;

    fn member<K: Kind<'a>>(
        &mut self,
        _field: Field,
        value: impl Fn(&T) -> &K::Value,
        _place: impl Fn(&mut T) -> &mut K::Value,
    ) -> Result<(), Infallible> {
        let is_written = self.is_whole || K::IS_REQUIRED || !K::is_absent(value(self.value));
        self.members = self.members.saturating_add(usize::from(is_written));
        Ok(())
    }
}

struct Write<'w, T, S> {
    value: &'w T,
    is_whole: bool,
    object: &'w mut S,
}

impl<'a, T, S: SerializeStruct> members::Visitor<'a, T> for Write<'_, T, S> {
    type Stop = S::Error;

    fn member<K: Kind<'a>>(
        &mut self,
        field: Field,
        value: impl Fn(&T) -> &K::Value,
        _place: impl Fn(&mut T) -> &mut K::Value,
    ) -> Result<(), S::Error> {
        let value = value(self.value);
        if self.is_whole || K::IS_REQUIRED || !K::is_absent(value) {
            K::serialize(self.object, field.name(), value)
        } else {
            self.object.skip_field(field.name())
        }
    }
}

/// Reads an object.
pub(super) fn deserialize<'de, T: Object<'static>, D: Deserializer<'de>>(
    name: &'static str,
    deserializer: D,
) -> Result<T, D::Error> {
    let is_for_people = deserializer.is_human_readable();
    deserializer.deserialize_struct(name, T::NAMES, Read { is_for_people, object: PhantomData })
}

struct Read<T> {
    is_for_people: bool,
    object: PhantomData<T>,
}

impl<'de, T: Object<'static>> Visitor<'de> for Read<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    /// In any order, each once, among others that are unknown.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        named(&mut map)?.map_err(error)
    }

    /// By position, which nobody can read who does not know it.
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<T, A::Error> {
        if self.is_for_people {
            return Err(A::Error::invalid_type(Unexpected::Seq, &self));
        }
        let mut value = T::blank();
        let mut draft = Draft::new(&mut value);
        T::members(&mut InOrder {
            seq: &mut seq,
            draft: &mut draft,
            bit: 1,
            document: PhantomData,
        })?;
        whole(draft.missing(), value).map_err(error)
    }
}

/// Reads the members of an object by their names, up to the first that is bad.
pub(super) fn named<'de, T: Object<'static>, A: MapAccess<'de>>(
    map: &mut A,
) -> Result<Known<T>, A::Error> {
    let mut value = T::blank();
    let mut draft = Draft::new(&mut value);
    while let Some(field) = map.next_key_seed(Key(Draft::<T>::member))? {
        match take(field, map, &mut draft)? {
            Taken::Unknown => ignore(map)?,
            Taken::Good => {}
            Taken::Bad(fault) => return Ok(Err(fault)),
        }
    }
    Ok(whole(draft.missing(), value))
}

/// The object, if all that must be there is.
pub(super) fn whole<T>(missing: Option<Field>, value: T) -> Known<T> {
    match missing {
        None => Ok(value),
        Some(field) => Err(DecodeErrorKind::MissingField(field)),
    }
}

/// What is wrong, as an error of the format.
pub(super) fn error<E: Error>(kind: DecodeErrorKind) -> E {
    match kind {
        DecodeErrorKind::MissingField(field) => E::missing_field(field.name()),
        DecodeErrorKind::DuplicateField(field) => E::duplicate_field(field.name()),
        kind => E::custom(kind),
    }
}

struct InOrder<'r, 'v, 'de, A, T> {
    seq: &'r mut A,
    draft: &'r mut Draft<'v, T>,
    bit: u32,
    document: PhantomData<&'de ()>,
}

impl<'de, T, A: SeqAccess<'de>> members::Visitor<'static, T> for InOrder<'_, '_, 'de, A, T> {
    type Stop = A::Error;

    fn member<K: Kind<'static>>(
        &mut self,
        field: Field,
        _value: impl Fn(&T) -> &K::Value,
        place: impl Fn(&mut T) -> &mut K::Value,
    ) -> Result<(), A::Error> {
        let value = self.seq.next_element_seed(ByPosition::<K>(PhantomData))?;
        let value = value.ok_or_else(|| error(DecodeErrorKind::MissingField(field)))?;
        self.draft.fill(place, value);
        self.draft.mark_bit(self.bit);
        self.bit <<= 1;
        Ok(())
    }
}

/// What became of a member.
pub(super) enum Taken {
    /// The object has none of that name; its value has yet to be read.
    Unknown,
    Good,
    /// It is there twice, or its value is none of its kind.
    Bad(DecodeErrorKind),
}

/// Reads the value of a member, if the object has it.
pub(super) fn take<'de, T: Object<'static>, A: MapAccess<'de>>(
    field: Option<Field>,
    map: &mut A,
    draft: &mut Draft<'_, T>,
) -> Result<Taken, A::Error> {
    let Some(field) = field else {
        return Ok(Taken::Unknown);
    };
    match T::members(&mut Named { field, map, draft, bit: 1, document: PhantomData }) {
        Ok(()) => Ok(Taken::Unknown),
        Err(taken) => taken,
    }
}

struct Named<'r, 'v, 'de, A, T> {
    field: Field,
    map: &'r mut A,
    draft: &'r mut Draft<'v, T>,
    bit: u32,
    document: PhantomData<&'de ()>,
}

impl<'de, T, A: MapAccess<'de>> Named<'_, '_, 'de, A, T> {
    fn value<K: Kind<'static>>(
        &mut self,
        place: impl Fn(&mut T) -> &mut K::Value,
    ) -> Result<Taken, A::Error> {
        let value = self.map.next_value_seed(Any::<K>::of(self.field))?;
        if self.draft.has_bit(self.bit) {
            return Ok(Taken::Bad(DecodeErrorKind::DuplicateField(self.field)));
        }
        self.draft.mark_bit(self.bit);
        Ok(match value {
            Ok(value) => {
                self.draft.fill(place, value);
                Taken::Good
            }
            Err(fault) => Taken::Bad(fault),
        })
    }
}

impl<'de, T, A: MapAccess<'de>> members::Visitor<'static, T> for Named<'_, '_, 'de, A, T> {
    type Stop = Result<Taken, A::Error>;

    fn member<K: Kind<'static>>(
        &mut self,
        field: Field,
        _value: impl Fn(&T) -> &K::Value,
        place: impl Fn(&mut T) -> &mut K::Value,
    ) -> Result<(), Self::Stop> {
        if self.field == field {
            return Err(self.value::<K>(place));
        }
        self.bit <<= 1;
        Ok(())
    }
}

/// Moves past the value of a member that is unknown.
pub(super) fn ignore<'de, A: MapAccess<'de>>(map: &mut A) -> Result<(), A::Error> {
    map.next_value::<IgnoredAny>().map(|_| ())
}

/// Moves past what is left of an object.
pub(super) fn drain<'de, A: MapAccess<'de>>(map: &mut A) -> Result<(), A::Error> {
    while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
    Ok(())
}

/// A key, read as the member that it names.
pub(super) struct Key<F>(pub(super) F);

impl<'de, F: Fn(&str) -> Option<Field>> DeserializeSeed<'de> for Key<F> {
    type Value = Option<Field>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<F: Fn(&str) -> Option<Field>> Visitor<'_> for Key<F> {
    type Value = Option<Field>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member's name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(self.0(name))
    }
}

/// A variant, read as its place among their names.
pub(super) struct Place(pub(super) &'static [&'static str]);

impl<'de> DeserializeSeed<'de> for Place {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Place {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the kind of a reply")
    }

    fn visit_u64<E: Error>(self, place: u64) -> Result<usize, E> {
        let known = usize::try_from(place).ok().filter(|&place| place < self.0.len());
        known.ok_or_else(|| E::invalid_value(Unexpected::Unsigned(place), &self))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<usize, E> {
        let known = self.0.iter().position(|&known| known == name);
        known.ok_or_else(|| E::unknown_variant(name, self.0))
    }
}
