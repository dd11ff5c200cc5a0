//! What an XML body is: a page or an error reply, by its root element.

use super::cursor::XmlCursor;
use super::root::{ERROR, PAGE};
use crate::body::lanes::STENCIL;
use crate::body::read;
use crate::{DecodeError, DecodeErrorKind, ErrorReply, Page, Reply};

/// Reads a whole document as a page, by the fast lanes `LANES`.
#[inline]
pub(in crate::body) fn read_page<const LANES: u8>(body: &[u8]) -> Result<Page<'_>, DecodeError> {
    let mut cursor = XmlCursor::<LANES>::new(body)?;
    match cursor.root()? {
        PAGE => read::document(cursor),
        ERROR => Err(cursor.error(DecodeErrorKind::ErrorReply)),
        _ => Err(cursor.error(DecodeErrorKind::UnexpectedRoot)),
    }
}

/// Reads a whole document as an error reply.
#[inline]
pub(super) fn read_error(body: &[u8]) -> Result<ErrorReply<'_>, DecodeError> {
    let mut cursor = XmlCursor::<STENCIL>::new(body)?;
    match cursor.root()? {
        ERROR => read::document(cursor),
        _ => Err(cursor.error(DecodeErrorKind::UnexpectedRoot)),
    }
}

/// Reads a whole document as a page or an error reply, whichever it is, by the fast
/// lanes `LANES`.
#[inline]
pub(in crate::body) fn read_reply<const LANES: u8>(body: &[u8]) -> Result<Reply<'_>, DecodeError> {
    let mut cursor = XmlCursor::<LANES>::new(body)?;
    match cursor.root()? {
        PAGE => read::document(cursor).map(Reply::Page),
        ERROR => read::document(cursor).map(Reply::Error),
        _ => Err(cursor.error(DecodeErrorKind::UnexpectedRoot)),
    }
}
