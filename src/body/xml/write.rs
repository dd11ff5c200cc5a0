//! How XML is written.

#![expect(clippy::inline_always, reason = "inlined, each member's name is a constant")]

use alloc::string::String;

use super::record_layout::LAYOUTS;
use super::root::PROLOG;
use crate::body::record_layout::RecordLayout;
use crate::body::syntax::{Syntax, Writer};
use crate::bytes::decimal;
use crate::bytes::plain::{XmlText, is_plain};
use crate::bytes::xml_char::is_xml_char;
use crate::const_str::{ConstStr, PerField, around_names, as_strs};
use crate::{EncodeError, Field};

/// The syntax of XML.
pub(super) struct Xml;

impl Syntax for Xml {
    type Error = EncodeError;
    const LAYOUTS: &'static [RecordLayout; 2] = &LAYOUTS;

    #[inline(always)]
    fn begin_object(out: &mut Writer<'_>, field: Field) {
        if field == Field::Body {
            out.push(PROLOG);
            out.new_line();
            out.text.extend(["<", out.root, ">"]);
        } else {
            begin(out, field);
        }
        out.open();
    }

    #[inline(always)]
    fn end_object(out: &mut Writer<'_>, field: Field) {
        out.close();
        if field == Field::Body {
            out.text.extend(["</", out.root, ">"]);
        } else {
            end(out, field);
        }
    }

    #[inline(always)]
    fn text(out: &mut Writer<'_>, field: Field, text: &str) -> Result<(), EncodeError> {
        begin(out, field);
        Self::escape(out.text, field, text)?;
        end(out, field);
        Ok(())
    }

    #[inline(always)]
    fn counter(out: &mut Writer<'_>, field: Field, counter: u32) {
        begin(out, field);
        decimal::write(out.text, counter.into());
        end(out, field);
    }

    /// Appends character data: `<`, `&`, `>` and the carriage return, which reading
    /// would take for a line end, are references; the rest stands for itself.
    #[inline(always)]
    fn escape(text: &mut String, field: Field, value: &str) -> Result<(), EncodeError> {
        if is_plain::<XmlText>(value.as_bytes()) {
            text.push_str(value);
            Ok(())
        } else {
            escaped(text, field, value)
        }
    }
}

/// The start tag of each field.
static START_TAGS: PerField<&str> = {
    const STRINGS: PerField<ConstStr<32>> = around_names("<", ">");
    as_strs(&STRINGS)
};

/// The end tag of each field.
static END_TAGS: PerField<&str> = {
    const STRINGS: PerField<ConstStr<32>> = around_names("</", ">");
    as_strs(&STRINGS)
};

/// Writes the start tag of a field.
#[inline(always)]
fn begin(out: &mut Writer<'_>, field: Field) {
    out.is_empty = false;
    out.new_line();
    out.push(START_TAGS.get(field as usize).copied().unwrap_or_default());
}

/// Writes the end tag of a field.
#[inline(always)]
fn end(out: &mut Writer<'_>, field: Field) {
    out.push(END_TAGS.get(field as usize).copied().unwrap_or_default());
}

/// Appends a value that is not plain.
#[inline(never)]
fn escaped(out: &mut String, field: Field, value: &str) -> Result<(), EncodeError> {
    for (at, character) in value.char_indices() {
        match character {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#13;"),
            _ if is_xml_char(character) => out.push(character),
            _ => return Err(EncodeError::new(field, character, at)),
        }
    }
    Ok(())
}
