//! Replies in XML.
//!
//! ```xml
//! <DescribeInstanceStatusResponse>
//!   <RequestId>…</RequestId><TotalCount>1</TotalCount><PageNumber>1</PageNumber><PageSize>10</PageSize>
//!   <InstanceStatuses>
//!     <InstanceStatus><InstanceId>i-a</InstanceId><Status>Running</Status></InstanceStatus>
//!   </InstanceStatuses>
//! </DescribeInstanceStatusResponse>
//!
//! <Error><RequestId>…</RequestId><HostId>…</HostId><Code>…</Code><Message>…</Message></Error>
//! ```

mod cursor;
mod declaration;
mod grammar;
mod plain;
mod production;
mod record_layout;
mod reply;
mod root;
mod tag;
mod token;
mod write;

use alloc::string::String;

use super::lanes;
use super::object::Object;
use super::syntax::Layout;
use super::write::document;
use crate::{DecodeError, EncodeError, ErrorReply, Page, Reply};

use reply::read_error;
use root::{ERROR, PAGE};
use write::Xml;

pub(super) use reply::{read_page, read_reply};

/// Reading and writing XML.
impl<'a> Page<'a> {
    /// Reads a page, borrowing every string that is one run of text.
    ///
    /// Elements come in any order; unknown ones are skipped, and so are attributes. An
    /// element with a prefix is unknown.
    ///
    /// # Errors
    ///
    /// Anything that XML 1.0 does not allow, even in what is skipped; a document type
    /// declaration; more than 1,024 attributes in a tag; a known element twice or missing;
    /// text between elements, or an element inside a string; another root element
    /// ([`DecodeErrorKind::ErrorReply`](crate::DecodeErrorKind::ErrorReply) for that of an error
    /// reply).
    ///
    /// ```
    /// use aliyun_instance_status::{Page, Status};
    ///
    /// # fn main() -> Result<(), aliyun_instance_status::DecodeError> {
    /// let page = Page::from_xml(
    ///     "<DescribeInstanceStatusResponse>
    ///        <RequestId>R-1</RequestId><TotalCount>1</TotalCount>
    ///        <PageNumber>1</PageNumber><PageSize>10</PageSize>
    ///        <InstanceStatuses><InstanceStatus>
    ///          <InstanceId>i-a</InstanceId><Status>Running</Status>
    ///        </InstanceStatus></InstanceStatuses>
    ///      </DescribeInstanceStatusResponse>",
    /// )?;
    /// assert_eq!(page.instance_statuses[0].status, Status::Running);
    /// # Ok(())
    /// # }
    /// ```
    pub fn from_xml(body: &'a (impl AsRef<[u8]> + ?Sized)) -> Result<Self, DecodeError> {
        read_page::<{ lanes::STENCIL }>(body.as_ref())
    }

    /// The page in one line, elements in the documentation's order, after the
    /// declaration that the service writes.
    ///
    /// # Errors
    ///
    /// A character that XML cannot carry.
    ///
    /// ```
    /// use aliyun_instance_status::Page;
    ///
    /// # fn main() -> Result<(), aliyun_instance_status::EncodeError> {
    /// assert_eq!(
    ///     Page::new("R-1", 0, 1, 10).to_xml()?,
    ///     "<?xml version='1.0' encoding='UTF-8'?><DescribeInstanceStatusResponse>\
    ///      <RequestId>R-1</RequestId><TotalCount>0</TotalCount><PageNumber>1</PageNumber>\
    ///      <PageSize>10</PageSize><InstanceStatuses></InstanceStatuses>\
    ///      </DescribeInstanceStatusResponse>",
    /// );
    /// # Ok(())
    /// # }
    /// ```
    pub fn to_xml(&self) -> Result<String, EncodeError> {
        document_text(PAGE, self, Layout::Compact)
    }

    /// The page over several lines, indented by two spaces.
    ///
    /// # Errors
    ///
    /// A character that XML cannot carry.
    ///
    /// ```
    /// use aliyun_instance_status::Page;
    ///
    /// # fn main() -> Result<(), aliyun_instance_status::EncodeError> {
    /// let page = Page::new("R-1", 0, 1, 10).to_xml_pretty()?;
    /// assert!(page.contains("\n  <RequestId>R-1</RequestId>\n"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn to_xml_pretty(&self) -> Result<String, EncodeError> {
        document_text(PAGE, self, Layout::Pretty)
    }

    /// Appends what [`to_xml`](Page::to_xml) returns to a buffer, which can be reused.
    ///
    /// # Errors
    ///
    /// A character that XML cannot carry; `out` is then unchanged.
    ///
    /// ```
    /// use aliyun_instance_status::Page;
    ///
    /// # fn main() -> Result<(), aliyun_instance_status::EncodeError> {
    /// let mut body = String::with_capacity(4096);
    /// Page::new("R-1", 0, 1, 10).write_xml(&mut body)?;
    /// assert!(body.ends_with("</DescribeInstanceStatusResponse>"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn write_xml(&self, out: &mut String) -> Result<(), EncodeError> {
        document::<_, Xml>(out, PAGE, self, Layout::Compact)
    }
}

/// Reading and writing XML.
impl<'a> ErrorReply<'a> {
    /// Reads an error reply, borrowing every string that is one run of text.
    ///
    /// # Errors
    ///
    /// Anything that XML 1.0 does not allow, even in what is skipped; a document type
    /// declaration; a known element twice; a root element other than `Error`; no `Code`, or
    /// an empty one.
    ///
    /// ```
    /// use aliyun_instance_status::{ErrorCode, ErrorReply};
    ///
    /// # fn main() -> Result<(), aliyun_instance_status::DecodeError> {
    /// let error = ErrorReply::from_xml("<Error><Code>Throttling</Code></Error>")?;
    /// assert_eq!(error.code, ErrorCode::THROTTLING);
    /// # Ok(())
    /// # }
    /// ```
    pub fn from_xml(body: &'a (impl AsRef<[u8]> + ?Sized)) -> Result<Self, DecodeError> {
        read_error(body.as_ref())
    }

    /// The error reply in one line. Members that are `None` are not written.
    ///
    /// # Errors
    ///
    /// A character that XML cannot carry.
    ///
    /// ```
    /// use aliyun_instance_status::{ErrorCode, ErrorReply};
    ///
    /// # fn main() -> Result<(), aliyun_instance_status::EncodeError> {
    /// assert_eq!(
    ///     ErrorReply::new(ErrorCode::THROTTLING).to_xml()?,
    ///     "<?xml version='1.0' encoding='UTF-8'?><Error><Code>Throttling</Code></Error>",
    /// );
    /// # Ok(())
    /// # }
    /// ```
    pub fn to_xml(&self) -> Result<String, EncodeError> {
        document_text(ERROR, self, Layout::Compact)
    }

    /// The error reply over several lines, indented by two spaces.
    ///
    /// # Errors
    ///
    /// A character that XML cannot carry.
    ///
    /// ```
    /// use aliyun_instance_status::ErrorReply;
    ///
    /// let error = ErrorReply::new("Throttling").to_xml_pretty()?;
    /// assert!(error.contains("\n  <Code>Throttling</Code>\n"));
    /// # Ok::<(), aliyun_instance_status::EncodeError>(())
    /// ```
    pub fn to_xml_pretty(&self) -> Result<String, EncodeError> {
        document_text(ERROR, self, Layout::Pretty)
    }

    /// Appends what [`to_xml`](ErrorReply::to_xml) returns.
    ///
    /// # Errors
    ///
    /// A character that XML cannot carry; `out` is then unchanged.
    ///
    /// ```
    /// use aliyun_instance_status::ErrorReply;
    ///
    /// let mut body = String::new();
    /// ErrorReply::new("Throttling").write_xml(&mut body)?;
    /// assert!(body.ends_with("<Error><Code>Throttling</Code></Error>"));
    /// # Ok::<(), aliyun_instance_status::EncodeError>(())
    /// ```
    pub fn write_xml(&self, out: &mut String) -> Result<(), EncodeError> {
        document::<_, Xml>(out, ERROR, self, Layout::Compact)
    }
}

/// Reading and writing XML.
impl<'a> Reply<'a> {
    /// Reads a page or an error reply, whichever the root element says it is.
    ///
    /// # Errors
    ///
    /// Those of [`Page::from_xml`] or [`ErrorReply::from_xml`].
    ///
    /// ```
    /// use aliyun_instance_status::Reply;
    ///
    /// # fn main() -> Result<(), aliyun_instance_status::DecodeError> {
    /// let reply = Reply::from_xml("<Error><Code>Throttling</Code></Error>")?;
    /// assert!(reply.into_result().is_err_and(|error| error.code.is_throttling()));
    /// # Ok(())
    /// # }
    /// ```
    pub fn from_xml(body: &'a (impl AsRef<[u8]> + ?Sized)) -> Result<Self, DecodeError> {
        read_reply::<{ lanes::STENCIL }>(body.as_ref())
    }

    /// The page or the error reply in one line.
    ///
    /// # Errors
    ///
    /// A character that XML cannot carry.
    ///
    /// ```
    /// use aliyun_instance_status::{ErrorCode, ErrorReply, Reply};
    ///
    /// # fn main() -> Result<(), aliyun_instance_status::EncodeError> {
    /// let reply = Reply::from(ErrorReply::new(ErrorCode::THROTTLING));
    /// assert!(reply.to_xml()?.ends_with("<Error><Code>Throttling</Code></Error>"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn to_xml(&self) -> Result<String, EncodeError> {
        let mut out = String::new();
        self.write_xml(&mut out)?;
        Ok(out)
    }

    /// The page or the error reply over several lines, indented by two spaces.
    ///
    /// # Errors
    ///
    /// A character that XML cannot carry.
    ///
    /// ```
    /// use aliyun_instance_status::{Reply, Page};
    ///
    /// let page = Reply::from(Page::new("R-1", 0, 1, 10)).to_xml_pretty()?;
    /// assert!(page.contains("\n  <TotalCount>0</TotalCount>\n"));
    /// # Ok::<(), aliyun_instance_status::EncodeError>(())
    /// ```
    pub fn to_xml_pretty(&self) -> Result<String, EncodeError> {
        match self {
            Self::Page(page) => page.to_xml_pretty(),
            Self::Error(error) => error.to_xml_pretty(),
        }
    }

    /// Appends what [`to_xml`](Reply::to_xml) returns.
    ///
    /// # Errors
    ///
    /// A character that XML cannot carry; `out` is then unchanged.
    ///
    /// ```
    /// use aliyun_instance_status::{Reply, Page};
    ///
    /// let mut body = String::new();
    /// Reply::from(Page::new("R-1", 0, 1, 10)).write_xml(&mut body)?;
    /// assert!(body.ends_with("</DescribeInstanceStatusResponse>"));
    /// # Ok::<(), aliyun_instance_status::EncodeError>(())
    /// ```
    pub fn write_xml(&self, out: &mut String) -> Result<(), EncodeError> {
        match self {
            Self::Page(page) => page.write_xml(out),
            Self::Error(error) => error.write_xml(out),
        }
    }
}

fn document_text<'a, T: Object<'a>>(
    root: &'static str,
    value: &T,
    layout: Layout,
) -> Result<String, EncodeError> {
    let mut out = String::new();
    document::<T, Xml>(&mut out, root, value, layout)?;
    Ok(out)
}
