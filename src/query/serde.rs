//! A request shown to serde, as an object of its own parameters. The ids are an array.
//!
//! Strings are always owned, so that a request is `DeserializeOwned`. Formats for people
//! leave out what was never set; for the others, which may not name the members, every
//! one is there.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Unexpected};
use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::decode_error::DecodeErrorKind;
use crate::field::Field;
use crate::page_number::PageNumber;
use crate::page_size::PageSize;
use crate::query::misspelt;
use crate::query::parameters::{self, Carried, Get, GetMut, Slot, Visitor};
use crate::query::read::bit;
use crate::request::Request;

const NAME: &str = "Request";

/// The members, in the documentation's order.
const MEMBERS: [Field; 10] = [
    Field::RegionId,
    Field::ZoneId,
    Field::ClusterId,
    Field::PageNumber,
    Field::PageSize,
    Field::InstanceId,
    Field::OwnerId,
    Field::OwnerAccount,
    Field::ResourceOwnerId,
    Field::ResourceOwnerAccount,
];

const NAMES: [&str; MEMBERS.len()] = {
    let mut names = [""; MEMBERS.len()];
    let mut rest: (&mut [&str], &[Field]) = (&mut names, &MEMBERS);
    while let ([name, names @ ..], [field, fields @ ..]) = rest {
        *name = field.name();
        rest = (names, fields);
    }
    names
};

impl Serialize for Request<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let is_whole = !serializer.is_human_readable();
        let mut count = Count(0);
        let counted = write(self, is_whole, &mut count);
        let mut object = serializer.serialize_struct(NAME, counted.map_or(0, |()| count.0))?;
        write(self, is_whole, &mut object)?;
        object.end()
    }
}

fn write<S: SerializeStruct>(
    request: &Request<'_>,
    is_whole: bool,
    object: &mut S,
) -> Result<(), S::Error> {
    MEMBERS
        .into_iter()
        .try_for_each(|member| parameters::show(&mut Written { request, is_whole, object, member }))
}

/// Writes one of the request's own parameters as a member.
struct Written<'r, 'a, S> {
    request: &'r Request<'a>,
    is_whole: bool,
    object: &'r mut S,
    member: Field,
}

impl<S: SerializeStruct> Written<'_, '_, S> {
    fn member<T: Serialize>(
        &mut self,
        field: Field,
        value: &T,
        is_there: bool,
    ) -> Result<(), S::Error> {
        match field == self.member {
            true if self.is_whole || is_there => self.object.serialize_field(field.name(), value),
            true => self.object.skip_field(field.name()),
            false => Ok(()),
        }
    }
}

impl<'a, O: SerializeStruct> Visitor<'a> for Written<'_, 'a, O> {
    type Stop = O::Error;

    fn own<S: Slot<'a> + Carried>(
        &mut self,
        field: Field,
        get: Get<Request<'a>, S>,
        _: GetMut<Request<'a>, S>,
    ) -> Result<(), O::Error> {
        let place = get(self.request);
        self.member(field, place, place.value().is_some())
    }

    fn list(
        &mut self,
        field: Field,
        get: Get<Request<'a>, Vec<Cow<'a, str>>>,
        _: GetMut<Request<'a>, Vec<Cow<'a, str>>>,
    ) -> Result<(), O::Error> {
        let ids = get(self.request);
        self.member(field, ids, !ids.is_empty())
    }
}

/// Counts members, since some formats want to know before how many there will be.
struct Count(usize);

impl SerializeStruct for Count {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        _: &'static str,
        _: &T,
    ) -> Result<(), fmt::Error> {
        self.0 = self.0.saturating_add(1);
        Ok(())
    }

    fn end(self) -> Result<(), fmt::Error> {
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Request<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let is_for_people = deserializer.is_human_readable();
        let members = Members { is_for_people, request: PhantomData };
        deserializer.deserialize_struct(NAME, &NAMES, members)
    }
}

/// Takes the members of a request.
struct Members<'a> {
    is_for_people: bool,
    request: PhantomData<Request<'a>>,
}

impl<'de, 'a> serde::de::Visitor<'de> for Members<'a> {
    type Value = Request<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of a request's parameters")
    }

    /// In any order, each once, among others that are unknown.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Request<'a>, A::Error> {
        let mut request = Request::new("");
        let mut seen = 0;
        while let Some(name) = map.next_key::<String>()? {
            let Some(member) = MEMBERS.into_iter().find(|member| member.name() == name) else {
                // The caller's parameters are no misspelling of themselves.
                if let Some(meant) = misspelt::meant(&name).filter(|meant| meant.name() != name) {
                    return Err(A::Error::custom(DecodeErrorKind::MisspelledName(meant)));
                }
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            if seen & bit(member) != 0 {
                return Err(A::Error::duplicate_field(member.name()));
            }
            seen |= bit(member);
            Read::member(&mut request, Named(&mut map), member)?;
        }
        whole(request)
    }

    /// By position, which nobody can read who does not know it.
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Request<'a>, A::Error> {
        if self.is_for_people {
            return Err(A::Error::invalid_type(Unexpected::Seq, &self));
        }
        let mut request = Request::new("");
        for (place, member) in MEMBERS.into_iter().enumerate() {
            Read::member(&mut request, Ordered { seq: &mut seq, place }, member)?;
        }
        whole(request)
    }
}

/// The request, if it has a region: an empty one is none.
fn whole<E: Error>(request: Request<'_>) -> Result<Request<'_>, E> {
    if request.region_id.is_empty() {
        return Err(E::missing_field(Field::RegionId.name()));
    }
    Ok(request)
}

/// Where the value of a member comes from, which comes next.
trait Source<'de> {
    type Error: Error;

    fn value<T: Deserialize<'de>>(&mut self) -> Result<T, Self::Error>;
}

struct Named<'m, A>(&'m mut A);

impl<'de, A: MapAccess<'de>> Source<'de> for Named<'_, A> {
    type Error = A::Error;

    fn value<T: Deserialize<'de>>(&mut self) -> Result<T, A::Error> {
        self.0.next_value()
    }
}

struct Ordered<'m, A> {
    seq: &'m mut A,
    place: usize,
}

impl<'de, A: SeqAccess<'de>> Source<'de> for Ordered<'_, A> {
    type Error = A::Error;

    fn value<T: Deserialize<'de>>(&mut self) -> Result<T, A::Error> {
        let value = self.seq.next_element()?;
        value.ok_or_else(|| A::Error::invalid_length(self.place, &"all members of a request"))
    }
}

/// Fills the place of one member.
struct Read<'r, 'de, 'a, O> {
    request: &'r mut Request<'a>,
    source: O,
    member: Field,
    document: PhantomData<&'de ()>,
}

impl<'r, 'de, 'a, O: Source<'de>> Read<'r, 'de, 'a, O> {
    fn member(request: &'r mut Request<'a>, source: O, member: Field) -> Result<(), O::Error> {
        parameters::show(&mut Self { request, source, member, document: PhantomData })
    }
}

impl<'de, 'a, O: Source<'de>> Visitor<'a> for Read<'_, 'de, 'a, O> {
    type Stop = O::Error;

    fn own<S: Slot<'a> + Carried>(
        &mut self,
        field: Field,
        _: Get<Request<'a>, S>,
        slot: GetMut<Request<'a>, S>,
    ) -> Result<(), O::Error> {
        if field == self.member {
            *slot(self.request) = self.source.value()?;
        }
        Ok(())
    }

    fn list(
        &mut self,
        field: Field,
        _: Get<Request<'a>, Vec<Cow<'a, str>>>,
        slot: GetMut<Request<'a>, Vec<Cow<'a, str>>>,
    ) -> Result<(), O::Error> {
        if field == self.member {
            let Ids(ids) = self.source.value()?;
            *slot(self.request) = ids;
        }
        Ok(())
    }
}

/// Up to 100 instance ids. For people an empty list is none by mistake: to read it
/// would select the region.
struct Ids(Vec<Cow<'static, str>>);

impl<'de> Deserialize<'de> for Ids {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let least = usize::from(deserializer.is_human_readable());
        deserializer.deserialize_seq(IdsVisitor { least })
    }
}

struct IdsVisitor {
    least: usize,
}

impl<'de> serde::de::Visitor<'de> for IdsVisitor {
    type Value = Ids;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an array of {} to {} instance ids", self.least, Request::MAX_INSTANCE_IDS)
    }

    /// Stops at the first that is one too many.
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Ids, A::Error> {
        let mut ids = Vec::new();
        while let Some(id) = seq.next_element::<Cow<'static, str>>()? {
            if ids.len() == Request::MAX_INSTANCE_IDS {
                return Err(A::Error::custom(DecodeErrorKind::TooManyInstanceIds));
            }
            if id.is_empty() {
                return Err(A::Error::custom(DecodeErrorKind::EmptyInstanceId));
            }
            ids.push(id);
        }
        if ids.len() < self.least {
            return Err(A::Error::invalid_length(ids.len(), &self));
        }
        Ok(Ids(ids))
    }
}

impl Serialize for PageNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(self.get())
    }
}

impl Serialize for PageSize {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(self.get())
    }
}

impl<'de> Deserialize<'de> for PageNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = u32::deserialize(deserializer)?;
        Self::new(number).ok_or_else(|| Error::custom("PageNumber of 0"))
    }
}

impl<'de> Deserialize<'de> for PageSize {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let size = u32::deserialize(deserializer)?;
        Self::new(size).ok_or_else(|| Error::custom("PageSize outside 1 to 50"))
    }
}
