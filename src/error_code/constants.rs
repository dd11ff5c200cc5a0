//! A constant for each code that the documentation lists: the code, and nothing else.
//!
//! What the documentation says about a code stands in its row in `documented.rs`.

use super::ErrorCode;

/// The operation's own codes.
impl ErrorCode<'static> {
    /// `InvalidRegionId.NotFound`.
    pub const INVALID_REGION_ID_NOT_FOUND: Self = Self::from_static("InvalidRegionId.NotFound");
    /// `InvalidZoneId.NotFound`.
    pub const INVALID_ZONE_ID_NOT_FOUND: Self = Self::from_static("InvalidZoneId.NotFound");
    /// `InvalidParameter.TooManyInstanceIds`.
    pub const INVALID_PARAMETER_TOO_MANY_INSTANCE_IDS: Self =
        Self::from_static("InvalidParameter.TooManyInstanceIds");
    /// `Abs.InvalidInstanceIds.MalFormed`.
    pub const ABS_INVALID_INSTANCE_IDS_MALFORMED: Self =
        Self::from_static("Abs.InvalidInstanceIds.MalFormed");
    /// `InstanceIdLimitExceeded`.
    pub const INSTANCE_ID_LIMIT_EXCEEDED: Self = Self::from_static("InstanceIdLimitExceeded");
    /// `InvalidInstanceId.Malformed`.
    pub const INVALID_INSTANCE_ID_MALFORMED: Self =
        Self::from_static("InvalidInstanceId.Malformed");
}

/// Codes common to the operations of ECS.
impl ErrorCode<'static> {
    /// `IdempotentParameterMismatch`.
    pub const IDEMPOTENT_PARAMETER_MISMATCH: Self =
        Self::from_static("IdempotentParameterMismatch");
    /// `IllegalTimestamp`.
    pub const ILLEGAL_TIMESTAMP: Self = Self::from_static("IllegalTimestamp");
    /// `IncompleteSignature`.
    pub const INCOMPLETE_SIGNATURE: Self = Self::from_static("IncompleteSignature");
    /// `InsufficientBalance`.
    pub const INSUFFICIENT_BALANCE: Self = Self::from_static("InsufficientBalance");
    /// `InvalidOwner`.
    pub const INVALID_OWNER: Self = Self::from_static("InvalidOwner");
    /// `InvalidOwnerAccount`.
    pub const INVALID_OWNER_ACCOUNT: Self = Self::from_static("InvalidOwnerAccount");
    /// `InvalidOwnerId`.
    pub const INVALID_OWNER_ID: Self = Self::from_static("InvalidOwnerId");
    /// `InvalidParamater`.
    pub const INVALID_PARAMATER: Self = Self::from_static("InvalidParamater");
    /// `InvalidParameter`.
    pub const INVALID_PARAMETER: Self = Self::from_static("InvalidParameter");
    /// `InvalidParameter.IsNull`.
    pub const INVALID_PARAMETER_IS_NULL: Self = Self::from_static("InvalidParameter.IsNull");
    /// `MissingParameter`.
    pub const MISSING_PARAMETER: Self = Self::from_static("MissingParameter");
    /// `SignatureNonceUsed`.
    pub const SIGNATURE_NONCE_USED: Self = Self::from_static("SignatureNonceUsed");
    /// `Throttling`.
    pub const THROTTLING: Self = Self::from_static("Throttling");
    /// `UnsupportedParameter`.
    pub const UNSUPPORTED_PARAMETER: Self = Self::from_static("UnsupportedParameter");
    /// `UnknownError`.
    pub const UNKNOWN_ERROR: Self = Self::from_static("UnknownError");
    /// `ChargeTypeViolation`.
    pub const CHARGE_TYPE_VIOLATION: Self = Self::from_static("ChargeTypeViolation");
    /// `Forbidden.AccessKeyDisabled`.
    pub const FORBIDDEN_ACCESS_KEY_DISABLED: Self =
        Self::from_static("Forbidden.AccessKeyDisabled");
    /// `Forbidden.AccessTooManyOthersResource`.
    pub const FORBIDDEN_ACCESS_TOO_MANY_OTHERS_RESOURCE: Self =
        Self::from_static("Forbidden.AccessTooManyOthersResource");
    /// `Forbidden.NotSupportRAM`.
    pub const FORBIDDEN_NOT_SUPPORT_RAM: Self = Self::from_static("Forbidden.NotSupportRAM");
    /// `Forbidden.RAM`.
    pub const FORBIDDEN_RAM: Self = Self::from_static("Forbidden.RAM");
    /// `Forbidden.RiskControl`.
    pub const FORBIDDEN_RISK_CONTROL: Self = Self::from_static("Forbidden.RiskControl");
    /// `Forbidden.SubUser`.
    pub const FORBIDDEN_SUB_USER: Self = Self::from_static("Forbidden.SubUser");
    /// `Forbidden.Unauthorized`.
    pub const FORBIDDEN_UNAUTHORIZED: Self = Self::from_static("Forbidden.Unauthorized");
    /// `InvalidAccount.NotFound`.
    pub const INVALID_ACCOUNT_NOT_FOUND: Self = Self::from_static("InvalidAccount.NotFound");
    /// `InvalidAction`.
    pub const INVALID_ACTION: Self = Self::from_static("InvalidAction");
    /// `InvalidIdempotenceParameter.Mismatch`.
    pub const INVALID_IDEMPOTENCE_PARAMETER_MISMATCH: Self =
        Self::from_static("InvalidIdempotenceParameter.Mismatch");
    /// `InvalidParameter.OwnerAccount`.
    pub const INVALID_PARAMETER_OWNER_ACCOUNT: Self =
        Self::from_static("InvalidParameter.OwnerAccount");
    /// `InvalidParameter.ResourceOwnerAccount`.
    pub const INVALID_PARAMETER_RESOURCE_OWNER_ACCOUNT: Self =
        Self::from_static("InvalidParameter.ResourceOwnerAccount");
    /// `LastTokenProcessing`.
    pub const LAST_TOKEN_PROCESSING: Self = Self::from_static("LastTokenProcessing");
    /// `RealNameAuthenticationError`.
    pub const REAL_NAME_AUTHENTICATION_ERROR: Self =
        Self::from_static("RealNameAuthenticationError");
    /// `UnsupportedHTTPMethod`.
    pub const UNSUPPORTED_HTTP_METHOD: Self = Self::from_static("UnsupportedHTTPMethod");
    /// `InvalidDiskId.NotFound`.
    pub const INVALID_DISK_ID_NOT_FOUND: Self = Self::from_static("InvalidDiskId.NotFound");
    /// `InvalidImageId.NotFound`.
    pub const INVALID_IMAGE_ID_NOT_FOUND: Self = Self::from_static("InvalidImageId.NotFound");
    /// `InvalidInstanceId.NotFound`.
    pub const INVALID_INSTANCE_ID_NOT_FOUND: Self = Self::from_static("InvalidInstanceId.NotFound");
    /// `InvalidSecurityGroupId.NotFound`.
    pub const INVALID_SECURITY_GROUP_ID_NOT_FOUND: Self =
        Self::from_static("InvalidSecurityGroupId.NotFound");
    /// `InvalidSnapshotId.NotFound`.
    pub const INVALID_SNAPSHOT_ID_NOT_FOUND: Self = Self::from_static("InvalidSnapshotId.NotFound");
    /// `OperationConflict`.
    pub const OPERATION_CONFLICT: Self = Self::from_static("OperationConflict");
    /// `InternalError`.
    pub const INTERNAL_ERROR: Self = Self::from_static("InternalError");
    /// `ServiceUnavailable`.
    pub const SERVICE_UNAVAILABLE: Self = Self::from_static("ServiceUnavailable");
    /// `ServiceUnavailable.RegionMaintaining`.
    pub const SERVICE_UNAVAILABLE_REGION_MAINTAINING: Self =
        Self::from_static("ServiceUnavailable.RegionMaintaining");
}

/// Codes of the gateway in front of every product.
impl ErrorCode<'static> {
    /// `InvalidApi.NotFound`.
    pub const INVALID_API_NOT_FOUND: Self = Self::from_static("InvalidApi.NotFound");
    /// `InvalidAction.NotFound`.
    pub const INVALID_ACTION_NOT_FOUND: Self = Self::from_static("InvalidAction.NotFound");
    /// `MissingRegionId`.
    pub const MISSING_REGION_ID: Self = Self::from_static("MissingRegionId");
    /// `InvalidAccessKeyId`.
    pub const INVALID_ACCESS_KEY_ID: Self = Self::from_static("InvalidAccessKeyId");
    /// `InvalidAccessKeyId.NotFound`.
    pub const INVALID_ACCESS_KEY_ID_NOT_FOUND: Self =
        Self::from_static("InvalidAccessKeyId.NotFound");
    /// `InvalidAccessKeyId.Inactive`.
    pub const INVALID_ACCESS_KEY_ID_INACTIVE: Self =
        Self::from_static("InvalidAccessKeyId.Inactive");
    /// `InvalidTimeStamp.Format`.
    pub const INVALID_TIME_STAMP_FORMAT: Self = Self::from_static("InvalidTimeStamp.Format");
    /// `InvalidTimeStamp.Expired`.
    pub const INVALID_TIME_STAMP_EXPIRED: Self = Self::from_static("InvalidTimeStamp.Expired");
    /// `SignatureDoesNotMatch`.
    pub const SIGNATURE_DOES_NOT_MATCH: Self = Self::from_static("SignatureDoesNotMatch");
    /// `InvalidSignatureMethod`.
    pub const INVALID_SIGNATURE_METHOD: Self = Self::from_static("InvalidSignatureMethod");
    /// `InvalidParameter.Format`.
    pub const INVALID_PARAMETER_FORMAT: Self = Self::from_static("InvalidParameter.Format");
    /// `InvalidVersion`.
    pub const INVALID_VERSION: Self = Self::from_static("InvalidVersion");
    /// `Throttling.User`.
    pub const THROTTLING_USER: Self = Self::from_static("Throttling.User");
    /// `Throttling.Api`.
    pub const THROTTLING_API: Self = Self::from_static("Throttling.Api");
    /// `Throttling.Api.Concurrency`.
    pub const THROTTLING_API_CONCURRENCY: Self = Self::from_static("Throttling.Api.Concurrency");
    /// `Rejected.Throttling`.
    pub const REJECTED_THROTTLING: Self = Self::from_static("Rejected.Throttling");
    /// `InvalidSecurityToken.Expired`.
    pub const INVALID_SECURITY_TOKEN_EXPIRED: Self =
        Self::from_static("InvalidSecurityToken.Expired");
    /// `InvalidSecurityToken.Malformed`.
    pub const INVALID_SECURITY_TOKEN_MALFORMED: Self =
        Self::from_static("InvalidSecurityToken.Malformed");
    /// `InvalidSecurityToken.MismatchWithAccessKey`.
    pub const INVALID_SECURITY_TOKEN_MISMATCH_WITH_ACCESS_KEY: Self =
        Self::from_static("InvalidSecurityToken.MismatchWithAccessKey");
    /// `MissingSecurityToken`.
    pub const MISSING_SECURITY_TOKEN: Self = Self::from_static("MissingSecurityToken");
    /// `NoPermission`.
    pub const NO_PERMISSION: Self = Self::from_static("NoPermission");
    /// `ServiceUnAvailable`.
    pub const SERVICE_UN_AVAILABLE: Self = Self::from_static("ServiceUnAvailable");
    /// `UnsupportedOperation`.
    pub const UNSUPPORTED_OPERATION: Self = Self::from_static("UnsupportedOperation");
}
