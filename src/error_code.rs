//! The code of an error reply.

mod documented;

use alloc::borrow::Cow;
use alloc::string::String;
use core::fmt;

use documented::{DOCUMENTED, Documented};

/// The code of an error reply, as it was sent.
///
/// A client decides by it what to do next, since the same code comes with
/// different HTTP statuses. The set is open: the constants are the codes that
/// the documentation lists for this operation, for ECS and for the gateway.
///
/// ```
/// use aliyun_instance_status::ErrorCode;
///
/// let code = ErrorCode::from("Throttling.User");
/// assert_eq!(code, ErrorCode::THROTTLING_USER);
/// assert_eq!(code.http_status(), Some(400));
/// assert!(code.is_throttling() && code.is_retryable());
/// ```
///
/// Sources: the operation's page, the ECS "response results" page, and
/// [the gateway's codes](https://developer.aliyun.com/ask/278265).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ErrorCode<'a>(Cow<'a, str>);

impl ErrorCode<'static> {
    /// Every code that has a constant here.
    ///
    /// ```
    /// use aliyun_instance_status::ErrorCode;
    ///
    /// assert!(ErrorCode::catalogue().any(|code| code == ErrorCode::THROTTLING));
    /// ```
    #[must_use]
    pub fn catalogue() -> impl ExactSizeIterator<Item = Self> {
        DOCUMENTED.iter().map(|row| row.code.clone())
    }

    const fn documented(code: &'static str) -> Self {
        Self(Cow::Borrowed(code))
    }
}

impl ErrorCode<'_> {
    /// The code as it was sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The HTTP status that the documentation gives the code, or `None` where it
    /// gives none. Where sources differ it is that of a real reply, else the
    /// gateway's. Every `Missing…` code of a parameter is 400, and so is every kind
    /// of `Throttling`.
    #[must_use]
    pub fn http_status(&self) -> Option<u16> {
        match self.row() {
            Some(row) => row.http_status,
            None if self.starts_with("Missing") || self.starts_with("Throttling.") => Some(400),
            None => None,
        }
    }

    /// The message that the documentation gives the code, if it gives one.
    #[must_use]
    pub fn documented_message(&self) -> Option<&'static str> {
        self.row()?.message
    }

    /// Whether the service asks for fewer calls: `Throttling`, `Throttling.User`,
    /// `Rejected.Throttling` and their like. A reply may come with the header
    /// `x-acs-retry-after`, in milliseconds.
    #[must_use]
    pub fn is_throttling(&self) -> bool {
        self.0.contains("Throttling")
    }

    /// Whether the same request may succeed later: a throttled call,
    /// `InternalError`, `UnknownError` and `ServiceUnavailable`, as the official
    /// SDKs retry. Sign it anew: a nonce serves once.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.is_throttling()
            || matches!(self.as_str(), "InternalError" | "UnknownError" | "ServiceUnavailable")
            || self.starts_with("ServiceUnavailable.")
    }

    /// The same code, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> ErrorCode<'static> {
        ErrorCode(Cow::Owned(self.0.into_owned()))
    }

    fn starts_with(&self, family: &str) -> bool {
        self.0.starts_with(family)
    }

    fn row(&self) -> Option<&'static Documented> {
        DOCUMENTED.iter().find(|row| row.code == *self)
    }
}

impl<'a> From<Cow<'a, str>> for ErrorCode<'a> {
    fn from(code: Cow<'a, str>) -> Self {
        Self(code)
    }
}

impl<'a> From<&'a str> for ErrorCode<'a> {
    fn from(code: &'a str) -> Self {
        Self(Cow::Borrowed(code))
    }
}

impl From<String> for ErrorCode<'static> {
    fn from(code: String) -> Self {
        Self(Cow::Owned(code))
    }
}

impl AsRef<str> for ErrorCode<'_> {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for ErrorCode<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
