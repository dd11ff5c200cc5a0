//! What an XML body is: a page or an error reply, by its root element.

use super::cursor::XmlCursor;
use super::root::{ERROR, PAGE};
use crate::body::read;
use crate::decode_error::{DecodeError, DecodeErrorKind};
use crate::error_reply::ErrorReply;
use crate::page::Page;
use crate::reply::Reply;

/// Reads a whole document as a page.
#[inline]
pub(super) fn page<const LANES: u8>(
    mut cursor: XmlCursor<'_, LANES>,
) -> Result<Page<'_>, DecodeError> {
    match cursor.root()? {
        PAGE => read::document(cursor),
        ERROR => Err(cursor.error(DecodeErrorKind::ErrorReply)),
        _ => Err(cursor.error(DecodeErrorKind::UnexpectedRoot)),
    }
}

/// Reads a whole document as an error reply.
#[inline]
pub(super) fn error<const LANES: u8>(
    mut cursor: XmlCursor<'_, LANES>,
) -> Result<ErrorReply<'_>, DecodeError> {
    match cursor.root()? {
        ERROR => read::document(cursor),
        _ => Err(cursor.error(DecodeErrorKind::UnexpectedRoot)),
    }
}

/// Reads a whole document as a page or an error reply, whichever it is.
#[inline]
pub(super) fn reply<const LANES: u8>(
    mut cursor: XmlCursor<'_, LANES>,
) -> Result<Reply<'_>, DecodeError> {
    match cursor.root()? {
        PAGE => read::document(cursor).map(Reply::Page),
        ERROR => read::document(cursor).map(Reply::Error),
        _ => Err(cursor.error(DecodeErrorKind::UnexpectedRoot)),
    }
}
