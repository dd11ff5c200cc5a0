//! What a JSON body is: a page or an error reply, by its members.

use super::cursor::JsonCursor;
use crate::body::grammar::Grammar;
use crate::body::misspelt;
use crate::body::object::Object;
use crate::body::object_draft::ObjectDraft;
use crate::body::read;
use crate::bytes::remainder::taken;
use crate::{AccessDeniedDetail, DecodeError, DecodeErrorKind, ErrorReply, Field, Page, Reply};

/// Reads a whole document as a page, by the fast lanes `LANES`.
#[inline]
pub(in crate::body) fn read_page<const LANES: u8>(body: &[u8]) -> Result<Page<'_>, DecodeError> {
    page(JsonCursor::<LANES>::new(body)?)
}

/// Reads a whole document as a page, from a cursor at its start.
#[inline]
fn page<const LANES: u8>(mut cursor: JsonCursor<'_, LANES>) -> Result<Page<'_>, DecodeError> {
    let mut page = Page::blank();
    let body = cursor.input.body;
    page_into(&mut cursor, &mut page)
        .map_err(|error| misspelt::with_misspelling::<JsonCursor<'_, LANES>>(error, body))?;
    cursor.finish()?;
    Ok(page)
}

/// Reads a page into a blank one.
#[inline(always)]
#[expect(clippy::inline_always, reason = "used once")]
fn page_into<'a, const LANES: u8>(
    cursor: &mut JsonCursor<'a, LANES>,
    page: &mut Page<'a>,
) -> Result<(), DecodeError> {
    let mut code_offset = None;
    let mut draft = ObjectDraft::new(page);
    read::members(cursor, Field::Body, &mut draft, |cursor, name| {
        let value = skip_text(cursor)?;
        if name.text == Field::Code.name() && is_code(value) {
            code_offset = Some(name.offset);
        }
        Ok(())
    })?;
    if let Some(offset) = code_offset
        && !draft.has(Field::InstanceStatuses)
    {
        return Err(DecodeError::new(DecodeErrorKind::ErrorReply, offset));
    }
    read::check_complete(&draft, cursor)
}

/// Reads a whole document as a page or an error reply, whichever it is, by the fast
/// lanes `LANES`.
#[inline]
pub(in crate::body) fn read_reply<const LANES: u8>(body: &[u8]) -> Result<Reply<'_>, DecodeError> {
    let cursor = JsonCursor::<LANES>::new(body)?;
    match in_one_pass(cursor.clone()) {
        Some(reply) => Ok(reply),
        None => in_two_passes(cursor),
    }
}

/// Reads a body in one pass, as a page and an error reply side by side; gives up at the first
/// value that is bad for either.
#[inline(always)]
#[expect(clippy::inline_always, reason = "the reply is built where it is returned")]
fn in_one_pass<const LANES: u8>(mut cursor: JsonCursor<'_, LANES>) -> Option<Reply<'_>> {
    let (mut page, mut error) = (Page::blank(), ErrorReply::blank());
    let (mut page_draft, mut error_draft) =
        (ObjectDraft::new(&mut page), ObjectDraft::new(&mut error));
    let mut object = cursor.enter(Field::Body).ok()?;
    read::in_order(&mut cursor, &mut object, &mut error_draft).ok()?;
    if error_draft.has(Field::RequestId) {
        read::in_order(&mut cursor, &mut object, &mut page_draft).ok()?;
        if page_draft.has(Field::RequestId) {
            // `RequestId`, the only member that both have, is there twice.
            return None;
        }
    }
    while let Some(name) = cursor.next_member(&mut object).ok()? {
        let is_known = read::by_name(&mut cursor, &name, &mut error_draft).ok()?
            || read::by_name(&mut cursor, &name, &mut page_draft).ok()?;
        if !is_known {
            cursor.skip().ok()?;
        }
    }
    cursor.finish().ok()?;
    if !page_draft.has(Field::InstanceStatuses) {
        return error_draft.missing().is_none().then_some(Reply::Error(error));
    }
    if error_draft.has(Field::AccessDeniedDetail) {
        // To a page, a detail is an unknown member, which may nest less deep.
        return None;
    }
    page_draft.value.request_id = error_draft.value.request_id.take()?;
    page_draft.mark(Field::RequestId);
    page_draft.missing().is_none().then_some(Reply::Page(page))
}

/// Reads a body first as a page, then as an error reply; if it is neither, finds the error
/// that says why.
#[cold]
fn in_two_passes<const LANES: u8>(cursor: JsonCursor<'_, LANES>) -> Result<Reply<'_>, DecodeError> {
    let page_error = match page(cursor.clone()) {
        Ok(page) => return Ok(Reply::Page(page)),
        Err(error) => error,
    };
    let mut found = ReplyMarkers::default();
    let looked = found.look(&mut cursor.clone());
    if found.list {
        return Err(page_error);
    }
    let error_reply_error = match read::document(cursor) {
        Ok(error) => return Ok(Reply::Error(error)),
        Err(error) => error,
    };
    Err(match looked {
        // A list or a code could have followed (the body is cut off, or nests too deeply), or a
        // code was found: the later of the two errors is the first point at which the body can
        // be neither a page nor an error reply.
        Err(broken) => {
            let is_open = matches!(
                broken.kind(),
                DecodeErrorKind::UnexpectedEof | DecodeErrorKind::DepthLimit
            );
            let is_later = error_reply_error.offset() > page_error.offset();
            if (found.code || is_open) && is_later { error_reply_error } else { page_error }
        }
        Ok(()) if found.code => error_reply_error,
        Ok(()) if found.counter => page_error,
        Ok(()) => {
            let is_missing =
                |error: &DecodeError| matches!(error.kind(), DecodeErrorKind::MissingField(_));
            let missing = [page_error, error_reply_error].into_iter().find(is_missing);
            missing.map_or(page_error, |missing| {
                DecodeError::new(DecodeErrorKind::NotAReply, missing.offset())
            })
        }
    })
}

/// The members of a body that tell a page from an error reply.
#[derive(Default)]
struct ReplyMarkers {
    list: bool,
    code: bool,
    counter: bool,
}

impl ReplyMarkers {
    /// Looks at the members, as far as they can be read.
    fn look<const LANES: u8>(
        &mut self,
        cursor: &mut JsonCursor<'_, LANES>,
    ) -> Result<(), DecodeError> {
        const LIST: &str = Field::InstanceStatuses.name();
        const CODE: &str = Field::Code.name();
        const DETAIL: &str = Field::AccessDeniedDetail.name();
        const COUNTERS: [&str; 3] =
            [Field::TotalCount.name(), Field::PageNumber.name(), Field::PageSize.name()];
        let mut object = cursor.enter(Field::Body)?;
        while let Some(name) = cursor.next_member(&mut object)? {
            let start = cursor.input.rest;
            if name.text == DETAIL {
                // Its members may nest as deep as those of an error reply.
                let detail =
                    read::object::<AccessDeniedDetail<'_>, _>(cursor, Field::AccessDeniedDetail);
                match detail {
                    Ok(_) => continue,
                    Err(error) if error.kind() == DecodeErrorKind::DepthLimit => return Err(error),
                    Err(_) => cursor.input.rest = start,
                }
            }
            self.list |= name.text == LIST;
            let value = skip_text(cursor)?;
            self.code |= name.text == CODE && is_code(value);
            self.counter |= COUNTERS.contains(&&*name.text);
        }
        Ok(())
    }
}

/// Moves past a value of any kind and returns its text.
fn skip_text<'a, const LANES: u8>(
    cursor: &mut JsonCursor<'a, LANES>,
) -> Result<&'a str, DecodeError> {
    cursor.peek();
    let start = cursor.input.rest;
    cursor.skip()?;
    Ok(taken(start, cursor.input.rest))
}

/// Whether the value of a `Code` says that something went wrong. Successes have been seen with
/// an empty code.
fn is_code(value: &str) -> bool {
    !matches!(value, "\"\"" | "null")
}
