//! The codes that the documentation lists, and what it says of them.
//!
//! Where sources give a code more than one HTTP status, the row has the one of
//! a real reply, else the gateway's.

use super::ErrorCode;

/// What the documentation says of a code.
pub(super) struct Documented {
    pub(super) code: ErrorCode<'static>,
    pub(super) http_status: Option<u16>,
    pub(super) message: Option<&'static str>,
}

/// The operation's own codes.
impl ErrorCode<'static> {
    /// `InvalidRegionId.NotFound`, HTTP 404.
    pub const INVALID_REGION_ID_NOT_FOUND: Self = Self::documented("InvalidRegionId.NotFound");
    /// `InvalidZoneId.NotFound`, HTTP 404.
    pub const INVALID_ZONE_ID_NOT_FOUND: Self = Self::documented("InvalidZoneId.NotFound");
    /// `InvalidParameter.TooManyInstanceIds`, HTTP 403.
    pub const INVALID_PARAMETER_TOO_MANY_INSTANCE_IDS: Self =
        Self::documented("InvalidParameter.TooManyInstanceIds");
    /// `Abs.InvalidInstanceIds.MalFormed`, HTTP 403.
    pub const ABS_INVALID_INSTANCE_IDS_MALFORMED: Self =
        Self::documented("Abs.InvalidInstanceIds.MalFormed");
    /// `InstanceIdLimitExceeded`.
    pub const INSTANCE_ID_LIMIT_EXCEEDED: Self = Self::documented("InstanceIdLimitExceeded");
    /// `InvalidInstanceId.Malformed`.
    pub const INVALID_INSTANCE_ID_MALFORMED: Self = Self::documented("InvalidInstanceId.Malformed");
}

/// Codes common to the operations of ECS.
impl ErrorCode<'static> {
    /// `IdempotentParameterMismatch`, HTTP 400.
    pub const IDEMPOTENT_PARAMETER_MISMATCH: Self = Self::documented("IdempotentParameterMismatch");
    /// `IllegalTimestamp`, HTTP 400.
    pub const ILLEGAL_TIMESTAMP: Self = Self::documented("IllegalTimestamp");
    /// `IncompleteSignature`, HTTP 400.
    pub const INCOMPLETE_SIGNATURE: Self = Self::documented("IncompleteSignature");
    /// `InsufficientBalance`, HTTP 400.
    pub const INSUFFICIENT_BALANCE: Self = Self::documented("InsufficientBalance");
    /// `InvalidOwner`, HTTP 400.
    pub const INVALID_OWNER: Self = Self::documented("InvalidOwner");
    /// `InvalidOwnerAccount`, HTTP 400.
    pub const INVALID_OWNER_ACCOUNT: Self = Self::documented("InvalidOwnerAccount");
    /// `InvalidOwnerId`, HTTP 400.
    pub const INVALID_OWNER_ID: Self = Self::documented("InvalidOwnerId");
    /// `InvalidParamater`, HTTP 400.
    pub const INVALID_PARAMATER: Self = Self::documented("InvalidParamater");
    /// `InvalidParameter`, HTTP 400.
    pub const INVALID_PARAMETER: Self = Self::documented("InvalidParameter");
    /// `InvalidParameter.IsNull`, HTTP 400.
    pub const INVALID_PARAMETER_IS_NULL: Self = Self::documented("InvalidParameter.IsNull");
    /// `MissingParameter`, HTTP 400.
    pub const MISSING_PARAMETER: Self = Self::documented("MissingParameter");
    /// `SignatureNonceUsed`, HTTP 400.
    pub const SIGNATURE_NONCE_USED: Self = Self::documented("SignatureNonceUsed");
    /// `Throttling`, HTTP 400.
    pub const THROTTLING: Self = Self::documented("Throttling");
    /// `UnsupportedParameter`, HTTP 400.
    pub const UNSUPPORTED_PARAMETER: Self = Self::documented("UnsupportedParameter");
    /// `UnknownError`, HTTP 400.
    pub const UNKNOWN_ERROR: Self = Self::documented("UnknownError");
    /// `ChargeTypeViolation`, HTTP 403.
    pub const CHARGE_TYPE_VIOLATION: Self = Self::documented("ChargeTypeViolation");
    /// `Forbidden.AccessKeyDisabled`, HTTP 403.
    pub const FORBIDDEN_ACCESS_KEY_DISABLED: Self = Self::documented("Forbidden.AccessKeyDisabled");
    /// `Forbidden.NotSupportRAM`, HTTP 403.
    pub const FORBIDDEN_NOT_SUPPORT_RAM: Self = Self::documented("Forbidden.NotSupportRAM");
    /// `Forbidden.RAM`, HTTP 403.
    pub const FORBIDDEN_RAM: Self = Self::documented("Forbidden.RAM");
    /// `Forbidden.RiskControl`, HTTP 403.
    pub const FORBIDDEN_RISK_CONTROL: Self = Self::documented("Forbidden.RiskControl");
    /// `Forbidden.SubUser`, HTTP 403.
    pub const FORBIDDEN_SUB_USER: Self = Self::documented("Forbidden.SubUser");
    /// `Forbidden.Unauthorized`, HTTP 403.
    pub const FORBIDDEN_UNAUTHORIZED: Self = Self::documented("Forbidden.Unauthorized");
    /// `InvalidAccount.NotFound`, HTTP 403.
    pub const INVALID_ACCOUNT_NOT_FOUND: Self = Self::documented("InvalidAccount.NotFound");
    /// `InvalidAction`, HTTP 403.
    pub const INVALID_ACTION: Self = Self::documented("InvalidAction");
    /// `InvalidIdempotenceParameter.Mismatch`, HTTP 403.
    pub const INVALID_IDEMPOTENCE_PARAMETER_MISMATCH: Self =
        Self::documented("InvalidIdempotenceParameter.Mismatch");
    /// `InvalidParameter.OwnerAccount`, HTTP 403.
    pub const INVALID_PARAMETER_OWNER_ACCOUNT: Self =
        Self::documented("InvalidParameter.OwnerAccount");
    /// `InvalidParameter.ResourceOwnerAccount`, HTTP 403.
    pub const INVALID_PARAMETER_RESOURCE_OWNER_ACCOUNT: Self =
        Self::documented("InvalidParameter.ResourceOwnerAccount");
    /// `LastTokenProcessing`, HTTP 403.
    pub const LAST_TOKEN_PROCESSING: Self = Self::documented("LastTokenProcessing");
    /// `RealNameAuthenticationError`, HTTP 403.
    pub const REAL_NAME_AUTHENTICATION_ERROR: Self =
        Self::documented("RealNameAuthenticationError");
    /// `UnsupportedHTTPMethod`, HTTP 400.
    pub const UNSUPPORTED_HTTP_METHOD: Self = Self::documented("UnsupportedHTTPMethod");
    /// `InvalidDiskId.NotFound`, HTTP 404.
    pub const INVALID_DISK_ID_NOT_FOUND: Self = Self::documented("InvalidDiskId.NotFound");
    /// `InvalidImageId.NotFound`, HTTP 404.
    pub const INVALID_IMAGE_ID_NOT_FOUND: Self = Self::documented("InvalidImageId.NotFound");
    /// `InvalidInstanceId.NotFound`, HTTP 404.
    pub const INVALID_INSTANCE_ID_NOT_FOUND: Self = Self::documented("InvalidInstanceId.NotFound");
    /// `InvalidSecurityGroupId.NotFound`, HTTP 404.
    pub const INVALID_SECURITY_GROUP_ID_NOT_FOUND: Self =
        Self::documented("InvalidSecurityGroupId.NotFound");
    /// `InvalidSnapshotId.NotFound`, HTTP 404.
    pub const INVALID_SNAPSHOT_ID_NOT_FOUND: Self = Self::documented("InvalidSnapshotId.NotFound");
    /// `OperationConflict`, HTTP 409.
    pub const OPERATION_CONFLICT: Self = Self::documented("OperationConflict");
    /// `InternalError`, HTTP 500.
    pub const INTERNAL_ERROR: Self = Self::documented("InternalError");
    /// `ServiceUnavailable`, HTTP 503.
    pub const SERVICE_UNAVAILABLE: Self = Self::documented("ServiceUnavailable");
    /// `ServiceUnavailable.RegionMaintaining`, HTTP 503.
    pub const SERVICE_UNAVAILABLE_REGION_MAINTAINING: Self =
        Self::documented("ServiceUnavailable.RegionMaintaining");
}

/// Codes of the gateway in front of every product.
impl ErrorCode<'static> {
    /// `InvalidApi.NotFound`, HTTP 404.
    pub const INVALID_API_NOT_FOUND: Self = Self::documented("InvalidApi.NotFound");
    /// `InvalidAction.NotFound`, HTTP 404.
    pub const INVALID_ACTION_NOT_FOUND: Self = Self::documented("InvalidAction.NotFound");
    /// `MissingRegionId`, HTTP 400.
    pub const MISSING_REGION_ID: Self = Self::documented("MissingRegionId");
    /// `InvalidAccessKeyId.NotFound`, HTTP 404.
    pub const INVALID_ACCESS_KEY_ID_NOT_FOUND: Self =
        Self::documented("InvalidAccessKeyId.NotFound");
    /// `InvalidAccessKeyId.Inactive`, HTTP 400.
    pub const INVALID_ACCESS_KEY_ID_INACTIVE: Self =
        Self::documented("InvalidAccessKeyId.Inactive");
    /// `InvalidTimeStamp.Format`, HTTP 400.
    pub const INVALID_TIME_STAMP_FORMAT: Self = Self::documented("InvalidTimeStamp.Format");
    /// `InvalidTimeStamp.Expired`, HTTP 400.
    pub const INVALID_TIME_STAMP_EXPIRED: Self = Self::documented("InvalidTimeStamp.Expired");
    /// `SignatureDoesNotMatch`, HTTP 400.
    pub const SIGNATURE_DOES_NOT_MATCH: Self = Self::documented("SignatureDoesNotMatch");
    /// `InvalidSignatureMethod`, HTTP 400.
    pub const INVALID_SIGNATURE_METHOD: Self = Self::documented("InvalidSignatureMethod");
    /// `InvalidParameter.Format`, HTTP 400.
    pub const INVALID_PARAMETER_FORMAT: Self = Self::documented("InvalidParameter.Format");
    /// `InvalidVersion`, HTTP 400.
    pub const INVALID_VERSION: Self = Self::documented("InvalidVersion");
    /// `Throttling.User`, HTTP 400.
    pub const THROTTLING_USER: Self = Self::documented("Throttling.User");
    /// `Throttling.Api`, HTTP 400.
    pub const THROTTLING_API: Self = Self::documented("Throttling.Api");
    /// `Throttling.Api.Concurrency`, HTTP 400.
    pub const THROTTLING_API_CONCURRENCY: Self = Self::documented("Throttling.Api.Concurrency");
    /// `Rejected.Throttling`, HTTP 400.
    pub const REJECTED_THROTTLING: Self = Self::documented("Rejected.Throttling");
    /// `InvalidSecurityToken.Expired`, HTTP 400.
    pub const INVALID_SECURITY_TOKEN_EXPIRED: Self =
        Self::documented("InvalidSecurityToken.Expired");
    /// `InvalidSecurityToken.Malformed`, HTTP 400.
    pub const INVALID_SECURITY_TOKEN_MALFORMED: Self =
        Self::documented("InvalidSecurityToken.Malformed");
    /// `InvalidSecurityToken.MismatchWithAccessKey`, HTTP 400.
    pub const INVALID_SECURITY_TOKEN_MISMATCH_WITH_ACCESS_KEY: Self =
        Self::documented("InvalidSecurityToken.MismatchWithAccessKey");
    /// `MissingSecurityToken`, HTTP 400.
    pub const MISSING_SECURITY_TOKEN: Self = Self::documented("MissingSecurityToken");
    /// `NoPermission`, HTTP 403.
    pub const NO_PERMISSION: Self = Self::documented("NoPermission");
    /// `UnsupportedOperation`, HTTP 403.
    pub const UNSUPPORTED_OPERATION: Self = Self::documented("UnsupportedOperation");
}

/// One row for every constant above.
pub(super) const DOCUMENTED: &[Documented] = &[
    row(
        ErrorCode::INVALID_REGION_ID_NOT_FOUND,
        Some(404),
        Some("The specified RegionId does not exist."),
    ),
    row(
        ErrorCode::INVALID_ZONE_ID_NOT_FOUND,
        Some(404),
        Some("The ZoneId provided does not exist in our records."),
    ),
    row(
        ErrorCode::INVALID_PARAMETER_TOO_MANY_INSTANCE_IDS,
        Some(403),
        Some("Instance ids cannot be more than 100."),
    ),
    row(
        ErrorCode::ABS_INVALID_INSTANCE_IDS_MALFORMED,
        Some(403),
        Some("The specified instanceIds is not valid."),
    ),
    row(
        ErrorCode::INSTANCE_ID_LIMIT_EXCEEDED,
        None,
        Some("The amount of InstanceId specified exceeds limit 100."),
    ),
    row(ErrorCode::INVALID_INSTANCE_ID_MALFORMED, None, None),
    row(ErrorCode::IDEMPOTENT_PARAMETER_MISMATCH, Some(400), None),
    row(ErrorCode::ILLEGAL_TIMESTAMP, Some(400), None),
    row(
        ErrorCode::INCOMPLETE_SIGNATURE,
        Some(400),
        Some("The request signature does not conform to Aliyun standards."),
    ),
    row(ErrorCode::INSUFFICIENT_BALANCE, Some(400), None),
    row(ErrorCode::INVALID_OWNER, Some(400), None),
    row(ErrorCode::INVALID_OWNER_ACCOUNT, Some(400), None),
    row(ErrorCode::INVALID_OWNER_ID, Some(400), None),
    row(ErrorCode::INVALID_PARAMATER, Some(400), None),
    row(ErrorCode::INVALID_PARAMETER, Some(400), None),
    row(ErrorCode::INVALID_PARAMETER_IS_NULL, Some(400), None),
    row(ErrorCode::MISSING_PARAMETER, Some(400), None),
    row(
        ErrorCode::SIGNATURE_NONCE_USED,
        Some(400),
        Some("Specified signature nonce was used already."),
    ),
    row(ErrorCode::THROTTLING, Some(400), Some("Request was denied due to request throttling.")),
    row(ErrorCode::UNSUPPORTED_PARAMETER, Some(400), None),
    row(ErrorCode::UNKNOWN_ERROR, Some(400), None),
    row(ErrorCode::CHARGE_TYPE_VIOLATION, Some(403), None),
    row(ErrorCode::FORBIDDEN_ACCESS_KEY_DISABLED, Some(403), None),
    row(ErrorCode::FORBIDDEN_NOT_SUPPORT_RAM, Some(403), None),
    row(
        ErrorCode::FORBIDDEN_RAM,
        Some(403),
        Some(
            "User not authorized to operate on the specified resource, or this API doesn’t support RAM.",
        ),
    ),
    row(ErrorCode::FORBIDDEN_RISK_CONTROL, Some(403), None),
    row(ErrorCode::FORBIDDEN_SUB_USER, Some(403), None),
    row(ErrorCode::FORBIDDEN_UNAUTHORIZED, Some(403), None),
    row(ErrorCode::INVALID_ACCOUNT_NOT_FOUND, Some(403), None),
    row(ErrorCode::INVALID_ACTION, Some(403), None),
    row(ErrorCode::INVALID_IDEMPOTENCE_PARAMETER_MISMATCH, Some(403), None),
    row(ErrorCode::INVALID_PARAMETER_OWNER_ACCOUNT, Some(403), None),
    row(ErrorCode::INVALID_PARAMETER_RESOURCE_OWNER_ACCOUNT, Some(403), None),
    row(ErrorCode::LAST_TOKEN_PROCESSING, Some(403), None),
    row(ErrorCode::REAL_NAME_AUTHENTICATION_ERROR, Some(403), None),
    row(ErrorCode::UNSUPPORTED_HTTP_METHOD, Some(400), None),
    row(ErrorCode::INVALID_DISK_ID_NOT_FOUND, Some(404), None),
    row(ErrorCode::INVALID_IMAGE_ID_NOT_FOUND, Some(404), None),
    row(ErrorCode::INVALID_INSTANCE_ID_NOT_FOUND, Some(404), None),
    row(ErrorCode::INVALID_SECURITY_GROUP_ID_NOT_FOUND, Some(404), None),
    row(ErrorCode::INVALID_SNAPSHOT_ID_NOT_FOUND, Some(404), None),
    row(ErrorCode::OPERATION_CONFLICT, Some(409), None),
    row(
        ErrorCode::INTERNAL_ERROR,
        Some(500),
        Some("The request processing has failed due to some unknown error, exception or failure."),
    ),
    row(
        ErrorCode::SERVICE_UNAVAILABLE,
        Some(503),
        Some("The request has failed due to a temporary failure of the server."),
    ),
    row(ErrorCode::SERVICE_UNAVAILABLE_REGION_MAINTAINING, Some(503), None),
    row(
        ErrorCode::INVALID_API_NOT_FOUND,
        Some(404),
        Some("Specified api is not found, please check your url and method."),
    ),
    row(
        ErrorCode::INVALID_ACTION_NOT_FOUND,
        Some(404),
        Some("Specified api is not found, please check your url and method."),
    ),
    row(ErrorCode::MISSING_REGION_ID, Some(400), Some("RegionId is mandatory for this action.")),
    row(
        ErrorCode::INVALID_ACCESS_KEY_ID_NOT_FOUND,
        Some(404),
        Some("Specified access key is not found."),
    ),
    row(
        ErrorCode::INVALID_ACCESS_KEY_ID_INACTIVE,
        Some(400),
        Some("Specified access key is disabled."),
    ),
    row(ErrorCode::INVALID_TIME_STAMP_FORMAT, Some(400), None),
    row(
        ErrorCode::INVALID_TIME_STAMP_EXPIRED,
        Some(400),
        Some("Specified time stamp or date value is expired."),
    ),
    row(
        ErrorCode::SIGNATURE_DOES_NOT_MATCH,
        Some(400),
        Some("Specified signature is not matched with our calculation."),
    ),
    row(ErrorCode::INVALID_SIGNATURE_METHOD, Some(400), None),
    row(ErrorCode::INVALID_PARAMETER_FORMAT, Some(400), None),
    row(ErrorCode::INVALID_VERSION, Some(400), Some("Specified parameter Version is not valid.")),
    row(
        ErrorCode::THROTTLING_USER,
        Some(400),
        Some("Request was denied due to user flow control."),
    ),
    row(ErrorCode::THROTTLING_API, Some(400), Some("Request was denied due to api flow control.")),
    row(ErrorCode::THROTTLING_API_CONCURRENCY, Some(400), None),
    row(ErrorCode::REJECTED_THROTTLING, Some(400), None),
    row(ErrorCode::INVALID_SECURITY_TOKEN_EXPIRED, Some(400), None),
    row(ErrorCode::INVALID_SECURITY_TOKEN_MALFORMED, Some(400), None),
    row(ErrorCode::INVALID_SECURITY_TOKEN_MISMATCH_WITH_ACCESS_KEY, Some(400), None),
    row(ErrorCode::MISSING_SECURITY_TOKEN, Some(400), None),
    row(ErrorCode::NO_PERMISSION, Some(403), None),
    row(
        ErrorCode::UNSUPPORTED_OPERATION,
        Some(403),
        Some("The specified action is not supported."),
    ),
];

const fn row(
    code: ErrorCode<'static>,
    http_status: Option<u16>,
    message: Option<&'static str>,
) -> Documented {
    Documented { code, http_status, message }
}
