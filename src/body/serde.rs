//! Replies shown to serde, in the shape that they have in JSON.
//!
//! Strings are always owned, so that every type is `DeserializeOwned`. A format that names
//! members is read as JSON is; one that does not has them by position, every one written out.
//! There a [`Reply`] is an enum, since nothing else would tell its two kinds apart.

mod any;
mod object;
mod shown;

use alloc::borrow::Cow;
use alloc::string::String;
use core::fmt;

use serde::de::{Deserialize, Deserializer, EnumAccess, MapAccess, VariantAccess, Visitor};
use serde::ser::{Serialize, Serializer};

use super::draft::Draft;
use super::members::Object;
use crate::access_denied_detail::AccessDeniedDetail;
use crate::decode_error::DecodeErrorKind;
use crate::error_code::ErrorCode;
use crate::error_reply::ErrorReply;
use crate::field::Field;
use crate::page::{InstanceStatus, Page};
use crate::reply::Reply;
use crate::status::Status;

use object::{Key, Place, Taken, deserialize, error, ignore, serialize, take, whole};
pub(super) use shown::Shown;

impl Serialize for Page<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(self, "Page", serializer)
    }
}

impl<'de> Deserialize<'de> for Page<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize("Page", deserializer)
    }
}

impl Serialize for InstanceStatus<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(self, "InstanceStatus", serializer)
    }
}

impl<'de> Deserialize<'de> for InstanceStatus<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize("InstanceStatus", deserializer)
    }
}

impl Serialize for ErrorReply<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(self, "ErrorReply", serializer)
    }
}

impl<'de> Deserialize<'de> for ErrorReply<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize("ErrorReply", deserializer)
    }
}

impl Serialize for AccessDeniedDetail<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(self, Field::AccessDeniedDetail.name(), serializer)
    }
}

impl<'de> Deserialize<'de> for AccessDeniedDetail<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize(Field::AccessDeniedDetail.name(), deserializer)
    }
}

impl Serialize for Status<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Status<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|word| Self::from(Cow::Owned(word)))
    }
}

impl Serialize for ErrorCode<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for ErrorCode<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|code| Self::from(Cow::Owned(code)))
    }
}

/// The kinds of a reply, where they have names.
const KINDS: &[&str] = &["Page", "Error"];

impl Serialize for Reply<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Page(page) if serializer.is_human_readable() => page.serialize(serializer),
            Self::Error(error) if serializer.is_human_readable() => error.serialize(serializer),
            Self::Page(page) => serializer.serialize_newtype_variant("Reply", 0, "Page", page),
            Self::Error(error) => serializer.serialize_newtype_variant("Reply", 1, "Error", error),
        }
    }
}

impl<'de> Deserialize<'de> for Reply<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_any(ReplyVisitor)
        } else {
            deserializer.deserialize_enum("Reply", KINDS, ReplyVisitor)
        }
    }
}

struct ReplyVisitor;

impl<'de> Visitor<'de> for ReplyVisitor {
    type Value = Reply<'static>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Self::Value, A::Error> {
        let (kind, variant) = data.variant_seed(Place(KINDS))?;
        match kind {
            0 => variant.newtype_variant().map(Reply::Page),
            _ => variant.newtype_variant().map(Reply::Error),
        }
    }

    /// Reads a page and an error reply side by side. What is wrong with the one does not
    /// matter if it is the other.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut response, mut error_reply) = (Page::blank(), ErrorReply::blank());
        let mut page = Draft::<Page<'static>>::new(&mut response);
        let mut refusal = Draft::<ErrorReply<'static>>::new(&mut error_reply);
        let (mut page_fault, mut refusal_fault) = (None, None);
        while let Some(field) = map.next_key_seed(Key(either_field))? {
            let (taken, fault) = match take(field, &mut map, &mut refusal)? {
                Taken::Unknown => (take(field, &mut map, &mut page)?, &mut page_fault),
                taken => (taken, &mut refusal_fault),
            };
            match taken {
                Taken::Unknown => ignore(&mut map)?,
                Taken::Good => {}
                // The one member that both have is bad for both.
                Taken::Bad(bad) if field == Some(Field::RequestId) => return Err(error(bad)),
                Taken::Bad(bad) => _ = fault.get_or_insert(bad),
            }
        }
        if !page.has(Field::InstanceStatuses) {
            let has_bad_code = refusal.has(Field::Code) && refusal_fault.is_some();
            if refusal.missing().is_some() && !has_bad_code {
                // Without a code it is no error reply, and an empty one is none.
                let counters = [Field::TotalCount, Field::PageNumber, Field::PageSize];
                let is_page = counters.into_iter().any(|counter| page.has(counter));
                return Err(error(if is_page {
                    DecodeErrorKind::MissingField(Field::InstanceStatuses)
                } else {
                    DecodeErrorKind::NotAReply
                }));
            }
            return refusal_fault.map_or(Ok(Reply::Error(error_reply)), |bad| Err(error(bad)));
        }
        let has_id = refusal.has(Field::RequestId);
        match (page_fault, refusal.value.request_id.take()) {
            (Some(fault), _) => Err(error(fault)),
            (None, Some(id)) => {
                page.value.request_id = id;
                page.mark(Field::RequestId);
                whole(page.missing(), response).map(Reply::Page).map_err(error)
            }
            // The id is null, which only an error reply's may be.
            (None, None) if has_id => Err(error(DecodeErrorKind::UnexpectedType(Field::RequestId))),
            (None, None) => Err(error(DecodeErrorKind::MissingField(Field::RequestId))),
        }
    }
}

/// The member of an error reply, or else of a page, that has a name.
fn either_field(name: &str) -> Option<Field> {
    Draft::<ErrorReply<'static>>::member(name).or_else(|| Draft::<Page<'static>>::member(name))
}
