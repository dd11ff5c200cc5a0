//! How many instances a page holds.

use alloc::string::ToString;
use core::fmt;
use core::str::FromStr;

use crate::bytes::decimal;
use crate::{Field, InvalidValue};

/// How many instances a page holds at most, from 1 to 50. The default is 10.
///
/// It is what a request asks for. A page says it as a plain number,
/// [`Page::page_size`](crate::Page::page_size), since nothing holds the service to it.
///
/// ```
/// use aliyun_instance_status::PageSize;
///
/// # fn main() -> Result<(), aliyun_instance_status::InvalidValue> {
/// assert_eq!(PageSize::new(50), Some(PageSize::MAX));
/// assert_eq!(PageSize::new(51), None);
/// assert_eq!(PageSize::try_from(50)?, "50".parse()?);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "u32", into = "u32")
)]
pub struct PageSize(u32);

impl PageSize {
    /// The largest page size that the service documents: 50. (Asked for more, it has been
    /// seen to answer with an empty list and no error.)
    ///
    /// ```
    /// use aliyun_instance_status::{PageSize, Request};
    ///
    /// let request = Request::new("cn-hangzhou").with_page_size(PageSize::MAX);
    /// assert!(request.to_query().contains("&PageSize=50&"));
    /// ```
    pub const MAX: Self = Self(50);

    /// This page size, or `None` outside of 1 to 50.
    ///
    /// ```
    /// use aliyun_instance_status::PageSize;
    ///
    /// assert_eq!(PageSize::new(10), Some(PageSize::default()));
    /// ```
    #[must_use]
    pub const fn new(size: u32) -> Option<Self> {
        if size == 0 || size > Self::MAX.0 { None } else { Some(Self(size)) }
    }

    /// The number of instances.
    ///
    /// ```
    /// use aliyun_instance_status::PageSize;
    ///
    /// assert_eq!(PageSize::MAX.get(), 50);
    /// ```
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl Default for PageSize {
    fn default() -> Self {
        Self(10)
    }
}

impl TryFrom<u32> for PageSize {
    type Error = InvalidValue;

    fn try_from(size: u32) -> Result<Self, InvalidValue> {
        Self::new(size).ok_or_else(|| refused(&size.to_string()))
    }
}

/// Reads decimal digits, as a query has them.
impl FromStr for PageSize {
    type Err = InvalidValue;

    fn from_str(size: &str) -> Result<Self, InvalidValue> {
        let digits = decimal::read_u32(size.as_bytes(), Field::PageSize).ok();
        digits.and_then(Self::new).ok_or_else(|| refused(size))
    }
}

impl From<PageSize> for u32 {
    fn from(size: PageSize) -> Self {
        size.0
    }
}

fn refused(size: &str) -> InvalidValue {
    InvalidValue::outside("1 to 50", Field::PageSize.name(), size)
}

impl fmt::Display for PageSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
