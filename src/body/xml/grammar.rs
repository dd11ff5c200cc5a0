//! [`Grammar`] and [`PageGrammar`] for XML: members, values, and the list of a page.

#![expect(clippy::inline_always, reason = "inlined, each member's name and bit are constants")]

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::cursor::XmlCursor;
use super::plain;
use super::record_layout::LAYOUTS;
use crate::body::grammar::{Grammar, Name};
use crate::body::input::BodyInput;
use crate::body::record_layout::RecordLayout;
use crate::body::record_list::RecordList;
use crate::body::records;
use crate::body::stencil::{PageGrammar, Stencil};
use crate::bytes::decimal;
use crate::bytes::plain::XmlText;
use crate::bytes::remainder::taken;
use crate::bytes::space::{WHITE_SPACE, space};
use crate::{DecodeError, Field, InstanceStatus};

impl<'a, const LANES: u8> Grammar<'a> for XmlCursor<'a, LANES> {
    /// The element's name.
    type OpenObject = &'a str;

    #[inline(always)]
    fn input(&self) -> &BodyInput<'a> {
        &self.input
    }

    #[cold]
    fn at_start(body: &'a [u8]) -> Result<Self, DecodeError> {
        let mut reply = Self::new(body)?;
        reply.root()?;
        Ok(reply)
    }

    /// Returns the name of the element to be read. Its start tag has been read.
    #[inline(always)]
    fn enter(&mut self, field: Field) -> Result<&'a str, DecodeError> {
        Ok(if field == Field::Body { self.root } else { field.name() })
    }

    #[inline(always)]
    fn plain_member(&mut self, _: &mut &'a str, field: Field) -> bool {
        self.plain_start(field.name())
    }

    #[inline]
    fn next_member(&mut self, object: &mut &'a str) -> Result<Option<Name<'a>>, DecodeError> {
        if self.plain_end(object) { Ok(None) } else { self.member_carefully(object) }
    }

    #[inline(always)]
    fn plain_text(&mut self, field: Field) -> Option<&'a str> {
        let text = self.plain_content(field.name(), plain::text(self.input.rest))?;
        self.input.remember(text);
        Some(text)
    }

    /// Reads all the text of the element, borrowed if it is in one piece.
    #[inline(never)]
    fn text(&mut self, field: Field) -> Result<Cow<'a, str>, DecodeError> {
        if let Some(text) = self.plain_content(field.name(), plain::cdata(self.input.rest)) {
            // No stencil would fit: to it, the section's end is part of the value.
            self.input.remember("");
            return Ok(Cow::Borrowed(text));
        }
        let (text, _) = self.content(field)?;
        self.input.remember(if let Cow::Borrowed(text) = text { text } else { "" });
        Ok(text)
    }

    #[inline(always)]
    fn plain_counter(&mut self, field: Field) -> Option<u32> {
        self.plain_content(field.name(), decimal::plain_u32(self.input.rest))
    }

    /// Decimal digits, white space around them.
    #[inline(never)]
    fn counter(&mut self, field: Field) -> Result<u32, DecodeError> {
        let (text, start) = self.content(field)?;
        let digits = text.trim_matches(WHITE_SPACE);
        decimal::read_u32(digits.as_bytes(), field)
            .map_err(|kind| DecodeError::new(kind, start.unwrap_or(self.input.closed_at)))
    }

    #[inline]
    fn skip(&mut self) -> Result<(), DecodeError> {
        match self.plain_content(self.opened, plain::text(self.input.rest)) {
            Some(_) => Ok(()),
            None => self.skip_carefully(),
        }
    }

    #[inline(always)]
    fn records(&mut self) -> Result<Vec<InstanceStatus<'a>>, DecodeError> {
        records::read(self)
    }

    /// Nothing but white space, comments and processing instructions may follow.
    #[inline]
    fn finish(&mut self) -> Result<(), DecodeError> {
        if self.input.rest.is_empty() { Ok(()) } else { self.finish_carefully() }
    }
}

impl<'a, const LANES: u8> PageGrammar<'a> for XmlCursor<'a, LANES> {
    /// The name of the element around the list.
    type OpenList = &'a str;

    const LAYOUTS: &'static [RecordLayout; 2] = &LAYOUTS;

    #[inline(always)]
    fn enter_list(&mut self) -> Result<&'a str, DecodeError> {
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

    fn last_record(&self, start: &'a str) -> Option<[&'a str; 2]> {
        if !Self::HAS_STENCIL || space(self.input.rest).starts_with("</") {
            // Nothing can follow.
            return None;
        }
        Some(["", taken(start, self.input.rest)])
    }

    #[inline]
    fn take_matching(
        &mut self,
        _: &mut &'a str,
        stencil: &Stencil<'a>,
        records: &mut RecordList<'a>,
    ) -> bool {
        // What follows `<a/>` is not inside it.
        if !Self::HAS_STENCIL || self.is_empty {
            return false;
        }
        // XML has no separator, so that every record is like the first.
        let rest = stencil.take_records::<XmlText>(self.input.rest, true, records);
        let took_any = rest.len() != self.input.rest.len();
        self.input.rest = rest;
        took_any
    }
}
