//! Why a call is refused, and the error reply that says so.

use aliyun_instance_status::sign::VerifyError;
use aliyun_instance_status::{DecodeError, ErrorCode, ErrorResponse};

/// The endpoint that replies name.
const HOST_ID: &str = "ecs.aliyuncs.com";

/// Why a call is refused.
pub(crate) enum Refusal {
    /// A code whose message the documentation has.
    Code(ErrorCode<'static>),
    /// A call that cannot be read.
    Decode(DecodeError),
    /// A signature that does not hold.
    Verify(VerifyError),
    /// The same where the service echoes what it signed.
    Mismatch { string_to_sign: String },
    /// A `Format` that is neither JSON nor XML.
    Format,
    /// A form that is not UTF-8.
    Form,
    /// A body that is no form.
    Body,
}

impl Refusal {
    /// What the service would send.
    pub(crate) fn to_error_response(&self, request_id: &str) -> ErrorResponse<'static> {
        let request_id = request_id.to_owned();
        let mut reply = match self {
            Self::Code(code) => code.to_error_response(request_id, HOST_ID),
            Self::Decode(error) => error.to_error_response(request_id, HOST_ID),
            Self::Verify(error) => error.to_error_response(request_id, HOST_ID),
            Self::Mismatch { .. } => {
                VerifyError::SignatureMismatch.to_error_response(request_id, HOST_ID)
            }
            Self::Format => {
                ErrorCode::INVALID_PARAMETER_FORMAT.to_error_response(request_id, HOST_ID)
            }
            Self::Form | Self::Body => {
                ErrorCode::INVALID_PARAMETER.to_error_response(request_id, HOST_ID)
            }
        };
        match self {
            Self::Mismatch { string_to_sign } => {
                let message = reply.message.unwrap_or_default();
                // Clients compare it with what they signed, to tell a wrong secret from
                // a wrong encoding.
                let echo = format!("{message} server string to sign is:{string_to_sign}");
                reply.message = Some(echo.into());
            }
            Self::Format => reply.message = Some("Specified parameter format is not valid.".into()),
            Self::Form => {
                reply.message = Some("The request is not valid: a form that is not UTF-8.".into());
            }
            Self::Body => {
                reply.message = Some("The request is not valid: a body that is no form.".into());
            }
            _ => {}
        }
        let (code, id) = (reply.code.as_str(), reply.request_id.as_deref().unwrap_or_default());
        let page =
            format!("https://api.aliyun.com/troubleshoot?q={code}&product=Ecs&requestId={id}");
        reply.recommend = Some(page.into());
        reply
    }
}

impl From<ErrorCode<'static>> for Refusal {
    fn from(code: ErrorCode<'static>) -> Self {
        Self::Code(code)
    }
}

impl From<DecodeError> for Refusal {
    fn from(error: DecodeError) -> Self {
        Self::Decode(error)
    }
}
