//! What an XML reply holds, element by element.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::vec::Vec;

use super::cursor::Cursor;
use crate::access_denied_detail::AccessDeniedDetail;
use crate::decode_error::DecodeError;
use crate::error_code::ErrorCode;
use crate::error_response::ErrorResponse;
use crate::field::Field;
use crate::response::{InstanceStatus, Response};
use crate::slot::{fill, require};
use crate::status::Status;
use crate::stencil::Stencil;

/// The root element of a page.
pub(super) const PAGE: &str = "DescribeInstanceStatusResponse";

/// The root element of an error reply.
pub(super) const ERROR: &str = "Error";

/// ```xml
/// <DescribeInstanceStatusResponse>
///   <RequestId>…</RequestId><TotalCount>1</TotalCount><PageNumber>1</PageNumber>
///   <PageSize>10</PageSize><InstanceStatuses>…</InstanceStatuses>
/// </DescribeInstanceStatusResponse>
/// ```
pub(super) fn page<'a>(cursor: &mut Cursor<'a>) -> Result<Response<'a>, DecodeError> {
    let (mut request_id, mut list) = (None, None);
    let (mut total_count, mut page_number, mut page_size) = (None, None, None);
    while let Some(name) = cursor.child()? {
        let at = name.at;
        match name.text {
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
            _ => cursor.skip()?,
        }
    }
    let end = cursor.closed_at();
    Ok(Response {
        request_id: require(request_id, Field::RequestId, end)?,
        total_count: require(total_count, Field::TotalCount, end)?,
        page_number: require(page_number, Field::PageNumber, end)?,
        page_size: require(page_size, Field::PageSize, end)?,
        instance_statuses: require(list, Field::InstanceStatuses, end)?,
    })
}

/// ```xml
/// <InstanceStatus>…</InstanceStatus><InstanceStatus>…</InstanceStatus>
/// ```
fn instance_statuses<'a>(cursor: &mut Cursor<'a>) -> Result<Vec<InstanceStatus<'a>>, DecodeError> {
    // What the service sends, from the first record on; another layout is learnt.
    let mut stencil = Stencil::new(
        "<InstanceStatus><InstanceId>",
        "</InstanceId><Status>",
        "</Status></InstanceStatus>",
    );
    let mut list = cursor.list();
    cursor.repeat(&stencil, &mut list);
    let mut before = cursor.position();
    while let Some(name) = cursor.child()? {
        if name.text != "InstanceStatus" {
            cursor.skip()?;
            continue;
        }
        let (instance_id, status) = record(cursor)?;
        let learnt = cursor.stencil(before, &instance_id, &status);
        let status = Status::from(status);
        list.push(InstanceStatus { instance_id, status }, cursor.position());
        if !cursor.repeat(&stencil, &mut list)
            && let Some(learnt) = learnt
        {
            stencil = learnt;
            cursor.repeat(&stencil, &mut list);
        }
        before = cursor.position();
    }
    Ok(list.into_records())
}

/// ```xml
/// <InstanceId>i-a</InstanceId><Status>Running</Status>
/// ```
fn record<'a>(cursor: &mut Cursor<'a>) -> Result<(Cow<'a, str>, Cow<'a, str>), DecodeError> {
    let (mut instance_id, mut status) = (None, None);
    while let Some(name) = cursor.child()? {
        match name.text {
            "InstanceId" => {
                fill(&mut instance_id, Field::InstanceId, name.at, || {
                    cursor.text(Field::InstanceId)
                })?;
            }
            "Status" => fill(&mut status, Field::Status, name.at, || cursor.text(Field::Status))?,
            _ => cursor.skip()?,
        }
    }
    let end = cursor.closed_at();
    Ok((require(instance_id, Field::InstanceId, end)?, require(status, Field::Status, end)?))
}

/// ```xml
/// <Error>
///   <RequestId>…</RequestId><HostId>…</HostId><Code>…</Code><Message>…</Message>
///   <Recommend><![CDATA[…]]></Recommend><AccessDeniedDetail>…</AccessDeniedDetail>
/// </Error>
/// ```
pub(super) fn error<'a>(cursor: &mut Cursor<'a>) -> Result<ErrorResponse<'a>, DecodeError> {
    let (mut request_id, mut host_id, mut code) = (None, None, None);
    let (mut message, mut recommend, mut detail) = (None, None, None);
    while let Some(name) = cursor.child()? {
        let (slot, field) = match name.text {
            "RequestId" => (&mut request_id, Field::RequestId),
            "HostId" => (&mut host_id, Field::HostId),
            "Message" => (&mut message, Field::Message),
            "Recommend" => (&mut recommend, Field::Recommend),
            "Code" => (&mut code, Field::Code),
            "AccessDeniedDetail" => {
                fill(&mut detail, Field::AccessDeniedDetail, name.at, || {
                    access_denied_detail(cursor)
                })?;
                continue;
            }
            _ => {
                cursor.skip()?;
                continue;
            }
        };
        fill(slot, field, name.at, || cursor.text(field))?;
    }
    // An empty code is no code.
    let code = require(code.filter(|code| !code.is_empty()), Field::Code, cursor.closed_at())?;
    Ok(ErrorResponse {
        request_id,
        host_id,
        code: ErrorCode::from(code),
        message,
        recommend,
        access_denied_detail: detail.map(Box::new),
    })
}

/// ```xml
/// <AuthAction>…</AuthAction><PolicyType>…</PolicyType>
/// ```
fn access_denied_detail<'a>(
    cursor: &mut Cursor<'a>,
) -> Result<AccessDeniedDetail<'a>, DecodeError> {
    let mut members = [const { None }; 7];
    while let Some(name) = cursor.child()? {
        match AccessDeniedDetail::find(&mut members, name.text) {
            Some((field, slot)) => fill(slot, field, name.at, || cursor.text(field))?,
            None => cursor.skip()?,
        }
    }
    Ok(AccessDeniedDetail::from_values(members))
}
