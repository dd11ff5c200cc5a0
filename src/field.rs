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
    // Stays the last: `Field::NAMES` ends with it.
    /// The parameter `BearerToken`.
    BearerToken,
}

impl Field {
    /// The names of all fields, in the order of declaration: what is looked up by
    /// `field as usize` is built from this list. The order is tested beside `body::object` and
    /// `query::names`.
    pub(crate) const NAMES: &'static [&'static str; Self::BearerToken as usize + 1] = &[
        "the body",
        "RequestId",
        "TotalCount",
        "PageNumber",
        "PageSize",
        "InstanceStatuses",
        "InstanceStatus",
        "InstanceId",
        "Status",
        "HostId",
        "Code",
        "Message",
        "Recommend",
        "AccessDeniedDetail",
        "AuthAction",
        "AuthPrincipalDisplayName",
        "AuthPrincipalOwnerId",
        "AuthPrincipalType",
        "NoPermissionType",
        "PolicyType",
        "EncodedDiagnosticMessage",
        "Action",
        "Version",
        "RegionId",
        "ZoneId",
        "ClusterId",
        "OwnerId",
        "OwnerAccount",
        "ResourceOwnerId",
        "ResourceOwnerAccount",
        "Format",
        "AccessKeyId",
        "Signature",
        "SignatureMethod",
        "SignatureVersion",
        "SignatureNonce",
        "SignatureType",
        "Timestamp",
        "TimeStamp",
        "SecurityToken",
        "BearerToken",
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
    #[expect(clippy::indexing_slicing, reason = "each field has a name")]
    pub const fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    /// The bit that stands for the field in a set of those that have been seen.
    pub(crate) const fn bit(self) -> u64 {
        const { assert!(Self::NAMES.len() <= u64::BITS as usize, "a bit for each field") };
        1_u64.wrapping_shl(self as u32)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
