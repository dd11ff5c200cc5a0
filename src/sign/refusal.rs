//! What the service answers to a request whose signature it does not accept.

use alloc::format;
use alloc::string::String;

use crate::{ErrorCode, Refusal};

use super::VerifyError;

/// What the service would answer to a request whose signature it does not accept.
///
/// | what is wrong | code | HTTP |
/// |---|---|---|
/// | the method | `UnsupportedHTTPMethod` | 400 |
/// | the path | `InvalidApi.NotFound` | 404 |
/// | the query or the form | as its [`DecodeError`](crate::DecodeError) | |
/// | a body that is not a form | `InvalidParameter` | 400 |
/// | a parameter or header is missing | `MissingParameter` | 400 |
/// | the signature method | `InvalidSignatureMethod` | 400 |
/// | the signature version or type | `InvalidParamater` (so spelt) | 400 |
/// | a bearer token | `UnsupportedParameter` | 400 |
/// | a malformed timestamp, or two | `InvalidTimeStamp.Format` | 400 |
/// | an old or early timestamp | `InvalidTimeStamp.Expired` | 400 |
/// | an unknown access key id | `InvalidAccessKeyId.NotFound` | 404 |
/// | a malformed header or authorization, an unsigned header, another credential | `IncompleteSignature` | 400 |
/// | another signature, another body | `SignatureDoesNotMatch` | 400 |
/// | V3: another operation; another version | `InvalidAction.NotFound`; `InvalidVersion` | 404; 400 |
///
/// Sources differ on some: a missing common parameter is `MissingParameter` in ECS's own
/// table, which this follows, and `MissingTimestamp` and the like on the gateway of other
/// products; ECS has also answered a wrong RPC signature with `IncompleteSignature`.
impl From<VerifyError> for Refusal {
    fn from(error: VerifyError) -> Self {
        match error {
            VerifyError::Query(error) => error.into(),
            // The message documented for this code is about the version.
            VerifyError::UnsupportedSignatureType => Self::from(code(error))
                .with_message("The specified parameter \"SignatureType\" is not valid."),
            _ => {
                let refusal = Self::from(code(error));
                // The message documented for this code does not say which header is meant.
                match refusal.message() {
                    Some(documented) if *refusal.code() == ErrorCode::INCOMPLETE_SIGNATURE => {
                        let message = format!("{documented} The request is not valid: {error}.");
                        refusal.with_message(message)
                    }
                    _ => refusal.or_message(|| message(error)),
                }
            }
        }
    }
}

fn code(error: VerifyError) -> ErrorCode<'static> {
    match error {
        VerifyError::Query(_) | VerifyError::UnsupportedBody => ErrorCode::INVALID_PARAMETER,
        VerifyError::UnsupportedHttpMethod => ErrorCode::UNSUPPORTED_HTTP_METHOD,
        VerifyError::UnexpectedPath => ErrorCode::INVALID_API_NOT_FOUND,
        VerifyError::MissingParameter(_) | VerifyError::MissingHeader(_) => {
            ErrorCode::MISSING_PARAMETER
        }
        VerifyError::UnsupportedSignatureMethod => ErrorCode::INVALID_SIGNATURE_METHOD,
        VerifyError::UnsupportedSignatureVersion | VerifyError::UnsupportedSignatureType => {
            ErrorCode::INVALID_PARAMATER
        }
        VerifyError::BearerToken => ErrorCode::UNSUPPORTED_PARAMETER,
        VerifyError::TwoTimestamps | VerifyError::MalformedTimestamp(_) => {
            ErrorCode::INVALID_TIME_STAMP_FORMAT
        }
        VerifyError::Expired(_) => ErrorCode::INVALID_TIME_STAMP_EXPIRED,
        VerifyError::UnknownAccessKeyId => ErrorCode::INVALID_ACCESS_KEY_ID_NOT_FOUND,
        VerifyError::DuplicateHeader(_)
        | VerifyError::MalformedHeader(_)
        | VerifyError::MalformedAuthorization
        | VerifyError::MissingSignedHeader(_)
        | VerifyError::UnsignedHeader(_)
        | VerifyError::OtherCredential => ErrorCode::INCOMPLETE_SIGNATURE,
        VerifyError::ContentMismatch | VerifyError::SignatureMismatch => {
            ErrorCode::SIGNATURE_DOES_NOT_MATCH
        }
        VerifyError::UnexpectedAction => ErrorCode::INVALID_ACTION_NOT_FOUND,
        VerifyError::UnexpectedVersion => ErrorCode::INVALID_VERSION,
    }
}

/// The message of an error whose code has no documented one.
fn message(error: VerifyError) -> String {
    let missing = match error {
        VerifyError::MissingParameter(field) => field.name(),
        VerifyError::MissingHeader(name) => name,
        _ => return format!("The request is not valid: {error}."),
    };
    format!(
        "The input parameter \"{missing}\" that is mandatory for processing this request \
         is not supplied."
    )
}
