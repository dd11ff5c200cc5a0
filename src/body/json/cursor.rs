//! A place in a JSON text. The cursor walks brackets, commas and colons by itself, takes
//! what is plain by comparing, and hands every other string, number and literal to
//! `serde_json`.
//!
//! Source: [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259).

#![expect(clippy::inline_always, reason = "names are constants where members are read in order")]

use alloc::borrow::Cow;
use core::marker::PhantomData;

use super::plain;
use super::token;
use super::write::{COMPACT, PRETTY};
use crate::body::lanes::{All, Lanes};
use crate::body::list::List;
use crate::body::read::{Grammar, Name, Position};
use crate::body::stencil::Stencil;
use crate::body::text;
use crate::bytes::decimal;
use crate::bytes::plain::Json;
use crate::bytes::remainder::{behind, taken};
use crate::bytes::space::space;
use crate::decode_error::{DecodeError, DecodeErrorKind};
use crate::field::Field;

/// How deep a skipped value may nest: far more than any member that the service has ever
/// added, and no more than the bits of a `u128`.
pub(super) const MAX_DEPTH: u32 = u128::BITS;

/// A place in a JSON text.
#[derive(Clone)]
pub(super) struct Cursor<'a, L = All> {
    input: &'a str,
    /// What has yet to be read.
    rest: &'a str,
    /// What a byte order mark adds to offsets.
    base: usize,
    /// Where the last object or array was closed.
    closed_at: usize,
    /// The last two strings that were read as members, as they stand in the input;
    /// nothing of one that was unescaped.
    strings: [&'a str; 2],
    /// How deep the deepest value was that has been skipped.
    pub(super) deepest: u32,
    lanes: PhantomData<L>,
}

/// An object or array that is being walked.
pub(super) struct Walk {
    close: u8,
    is_first: bool,
}

/// `{"InstanceStatus":[…]}`
pub(super) struct Records {
    object: Walk,
    /// The array, until it is closed.
    array: Option<Walk>,
    has_come: bool,
}

impl<'a, L: Lanes> Cursor<'a, L> {
    /// A cursor at the start of `body`, which has to be UTF-8.
    #[inline(always)]
    pub(super) fn new(body: &'a [u8]) -> Result<Self, DecodeError> {
        let (input, base) = text::text(body)?;
        Ok(Self {
            input,
            rest: input,
            base,
            closed_at: 0,
            strings: [""; 2],
            deepest: 0,
            lanes: PhantomData,
        })
    }

    /// Goes back to where a value began.
    pub(super) fn rewind(&mut self, position: Position) {
        self.rest = behind(self.input, position);
    }

    /// Moves past a value of any kind and returns its text.
    pub(super) fn skipped(&mut self) -> Result<&'a str, DecodeError> {
        self.value()?;
        let start = self.rest;
        self.skip()?;
        Ok(taken(start, self.rest))
    }
}

impl<'a, L: Lanes> Grammar<'a> for Cursor<'a, L> {
    type Object = Walk;
    type List = Records;

    #[inline(always)]
    fn enter(&mut self, field: Field) -> Result<Walk, DecodeError> {
        self.open(b'{', b'}', field)
    }

    #[inline(always)]
    fn expect(&mut self, object: &mut Walk, field: Field) -> bool {
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

    #[inline]
    fn member(&mut self, object: &mut Walk) -> Result<Option<Name<'a>>, DecodeError> {
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
        let text = self.string()?;
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
    fn record(&mut self, list: &mut Records) -> Result<bool, DecodeError> {
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

    fn learn(&self, start: Position, instance_id: &str) -> Option<Stencil<'a>> {
        if !L::STENCIL || !space(self.rest).starts_with(',') {
            // Nothing can follow.
            return None;
        }
        let record = self.input.get(start..self.position())?;
        let (separator, record) = match record.strip_prefix(',') {
            Some(record) => (Some(b','), record),
            // White space before the comma is kept with it.
            None if space(record).starts_with(',') => (None, record),
            // The first record has none before it.
            None => (Some(b','), record),
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
        let start = self.position();
        let end = stencil.repeat::<Json>(self.input, start, array.is_first, records);
        array.is_first &= end == start;
        self.rewind(end);
        end != start
    }

    #[inline(always)]
    fn position(&self) -> Position {
        self.input.len().wrapping_sub(self.rest.len())
    }

    fn end_position(&self) -> Position {
        self.input.len()
    }

    fn closed_at(&self) -> usize {
        self.closed_at
    }

    /// Nothing but white space may follow.
    #[inline]
    fn end(&mut self) -> Result<(), DecodeError> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.error(DecodeErrorKind::TrailingContent)),
        }
    }

    /// A loop with a bit for every open bracket, so that depth costs no stack.
    #[inline]
    fn skip(&mut self) -> Result<(), DecodeError> {
        match self.value()? {
            b'{' | b'[' => self.skip_nested(),
            b'"' => self.string().map(|_| ()),
            _ => self.literal().map(|_| ()),
        }
    }
}

impl<'a, L: Lanes> Cursor<'a, L> {
    #[inline(never)]
    fn skip_nested(&mut self) -> Result<(), DecodeError> {
        // The lowest bit stands for the innermost bracket: whether it is an object's.
        let mut objects: u128 = 0;
        let mut depth: u32 = 0;
        loop {
            let is_first = match self.value()? {
                bracket @ (b'{' | b'[') => {
                    if depth == MAX_DEPTH {
                        return Err(self.error(DecodeErrorKind::DepthLimit));
                    }
                    depth = depth.saturating_add(1);
                    self.deepest = self.deepest.max(depth);
                    objects = objects << 1 | u128::from(bracket == b'{');
                    self.advance();
                    true
                }
                b'"' => self.string().map(|_| false)?,
                _ => self.literal().map(|_| false)?,
            };
            let mut walk = Walk { close: 0, is_first };
            loop {
                if depth == 0 {
                    return Ok(());
                }
                let is_object = objects & 1 == 1;
                walk.close = if is_object { b'}' } else { b']' };
                if self.next(&mut walk)? {
                    if is_object {
                        self.name()?;
                    }
                    break;
                }
                depth = depth.saturating_sub(1);
                objects >>= 1;
            }
        }
    }

    /// Enters the array of the list, or reads the members behind it.
    #[inline]
    fn array(&mut self, list: &mut Records) -> Result<(), DecodeError> {
        list.array = None;
        if !list.has_come && self.expect(&mut list.object, Field::InstanceStatus) {
            list.has_come = true;
            list.array = Some(self.open(b'[', b']', Field::InstanceStatus)?);
            return Ok(());
        }
        while let Some(name) = self.member(&mut list.object)? {
            if name.text != Field::InstanceStatus.name() {
                self.skip()?;
            } else if core::mem::replace(&mut list.has_come, true) {
                let kind = DecodeErrorKind::DuplicateField(Field::InstanceStatus);
                return Err(DecodeError::new(kind, name.at));
            } else {
                list.array = Some(self.open(b'[', b']', Field::InstanceStatus)?);
                return Ok(());
            }
        }
        Ok(())
    }

    #[inline(always)]
    fn open(&mut self, open: u8, close: u8, field: Field) -> Result<Walk, DecodeError> {
        if self.value()? != open {
            return Err(self.error(DecodeErrorKind::UnexpectedType(field)));
        }
        self.advance();
        Ok(Walk { close, is_first: true })
    }

    /// Moves to the next member or item, or past the closing bracket.
    #[inline]
    fn next(&mut self, walk: &mut Walk) -> Result<bool, DecodeError> {
        let is_first = core::mem::replace(&mut walk.is_first, false);
        match self.peek() {
            Some(byte) if byte == walk.close => {
                self.closed_at = self.offset(self.rest.len());
                self.advance();
                Ok(false)
            }
            Some(b',') if !is_first => {
                self.advance();
                Ok(true)
            }
            Some(_) if is_first => Ok(true),
            Some(_) => Err(self.error(DecodeErrorKind::ExpectedComma)),
            None => Err(self.eof()),
        }
    }

    /// Reads a member's name and the colon after it.
    #[inline(never)]
    fn name(&mut self) -> Result<Name<'a>, DecodeError> {
        match self.peek() {
            Some(b'"') => {}
            Some(_) => return Err(self.error(DecodeErrorKind::ExpectedName)),
            None => return Err(self.eof()),
        }
        let at = self.offset(self.rest.len());
        let text = self.string()?;
        match self.peek() {
            Some(b':') => self.advance(),
            Some(_) => return Err(self.error(DecodeErrorKind::ExpectedColon)),
            None => return Err(self.eof()),
        }
        Ok(Name { text, at })
    }

    /// The first byte of the value that must stand here.
    #[inline(always)]
    fn value(&mut self) -> Result<u8, DecodeError> {
        match self.peek() {
            Some(byte @ (b'{' | b'[' | b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n')) => Ok(byte),
            Some(_) => Err(self.error(DecodeErrorKind::ExpectedValue)),
            None => Err(self.eof()),
        }
    }

    /// Reads the string that begins here.
    #[inline]
    fn string(&mut self) -> Result<Cow<'a, str>, DecodeError> {
        if L::PLAIN
            && let Some((text, rest)) = plain::string(self.rest)
        {
            self.rest = rest;
            return Ok(Cow::Borrowed(text));
        }
        self.odd_string()
    }

    #[inline(never)]
    fn odd_string(&mut self) -> Result<Cow<'a, str>, DecodeError> {
        if L::PLAIN
            && let Some((text, rest)) = plain::escaped_string(self.rest)
        {
            self.rest = rest;
            return Ok(Cow::Owned(text));
        }
        let (text, rest) =
            token::string(self.rest).map_err(|(kind, left)| self.error_at(kind, left))?;
        self.rest = rest;
        Ok(text)
    }

    /// Moves past the number or literal that begins here and returns its text.
    #[inline]
    fn literal(&mut self) -> Result<&'a str, DecodeError> {
        let start = self.rest;
        self.rest = match plain::literal(start) {
            Some(rest) if L::PLAIN => rest,
            _ => token::literal(start).map_err(|(kind, left)| self.error_at(kind, left))?,
        };
        Ok(taken(start, self.rest))
    }

    /// Keeps in mind a string that was read as a member.
    #[inline(always)]
    fn note(&mut self, string: &'a str) {
        self.strings = [self.strings[1], string];
    }

    /// The next byte that is no white space.
    #[inline(always)]
    fn peek(&mut self) -> Option<u8> {
        self.rest = space(self.rest);
        self.rest.as_bytes().first().copied()
    }

    /// Moves past a byte that is ASCII.
    #[inline(always)]
    fn advance(&mut self) {
        self.rest = behind(self.rest, 1);
    }

    /// The offset of the place that `left` bytes are left from.
    #[inline(always)]
    fn offset(&self, left: usize) -> usize {
        self.base.wrapping_add(self.input.len()).wrapping_sub(left)
    }

    #[cold]
    fn error(&self, kind: DecodeErrorKind) -> DecodeError {
        self.error_at(kind, self.rest.len())
    }

    #[cold]
    fn error_at(&self, kind: DecodeErrorKind, left: usize) -> DecodeError {
        DecodeError::new(kind, self.offset(left))
    }

    #[cold]
    fn eof(&self) -> DecodeError {
        self.error_at(DecodeErrorKind::UnexpectedEof, 0)
    }
}
