//! What a request is: which queries are one, what each reads as, and how a fleet is paged through.

mod corpus;
mod faults;
mod golden;
mod messages;
mod names;
mod paging;
mod query;
mod round_trips;
mod small_scope;

mod values;

use aliyun_instance_status::{Call, DecodeError, DecodeErrorKind as Kind, Request};

/// A request, a call, and a call whose query is empty read a query alike.
#[track_caller]
pub(crate) fn read(query: &str) -> Result<(), DecodeError> {
    let request = Request::from_query(query).map(drop);
    assert_eq!(Call::from_query(query).map(drop), request, "{query}");
    // A form has no `?` before it.
    if !query.starts_with('?') {
        assert_eq!(Call::from_query_and_form("", query).map(drop), request, "{query}");
    }
    request
}

#[track_caller]
fn assert_refused(query: &str, kind: Kind, offset: usize) {
    let error = read(query).expect_err(query);
    assert_eq!((error.kind(), error.offset()), (kind, offset), "{query}");
}
