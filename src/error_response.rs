//! The reply to a request that failed.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use core::fmt;

use crate::access_denied_detail::AccessDeniedDetail;
use crate::error_code::ErrorCode;

/// The reply to a request that failed: the service's word on why.
///
/// Only the code is always there; what was not sent is `None`. A string that
/// was sent empty is `Some("")`.
///
/// The message of a signature error echoes the string that the service signed,
/// and with it the request's parameters. `Display` and `Debug` leave the echo
/// out; `message` has it.
///
/// `#[non_exhaustive]`, because gateways add members: build one with
/// [`ErrorResponse::new`].
///
/// ```
/// use aliyun_instance_status::{ErrorCode, ErrorResponse};
///
/// let mut error = ErrorResponse::new(ErrorCode::THROTTLING);
/// error.message = Some("Request was denied due to request throttling.".into());
/// assert_eq!(error.to_string(), "Throttling: Request was denied due to request throttling.");
/// ```
///
/// Source: [responses](https://help.aliyun.com/zh/ecs/developer-reference/response-results).
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "PascalCase"))]
#[non_exhaustive]
pub struct ErrorResponse<'a> {
    /// The id that the service gave the call.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub request_id: Option<Cow<'a, str>>,
    /// The endpoint that answered, such as `ecs.aliyuncs.com`.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub host_id: Option<Cow<'a, str>>,
    /// What went wrong, for programs.
    pub code: ErrorCode<'a>,
    /// What went wrong, for people. May hold what the request held.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub message: Option<Cow<'a, str>>,
    /// The address of a page about the error.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub recommend: Option<Cow<'a, str>>,
    /// Which permission is missing, where the code says that one is.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub access_denied_detail: Option<Box<AccessDeniedDetail<'a>>>,
}

impl<'a> ErrorResponse<'a> {
    /// An error reply of this code and nothing else.
    #[must_use]
    pub fn new(code: impl Into<ErrorCode<'a>>) -> Self {
        Self {
            request_id: None,
            host_id: None,
            code: code.into(),
            message: None,
            recommend: None,
            access_denied_detail: None,
        }
    }

    /// The same reply, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> ErrorResponse<'static> {
        let owned = |text: Cow<'a, str>| Cow::Owned(text.into_owned());
        ErrorResponse {
            request_id: self.request_id.map(owned),
            host_id: self.host_id.map(owned),
            code: self.code.into_owned(),
            message: self.message.map(owned),
            recommend: self.recommend.map(owned),
            access_denied_detail: self
                .access_denied_detail
                .map(|detail| Box::new(detail.into_owned())),
        }
    }

    /// The message up to where it begins to echo what the service signed, and
    /// whether it does.
    fn message_without_echo(&self) -> (Option<&str>, bool) {
        const ECHOES: [&str; 4] =
            ["string to sign", "stringtosign", "canonical request", "canonicalrequest"];
        let Some(message) = self.message.as_deref() else {
            return (None, false);
        };
        // Lower-casing ASCII moves no byte.
        let lower = message.to_ascii_lowercase();
        let ends =
            ECHOES.iter().filter_map(|echo| Some(lower.find(echo)?.saturating_add(echo.len())));
        match ends.min() {
            Some(end) => (message.get(..end), true),
            None => (Some(message), false),
        }
    }
}

impl<'c> ErrorCode<'c> {
    /// The error reply of this code that a server sends, with the message that the
    /// documentation gives the code. It gives many none: then there is no message.
    /// [`Reply::http_status`](crate::Reply::http_status) is the status to send it with.
    ///
    /// ```
    /// use aliyun_instance_status::ErrorCode;
    ///
    /// let code = ErrorCode::INVALID_REGION_ID_NOT_FOUND;
    /// assert_eq!(code.http_status(), Some(404));
    /// let reply = code.to_error_response("R-1", "ecs.aliyuncs.com");
    /// assert_eq!(reply.message.as_deref(), Some("The specified RegionId does not exist."));
    /// ```
    #[must_use]
    pub fn to_error_response<'a>(
        &self,
        request_id: impl Into<Cow<'a, str>>,
        host_id: impl Into<Cow<'a, str>>,
    ) -> ErrorResponse<'a>
    where
        'c: 'a,
    {
        ErrorResponse {
            request_id: Some(request_id.into()),
            host_id: Some(host_id.into()),
            message: self.documented_message().map(Cow::Borrowed),
            ..ErrorResponse::new(self.clone())
        }
    }
}

impl fmt::Display for ErrorResponse<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.code.fmt(f)?;
        let (message, echo) = self.message_without_echo();
        if let Some(message) = message {
            write!(f, ": {message}")?;
        }
        if echo {
            f.write_str(" [hidden]")?;
        }
        match &self.request_id {
            Some(id) => write!(f, " (request {id})"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for ErrorResponse<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (message, echo) = self.message_without_echo();
        let hidden = if echo { " [hidden]" } else { "" };
        f.debug_struct("ErrorResponse")
            .field("request_id", &self.request_id)
            .field("host_id", &self.host_id)
            .field("code", &self.code)
            .field("message", &message.map(|message| alloc::format!("{message}{hidden}")))
            .field("recommend", &self.recommend)
            .field("access_denied_detail", &self.access_denied_detail)
            .finish()
    }
}

impl core::error::Error for ErrorResponse<'_> {}
