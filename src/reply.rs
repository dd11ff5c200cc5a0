//! What comes back for a request: a page or an error.

use crate::{ErrorReply, Page};

/// The reply to a request: a page or an error reply.
///
/// The HTTP status is not needed to tell them apart: the body does. In XML the root element
/// decides. In JSON a body with the list is a page, whatever `Code` it has (some products
/// send `"200"` on success); a body without the list and with a code is an error reply.
///
/// ```
/// use aliyun_instance_status::{ErrorCode, ErrorReply, Reply};
///
/// let reply = Reply::from(ErrorReply::new(ErrorCode::THROTTLING));
/// match reply {
///     Reply::Page(page) => println!("{} instances", page.total_count),
///     Reply::Error(error) => assert!(error.is_retryable()),
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_enums, reason = "a reply is one or the other")]
pub enum Reply<'a> {
    /// A page of statuses.
    Page(Page<'a>),
    /// The service's refusal.
    Error(ErrorReply<'a>),
}

impl<'a> Reply<'a> {
    /// The page, or the error reply as an error for `?`. The page still borrows from the
    /// body; the error does not, so it can be returned from the function that owns the
    /// body.
    ///
    /// # Errors
    ///
    /// The error reply, if the reply is one.
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use std::error::Error;
    /// use aliyun_instance_status::Reply;
    ///
    /// fn count(body: &[u8]) -> Result<u32, Box<dyn Error>> {
    ///     Ok(Reply::from_json(body)?.into_result()?.total_count)
    /// }
    ///
    /// let refused = count(br#"{"Code":"Throttling"}"#).unwrap_err();
    /// assert_eq!(refused.to_string(), "Throttling");
    /// # Ok(())
    /// # }
    /// ```
    #[expect(clippy::result_large_err, reason = "both sides of a reply are of one size")]
    pub fn into_result(self) -> Result<Page<'a>, ErrorReply<'static>> {
        match self {
            Self::Page(page) => Ok(page),
            Self::Error(error) => Err(error.into_owned()),
        }
    }

    /// The HTTP status for a server to send it with: 200 for a page; for an error reply,
    /// the status of its code, or 400 if the documentation gives none.
    ///
    /// ```
    /// use aliyun_instance_status::{ErrorCode, ErrorReply, Reply};
    ///
    /// let reply = Reply::from(ErrorReply::new(ErrorCode::INVALID_REGION_ID_NOT_FOUND));
    /// assert_eq!(reply.http_status(), 404);
    /// ```
    #[must_use]
    pub fn http_status(&self) -> u16 {
        match self {
            Self::Page(_) => 200,
            Self::Error(error) => error.http_status().unwrap_or(400),
        }
    }

    /// Copies what is still borrowed, so that the reply outlives the input.
    ///
    /// ```
    /// use aliyun_instance_status::{Reply, Page};
    ///
    /// let id = String::from("R-1");
    /// let kept: Reply<'static> = Reply::from(Page::new(&*id, 0, 1, 10)).into_owned();
    /// drop(id);
    /// assert_eq!(kept.http_status(), 200);
    /// ```
    #[must_use]
    pub fn into_owned(self) -> Reply<'static> {
        match self {
            Self::Page(page) => Reply::Page(page.into_owned()),
            Self::Error(error) => Reply::Error(error.into_owned()),
        }
    }
}

impl<'a> From<Page<'a>> for Reply<'a> {
    fn from(page: Page<'a>) -> Self {
        Self::Page(page)
    }
}

impl<'a> From<ErrorReply<'a>> for Reply<'a> {
    fn from(error: ErrorReply<'a>) -> Self {
        Self::Error(error)
    }
}
