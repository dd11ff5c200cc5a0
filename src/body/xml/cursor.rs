//! A place in an XML document. The cursor takes what is plain by comparing, and reads every
//! other piece by the productions. The caller keeps track of which element is open.

#![expect(clippy::inline_always, reason = "names are constants where members are read in order")]

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::marker::PhantomData;

use super::plain;
use super::production::EOF;
use super::tag::StartTag;
use super::token::{Token, is_cut_off, is_doctype, join, token};
use super::{ERROR, PAGE, PROLOG};
use crate::body::lanes::{All, Lanes};
use crate::body::read::{MAX_DEPTH, Name};
use crate::body::text;
use crate::bytes::remainder::{consumed, skip_bytes};
use crate::bytes::space::{is_space, space};
use crate::bytes::xml_char::is_xml_char;
use crate::decode_error::{DecodeError, DecodeErrorKind};
use crate::field::Field;

/// A place in an XML document.
#[derive(Clone)]
pub(super) struct Cursor<'a, L = All> {
    body: &'a [u8],
    /// It, without a byte order mark.
    input: &'a str,
    /// What has yet to be read.
    pub(super) rest: &'a str,
    /// The input from the start of the last piece.
    piece: &'a str,
    /// The last piece opened an element that has no end tag: `<a/>`.
    pub(super) is_empty: bool,
    /// Where the last object was closed, or the last element that was read piece by piece.
    pub(super) closed_at: usize,
    /// The name of the root element.
    pub(super) root: &'a str,
    /// The name that [`next_member`](crate::body::read::Grammar::next_member) returned last,
    /// of the element to be skipped.
    pub(super) opened: &'a str,
    /// The last two strings that were read as members, as they stand in the input;
    /// nothing of one that is not one run of text.
    pub(super) strings: [&'a str; 2],
    lanes: PhantomData<L>,
}

impl<'a, L: Lanes> Cursor<'a, L> {
    /// A cursor at the start of `body`, which has to be UTF-8.
    #[inline(always)]
    pub(super) fn new(body: &'a [u8]) -> Result<Self, DecodeError> {
        let input = text::text(body)?;
        let rest = if L::PLAIN { input.strip_prefix(PROLOG).unwrap_or(input) } else { input };
        Ok(Self {
            body,
            input,
            rest,
            piece: input,
            is_empty: false,
            closed_at: 0,
            root: "",
            opened: "",
            strings: [""; 2],
            lanes: PhantomData,
        })
    }

    /// Enters the root element and returns its name.
    #[inline(always)]
    pub(super) fn root(&mut self) -> Result<&'a str, DecodeError> {
        for name in [PAGE, ERROR] {
            if self.expect_name(name) {
                self.root = name;
                return Ok(name);
            }
        }
        self.root_carefully()
    }

    #[inline(never)]
    fn root_carefully(&mut self) -> Result<&'a str, DecodeError> {
        loop {
            match self.next("")? {
                Token::Start(tag) => {
                    self.root = tag.name;
                    return Ok(tag.name);
                }
                Token::Text(text) => self.only_space(text)?,
                Token::Misc => {}
                // No end tag is that of an element without a name.
                Token::End | Token::Cdata(_) | Token::Character(_) => {
                    return Err(self.error(DecodeErrorKind::UnexpectedText));
                }
            }
        }
    }

    /// Whether a start tag of this name comes plainly next; if so, moves past it.
    #[inline(always)]
    pub(super) fn expect_name(&mut self, name: &'static str) -> bool {
        if !L::PLAIN || self.is_empty {
            return false;
        }
        let tag = space(self.rest);
        let Some(inside) = tag.strip_prefix('<') else {
            return false;
        };
        // White space before a tag is insignificant.
        self.rest = tag;
        match inside.strip_prefix(name).and_then(|rest| rest.strip_prefix('>')) {
            Some(rest) => {
                self.piece = tag;
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Moves past the end tag of the element `name`, if it stands here plainly.
    #[inline(always)]
    pub(super) fn plain_end(&mut self, name: &str) -> bool {
        if !L::PLAIN || self.is_empty {
            return false;
        }
        let tag = space(self.rest);
        let Some(rest) = plain::end_tag(tag, name) else {
            return false;
        };
        self.closed_at = self.offset(tag.len());
        self.rest = rest;
        true
    }

    /// Reads the text of the element `name`, whose start tag has been read, and moves past
    /// its end tag, if both are plain.
    #[inline(always)]
    pub(super) fn plain_content(&mut self, name: &str) -> Option<&'a str> {
        if !L::PLAIN || self.is_empty {
            return None;
        }
        let (text, end) = plain::text(self.rest)?;
        self.rest = plain::end_tag(end, name)?;
        Some(text)
    }

    /// The same, if the text is one CDATA section.
    #[inline]
    pub(super) fn plain_section(&mut self, name: &str) -> Option<&'a str> {
        if !L::PLAIN || self.is_empty {
            return None;
        }
        let (text, end) = plain::cdata(self.rest)?;
        self.rest = plain::end_tag(end, name)?;
        Some(text)
    }

    /// The next child, however it is written.
    #[inline(never)]
    pub(super) fn member_carefully(
        &mut self,
        object: &str,
    ) -> Result<Option<Name<'a>>, DecodeError> {
        loop {
            match self.next(object)? {
                Token::Start(tag) => {
                    self.opened = tag.name;
                    let at = self.offset(skip_bytes(self.piece, "<".len()).len());
                    return Ok(Some(Name { text: Cow::Borrowed(tag.name), at }));
                }
                Token::End => return Ok(None),
                Token::Text(text) => self.only_space(text)?,
                Token::Misc | Token::Character(' ' | '\t' | '\r' | '\n') => {}
                Token::Cdata(text) if text.bytes().all(is_space) => {}
                Token::Cdata(_) | Token::Character(_) => {
                    return Err(self.error(DecodeErrorKind::UnexpectedText));
                }
            }
        }
    }

    /// All the text of an element, and the offset where it begins, if there is any.
    pub(super) fn content(
        &mut self,
        field: Field,
    ) -> Result<(Cow<'a, str>, Option<usize>), DecodeError> {
        let mut text = Cow::Borrowed("");
        let mut start = None;
        loop {
            match self.next(field.name())? {
                Token::Text(piece) | Token::Cdata(piece) => join(&mut text, piece),
                Token::Character(character) => text.to_mut().push(character),
                Token::Misc => continue,
                Token::End => return Ok((text, start)),
                Token::Start(_) => {
                    return Err(self.error(DecodeErrorKind::UnexpectedElement(field)));
                }
            }
            start.get_or_insert(self.offset(self.piece.len()));
        }
    }

    /// A loop with a list of names, so that depth costs no stack.
    #[inline(never)]
    pub(super) fn skip_carefully(&mut self) -> Result<(), DecodeError> {
        /// The innermost is not in the list.
        const MAX_AROUND: usize = MAX_DEPTH as usize - 1;
        // The elements around the innermost.
        let mut around = Vec::new();
        let mut name = self.opened;
        loop {
            match self.next(name)? {
                Token::Start(_) if around.len() == MAX_AROUND => {
                    return Err(self.error(DecodeErrorKind::DepthLimit));
                }
                Token::Start(inner) => around.push(core::mem::replace(&mut name, inner.name)),
                Token::End => match around.pop() {
                    Some(outer) => name = outer,
                    None => return Ok(()),
                },
                Token::Text(_) | Token::Cdata(_) | Token::Character(_) | Token::Misc => {}
            }
        }
    }

    #[inline(never)]
    pub(super) fn finish_carefully(&mut self) -> Result<(), DecodeError> {
        loop {
            self.rest = space(self.rest);
            self.piece = self.rest;
            match self.rest {
                "" => return Ok(()),
                rest if rest.starts_with("<!--") || rest.starts_with("<?") => {
                    (_, self.rest) = self.token()?;
                }
                rest if is_doctype(rest) => return Err(self.error(DecodeErrorKind::DtdForbidden)),
                rest if is_cut_off(rest) => return Err(self.eof()),
                _ => return Err(self.error(DecodeErrorKind::TrailingContent)),
            }
        }
    }

    /// The next piece inside the element `name`; `""` where none is open, as no element is
    /// called.
    #[inline]
    fn next(&mut self, name: &str) -> Result<Token<'a>, DecodeError> {
        if core::mem::take(&mut self.is_empty) {
            return Ok(Token::End);
        }
        self.piece = self.rest;
        if L::PLAIN
            && let Some((token, rest)) = plain::piece(self.rest)
        {
            self.rest = rest;
            return Ok(token);
        }
        if self.rest.is_empty() {
            return Err(self.eof());
        }
        if self.rest.starts_with("</") {
            return self.end_tag(name);
        }
        let (token, rest) = self.token()?;
        self.rest = rest;
        if let Token::Start(StartTag { is_empty: true, .. }) = token {
            self.is_empty = true;
            self.closed_at = self.offset(rest.len()).saturating_sub("/>".len());
        }
        Ok(token)
    }

    #[inline(never)]
    fn token(&self) -> Result<(Token<'a>, &'a str), DecodeError> {
        token(self.rest, self.rest.len() == self.input.len())
            .map_err(|(kind, left)| self.error_at(kind, left))
    }

    /// Moves past the end tag that stands here, which must be that of the element `name`.
    /// `[42] ETag ::= '</' Name S? '>'`
    fn end_tag(&mut self, name: &str) -> Result<Token<'a>, DecodeError> {
        let tag = self.rest;
        let inside = skip_bytes(tag, "</".len());
        let after = inside.strip_prefix(name).filter(|_| !name.is_empty()).map(space);
        match after.and_then(|after| after.strip_prefix('>')) {
            Some(rest) => {
                self.closed_at = self.offset(tag.len());
                self.rest = rest;
                Ok(Token::End)
            }
            None if after == Some("") || name.starts_with(inside) => Err(self.eof()),
            None => Err(self.error(DecodeErrorKind::MismatchedTag)),
        }
    }

    fn only_space(&self, text: &str) -> Result<(), DecodeError> {
        let Some(first) = space(text).chars().next() else {
            return Ok(());
        };
        // The text begins the piece.
        let odd = space(self.piece);
        if self.rest.is_empty() && "]]>".starts_with(odd) {
            // One more character may make it a fault of its own.
            return Err(self.eof());
        }
        let kind = if is_xml_char(first) {
            DecodeErrorKind::UnexpectedText
        } else {
            DecodeErrorKind::InvalidCharacter
        };
        Err(self.error_at(kind, odd.len()))
    }

    /// Keeps in mind a string that was read as a member.
    #[inline(always)]
    pub(super) fn note(&mut self, string: &'a str) {
        self.strings = [self.strings[1], string];
    }

    /// The offset of the place that `left` bytes are left from.
    #[inline(always)]
    fn offset(&self, left: usize) -> usize {
        consumed(self.body, left)
    }

    /// An error at the start of the last piece.
    #[cold]
    pub(super) fn error(&self, kind: DecodeErrorKind) -> DecodeError {
        self.error_at(kind, self.piece.len())
    }

    #[cold]
    fn error_at(&self, kind: DecodeErrorKind, left: usize) -> DecodeError {
        DecodeError::new(kind, self.offset(left))
    }

    #[cold]
    fn eof(&self) -> DecodeError {
        let (kind, left) = EOF;
        self.error_at(kind, left)
    }
}
