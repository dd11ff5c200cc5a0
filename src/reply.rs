//! What comes back for a request: a page or an error.

use crate::error_response::ErrorResponse;
use crate::response::Response;

/// What comes back for a request: a page or an error reply.
///
/// HTTP tells the two apart by its status; a body tells by itself, and this is
/// what it says. In XML the root element decides. In JSON a body with the list
/// is a page, whatever `Code` stands beside it (some products send `"200"` with
/// a success); one without the list and with a code is an error reply.
///
/// ```
/// use aliyun_instance_status::{ErrorCode, ErrorResponse, Reply};
///
/// let reply = Reply::from(ErrorResponse::new(ErrorCode::THROTTLING));
/// let error = reply.into_result().unwrap_err();
/// assert!(error.code.is_retryable());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_enums, reason = "a reply is one or the other")]
pub enum Reply<'a> {
    /// A page of statuses.
    Response(Response<'a>),
    /// The service's refusal.
    Error(ErrorResponse<'a>),
}

impl<'a> Reply<'a> {
    /// The page, or the error reply as an error for `?`.
    ///
    /// # Errors
    ///
    /// The error reply, where it is one.
    #[expect(clippy::result_large_err, reason = "both sides of a reply are of one size")]
    pub fn into_result(self) -> Result<Response<'a>, ErrorResponse<'a>> {
        match self {
            Self::Response(response) => Ok(response),
            Self::Error(error) => Err(error),
        }
    }

    /// The HTTP status that a server sends it with: 200 for a page; for an error
    /// reply that of its code, or 400 for a code of which the documentation has none.
    ///
    /// ```
    /// use aliyun_instance_status::{ErrorCode, ErrorResponse, Reply};
    ///
    /// let reply = Reply::from(ErrorResponse::new(ErrorCode::INVALID_REGION_ID_NOT_FOUND));
    /// assert_eq!(reply.http_status(), 404);
    /// ```
    #[must_use]
    pub fn http_status(&self) -> u16 {
        match self {
            Self::Response(_) => 200,
            Self::Error(error) => error.code.http_status().unwrap_or(400),
        }
    }

    /// The same reply, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> Reply<'static> {
        match self {
            Self::Response(response) => Reply::Response(response.into_owned()),
            Self::Error(error) => Reply::Error(error.into_owned()),
        }
    }
}

impl<'a> From<Response<'a>> for Reply<'a> {
    fn from(response: Response<'a>) -> Self {
        Self::Response(response)
    }
}

impl<'a> From<ErrorResponse<'a>> for Reply<'a> {
    fn from(error: ErrorResponse<'a>) -> Self {
        Self::Error(error)
    }
}
