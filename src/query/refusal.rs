//! What the service answers to a request that it cannot read.

use alloc::format;
use alloc::string::String;

use crate::{DecodeError, DecodeErrorKind, ErrorCode, Field, Refusal};

/// What the service would answer to a request that fails to decode with any `from_query`.
///
/// | what is wrong | code | HTTP |
/// |---|---|---|
/// | no `RegionId` | `MissingRegionId` | 400 |
/// | another `Action` | `InvalidAction.NotFound` | 404 |
/// | another `Version` | `InvalidVersion` | 400 |
/// | more than 100 ids | `InvalidParameter.TooManyInstanceIds` | 403 |
/// | an invalid or repeated index, a misspelt `InstanceId`, an empty id | `Abs.InvalidInstanceIds.MalFormed` | 403 |
/// | anything else, such as another misspelt name, or a URL for a query | `InvalidParameter` | 400 |
impl From<DecodeError> for Refusal {
    fn from(error: DecodeError) -> Self {
        let refusal = Self::from(code(error.kind()));
        match error.kind() {
            // The documented message names neither the parameter nor its form.
            kind @ DecodeErrorKind::InvalidIndex => {
                refusal.with_message(format!("The specified instanceIds is not valid. {kind}."))
            }
            kind => refusal.or_message(|| message(kind)),
        }
    }
}

fn code(kind: DecodeErrorKind) -> ErrorCode<'static> {
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

/// The message of an error whose code has no documented one.
fn message(kind: DecodeErrorKind) -> String {
    match kind {
        // The documented message does not say what is allowed.
        DecodeErrorKind::IntegerOutOfRange(field) => {
            format!("The specified parameter \"{field}\" is not valid. {kind}.")
        }
        DecodeErrorKind::InvalidInteger(field) | DecodeErrorKind::DuplicateField(field) => {
            format!("The specified parameter \"{field}\" is not valid.")
        }
        malformed => format!("The request is not valid: {malformed}."),
    }
}
