//! What the documentation says about each code: the one table of HTTP statuses, messages
//! and what a client does before it tries again.
//!
//! Where sources give a code more than one HTTP status or message, its row has those of a
//! real reply, or else the gateway's. A message without a source is absent.

use alloc::borrow::Cow;
use alloc::format;

use super::ErrorCode;

/// What the documentation says about a code.
#[derive(Clone)]
pub(super) struct Documented {
    pub(super) code: ErrorCode<'static>,
    pub(super) http_status: Option<u16>,
    pub(super) message: Option<&'static str>,
    pub(super) remedy: Option<Remedy>,
}

/// What a client does before it tries a refused request again. Each attempt is signed
/// anew, since a nonce serves once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Remedy {
    /// Make fewer calls: the service throttles.
    SlowDown,
    /// Wait: the fault is the service's.
    Wait,
    /// Only sign anew: the nonce was used by a request whose reply was lost.
    NewNonce,
    /// Set the clock.
    NewTime,
    /// Fetch new credentials: a temporary access key has expired.
    NewCredentials,
}

use Remedy::{NewCredentials, NewNonce, NewTime, SlowDown, Wait};

/// One row for every constant, sorted by code as bytes.
pub(super) const DOCUMENTED: &[Documented] = &[
    row(ErrorCode::ABS_INVALID_INSTANCE_IDS_MALFORMED, Some(403))
        .says("The specified instanceIds is not valid."),
    row(ErrorCode::CHARGE_TYPE_VIOLATION, Some(403)),
    row(ErrorCode::FORBIDDEN_ACCESS_KEY_DISABLED, Some(403)).says("The Access Key is disabled."),
    row(ErrorCode::FORBIDDEN_ACCESS_TOO_MANY_OTHERS_RESOURCE, Some(403))
        .says("This operator is forbidden because too many other one's resource to be accessed."),
    row(ErrorCode::FORBIDDEN_NOT_SUPPORT_RAM, Some(403))
        .says("This action does not support accessed by RAM mode."),
    row(ErrorCode::FORBIDDEN_RAM, Some(403)).says(
        "User not authorized to operate on the specified resource, or this API \
         doesn’t support RAM.",
    ),
    row(ErrorCode::FORBIDDEN_RISK_CONTROL, Some(403))
        .says("This operation is forbidden by Aliyun Risk Control system."),
    row(ErrorCode::FORBIDDEN_SUB_USER, Some(403)),
    row(ErrorCode::FORBIDDEN_UNAUTHORIZED, Some(403)),
    row(ErrorCode::IDEMPOTENT_PARAMETER_MISMATCH, Some(400)).says(
        "Request uses a client token in a previous request but is not identical \
         to that request.",
    ),
    row(ErrorCode::ILLEGAL_TIMESTAMP, Some(400)).again(NewTime).says(
        "The input parameter \"Timestamp\" that is mandatory for processing this \
         request is not supplied.",
    ),
    row(ErrorCode::INCOMPLETE_SIGNATURE, Some(400))
        .says("The request signature does not conform to Aliyun standards."),
    row(ErrorCode::INSTANCE_ID_LIMIT_EXCEEDED, None)
        .says("The amount of InstanceId specified exceeds limit 100."),
    row(ErrorCode::INSUFFICIENT_BALANCE, Some(400))
        .says("Your account does not have enough balance."),
    row(ErrorCode::INTERNAL_ERROR, Some(500)).again(Wait).says(
        "The request processing has failed due to some unknown error, exception \
         or failure.",
    ),
    row(ErrorCode::INVALID_ACCESS_KEY_ID, None),
    row(ErrorCode::INVALID_ACCESS_KEY_ID_INACTIVE, Some(400))
        .says("Specified access key is disabled."),
    row(ErrorCode::INVALID_ACCESS_KEY_ID_NOT_FOUND, Some(404))
        .says("Specified access key is not found."),
    row(ErrorCode::INVALID_ACCOUNT_NOT_FOUND, Some(403)),
    row(ErrorCode::INVALID_ACTION, Some(403)).says("Specified action is not valid."),
    row(ErrorCode::INVALID_ACTION_NOT_FOUND, Some(404))
        .says("Specified api is not found, please check your url and method."),
    row(ErrorCode::INVALID_API_NOT_FOUND, Some(404))
        .says("Specified api is not found, please check your url and method."),
    row(ErrorCode::INVALID_DISK_ID_NOT_FOUND, Some(404)),
    row(ErrorCode::INVALID_IDEMPOTENCE_PARAMETER_MISMATCH, Some(403))
        .says("The specified parameters are different from before"),
    row(ErrorCode::INVALID_IMAGE_ID_NOT_FOUND, Some(404)),
    row(ErrorCode::INVALID_INSTANCE_ID_MALFORMED, None),
    row(ErrorCode::INVALID_INSTANCE_ID_NOT_FOUND, Some(404)),
    row(ErrorCode::INVALID_OWNER, Some(400))
        .says("OwnerId and OwnerAccount can't be used at one API access."),
    row(ErrorCode::INVALID_OWNER_ACCOUNT, Some(400))
        .says("The specified OwnerAccount is not valid."),
    row(ErrorCode::INVALID_OWNER_ID, Some(400)).says("The specified OwnerId is not valid."),
    row(ErrorCode::INVALID_PARAMATER, Some(400))
        .says("The specified parameter \"SignatureVersion\" is not valid."),
    row(ErrorCode::INVALID_PARAMETER, Some(400)),
    row(ErrorCode::INVALID_PARAMETER_FORMAT, Some(400))
        .says("Specified parameter format is not valid."),
    row(ErrorCode::INVALID_PARAMETER_IS_NULL, Some(400)),
    row(ErrorCode::INVALID_PARAMETER_OWNER_ACCOUNT, Some(403)),
    row(ErrorCode::INVALID_PARAMETER_RESOURCE_OWNER_ACCOUNT, Some(403)),
    row(ErrorCode::INVALID_PARAMETER_TOO_MANY_INSTANCE_IDS, Some(403))
        .says("Instance ids cannot be more than 100."),
    row(ErrorCode::INVALID_REGION_ID_NOT_FOUND, Some(404))
        .says("The specified RegionId does not exist."),
    row(ErrorCode::INVALID_SECURITY_GROUP_ID_NOT_FOUND, Some(404)),
    row(ErrorCode::INVALID_SECURITY_TOKEN_EXPIRED, Some(400))
        .again(NewCredentials)
        .says("Specified SecurityToken is expired."),
    row(ErrorCode::INVALID_SECURITY_TOKEN_MALFORMED, Some(400)),
    row(ErrorCode::INVALID_SECURITY_TOKEN_MISMATCH_WITH_ACCESS_KEY, Some(400)),
    row(ErrorCode::INVALID_SIGNATURE_METHOD, Some(400))
        .says("Specified signature method is not valid."),
    row(ErrorCode::INVALID_SNAPSHOT_ID_NOT_FOUND, Some(404)),
    row(ErrorCode::INVALID_TIME_STAMP_EXPIRED, Some(400))
        .again(NewTime)
        .says("Specified time stamp or date value is expired."),
    row(ErrorCode::INVALID_TIME_STAMP_FORMAT, Some(400))
        .says("Specified time stamp or date value is not well formatted."),
    row(ErrorCode::INVALID_VERSION, Some(400)).says("Specified parameter Version is not valid."),
    row(ErrorCode::INVALID_ZONE_ID_NOT_FOUND, Some(404))
        .says("The ZoneId provided does not exist in our records."),
    row(ErrorCode::LAST_TOKEN_PROCESSING, Some(403)).says("The last token request is processing"),
    row(ErrorCode::MISSING_PARAMETER, Some(400)),
    row(ErrorCode::MISSING_REGION_ID, Some(400)).says("RegionId is mandatory for this action."),
    row(ErrorCode::MISSING_SECURITY_TOKEN, Some(400))
        .says("SecurityToken is mandatory for this action."),
    row(ErrorCode::NO_PERMISSION, Some(403)),
    row(ErrorCode::OPERATION_CONFLICT, Some(409)),
    row(ErrorCode::REAL_NAME_AUTHENTICATION_ERROR, Some(403))
        .says("Your account has not passed the real-name authentication yet."),
    row(ErrorCode::REJECTED_THROTTLING, Some(400)).again(SlowDown),
    row(ErrorCode::SERVICE_UN_AVAILABLE, Some(503)).again(Wait),
    row(ErrorCode::SERVICE_UNAVAILABLE, Some(503))
        .again(Wait)
        .says("The request has failed due to a temporary failure of the server."),
    row(ErrorCode::SERVICE_UNAVAILABLE_REGION_MAINTAINING, Some(503)).again(Wait),
    row(ErrorCode::SIGNATURE_DOES_NOT_MATCH, Some(400))
        .says("Specified signature is not matched with our calculation."),
    row(ErrorCode::SIGNATURE_NONCE_USED, Some(400))
        .again(NewNonce)
        .says("Specified signature nonce was used already."),
    row(ErrorCode::THROTTLING, Some(400))
        .again(SlowDown)
        .says("Request was denied due to request throttling."),
    row(ErrorCode::THROTTLING_API, Some(400))
        .again(SlowDown)
        .says("Request was denied due to api flow control."),
    row(ErrorCode::THROTTLING_API_CONCURRENCY, Some(400)).again(SlowDown),
    row(ErrorCode::THROTTLING_USER, Some(400))
        .again(SlowDown)
        .says("Request was denied due to user flow control."),
    row(ErrorCode::UNKNOWN_ERROR, Some(400)).again(Wait),
    row(ErrorCode::UNSUPPORTED_HTTP_METHOD, Some(400)).says("This http method is not supported."),
    row(ErrorCode::UNSUPPORTED_OPERATION, Some(403)).says("The specified action is not supported."),
    row(ErrorCode::UNSUPPORTED_PARAMETER, Some(400)),
];

/// What is documented about a code: its own row, or else what holds for every code of its
/// family, such as `Throttling.*`, which the documentation does not list one by one.
pub(super) fn of(code: &str) -> Documented {
    find(code).cloned().unwrap_or_else(|| family(code))
}

/// The documented message of a code.
pub(super) fn message(code: &str) -> Option<Cow<'static, str>> {
    match find(code) {
        Some(row) => row.message.map(Cow::Borrowed),
        None => missing_parameter(code)
            .map(|name| Cow::Owned(format!("{name} is mandatory for this action."))),
    }
}

fn find(code: &str) -> Option<&'static Documented> {
    let place = DOCUMENTED.binary_search_by(|row| row.code.as_str().cmp(code)).ok()?;
    DOCUMENTED.get(place)
}

fn family(code: &str) -> Documented {
    let unknown = |http_status| row(ErrorCode::from_static(""), http_status);
    if code.starts_with("Throttling.") {
        unknown(Some(400)).again(SlowDown)
    } else if code.contains("Throttling") {
        unknown(None).again(SlowDown)
    } else if code.starts_with("ServiceUnavailable.") {
        unknown(None).again(Wait)
    } else {
        unknown(missing_parameter(code).map(|_| 400))
    }
}

/// The name of the parameter in a code `Missing{Name}`.
fn missing_parameter(code: &str) -> Option<&str> {
    let name = code.strip_prefix("Missing")?;
    let is_name = name.starts_with(|first: char| first.is_ascii_uppercase())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.');
    is_name.then_some(name)
}

const fn row(code: ErrorCode<'static>, http_status: Option<u16>) -> Documented {
    Documented { code, http_status, message: None, remedy: None }
}

impl Documented {
    const fn says(mut self, message: &'static str) -> Self {
        self.message = Some(message);
        self
    }

    const fn again(mut self, remedy: Remedy) -> Self {
        self.remedy = Some(remedy);
        self
    }
}
