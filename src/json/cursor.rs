//! A place in a JSON text. The cursor walks brackets, commas and colons by
//! itself and hands every string, number and literal to `serde_json`.
//!
//! Source: [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259).

use alloc::borrow::Cow;
use alloc::format;

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::string;
use crate::body::{self, MAX_DEPTH};
use crate::decimal;
use crate::decode_error::{DecodeError, DecodeErrorKind};
use crate::field::Field;
use crate::list::List;
use crate::stencil::Stencil;
use crate::swar::JSON;
use crate::text::Text;

/// A place in a JSON text.
pub(super) struct Cursor<'a> {
    input: &'a str,
    at: usize,
    /// What a byte order mark adds to offsets.
    base: usize,
    /// Whether [`repeat`](Cursor::repeat) takes over after records.
    stencil: bool,
    /// Where the last object or array was closed.
    closed_at: usize,
}

/// A member's name, and the offset of its quote.
pub(super) struct Name<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) at: usize,
}

/// An object or array that is being walked.
pub(super) struct Walk {
    close: u8,
    first: bool,
}

impl<'a> Cursor<'a> {
    /// A cursor at the start of `body`, which has to be UTF-8.
    pub(super) fn new(body: &'a [u8]) -> Result<Self, DecodeError> {
        let (input, base) = body::text(body)?;
        Ok(Self { input, at: 0, base, stencil: true, closed_at: 0 })
    }

    /// A cursor that leaves every record to the library.
    #[cfg(any(test, feature = "__without-stencil"))]
    pub(super) fn without_stencil(self) -> Self {
        Self { stencil: false, ..self }
    }

    /// The offset of the bracket that closed the last object or array.
    pub(super) fn closed_at(&self) -> usize {
        self.closed_at
    }

    /// How many bytes have been read, a byte order mark apart.
    pub(super) fn position(&self) -> usize {
        self.at
    }

    /// The list that begins here.
    pub(super) fn list(&self) -> List<'a> {
        List::new(self.position(), self.input.len())
    }

    /// Enters the object that must stand here.
    pub(super) fn object(&mut self, field: Field) -> Result<Walk, DecodeError> {
        self.enter(b'{', b'}', field)
    }

    /// The name of the object's next member, whose value must be read next.
    pub(super) fn member(&mut self, object: &mut Walk) -> Result<Option<Name<'a>>, DecodeError> {
        if !self.next(object)? {
            return Ok(None);
        }
        self.name().map(Some)
    }

    /// Enters the array that must stand here.
    pub(super) fn array(&mut self, field: Field) -> Result<Walk, DecodeError> {
        self.enter(b'[', b']', field)
    }

    /// Whether the array has another item, which must be read next.
    pub(super) fn item(&mut self, array: &mut Walk) -> Result<bool, DecodeError> {
        self.next(array)
    }

    /// The stencil of the item that was just read, from the end of the one before.
    pub(super) fn stencil(
        &self,
        before: usize,
        instance_id: &Cow<'a, str>,
        status: &Cow<'a, str>,
    ) -> Option<Stencil<'a>> {
        Stencil::of(self.input, before..self.at, instance_id, status)
    }

    /// Takes over after an item: moves those that repeat the stencil into the list,
    /// and says whether there was any.
    pub(super) fn repeat(&mut self, stencil: &Stencil<'a>, list: &mut List<'a>) -> bool {
        if !self.stencil {
            return false;
        }
        let end = stencil.repeat::<JSON>(self.input, self.at, list);
        core::mem::replace(&mut self.at, end) != end
    }

    /// Reads a string.
    pub(super) fn text(&mut self, field: Field) -> Result<Cow<'a, str>, DecodeError> {
        match self.value()? {
            b'"' => self.string(),
            _ => Err(self.error(DecodeErrorKind::UnexpectedType(field))),
        }
    }

    /// Reads a string, or `null` as nothing.
    pub(super) fn optional_text(
        &mut self,
        field: Field,
    ) -> Result<Option<Cow<'a, str>>, DecodeError> {
        if self.is_null()? { Ok(None) } else { self.text(field).map(Some) }
    }

    /// Reads a string, a number as its text, or `null` as nothing.
    pub(super) fn optional_text_or_number(
        &mut self,
        field: Field,
    ) -> Result<Option<Cow<'a, str>>, DecodeError> {
        match self.value()? {
            b'-' | b'0'..=b'9' => self.literal().map(|number| Some(Cow::Borrowed(number))),
            _ => self.optional_text(field),
        }
    }

    /// Reads a counter: an integer, or a string of decimal digits.
    pub(super) fn counter(&mut self, field: Field) -> Result<u32, DecodeError> {
        let first = self.value()?;
        let at = self.at;
        let counter = match first {
            b'"' => decimal::read_u32(self.string()?.as_bytes(), field),
            b'-' | b'0'..=b'9' => decimal::read_u32(self.literal()?.as_bytes(), field),
            _ => Err(DecodeErrorKind::UnexpectedType(field)),
        };
        counter.map_err(|kind| self.error_at(kind, at))
    }

    /// Whether `null` stands here; if so, moves past it.
    pub(super) fn is_null(&mut self) -> Result<bool, DecodeError> {
        let is_null = self.value()? == b'n';
        if is_null {
            self.literal()?;
        }
        Ok(is_null)
    }

    /// Moves past a value of any kind and returns its text. A loop with a bit
    /// for every open bracket, so that depth costs no stack.
    pub(super) fn skip(&mut self) -> Result<&'a str, DecodeError> {
        let mut objects: u128 = 0;
        let mut depth: u32 = 0;
        self.value()?;
        let start = self.at;
        loop {
            let first = match self.value()? {
                bracket @ (b'{' | b'[') => {
                    if depth == MAX_DEPTH {
                        return Err(self.error(DecodeErrorKind::DepthLimit));
                    }
                    depth = depth.saturating_add(1);
                    objects = objects << 1 | u128::from(bracket == b'{');
                    self.advance(1);
                    true
                }
                b'"' => self.string().map(|_| false)?,
                _ => self.literal().map(|_| false)?,
            };
            let mut walk = Walk { close: 0, first };
            loop {
                if depth == 0 {
                    return Ok(self.input.get(start..self.at).unwrap_or(""));
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

    /// Nothing but white space may follow.
    pub(super) fn finish(mut self) -> Result<(), DecodeError> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.error(DecodeErrorKind::TrailingContent)),
        }
    }

    fn enter(&mut self, open: u8, close: u8, field: Field) -> Result<Walk, DecodeError> {
        if self.value()? != open {
            return Err(self.error(DecodeErrorKind::UnexpectedType(field)));
        }
        self.advance(1);
        Ok(Walk { close, first: true })
    }

    /// Moves to the next member or item, or past the closing bracket.
    fn next(&mut self, walk: &mut Walk) -> Result<bool, DecodeError> {
        let first = core::mem::replace(&mut walk.first, false);
        match self.peek() {
            Some(byte) if byte == walk.close => {
                self.closed_at = self.offset();
                self.advance(1);
                Ok(false)
            }
            Some(b',') if !first => {
                self.advance(1);
                Ok(true)
            }
            Some(_) if first => Ok(true),
            Some(_) => Err(self.error(DecodeErrorKind::ExpectedComma)),
            None => Err(self.eof()),
        }
    }

    /// Reads a member's name and the colon after it.
    fn name(&mut self) -> Result<Name<'a>, DecodeError> {
        match self.peek() {
            Some(b'"') => {}
            Some(_) => return Err(self.error(DecodeErrorKind::ExpectedName)),
            None => return Err(self.eof()),
        }
        let at = self.offset();
        let text = self.string()?;
        match self.peek() {
            Some(b':') => self.advance(1),
            Some(_) => return Err(self.error(DecodeErrorKind::ExpectedColon)),
            None => return Err(self.eof()),
        }
        Ok(Name { text, at })
    }

    /// The first byte of the value that must stand here.
    fn value(&mut self) -> Result<u8, DecodeError> {
        match self.peek() {
            Some(byte @ (b'{' | b'[' | b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n')) => Ok(byte),
            Some(_) => Err(self.error(DecodeErrorKind::ExpectedValue)),
            None => Err(self.eof()),
        }
    }

    /// Reads the string that begins here.
    fn string(&mut self) -> Result<Cow<'a, str>, DecodeError> {
        if let Ok(Text(text)) = self.scalar() {
            return Ok(text);
        }
        let (kind, at) = string::fault(self.rest());
        Err(self.error_at(kind, self.at.saturating_add(at)))
    }

    /// Moves past the number or literal that begins here and returns its text.
    fn literal(&mut self) -> Result<&'a str, DecodeError> {
        let start = self.at;
        match self.scalar::<IgnoredAny>() {
            Ok(_) => Ok(self.input.get(start..self.at).unwrap_or("")),
            Err(error) if error.is_eof() || is_cut_off(self.rest()) => Err(self.eof()),
            Err(_) => Err(self.error(DecodeErrorKind::InvalidLiteral)),
        }
    }

    /// Lets `serde_json` read the value that begins here.
    #[inline]
    fn scalar<T: Deserialize<'a>>(&mut self) -> serde_json::Result<T> {
        let mut values = serde_json::Deserializer::from_str(self.rest()).into_iter::<T>();
        let value = match values.next() {
            Some(value) => value?,
            // A value begins here, so that there is one.
            None => return Err(serde::de::Error::custom("no value")),
        };
        self.advance(values.byte_offset());
        Ok(value)
    }

    /// The next byte that is no white space.
    #[inline]
    fn peek(&mut self) -> Option<u8> {
        let bytes = self.input.as_bytes();
        loop {
            match bytes.get(self.at) {
                Some(b' ' | b'\n' | b'\t' | b'\r') => self.advance(1),
                other => return other.copied(),
            }
        }
    }

    fn rest(&self) -> &'a str {
        self.input.get(self.at..).unwrap_or("")
    }

    #[inline]
    fn advance(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes);
    }

    fn offset(&self) -> usize {
        self.at.saturating_add(self.base)
    }

    #[cold]
    fn error(&self, kind: DecodeErrorKind) -> DecodeError {
        self.error_at(kind, self.at)
    }

    #[cold]
    fn error_at(&self, kind: DecodeErrorKind, at: usize) -> DecodeError {
        DecodeError::new(kind, at.saturating_add(self.base))
    }

    #[cold]
    fn eof(&self) -> DecodeError {
        self.error_at(DecodeErrorKind::UnexpectedEof, self.input.len())
    }
}

/// Whether the input ends inside a number, which one more digit would complete.
#[cold]
fn is_cut_off(number: &str) -> bool {
    number.ends_with(['-', '+', '.', 'e', 'E'])
        && serde_json::from_str::<IgnoredAny>(&format!("{number}0")).is_ok()
}
