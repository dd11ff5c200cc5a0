//! [`Grammar`] for XML: members, values and records, from where a cursor stands.

#![expect(clippy::inline_always, reason = "names are constants where members are read in order")]

use alloc::borrow::Cow;

use super::cursor::Cursor;
use super::plain;
use super::write::{COMPACT, PRETTY};
use crate::body::lanes::Lanes;
use crate::body::list::List;
use crate::body::read::{Grammar, Name};
use crate::body::stencil::Stencil;
use crate::bytes::decimal;
use crate::bytes::plain::Xml;
use crate::bytes::remainder::taken;
use crate::bytes::space::{WHITE_SPACE, space};
use crate::decode_error::DecodeError;
use crate::field::Field;

impl<'a, L: Lanes> Grammar<'a> for Cursor<'a, L> {
    /// The element's name.
    type Object = &'a str;

    /// The name of the element around it.
    type List = &'a str;

    /// Its start tag has been read.
    #[inline(always)]
    fn enter(&mut self, field: Field) -> Result<&'a str, DecodeError> {
        Ok(if field == Field::Body { self.root } else { field.name() })
    }

    #[inline(always)]
    fn plain_member(&mut self, _: &mut &'a str, field: Field) -> bool {
        self.expect_name(field.name())
    }

    #[inline]
    fn next_member(&mut self, object: &mut &'a str) -> Result<Option<Name<'a>>, DecodeError> {
        if self.plain_end(object) { Ok(None) } else { self.member_carefully(object) }
    }

    #[inline(always)]
    fn plain_text(&mut self, field: Field) -> Option<&'a str> {
        let text = self.plain_content(field.name())?;
        self.note(text);
        Some(text)
    }

    /// All the text of the element.
    #[inline(never)]
    fn text(&mut self, field: Field) -> Result<Cow<'a, str>, DecodeError> {
        if let Some(text) = self.plain_section(field.name()) {
            // No stencil would fit: to it, the section's end is part of the value.
            self.note("");
            return Ok(Cow::Borrowed(text));
        }
        let (text, _) = self.content(field)?;
        self.note(if let Cow::Borrowed(text) = text { text } else { "" });
        Ok(text)
    }

    #[inline(always)]
    fn plain_counter(&mut self, field: Field) -> Option<u32> {
        if !L::PLAIN || self.is_empty {
            return None;
        }
        let (counter, rest) = decimal::plain_u32(self.rest)?;
        self.rest = plain::end_tag(rest, field.name())?;
        Some(counter)
    }

    /// Decimal digits, white space around them.
    #[inline(never)]
    fn counter(&mut self, field: Field) -> Result<u32, DecodeError> {
        let (text, start) = self.content(field)?;
        let digits = text.trim_matches(WHITE_SPACE);
        decimal::read_u32(digits.as_bytes(), field)
            .map_err(|kind| DecodeError::new(kind, start.unwrap_or(self.closed_at)))
    }

    #[inline]
    fn skip(&mut self) -> Result<(), DecodeError> {
        match self.plain_content(self.opened) {
            Some(_) => Ok(()),
            None => self.skip_carefully(),
        }
    }

    #[inline(always)]
    fn list(&mut self) -> Result<&'a str, DecodeError> {
        self.enter(Field::InstanceStatuses)
    }

    #[inline]
    fn next_record(&mut self, list: &mut &'a str) -> Result<bool, DecodeError> {
        if self.plain_member(list, Field::InstanceStatus) {
            return Ok(true);
        }
        while let Some(name) = self.next_member(list)? {
            if name.text == Field::InstanceStatus.name() {
                return Ok(true);
            }
            self.skip()?;
        }
        Ok(false)
    }

    fn usual(&self) -> Stencil<'a> {
        if self.rest.starts_with('\n') {
            const { Stencil::new(&PRETTY) }
        } else {
            const { Stencil::new(&COMPACT) }
        }
    }

    fn learn(&self, start: &'a str, instance_id: &str) -> Option<Stencil<'a>> {
        if !L::STENCIL || space(self.rest).starts_with("</") {
            // Nothing can follow.
            return None;
        }
        let record = taken(start, self.rest);
        let id_first = self.strings[0].as_ptr() == instance_id.as_ptr();
        Stencil::of("", record, self.strings, id_first)
    }

    #[inline]
    fn repeat(&mut self, _: &mut &'a str, stencil: &Stencil<'a>, records: &mut List<'a>) -> bool {
        // What follows `<a/>` is not inside it.
        if !L::STENCIL || self.is_empty {
            return false;
        }
        // XML has no separator, so that every record is like the first.
        let rest = stencil.repeat::<Xml>(self.rest, true, records);
        let is_any = rest.len() != self.rest.len();
        self.rest = rest;
        is_any
    }

    #[inline(always)]
    fn rest(&self) -> &'a str {
        self.rest
    }

    fn closed_at(&self) -> usize {
        self.closed_at
    }

    /// Nothing but white space, comments and processing instructions may follow.
    #[inline]
    fn finish(&mut self) -> Result<(), DecodeError> {
        if self.rest.is_empty() { Ok(()) } else { self.finish_carefully() }
    }
}
