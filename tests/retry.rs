//! What a client does after a call: a table for each of the facts about throttling and
//! retries, in the order in which the service's documentation and SDKs have them.

#![expect(clippy::unnecessary_wraps, reason = "replies are what decoding gives")]

use std::time::Duration;

use aliyun_instance_status::{
    BackOff, DecodeError, ErrorResponse, Renew, Reply, Request, Response, Retry, retry,
};

type Read = Result<Reply<'static>, DecodeError>;

const NO_HEADERS: [(&str, &str); 0] = [];

fn refused(code: &'static str) -> Read {
    Ok(ErrorResponse::new(code).into())
}

fn refused_with(code: &'static str, message: &'static str) -> Read {
    let mut error = ErrorResponse::new(code);
    error.message = Some(message.into());
    Ok(error.into())
}

fn page() -> Read {
    Ok(Response::new("R-1", 0, 1, 10).into())
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

/// `x-acs-retry-after`: a positive integer of milliseconds, white space around it allowed;
/// `0`, empty, negative or not a number: no value.
#[test]
fn a_time_is_a_positive_integer_of_milliseconds() {
    for (value, time) in [
        ("1", Some(1)),
        ("2000", Some(2_000)),
        ("0010", Some(10)),
        (" 10", Some(10)),
        ("10\t ", Some(10)),
        ("18446744073709551615", Some(u64::MAX)),
        ("99999999999999999999999", Some(u64::MAX)),
        ("0", None),
        ("00", None),
        ("", None),
        (" ", None),
        ("-1", None),
        ("+1", None),
        ("1.5", None),
        ("1e3", None),
        ("1 000", None),
        ("2s", None),
        ("soon", None),
        ("١", None),
        ("Wed, 21 Oct 2026 07:28:00 GMT", None),
    ] {
        let header = [("x-acs-retry-after", value)];
        let expected = time.map_or(GIVE_UP, |time| after(time, Renew::Nonce));
        assert_advice(400, &header, &refused("Forbidden.RAM"), &expected);
        let expected = time.map_or(back_off(Renew::Nonce), |time| after(time, Renew::Nonce));
        assert_advice(400, &header, &refused("Throttling"), &expected);
    }
}

/// Header names in any case. The first that has a value counts.
#[test]
fn names_of_headers() {
    for name in ["x-acs-retry-after", "X-Acs-Retry-After", "X-ACS-RETRY-AFTER"] {
        assert_advice(400, &[(name, "7")], &refused("Unheard.Of"), &after(7, Renew::Nonce));
    }
    for name in ["retry-after", "x-acs-retry-after ", "x-acs-retry", ""] {
        assert_advice(400, &[(name, "7")], &refused("Unheard.Of"), &GIVE_UP);
    }
    let twice =
        [("x-acs-retry-after", "soon"), ("x-acs-retry-after", "7"), ("X-Acs-Retry-After", "9")];
    assert_advice(400, &twice, &refused("Unheard.Of"), &after(7, Renew::Nonce));
}

/// Where it is there, the call is tried again after it, whatever the `Code`.
#[test]
fn the_header_counts_whatever_the_code() {
    let header = [("x-acs-retry-after", "7")];
    for (status, reply, renew) in [
        (400, refused("Throttling"), Renew::Nonce),
        (400, refused("Forbidden.RAM"), Renew::Nonce),
        (404, refused("InvalidRegionId.NotFound"), Renew::Nonce),
        (400, refused("SignatureNonceUsed"), Renew::Nonce),
        (400, refused("InvalidTimeStamp.Expired"), Renew::Time),
        (400, refused("InvalidSecurityToken.Expired"), Renew::Credentials),
        (200, refused("Unheard.Of"), Renew::Nonce),
        (503, unread(), Renew::Nonce),
        (400, unread(), Renew::Nonce),
    ] {
        assert_advice(status, &header, &reply, &after(7, renew));
    }
}

/// `X-RateLimit-User-API`, then `X-RateLimit-User`: `TimeLeft` in milliseconds.
#[test]
fn the_older_headers() {
    const API: &str = "X-RateLimit-User-API";
    const USER: &str = "X-RateLimit-User";
    for (headers, time) in [
        (&[(USER, "Limit:100,Remain:0,TimeLeft:2000,Reset:1700000000")][..], Some(2_000)),
        (&[(API, "Limit:100,Remain:0,TimeLeft:2000,Reset:1700000000")], Some(2_000)),
        (&[("x-ratelimit-user", "TimeLeft:2000,Remain:0")], Some(2_000)),
        (&[(USER, " Remain : 0 , TimeLeft : 2000 ")], Some(2_000)),
        (&[(USER, "TimeLeft:1"), (API, "TimeLeft:2")], Some(2)),
        (&[(API, "TimeLeft:2"), (USER, "TimeLeft:1")], Some(2)),
        (&[(API, "TimeLeft:0"), (USER, "TimeLeft:1")], Some(1)),
        (&[(API, "TimeLeft:5"), ("x-acs-retry-after", "7")], Some(7)),
        (&[(API, "TimeLeft:5"), ("x-acs-retry-after", "0")], Some(5)),
        (&[(USER, "TimeLeft:0")], None),
        (&[(USER, "TimeLeft:")], None),
        (&[(USER, "TimeLeft:-1")], None),
        (&[(USER, "TimeLeft")], None),
        (&[(USER, "Limit:100,Remain:0")], None),
        (&[(USER, "2000")], None),
        (&[(USER, "")], None),
        (&[(USER, ",,::,")], None),
    ] {
        let expected = time.map_or(back_off(Renew::Nonce), |time| after(time, Renew::Nonce));
        assert_advice(400, headers, &refused("Throttling.User"), &expected);
        assert_advice(429, headers, &unread(), &expected);
    }
    // They come with calls that are not throttled, too.
    let header = [(USER, "Limit:100,Remain:99,TimeLeft:2000")];
    assert_advice(403, &header, &refused("Forbidden.RAM"), &GIVE_UP);
    assert_advice(400, &header, &refused("SignatureNonceUsed"), &back_off(Renew::Nonce));
    assert_advice(400, &header, &refused("IllegalTimestamp"), &back_off(Renew::Time));
}

/// Without a time: by the code, whatever the status.
#[test]
fn codes() {
    for (code, expected) in [
        ("Throttling", back_off(Renew::Nonce)),
        ("Throttling.User", back_off(Renew::Nonce)),
        ("Throttling.Api.Concurrency", back_off(Renew::Nonce)),
        ("Rejected.Throttling", back_off(Renew::Nonce)),
        ("InternalError", back_off(Renew::Nonce)),
        ("UnknownError", back_off(Renew::Nonce)),
        ("ServiceUnavailable", back_off(Renew::Nonce)),
        ("ServiceUnavailable.RegionMaintaining", back_off(Renew::Nonce)),
        // A lost reply and a resent request: safe to try again with a new nonce.
        ("SignatureNonceUsed", back_off(Renew::Nonce)),
        ("InvalidTimeStamp.Expired", back_off(Renew::Time)),
        ("IllegalTimestamp", back_off(Renew::Time)),
        ("InvalidSecurityToken.Expired", back_off(Renew::Credentials)),
        // 4xx without a retry code or header.
        ("InvalidParameter", GIVE_UP),
        ("InvalidSecurityToken.Malformed", GIVE_UP),
        ("InvalidTimeStamp.Format", GIVE_UP),
        ("InvalidAccessKeyId.NotFound", GIVE_UP),
        ("InvalidAccessKeyId", GIVE_UP),
        ("SignatureDoesNotMatch", GIVE_UP),
        ("IncompleteSignature", GIVE_UP),
        ("Forbidden.RAM", GIVE_UP),
        ("MissingRegionId", GIVE_UP),
        ("OperationConflict", GIVE_UP),
        ("Unheard.Of", GIVE_UP),
        ("", GIVE_UP),
    ] {
        for status in [200, 400, 403, 404] {
            assert_advice(status, &NO_HEADERS, &refused(code), &expected);
        }
        // `ErrorCode::is_retryable` says the same.
        let Ok(Reply::Error(error)) = refused(code) else { unreachable!() };
        assert_eq!(error.code.is_retryable(), expected != GIVE_UP, "{code}");
    }
}

/// Both spellings of a token that has expired: the gateway's by its code, ECS's by its
/// message.
#[test]
fn both_spellings_of_an_expired_token() {
    let message = "The specified parameter \"SecurityToken.Expired\" is not valid.";
    let expired = back_off(Renew::Credentials);
    assert_advice(400, &NO_HEADERS, &refused_with("InvalidParameter", message), &expired);
    assert_advice(403, &NO_HEADERS, &refused("InvalidSecurityToken.Expired"), &expired);
    let other = "The specified parameter \"PageSize\" is not valid.";
    assert_advice(400, &NO_HEADERS, &refused_with("InvalidParameter", other), &GIVE_UP);
}

/// 5xx, 408, 429: tried again by status alone, whatever the body. Any other body that is
/// not what its status promises: not.
#[test]
fn statuses() {
    for (status, expected) in [
        (408, back_off(Renew::Nonce)),
        (429, back_off(Renew::Nonce)),
        (500, back_off(Renew::Nonce)),
        (502, back_off(Renew::Nonce)),
        (503, back_off(Renew::Nonce)),
        (504, back_off(Renew::Nonce)),
        (599, back_off(Renew::Nonce)),
        (0, GIVE_UP),
        (200, GIVE_UP),
        (204, GIVE_UP),
        (302, GIVE_UP),
        (400, GIVE_UP),
        (401, GIVE_UP),
        (403, GIVE_UP),
        (404, GIVE_UP),
        (407, GIVE_UP),
        (409, GIVE_UP),
        (428, GIVE_UP),
        (430, GIVE_UP),
        (499, GIVE_UP),
        (600, GIVE_UP),
        (u16::MAX, GIVE_UP),
    ] {
        assert_advice(status, &NO_HEADERS, &unread(), &expected);
        assert_advice(status, &NO_HEADERS, &refused("Unheard.Of"), &expected);
    }
    // A code says more than a status.
    let expired = refused("InvalidSecurityToken.Expired");
    assert_advice(500, &NO_HEADERS, &expired, &back_off(Renew::Credentials));
}

/// What gateways send with 502, 503 and 504: HTML, a line of text, nothing.
#[test]
#[cfg(all(feature = "json", feature = "xml"))]
fn bodies_that_are_neither_page_nor_error() {
    for body in [
        "",
        "no healthy upstream",
        "<html><body>502 Bad Gateway</body></html>",
        "<!DOCTYPE html>",
        "{}",
        r#"{"code":"Throttling","message":"lower case"}"#,
        r#"{"RequestId":"R-1""#,
    ] {
        let reply = Reply::decode_any(body);
        assert!(reply.is_err(), "{body}");
        for status in [502, 503, 504] {
            assert_eq!(retry(status, NO_HEADERS, &reply), back_off(Renew::Nonce), "{body}");
        }
        for status in [200, 400, 403] {
            assert_eq!(retry(status, NO_HEADERS, &reply), GIVE_UP, "{body}");
        }
    }
}

#[test]
fn for_a_page_there_is_nothing_to_advise() {
    let headers = [("x-acs-retry-after", "7"), ("x-acs-request-id", "R-2")];
    for status in [200, 206, 429, 503] {
        assert_advice(status, &headers, &page(), &Retry::Done);
    }
}

/// The body's request id, or the header's where a body gave none.
#[test]
fn request_ids() {
    let with = |id: Option<&'static str>| -> Read {
        let mut error = ErrorResponse::new("Forbidden.RAM");
        error.request_id = id.map(Into::into);
        Ok(error.into())
    };
    for (header, reply, expected) in [
        (Some("R-1"), with(None), Some("R-1")),
        (Some("R-1"), with(Some("")), Some("R-1")),
        (Some("R-1"), with(Some("R-2")), Some("R-2")),
        (Some(" R-1\t"), unread(), Some("R-1")),
        (Some(""), unread(), None),
        (None, with(Some("R-2")), Some("R-2")),
        (None, unread(), None),
    ] {
        for (status, wait) in [(403, None), (503, None), (400, Some("7"))] {
            let headers = header.map(|id| ("X-Acs-Request-Id", id));
            let headers = headers.into_iter().chain(wait.map(|time| ("x-acs-retry-after", time)));
            let advice = retry(status, headers, &reply);
            assert_eq!(advice.request_id(), expected, "{status} {header:?} {reply:?}");
        }
    }
    assert_eq!(retry(200, [("x-acs-request-id", "R-1")], &page()).request_id(), None);
}

/// Pairs of text or of bytes, owned or not, and the headers of the crate `http`; what is
/// not UTF-8 says nothing.
#[test]
fn headers_of_many_types() {
    let expected = after(7, Renew::Nonce);
    let reply = unread();
    assert_eq!(retry(400, [("x-acs-retry-after", b"7")], &reply), expected);
    assert_eq!(
        retry(400, vec![("x-acs-retry-after".to_owned(), "7".to_owned())], &reply),
        expected
    );
    let mut headers = http::HeaderMap::new();
    headers.insert("x-acs-request-id", http::HeaderValue::from_bytes(b"\xFF").expect("a value"));
    headers.insert("x-acs-retry-after", 7.into());
    assert_eq!(retry(400, &headers, &reply), expected);
    assert_eq!(retry(400, [("x-acs-retry-after", &b"7\xFF"[..])], &reply), GIVE_UP);
}

#[test]
fn what_is_renewed() {
    assert_eq!(Retry::Done.renew(), None);
    assert_eq!(GIVE_UP.renew(), None);
    assert_eq!(after(7, Renew::Time).renew(), Some(Renew::Time));
    assert_eq!(back_off(Renew::Credentials).renew(), Some(Renew::Credentials));
}

/// SDKs cap attempts and the wait.
#[test]
fn the_schedule() {
    let ms = Duration::from_millis;
    let schedule = BackOff { attempts: 6, base: ms(100), cap: ms(1_000) };
    let failed = back_off(Renew::Nonce);
    for (attempt, expected) in [
        (0, Some(100)),
        (1, Some(100)),
        (2, Some(200)),
        (3, Some(400)),
        (4, Some(800)),
        (5, Some(1_000)),
        (6, None),
        (u32::MAX, None),
    ] {
        assert_eq!(schedule.wait(&failed, attempt), expected.map(ms), "{attempt}");
    }
    for (asked, expected) in [(1, 1), (999, 999), (1_000, 1_000), (1_001, 1_000), (u64::MAX, 1_000)]
    {
        assert_eq!(schedule.wait(&after(asked, Renew::Nonce), 1), Some(ms(expected)));
        assert_eq!(schedule.wait(&after(asked, Renew::Nonce), 5), Some(ms(expected)));
        assert_eq!(schedule.wait(&after(asked, Renew::Nonce), 6), None);
    }
    for advice in [Retry::Done, GIVE_UP] {
        assert_eq!(schedule.wait(&advice, 1), None);
    }
}

#[test]
fn schedules_at_their_ends() {
    let failed = back_off(Renew::Nonce);
    let (zero, long) = (Duration::ZERO, Duration::MAX);
    for (schedule, attempt, expected) in [
        (BackOff { attempts: 0, ..BackOff::default() }, 1, None),
        (BackOff { attempts: 1, ..BackOff::default() }, 1, None),
        (BackOff { attempts: u32::MAX, base: zero, cap: long }, u32::MAX - 1, Some(zero)),
        (BackOff { attempts: u32::MAX, base: long, cap: long }, u32::MAX - 1, Some(long)),
        (BackOff { attempts: 2, base: long, cap: zero }, 1, Some(zero)),
        (
            BackOff { attempts: 64, base: Duration::from_nanos(1), cap: long },
            33,
            Some(Duration::from_nanos(u32::MAX.into())),
        ),
    ] {
        assert_eq!(schedule.wait(&failed, attempt), expected, "{schedule:?} {attempt}");
    }
}
