//! What the service answers to a request whose signature it does not accept.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use core::fmt::Display;

use crate::error_code::ErrorCode;
use crate::error_response::ErrorResponse;
use crate::query::refusal;

use super::VerifyError;

impl VerifyError {
    /// The code that the service gives this error.
    ///
    /// | what is wrong | code | HTTP |
    /// |---|---|---|
    /// | the method | `UnsupportedHTTPMethod` | 400 |
    /// | the path | `InvalidApi.NotFound` | 404 |
    /// | the query | as [`DecodeError::to_error_response`](crate::DecodeError::to_error_response) | |
    /// | a parameter or header is missing | `MissingParameter` | 400 |
    /// | the signature method | `InvalidSignatureMethod` | 400 |
    /// | the signature version or type | `InvalidParamater` (so spelt) | 400 |
    /// | a malformed timestamp, or two | `InvalidTimeStamp.Format` | 400 |
    /// | an old or early timestamp | `InvalidTimeStamp.Expired` | 400 |
    /// | an unknown access key id | `InvalidAccessKeyId.NotFound` | 404 |
    /// | a malformed header, authorization or signature, an unsigned header | `IncompleteSignature` | 400 |
    /// | another signature, another body | `SignatureDoesNotMatch` | 400 |
    /// | V3: another operation; another version | `InvalidAction.NotFound`; `InvalidVersion` | 404; 400 |
    ///
    /// ```
    /// use aliyun_instance_status::ErrorCode;
    /// use aliyun_instance_status::sign::VerifyError;
    ///
    /// assert_eq!(VerifyError::Expired.error_code(), ErrorCode::INVALID_TIME_STAMP_EXPIRED);
    /// ```
    #[must_use]
    pub fn error_code(&self) -> ErrorCode<'static> {
        match self {
            Self::Query(error) => refusal::code(error.kind()),
            Self::UnsupportedHttpMethod => ErrorCode::UNSUPPORTED_HTTP_METHOD,
            Self::UnexpectedPath => ErrorCode::INVALID_API_NOT_FOUND,
            Self::MissingParameter(_) | Self::MissingHeader(_) => ErrorCode::MISSING_PARAMETER,
            Self::UnsupportedSignatureMethod => ErrorCode::INVALID_SIGNATURE_METHOD,
            Self::UnsupportedSignatureVersion | Self::UnsupportedSignatureType => {
                ErrorCode::INVALID_PARAMATER
            }
            Self::TwoTimestamps | Self::MalformedTimestamp => ErrorCode::INVALID_TIME_STAMP_FORMAT,
            Self::Expired => ErrorCode::INVALID_TIME_STAMP_EXPIRED,
            Self::UnknownAccessKeyId => ErrorCode::INVALID_ACCESS_KEY_ID_NOT_FOUND,
            Self::DuplicateHeader(_)
            | Self::MalformedHeader
            | Self::MalformedAuthorization
            | Self::MissingSignedHeader
            | Self::UnsignedHeader
            | Self::MalformedSignature => ErrorCode::INCOMPLETE_SIGNATURE,
            Self::ContentMismatch | Self::SignatureMismatch => ErrorCode::SIGNATURE_DOES_NOT_MATCH,
            Self::UnexpectedAction => ErrorCode::INVALID_ACTION_NOT_FOUND,
            Self::UnexpectedVersion => ErrorCode::INVALID_VERSION,
        }
    }

    /// The error reply that the service would send, but for the string to sign,
    /// which the service echoes and this does not. Its HTTP status is that of its
    /// code.
    ///
    /// ```
    /// use aliyun_instance_status::sign::VerifyError;
    ///
    /// let reply = VerifyError::SignatureMismatch.to_error_response("R-1", "ecs.aliyuncs.com");
    /// assert_eq!(reply.code.as_str(), "SignatureDoesNotMatch");
    /// assert_eq!(reply.code.http_status(), Some(400));
    /// ```
    #[must_use]
    pub fn to_error_response<'a>(
        &self,
        request_id: impl Into<Cow<'a, str>>,
        host_id: impl Into<Cow<'a, str>>,
    ) -> ErrorResponse<'a> {
        if let Self::Query(error) = self {
            return error.to_error_response(request_id, host_id);
        }
        let mut reply = self.error_code().to_error_response(request_id, host_id);
        if matches!(self, Self::UnsupportedSignatureType) {
            // The documented message of the code is about `SignatureVersion`.
            reply.message = Some("The specified parameter \"SignatureType\" is not valid.".into());
        }
        reply.message.get_or_insert_with(|| self.message().into());
        reply
    }

    /// What a code says that the documentation has no message for.
    fn message(&self) -> String {
        let missing: &dyn Display = match self {
            Self::MissingParameter(field) => field,
            Self::MissingHeader(name) => name,
            _ => return format!("The request is not valid: {self}."),
        };
        format!(
            "The input parameter \"{missing}\" that is mandatory for processing this request \
             is not supplied."
        )
    }
}
