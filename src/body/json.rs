//! Replies in JSON.
//!
//! ```json
//! {"RequestId":"…","TotalCount":1,"PageNumber":1,"PageSize":10,
//!  "InstanceStatuses":{"InstanceStatus":[{"InstanceId":"i-a","Status":"Running"}]}}
//!
//! {"RequestId":"…","HostId":"…","Code":"…","Message":"…"}
//! ```

mod cursor;
mod grammar;
mod list;
mod plain;
mod record_layout;
mod reply;
mod token;
mod write;

use alloc::string::String;

use super::lanes;
use super::object::Object;
use super::read;
use super::syntax::Layout;
use super::write::document;
use crate::{DecodeError, ErrorReply, Page, Reply};

use cursor::JsonCursor;
use write::Json;

pub(super) use reply::{read_page, read_reply};

/// Reading and writing JSON.
impl<'a> Page<'a> {
    /// Reads a page, borrowing every string that has no escape.
    ///
    /// Members come in any order, and unknown ones are skipped. A counter may be a string
    /// of digits.
    ///
    /// # Errors
    ///
    /// Anything that RFC 8259 does not allow, even in what is skipped; a known member
    /// twice, missing, or of another type; an error reply
    /// ([`DecodeErrorKind::ErrorReply`](crate::DecodeErrorKind::ErrorReply)).
    ///
    /// ```
    /// use aliyun_instance_status::{Page, Status};
    ///
    /// # fn main() -> Result<(), aliyun_instance_status::DecodeError> {
    /// let page = Page::from_json(
    ///     r#"{"RequestId":"R-1","TotalCount":1,"PageNumber":1,"PageSize":10,
    ///         "InstanceStatuses":{"InstanceStatus":[{"InstanceId":"i-a","Status":"Running"}]}}"#,
    /// )?;
    /// assert_eq!(page.instance_statuses[0].status, Status::Running);
    /// # Ok(())
    /// # }
    /// ```
    pub fn from_json(body: &'a (impl AsRef<[u8]> + ?Sized)) -> Result<Self, DecodeError> {
        read_page::<{ lanes::STENCIL }>(body.as_ref())
    }

    /// The page in one line, members in the documentation's order.
    ///
    /// ```
    /// use aliyun_instance_status::Page;
    ///
    /// assert_eq!(
    ///     Page::new("R-1", 0, 1, 10).to_json(),
    ///     concat!(
    ///         r#"{"RequestId":"R-1","TotalCount":0,"PageNumber":1,"PageSize":10,"#,
    ///         r#""InstanceStatuses":{"InstanceStatus":[]}}"#,
    ///     ),
    /// );
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        document_text(self, Layout::Compact)
    }

    /// The page over several lines, indented by two spaces.
    ///
    /// ```
    /// use aliyun_instance_status::Page;
    ///
    /// let page = Page::new("R-1", 0, 1, 10).to_json_pretty();
    /// assert!(page.starts_with("{\n  \"RequestId\": \"R-1\",\n"));
    /// ```
    #[must_use]
    pub fn to_json_pretty(&self) -> String {
        document_text(self, Layout::Pretty)
    }

    /// Appends what [`to_json`](Page::to_json) returns to a buffer, which can be
    /// reused.
    ///
    /// ```
    /// use aliyun_instance_status::Page;
    ///
    /// let mut lines = String::new();
    /// for number in 1..=2 {
    ///     Page::new("R-1", 0, number, 10).write_json(&mut lines);
    ///     lines.push('\n');
    /// }
    /// assert_eq!(lines.lines().count(), 2);
    /// ```
    pub fn write_json(&self, out: &mut String) {
        write_document(out, self, Layout::Compact);
    }
}

/// Reading and writing JSON.
impl<'a> ErrorReply<'a> {
    /// Reads an error reply, borrowing every string that has no escape.
    ///
    /// `null` means absent for every member except `Code`, and a `Code` that is a number is
    /// read as its text.
    ///
    /// # Errors
    ///
    /// Anything that RFC 8259 does not allow, even in what is skipped; a known member twice
    /// or of another type; no `Code`, or an empty one.
    ///
    /// ```
    /// use aliyun_instance_status::{ErrorCode, ErrorReply};
    ///
    /// # fn main() -> Result<(), aliyun_instance_status::DecodeError> {
    /// let error = ErrorReply::from_json(r#"{"Code":"Throttling","Message":null}"#)?;
    /// assert_eq!(error.code, ErrorCode::THROTTLING);
    /// # Ok(())
    /// # }
    /// ```
    pub fn from_json(body: &'a (impl AsRef<[u8]> + ?Sized)) -> Result<Self, DecodeError> {
        read::document(JsonCursor::<{ lanes::STENCIL }>::new(body.as_ref())?)
    }

    /// The error reply in one line. Members that are `None` are not written.
    ///
    /// ```
    /// use aliyun_instance_status::{ErrorCode, ErrorReply};
    ///
    /// assert_eq!(ErrorReply::new(ErrorCode::THROTTLING).to_json(), r#"{"Code":"Throttling"}"#);
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        document_text(self, Layout::Compact)
    }

    /// The error reply over several lines, indented by two spaces.
    ///
    /// ```
    /// use aliyun_instance_status::{ErrorCode, ErrorReply};
    ///
    /// let error = ErrorReply::new(ErrorCode::THROTTLING);
    /// assert_eq!(error.to_json_pretty(), "{\n  \"Code\": \"Throttling\"\n}");
    /// ```
    #[must_use]
    pub fn to_json_pretty(&self) -> String {
        document_text(self, Layout::Pretty)
    }

    /// Appends what [`to_json`](ErrorReply::to_json) returns.
    ///
    /// ```
    /// use aliyun_instance_status::{ErrorCode, ErrorReply};
    ///
    /// let mut body = String::new();
    /// ErrorReply::new(ErrorCode::THROTTLING).write_json(&mut body);
    /// assert_eq!(body, r#"{"Code":"Throttling"}"#);
    /// ```
    pub fn write_json(&self, out: &mut String) {
        write_document(out, self, Layout::Compact);
    }
}

/// Reading and writing JSON.
impl<'a> Reply<'a> {
    /// Reads a page or an error reply, whichever it is.
    ///
    /// A body with `InstanceStatuses` is a page, whatever `Code` it has; one
    /// without it and with a `Code` that is not `""` is an error reply.
    ///
    /// # Errors
    ///
    /// Those of [`Page::from_json`] or [`ErrorReply::from_json`], by what the body
    /// is; [`DecodeErrorKind::NotAReply`](crate::DecodeErrorKind::NotAReply) if it has no
    /// list, no code (or an empty one), and none of a page's counters: `{}`, `{"Code":""}`.
    /// A body that is cut off before it has a list or a code is refused at the point where
    /// it can be neither, usually its end.
    ///
    /// ```
    /// use aliyun_instance_status::Reply;
    ///
    /// # fn main() -> Result<(), aliyun_instance_status::DecodeError> {
    /// let reply = Reply::from_json(r#"{"Code":"Throttling"}"#)?;
    /// assert!(reply.into_result().is_err_and(|error| error.code.is_throttling()));
    /// # Ok(())
    /// # }
    /// ```
    pub fn from_json(body: &'a (impl AsRef<[u8]> + ?Sized)) -> Result<Self, DecodeError> {
        read_reply::<{ lanes::STENCIL }>(body.as_ref())
    }

    /// The page or the error reply in one line.
    ///
    /// ```
    /// use aliyun_instance_status::{ErrorCode, ErrorReply, Reply};
    ///
    /// let reply = Reply::from(ErrorReply::new(ErrorCode::THROTTLING));
    /// assert_eq!(reply.to_json(), r#"{"Code":"Throttling"}"#);
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut out = String::new();
        self.write_json(&mut out);
        out
    }

    /// The page or the error reply over several lines, indented by two spaces.
    ///
    /// ```
    /// use aliyun_instance_status::{Reply, Page};
    ///
    /// let reply = Reply::from(Page::new("R-1", 0, 1, 10));
    /// assert!(reply.to_json_pretty().contains("\n  \"TotalCount\": 0,\n"));
    /// ```
    #[must_use]
    pub fn to_json_pretty(&self) -> String {
        match self {
            Self::Page(page) => page.to_json_pretty(),
            Self::Error(error) => error.to_json_pretty(),
        }
    }

    /// Appends what [`to_json`](Reply::to_json) returns.
    ///
    /// ```
    /// use aliyun_instance_status::{Reply, Page};
    ///
    /// let mut body = String::with_capacity(4096);
    /// Reply::from(Page::new("R-1", 0, 1, 10)).write_json(&mut body);
    /// assert!(body.starts_with(r#"{"RequestId":"R-1","#));
    /// ```
    pub fn write_json(&self, out: &mut String) {
        match self {
            Self::Page(page) => page.write_json(out),
            Self::Error(error) => error.write_json(out),
        }
    }
}

/// Appends a document. JSON can carry every value.
#[inline]
fn write_document<'a, T: Object<'a>>(out: &mut String, value: &T, layout: Layout) {
    let Ok(()) = document::<T, Json>(out, "", value, layout);
}

fn document_text<'a, T: Object<'a>>(value: &T, layout: Layout) -> String {
    let mut out = String::new();
    write_document(&mut out, value, layout);
    out
}
