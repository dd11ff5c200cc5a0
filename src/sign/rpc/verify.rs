//! Verifying the RPC signature of a received request.

use base64ct::{Base64, Encoding};
use hmac::Mac;

use crate::field::Field;
use crate::sign::parameters::Parameters;
use crate::sign::{AccessKeySecret, Clock, Method, VerifyError};

use super::{SIGNATURE_METHOD, SIGNATURE_VERSION, hmac, string_to_sign};

/// What the documentation wants of every call, beside the timestamp, whose name
/// has two spellings.
const REQUIRED: [Field; 7] = [
    Field::AccessKeyId,
    Field::Action,
    Field::Signature,
    Field::SignatureMethod,
    Field::SignatureNonce,
    Field::SignatureVersion,
    Field::Version,
];

/// Verifies that a received request was signed with the secret of its access key:
/// its method, its query and its form, or `""`, as they came.
///
/// `secret` is asked for the secret of an access key id, and answers `None` where
/// there is no such key. Compares in constant time. The path, which is always `/`, is
/// not asked for. The rest of the request is not read:
/// [`Call::from_query_and_form`](crate::Call::from_query_and_form) does that, and has
/// the nonce and the security token: whether the one is new, and whose the other is,
/// the caller must check.
///
/// # Errors
///
/// In the order in which they are looked for: a method other than `GET` and `POST`;
/// a query or form that cannot be decoded, or has one name twice; a common
/// parameter missing or empty; `SignatureMethod` other than `HMAC-SHA1` (in any
/// case), `SignatureVersion` other than `1.0`, a `SignatureType`; a `Timestamp`
/// and a `TimeStamp`, one that is not `yyyy-MM-ddTHH:mm:ssZ`, one outside of the
/// window; an access key id without a secret; a signature that is not 28
/// characters of Base64; another signature.
///
/// ```
/// use aliyun_instance_status::ErrorCode;
/// use aliyun_instance_status::sign::{AccessKeySecret, Clock, VerifyError, rpc};
///
/// let clock = Clock { now: 1_456_231_600, window: rpc::WINDOW };
/// let secret = AccessKeySecret::new("testsecret");
/// let query = "Action=DescribeInstanceStatus&RegionId=cn-hangzhou";
/// let refused = rpc::verify("PUT", query, "", clock, |_| Some(&secret)).unwrap_err();
/// assert_eq!(refused, VerifyError::UnsupportedHttpMethod);
/// let reply = refused.to_error_response("R-1", "ecs.aliyuncs.com");
/// assert_eq!(reply.code, ErrorCode::UNSUPPORTED_HTTP_METHOD);
/// ```
pub fn verify<'s>(
    method: &str,
    query: &str,
    form: &str,
    clock: Clock,
    secret: impl FnOnce(&str) -> Option<&'s AccessKeySecret>,
) -> Result<(), VerifyError> {
    let method = Method::of(method)?;
    let parameters = Parameters::read(query, form).map_err(VerifyError::Query)?;
    for field in REQUIRED {
        require(&parameters, field)?;
    }
    check_signature_kind(&parameters)?;
    check_timestamp(&parameters, clock)?;
    let id = require(&parameters, Field::AccessKeyId)?;
    let secret = secret(id).ok_or(VerifyError::UnknownAccessKeyId)?;
    let signature = decode(require(&parameters, Field::Signature)?)?;
    let signed = string_to_sign(method.as_str(), &parameters.canonical("Signature"));
    hmac(&signed, secret).verify_slice(&signature).map_err(|_| VerifyError::SignatureMismatch)
}

/// The value of a parameter that must be there and hold something.
fn require<'p>(parameters: &'p Parameters<'_>, field: Field) -> Result<&'p str, VerifyError> {
    let value = parameters.get(field.name()).filter(|value| !value.is_empty());
    value.ok_or(VerifyError::MissingParameter(field))
}

fn check_signature_kind(parameters: &Parameters<'_>) -> Result<(), VerifyError> {
    // The documentation itself writes `HMAC-SHA1` and `Hmac-SHA1`.
    if !require(parameters, Field::SignatureMethod)?.eq_ignore_ascii_case(SIGNATURE_METHOD) {
        return Err(VerifyError::UnsupportedSignatureMethod);
    }
    if require(parameters, Field::SignatureVersion)? != SIGNATURE_VERSION {
        return Err(VerifyError::UnsupportedSignatureVersion);
    }
    // Some SDKs send and sign an empty one.
    match parameters.get(Field::SignatureType.name()) {
        None | Some("") => Ok(()),
        Some(_) => Err(VerifyError::UnsupportedSignatureType),
    }
}

fn check_timestamp(parameters: &Parameters<'_>, clock: Clock) -> Result<(), VerifyError> {
    let old = parameters.get(Field::TimeStamp.name());
    match (parameters.get(Field::Timestamp.name()), old) {
        (Some(_), Some(_)) => Err(VerifyError::TwoTimestamps),
        (Some(timestamp), None) | (None, Some(timestamp)) if !timestamp.is_empty() => {
            clock.check(timestamp)
        }
        _ => Err(VerifyError::MissingParameter(Field::Timestamp)),
    }
}

/// The 20 bytes of a signature.
fn decode(signature: &str) -> Result<[u8; 20], VerifyError> {
    let mut bytes = [0; 20];
    let length = Base64::decode(signature, &mut bytes).map(<[u8]>::len);
    if length == Ok(20) { Ok(bytes) } else { Err(VerifyError::MalformedSignature) }
}
