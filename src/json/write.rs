//! Writing JSON: fixed text between values.

use alloc::string::String;

use crate::access_denied_detail::AccessDeniedDetail;
use crate::decimal;
use crate::error_response::ErrorResponse;
use crate::field::Field;
use crate::response::{InstanceStatus, Response};
use crate::status::known_between;
use crate::swar::{JSON, is_plain};

/// How the text is laid out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    Compact,
    Pretty,
}

/// The text between the values of a page.
struct Template {
    request_id: &'static str,
    total_count: &'static str,
    page_number: &'static str,
    page_size: &'static str,
    list: &'static str,
    first_instance_id: &'static str,
    next_instance_id: &'static str,
    status: &'static str,
    end_of_status: &'static str,
    /// For each known status, all from the end of an id to the start of the next.
    between: [&'static str; 5],
    end_of_list: &'static str,
    end: &'static str,
}

const COMPACT: Template = Template {
    request_id: "{\"RequestId\":\"",
    total_count: "\",\"TotalCount\":",
    page_number: ",\"PageNumber\":",
    page_size: ",\"PageSize\":",
    list: ",\"InstanceStatuses\":{\"InstanceStatus\":[",
    first_instance_id: "{\"InstanceId\":\"",
    next_instance_id: ",{\"InstanceId\":\"",
    status: "\",\"Status\":\"",
    end_of_status: "\"}",
    between: known_between!("\",\"Status\":\"", "\"},{\"InstanceId\":\""),
    end_of_list: "",
    end: "]}}",
};

const PRETTY: Template = Template {
    request_id: "{\n  \"RequestId\": \"",
    total_count: "\",\n  \"TotalCount\": ",
    page_number: ",\n  \"PageNumber\": ",
    page_size: ",\n  \"PageSize\": ",
    list: ",\n  \"InstanceStatuses\": {\n    \"InstanceStatus\": [",
    first_instance_id: "\n      {\n        \"InstanceId\": \"",
    next_instance_id: ",\n      {\n        \"InstanceId\": \"",
    status: "\",\n        \"Status\": \"",
    end_of_status: "\"\n      }",
    between: known_between!(
        "\",\n        \"Status\": \"",
        "\"\n      },\n      {\n        \"InstanceId\": \""
    ),
    end_of_list: "\n    ",
    end: "]\n  }\n}",
};

impl Layout {
    const fn template(self) -> &'static Template {
        match self {
            Self::Compact => &COMPACT,
            Self::Pretty => &PRETTY,
        }
    }
}

/// Appends a page.
pub(super) fn page(out: &mut String, page: &Response<'_>, layout: Layout) {
    let template = layout.template();
    out.push_str(template.request_id);
    string(out, &page.request_id);
    out.push_str(template.total_count);
    decimal::write(out, page.total_count.into());
    out.push_str(template.page_number);
    decimal::write(out, page.page_number.into());
    out.push_str(template.page_size);
    decimal::write(out, page.page_size.into());
    out.push_str(template.list);
    if !page.instance_statuses.is_empty() {
        records(out, &page.instance_statuses, template);
        out.push_str(template.end_of_list);
    }
    out.push_str(template.end);
}

/// Each record is its id and what stands between it and the next.
fn records(out: &mut String, records: &[InstanceStatus<'_>], template: &Template) {
    out.push_str(template.first_instance_id);
    for InstanceStatus { instance_id, status } in records {
        string(out, instance_id);
        match status.known_place().and_then(|place| template.between.get(place)) {
            Some(between) => out.push_str(between),
            None => {
                out.push_str(template.status);
                string(out, status.as_str());
                out.push_str(template.end_of_status);
                out.push_str(template.next_instance_id);
            }
        }
    }
    // There is no next one after the last.
    out.truncate(out.len().saturating_sub(template.next_instance_id.len()));
}

/// Appends an error reply.
pub(super) fn error(out: &mut String, error: &ErrorResponse<'_>, layout: Layout) {
    let mut object = Object::open(out, layout, 1);
    object.optional(Field::RequestId, error.request_id.as_deref());
    object.optional(Field::HostId, error.host_id.as_deref());
    object.text(Field::Code, error.code.as_str());
    object.optional(Field::Message, error.message.as_deref());
    object.optional(Field::Recommend, error.recommend.as_deref());
    if let Some(detail) = &error.access_denied_detail {
        object.name(Field::AccessDeniedDetail);
        access_denied_detail(object.out, detail, layout);
    }
    object.close();
}

fn access_denied_detail(out: &mut String, detail: &AccessDeniedDetail<'_>, layout: Layout) {
    let mut object = Object::open(out, layout, 2);
    for (field, value) in AccessDeniedDetail::FIELDS.into_iter().zip(detail.values()) {
        object.optional(field, value);
    }
    object.close();
}

/// An object whose members may be left out.
struct Object<'o> {
    out: &'o mut String,
    layout: Layout,
    depth: usize,
    is_empty: bool,
}

impl<'o> Object<'o> {
    fn open(out: &'o mut String, layout: Layout, depth: usize) -> Self {
        out.push('{');
        Self { out, layout, depth, is_empty: true }
    }

    fn name(&mut self, field: Field) {
        if !self.is_empty {
            self.out.push(',');
        }
        self.is_empty = false;
        self.new_line(self.depth);
        self.out.push('"');
        self.out.push_str(field.name());
        self.out.push_str(if self.layout == Layout::Pretty { "\": " } else { "\":" });
    }

    fn text(&mut self, field: Field, value: &str) {
        self.name(field);
        self.out.push('"');
        string(self.out, value);
        self.out.push('"');
    }

    fn optional(&mut self, field: Field, value: Option<&str>) {
        if let Some(value) = value {
            self.text(field, value);
        }
    }

    fn close(mut self) {
        if !self.is_empty {
            self.new_line(self.depth.saturating_sub(1));
        }
        self.out.push('}');
    }

    fn new_line(&mut self, depth: usize) {
        if self.layout == Layout::Pretty {
            self.out.push('\n');
            self.out.extend(core::iter::repeat_n("  ", depth));
        }
    }
}

/// Appends the inside of a string (RFC 8259, section 7): `"`, `\` and controls
/// are escaped, the rest stands for itself.
#[inline]
fn string(out: &mut String, text: &str) {
    if is_plain::<JSON>(text.as_bytes()) {
        out.push_str(text);
    } else {
        escaped(out, text);
    }
}

fn escaped(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20)) {
        // What is escaped is ASCII, so that the cuts are at boundaries.
        let (plain, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(plain);
        let mut characters = tail.chars();
        if let Some(character) = characters.next() {
            escape(out, character);
        }
        rest = characters.as_str();
    }
    out.push_str(rest);
}

fn escape(out: &mut String, character: char) {
    match character {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\u{8}' => out.push_str("\\b"),
        '\t' => out.push_str("\\t"),
        '\n' => out.push_str("\\n"),
        '\u{C}' => out.push_str("\\f"),
        '\r' => out.push_str("\\r"),
        control => {
            // Below U+0020: two zeros and two digits.
            let code = u32::from(control);
            out.push_str("\\u00");
            out.extend(
                [code >> 4, code & 0x0F].iter().filter_map(|&digit| char::from_digit(digit, 16)),
            );
        }
    }
}
