//! The code of an error reply.

mod constants;
mod documented;

use alloc::borrow::{Cow, ToOwned};
use alloc::string::String;
use core::convert::Infallible;
use core::fmt;
use core::str::FromStr;

use documented::DOCUMENTED;
pub(crate) use documented::Remedy;

/// The code of an error reply, as it was sent.
///
/// Branch on the code, not on the HTTP status: one code comes with different statuses.
/// The set of codes is open; the constants are the codes that the documentation lists for this
/// operation, for ECS and for the gateway.
///
/// ```
/// use aliyun_instance_status::ErrorCode;
///
/// let code = ErrorCode::from("Throttling.User");
/// assert!(code == "Throttling.User" && code == ErrorCode::THROTTLING_USER);
/// assert_eq!(code.http_status(), Some(400));
/// assert!(code.is_throttling() && code.is_retryable());
/// ```
///
/// # Where sources contradict
///
/// The ECS table of 2014 and the gateway of other products since 2017 have different codes
/// for one fault. A client meets both. As a server, this crate answers with:
///
/// | fault | 2014 ECS table | gateway | this crate |
/// |---|---|---|---|
/// | a common parameter is missing | `MissingParameter` | `MissingTimestamp`, `MissingSignature`, `MissingAccessKeyId` | the table's |
/// | `TimeStamp` in place of `Timestamp` | accepted | `MissingTimestamp` | accepted |
/// | another `Action` or `Version` | `InvalidParameter` | `InvalidAction.NotFound`, `InvalidVersion` | the gateway's |
/// | a token that has expired | `InvalidParameter` with `"SecurityToken.Expired"` in its message | `InvalidSecurityToken.Expired` | neither; [`ErrorReply::is_retryable`](crate::ErrorReply::is_retryable) knows both |
/// | an unknown access key | `InvalidAccessKeyId.NotFound` | also `InvalidAccessKeyId` | the first |
/// | a wrong signature | `IncompleteSignature` | `SignatureDoesNotMatch` | the gateway's |
/// | a nonce that was used, in words | `The request signature nonce has been used.` | `Specified signature nonce was used already.` | the gateway's |
///
/// Sources: the operation's page, the ECS "response results" page, and
/// [the gateway's codes](https://developer.aliyun.com/ask/278265).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct ErrorCode<'a>(Cow<'a, str>);

impl ErrorCode<'static> {
    /// Every code that has a constant here, sorted.
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

    /// A code in a constant of your own.
    ///
    /// ```
    /// use aliyun_instance_status::ErrorCode;
    ///
    /// const NO_SUCH_TENANT: ErrorCode<'static> = ErrorCode::from_static("Tenant.NotFound");
    /// assert_eq!(NO_SUCH_TENANT.as_str(), "Tenant.NotFound");
    /// ```
    #[must_use]
    pub const fn from_static(code: &'static str) -> Self {
        Self(Cow::Borrowed(code))
    }
}

impl ErrorCode<'_> {
    /// The code as it was sent.
    ///
    /// ```
    /// use aliyun_instance_status::ErrorCode;
    ///
    /// assert_eq!(ErrorCode::FORBIDDEN_RAM.as_str(), "Forbidden.RAM");
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The HTTP status that the documentation gives for the code, or `None`. Where sources
    /// differ, it is the one of a real reply, or else the gateway's. Every `Missing{Name}`
    /// of a parameter is 400, and so are `Throttling` and every `Throttling.{Name}`.
    ///
    /// ```
    /// use aliyun_instance_status::ErrorCode;
    ///
    /// assert_eq!(ErrorCode::INVALID_ZONE_ID_NOT_FOUND.http_status(), Some(404));
    /// assert_eq!(ErrorCode::from("Unheard.Of").http_status(), None);
    /// ```
    #[must_use]
    pub fn http_status(&self) -> Option<u16> {
        documented::of(&self.0).http_status
    }

    /// The message that the documentation gives for the code, if any: the gateway's, where
    /// the ECS table has another. The message of every `Missing{Name}` names the parameter.
    /// `InvalidParamater` (so spelt) also comes with `SignatureMethod` in its message.
    ///
    /// ```
    /// use aliyun_instance_status::ErrorCode;
    ///
    /// let message = ErrorCode::from("MissingZoneId").documented_message();
    /// assert_eq!(message.as_deref(), Some("ZoneId is mandatory for this action."));
    /// assert_eq!(ErrorCode::INVALID_SECURITY_TOKEN_MALFORMED.documented_message(), None);
    /// ```
    #[must_use]
    pub fn documented_message(&self) -> Option<Cow<'static, str>> {
        documented::message(&self.0)
    }

    /// Whether the service asks for fewer calls: `Throttling`, `Throttling.User`,
    /// `Rejected.Throttling` and similar codes. The reply may have the header
    /// `x-acs-retry-after`, in milliseconds.
    ///
    /// ```
    /// use aliyun_instance_status::ErrorCode;
    ///
    /// assert!(ErrorCode::REJECTED_THROTTLING.is_throttling());
    /// assert!(!ErrorCode::INTERNAL_ERROR.is_throttling());
    /// ```
    #[must_use]
    pub fn is_throttling(&self) -> bool {
        self.remedy() == Some(Remedy::SlowDown)
    }

    /// Whether a request that was refused with this code may succeed if it is signed anew,
    /// always with a new nonce and the current time: a nonce can be used only once.
    ///
    /// | codes | what to do first |
    /// |---|---|
    /// | every throttling, `InternalError`, `UnknownError`, `ServiceUnavailable` and its kinds, `ServiceUnAvailable` | wait |
    /// | `SignatureNonceUsed`: a reply was lost, and its request was sent again | nothing |
    /// | `InvalidTimeStamp.Expired`, `IllegalTimestamp` | set the clock |
    /// | `InvalidSecurityToken.Expired` | fetch new credentials |
    ///
    /// ```
    /// use aliyun_instance_status::ErrorCode;
    ///
    /// assert!(ErrorCode::SIGNATURE_NONCE_USED.is_retryable());
    /// assert!(!ErrorCode::FORBIDDEN_RAM.is_retryable());
    /// ```
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.remedy().is_some()
    }

    /// What a client does before it tries again; `None` where trying again does not help.
    pub(crate) fn remedy(&self) -> Option<Remedy> {
        documented::of(&self.0).remedy
    }

    /// Copies what is still borrowed, so that the code outlives the input.
    ///
    /// ```
    /// use aliyun_instance_status::ErrorCode;
    ///
    /// fn read(body: String) -> ErrorCode<'static> {
    ///     ErrorCode::from(body.trim()).into_owned()
    /// }
    /// assert_eq!(read("Throttling\n".into()), ErrorCode::THROTTLING);
    /// ```
    #[must_use]
    pub fn into_owned(self) -> ErrorCode<'static> {
        ErrorCode(Cow::Owned(self.0.into_owned()))
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

impl FromStr for ErrorCode<'static> {
    type Err = Infallible;

    fn from_str(code: &str) -> Result<Self, Infallible> {
        Ok(Self(Cow::Owned(code.to_owned())))
    }
}

/// Compares the code as it was sent: `code == "Throttling"`.
impl PartialEq<str> for ErrorCode<'_> {
    fn eq(&self, code: &str) -> bool {
        self.as_str() == code
    }
}

/// Compares the code as it was sent: `code == "Throttling"`.
impl PartialEq<&str> for ErrorCode<'_> {
    fn eq(&self, code: &&str) -> bool {
        self.as_str() == *code
    }
}

/// Compares the code as it was sent: `*"Throttling" == code`.
impl PartialEq<ErrorCode<'_>> for str {
    fn eq(&self, code: &ErrorCode<'_>) -> bool {
        self == code.as_str()
    }
}

/// Compares the code as it was sent: `"Throttling" == code`.
impl PartialEq<ErrorCode<'_>> for &str {
    fn eq(&self, code: &ErrorCode<'_>) -> bool {
        *self == code.as_str()
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
