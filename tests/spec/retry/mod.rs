//! What a client does after a call: a table for each of the facts about throttling and
//! retries, in the order in which the service's documentation and SDKs have them.

#![expect(clippy::unnecessary_wraps, reason = "replies are what decoding gives")]

mod codes;
mod schedule;
mod time;

use std::time::Duration;

use aliyun_instance_status::{
    DecodeError, ErrorReply, Page, Renew, Reply, Request, RetryAction, retry,
};

type Read = Result<Reply<'static>, DecodeError>;

const NO_HEADERS: [(&str, &str); 0] = [];

fn refused(code: &'static str) -> Read {
    Ok(ErrorReply::new(code).into())
}

fn refused_with(code: &'static str, message: &'static str) -> Read {
    let mut error = ErrorReply::new(code);
    error.message = Some(message.into());
    Ok(error.into())
}

fn page() -> Read {
    Ok(Page::new("R-1", 0, 1, 10).into())
}

/// HTML, a line of text, nothing: to the advice one error of decoding is as another.
fn unread() -> Read {
    Err(Request::from_query("").expect_err("no region"))
}

/// What to do, and what to renew.
type Advice = (RetryAction, Option<Renew>);

const DONE: Advice = (RetryAction::Done, None);
const GIVE_UP: Advice = (RetryAction::GiveUp, None);

const fn back_off(renew: Renew) -> Advice {
    (RetryAction::BackOff, Some(renew))
}

const fn after(milliseconds: u64, renew: Renew) -> Advice {
    (RetryAction::After(Duration::from_millis(milliseconds)), Some(renew))
}

/// No header here has an id, and no body.
#[track_caller]
fn assert_advice(status: u16, headers: &[(&str, &str)], reply: &Read, expected: &Advice) {
    let advice = retry(status, headers.iter().copied(), reply);
    assert_eq!((advice.action(), advice.renew()), *expected, "{status} {headers:?} {reply:?}");
    assert_eq!(advice.request_id(), None, "{status} {headers:?} {reply:?}");
}
