//! What a client does after a call: a table for each of the facts about throttling and
//! retries, in the order in which the service's documentation and SDKs have them.

#![expect(clippy::unnecessary_wraps, reason = "replies are what decoding gives")]

mod codes;
mod schedule;
mod time;

use std::time::Duration;

use aliyun_instance_status::{DecodeError, ErrorReply, Page, Renew, Reply, Request, Retry, retry};

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

const GIVE_UP: Retry = Retry::GiveUp { request_id: None };

const fn back_off(renew: Renew) -> Retry {
    Retry::BackOff { renew, request_id: None }
}

const fn after(milliseconds: u64, renew: Renew) -> Retry {
    Retry::After { wait: Duration::from_millis(milliseconds), renew, request_id: None }
}

#[track_caller]
fn assert_advice(status: u16, headers: &[(&str, &str)], reply: &Read, expected: &Retry) {
    let advice = retry(status, headers.iter().copied(), reply);
    assert_eq!(advice, *expected, "{status} {headers:?} {reply:?}");
}
