//! What the documentation says about each code: the one table of HTTP statuses, messages
//! and what a client does before it tries again.
//!
//! Where sources give a code more than one HTTP status or message, its row has those of a
//! real reply, or else the gateway's. A message without a source is absent.

use alloc::borrow::Cow;
use alloc::format;

/// What the documentation says about a code.
#[derive(Clone, Copy)]
pub(super) struct Documented {
    pub(super) code: &'static str,
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
    row("Abs.InvalidInstanceIds.MalFormed")
        .status(403)
        .says("The specified instanceIds is not valid."),
    row("ChargeTypeViolation").status(403),
    row("Forbidden.AccessKeyDisabled").status(403).says("The Access Key is disabled."),
    row("Forbidden.AccessTooManyOthersResource")
        .status(403)
        .says("This operator is forbidden because too many other one's resource to be accessed."),
    row("Forbidden.NotSupportRAM")
        .status(403)
        .says("This action does not support accessed by RAM mode."),
    row("Forbidden.RAM").status(403).says(
        "User not authorized to operate on the specified resource, or this API \
         doesn’t support RAM.",
    ),
    row("Forbidden.RiskControl")
        .status(403)
        .says("This operation is forbidden by Aliyun Risk Control system."),
    row("Forbidden.SubUser").status(403),
    row("Forbidden.Unauthorized").status(403),
    row("IdempotentParameterMismatch").status(400).says(
        "Request uses a client token in a previous request but is not identical \
         to that request.",
    ),
    row("IllegalTimestamp").status(400).again(NewTime).says(
        "The input parameter \"Timestamp\" that is mandatory for processing this \
         request is not supplied.",
    ),
    row("IncompleteSignature")
        .status(400)
        .says("The request signature does not conform to Aliyun standards."),
    row("InstanceIdLimitExceeded").says("The amount of InstanceId specified exceeds limit 100."),
    row("InsufficientBalance").status(400).says("Your account does not have enough balance."),
    row("InternalError").status(500).again(Wait).says(
        "The request processing has failed due to some unknown error, exception \
         or failure.",
    ),
    row("InvalidAccessKeyId"),
    row("InvalidAccessKeyId.Inactive").status(400).says("Specified access key is disabled."),
    row("InvalidAccessKeyId.NotFound").status(404).says("Specified access key is not found."),
    row("InvalidAccount.NotFound").status(403),
    row("InvalidAction").status(403).says("Specified action is not valid."),
    row("InvalidAction.NotFound")
        .status(404)
        .says("Specified api is not found, please check your url and method."),
    row("InvalidApi.NotFound")
        .status(404)
        .says("Specified api is not found, please check your url and method."),
    row("InvalidDiskId.NotFound").status(404),
    row("InvalidIdempotenceParameter.Mismatch")
        .status(403)
        .says("The specified parameters are different from before"),
    row("InvalidImageId.NotFound").status(404),
    row("InvalidInstanceId.Malformed"),
    row("InvalidInstanceId.NotFound").status(404),
    row("InvalidOwner")
        .status(400)
        .says("OwnerId and OwnerAccount can't be used at one API access."),
    row("InvalidOwnerAccount").status(400).says("The specified OwnerAccount is not valid."),
    row("InvalidOwnerId").status(400).says("The specified OwnerId is not valid."),
    row("InvalidParamater")
        .status(400)
        .says("The specified parameter \"SignatureVersion\" is not valid."),
    row("InvalidParameter").status(400),
    row("InvalidParameter.Format").status(400).says("Specified parameter format is not valid."),
    row("InvalidParameter.IsNull").status(400),
    row("InvalidParameter.OwnerAccount").status(403),
    row("InvalidParameter.ResourceOwnerAccount").status(403),
    row("InvalidParameter.TooManyInstanceIds")
        .status(403)
        .says("Instance ids cannot be more than 100."),
    row("InvalidRegionId.NotFound").status(404).says("The specified RegionId does not exist."),
    row("InvalidSecurityGroupId.NotFound").status(404),
    row("InvalidSecurityToken.Expired")
        .status(400)
        .again(NewCredentials)
        .says("Specified SecurityToken is expired."),
    row("InvalidSecurityToken.Malformed").status(400),
    row("InvalidSecurityToken.MismatchWithAccessKey").status(400),
    row("InvalidSignatureMethod").status(400).says("Specified signature method is not valid."),
    row("InvalidSnapshotId.NotFound").status(404),
    row("InvalidTimeStamp.Expired")
        .status(400)
        .again(NewTime)
        .says("Specified time stamp or date value is expired."),
    row("InvalidTimeStamp.Format")
        .status(400)
        .says("Specified time stamp or date value is not well formatted."),
    row("InvalidVersion").status(400).says("Specified parameter Version is not valid."),
    row("InvalidZoneId.NotFound")
        .status(404)
        .says("The ZoneId provided does not exist in our records."),
    row("LastTokenProcessing").status(403).says("The last token request is processing"),
    row("MissingParameter").status(400),
    row("MissingRegionId").status(400).says("RegionId is mandatory for this action."),
    row("MissingSecurityToken").status(400).says("SecurityToken is mandatory for this action."),
    row("NoPermission").status(403),
    row("OperationConflict").status(409),
    row("RealNameAuthenticationError")
        .status(403)
        .says("Your account has not passed the real-name authentication yet."),
    row("Rejected.Throttling").status(400).again(SlowDown),
    row("ServiceUnAvailable").status(503).again(Wait),
    row("ServiceUnavailable")
        .status(503)
        .again(Wait)
        .says("The request has failed due to a temporary failure of the server."),
    row("ServiceUnavailable.RegionMaintaining").status(503).again(Wait),
    row("SignatureDoesNotMatch")
        .status(400)
        .says("Specified signature is not matched with our calculation."),
    row("SignatureNonceUsed")
        .status(400)
        .again(NewNonce)
        .says("Specified signature nonce was used already."),
    row("Throttling")
        .status(400)
        .again(SlowDown)
        .says("Request was denied due to request throttling."),
    row("Throttling.Api")
        .status(400)
        .again(SlowDown)
        .says("Request was denied due to api flow control."),
    row("Throttling.Api.Concurrency").status(400).again(SlowDown),
    row("Throttling.User")
        .status(400)
        .again(SlowDown)
        .says("Request was denied due to user flow control."),
    row("UnknownError").status(400).again(Wait),
    row("UnsupportedHTTPMethod").status(400).says("This http method is not supported."),
    row("UnsupportedOperation").status(403).says("The specified action is not supported."),
    row("UnsupportedParameter").status(400),
];

/// What is documented about a code: its own row, or else what holds for every code of its
/// family, such as `Throttling.*`, which the documentation does not list one by one.
pub(super) fn of(code: &str) -> Documented {
    find(code).copied().unwrap_or_else(|| family(code))
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
    let place = DOCUMENTED.binary_search_by(|row| row.code.cmp(code)).ok()?;
    DOCUMENTED.get(place)
}

fn family(code: &str) -> Documented {
    let unknown = row("");
    if code.starts_with("Throttling.") {
        unknown.status(400).again(SlowDown)
    } else if code.contains("Throttling") {
        unknown.again(SlowDown)
    } else if code.starts_with("ServiceUnavailable.") {
        unknown.again(Wait)
    } else if missing_parameter(code).is_some() {
        unknown.status(400)
    } else {
        unknown
    }
}

/// The name of the parameter in a code `Missing{Name}`.
fn missing_parameter(code: &str) -> Option<&str> {
    let name = code.strip_prefix("Missing")?;
    let is_name = name.starts_with(|first: char| first.is_ascii_uppercase())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.');
    is_name.then_some(name)
}

const fn row(code: &'static str) -> Documented {
    Documented { code, http_status: None, message: None, remedy: None }
}

impl Documented {
    const fn status(self, http_status: u16) -> Self {
        Self { http_status: Some(http_status), ..self }
    }

    const fn says(self, message: &'static str) -> Self {
        Self { message: Some(message), ..self }
    }

    const fn again(self, remedy: Remedy) -> Self {
        Self { remedy: Some(remedy), ..self }
    }
}
