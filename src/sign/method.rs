//! The HTTP method of a call.

use core::fmt;
use core::str::FromStr;

use crate::InvalidValue;

/// The HTTP method of a request, which both signatures sign. The operation accepts these
/// two.
///
/// ```
/// use aliyun_instance_status::sign::Method;
///
/// assert_eq!("POST".parse(), Ok(Method::Post));
/// assert_eq!(Method::Get.as_str(), "GET");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(clippy::exhaustive_enums, reason = "the API takes no other methods")]
pub enum Method {
    /// `GET`.
    Get,
    /// `POST`.
    Post,
}

impl Method {
    /// The method as in the request line.
    ///
    /// ```
    /// use aliyun_instance_status::sign::Method;
    ///
    /// assert_eq!(Method::Post.as_str(), "POST");
    /// ```
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

impl FromStr for Method {
    type Err = InvalidValue;

    /// Reads `GET` or `POST`, in capitals as in HTTP.
    fn from_str(method: &str) -> Result<Self, InvalidValue> {
        match method {
            "GET" => Ok(Self::Get),
            "POST" => Ok(Self::Post),
            _ => Err(InvalidValue::new("HTTP method", method, "GET or POST")),
        }
    }
}

impl AsRef<str> for Method {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
