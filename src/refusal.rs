//! What a server answers to a call that it does not serve.

use alloc::borrow::Cow;
use alloc::format;
use core::fmt;
use core::str::Utf8Error;

use crate::{DecodeError, DecodeErrorKind, ErrorCode, ErrorReply, Field, InvalidValue, Reply};

/// Why a server refuses a call: the code and the message of an error reply.
///
/// Whatever can be wrong with a call is `Into<Refusal>`, so a server just writes `?`: a
/// [`DecodeError`], a `VerifyError` of the module `sign`, an [`InvalidValue`], a form or a
/// header that is not UTF-8 ([`Utf8Error`]), and an [`ErrorCode`] of its choice. The message
/// is the service's own, where it is known.
///
/// `Debug` and `Display` hide what the message may echo of a signed call, as those of
/// [`ErrorReply`] do.
///
/// ```
/// use aliyun_instance_status::{Call, ErrorCode, Refusal, Reply, Page};
///
/// fn page(query: &str) -> Result<Page<'static>, Refusal> {
///     let call = Call::from_query(query)?;
///     call.common.reply_format()?;
///     if call.request.region_id() != "cn-hangzhou" {
///         return Err(ErrorCode::INVALID_REGION_ID_NOT_FOUND.into());
///     }
///     Ok(Page::new("R-1", 0, 1, 10))
/// }
///
/// let refusal = page("RegionId=cn-nowhere").unwrap_err();
/// assert_eq!(refusal.message(), Some("The specified RegionId does not exist."));
/// let reply: Reply = refusal.into_reply("R-1", "ecs.aliyuncs.com");
/// assert_eq!(reply.http_status(), 404);
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Refusal {
    code: ErrorCode<'static>,
    message: Option<Cow<'static, str>>,
}

impl Refusal {
    /// Replaces the documented message.
    ///
    /// ```
    /// use aliyun_instance_status::{ErrorCode, Refusal};
    ///
    /// let refusal = Refusal::from(ErrorCode::INVALID_PARAMETER).with_message("No such zone.");
    /// assert_eq!(refusal.to_string(), "InvalidParameter: No such zone.");
    /// ```
    #[must_use]
    pub fn with_message(mut self, message: impl Into<Cow<'static, str>>) -> Self {
        self.message = Some(message.into());
        self
    }

    /// The code of the error reply.
    ///
    /// ```
    /// use aliyun_instance_status::{ErrorCode, Refusal, Request};
    ///
    /// let refusal = Refusal::from(Request::from_query("PageSize=10").unwrap_err());
    /// assert_eq!(refusal.code(), &ErrorCode::MISSING_REGION_ID);
    /// ```
    #[must_use]
    pub fn code(&self) -> &ErrorCode<'static> {
        &self.code
    }

    /// The message of the error reply. `None` for a refusal made from a code alone if the
    /// documentation gives no message for it.
    ///
    /// ```
    /// use aliyun_instance_status::{ErrorCode, Refusal};
    ///
    /// let refusal = Refusal::from(ErrorCode::THROTTLING);
    /// assert_eq!(refusal.message(), Some("Request was denied due to request throttling."));
    /// ```
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// The error reply. Send it with [`Reply::http_status`].
    ///
    /// ```
    /// use aliyun_instance_status::{ErrorCode, ErrorReply, Refusal, Reply};
    ///
    /// let reply = Refusal::from(ErrorCode::THROTTLING).into_reply("R-1", "ecs.aliyuncs.com");
    /// assert_eq!(reply.http_status(), 400);
    /// let Reply::Error(error) = reply else { unreachable!() };
    /// assert_eq!(error.host_id.as_deref(), Some("ecs.aliyuncs.com"));
    /// ```
    #[must_use]
    pub fn into_reply<'a>(
        self,
        request_id: impl Into<Cow<'a, str>>,
        host_id: impl Into<Cow<'a, str>>,
    ) -> Reply<'a> {
        let mut error = ErrorReply::new(self.code);
        error.request_id = Some(request_id.into());
        error.host_id = Some(host_id.into());
        error.message = self.message;
        Reply::Error(error)
    }

    /// Sets the message if the documentation gives none for the code.
    pub(crate) fn or_message<M: Into<Cow<'static, str>>>(
        mut self,
        message: impl FnOnce() -> M,
    ) -> Self {
        self.message.get_or_insert_with(|| message().into());
        self
    }
}

/// Refuses with a code, and with the message that the documentation gives for it, if any.
impl From<ErrorCode<'static>> for Refusal {
    fn from(code: ErrorCode<'static>) -> Self {
        let message = code.documented_message();
        Self { code, message }
    }
}

/// Refuses a `Format` with `InvalidParameter.Format`, and any other value with
/// `InvalidParameter`; HTTP 400.
impl From<InvalidValue> for Refusal {
    fn from(value: InvalidValue) -> Self {
        let name = value.name();
        if name == Field::Format.name() {
            return Self::from(ErrorCode::INVALID_PARAMETER_FORMAT)
                .or_message(|| "Specified parameter format is not valid.");
        }
        let range = value.range().map(|range| format!(" {range}.")).unwrap_or_default();
        Self::from(ErrorCode::INVALID_PARAMETER)
            .or_message(|| format!("The specified parameter \"{name}\" is not valid.{range}"))
    }
}

/// Refuses a form or a header that is not UTF-8, as [`DecodeErrorKind::InvalidUtf8`].
impl From<Utf8Error> for Refusal {
    fn from(error: Utf8Error) -> Self {
        DecodeError::new(DecodeErrorKind::InvalidUtf8, error.valid_up_to()).into()
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The `Display` of an error reply hides what must not be shown.
        let mut error = ErrorReply::new(self.code.clone());
        error.message = self.message.as_deref().map(Cow::Borrowed);
        error.fmt(f)
    }
}

impl fmt::Debug for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Refusal(\"{self}\")")
    }
}

impl core::error::Error for Refusal {}
