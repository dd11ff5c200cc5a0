//! A value that a constructor or a parser refuses.

use alloc::format;
use alloc::string::String;
use core::fmt;

use crate::excerpt::excerpt;

/// How many characters of a refused value are shown.
const MAX_SHOWN: usize = 32;

/// A value that a constructor or a parser refuses: `"51".parse::<PageSize>()`, a
/// [`Format`](crate::Format) that is neither JSON nor XML, and with the feature `sign` a method,
/// a time, a nonce, or a region that no host can be named for.
///
/// `Display` says what was refused and what is allowed. The value is shown in quotes, with
/// control characters escaped, cut after 32 characters, and without what looks like a secret.
/// A number is refused in the words that [`DecodeError`](crate::DecodeError) has for it.
///
/// ```
/// use aliyun_instance_status::{InvalidValue, PageSize};
///
/// let refused: InvalidValue = "100".parse::<PageSize>().unwrap_err();
/// assert_eq!(refused.to_string(), "PageSize outside 1 to 50: \"100\"");
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct InvalidValue {
    name: &'static str,
    refused: String,
    allowed: &'static str,
    is_range: bool,
}

impl InvalidValue {
    pub(crate) fn new(name: &'static str, refused: &str, allowed: &'static str) -> Self {
        Self { name, refused: excerpt(refused, MAX_SHOWN), allowed, is_range: false }
    }

    /// A value outside a range of numbers.
    pub(crate) fn outside(range: &'static str, name: &'static str, refused: &str) -> Self {
        Self { is_range: true, ..Self::new(name, refused, range) }
    }

    /// The range that the value is outside of, as a server says it: without the value.
    pub(crate) fn range(&self) -> Option<String> {
        self.is_range.then(|| format!("{} outside {}", self.name, self.allowed))
    }

    /// What the value was meant for: the parameter's name on the wire, or `HTTP method`.
    ///
    /// ```
    /// use aliyun_instance_status::PageNumber;
    ///
    /// assert_eq!(PageNumber::try_from(0).unwrap_err().name(), "PageNumber");
    /// ```
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// What is allowed in its place, in words.
    ///
    /// ```
    /// use aliyun_instance_status::Format;
    ///
    /// assert_eq!("yaml".parse::<Format>().unwrap_err().allowed(), "JSON or XML");
    /// ```
    #[must_use]
    pub const fn allowed(&self) -> &'static str {
        self.allowed
    }
}

impl fmt::Display for InvalidValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, refused, allowed, .. } = self;
        match self.range() {
            Some(range) => write!(f, "{range}: {refused:?}"),
            None => write!(f, "{name} {refused:?} is not {allowed}"),
        }
    }
}

/// Shows the words of `Display`, for `unwrap`.
impl fmt::Debug for InvalidValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "InvalidValue({self})")
    }
}

impl core::error::Error for InvalidValue {}
