//! How JSON is written.

#![expect(clippy::inline_always, reason = "inlined, each member's name is a constant")]

use alloc::string::String;
use core::convert::Infallible;

use super::record_layout::LAYOUTS;
use crate::Field;
use crate::body::record_layout::RecordLayout;
use crate::body::syntax::{Layout, Syntax, Writer};
use crate::bytes::decimal;
use crate::bytes::plain::{JsonString, is_plain};
use crate::const_str::{ConstStr, PerField, around_names, as_strs};

/// The syntax of JSON.
pub(super) struct Json;

impl Syntax for Json {
    type Error = Infallible;
    const LAYOUTS: &'static [RecordLayout; 2] = &LAYOUTS;

    #[inline(always)]
    fn begin_object(out: &mut Writer<'_>, field: Field) {
        if field != Field::Body {
            name(out, field);
        }
        out.push("{");
        out.open();
    }

    #[inline(always)]
    fn end_object(out: &mut Writer<'_>, _: Field) {
        out.close();
        out.push("}");
    }

    #[inline(always)]
    fn begin_list(out: &mut Writer<'_>) {
        Self::begin_object(out, Field::InstanceStatuses);
        name(out, Field::InstanceStatus);
        out.push("[");
        out.open();
    }

    #[inline(always)]
    fn end_list(out: &mut Writer<'_>) {
        out.close();
        out.push("]");
        Self::end_object(out, Field::InstanceStatuses);
    }

    #[inline(always)]
    fn text(out: &mut Writer<'_>, field: Field, text: &str) -> Result<(), Infallible> {
        name(out, field);
        out.push("\"");
        string(out.text, text);
        out.push("\"");
        Ok(())
    }

    #[inline(always)]
    fn counter(out: &mut Writer<'_>, field: Field, counter: u32) {
        name(out, field);
        decimal::write(out.text, counter.into());
    }

    #[inline(always)]
    fn escape(text: &mut String, _: Field, value: &str) -> Result<(), Infallible> {
        string(text, value);
        Ok(())
    }
}

/// What stands before the value of a member that is not the first: `,"…":`.
static BEFORE_VALUE: PerField<&str> = {
    const STRINGS: PerField<ConstStr<32>> = around_names(",\"", "\":");
    as_strs(&STRINGS)
};

/// Writes what stands before the value of a member.
#[inline(always)]
fn name(out: &mut Writer<'_>, field: Field) {
    let is_first = core::mem::replace(&mut out.is_empty, false);
    let before = BEFORE_VALUE.get(field as usize).copied().unwrap_or_default();
    if out.layout == Layout::Pretty {
        return pretty_name(out, is_first, before);
    }
    let comma = usize::from(is_first);
    out.push(before.get(comma..).unwrap_or_default());
}

/// Writes what stands before the value of a member, on a line of its own.
#[inline(never)]
fn pretty_name(out: &mut Writer<'_>, is_first: bool, before: &'static str) {
    let (comma, name) = before.split_at_checked(1).unwrap_or_default();
    out.push(if is_first { "" } else { comma });
    out.new_line();
    out.text.extend([name, " "]);
}

/// Appends the inside of a string (RFC 8259, section 7): `"`, `\` and controls
/// are escaped, the rest stands for itself.
#[inline]
fn string(out: &mut String, text: &str) {
    if is_plain::<JsonString>(text.as_bytes()) {
        out.push_str(text);
    } else {
        escaped(out, text);
    }
}

/// Appends the inside of a string that is not plain.
#[inline(never)]
fn escaped(out: &mut String, text: &str) {
    let mut rest = text;
    // What is escaped is ASCII, so that the cuts are at boundaries.
    while let Some((plain, tail)) = rest
        .bytes()
        .position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20))
        .and_then(|at| rest.split_at_checked(at))
    {
        out.push_str(plain);
        let mut characters = tail.chars();
        if let Some(character) = characters.next() {
            escape(out, character);
        }
        rest = characters.as_str();
    }
    out.push_str(rest);
}

/// Appends a character that cannot stand for itself.
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
