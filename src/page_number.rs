//! The two numbers that choose a page.

use alloc::string::ToString;
use core::fmt;
use core::str::FromStr;

use crate::quoted::Quoted;

/// The number of a page, from 1. The default is 1.
///
/// ```
/// use aliyun_instance_status::PageNumber;
///
/// # fn main() -> Result<(), aliyun_instance_status::InvalidPageNumber> {
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

/// How many instances a page holds at most, from 1 to 50. The default is 10.
///
/// It is what a request asks for. A page says it as a plain number,
/// [`Page::page_size`](crate::Page::page_size), since nothing holds the service to it.
///
/// ```
/// use aliyun_instance_status::PageSize;
///
/// # fn main() -> Result<(), aliyun_instance_status::InvalidPageSize> {
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

/// A value that is not a page number: 0, or text that is not an integer up to `u32::MAX` in
/// digits alone, such as `-1` or `""`. `Display` says which value.
///
/// ```
/// use aliyun_instance_status::PageNumber;
///
/// let refused = PageNumber::try_from(0).unwrap_err();
/// assert_eq!(refused.to_string(), "page number \"0\" is not a number from 1 to 4294967295");
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct InvalidPageNumber(Quoted);

/// A value that is not a page size: 0, more than 50, or text that is not digits alone, such
/// as `+5` or `""`. `Display` says which value.
///
/// ```
/// use aliyun_instance_status::PageSize;
///
/// let refused = "100".parse::<PageSize>().unwrap_err();
/// assert_eq!(refused.to_string(), "page size \"100\" is not a number from 1 to 50");
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct InvalidPageSize(Quoted);

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

impl Default for PageNumber {
    fn default() -> Self {
        Self::FIRST
    }
}

impl Default for PageSize {
    fn default() -> Self {
        Self(10)
    }
}

impl TryFrom<u32> for PageNumber {
    type Error = InvalidPageNumber;

    fn try_from(number: u32) -> Result<Self, InvalidPageNumber> {
        Self::new(number).ok_or_else(|| InvalidPageNumber(Quoted::new(&number.to_string())))
    }
}

impl TryFrom<u32> for PageSize {
    type Error = InvalidPageSize;

    fn try_from(size: u32) -> Result<Self, InvalidPageSize> {
        Self::new(size).ok_or_else(|| InvalidPageSize(Quoted::new(&size.to_string())))
    }
}

/// Reads decimal digits, as a query has them.
impl FromStr for PageNumber {
    type Err = InvalidPageNumber;

    fn from_str(number: &str) -> Result<Self, InvalidPageNumber> {
        digits(number).and_then(Self::new).ok_or_else(|| InvalidPageNumber(Quoted::new(number)))
    }
}

/// Reads decimal digits, as a query has them.
impl FromStr for PageSize {
    type Err = InvalidPageSize;

    fn from_str(size: &str) -> Result<Self, InvalidPageSize> {
        digits(size).and_then(Self::new).ok_or_else(|| InvalidPageSize(Quoted::new(size)))
    }
}

impl From<PageNumber> for u32 {
    fn from(number: PageNumber) -> Self {
        number.0
    }
}

impl From<PageSize> for u32 {
    fn from(size: PageSize) -> Self {
        size.0
    }
}

/// A number of digits alone: `str::parse` takes a `+` too.
fn digits(number: &str) -> Option<u32> {
    if number.starts_with('+') { None } else { number.parse().ok() }
}

impl fmt::Display for PageNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for PageSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for InvalidPageNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "page number {} is not a number from 1 to {}", self.0, u32::MAX)
    }
}

impl fmt::Display for InvalidPageSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "page size {} is not a number from 1 to {}", self.0, PageSize::MAX)
    }
}

/// What `unwrap` shows: the same words as `Display`.
impl fmt::Debug for InvalidPageNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "InvalidPageNumber({self})")
    }
}

/// What `unwrap` shows: the same words as `Display`.
impl fmt::Debug for InvalidPageSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "InvalidPageSize({self})")
    }
}

impl core::error::Error for InvalidPageNumber {}
impl core::error::Error for InvalidPageSize {}
