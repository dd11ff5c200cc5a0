//! Writing XML: fixed text between values.

use alloc::string::String;

use crate::access_denied_detail::AccessDeniedDetail;
use crate::decimal;
use crate::encode_error::EncodeError;
use crate::error_response::ErrorResponse;
use crate::field::Field;
use crate::response::{InstanceStatus, Response};
use crate::status::known_between;
use crate::swar::{XML, is_plain};
use crate::xml_char::is_xml_char;

/// How the text is laid out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    Compact,
    Pretty,
}

/// The declaration, as the service's gateway writes it.
const PROLOG: &str = "<?xml version='1.0' encoding='UTF-8'?>";

/// The text between the values of a page.
struct Template {
    request_id: &'static str,
    total_count: &'static str,
    page_number: &'static str,
    page_size: &'static str,
    list: &'static str,
    instance_id: &'static str,
    status: &'static str,
    end_of_status: &'static str,
    /// For each known status, all from the end of an id to the start of the next.
    between: [&'static str; 5],
    end_of_list: &'static str,
    end: &'static str,
}

const COMPACT: Template = Template {
    request_id: "<DescribeInstanceStatusResponse><RequestId>",
    total_count: "</RequestId><TotalCount>",
    page_number: "</TotalCount><PageNumber>",
    page_size: "</PageNumber><PageSize>",
    list: "</PageSize><InstanceStatuses>",
    instance_id: "<InstanceStatus><InstanceId>",
    status: "</InstanceId><Status>",
    end_of_status: "</Status></InstanceStatus>",
    between: known_between!(
        "</InstanceId><Status>",
        "</Status></InstanceStatus><InstanceStatus><InstanceId>"
    ),
    end_of_list: "",
    end: "</InstanceStatuses></DescribeInstanceStatusResponse>",
};

const PRETTY: Template = Template {
    request_id: "\n<DescribeInstanceStatusResponse>\n  <RequestId>",
    total_count: "</RequestId>\n  <TotalCount>",
    page_number: "</TotalCount>\n  <PageNumber>",
    page_size: "</PageNumber>\n  <PageSize>",
    list: "</PageSize>\n  <InstanceStatuses>",
    instance_id: "\n    <InstanceStatus>\n      <InstanceId>",
    status: "</InstanceId>\n      <Status>",
    end_of_status: "</Status>\n    </InstanceStatus>",
    between: known_between!(
        "</InstanceId>\n      <Status>",
        "</Status>\n    </InstanceStatus>\n    <InstanceStatus>\n      <InstanceId>"
    ),
    end_of_list: "\n  ",
    end: "</InstanceStatuses>\n</DescribeInstanceStatusResponse>",
};

impl Layout {
    const fn template(self) -> &'static Template {
        match self {
            Self::Compact => &COMPACT,
            Self::Pretty => &PRETTY,
        }
    }
}

/// Appends a page, or nothing.
pub(super) fn page(
    out: &mut String,
    page: &Response<'_>,
    layout: Layout,
) -> Result<(), EncodeError> {
    or_nothing(out, |out| {
        let template = layout.template();
        out.push_str(PROLOG);
        out.push_str(template.request_id);
        text(out, &page.request_id, Field::RequestId)?;
        out.push_str(template.total_count);
        decimal::write(out, page.total_count.into());
        out.push_str(template.page_number);
        decimal::write(out, page.page_number.into());
        out.push_str(template.page_size);
        decimal::write(out, page.page_size.into());
        out.push_str(template.list);
        if !page.instance_statuses.is_empty() {
            records(out, &page.instance_statuses, template)?;
            out.push_str(template.end_of_list);
        }
        out.push_str(template.end);
        Ok(())
    })
}

/// Each record is its id and what stands between it and the next.
fn records(
    out: &mut String,
    records: &[InstanceStatus<'_>],
    template: &Template,
) -> Result<(), EncodeError> {
    out.push_str(template.instance_id);
    for InstanceStatus { instance_id, status } in records {
        text(out, instance_id, Field::InstanceId)?;
        match status.known_place().and_then(|place| template.between.get(place)) {
            Some(between) => out.push_str(between),
            None => {
                out.push_str(template.status);
                text(out, status.as_str(), Field::Status)?;
                out.push_str(template.end_of_status);
                out.push_str(template.instance_id);
            }
        }
    }
    // There is no next one after the last.
    out.truncate(out.len().saturating_sub(template.instance_id.len()));
    Ok(())
}

/// Appends an error reply, or nothing.
pub(super) fn error(
    out: &mut String,
    error: &ErrorResponse<'_>,
    layout: Layout,
) -> Result<(), EncodeError> {
    or_nothing(out, |out| {
        out.push_str(PROLOG);
        if layout == Layout::Pretty {
            out.push('\n');
        }
        let mut element = Element::open(out, super::read::ERROR, layout, 1);
        element.optional(Field::RequestId, error.request_id.as_deref())?;
        element.optional(Field::HostId, error.host_id.as_deref())?;
        element.text(Field::Code, error.code.as_str())?;
        element.optional(Field::Message, error.message.as_deref())?;
        element.optional(Field::Recommend, error.recommend.as_deref())?;
        if let Some(detail) = &error.access_denied_detail {
            element.child();
            access_denied_detail(element.out, detail, layout)?;
        }
        element.close();
        Ok(())
    })
}

fn access_denied_detail(
    out: &mut String,
    detail: &AccessDeniedDetail<'_>,
    layout: Layout,
) -> Result<(), EncodeError> {
    let mut element = Element::open(out, Field::AccessDeniedDetail.name(), layout, 2);
    for (field, value) in AccessDeniedDetail::FIELDS.into_iter().zip(detail.values()) {
        element.optional(field, value)?;
    }
    element.close();
    Ok(())
}

/// An element whose children may be left out.
struct Element<'o> {
    out: &'o mut String,
    name: &'static str,
    layout: Layout,
    depth: usize,
    is_empty: bool,
}

impl<'o> Element<'o> {
    fn open(out: &'o mut String, name: &'static str, layout: Layout, depth: usize) -> Self {
        tag(out, "<", name);
        Self { out, name, layout, depth, is_empty: true }
    }

    fn text(&mut self, field: Field, value: &str) -> Result<(), EncodeError> {
        self.child();
        tag(self.out, "<", field.name());
        text(self.out, value, field)?;
        tag(self.out, "</", field.name());
        Ok(())
    }

    fn optional(&mut self, field: Field, value: Option<&str>) -> Result<(), EncodeError> {
        match value {
            Some(value) => self.text(field, value),
            None => Ok(()),
        }
    }

    /// Makes room for a child.
    fn child(&mut self) {
        self.is_empty = false;
        self.new_line(self.depth);
    }

    fn close(mut self) {
        if !self.is_empty {
            self.new_line(self.depth.saturating_sub(1));
        }
        tag(self.out, "</", self.name);
    }

    fn new_line(&mut self, depth: usize) {
        if self.layout == Layout::Pretty {
            self.out.push('\n');
            self.out.extend(core::iter::repeat_n("  ", depth));
        }
    }
}

fn tag(out: &mut String, open: &str, name: &str) {
    out.push_str(open);
    out.push_str(name);
    out.push('>');
}

/// Appends what `write` writes, all of it or nothing.
fn or_nothing(
    out: &mut String,
    write: impl FnOnce(&mut String) -> Result<(), EncodeError>,
) -> Result<(), EncodeError> {
    let before = out.len();
    let written = write(out);
    if written.is_err() {
        out.truncate(before);
    }
    written
}

/// Appends character data: `<`, `&`, `>` and the carriage return, which reading
/// would take for a line end, are references; the rest stands for itself.
#[inline]
fn text(out: &mut String, text: &str, field: Field) -> Result<(), EncodeError> {
    if is_plain::<XML>(text.as_bytes()) {
        out.push_str(text);
        return Ok(());
    }
    escaped(out, text, field)
}

fn escaped(out: &mut String, text: &str, field: Field) -> Result<(), EncodeError> {
    let mut plain_from = 0;
    for (at, character) in text.char_indices() {
        let reference = match character {
            '<' => "&lt;",
            '&' => "&amp;",
            '>' => "&gt;",
            '\r' => "&#13;",
            _ if is_xml_char(character) => continue,
            _ => return Err(EncodeError::new(field, character, at)),
        };
        out.push_str(text.get(plain_from..at).unwrap_or(""));
        out.push_str(reference);
        // What is replaced is one byte long.
        plain_from = at.saturating_add(1);
    }
    out.push_str(text.get(plain_from..).unwrap_or(""));
    Ok(())
}
