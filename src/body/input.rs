//! The text of a reply that is being decoded.

#![expect(clippy::inline_always, reason = "a cursor is built where it is used")]

use core::str::Utf8Error;

use crate::bytes::remainder::consumed;
use crate::{DecodeError, DecodeErrorKind, Format};

/// What is wrong, and how many bytes of the text are left from where it is.
pub(super) type Fault = (DecodeErrorKind, usize);

/// The text ends too early.
pub(super) const EOF: Fault = (DecodeErrorKind::UnexpectedEof, 0);

/// U+FEFF at the start of a text.
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// A body, and how far it has been read.
#[derive(Clone)]
pub(crate) struct BodyInput<'a> {
    pub(super) body: &'a [u8],
    /// What has yet to be read.
    pub(super) rest: &'a str,
    /// The offset of what closed the last object.
    pub(super) closed_at: usize,
    /// The last two strings that were read as members, as they stand in the text; empty for
    /// one with an escape or a reference, or in a CDATA section.
    pub(super) strings: [&'a str; 2],
}

impl<'a> BodyInput<'a> {
    /// A body as text, which has to be UTF-8, without its byte order mark.
    #[inline(always)]
    pub(super) fn new(body: &'a [u8]) -> Result<Self, DecodeError> {
        // Both formats begin with an ASCII character, which UTF-16 and UTF-32 pad
        // with a zero byte, before it or after.
        if let [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] | [0, _, ..] | [_, 0, ..] = body {
            return Err(DecodeError::new(DecodeErrorKind::UnsupportedEncoding, 0));
        }
        let text = core::str::from_utf8(body).map_err(|error| not_utf8(body, error))?;
        let rest = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
        if rest.starts_with(BYTE_ORDER_MARK) {
            let at = BYTE_ORDER_MARK.len();
            return Err(DecodeError::new(DecodeErrorKind::SecondByteOrderMark, at));
        }
        Ok(Self { body, rest, closed_at: 0, strings: [""; 2] })
    }

    /// Remembers a string that was read as a member.
    #[inline(always)]
    pub(super) fn remember(&mut self, string: &'a str) {
        self.strings = [self.strings[1], string];
    }

    /// The offset at which `left` bytes are left.
    #[inline(always)]
    pub(super) fn offset(&self, left: usize) -> usize {
        consumed(self.body, left)
    }

    #[cold]
    pub(super) fn error(&self, (kind, left): Fault) -> DecodeError {
        DecodeError::new(kind, self.offset(left))
    }
}

/// The error of a body that is not UTF-8. If it ends inside a character, and what stands before
/// that begins like a reply, it is cut off.
#[cold]
fn not_utf8(body: &[u8], error: Utf8Error) -> DecodeError {
    let before = body.get(..error.valid_up_to()).unwrap_or_default();
    let begins_well = before.trim_ascii().is_empty() || Format::detect(before).is_some();
    DecodeError::not_utf8(before.len(), error.error_len().is_none() && begins_well)
}
