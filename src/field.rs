//! The names of the members and parameters that an error can be about.

use core::fmt;

/// Which member of a reply, or which parameter of a request, an error is about.
///
/// `Display` prints its name on the wire.
///
/// ```
/// use aliyun_instance_status::Field;
///
/// assert_eq!(Field::TotalCount.to_string(), "TotalCount");
/// ```
///
/// `#[non_exhaustive]`, because the operation may grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Field {
    /// The whole body: the JSON object or the XML root element.
    Body,
    /// `RequestId` of a page or an error reply.
    RequestId,
    /// `TotalCount` of a page.
    TotalCount,
    /// `PageNumber` of a page or a request.
    PageNumber,
    /// `PageSize` of a page or a request.
    PageSize,
    /// `InstanceStatuses`, the object or element around the list of a page.
    InstanceStatuses,
    /// `InstanceStatus`, the list of a page, or one instance in it.
    InstanceStatus,
    /// `InstanceId` of an instance in the list, or `InstanceId.N` of a request.
    InstanceId,
    /// `Status` of an instance in the list.
    Status,
    /// `HostId` of an error reply.
    HostId,
    /// `Code` of an error reply.
    Code,
    /// `Message` of an error reply.
    Message,
    /// `Recommend` of an error reply.
    Recommend,
    /// `AccessDeniedDetail` of an error reply.
    AccessDeniedDetail,
    /// `AuthAction` of an `AccessDeniedDetail`.
    AuthAction,
    /// `AuthPrincipalDisplayName` of an `AccessDeniedDetail`.
    AuthPrincipalDisplayName,
    /// `AuthPrincipalOwnerId` of an `AccessDeniedDetail`.
    AuthPrincipalOwnerId,
    /// `AuthPrincipalType` of an `AccessDeniedDetail`.
    AuthPrincipalType,
    /// `NoPermissionType` of an `AccessDeniedDetail`.
    NoPermissionType,
    /// `PolicyType` of an `AccessDeniedDetail`.
    PolicyType,
    /// `EncodedDiagnosticMessage` of an `AccessDeniedDetail`.
    EncodedDiagnosticMessage,
    /// The parameter `Action`.
    Action,
    /// The parameter `Version`.
    Version,
    /// The parameter `RegionId`.
    RegionId,
    /// The parameter `ZoneId`.
    ZoneId,
    /// The parameter `ClusterId`.
    ClusterId,
    /// The parameter `OwnerId`.
    OwnerId,
    /// The parameter `OwnerAccount`.
    OwnerAccount,
    /// The parameter `ResourceOwnerId`.
    ResourceOwnerId,
    /// The parameter `ResourceOwnerAccount`.
    ResourceOwnerAccount,
    /// The parameter `Format`.
    Format,
    /// The parameter `AccessKeyId`.
    AccessKeyId,
    /// The parameter `Signature`.
    Signature,
    /// The parameter `SignatureMethod`.
    SignatureMethod,
    /// The parameter `SignatureVersion`.
    SignatureVersion,
    /// The parameter `SignatureNonce`.
    SignatureNonce,
    /// The parameter `SignatureType`.
    SignatureType,
    /// The parameter `Timestamp`.
    Timestamp,
    /// The parameter `TimeStamp`, the old spelling of `Timestamp`.
    TimeStamp,
    /// The parameter `SecurityToken`.
    SecurityToken,
    /// The parameter `BearerToken`.
    BearerToken,
}

impl Field {
    /// Every field, in the order of declaration: what is looked up by `field as usize` is
    /// built from this list.
    pub(crate) const ALL: [Self; 41] = [
        Self::Body,
        Self::RequestId,
        Self::TotalCount,
        Self::PageNumber,
        Self::PageSize,
        Self::InstanceStatuses,
        Self::InstanceStatus,
        Self::InstanceId,
        Self::Status,
        Self::HostId,
        Self::Code,
        Self::Message,
        Self::Recommend,
        Self::AccessDeniedDetail,
        Self::AuthAction,
        Self::AuthPrincipalDisplayName,
        Self::AuthPrincipalOwnerId,
        Self::AuthPrincipalType,
        Self::NoPermissionType,
        Self::PolicyType,
        Self::EncodedDiagnosticMessage,
        Self::Action,
        Self::Version,
        Self::RegionId,
        Self::ZoneId,
        Self::ClusterId,
        Self::OwnerId,
        Self::OwnerAccount,
        Self::ResourceOwnerId,
        Self::ResourceOwnerAccount,
        Self::Format,
        Self::AccessKeyId,
        Self::Signature,
        Self::SignatureMethod,
        Self::SignatureVersion,
        Self::SignatureNonce,
        Self::SignatureType,
        Self::Timestamp,
        Self::TimeStamp,
        Self::SecurityToken,
        Self::BearerToken,
    ];

    /// The name on the wire; `the body` for [`Field::Body`].
    ///
    /// ```
    /// use aliyun_instance_status::Field;
    ///
    /// assert_eq!(Field::TotalCount.name(), "TotalCount");
    /// ```
    #[must_use]
    #[inline]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Body => "the body",
            Self::RequestId => "RequestId",
            Self::TotalCount => "TotalCount",
            Self::PageNumber => "PageNumber",
            Self::PageSize => "PageSize",
            Self::InstanceStatuses => "InstanceStatuses",
            Self::InstanceStatus => "InstanceStatus",
            Self::InstanceId => "InstanceId",
            Self::Status => "Status",
            Self::HostId => "HostId",
            Self::Code => "Code",
            Self::Message => "Message",
            Self::Recommend => "Recommend",
            Self::AccessDeniedDetail => "AccessDeniedDetail",
            Self::AuthAction => "AuthAction",
            Self::AuthPrincipalDisplayName => "AuthPrincipalDisplayName",
            Self::AuthPrincipalOwnerId => "AuthPrincipalOwnerId",
            Self::AuthPrincipalType => "AuthPrincipalType",
            Self::NoPermissionType => "NoPermissionType",
            Self::PolicyType => "PolicyType",
            Self::EncodedDiagnosticMessage => "EncodedDiagnosticMessage",
            Self::Action => "Action",
            Self::Version => "Version",
            Self::RegionId => "RegionId",
            Self::ZoneId => "ZoneId",
            Self::ClusterId => "ClusterId",
            Self::OwnerId => "OwnerId",
            Self::OwnerAccount => "OwnerAccount",
            Self::ResourceOwnerId => "ResourceOwnerId",
            Self::ResourceOwnerAccount => "ResourceOwnerAccount",
            Self::Format => "Format",
            Self::AccessKeyId => "AccessKeyId",
            Self::Signature => "Signature",
            Self::SignatureMethod => "SignatureMethod",
            Self::SignatureVersion => "SignatureVersion",
            Self::SignatureNonce => "SignatureNonce",
            Self::SignatureType => "SignatureType",
            Self::Timestamp => "Timestamp",
            Self::TimeStamp => "TimeStamp",
            Self::SecurityToken => "SecurityToken",
            Self::BearerToken => "BearerToken",
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Another order in [`Field::ALL`], or a list that ends early, does not compile. That no member
/// and no parameter is missing is tested beside `members` and `query::names`.
#[expect(clippy::indexing_slicing, reason = "at compile time")]
const _: () = {
    let mut index = 0;
    while index < Field::ALL.len() {
        assert!(Field::ALL[index] as usize == index, "another order");
        index += 1;
    }
    assert!(index == Field::BearerToken as usize + 1, "a field is missing");
};
