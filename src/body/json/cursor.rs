//! A place in a JSON text. The cursor walks brackets, commas and colons by itself, takes
//! what is plain by comparing, and hands every other string, number and literal to
//! `serde_json`.
//!
//! Source: [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259).

#![expect(clippy::inline_always, reason = "inlined, each member's name and bit are constants")]

use alloc::borrow::Cow;

use super::{plain, token};
use crate::body::grammar::{MAX_DEPTH, Name};
use crate::body::input::{BodyInput, EOF};
use crate::body::lanes::{PLAIN, STENCIL};
use crate::bytes::remainder::{skip_bytes, taken};
use crate::bytes::space::space;
use crate::{DecodeError, DecodeErrorKind, Field};

/// A place in a JSON text.
#[derive(Clone)]
pub(super) struct JsonCursor<'a, const LANES: u8> {
    pub(super) input: BodyInput<'a>,
}

/// An object or array that is being walked.
pub(super) struct Walk {
    close: u8,
    pub(super) is_first: bool,
}

impl<'a, const LANES: u8> JsonCursor<'a, LANES> {
    /// Whether what is plain is taken by comparing bytes.
    pub(super) const HAS_PLAIN: bool = LANES >= PLAIN;

    /// Whether records are compared with a stencil.
    pub(super) const HAS_STENCIL: bool = LANES >= STENCIL;

    /// A cursor at the start of `body`, which has to be UTF-8.
    #[inline(always)]
    pub(super) fn new(body: &'a [u8]) -> Result<Self, DecodeError> {
        Ok(Self { input: BodyInput::new(body)? })
    }

    /// Moves past a value of any kind.
    #[inline]
    pub(super) fn skip_value(&mut self) -> Result<(), DecodeError> {
        match self.peek_value()? {
            b'{' | b'[' => self.skip_nested(),
            b'"' => self.string().map(|_| ()),
            _ => self.number_or_literal().map(|_| ()),
        }
    }

    /// Moves past an object or an array. A loop with a bit for every open bracket, so that
    /// depth costs no stack.
    #[inline(never)]
    fn skip_nested(&mut self) -> Result<(), DecodeError> {
        // The lowest bit stands for the innermost bracket: whether it is an object's.
        const { assert!(MAX_DEPTH <= u128::BITS, "a bit for each") };
        let mut objects: u128 = 0;
        let mut depth: u32 = 0;
        loop {
            let is_first = match self.peek_value()? {
                bracket @ (b'{' | b'[') => {
                    let deeper = depth.checked_add(1).filter(|&depth| depth <= MAX_DEPTH);
                    depth = deeper.ok_or_else(|| self.error(DecodeErrorKind::DepthLimit))?;
                    objects = objects << 1 | u128::from(bracket == b'{');
                    self.advance();
                    true
                }
                b'"' => self.string().map(|_| false)?,
                _ => self.number_or_literal().map(|_| false)?,
            };
            let mut walk = Walk { close: 0, is_first };
            loop {
                let Some(outer) = depth.checked_sub(1) else {
                    return Ok(());
                };
                let is_object = objects & 1 == 1;
                walk.close = if is_object { b'}' } else { b']' };
                if self.next(&mut walk)? {
                    if is_object {
                        self.name()?;
                    }
                    break;
                }
                depth = outer;
                objects >>= 1;
            }
        }
    }

    /// Enters the object or array that must stand here: the value of `field`.
    #[inline(always)]
    pub(super) fn open(&mut self, open: u8, close: u8, field: Field) -> Result<Walk, DecodeError> {
        if self.peek() != Some(open) {
            return Err(self.no_bracket(field));
        }
        self.advance();
        Ok(Walk { close, is_first: true })
    }

    #[cold]
    fn no_bracket(&mut self, field: Field) -> DecodeError {
        self.peek_value()
            .map_or_else(|error| error, |_| self.error(DecodeErrorKind::UnexpectedType(field)))
    }

    /// Moves to the next member or item and returns true, or past the closing bracket and returns
    /// false.
    #[inline]
    pub(super) fn next(&mut self, walk: &mut Walk) -> Result<bool, DecodeError> {
        let is_first = core::mem::replace(&mut walk.is_first, false);
        match self.peek() {
            Some(byte) if byte == walk.close => {
                self.input.closed_at = self.input.offset(self.input.rest.len());
                self.advance();
                Ok(false)
            }
            Some(b',') if !is_first => {
                self.advance();
                Ok(true)
            }
            Some(_) if is_first => Ok(true),
            byte => Err(self.unexpected(byte, DecodeErrorKind::ExpectedComma)),
        }
    }

    /// Reads a member's name and the colon after it.
    #[inline(never)]
    pub(super) fn name(&mut self) -> Result<Name<'a>, DecodeError> {
        match self.peek() {
            Some(b'"') => {}
            byte => return Err(self.unexpected(byte, DecodeErrorKind::ExpectedName)),
        }
        let offset = self.input.offset(self.input.rest.len());
        let text = self.string()?;
        match self.peek() {
            Some(b':') => self.advance(),
            byte => return Err(self.unexpected(byte, DecodeErrorKind::ExpectedColon)),
        }
        Ok(Name { text, offset })
    }

    /// The first byte of the value that must stand here.
    #[inline(always)]
    pub(super) fn peek_value(&mut self) -> Result<u8, DecodeError> {
        match self.peek() {
            Some(byte @ (b'{' | b'[' | b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n')) => Ok(byte),
            byte => Err(self.unexpected(byte, DecodeErrorKind::ExpectedValue)),
        }
    }

    /// Reads the string that begins here.
    #[inline]
    pub(super) fn string(&mut self) -> Result<Cow<'a, str>, DecodeError> {
        if Self::HAS_PLAIN
            && let Some((text, rest)) = plain::string(self.input.rest)
        {
            self.input.rest = rest;
            return Ok(Cow::Borrowed(text));
        }
        self.string_carefully()
    }

    /// Reads the string that begins here, after `plain::string` has returned `None` for it.
    #[inline(never)]
    pub(super) fn string_carefully(&mut self) -> Result<Cow<'a, str>, DecodeError> {
        if Self::HAS_PLAIN
            && let Some((text, rest)) = plain::escaped_string(self.input.rest)
        {
            self.input.rest = rest;
            return Ok(Cow::Owned(text));
        }
        let (text, rest) =
            token::string(self.input.rest).map_err(|fault| self.input.error(fault))?;
        self.input.rest = rest;
        Ok(text)
    }

    /// Moves past the number or literal that begins here and returns its text.
    #[inline]
    pub(super) fn number_or_literal(&mut self) -> Result<&'a str, DecodeError> {
        let start = self.input.rest;
        self.input.rest = match plain::number_or_literal(start) {
            Some(rest) if Self::HAS_PLAIN => rest,
            _ => token::number_or_literal(start).map_err(|fault| self.input.error(fault))?,
        };
        Ok(taken(start, self.input.rest))
    }

    /// The next byte that is not white space.
    #[inline(always)]
    pub(super) fn peek(&mut self) -> Option<u8> {
        self.input.rest = space(self.input.rest);
        self.input.rest.as_bytes().first().copied()
    }

    /// Moves past a byte that is ASCII.
    #[inline(always)]
    fn advance(&mut self) {
        self.input.rest = skip_bytes(self.input.rest, 1);
    }

    /// An error at the next byte, where something else must stand.
    #[cold]
    pub(super) fn unexpected(&self, byte: Option<u8>, kind: DecodeErrorKind) -> DecodeError {
        if byte.is_some() { self.error(kind) } else { self.input.error(EOF) }
    }

    /// An error at the next byte.
    #[cold]
    pub(super) fn error(&self, kind: DecodeErrorKind) -> DecodeError {
        self.input.error((kind, self.input.rest.len()))
    }
}
