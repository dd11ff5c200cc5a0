//! A place in an XML document. quick-xml's reader finds the tags and matches
//! them; the cursor has every piece checked by the productions that the reader
//! leaves unchecked, and walks the elements.

use alloc::borrow::Cow;
use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::refused::{is_doctype, refused};
use super::well_formed::{self, Fault};
use crate::body::{self, MAX_DEPTH};
use crate::decimal;
use crate::decode_error::{DecodeError, DecodeErrorKind};
use crate::field::Field;
use crate::list::List;
use crate::stencil::Stencil;
use crate::swar::XML;

/// A place in an XML document.
pub(super) struct Cursor<'a> {
    reader: Reader<&'a [u8]>,
    input: &'a str,
    /// Where the last token begins.
    at: usize,
    /// What a byte order mark adds to offsets.
    base: usize,
    /// Whether [`repeat`](Cursor::repeat) takes over after records.
    stencil: bool,
    /// The last token opened an element that has no end tag: `<a/>`.
    is_empty: bool,
    /// Where the last element was closed.
    closed_at: usize,
}

/// An element's name, and its offset.
pub(super) struct Name<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

/// A piece of the document that is well formed in itself.
enum Token<'a> {
    Open(&'a str),
    Close,
    Text(&'a str),
    /// A CDATA section's inside.
    Cdata(&'a str),
    /// What a reference stands for.
    Character(char),
    Eof,
}

impl<'a> Cursor<'a> {
    /// A cursor at the start of `body`, which has to be UTF-8.
    pub(super) fn new(body: &'a [u8]) -> Result<Self, DecodeError> {
        let (input, base) = body::text(body)?;
        let reader = Reader::from_reader(input.as_bytes());
        Ok(Self { reader, input, at: 0, base, stencil: true, is_empty: false, closed_at: 0 })
    }

    /// A cursor that leaves every record to the library.
    #[cfg(any(test, feature = "__without-stencil"))]
    pub(super) fn without_stencil(self) -> Self {
        Self { stencil: false, ..self }
    }

    /// The offset of the tag that closed the last element.
    pub(super) fn closed_at(&self) -> usize {
        self.closed_at
    }

    /// The list that begins here.
    pub(super) fn list(&self) -> List<'a> {
        List::new(self.position(), self.input.len())
    }

    /// Enters the root element.
    pub(super) fn root(&mut self) -> Result<Name<'a>, DecodeError> {
        loop {
            match self.next()? {
                Token::Open(text) => return Ok(self.name(text)),
                Token::Text(text) => self.only_space(text)?,
                Token::Eof => return Err(self.eof()),
                Token::Close => return Err(self.error(DecodeErrorKind::MismatchedTag)),
                Token::Cdata(_) | Token::Character(_) => {
                    return Err(self.error(DecodeErrorKind::UnexpectedText));
                }
            }
        }
    }

    /// Enters the element's next child, which must be read next.
    pub(super) fn child(&mut self) -> Result<Option<Name<'a>>, DecodeError> {
        loop {
            match self.next()? {
                Token::Open(text) => return Ok(Some(self.name(text))),
                Token::Close => return Ok(None),
                Token::Text(text) => self.only_space(text)?,
                Token::Cdata(text) if text.bytes().all(well_formed::is_space) => {}
                Token::Character(' ' | '\t' | '\r' | '\n') => {}
                Token::Cdata(_) | Token::Character(_) => {
                    return Err(self.error(DecodeErrorKind::UnexpectedText));
                }
                Token::Eof => return Err(self.eof()),
            }
        }
    }

    /// The stencil of the record that was just read, from the end of the one before.
    pub(super) fn stencil(
        &self,
        before: usize,
        instance_id: &Cow<'a, str>,
        status: &Cow<'a, str>,
    ) -> Option<Stencil<'a>> {
        Stencil::of(self.input, before..self.position(), instance_id, status)
    }

    /// Takes over after a record: moves those that repeat the stencil into the list,
    /// and says whether there was any.
    pub(super) fn repeat(&mut self, stencil: &Stencil<'a>, list: &mut List<'a>) -> bool {
        if !self.stencil || self.is_empty {
            // What follows `<a/>` is not inside it.
            return false;
        }
        let at = self.position();
        let taken = stencil.repeat::<XML>(self.input, at, list).saturating_sub(at);
        // Moves the reader, and keeps its stack of open elements.
        self.reader.stream().consume(taken);
        taken > 0
    }

    /// Reads a string: all the text of the element.
    pub(super) fn text(&mut self, field: Field) -> Result<Cow<'a, str>, DecodeError> {
        let mut text = Cow::Borrowed("");
        loop {
            match self.next()? {
                Token::Text(piece) | Token::Cdata(piece) => join(&mut text, piece),
                Token::Character(character) => text.to_mut().push(character),
                Token::Close => return Ok(text),
                Token::Open(_) => return Err(self.error(DecodeErrorKind::UnexpectedElement(field))),
                Token::Eof => return Err(self.eof()),
            }
        }
    }

    /// Reads a counter: decimal digits, white space around them.
    pub(super) fn counter(&mut self, field: Field) -> Result<u32, DecodeError> {
        let at = self.position();
        let text = self.text(field)?;
        let digits = text.trim_matches([' ', '\t', '\r', '\n']);
        decimal::read_u32(digits.as_bytes(), field).map_err(|kind| self.error_at(kind, at))
    }

    /// Moves past all that the element holds. A loop with a counter, so that
    /// depth costs no stack.
    pub(super) fn skip(&mut self) -> Result<(), DecodeError> {
        let mut depth: u32 = 1;
        while depth > 0 {
            match self.next()? {
                Token::Open(_) if depth == MAX_DEPTH => {
                    return Err(self.error(DecodeErrorKind::DepthLimit));
                }
                Token::Open(_) => depth = depth.saturating_add(1),
                Token::Close => depth = depth.saturating_sub(1),
                Token::Text(_) | Token::Cdata(_) | Token::Character(_) => {}
                Token::Eof => return Err(self.eof()),
            }
        }
        Ok(())
    }

    /// Nothing but white space, comments and processing instructions may follow.
    pub(super) fn finish(mut self) -> Result<(), DecodeError> {
        loop {
            self.at = self.position();
            let (space, rest) =
                well_formed::until(self.rest(), |byte| !well_formed::is_space(byte));
            if rest.is_empty() {
                return Ok(());
            }
            if "<!--".starts_with(rest) {
                return Err(self.eof());
            }
            if !rest.starts_with("<!--") && !rest.starts_with("<?") {
                self.at = self.at.saturating_add(space.len());
                return Err(self.error(if is_doctype(rest) {
                    DecodeErrorKind::DtdForbidden
                } else {
                    DecodeErrorKind::TrailingContent
                }));
            }
            self.step()?;
        }
    }

    /// The next token; comments and processing instructions are passed over.
    fn next(&mut self) -> Result<Token<'a>, DecodeError> {
        if core::mem::take(&mut self.is_empty) {
            return Ok(Token::Close);
        }
        loop {
            if let Some(token) = self.step()? {
                return Ok(token);
            }
        }
    }

    /// The next piece of the document, checked: a token, or a comment, a processing
    /// instruction or the declaration.
    fn step(&mut self) -> Result<Option<Token<'a>>, DecodeError> {
        self.at = self.position();
        match self.reader.read_event() {
            Ok(event) => self.token(&event),
            Err(error) => {
                let (kind, within) = refused(&error, self.rest());
                Err(self.error_at(kind, self.at.saturating_add(within)))
            }
        }
    }

    /// Checks what quick-xml took for an event.
    fn token(&mut self, event: &Event<'a>) -> Result<Option<Token<'a>>, DecodeError> {
        Ok(Some(match event {
            Event::Start(_) => self.open(1)?,
            Event::Empty(_) => {
                self.is_empty = true;
                self.closed_at = self.position().saturating_add(self.base).saturating_sub(2);
                self.open(2)?
            }
            Event::End(_) => {
                self.closed_at = self.at.saturating_add(self.base);
                Token::Close
            }
            Event::Text(_) => self.checked(0, 0, well_formed::character_data).map(Token::Text)?,
            Event::CData(_) => {
                self.checked("<![CDATA[".len(), 3, well_formed::characters).map(Token::Cdata)?
            }
            Event::GeneralRef(_) => {
                let character = well_formed::reference(self.inside(1, 1));
                Token::Character(character.map_err(|kind| self.error(kind))?)
            }
            Event::Comment(_) => {
                self.checked("<!--".len(), 3, well_formed::comment)?;
                return Ok(None);
            }
            Event::PI(_) => {
                self.checked("<?".len(), 2, well_formed::processing_instruction)?;
                return Ok(None);
            }
            Event::Decl(_) if self.at == 0 => {
                self.checked("<?xml".len(), 2, well_formed::declaration)?;
                return Ok(None);
            }
            Event::Decl(_) => return Err(self.error(DecodeErrorKind::InvalidDeclaration)),
            Event::DocType(_) => return Err(self.error(DecodeErrorKind::DtdForbidden)),
            Event::Eof => Token::Eof,
        }))
    }

    /// Checks a start tag whose last `after` bytes close it.
    fn open(&self, after: usize) -> Result<Token<'a>, DecodeError> {
        let tag = self.inside(1, after);
        let (name, attributes) = well_formed::until(tag, well_formed::is_space);
        let name_at = self.at.saturating_add(1);
        well_formed::name(name).map_err(|fault| self.fault(fault, name_at))?;
        if !attributes.is_empty() {
            let at = name_at.saturating_add(name.len());
            well_formed::attributes(attributes).map_err(|fault| self.fault(fault, at))?;
        }
        Ok(Token::Open(name))
    }

    /// What the token holds between its first `before` and its last `after`
    /// bytes, checked.
    fn checked(
        &self,
        before: usize,
        after: usize,
        check: fn(&str) -> Result<(), Fault>,
    ) -> Result<&'a str, DecodeError> {
        let inside = self.inside(before, after);
        match check(inside) {
            Ok(()) => Ok(inside),
            Err(fault) => Err(self.fault(fault, self.at.saturating_add(before))),
        }
    }

    fn inside(&self, before: usize, after: usize) -> &'a str {
        let start = self.at.saturating_add(before);
        self.input.get(start..self.position().saturating_sub(after)).unwrap_or("")
    }

    fn only_space(&self, text: &str) -> Result<(), DecodeError> {
        match text.bytes().position(|byte| !well_formed::is_space(byte)) {
            Some(at) => {
                Err(self.error_at(DecodeErrorKind::UnexpectedText, self.at.saturating_add(at)))
            }
            None => Ok(()),
        }
    }

    fn name(&self, text: &'a str) -> Name<'a> {
        Name { text, at: self.at.saturating_add(self.base).saturating_add(1) }
    }

    fn rest(&self) -> &'a str {
        self.input.get(self.at..).unwrap_or("")
    }

    /// How many bytes have been read, a byte order mark apart.
    pub(super) fn position(&self) -> usize {
        // The input is in memory, so that its length is a `usize`.
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    fn fault(&self, (kind, within): Fault, at: usize) -> DecodeError {
        self.error_at(kind, at.saturating_add(within))
    }

    /// An error at the start of the last token.
    #[cold]
    pub(super) fn error(&self, kind: DecodeErrorKind) -> DecodeError {
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

/// Adds a run of text, with its line ends normalised (section 2.11). The only
/// run of a string stays borrowed.
fn join<'a>(text: &mut Cow<'a, str>, piece: &'a str) {
    if piece.contains('\r') {
        let text = text.to_mut();
        let mut lines = piece.split('\r');
        text.push_str(lines.next().unwrap_or(""));
        for line in lines {
            text.push('\n');
            text.push_str(line.strip_prefix('\n').unwrap_or(line));
        }
    } else if text.is_empty() {
        *text = Cow::Borrowed(piece);
    } else {
        text.to_mut().push_str(piece);
    }
}
