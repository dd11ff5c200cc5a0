//! `Serialize` and `Deserialize` in the shape that JSON has on the wire, for
//! what a derive alone would not borrow or not shape.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::ToString;
use alloc::vec::Vec;
use core::fmt;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::access_denied_detail::AccessDeniedDetail;
use crate::error_code::ErrorCode;
use crate::error_response::ErrorResponse;
use crate::field::Field;
use crate::invalid_instance_ids::InvalidInstanceIds;
use crate::page::{PageNumber, PageSize};
use crate::reply::Reply;
use crate::request::Request;
use crate::response::{InstanceStatus, Response};
use crate::status::Status;
use crate::text::Text;

/// For `#[serde(deserialize_with)]` on a string.
pub(crate) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Cow<'de, str>, D::Error> {
    Text::deserialize(deserializer).map(|Text(text)| text)
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

/// The members of a page and of an error reply. Those of the other kind are
/// unknown members, which may have any type.
#[derive(serde::Deserialize)]
#[serde(rename_all = "PascalCase", bound(deserialize = "'de: 'a, L: Deserialize<'de>"))]
struct Members<'a, L> {
    request_id: Option<Member<Text<'a>>>,
    total_count: Option<Member<u32>>,
    page_number: Option<Member<u32>>,
    page_size: Option<Member<u32>>,
    instance_statuses: Option<L>,
    host_id: Option<Member<Text<'a>>>,
    code: Option<Member<Text<'a>>>,
    message: Option<Member<Text<'a>>>,
    recommend: Option<Member<Text<'a>>>,
    access_denied_detail: Option<Member<AccessDeniedDetail<'a>>>,
}

/// A member of the type that it should have, or of another.
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Member<T> {
    Known(T),
    Other(IgnoredAny),
}

/// What a member is, where it is there.
fn optional<T, E: Error>(member: Option<Member<T>>, field: Field) -> Result<Option<T>, E> {
    match member {
        None => Ok(None),
        Some(Member::Known(value)) => Ok(Some(value)),
        Some(Member::Other(_)) => Err(E::custom(format_args!("wrong type for {field}"))),
    }
}

fn required<T, E: Error>(member: Option<Member<T>>, field: Field) -> Result<T, E> {
    optional(member, field)?.ok_or_else(|| E::missing_field(field.name()))
}

impl<'a, L> Members<'a, L> {
    fn error<E: Error>(self) -> Result<ErrorResponse<'a>, E> {
        let Text(code) = required(self.code, Field::Code)?;
        if code.is_empty() {
            return Err(E::missing_field(Field::Code.name()));
        }
        let text = |Text(text)| text;
        Ok(ErrorResponse {
            request_id: optional(self.request_id, Field::RequestId)?.map(text),
            host_id: optional(self.host_id, Field::HostId)?.map(text),
            code: ErrorCode::from(code),
            message: optional(self.message, Field::Message)?.map(text),
            recommend: optional(self.recommend, Field::Recommend)?.map(text),
            access_denied_detail: optional(self.access_denied_detail, Field::AccessDeniedDetail)?
                .map(Box::new),
        })
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for ErrorResponse<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Members::<IgnoredAny>::deserialize(deserializer)?.error()
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Reply<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut members = Members::<instance_statuses::Read<'a>>::deserialize(deserializer)?;
        if let Some(list) = members.instance_statuses.take() {
            let Text(request_id) = required(members.request_id, Field::RequestId)?;
            return Ok(Self::Response(Response {
                request_id,
                total_count: required(members.total_count, Field::TotalCount)?,
                page_number: required(members.page_number, Field::PageNumber)?,
                page_size: required(members.page_size, Field::PageSize)?,
                instance_statuses: list.list,
            }));
        }
        // An empty code is no code, and what has none is not an error reply.
        match &members.code {
            None => Err(Error::missing_field(Field::InstanceStatuses.name())),
            Some(Member::Known(Text(code))) if code.is_empty() => {
                Err(Error::missing_field(Field::InstanceStatuses.name()))
            }
            Some(_) => members.error().map(Self::Error),
        }
    }
}

impl Serialize for AccessDeniedDetail<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let values = self.values();
        let present = values.iter().flatten().count();
        let mut object = serializer.serialize_struct(Field::AccessDeniedDetail.name(), present)?;
        for (field, value) in Self::FIELDS.into_iter().zip(values) {
            match value {
                Some(value) => object.serialize_field(field.name(), value)?,
                None => object.skip_field(field.name())?,
            }
        }
        object.end()
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for AccessDeniedDetail<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(AccessDeniedDetailVisitor)
    }
}

struct AccessDeniedDetailVisitor;

impl<'de> Visitor<'de> for AccessDeniedDetailVisitor {
    type Value = AccessDeniedDetail<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let mut members = [const { None }; 7];
        while let Some(Text(name)) = object.next_key()? {
            let Some((field, member)) = AccessDeniedDetail::find(&mut members, &name) else {
                object.next_value::<IgnoredAny>()?;
                continue;
            };
            if member.is_some() {
                return Err(A::Error::duplicate_field(field.name()));
            }
            *member = Some(object.next_value::<Option<TextOrInteger<'de>>>()?);
        }
        let text = |member: Option<TextOrInteger<'de>>| member.map(TextOrInteger::into_text);
        Ok(AccessDeniedDetail::from_values(members.map(|member| member.and_then(text))))
    }
}

/// A member of `AccessDeniedDetail`, which may be an integer: its text. Of any other
/// number only the format knows the text.
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum TextOrInteger<'a> {
    Text(#[serde(borrow)] Text<'a>),
    Unsigned(u64),
    Signed(i64),
}

impl<'a> TextOrInteger<'a> {
    fn into_text(self) -> Cow<'a, str> {
        match self {
            Self::Text(Text(text)) => text,
            Self::Unsigned(number) => Cow::Owned(number.to_string()),
            Self::Signed(number) => Cow::Owned(number.to_string()),
        }
    }
}

/// The members of a request.
#[derive(serde::Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Parameters<'a> {
    #[serde(borrow)]
    region_id: Text<'a>,
    zone_id: Option<Text<'a>>,
    cluster_id: Option<Text<'a>>,
    page_number: Option<PageNumber>,
    page_size: Option<PageSize>,
    #[serde(default)]
    instance_id: Vec<Text<'a>>,
    owner_id: Option<u64>,
    owner_account: Option<Text<'a>>,
    resource_owner_id: Option<u64>,
    resource_owner_account: Option<Text<'a>>,
}

impl<'de: 'a, 'a> Deserialize<'de> for Request<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let parameters = Parameters::deserialize(deserializer)?;
        let text = |Text(text)| text;
        if parameters.instance_id.len() > Self::MAX_INSTANCE_IDS {
            return Err(Error::custom(InvalidInstanceIds::TooMany));
        }
        Ok(Self {
            region_id: text(parameters.region_id),
            zone_id: parameters.zone_id.map(text),
            cluster_id: parameters.cluster_id.map(text),
            page_number: parameters.page_number,
            page_size: parameters.page_size,
            instance_ids: parameters.instance_id.into_iter().map(text).collect(),
            owner_id: parameters.owner_id,
            owner_account: parameters.owner_account.map(text),
            resource_owner_id: parameters.resource_owner_id,
            resource_owner_account: parameters.resource_owner_account.map(text),
        })
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
