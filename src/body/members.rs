//! What a reply holds: each object's members. Reading and writing go through these lists in
//! either format. The records of a page (`records`), telling a page from an error reply
//! (`json/reply`) and finding a misspelt name (`misspelt`) also name members.

use alloc::borrow::Cow;

use super::kind::{Counter, OptionalText, RequiredText, TextOrNumber};
use super::object::{MemberVisitor, Object};
use super::optional_object::OptionalObject;
use super::records::Records;
use crate::access_denied_detail::AccessDeniedDetail;
use crate::error_code::ErrorCode;
use crate::error_reply::ErrorReply;
use crate::field::Field;
use crate::instance_status::InstanceStatus;
use crate::page::Page;
use crate::status::Status;

type Str<'a> = RequiredText<Cow<'a, str>>;

impl<'a> Object<'a> for Page<'a> {
    #[inline]
    fn blank() -> Self {
        Self::new("", 0, 0, 0)
    }

    #[inline(always)]
    fn members<V: MemberVisitor<'a, Self>>(v: &mut V) -> Result<(), V::Stop> {
        use Field as F;
        v.member::<Str<'a>>(F::RequestId, |p| &p.request_id, |p| &mut p.request_id)?;
        v.member::<Counter>(F::TotalCount, |p| &p.total_count, |p| &mut p.total_count)?;
        v.member::<Counter>(F::PageNumber, |p| &p.page_number, |p| &mut p.page_number)?;
        v.member::<Counter>(F::PageSize, |p| &p.page_size, |p| &mut p.page_size)?;
        v.member::<Records>(
            F::InstanceStatuses,
            |p| &p.instance_statuses,
            |p| &mut p.instance_statuses,
        )
    }
}

impl<'a> Object<'a> for InstanceStatus<'a> {
    #[inline]
    fn blank() -> Self {
        Self { instance_id: Cow::Borrowed(""), status: Status::Pending }
    }

    #[inline(always)]
    fn members<V: MemberVisitor<'a, Self>>(v: &mut V) -> Result<(), V::Stop> {
        use Field as F;
        v.member::<Str<'a>>(F::InstanceId, |r| &r.instance_id, |r| &mut r.instance_id)?;
        v.member::<RequiredText<Status<'a>>>(F::Status, |r| &r.status, |r| &mut r.status)
    }
}

impl<'a> Object<'a> for ErrorReply<'a> {
    #[inline]
    fn blank() -> Self {
        Self::new("")
    }

    #[inline(always)]
    fn members<V: MemberVisitor<'a, Self>>(v: &mut V) -> Result<(), V::Stop> {
        use Field as F;
        v.member::<OptionalText>(F::RequestId, |e| &e.request_id, |e| &mut e.request_id)?;
        v.member::<OptionalText>(F::HostId, |e| &e.host_id, |e| &mut e.host_id)?;
        v.member::<RequiredText<ErrorCode<'a>>>(F::Code, |e| &e.code, |e| &mut e.code)?;
        v.member::<OptionalText>(F::Message, |e| &e.message, |e| &mut e.message)?;
        v.member::<OptionalText>(F::Recommend, |e| &e.recommend, |e| &mut e.recommend)?;
        v.member::<OptionalObject<AccessDeniedDetail<'a>>>(
            F::AccessDeniedDetail,
            |e| &e.access_denied_detail,
            |e| &mut e.access_denied_detail,
        )
    }
}

impl<'a> Object<'a> for AccessDeniedDetail<'a> {
    fn blank() -> Self {
        Self::default()
    }

    fn members<V: MemberVisitor<'a, Self>>(v: &mut V) -> Result<(), V::Stop> {
        use Field as F;
        v.member::<TextOrNumber>(F::AuthAction, |d| &d.auth_action, |d| &mut d.auth_action)?;
        v.member::<TextOrNumber>(
            F::AuthPrincipalDisplayName,
            |d| &d.auth_principal_display_name,
            |d| &mut d.auth_principal_display_name,
        )?;
        v.member::<TextOrNumber>(
            F::AuthPrincipalOwnerId,
            |d| &d.auth_principal_owner_id,
            |d| &mut d.auth_principal_owner_id,
        )?;
        v.member::<TextOrNumber>(
            F::AuthPrincipalType,
            |d| &d.auth_principal_type,
            |d| &mut d.auth_principal_type,
        )?;
        v.member::<TextOrNumber>(
            F::NoPermissionType,
            |d| &d.no_permission_type,
            |d| &mut d.no_permission_type,
        )?;
        v.member::<TextOrNumber>(F::PolicyType, |d| &d.policy_type, |d| &mut d.policy_type)?;
        v.member::<TextOrNumber>(
            F::EncodedDiagnosticMessage,
            |d| &d.encoded_diagnostic_message,
            |d| &mut d.encoded_diagnostic_message,
        )
    }
}

#[cfg(test)]
mod tests;
