//! A position in an XML document. The cursor takes what is plain by comparing, and reads every
//! other token by the productions. The caller keeps track of which element is open.

#![expect(clippy::inline_always, reason = "inlined, each member's name and bit are constants")]

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::plain;
use super::root::{ERROR, PAGE, PROLOG};
use super::tag::StartTag;
use super::token::{Token, is_cut_off, is_doctype, join, token};
use crate::body::grammar::{MAX_DEPTH, Name};
use crate::body::input::{BodyInput, EOF};
use crate::body::lanes::{PLAIN, STENCIL};
use crate::bytes::remainder::skip_bytes;
use crate::bytes::space::{is_space, space};
use crate::{DecodeError, DecodeErrorKind, Field};

/// A position in an XML document.
#[derive(Clone)]
pub(super) struct XmlCursor<'a, const LANES: u8> {
    pub(super) input: BodyInput<'a>,
    /// The whole text.
    text: &'a str,
    /// The text from the start of the last token.
    token_start: &'a str,
    /// Whether the last token opened an element that has no end tag: `<a/>`.
    pub(super) is_empty: bool,
    /// The name of the root element.
    pub(super) root: &'a str,
    /// The name that [`next_member`](crate::body::grammar::Grammar::next_member) returned
    /// last, of the element to be skipped.
    pub(super) opened: &'a str,
}

impl<'a, const LANES: u8> XmlCursor<'a, LANES> {
    /// Whether what is plain is taken by comparing bytes.
    pub(super) const HAS_PLAIN: bool = LANES >= PLAIN;

    /// Whether records are compared with a stencil.
    pub(super) const HAS_STENCIL: bool = LANES >= STENCIL;

    /// A cursor at the start of `body`, which has to be UTF-8.
    #[inline(always)]
    pub(super) fn new(body: &'a [u8]) -> Result<Self, DecodeError> {
        let mut input = BodyInput::new(body)?;
        let text = input.rest;
        if Self::HAS_PLAIN {
            input.rest = text.strip_prefix(PROLOG).unwrap_or(text);
        }
        Ok(Self { input, text, token_start: text, is_empty: false, root: "", opened: "" })
    }

    /// Enters the root element and returns its name.
    #[inline(always)]
    pub(super) fn root(&mut self) -> Result<&'a str, DecodeError> {
        self.root = if self.plain_start(PAGE) {
            PAGE
        } else if self.plain_start(ERROR) {
            ERROR
        } else {
            self.root_carefully()?
        };
        Ok(self.root)
    }

    /// Moves past the start tag of the root element, however it is written.
    #[inline(never)]
    fn root_carefully(&mut self) -> Result<&'a str, DecodeError> {
        loop {
            match self.next("")? {
                Token::Start(tag) => return Ok(tag.name),
                Token::Text(text) => self.only_space(text)?,
                Token::Misc => {}
                // `Token::End` does not come: `next("")` refuses every end tag.
                Token::End | Token::Cdata(_) | Token::Character(_) => {
                    return Err(self.error(DecodeErrorKind::UnexpectedText));
                }
            }
        }
    }

    /// Moves past the start tag of the element `name`, if it stands here plainly.
    #[inline(always)]
    pub(super) fn plain_start(&mut self, name: &str) -> bool {
        if !Self::HAS_PLAIN || self.is_empty {
            return false;
        }
        let tag = space(self.input.rest);
        let Some(inside) = tag.strip_prefix('<') else {
            return false;
        };
        // White space before a tag is insignificant.
        self.input.rest = tag;
        let Some(rest) = inside.strip_prefix(name).and_then(|rest| rest.strip_prefix('>')) else {
            return false;
        };
        self.token_start = tag;
        self.input.rest = rest;
        true
    }

    /// Moves past the end tag of the element `name`, if it stands here plainly.
    #[inline(always)]
    pub(super) fn plain_end(&mut self, name: &str) -> bool {
        if !Self::HAS_PLAIN || self.is_empty {
            return false;
        }
        let tag = space(self.input.rest);
        let Some(rest) = plain::end_tag(tag, name) else {
            return false;
        };
        self.input.closed_at = self.input.offset(tag.len());
        self.input.rest = rest;
        true
    }

    /// Moves past the content of the element `name`, whose start tag has been read, and past
    /// its end tag, if both are plain; `content` is what is plain here, and what follows it.
    #[inline(always)]
    pub(super) fn plain_content<T>(
        &mut self,
        name: &str,
        content: Option<(T, &'a str)>,
    ) -> Option<T> {
        if !Self::HAS_PLAIN || self.is_empty {
            return None;
        }
        let (content, end) = content?;
        self.input.rest = plain::end_tag(end, name)?;
        Some(content)
    }

    /// The next child of the element `object`, however it is written.
    #[inline(never)]
    pub(super) fn member_carefully(
        &mut self,
        object: &str,
    ) -> Result<Option<Name<'a>>, DecodeError> {
        loop {
            match self.next(object)? {
                Token::Start(tag) => {
                    self.opened = tag.name;
                    let offset = self.input.offset(skip_bytes(self.token_start, "<".len()).len());
                    return Ok(Some(Name { text: Cow::Borrowed(tag.name), offset }));
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
                Token::Text(run) | Token::Cdata(run) => join(&mut text, run),
                Token::Character(character) => text.to_mut().push(character),
                Token::Misc => continue,
                Token::End => return Ok((text, start)),
                Token::Start(_) => {
                    return Err(self.error(DecodeErrorKind::UnexpectedElement(field)));
                }
            }
            start.get_or_insert(self.input.offset(self.token_start.len()));
        }
    }

    /// Moves past the element that was opened last. A loop with a list of names, so that depth
    /// costs no stack.
    #[inline(never)]
    pub(super) fn skip_carefully(&mut self) -> Result<(), DecodeError> {
        /// The longest list of outer elements: the innermost is not one.
        const MAX_OUTER: usize = MAX_DEPTH as usize - 1;
        // The names of the elements around the innermost.
        let mut outer = Vec::new();
        let mut name = self.opened;
        loop {
            match self.next(name)? {
                Token::Start(_) if outer.len() == MAX_OUTER => {
                    return Err(self.error(DecodeErrorKind::DepthLimit));
                }
                Token::Start(inner) => outer.push(core::mem::replace(&mut name, inner.name)),
                Token::End => match outer.pop() {
                    Some(outer) => name = outer,
                    None => return Ok(()),
                },
                Token::Text(_) | Token::Cdata(_) | Token::Character(_) | Token::Misc => {}
            }
        }
    }

    /// Moves to the end of the document, past comments and processing instructions.
    #[inline(never)]
    pub(super) fn finish_carefully(&mut self) -> Result<(), DecodeError> {
        loop {
            self.input.rest = space(self.input.rest);
            self.token_start = self.input.rest;
            match self.input.rest {
                "" => return Ok(()),
                rest if rest.starts_with("<!--") || rest.starts_with("<?") => {
                    (_, self.input.rest) = self.token()?;
                }
                rest if is_doctype(rest) => return Err(self.error(DecodeErrorKind::DtdForbidden)),
                rest if is_cut_off(rest) => return Err(self.input.error(EOF)),
                _ => return Err(self.error(DecodeErrorKind::TrailingContent)),
            }
        }
    }

    /// The next token inside the element `name`; `""`, which is no name, where no element is
    /// open.
    #[inline]
    fn next(&mut self, name: &str) -> Result<Token<'a>, DecodeError> {
        if core::mem::take(&mut self.is_empty) {
            return Ok(Token::End);
        }
        self.token_start = self.input.rest;
        if Self::HAS_PLAIN
            && let Some((token, rest)) = plain::token(self.input.rest)
        {
            self.input.rest = rest;
            return Ok(token);
        }
        if self.input.rest.is_empty() {
            return Err(self.input.error(EOF));
        }
        if self.input.rest.starts_with("</") {
            return self.end_tag(name);
        }
        let (token, rest) = self.token()?;
        self.input.rest = rest;
        if let Token::Start(StartTag { is_empty: true, .. }) = token {
            self.is_empty = true;
            self.input.closed_at = self.input.offset(rest.len()).saturating_sub("/>".len());
        }
        Ok(token)
    }

    /// Reads the token that stands next, which is no end tag, by the productions.
    #[inline(never)]
    fn token(&self) -> Result<(Token<'a>, &'a str), DecodeError> {
        token(self.input.rest, self.input.rest.len() == self.text.len())
            .map_err(|fault| self.input.error(fault))
    }

    /// Moves past the end tag that stands here, which must be that of the element `name`.
    /// `[42] ETag ::= '</' Name S? '>'`
    fn end_tag(&mut self, name: &str) -> Result<Token<'a>, DecodeError> {
        let tag = self.input.rest;
        let inside = skip_bytes(tag, "</".len());
        let after = inside.strip_prefix(name).filter(|_| !name.is_empty()).map(space);
        match after.and_then(|after| after.strip_prefix('>')) {
            Some(rest) => {
                self.input.closed_at = self.input.offset(tag.len());
                self.input.rest = rest;
                Ok(Token::End)
            }
            None if after == Some("") || name.starts_with(inside) => Err(self.input.error(EOF)),
            None => Err(self.error(DecodeErrorKind::MismatchedTag)),
        }
    }

    /// Refuses a text between elements that is not white space.
    fn only_space(&self, text: &str) -> Result<(), DecodeError> {
        if space(text).is_empty() {
            return Ok(());
        }
        // The text begins the token.
        let odd = space(self.token_start);
        if self.input.rest.is_empty() && "]]>".starts_with(odd) {
            // One more character may make it a fault of its own.
            return Err(self.input.error(EOF));
        }
        Err(self.input.error((DecodeErrorKind::UnexpectedText, odd.len())))
    }

    /// An error at the start of the last token.
    #[cold]
    pub(super) fn error(&self, kind: DecodeErrorKind) -> DecodeError {
        self.input.error((kind, self.token_start.len()))
    }
}
