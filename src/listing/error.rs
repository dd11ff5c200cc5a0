//! Why a listing gave up.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::string::String;
use core::fmt;

use crate::excerpt;
use crate::{DecodeError, ErrorReply, Page, Retry};

/// Why a [`Listing`](crate::Listing) gave up: an error reply, an unreadable body, no reply, an
/// empty page, or a reply that no request was due for.
///
/// `Display` shows the HTTP status, then the error reply as [`ErrorReply`] shows itself, or the
/// decode error with the redacted beginning of the body.
///
/// ```
/// use aliyun_instance_status::{Listing, Request};
///
/// let mut listing = Listing::new(Request::new("cn-hangzhou"));
/// let no_headers: [(&str, &str); 0] = [];
/// let error = listing.answered(404, no_headers, "<html>Not Found").unwrap_err();
/// assert_eq!(error.status(), Some(404));
/// assert_eq!(
///     error.to_string(),
///     "HTTP 404, unexpected root element at byte 0: \"<html>Not Found\"",
/// );
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ListingError {
    status: Option<u16>,
    request_id: Option<String>,
    cause: Cause,
}

#[derive(Clone, PartialEq, Eq, Hash)]
enum Cause {
    Refused(Box<ErrorReply<'static>>),
    Unread { error: DecodeError, beginning: String },
    Unanswered,
    EmptyPage { page_number: u32, total_count: u32 },
    NotDue,
}

impl ListingError {
    pub(super) fn refused(status: u16, error: ErrorReply<'_>, advice: &Retry) -> Self {
        Self::new(Some(status), advice.request_id(), Cause::Refused(Box::new(error.into_owned())))
    }

    pub(super) fn unread(status: u16, error: DecodeError, body: &[u8], advice: &Retry) -> Self {
        const MAX_SHOWN: usize = 80;
        // What `excerpt` reads and one character more, of four bytes at most each.
        const MAX_BYTES: usize = 4 * (excerpt::MAX_READ + 1);
        let beginning = body.get(..MAX_BYTES).unwrap_or(body);
        // A line end would count as one of an echo.
        let one_line = String::from_utf8_lossy(beginning).replace(['\r', '\n'], " ");
        let beginning = excerpt::excerpt(&one_line, MAX_SHOWN);
        Self::new(Some(status), advice.request_id(), Cause::Unread { error, beginning })
    }

    pub(super) fn unanswered() -> Self {
        Self::new(None, None, Cause::Unanswered)
    }

    pub(super) fn empty_page(page: &Page<'_>) -> Self {
        let Page { page_number, total_count, ref request_id, .. } = *page;
        Self::new(None, Some(request_id), Cause::EmptyPage { page_number, total_count })
    }

    pub(super) fn not_due() -> Self {
        Self::new(None, None, Cause::NotDue)
    }

    fn new(status: Option<u16>, request_id: Option<&str>, cause: Cause) -> Self {
        Self { status, request_id: request_id.map(ToOwned::to_owned), cause }
    }

    /// The HTTP status of the reply that was no page; `None` if there was no such reply.
    ///
    /// ```
    /// use aliyun_instance_status::{Listing, Request};
    ///
    /// let mut listing = Listing::new(Request::new("cn-hangzhou"));
    /// let no_headers: [(&str, &str); 0] = [];
    /// assert_eq!(listing.answered(418, no_headers, "{}").unwrap_err().status(), Some(418));
    /// ```
    #[must_use]
    pub const fn status(&self) -> Option<u16> {
        self.status
    }

    /// The error reply, if that is what came.
    ///
    /// ```
    /// use aliyun_instance_status::{ErrorCode, ListingError};
    ///
    /// fn may_not(error: &ListingError) -> bool {
    ///     error.error_reply().is_some_and(|reply| reply.code == ErrorCode::FORBIDDEN_RAM)
    /// }
    /// ```
    #[must_use]
    pub const fn error_reply(&self) -> Option<&ErrorReply<'static>> {
        match &self.cause {
            Cause::Refused(error) => Some(error),
            _ => None,
        }
    }

    /// What is wrong with the body, if it is neither a page nor an error reply.
    ///
    /// ```
    /// use aliyun_instance_status::{Category, Listing, Request};
    ///
    /// let mut listing = Listing::new(Request::new("cn-hangzhou"));
    /// let no_headers: [(&str, &str); 0] = [];
    /// let error = listing.answered(404, no_headers, "<html>Not Found").unwrap_err();
    /// assert_eq!(error.decode_error().map(|error| error.category()), Some(Category::Data));
    /// ```
    #[must_use]
    pub const fn decode_error(&self) -> Option<DecodeError> {
        match &self.cause {
            Cause::Unread { error, .. } => Some(*error),
            _ => None,
        }
    }

    /// The id that the service gave the call, which its support will ask for.
    ///
    /// ```
    /// use aliyun_instance_status::ListingError;
    ///
    /// fn complain(error: &ListingError) -> String {
    ///     format!("{error}, request {}", error.request_id().unwrap_or("unknown"))
    /// }
    /// ```
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }
}

impl fmt::Display for ListingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(status) = self.status {
            write!(f, "HTTP {status}, ")?;
        }
        match &self.cause {
            Cause::Refused(error) => error.fmt(f),
            Cause::Unread { beginning, .. } if beginning.is_empty() => f.write_str("an empty body"),
            Cause::Unread { error, beginning } => write!(f, "{error}: {beginning:?}"),
            Cause::Unanswered => f.write_str("no reply"),
            Cause::EmptyPage { page_number, total_count } => {
                write!(f, "page {page_number} of {total_count} instances is empty")
            }
            Cause::NotDue => f.write_str("a reply though no request was due"),
        }
    }
}

/// Shows the words of `Display`, for a `main` that returns it.
impl fmt::Debug for ListingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ListingError({self})")
    }
}

impl core::error::Error for ListingError {}
