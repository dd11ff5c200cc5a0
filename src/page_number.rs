//! Which page of a list.

use alloc::string::ToString;
use core::fmt;
use core::str::FromStr;

use crate::bytes::decimal;
use crate::{Field, InvalidValue};

/// The number of a page, from 1. The default is 1.
///
/// ```
/// use aliyun_instance_status::PageNumber;
///
/// # fn main() -> Result<(), aliyun_instance_status::InvalidValue> {
/// assert_eq!(PageNumber::new(2).map(PageNumber::get), Some(2));
/// assert_eq!(PageNumber::new(0), None);
/// let typed: PageNumber = "2".parse()?;
/// assert_eq!(u32::from(typed), 2);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "u32", into = "u32")
)]
pub struct PageNumber(u32);

impl PageNumber {
    /// The first page: 1, the documented default.
    ///
    /// ```
    /// use aliyun_instance_status::{PageNumber, Request};
    ///
    /// let again = Request::new("cn-hangzhou").with_page_number(PageNumber::FIRST);
    /// assert_eq!(again.page_number().to_string(), "1");
    /// ```
    pub const FIRST: Self = Self(1);

    /// This page number, or `None` for 0.
    ///
    /// ```
    /// use aliyun_instance_status::PageNumber;
    ///
    /// assert_eq!(PageNumber::new(1), Some(PageNumber::FIRST));
    /// ```
    #[must_use]
    pub const fn new(number: u32) -> Option<Self> {
        if number == 0 { None } else { Some(Self(number)) }
    }

    /// The number.
    ///
    /// ```
    /// use aliyun_instance_status::PageNumber;
    ///
    /// assert_eq!(PageNumber::FIRST.get(), 1);
    /// ```
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }

    /// The page after this one, or `None` after `u32::MAX`.
    ///
    /// ```
    /// use aliyun_instance_status::PageNumber;
    ///
    /// assert_eq!(PageNumber::FIRST.next(), PageNumber::new(2));
    /// ```
    #[must_use]
    pub const fn next(self) -> Option<Self> {
        match self.0.checked_add(1) {
            Some(number) => Some(Self(number)),
            None => None,
        }
    }
}

impl Default for PageNumber {
    fn default() -> Self {
        Self::FIRST
    }
}

impl TryFrom<u32> for PageNumber {
    type Error = InvalidValue;

    fn try_from(number: u32) -> Result<Self, InvalidValue> {
        Self::new(number).ok_or_else(|| refused(&number.to_string()))
    }
}

/// Reads decimal digits, as a query has them.
impl FromStr for PageNumber {
    type Err = InvalidValue;

    fn from_str(number: &str) -> Result<Self, InvalidValue> {
        let digits = decimal::read_u32(number.as_bytes(), Field::PageNumber).ok();
        digits.and_then(Self::new).ok_or_else(|| refused(number))
    }
}

impl From<PageNumber> for u32 {
    fn from(number: PageNumber) -> Self {
        number.0
    }
}

fn refused(number: &str) -> InvalidValue {
    InvalidValue::outside("1 to 4294967295", Field::PageNumber.name(), number)
}

impl fmt::Display for PageNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
