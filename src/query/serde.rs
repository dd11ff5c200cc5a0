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

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Unexpected,
};
use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::call::CommonParameters;
use crate::decode_error::DecodeErrorKind;
use crate::field::Field;
use crate::page::{PageNumber, PageSize};
use crate::query::parameters::{self, Carried, Get, GetMut, Kind, Slot, Visitor};
use crate::query::read::bit;
use crate::request::Request;

const NAME: &str = "Request";

impl Serialize for Request<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let is_whole = !serializer.is_human_readable();
        let mut count = Written { request: self, is_whole, object: Count(0) };
        let length = parameters::show(&mut count).map_or(0, |()| count.object.0);
        let object = serializer.serialize_struct(NAME, length)?;
        let mut written = Written { request: self, is_whole, object };
        parameters::show(&mut written)?;
        written.object.end()
    }
}

/// Writes each of the request's own parameters as a member.
struct Written<'r, 'a, S> {
    request: &'r Request<'a>,
    is_whole: bool,
    object: S,
}

impl<S: SerializeStruct> Written<'_, '_, S> {
    fn member<T: Serialize>(
        &mut self,
        field: Field,
        value: &T,
        is_there: bool,
    ) -> Result<(), S::Error> {
        if self.is_whole || is_there {
            self.object.serialize_field(field.name(), value)
        } else {
            self.object.skip_field(field.name())
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

    fn common<S: Slot<'a> + Carried>(
        &mut self,
        _: Field,
        _: Get<CommonParameters<'a>, S>,
        _: GetMut<CommonParameters<'a>, S>,
    ) -> Result<(), O::Error> {
        Ok(())
    }

    fn constant<K: Kind<'a>>(&mut self, _: Field, _: K) -> Result<(), O::Error> {
        Ok(())
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
        deserializer.deserialize_struct(NAME, MEMBERS, members)
    }
}

/// What formats are told before they read: as many members as are shown, in that order.
const MEMBERS: &[&str] = &[
    Field::ClusterId.name(),
    Field::InstanceId.name(),
    Field::OwnerAccount.name(),
    Field::OwnerId.name(),
    Field::PageNumber.name(),
    Field::PageSize.name(),
    Field::RegionId.name(),
    Field::ResourceOwnerAccount.name(),
    Field::ResourceOwnerId.name(),
    Field::ZoneId.name(),
];

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
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Request<'a>, A::Error> {
        let source = Named { map, name: String::new(), is_known: false };
        let mut read = Read::new(source, self.is_for_people);
        while let Some(name) = read.source.map.next_key()? {
            (read.source.name, read.source.is_known) = (name, false);
            parameters::show(&mut read)?;
            if !read.source.is_known {
                read.source.map.next_value::<IgnoredAny>()?;
            }
        }
        if read.seen & bit(Field::RegionId) == 0 {
            return Err(A::Error::missing_field(Field::RegionId.name()));
        }
        Ok(read.request)
    }

    /// By position, which nobody can read who does not know it.
    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Request<'a>, A::Error> {
        if self.is_for_people {
            return Err(A::Error::invalid_type(Unexpected::Seq, &self));
        }
        let mut read = Read::new(Ordered { seq, count: 0 }, false);
        parameters::show(&mut read)?;
        Ok(read.request)
    }
}

/// Where the values of members come from.
trait Source<'de> {
    type Error: Error;

    /// The value of this member, if it comes next.
    fn next<T: DeserializeSeed<'de>>(
        &mut self,
        field: Field,
        seed: T,
    ) -> Result<Option<T::Value>, Self::Error>;
}

/// The next member has this name.
struct Named<A> {
    map: A,
    name: String,
    is_known: bool,
}

impl<'de, A: MapAccess<'de>> Source<'de> for Named<A> {
    type Error = A::Error;

    fn next<T: DeserializeSeed<'de>>(
        &mut self,
        field: Field,
        seed: T,
    ) -> Result<Option<T::Value>, A::Error> {
        if self.name != field.name() {
            return Ok(None);
        }
        self.is_known = true;
        self.map.next_value_seed(seed).map(Some)
    }
}

/// The members come in the order in which they are shown.
struct Ordered<A> {
    seq: A,
    count: usize,
}

impl<'de, A: SeqAccess<'de>> Source<'de> for Ordered<A> {
    type Error = A::Error;

    fn next<T: DeserializeSeed<'de>>(
        &mut self,
        _: Field,
        seed: T,
    ) -> Result<Option<T::Value>, A::Error> {
        let value = self.seq.next_element_seed(seed)?;
        let count = self.count;
        self.count = count.saturating_add(1);
        value.map(Some).ok_or_else(|| A::Error::invalid_length(count, &"all of a request"))
    }
}

/// Fills a request.
struct Read<'de, 'a, O> {
    request: Request<'a>,
    /// The bit of each field that was there.
    seen: u64,
    is_for_people: bool,
    source: O,
    document: PhantomData<&'de ()>,
}

impl<'de, O: Source<'de>> Read<'de, '_, O> {
    fn new(source: O, is_for_people: bool) -> Self {
        let request = Request::new("");
        Self { request, seen: 0, is_for_people, source, document: PhantomData }
    }

    /// Reads a member, if it comes next.
    fn member<T: DeserializeSeed<'de>>(
        &mut self,
        field: Field,
        seed: T,
    ) -> Result<Option<T::Value>, O::Error> {
        let value = self.source.next(field, seed)?;
        if value.is_some() && self.seen & bit(field) != 0 {
            return Err(O::Error::duplicate_field(field.name()));
        }
        self.seen |= value.as_ref().map_or(0, |_| bit(field));
        Ok(value)
    }
}

impl<'de, 'a, O: Source<'de>> Visitor<'a> for Read<'de, 'a, O> {
    type Stop = O::Error;

    fn own<S: Slot<'a> + Carried>(
        &mut self,
        field: Field,
        _: Get<Request<'a>, S>,
        slot: GetMut<Request<'a>, S>,
    ) -> Result<(), O::Error> {
        if let Some(value) = self.member(field, PhantomData::<S>)? {
            *slot(&mut self.request) = value;
        }
        Ok(())
    }

    fn list(
        &mut self,
        field: Field,
        _: Get<Request<'a>, Vec<Cow<'a, str>>>,
        slot: GetMut<Request<'a>, Vec<Cow<'a, str>>>,
    ) -> Result<(), O::Error> {
        let ids = Ids { may_be_empty: !self.is_for_people };
        if let Some(ids) = self.member(field, ids)? {
            *slot(&mut self.request) = ids;
        }
        Ok(())
    }

    fn common<S: Slot<'a> + Carried>(
        &mut self,
        _: Field,
        _: Get<CommonParameters<'a>, S>,
        _: GetMut<CommonParameters<'a>, S>,
    ) -> Result<(), O::Error> {
        Ok(())
    }

    fn constant<K: Kind<'a>>(&mut self, _: Field, _: K) -> Result<(), O::Error> {
        Ok(())
    }
}

/// Reads up to 100 instance ids, and no more of them than that.
struct Ids {
    /// For people an empty list is none by mistake: to read it would select the region.
    may_be_empty: bool,
}

impl<'de> DeserializeSeed<'de> for Ids {
    type Value = Vec<Cow<'static, str>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> serde::de::Visitor<'de> for Ids {
    type Value = Vec<Cow<'static, str>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let least = u8::from(!self.may_be_empty);
        write!(f, "an array of {least} to {} instance ids", Request::MAX_INSTANCE_IDS)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut ids = Vec::new();
        while let Some(id) = seq.next_element()? {
            if ids.len() == Request::MAX_INSTANCE_IDS {
                return Err(A::Error::custom(DecodeErrorKind::TooManyInstanceIds));
            }
            ids.push(id);
        }
        if ids.is_empty() && !self.may_be_empty {
            return Err(A::Error::invalid_length(0, &self));
        }
        Ok(ids)
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
