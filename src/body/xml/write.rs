//! How XML is written.

#![expect(clippy::inline_always, reason = "names are constants where members are written")]

use alloc::string::String;

use super::PROLOG;
use crate::body::around::Around;
use crate::body::fixed::{Fixed, around_names, around_words, texts};
use crate::body::write::{Syntax, Writer};
use crate::bytes::decimal;
use crate::bytes::plain::{self, is_plain};
use crate::bytes::xml_char::is_xml_char;
use crate::encode_error::EncodeError;
use crate::field::Field;

pub(super) struct Xml;

const RECORD: &str = Field::InstanceStatus.name();
const ID: &str = Field::InstanceId.name();
const STATUS: &str = Field::Status.name();

/// `<InstanceStatus><InstanceId>…</InstanceId><Status>…</Status></InstanceStatus>`
pub(super) const COMPACT: Around = {
    const HEAD: Fixed = Fixed::of(&["<", RECORD, "><", ID, ">"]);
    const MID: Fixed = Fixed::of(&["</", ID, "><", STATUS, ">"]);
    const TAIL: Fixed = Fixed::of(&["</", STATUS, "></", RECORD, ">"]);
    const BETWEEN: [Fixed; 5] = around_words(MID.text(), &[TAIL.text(), "", HEAD.text()]);
    Around::new("", HEAD.text(), MID.text(), TAIL.text(), texts(&BETWEEN))
};

pub(super) const PRETTY: Around = {
    const HEAD: Fixed = Fixed::of(&["\n    <", RECORD, ">\n      <", ID, ">"]);
    const MID: Fixed = Fixed::of(&["</", ID, ">\n      <", STATUS, ">"]);
    const TAIL: Fixed = Fixed::of(&["</", STATUS, ">\n    </", RECORD, ">"]);
    const BETWEEN: [Fixed; 5] = around_words(MID.text(), &[TAIL.text(), "", HEAD.text()]);
    Around::new("", HEAD.text(), MID.text(), TAIL.text(), texts(&BETWEEN))
};

impl Syntax for Xml {
    type Error = EncodeError;
    const COMPACT: Around = COMPACT;
    const PRETTY: Around = PRETTY;

    #[inline(always)]
    fn begin_document(out: &mut Writer<'_>, root: &'static str) {
        out.push(PROLOG);
        out.new_line();
        out.push("<");
        out.push(root);
        out.push(">");
    }

    #[inline(always)]
    fn end_document(out: &mut Writer<'_>, root: &'static str) {
        out.push("</");
        out.push(root);
        out.push(">");
    }

    #[inline(always)]
    fn begin_object(out: &mut Writer<'_>, field: Field) {
        if field != Field::Body {
            begin(out, field);
        }
        out.open();
    }

    #[inline(always)]
    fn end_object(out: &mut Writer<'_>, field: Field) {
        out.close();
        if field != Field::Body {
            end(out, field);
        }
    }

    #[inline(always)]
    fn begin_list(out: &mut Writer<'_>) {
        Self::begin_object(out, Field::InstanceStatuses);
    }

    #[inline(always)]
    fn end_list(out: &mut Writer<'_>) {
        Self::end_object(out, Field::InstanceStatuses);
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
        if is_plain::<plain::Xml>(value.as_bytes()) {
            text.push_str(value);
            Ok(())
        } else {
            escaped(text, field, value)
        }
    }
}

/// The start tag of each field.
static START_TAGS: [&str; Field::ALL.len()] = {
    const FIXED: [Fixed<32>; Field::ALL.len()] = around_names("<", ">");
    texts(&FIXED)
};

/// The end tag of each field.
static END_TAGS: [&str; Field::ALL.len()] = {
    const FIXED: [Fixed<32>; Field::ALL.len()] = around_names("</", ">");
    texts(&FIXED)
};

#[inline(always)]
fn begin(out: &mut Writer<'_>, field: Field) {
    out.is_empty = false;
    out.new_line();
    out.push(START_TAGS.get(field as usize).copied().unwrap_or_default());
}

#[inline(always)]
fn end(out: &mut Writer<'_>, field: Field) {
    out.push(END_TAGS.get(field as usize).copied().unwrap_or_default());
}

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
