//! Why a received request does not count as signed.

use core::fmt;

use crate::{DecodeError, Field};

/// Why a signature was not accepted.
///
/// A header that this crate knows is named, `x-acs-version`; any other is one `of another
/// name`. So `Display` never repeats the request, and nothing reveals what the signature
/// should have been. What the service would answer is its [`Refusal`](crate::Refusal);
/// [`Unverified::refusal`](super::Unverified::refusal) adds the echo of what should have
/// been signed.
///
/// `#[non_exhaustive]`: a stricter check may add a variant.
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
    /// A method other than `GET` and `POST`, in capitals.
    UnsupportedHttpMethod,
    /// A path other than `/`.
    UnexpectedPath,
    /// A query or form that cannot be decoded, or has a name twice.
    Query(DecodeError),
    /// A body whose `content-type` is not that of a form, or V3 with a body and no
    /// `content-type`: what is in it would be ignored.
    UnsupportedBody,
    /// RPC: a missing or empty common parameter; a missing `Signature`.
    MissingParameter(Field),
    /// V3: this header is missing or empty; `authorization`, if there are other headers of
    /// V3.
    MissingHeader(&'static str),
    /// A second header of this name.
    DuplicateHeader(&'static str),
    /// V3: a signed header with a control character, which could pass for several lines of the
    /// canonical request; a header that is not UTF-8.
    MalformedHeader(&'static str),
    /// V3: an `Authorization` that is not
    /// `ACS3-HMAC-SHA256 Credential=…, SignedHeaders=…,Signature=…` in any order, or whose
    /// signed headers are not in lower case, sorted and distinct.
    MalformedAuthorization,
    /// A `SignatureMethod` or an algorithm of V3 that this crate does not know,
    /// such as `SHA256withRSA` or `ACS3-HMAC-SM3`.
    UnsupportedSignatureMethod,
    /// RPC: a `SignatureVersion` other than `1.0`.
    UnsupportedSignatureVersion,
    /// RPC: a `SignatureType` such as `PRIVATEKEY`, which is not signed with the secret of
    /// an access key.
    UnsupportedSignatureType,
    /// A call with a `BearerToken` in place of a signature.
    BearerToken,
    /// V3: a header that is listed as signed, but is missing.
    MissingSignedHeader(&'static str),
    /// V3: an unsigned `host` or `x-acs-` header; with a body, an unsigned `content-type`.
    UnsignedHeader(&'static str),
    /// V3: an `x-acs-accesskey-id` that differs from the credential.
    OtherCredential,
    /// RPC: both a `Timestamp` and a `TimeStamp`.
    TwoTimestamps,
    /// A `Timestamp`, `TimeStamp` or `x-acs-date` that is not `yyyy-MM-ddTHH:mm:ssZ` in UTC;
    /// RPC's may have one to nine decimals of a second.
    MalformedTimestamp(&'static str),
    /// A `Timestamp`, `TimeStamp` or `x-acs-date` too far before or after the clock.
    Expired(&'static str),
    /// V3: a body other than the one whose hash was signed.
    ContentMismatch,
    /// An access key id for which there is no secret.
    UnknownAccessKeyId,
    /// A signature other than the secret gives: another secret, a request that was changed
    /// after it was signed, or no valid signature at all: an empty one, one of the wrong
    /// length, one whose `+` arrived as a space.
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
            Self::DuplicateHeader(name) => return write!(f, "duplicate header {name}"),
            Self::MalformedHeader(name) => return write!(f, "malformed header {name}"),
            Self::MissingSignedHeader(name) => return write!(f, "missing signed header {name}"),
            Self::UnsignedHeader(name) => return write!(f, "unsigned header {name}"),
            Self::MalformedTimestamp(name) => return write!(f, "malformed {name}"),
            Self::Expired(name) => return write!(f, "{name} outside the window"),
            Self::UnsupportedHttpMethod => "HTTP method other than GET and POST",
            Self::UnexpectedPath => "path other than /",
            Self::UnsupportedBody => "body that is not a form",
            Self::MalformedAuthorization => "malformed Authorization",
            Self::UnsupportedSignatureMethod => "unsupported signature method",
            Self::UnsupportedSignatureVersion => "unsupported signature version",
            Self::UnsupportedSignatureType => "unsupported signature type",
            Self::BearerToken => "bearer token in place of a signature by an access key",
            Self::OtherCredential => "x-acs-accesskey-id other than the credential",
            Self::TwoTimestamps => "both Timestamp and TimeStamp",
            Self::ContentMismatch => "body other than the signed one",
            Self::UnknownAccessKeyId => "unknown access key id",
            Self::SignatureMismatch => "signature does not match",
            Self::UnexpectedAction => "action other than DescribeInstanceStatus",
            Self::UnexpectedVersion => "version other than 2014-05-26",
        })
    }
}

/// `Display` already says what the [`DecodeError`] says, so that is not a source too.
impl core::error::Error for VerifyError {}
