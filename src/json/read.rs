//! What a JSON reply holds, member by member.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::vec::Vec;

use super::cursor::Cursor;
use crate::access_denied_detail::AccessDeniedDetail;
use crate::decode_error::{DecodeError, DecodeErrorKind};
use crate::error_code::ErrorCode;
use crate::error_response::ErrorResponse;
use crate::field::Field;
use crate::response::{InstanceStatus, Response};
use crate::slot::{fill, require};
use crate::status::Status;
use crate::stencil::Stencil;

/// ```json
/// {"RequestId":"…","TotalCount":1,"PageNumber":1,"PageSize":10,"InstanceStatuses":{…}}
/// ```
pub(super) fn page<'a>(cursor: &mut Cursor<'a>) -> Result<Response<'a>, DecodeError> {
    let (mut request_id, mut list) = (None, None);
    let (mut total_count, mut page_number, mut page_size) = (None, None, None);
    let mut code_at = None;
    let mut object = cursor.object(Field::Body)?;
    while let Some(name) = cursor.member(&mut object)? {
        let at = name.at;
        match &*name.text {
            "RequestId" => {
                fill(&mut request_id, Field::RequestId, at, || cursor.text(Field::RequestId))?;
            }
            "TotalCount" => {
                fill(&mut total_count, Field::TotalCount, at, || {
                    cursor.counter(Field::TotalCount)
                })?;
            }
            "PageNumber" => {
                fill(&mut page_number, Field::PageNumber, at, || {
                    cursor.counter(Field::PageNumber)
                })?;
            }
            "PageSize" => {
                fill(&mut page_size, Field::PageSize, at, || cursor.counter(Field::PageSize))?;
            }
            "InstanceStatuses" => {
                fill(&mut list, Field::InstanceStatuses, at, || instance_statuses(cursor))?;
            }
            "Code" => {
                if is_code(cursor.skip()?) {
                    code_at = Some(at);
                }
            }
            _ => {
                cursor.skip()?;
            }
        }
    }
    let end = cursor.closed_at();
    if let (None, Some(at)) = (&list, code_at) {
        return Err(DecodeError::new(DecodeErrorKind::ErrorReply, at));
    }
    Ok(Response {
        request_id: require(request_id, Field::RequestId, end)?,
        total_count: require(total_count, Field::TotalCount, end)?,
        page_number: require(page_number, Field::PageNumber, end)?,
        page_size: require(page_size, Field::PageSize, end)?,
        instance_statuses: require(list, Field::InstanceStatuses, end)?,
    })
}

/// ```json
/// {"InstanceStatus":[…]}
/// ```
fn instance_statuses<'a>(cursor: &mut Cursor<'a>) -> Result<Vec<InstanceStatus<'a>>, DecodeError> {
    let mut list = None;
    let mut object = cursor.object(Field::InstanceStatuses)?;
    while let Some(name) = cursor.member(&mut object)? {
        if name.text == "InstanceStatus" {
            fill(&mut list, Field::InstanceStatus, name.at, || records(cursor))?;
        } else {
            cursor.skip()?;
        }
    }
    Ok(list.unwrap_or_default())
}

/// ```json
/// [{…},{…}]
/// ```
fn records<'a>(cursor: &mut Cursor<'a>) -> Result<Vec<InstanceStatus<'a>>, DecodeError> {
    // What the service sends; another layout is learnt.
    let mut stencil = Stencil::new(",{\"InstanceId\":\"", "\",\"Status\":\"", "\"}");
    let mut array = cursor.array(Field::InstanceStatus)?;
    let mut list = cursor.list();
    // Where the record before ended. The first has none, nor a comma to learn.
    let mut before = None;
    while cursor.item(&mut array)? {
        let (instance_id, status) = record(cursor)?;
        let learnt = before.and_then(|before| cursor.stencil(before, &instance_id, &status));
        let status = Status::from(status);
        list.push(InstanceStatus { instance_id, status }, cursor.position());
        if !cursor.repeat(&stencil, &mut list)
            && let Some(learnt) = learnt
        {
            stencil = learnt;
            cursor.repeat(&stencil, &mut list);
        }
        before = Some(cursor.position());
    }
    Ok(list.into_records())
}

/// ```json
/// {"InstanceId":"i-a","Status":"Running"}
/// ```
fn record<'a>(cursor: &mut Cursor<'a>) -> Result<(Cow<'a, str>, Cow<'a, str>), DecodeError> {
    let (mut instance_id, mut status) = (None, None);
    let mut object = cursor.object(Field::InstanceStatus)?;
    while let Some(name) = cursor.member(&mut object)? {
        match &*name.text {
            "InstanceId" => {
                fill(&mut instance_id, Field::InstanceId, name.at, || {
                    cursor.text(Field::InstanceId)
                })?;
            }
            "Status" => fill(&mut status, Field::Status, name.at, || cursor.text(Field::Status))?,
            _ => {
                cursor.skip()?;
            }
        }
    }
    let end = cursor.closed_at();
    Ok((require(instance_id, Field::InstanceId, end)?, require(status, Field::Status, end)?))
}

/// ```json
/// {"RequestId":"…","HostId":"…","Code":"…","Message":"…","Recommend":"…","AccessDeniedDetail":{…}}
/// ```
pub(super) fn error<'a>(cursor: &mut Cursor<'a>) -> Result<ErrorResponse<'a>, DecodeError> {
    let (mut request_id, mut host_id, mut code) = (None, None, None);
    let (mut message, mut recommend, mut detail) = (None, None, None);
    let mut object = cursor.object(Field::Body)?;
    while let Some(name) = cursor.member(&mut object)? {
        let (slot, field) = match &*name.text {
            "RequestId" => (&mut request_id, Field::RequestId),
            "HostId" => (&mut host_id, Field::HostId),
            "Message" => (&mut message, Field::Message),
            "Recommend" => (&mut recommend, Field::Recommend),
            "Code" => {
                fill(&mut code, Field::Code, name.at, || cursor.text(Field::Code))?;
                continue;
            }
            "AccessDeniedDetail" => {
                fill(&mut detail, Field::AccessDeniedDetail, name.at, || {
                    if cursor.is_null()? {
                        Ok(None)
                    } else {
                        access_denied_detail(cursor).map(Some)
                    }
                })?;
                continue;
            }
            _ => {
                cursor.skip()?;
                continue;
            }
        };
        fill(slot, field, name.at, || cursor.optional_text(field))?;
    }
    // An empty code is no code.
    let code = require(code.filter(|code| !code.is_empty()), Field::Code, cursor.closed_at())?;
    Ok(ErrorResponse {
        request_id: request_id.flatten(),
        host_id: host_id.flatten(),
        code: ErrorCode::from(code),
        message: message.flatten(),
        recommend: recommend.flatten(),
        access_denied_detail: detail.flatten().map(Box::new),
    })
}

/// ```json
/// {"AuthAction":"…","PolicyType":"…", …}
/// ```
fn access_denied_detail<'a>(
    cursor: &mut Cursor<'a>,
) -> Result<AccessDeniedDetail<'a>, DecodeError> {
    let mut members = [const { None }; 7];
    let mut object = cursor.object(Field::AccessDeniedDetail)?;
    while let Some(name) = cursor.member(&mut object)? {
        match AccessDeniedDetail::find(&mut members, &name.text) {
            Some((field, slot)) => {
                fill(slot, field, name.at, || cursor.optional_text_or_number(field))?;
            }
            None => {
                cursor.skip()?;
            }
        }
    }
    Ok(AccessDeniedDetail::from_values(members.map(Option::flatten)))
}

/// Whether the body is an error reply, whole or cut off: it has a code and no list.
pub(super) fn is_error(mut cursor: Cursor<'_>) -> bool {
    let (mut has_code, mut has_list) = (false, false);
    let mut walk = || -> Result<(), DecodeError> {
        let mut object = cursor.object(Field::Body)?;
        while let Some(name) = cursor.member(&mut object)? {
            has_list |= name.text == "InstanceStatuses";
            has_code |= is_code(cursor.skip()?) && name.text == "Code";
        }
        Ok(())
    };
    // Behind any other fault there might be a list.
    let is_known =
        walk().map_or_else(|error| error.kind() == DecodeErrorKind::UnexpectedEof, |()| true);
    is_known && has_code && !has_list
}

/// Whether a value says that something went wrong. Successes have been seen
/// with an empty code.
fn is_code(value: &str) -> bool {
    !matches!(value, "\"\"" | "null")
}
