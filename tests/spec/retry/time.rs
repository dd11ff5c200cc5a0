//! Headers that say how long to wait, and which request it was.

use std::time::Duration;

use aliyun_instance_status::{ErrorReply, Renew, Reply, RetryAction, retry};

use super::{DONE, GIVE_UP, Read, after, assert_advice, back_off, page, refused, unread};

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

/// `Retry-After` of a gateway, in seconds, or as a date beside the reply's own.
#[test]
fn the_header_of_gateways() {
    const DATE: (&str, &str) = ("Date", "Wed, 21 Oct 2026 07:28:00 GMT");
    for (value, seconds) in [
        ("1", Some(1)),
        ("120", Some(120)),
        ("0", None),
        ("-1", None),
        ("1.5", None),
        ("", None),
        ("Wed, 21 Oct 2026 07:28:30 GMT", Some(30)),
        ("Thu, 22 Oct 2026 07:28:00 GMT", Some(86_400)),
        ("Wed, 21 Oct 2026 07:28:00 GMT", None),
        ("Wed, 21 Oct 2026 07:27:59 GMT", None),
        ("Wed, 21 Oct 2026 07:28:30 UTC", None),
        ("Wed, 31 Feb 2026 07:28:30 GMT", None),
        ("Wed, 21 OCT 2026 07:28:30 GMT", None),
        ("2026-10-21T07:28:30Z", None),
    ] {
        let wait = |or| seconds.map_or(or, |seconds: u64| after(seconds * 1_000, Renew::Nonce));
        let headers = [("retry-after", value), DATE];
        assert_advice(503, &headers, &unread(), &wait(back_off(Renew::Nonce)));
        assert_advice(400, &headers, &refused("Throttling"), &wait(back_off(Renew::Nonce)));
        // Where waiting does not help, it is not asked for.
        assert_advice(403, &headers, &refused("Forbidden.RAM"), &GIVE_UP);
        assert_advice(400, &headers, &refused("SignatureNonceUsed"), &back_off(Renew::Nonce));
    }
    // A date alone says nothing without the clock of who wrote it.
    let alone = [("Retry-After", "Wed, 21 Oct 2026 07:28:30 GMT")];
    assert_advice(503, &alone, &unread(), &back_off(Renew::Nonce));
    let both = [("Retry-After", "9"), ("x-acs-retry-after", "7")];
    assert_advice(503, &both, &unread(), &after(7, Renew::Nonce));
    let both = [("Retry-After", "9"), ("x-acs-retry-after", "soon")];
    assert_advice(503, &both, &unread(), &after(9_000, Renew::Nonce));
    let longest = [("Retry-After", "99999999999999999999999")];
    let advice = retry(503, longest, &unread());
    assert_eq!(advice.action(), RetryAction::After(Duration::from_secs(u64::MAX)));
}

/// The service's time comes with the advice where the client's clock is off.
#[test]
fn the_time_by_the_services_clock() {
    for (date, time) in [
        ("Sun, 06 Nov 1994 08:49:37 GMT", Some(784_111_777)),
        ("Thu, 01 Jan 1970 00:00:00 GMT", Some(0)),
        ("Wed, 31 Dec 1969 23:59:59 GMT", None),
        ("Sunday, 06-Nov-94 08:49:37 GMT", None),
        ("Sun Nov  6 08:49:37 1994", None),
        ("Sun, 06 Nov 1994 08:49:60 GMT", None),
        ("", None),
    ] {
        let headers = [("Date", date)];
        for code in ["InvalidTimeStamp.Expired", "IllegalTimestamp"] {
            assert_eq!(retry(400, headers, &refused(code)).server_time(), time, "{date}");
        }
        assert_eq!(retry(400, headers, &refused("Throttling")).server_time(), None);
        assert_eq!(retry(503, headers, &unread()).server_time(), None);
    }
}

/// A page whose body is empty or cut off is asked for again: the call only reads.
#[test]
fn bodies_that_did_not_come_whole() {
    for body in ["", " ", r#"{"RequestId":"R-1""#, "<DescribeInstanceStatusResponse><Requ"] {
        let reply = Reply::decode_any(body).map(Reply::into_owned);
        assert_advice(200, &[], &reply, &back_off(Renew::Nonce));
        assert_advice(400, &[], &reply, &GIVE_UP);
    }
    for body in ["<html>", "no", "{}", r#"{"RequestId":"R-1"}"#] {
        assert_advice(200, &[], &Reply::decode_any(body).map(Reply::into_owned), &GIVE_UP);
    }
}

#[test]
fn for_a_page_there_is_nothing_to_advise() {
    let headers = [("x-acs-retry-after", "7"), ("x-acs-request-id", "R-2")];
    for status in [200, 206, 429, 503] {
        assert_advice(status, &headers, &page(), &DONE);
    }
}

/// The body's request id, or the header's where a body gave none.
#[test]
fn request_ids() {
    let with = |id: Option<&'static str>| -> Read {
        let mut error = ErrorReply::new("Forbidden.RAM");
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
    let pairs = retry(400, vec![("x-acs-retry-after".to_owned(), "7".to_owned())], &reply);
    let mut headers = http::HeaderMap::new();
    headers.insert("x-acs-request-id", http::HeaderValue::from_bytes(b"\xFF").expect("a value"));
    headers.insert("x-acs-retry-after", 7.into());
    for advice in
        [retry(400, [("x-acs-retry-after", b"7")], &reply), pairs, retry(400, &headers, &reply)]
    {
        assert_eq!((advice.action(), advice.renew()), expected);
        assert_eq!(advice.request_id(), None);
    }
    let no_text = retry(400, [("x-acs-retry-after", &b"7\xFF"[..])], &reply);
    assert_eq!(no_text.action(), GIVE_UP.0);
}
