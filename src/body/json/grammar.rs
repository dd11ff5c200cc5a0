//! [`Grammar`] for JSON: members, values and records, from where a cursor stands.

#![expect(clippy::inline_always, reason = "names are constants where members are read in order")]

use alloc::borrow::Cow;

use super::cursor::{Cursor, Records, Walk};
use super::plain;
use super::write::{COMPACT, PRETTY};
use crate::body::lanes::Lanes;
use crate::body::list::List;
use crate::body::read::{Grammar, Name};
use crate::body::stencil::Stencil;
use crate::bytes::decimal;
use crate::bytes::plain::Json;
use crate::bytes::remainder::taken;
use crate::bytes::space::space;
use crate::decode_error::{DecodeError, DecodeErrorKind};
use crate::field::Field;

impl<'a, L: Lanes> Grammar<'a> for Cursor<'a, L> {
    type Object = Walk;
    type List = Records;

    #[inline(always)]
    fn enter(&mut self, field: Field) -> Result<Walk, DecodeError> {
        self.open(b'{', b'}', field)
    }

    #[inline(always)]
    fn plain_member(&mut self, object: &mut Walk, field: Field) -> bool {
        if !L::PLAIN {
            return false;
        }
        self.rest = space(self.rest);
        let Some(rest) = plain::member(self.rest, object.is_first, field.name()) else {
            return false;
        };
        self.rest = rest;
        object.is_first = false;
        true
    }

    #[inline(always)]
    fn next_member(&mut self, object: &mut Walk) -> Result<Option<Name<'a>>, DecodeError> {
        if L::PLAIN
            && let Some((start, name, rest)) = plain::name(space(self.rest), object.is_first)
        {
            self.rest = rest;
            object.is_first = false;
            let at = self.offset(start.len());
            return Ok(Some(Name { text: Cow::Borrowed(name), at }));
        }
        if self.next(object)? { self.name().map(Some) } else { Ok(None) }
    }

    #[inline(always)]
    fn plain_text(&mut self, _: Field) -> Option<&'a str> {
        if !L::PLAIN {
            return None;
        }
        let (text, rest) = plain::string(space(self.rest))?;
        self.rest = rest;
        self.note(text);
        Some(text)
    }

    #[inline(never)]
    fn text(&mut self, field: Field) -> Result<Cow<'a, str>, DecodeError> {
        if self.value()? != b'"' {
            return Err(self.error(DecodeErrorKind::UnexpectedType(field)));
        }
        // A plain one has been tried for.
        let text = self.string_carefully()?;
        self.note(if let Cow::Borrowed(text) = text { text } else { "" });
        Ok(text)
    }

    #[inline(always)]
    fn plain_counter(&mut self, _: Field) -> Option<u32> {
        if !L::PLAIN {
            return None;
        }
        let (counter, rest) = plain::counter(space(self.rest))?;
        self.rest = rest;
        Some(counter)
    }

    /// An integer, or a string of decimal digits.
    #[inline(never)]
    fn counter(&mut self, field: Field) -> Result<u32, DecodeError> {
        let first = self.value()?;
        let start = self.rest;
        let counter = match first {
            b'"' => decimal::read_u32(self.string()?.as_bytes(), field),
            b'-' | b'0'..=b'9' => {
                let digits = self.literal()?;
                if self.rest.is_empty() {
                    // It might go on, and be no number at all.
                    return Err(self.eof());
                }
                decimal::read_u32(digits.as_bytes(), field)
            }
            _ => Err(DecodeErrorKind::UnexpectedType(field)),
        };
        counter.map_err(|kind| self.error_at(kind, start.len()))
    }

    fn null(&mut self) -> Result<bool, DecodeError> {
        let is_null = self.value()? == b'n';
        if is_null {
            self.literal()?;
        }
        Ok(is_null)
    }

    fn number(&mut self) -> Result<Option<&'a str>, DecodeError> {
        match self.value()? {
            b'-' | b'0'..=b'9' => self.literal().map(Some),
            _ => Ok(None),
        }
    }

    #[inline]
    fn list(&mut self) -> Result<Records, DecodeError> {
        let object = self.enter(Field::InstanceStatuses)?;
        let mut list = Records { object, array: None, has_come: false };
        self.array(&mut list)?;
        Ok(list)
    }

    #[inline]
    fn next_record(&mut self, list: &mut Records) -> Result<bool, DecodeError> {
        let Some(array) = &mut list.array else {
            return Ok(false);
        };
        let is_there = self.next(array)?;
        if !is_there {
            // Nothing but unknown members may follow.
            self.array(list)?;
        }
        Ok(is_there)
    }

    fn usual(&self) -> Stencil<'a> {
        if self.rest.starts_with('\n') {
            const { Stencil::new(&PRETTY) }
        } else {
            const { Stencil::new(&COMPACT) }
        }
    }

    fn learn(&self, start: &'a str, instance_id: &str) -> Option<Stencil<'a>> {
        if !L::STENCIL || !space(self.rest).starts_with(',') {
            // Nothing can follow.
            return None;
        }
        let record = taken(start, self.rest);
        let (separator, record) = match record.strip_prefix(',') {
            Some(record) => (",", record),
            // White space before the comma is kept with it.
            None if space(record).starts_with(',') => ("", record),
            // The first record has none before it.
            None => (",", record),
        };
        let id_first = self.strings[0].as_ptr() == instance_id.as_ptr();
        Stencil::of(separator, record, self.strings, id_first)
    }

    #[inline]
    fn repeat(
        &mut self,
        list: &mut Records,
        stencil: &Stencil<'a>,
        records: &mut List<'a>,
    ) -> bool {
        let (true, Some(array)) = (L::STENCIL, &mut list.array) else {
            return false;
        };
        let rest = stencil.repeat::<Json>(self.rest, array.is_first, records);
        let is_any = rest.len() != self.rest.len();
        array.is_first &= !is_any;
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

    /// Nothing but white space may follow.
    #[inline]
    fn finish(&mut self) -> Result<(), DecodeError> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.error(DecodeErrorKind::TrailingContent)),
        }
    }

    #[inline]
    fn skip(&mut self) -> Result<(), DecodeError> {
        match self.value()? {
            b'{' | b'[' => self.skip_nested(),
            b'"' => self.string().map(|_| ()),
            _ => self.literal().map(|_| ()),
        }
    }
}
