//! What the service answers to a request that it cannot read.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::ToString;

use crate::decode_error::{DecodeError, DecodeErrorKind};
use crate::error_code::ErrorCode;
use crate::error_response::ErrorResponse;
use crate::field::Field;

impl DecodeError {
    /// The error reply that the service would send to a request that failed to
    /// decode, by any `from_query`. Its HTTP status is that of its code.
    ///
    /// | what is wrong | code | HTTP |
    /// |---|---|---|
    /// | no `RegionId` | `MissingRegionId` | 400 |
    /// | another `Action` | `InvalidAction.NotFound` | 404 |
    /// | another `Version` | `InvalidVersion` | 400 |
    /// | more than 100 ids | `InvalidParameter.TooManyInstanceIds` | 403 |
    /// | a bad index, an empty id | `Abs.InvalidInstanceIds.MalFormed` | 403 |
    /// | anything else | `InvalidParameter` | 400 |
    ///
    /// ```
    /// use aliyun_instance_status::{ErrorCode, Request};
    ///
    /// let refused = Request::from_query("PageSize=10").unwrap_err();
    /// let reply = refused.to_error_response("R-1", "ecs.aliyuncs.com");
    /// assert_eq!(reply.code, ErrorCode::MISSING_REGION_ID);
    /// assert_eq!(reply.code.http_status(), Some(400));
    /// ```
    #[must_use]
    pub fn to_error_response<'a>(
        &self,
        request_id: impl Into<Cow<'a, str>>,
        host_id: impl Into<Cow<'a, str>>,
    ) -> ErrorResponse<'a> {
        let (code, message) = refusal(self.kind());
        let mut reply = ErrorResponse::new(code);
        reply.request_id = Some(request_id.into());
        reply.host_id = Some(host_id.into());
        reply.message = Some(message);
        reply
    }
}

fn refusal(kind: DecodeErrorKind) -> (ErrorCode<'static>, Cow<'static, str>) {
    let code = match kind {
        DecodeErrorKind::MissingField(Field::RegionId) => ErrorCode::MISSING_REGION_ID,
        DecodeErrorKind::UnexpectedAction => ErrorCode::INVALID_ACTION_NOT_FOUND,
        DecodeErrorKind::UnexpectedVersion => ErrorCode::INVALID_VERSION,
        DecodeErrorKind::TooManyInstanceIds => ErrorCode::INVALID_PARAMETER_TOO_MANY_INSTANCE_IDS,
        DecodeErrorKind::InvalidIndex
        | DecodeErrorKind::EmptyInstanceId
        | DecodeErrorKind::DuplicateField(Field::InstanceId) => {
            ErrorCode::ABS_INVALID_INSTANCE_IDS_MALFORMED
        }
        DecodeErrorKind::InvalidInteger(field)
        | DecodeErrorKind::IntegerOutOfRange(field)
        | DecodeErrorKind::DuplicateField(field) => {
            let message = format!("The specified parameter \"{field}\" is not valid.");
            return (ErrorCode::INVALID_PARAMETER, message.into());
        }
        malformed => {
            let message = format!("The request is not valid: {malformed}.");
            return (ErrorCode::INVALID_PARAMETER, message.into());
        }
    };
    let message = code.documented_message().map_or_else(|| code.to_string().into(), Cow::Borrowed);
    (code, message)
}
