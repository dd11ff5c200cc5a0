//! What a JSON body is: a page or an error reply, by its members.

use super::cursor::Cursor;
use crate::access_denied_detail::AccessDeniedDetail;
use crate::body::draft::Draft;
use crate::body::lanes::Lanes;
use crate::body::members::Object;
use crate::body::read::{self, Grammar, MAX_DEPTH, document};
use crate::decode_error::{DecodeError, DecodeErrorKind};
use crate::error_reply::ErrorReply;
use crate::field::Field;
use crate::page::Page;
use crate::reply::Reply;

/// Reads a whole document as a page.
#[inline]
pub(super) fn page<L: Lanes>(mut cursor: Cursor<'_, L>) -> Result<Page<'_>, DecodeError> {
    let mut code_at = None;
    let mut page = Page::blank();
    let mut draft = Draft::new(&mut page);
    read::members(&mut cursor, Field::Body, &mut draft, |cursor, name| {
        if name.text != Field::Code.name() {
            return cursor.skip();
        }
        if is_code(cursor.skipped()?) {
            code_at = Some(name.at);
        }
        Ok(())
    })?;
    if let Some(at) = code_at
        && !draft.has(Field::InstanceStatuses)
    {
        return Err(DecodeError::new(DecodeErrorKind::ErrorReply, at));
    }
    read::complete(&draft, &cursor)?;
    cursor.finish()?;
    Ok(page)
}

/// Reads a whole document as a page or an error reply, whichever it is.
#[inline]
pub(super) fn reply<L: Lanes + Clone>(cursor: Cursor<'_, L>) -> Result<Reply<'_>, DecodeError> {
    match either(cursor.clone()) {
        Some(reply) => Ok(reply),
        None => refused(cursor),
    }
}

/// Reads a body that is good, in one pass: a page and an error reply side by side, of which
/// the one may have any value where the other is what the body turns out to be.
#[inline(always)]
#[expect(clippy::inline_always, reason = "the reply is built where it is returned")]
fn either<L: Lanes>(mut cursor: Cursor<'_, L>) -> Option<Reply<'_>> {
    let (mut response, mut error_reply) = (Page::blank(), ErrorReply::blank());
    let (mut page, mut error) = (Draft::new(&mut response), Draft::new(&mut error_reply));
    let (mut page_is_good, mut error_is_good) = (true, true);
    let mut object = cursor.enter(Field::Body).ok()?;
    read::in_order(&mut cursor, &mut object, &mut error, passing(&mut error_is_good)).ok()?;
    if error.has(Field::RequestId) {
        read::in_order(&mut cursor, &mut object, &mut page, passing(&mut page_is_good)).ok()?;
        if page.has(Field::RequestId) {
            // There it is twice.
            return None;
        }
    }
    while let Some(name) = cursor.next_member(&mut object).ok()? {
        let is_known = read::by_name(&mut cursor, &name, &mut error, passing(&mut error_is_good))
            .ok()?
            || read::by_name(&mut cursor, &name, &mut page, passing(&mut page_is_good)).ok()?;
        if !is_known {
            cursor.skip().ok()?;
        }
    }
    cursor.finish().ok()?;
    if !page.has(Field::InstanceStatuses) {
        let is_whole = error_is_good && error.missing().is_none();
        return is_whole.then_some(Reply::Error(error_reply));
    }
    // Depth counts from the value that is skipped: for a page, from the detail itself.
    if cursor.deepest == MAX_DEPTH && error.has(Field::AccessDeniedDetail) {
        return None;
    }
    page.value.request_id = error.value.request_id.take()?;
    page.mark(Field::RequestId);
    let is_whole = page_is_good && page.missing().is_none();
    is_whole.then_some(Reply::Page(response))
}

/// Passes over a value that is bad where it is read, and notes that there was one.
fn passing<'a, L: Lanes>(
    is_good: &mut bool,
) -> impl FnMut(&mut Cursor<'a, L>, &'a str, DecodeError) -> Result<(), DecodeError> {
    |cursor, start, fault| {
        // The one member that both have is bad for both.
        if let DecodeErrorKind::DuplicateField(Field::RequestId)
        | DecodeErrorKind::UnexpectedType(Field::RequestId) = fault.kind()
        {
            return Err(fault);
        }
        *is_good = false;
        cursor.rest = start;
        cursor.skip()
    }
}

/// Reads again, with care, a body that is most likely no reply, to say why.
#[cold]
fn refused<L: Lanes + Clone>(cursor: Cursor<'_, L>) -> Result<Reply<'_>, DecodeError> {
    let fault = match page(cursor.clone()) {
        Ok(page) => return Ok(Reply::Page(page)),
        Err(fault) => fault,
    };
    let mut found = Found::default();
    let looked = found.look(&mut cursor.clone());
    if found.list {
        return Err(fault);
    }
    let other = match document(cursor) {
        Ok(error) => return Ok(Reply::Error(error)),
        Err(other) => other,
    };
    let is_missing = |fault: &DecodeError| matches!(fault.kind(), DecodeErrorKind::MissingField(_));
    let is_open = looked.is_err_and(|broken| {
        matches!(broken.kind(), DecodeErrorKind::UnexpectedEof | DecodeErrorKind::DepthLimit)
    });
    Err(match looked {
        // A list might have followed, or a code: what is here is refused where it can be
        // neither.
        Err(_) if (found.code || is_open) && other.offset() > fault.offset() => other,
        Err(_) => fault,
        Ok(()) if found.code => other,
        Ok(()) if found.counter => fault,
        Ok(()) => [fault, other].into_iter().find(is_missing).map_or(fault, |missing| {
            DecodeError::new(DecodeErrorKind::NotAReply, missing.offset())
        }),
    })
}

/// What a body has of what tells a page from an error reply.
#[derive(Default)]
struct Found {
    list: bool,
    code: bool,
    counter: bool,
}

impl Found {
    /// Looks at the members, as far as they can be read.
    fn look<L: Lanes>(&mut self, cursor: &mut Cursor<'_, L>) -> Result<(), DecodeError> {
        const LIST: &str = Field::InstanceStatuses.name();
        const CODE: &str = Field::Code.name();
        const DETAIL: &str = Field::AccessDeniedDetail.name();
        const COUNTERS: [&str; 3] =
            [Field::TotalCount.name(), Field::PageNumber.name(), Field::PageSize.name()];
        let mut object = cursor.enter(Field::Body)?;
        while let Some(name) = cursor.next_member(&mut object)? {
            let start = cursor.rest;
            if name.text == DETAIL {
                // Its members may nest as deep as an error reply's may.
                let detail =
                    read::object::<AccessDeniedDetail<'_>, _>(cursor, Field::AccessDeniedDetail);
                match detail {
                    Ok(_) => continue,
                    Err(fault) if fault.kind() == DecodeErrorKind::DepthLimit => return Err(fault),
                    Err(_) => cursor.rest = start,
                }
            }
            self.list |= name.text == LIST;
            let value = cursor.skipped()?;
            self.code |= name.text == CODE && is_code(value);
            self.counter |= COUNTERS.contains(&&*name.text);
        }
        Ok(())
    }
}

/// Whether a value says that something went wrong. Successes have been seen with an
/// empty code.
fn is_code(value: &str) -> bool {
    !matches!(value, "\"\"" | "null")
}
