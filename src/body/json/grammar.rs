//! [`Grammar`] for JSON: members and values.

#![expect(clippy::inline_always, reason = "inlined, each member's name and bit are constants")]

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::cursor::{JsonCursor, Walk};
use super::plain;
use crate::body::grammar::{Grammar, Name};
use crate::body::input::{BodyInput, EOF};
use crate::body::records;
use crate::bytes::decimal;
use crate::bytes::space::space;
use crate::{DecodeError, DecodeErrorKind, Field, InstanceStatus};

impl<'a, const LANES: u8> Grammar<'a> for JsonCursor<'a, LANES> {
    type OpenObject = Walk;

    #[inline(always)]
    fn input(&self) -> &BodyInput<'a> {
        &self.input
    }

    #[cold]
    fn at_start(body: &'a [u8]) -> Result<Self, DecodeError> {
        Self::new(body)
    }

    #[inline(always)]
    fn enter(&mut self, field: Field) -> Result<Walk, DecodeError> {
        self.open(b'{', b'}', field)
    }

    #[inline(always)]
    fn plain_member(&mut self, object: &mut Walk, field: Field) -> bool {
        if !Self::HAS_PLAIN {
            return false;
        }
        let Some(rest) = plain::member(self.input.rest, object.is_first, field.name()) else {
            return false;
        };
        self.input.rest = rest;
        object.is_first = false;
        true
    }

    #[inline(always)]
    fn next_member(&mut self, object: &mut Walk) -> Result<Option<Name<'a>>, DecodeError> {
        if Self::HAS_PLAIN
            && let Some((start, name, rest)) = plain::name(space(self.input.rest), object.is_first)
        {
            self.input.rest = rest;
            object.is_first = false;
            let offset = self.input.offset(start.len());
            return Ok(Some(Name { text: Cow::Borrowed(name), offset }));
        }
        if self.next(object)? { self.name().map(Some) } else { Ok(None) }
    }

    #[inline(always)]
    fn plain_text(&mut self, _: Field) -> Option<&'a str> {
        if !Self::HAS_PLAIN {
            return None;
        }
        let (text, rest) = plain::string(space(self.input.rest))?;
        self.input.rest = rest;
        self.input.remember(text);
        Some(text)
    }

    #[inline(never)]
    fn text(&mut self, field: Field) -> Result<Cow<'a, str>, DecodeError> {
        if self.peek_value()? != b'"' {
            return Err(self.error(DecodeErrorKind::UnexpectedType(field)));
        }
        let text = self.string_carefully()?;
        self.input.remember(if let Cow::Borrowed(text) = text { text } else { "" });
        Ok(text)
    }

    #[inline(always)]
    fn plain_counter(&mut self, _: Field) -> Option<u32> {
        if !Self::HAS_PLAIN {
            return None;
        }
        let (counter, rest) = plain::counter(space(self.input.rest))?;
        self.input.rest = rest;
        Some(counter)
    }

    /// An integer, or a string of decimal digits.
    #[inline(never)]
    fn counter(&mut self, field: Field) -> Result<u32, DecodeError> {
        let first = self.peek_value()?;
        let start = self.input.rest;
        let counter = match first {
            b'"' => decimal::read_u32(self.string()?.as_bytes(), field),
            b'-' | b'0'..=b'9' => {
                let digits = self.number_or_literal()?;
                if self.input.rest.is_empty() {
                    // It might go on, and be no number at all.
                    return Err(self.input.error(EOF));
                }
                decimal::read_u32(digits.as_bytes(), field)
            }
            _ => Err(DecodeErrorKind::UnexpectedType(field)),
        };
        counter.map_err(|kind| self.input.error((kind, start.len())))
    }

    #[inline(always)]
    fn records(&mut self) -> Result<Vec<InstanceStatus<'a>>, DecodeError> {
        records::read(self)
    }

    fn null(&mut self) -> Result<bool, DecodeError> {
        let is_null = self.peek_value()? == b'n';
        if is_null {
            self.number_or_literal()?;
        }
        Ok(is_null)
    }

    fn number(&mut self) -> Result<Option<&'a str>, DecodeError> {
        match self.peek_value()? {
            b'-' | b'0'..=b'9' => self.number_or_literal().map(Some),
            _ => Ok(None),
        }
    }

    #[inline]
    fn skip(&mut self) -> Result<(), DecodeError> {
        self.skip_value()
    }

    /// Refuses anything but white space before the end.
    #[inline]
    fn finish(&mut self) -> Result<(), DecodeError> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.error(DecodeErrorKind::TrailingContent)),
        }
    }
}
