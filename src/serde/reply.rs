//! A reply: told apart by its members in human-readable formats, by its variant in any other.
//!
//! In a human-readable format the members of a page and of an error reply are read side by
//! side, each as what it is there. So a page is refused for a `Code` that is a number, which
//! `Page` alone would skip.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::vec::Vec;

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

use super::list::Wrapper;
use crate::{
    AccessDeniedDetail, DecodeErrorKind, ErrorCode, ErrorReply, InstanceStatus, Page, Reply,
};

/// A reply with its variant.
#[derive(serde::Deserialize)]
#[serde(rename = "Reply")]
enum Variant<'a> {
    Page(Page<'a>),
    Error(ErrorReply<'a>),
}

/// The members of a page and of an error reply, any of which may be absent.
#[derive(serde::Deserialize)]
#[serde(rename = "Reply", rename_all = "PascalCase")]
struct Members<'a> {
    request_id: Option<Cow<'a, str>>,
    total_count: Option<u32>,
    page_number: Option<u32>,
    page_size: Option<u32>,
    instance_statuses: Option<Wrapper<Vec<InstanceStatus<'a>>>>,
    host_id: Option<Cow<'a, str>>,
    code: Option<ErrorCode<'a>>,
    message: Option<Cow<'a, str>>,
    recommend: Option<Cow<'a, str>>,
    access_denied_detail: Option<Box<AccessDeniedDetail<'a>>>,
}

impl<'a> Members<'a> {
    /// A page if there is a list, else an error reply if there is a code.
    fn into_reply<E: Error>(self) -> Result<Reply<'a>, E> {
        if let Some(list) = self.instance_statuses {
            return Ok(Reply::Page(Page {
                request_id: self.request_id.ok_or_else(|| E::missing_field("RequestId"))?,
                total_count: self.total_count.ok_or_else(|| E::missing_field("TotalCount"))?,
                page_number: self.page_number.ok_or_else(|| E::missing_field("PageNumber"))?,
                page_size: self.page_size.ok_or_else(|| E::missing_field("PageSize"))?,
                instance_statuses: list.instance_status,
            }));
        }
        match self.code.filter(|code| !code.as_str().is_empty()) {
            Some(code) => Ok(Reply::Error(ErrorReply {
                request_id: self.request_id,
                host_id: self.host_id,
                code,
                message: self.message,
                recommend: self.recommend,
                access_denied_detail: self.access_denied_detail,
            })),
            None => Err(E::custom(DecodeErrorKind::NotAReply)),
        }
    }
}

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
            return Members::deserialize(deserializer)?.into_reply();
        }
        Ok(match Variant::deserialize(deserializer)? {
            Variant::Page(page) => Self::Page(page),
            Variant::Error(error) => Self::Error(error),
        })
    }
}
