//! `Serialize` and `Deserialize` in the shape that JSON has on the wire, for
//! what a derive alone would not borrow or not shape.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::ToString;
use alloc::vec::Vec;
use serde::de::{Deserialize, Deserializer, Error, IgnoredAny};
use serde::ser::{Serialize, Serializer};

use crate::error_code::ErrorCode;
use crate::error_response::{AccessDeniedDetail, ErrorResponse};
use crate::page::{PageNumber, PageSize};
use crate::reply::Reply;
use crate::request::{Request, TooManyInstanceIds};
use crate::response::{InstanceStatus, Response};
use crate::status::Status;
use crate::text::Text;

/// For `#[serde(deserialize_with)]` on a string.
pub(crate) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Cow<'de, str>, D::Error> {
    Text::deserialize(deserializer).map(|Text(text)| text)
}

/// For `#[serde(deserialize_with)]` on an optional string.
pub(crate) fn optional<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Cow<'de, str>>, D::Error> {
    Ok(Option::<Text<'de>>::deserialize(deserializer)?.map(|Text(text)| text))
}

/// `{"InstanceStatus":[…]}`, for `#[serde(with)]` on the list of a page.
pub(crate) mod instance_statuses {
    use super::{Deserialize, Deserializer, InstanceStatus, Serialize, Serializer, Vec};

    #[derive(serde::Serialize)]
    struct Written<'l, 'a> {
        #[serde(rename = "InstanceStatus")]
        list: &'l [InstanceStatus<'a>],
    }

    #[derive(serde::Deserialize)]
    pub(super) struct Read<'a> {
        #[serde(rename = "InstanceStatus", borrow, default)]
        pub(super) list: Vec<InstanceStatus<'a>>,
    }

    pub(crate) fn serialize<S: Serializer>(
        list: &[InstanceStatus<'_>],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        Written { list }.serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<InstanceStatus<'de>>, D::Error> {
        Ok(Read::deserialize(deserializer)?.list)
    }
}

impl Serialize for Status<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Status<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Text::deserialize(deserializer).map(|Text(word)| Status::from(word))
    }
}

impl Serialize for ErrorCode<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for ErrorCode<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Text::deserialize(deserializer).map(|Text(code)| ErrorCode::from(code))
    }
}

impl Serialize for Reply<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Response(page) => page.serialize(serializer),
            Self::Error(error) => error.serialize(serializer),
        }
    }
}

/// All members of a page and of an error reply, from which the list and the code
/// decide which one it is.
#[derive(serde::Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Either<'a> {
    #[serde(borrow, default, deserialize_with = "optional")]
    request_id: Option<Cow<'a, str>>,
    total_count: Option<u32>,
    page_number: Option<u32>,
    page_size: Option<u32>,
    #[serde(borrow)]
    instance_statuses: Option<instance_statuses::Read<'a>>,
    #[serde(borrow)]
    code: Option<Code<'a>>,
    #[serde(borrow, default, deserialize_with = "optional")]
    host_id: Option<Cow<'a, str>>,
    #[serde(borrow, default, deserialize_with = "optional")]
    message: Option<Cow<'a, str>>,
    #[serde(borrow, default, deserialize_with = "optional")]
    recommend: Option<Cow<'a, str>>,
    #[serde(borrow)]
    access_denied_detail: Option<Box<AccessDeniedDetail<'a>>>,
}

/// A code of any type: a page of another product has been seen with a number.
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Code<'a> {
    Text(#[serde(borrow)] ErrorCode<'a>),
    Other(IgnoredAny),
}

impl<'de: 'a, 'a> Deserialize<'de> for Reply<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let either = Either::deserialize(deserializer)?;
        if let Some(instance_statuses) = either.instance_statuses {
            return Ok(Self::Response(Response {
                request_id: either.request_id.ok_or_else(|| Error::missing_field("RequestId"))?,
                total_count: either
                    .total_count
                    .ok_or_else(|| Error::missing_field("TotalCount"))?,
                page_number: either
                    .page_number
                    .ok_or_else(|| Error::missing_field("PageNumber"))?,
                page_size: either.page_size.ok_or_else(|| Error::missing_field("PageSize"))?,
                instance_statuses: instance_statuses.list,
            }));
        }
        match either.code {
            Some(Code::Text(code)) if !code.as_str().is_empty() => Ok(Self::Error(ErrorResponse {
                request_id: either.request_id,
                host_id: either.host_id,
                code,
                message: either.message,
                recommend: either.recommend,
                access_denied_detail: either.access_denied_detail,
            })),
            Some(Code::Other(_)) => Err(Error::custom("wrong type for Code")),
            _ => Err(Error::missing_field("InstanceStatuses")),
        }
    }
}

/// A member of `AccessDeniedDetail`, which may be an integer: its text. Of any other
/// number only the format knows the text.
pub(crate) fn optional_text_or_number<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Cow<'de, str>>, D::Error> {
    #[derive(serde::Deserialize)]
    #[serde(untagged)]
    enum TextOrNumber<'a> {
        Text(#[serde(borrow, deserialize_with = "text")] Cow<'a, str>),
        Unsigned(u64),
        Signed(i64),
    }
    Ok(Option::<TextOrNumber<'de>>::deserialize(deserializer)?.map(|value| match value {
        TextOrNumber::Text(text) => text,
        TextOrNumber::Unsigned(number) => Cow::Owned(number.to_string()),
        TextOrNumber::Signed(number) => Cow::Owned(number.to_string()),
    }))
}

/// At most 100 ids, and none in place of an empty list.
pub(crate) fn instance_ids<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<Cow<'de, str>>, D::Error> {
    let ids = Vec::<Text<'de>>::deserialize(deserializer)?;
    if ids.len() > Request::MAX_INSTANCE_IDS {
        return Err(Error::custom(TooManyInstanceIds));
    }
    Ok(ids.into_iter().map(|Text(id)| id).collect())
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
