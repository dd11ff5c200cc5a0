//! Why a received request does not count as signed.

use core::fmt;

use crate::decode_error::DecodeError;
use crate::field::Field;

/// Which step of verifying a signature failed.
///
/// `Display` never repeats the request, and nothing says what the signature
/// should have been. What the service would answer is its [`Refusal`](crate::Refusal), and
/// with an echo of what was signed [`Unverified::refusal`](super::Unverified::refusal).
///
/// `#[non_exhaustive]`: a stricter check may come with a variant of its own.
///
/// ```
/// use aliyun_instance_status::Field;
/// use aliyun_instance_status::sign::VerifyError;
///
/// let error = VerifyError::MissingParameter(Field::SignatureNonce);
/// assert_eq!(error.to_string(), "missing parameter SignatureNonce");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum VerifyError {
    /// A method that is neither `GET` nor `POST`, in capitals.
    UnsupportedHttpMethod,
    /// A path other than `/`.
    UnexpectedPath,
    /// A query or form that cannot be decoded, or has one name twice.
    Query(DecodeError),
    /// A body that is no form, by its `content-type` or, by V3, for want of one: what is in it
    /// would not count.
    UnsupportedBody,
    /// RPC: a common parameter that is not there or empty; a `Signature` that is not there.
    MissingParameter(Field),
    /// V3: a header of this name that is not there or empty. `authorization`, where
    /// the others of V3 are there.
    MissingHeader(&'static str),
    /// A second header of this name.
    DuplicateHeader(&'static str),
    /// V3: a header with a control character, which would be read as more lines
    /// of the canonical request than one.
    MalformedHeader,
    /// V3: an `Authorization` that is not `ACS3-HMAC-SHA256 Credential=…,
    /// SignedHeaders=…,Signature=…` in any order, or whose signed headers are
    /// not in lower case, sorted and different.
    MalformedAuthorization,
    /// A `SignatureMethod` or an algorithm of V3 that this crate does not know,
    /// such as `SHA256withRSA` or `ACS3-HMAC-SM3`.
    UnsupportedSignatureMethod,
    /// RPC: a `SignatureVersion` other than `1.0`.
    UnsupportedSignatureVersion,
    /// RPC: a `SignatureType` such as `PRIVATEKEY`: such a call is not signed by
    /// the secret of an access key.
    UnsupportedSignatureType,
    /// A call that a `BearerToken` stands for, and no access key signs.
    BearerToken,
    /// V3: a signed header that is not there.
    MissingSignedHeader,
    /// V3: a `host` or `x-acs-` header that is not signed, or with a body a `content-type`.
    UnsignedHeader,
    /// V3: an `x-acs-accesskey-id` other than the credential.
    OtherCredential,
    /// RPC: a `Timestamp` and a `TimeStamp`.
    TwoTimestamps,
    /// A timestamp that is not `yyyy-MM-ddTHH:mm:ssZ` in UTC; RPC's may have one to nine
    /// decimals of a second.
    MalformedTimestamp,
    /// A timestamp too far before or after the clock.
    Expired,
    /// V3: a body other than the one whose hash was signed.
    ContentMismatch,
    /// An access key id for which there is no secret.
    UnknownAccessKeyId,
    /// Another signature than the secret gives: another secret, a request that is not as
    /// it was signed, or what is no signature at all, such as an empty one, one of another
    /// length, or one whose `+` arrived as a space.
    SignatureMismatch,
    /// V3: an `x-acs-action` other than `DescribeInstanceStatus`.
    UnexpectedAction,
    /// V3: an `x-acs-version` other than `2014-05-26`.
    UnexpectedVersion,
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Query(error) => return error.fmt(f),
            Self::MissingParameter(field) => return write!(f, "missing parameter {field}"),
            Self::MissingHeader(name) => return write!(f, "missing header {name}"),
            Self::DuplicateHeader(name) => return write!(f, "second header {name}"),
            Self::UnsupportedHttpMethod => "HTTP method other than GET and POST",
            Self::UnexpectedPath => "path other than /",
            Self::UnsupportedBody => "body that is no form",
            Self::MalformedHeader => "control character in a header",
            Self::MalformedAuthorization => "malformed Authorization",
            Self::UnsupportedSignatureMethod => "unsupported signature method",
            Self::UnsupportedSignatureVersion => "unsupported signature version",
            Self::UnsupportedSignatureType => "unsupported signature type",
            Self::BearerToken => "bearer token in place of a signature by an access key",
            Self::OtherCredential => "x-acs-accesskey-id other than the credential",
            Self::MissingSignedHeader => "missing header that is said to be signed",
            Self::UnsignedHeader => "header that must be signed and is not",
            Self::TwoTimestamps => "both Timestamp and TimeStamp",
            Self::MalformedTimestamp => "malformed timestamp",
            Self::Expired => "timestamp outside of the window",
            Self::ContentMismatch => "body other than the signed one",
            Self::UnknownAccessKeyId => "unknown access key id",
            Self::SignatureMismatch => "signature does not match",
            Self::UnexpectedAction => "action other than DescribeInstanceStatus",
            Self::UnexpectedVersion => "version other than 2014-05-26",
        })
    }
}

/// `Display` says what a [`DecodeError`] says, so that is not the source as well.
impl core::error::Error for VerifyError {}
