//! What the service answers to a request that it cannot read.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;

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
        let mut reply = code(self.kind()).to_error_response(request_id, host_id);
        reply.message.get_or_insert_with(|| message(self.kind()).into());
        reply
    }
}

pub(crate) fn code(kind: DecodeErrorKind) -> ErrorCode<'static> {
    match kind {
        DecodeErrorKind::MissingField(Field::RegionId) => ErrorCode::MISSING_REGION_ID,
        DecodeErrorKind::UnexpectedAction => ErrorCode::INVALID_ACTION_NOT_FOUND,
        DecodeErrorKind::UnexpectedVersion => ErrorCode::INVALID_VERSION,
        DecodeErrorKind::TooManyInstanceIds => ErrorCode::INVALID_PARAMETER_TOO_MANY_INSTANCE_IDS,
        DecodeErrorKind::InvalidIndex
        | DecodeErrorKind::EmptyInstanceId
        | DecodeErrorKind::DuplicateField(Field::InstanceId) => {
            ErrorCode::ABS_INVALID_INSTANCE_IDS_MALFORMED
        }
        _ => ErrorCode::INVALID_PARAMETER,
    }
}

/// What a code says that the documentation has no message for.
fn message(kind: DecodeErrorKind) -> String {
    match kind {
        DecodeErrorKind::InvalidInteger(field)
        | DecodeErrorKind::IntegerOutOfRange(field)
        | DecodeErrorKind::DuplicateField(field) => {
            format!("The specified parameter \"{field}\" is not valid.")
        }
        malformed => format!("The request is not valid: {malformed}."),
    }
}
