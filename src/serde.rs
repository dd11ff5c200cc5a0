//! What of `Serialize` and `Deserialize` the derive cannot do: limits, and leaving out what
//! is absent.
//!
//! Strings are always owned, so that every type is `DeserializeOwned`.

pub(crate) mod list;
mod reply;

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Unexpected, Visitor};
use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::{AccessDeniedDetail, ErrorReply, Field, Request, Status};

/// The value of a member, to be written.
#[derive(serde::Serialize)]
#[serde(untagged)]
enum Member<'v> {
    Required(&'v str),
    Text(Option<&'v str>),
    Counter(Option<u32>),
    OwnerId(Option<u64>),
    InstanceIds(&'v [Cow<'v, str>]),
    AccessDeniedDetail(Option<&'v AccessDeniedDetail<'v>>),
}

impl Member<'_> {
    fn is_absent(&self) -> bool {
        matches!(
            self,
            Self::Text(None)
                | Self::Counter(None)
                | Self::OwnerId(None)
                | Self::InstanceIds([])
                | Self::AccessDeniedDetail(None)
        )
    }
}

/// Writes an object. Human-readable formats leave out what is absent; any other has every
/// member, because it may tell them apart by position alone.
fn object<S: Serializer>(
    serializer: S,
    name: &'static str,
    members: &[(Field, Member<'_>)],
) -> Result<S::Ok, S::Error> {
    let is_readable = serializer.is_human_readable();
    let is_written = |member: &Member<'_>| !(is_readable && member.is_absent());
    let count = members.iter().filter(|(_, member)| is_written(member)).count();
    let mut object = serializer.serialize_struct(name, count)?;
    for (field, member) in members {
        if is_written(member) {
            object.serialize_field(field.name(), member)?;
        } else {
            object.skip_field(field.name())?;
        }
    }
    object.end()
}

impl Serialize for Request<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let members = [
            (Field::RegionId, Member::Required(&self.region_id)),
            (Field::ZoneId, Member::Text(self.zone_id.as_deref())),
            (Field::ClusterId, Member::Text(self.cluster_id.as_deref())),
            (Field::PageNumber, Member::Counter(self.page_number.map(u32::from))),
            (Field::PageSize, Member::Counter(self.page_size.map(u32::from))),
            (Field::InstanceId, Member::InstanceIds(&self.instance_ids)),
            (Field::OwnerId, Member::OwnerId(self.owner_id)),
            (Field::OwnerAccount, Member::Text(self.owner_account.as_deref())),
            (Field::ResourceOwnerId, Member::OwnerId(self.resource_owner_id)),
            (Field::ResourceOwnerAccount, Member::Text(self.resource_owner_account.as_deref())),
        ];
        object(serializer, "Request", &members)
    }
}

impl Serialize for ErrorReply<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let detail = self.access_denied_detail.as_deref();
        let members = [
            (Field::RequestId, Member::Text(self.request_id.as_deref())),
            (Field::HostId, Member::Text(self.host_id.as_deref())),
            (Field::Code, Member::Required(self.code.as_str())),
            (Field::Message, Member::Text(self.message.as_deref())),
            (Field::Recommend, Member::Text(self.recommend.as_deref())),
            (Field::AccessDeniedDetail, Member::AccessDeniedDetail(detail)),
        ];
        object(serializer, "Error", &members)
    }
}

impl Serialize for AccessDeniedDetail<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let members = [
            (Field::AuthAction, &self.auth_action),
            (Field::AuthPrincipalDisplayName, &self.auth_principal_display_name),
            (Field::AuthPrincipalOwnerId, &self.auth_principal_owner_id),
            (Field::AuthPrincipalType, &self.auth_principal_type),
            (Field::NoPermissionType, &self.no_permission_type),
            (Field::PolicyType, &self.policy_type),
            (Field::EncodedDiagnosticMessage, &self.encoded_diagnostic_message),
        ];
        let members = members.map(|(field, text)| (field, Member::Text(text.as_deref())));
        object(serializer, "AccessDeniedDetail", &members)
    }
}

impl Serialize for Status<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// Reads a text that counts as missing if it is empty.
pub(crate) fn non_empty<'de, 'a, T: From<Cow<'a, str>>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.is_empty() {
        return Err(D::Error::invalid_value(Unexpected::Str(""), &"a text that is not empty"));
    }
    Ok(T::from(Cow::Owned(text)))
}

/// Reads the ids of a request.
pub(crate) fn instance_ids<'de, 'a, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<Cow<'a, str>>, D::Error> {
    let may_be_empty = !deserializer.is_human_readable();
    deserializer.deserialize_seq(InstanceIds { may_be_empty })
}

/// The visitor of a request's ids. Human-readable formats leave an absent list out, so that an
/// empty one is a mistake there: it would select the whole region.
struct InstanceIds {
    may_be_empty: bool,
}

impl<'de> Visitor<'de> for InstanceIds {
    type Value = Vec<Cow<'static, str>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of instance ids")
    }

    /// Reads no further than the first id that is one too many.
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut ids = Vec::new();
        while ids.len() <= Request::MAX_INSTANCE_IDS
            && let Some(id) = seq.next_element()?
        {
            ids.push(id);
        }
        if ids.is_empty() && self.may_be_empty {
            return Ok(ids);
        }
        let request = Request::new("").with_instance_ids(ids).map_err(A::Error::custom)?;
        Ok(request.instance_ids)
    }
}
