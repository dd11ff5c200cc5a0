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
use crate::body::lanes::{All, Lanes};
use crate::body::read::{Grammar, MAX_DEPTH, Name};
use crate::body::text;
use crate::bytes::remainder::{consumed, skip_bytes, taken};
use crate::bytes::space::space;
use crate::decode_error::{DecodeError, DecodeErrorKind};
use crate::field::Field;

/// A place in a JSON text.
#[derive(Clone)]
pub(super) struct Cursor<'a, L = All> {
    body: &'a [u8],
    /// What has yet to be read.
    pub(super) rest: &'a str,
    /// Where the last object or array was closed.
    pub(super) closed_at: usize,
    /// The last two strings that were read as members, as they stand in the input;
    /// nothing of one that was unescaped.
    pub(super) strings: [&'a str; 2],
    /// How deep the deepest value was that has been skipped.
    pub(super) deepest: u32,
    lanes: PhantomData<L>,
}

/// An object or array that is being walked.
pub(super) struct Walk {
    close: u8,
    pub(super) is_first: bool,
}

/// `{"InstanceStatus":[…]}`
pub(super) struct Records {
    pub(super) object: Walk,
    /// The array, until it is closed.
    pub(super) array: Option<Walk>,
    pub(super) has_come: bool,
}

impl<'a, L: Lanes> Cursor<'a, L> {
    /// A cursor at the start of `body`, which has to be UTF-8.
    #[inline(always)]
    pub(super) fn new(body: &'a [u8]) -> Result<Self, DecodeError> {
        Ok(Self {
            body,
            rest: text::text(body)?,
            closed_at: 0,
            strings: [""; 2],
            deepest: 0,
            lanes: PhantomData,
        })
    }

    /// Moves past a value of any kind and returns its text.
    pub(super) fn skipped(&mut self) -> Result<&'a str, DecodeError> {
        self.value()?;
        let start = self.rest;
        self.skip()?;
        Ok(taken(start, self.rest))
    }

    /// Moves past an object or an array. A loop with a bit for every open bracket, so that
    /// depth costs no stack.
    #[inline(never)]
    pub(super) fn skip_nested(&mut self) -> Result<(), DecodeError> {
        // The lowest bit stands for the innermost bracket: whether it is an object's.
        const { assert!(MAX_DEPTH <= u128::BITS, "a bit for each") };
        let mut objects: u128 = 0;
        let mut depth: u32 = 0;
        loop {
            let is_first = match self.value()? {
                bracket @ (b'{' | b'[') => {
                    let deeper = depth.checked_add(1).filter(|&depth| depth <= MAX_DEPTH);
                    depth = deeper.ok_or_else(|| self.error(DecodeErrorKind::DepthLimit))?;
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
                let Some(around) = depth.checked_sub(1) else {
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
                depth = around;
                objects >>= 1;
            }
        }
    }

    /// Enters the array of the list, or reads the members behind it.
    #[inline]
    pub(super) fn array(&mut self, list: &mut Records) -> Result<(), DecodeError> {
        list.array = None;
        if !list.has_come && self.plain_member(&mut list.object, Field::InstanceStatus) {
            list.has_come = true;
            list.array = Some(self.open(b'[', b']', Field::InstanceStatus)?);
            return Ok(());
        }
        while let Some(name) = self.next_member(&mut list.object)? {
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
    pub(super) fn open(&mut self, open: u8, close: u8, field: Field) -> Result<Walk, DecodeError> {
        if self.peek() != Some(open) {
            return Err(self.no_bracket(field));
        }
        self.advance();
        Ok(Walk { close, is_first: true })
    }

    #[cold]
    fn no_bracket(&mut self, field: Field) -> DecodeError {
        self.value()
            .map_or_else(|error| error, |_| self.error(DecodeErrorKind::UnexpectedType(field)))
    }

    /// Moves to the next member or item, or past the closing bracket.
    #[inline]
    pub(super) fn next(&mut self, walk: &mut Walk) -> Result<bool, DecodeError> {
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
    pub(super) fn name(&mut self) -> Result<Name<'a>, DecodeError> {
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
    pub(super) fn value(&mut self) -> Result<u8, DecodeError> {
        match self.peek() {
            Some(byte @ (b'{' | b'[' | b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n')) => Ok(byte),
            Some(_) => Err(self.error(DecodeErrorKind::ExpectedValue)),
            None => Err(self.eof()),
        }
    }

    /// Reads the string that begins here.
    #[inline]
    pub(super) fn string(&mut self) -> Result<Cow<'a, str>, DecodeError> {
        if L::PLAIN
            && let Some((text, rest)) = plain::string(self.rest)
        {
            self.rest = rest;
            return Ok(Cow::Borrowed(text));
        }
        self.string_carefully()
    }

    #[inline(never)]
    pub(super) fn string_carefully(&mut self) -> Result<Cow<'a, str>, DecodeError> {
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
    pub(super) fn literal(&mut self) -> Result<&'a str, DecodeError> {
        let start = self.rest;
        self.rest = match plain::literal(start) {
            Some(rest) if L::PLAIN => rest,
            _ => token::literal(start).map_err(|(kind, left)| self.error_at(kind, left))?,
        };
        Ok(taken(start, self.rest))
    }

    /// Keeps in mind a string that was read as a member.
    #[inline(always)]
    pub(super) fn note(&mut self, string: &'a str) {
        self.strings = [self.strings[1], string];
    }

    /// The next byte that is no white space.
    #[inline(always)]
    pub(super) fn peek(&mut self) -> Option<u8> {
        self.rest = space(self.rest);
        self.rest.as_bytes().first().copied()
    }

    /// Moves past a byte that is ASCII.
    #[inline(always)]
    fn advance(&mut self) {
        self.rest = skip_bytes(self.rest, 1);
    }

    /// The offset of the place that `left` bytes are left from.
    #[inline(always)]
    pub(super) fn offset(&self, left: usize) -> usize {
        consumed(self.body, left)
    }

    #[cold]
    pub(super) fn error(&self, kind: DecodeErrorKind) -> DecodeError {
        self.error_at(kind, self.rest.len())
    }

    #[cold]
    pub(super) fn error_at(&self, kind: DecodeErrorKind, left: usize) -> DecodeError {
        DecodeError::new(kind, self.offset(left))
    }

    #[cold]
    pub(super) fn eof(&self) -> DecodeError {
        self.error_at(DecodeErrorKind::UnexpectedEof, 0)
    }
}
