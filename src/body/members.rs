//! What a reply holds: each object's members. Reading and writing either format go through
//! these lists. Beside them, only the JSON grammar's `Reply` names members: those
//! that tell a page from an error.

use alloc::borrow::Cow;

use super::kind::{Counter, Detail, Kind, Loose, Optional, Records, Text};
use crate::access_denied_detail::AccessDeniedDetail;
use crate::error_code::ErrorCode;
use crate::error_reply::ErrorReply;
use crate::field::Field;
use crate::page::{InstanceStatus, Page};
use crate::status::Status;

/// An object of a reply.
pub(super) trait Object<'a>: Sized {
    /// The object before any of its members has come.
    fn blank() -> Self;

    /// Shows each member, in the order in which the service sends them.
    fn members<V: Visitor<'a, Self>>(visitor: &mut V) -> Result<(), V::Stop>;
}

/// Who is shown the members of an object.
pub(super) trait Visitor<'a, T> {
    /// Why it wants to see no more.
    type Stop;

    /// A member: its name and the kind of its value. `value` borrows that from the object, to
    /// be written; `place` is where it is put when it is read.
    fn member<K: Kind<'a>>(
        &mut self,
        field: Field,
        value: impl Fn(&T) -> &K::Value,
        place: impl Fn(&mut T) -> &mut K::Value,
    ) -> Result<(), Self::Stop>;
}

type Str<'a> = Text<Cow<'a, str>>;

impl<'a> Object<'a> for Page<'a> {
    #[inline]
    fn blank() -> Self {
        Self::new("", 0, 0, 0)
    }

    #[inline(always)]
    fn members<V: Visitor<'a, Self>>(v: &mut V) -> Result<(), V::Stop> {
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
    fn members<V: Visitor<'a, Self>>(v: &mut V) -> Result<(), V::Stop> {
        use Field as F;
        v.member::<Str<'a>>(F::InstanceId, |r| &r.instance_id, |r| &mut r.instance_id)?;
        v.member::<Text<Status<'a>>>(F::Status, |r| &r.status, |r| &mut r.status)
    }
}

impl<'a> Object<'a> for ErrorReply<'a> {
    #[inline]
    fn blank() -> Self {
        Self::new("")
    }

    #[inline(always)]
    fn members<V: Visitor<'a, Self>>(v: &mut V) -> Result<(), V::Stop> {
        use Field as F;
        v.member::<Optional>(F::RequestId, |e| &e.request_id, |e| &mut e.request_id)?;
        v.member::<Optional>(F::HostId, |e| &e.host_id, |e| &mut e.host_id)?;
        v.member::<Text<ErrorCode<'a>>>(F::Code, |e| &e.code, |e| &mut e.code)?;
        v.member::<Optional>(F::Message, |e| &e.message, |e| &mut e.message)?;
        v.member::<Optional>(F::Recommend, |e| &e.recommend, |e| &mut e.recommend)?;
        v.member::<Detail>(
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

    fn members<V: Visitor<'a, Self>>(v: &mut V) -> Result<(), V::Stop> {
        use Field as F;
        v.member::<Loose>(F::AuthAction, |d| &d.auth_action, |d| &mut d.auth_action)?;
        v.member::<Loose>(
            F::AuthPrincipalDisplayName,
            |d| &d.auth_principal_display_name,
            |d| &mut d.auth_principal_display_name,
        )?;
        v.member::<Loose>(
            F::AuthPrincipalOwnerId,
            |d| &d.auth_principal_owner_id,
            |d| &mut d.auth_principal_owner_id,
        )?;
        v.member::<Loose>(
            F::AuthPrincipalType,
            |d| &d.auth_principal_type,
            |d| &mut d.auth_principal_type,
        )?;
        v.member::<Loose>(
            F::NoPermissionType,
            |d| &d.no_permission_type,
            |d| &mut d.no_permission_type,
        )?;
        v.member::<Loose>(F::PolicyType, |d| &d.policy_type, |d| &mut d.policy_type)?;
        v.member::<Loose>(
            F::EncodedDiagnosticMessage,
            |d| &d.encoded_diagnostic_message,
            |d| &mut d.encoded_diagnostic_message,
        )
    }
}
