//! Timestamps as both signatures have them: to the second, in UTC, in one form.

use aliyun_instance_status::sign::{Moment, Received, VerifyError, timestamp};

/// The second that a timestamp names, if it is one.
fn seconds(timestamp: &str) -> Option<u64> {
    Moment::new(timestamp, "n").ok().map(|moment| moment.seconds())
}

#[test]
fn known_times() {
    for (text, time) in [
        ("1970-01-01T00:00:00Z", 0),
        ("2000-02-29T23:59:59Z", 951_868_799),
        ("2000-03-01T00:00:00Z", 951_868_800),
        ("2023-10-26T10:22:32Z", 1_698_315_752),
        ("2100-02-28T23:59:59Z", 4_107_542_399),
        ("2100-03-01T00:00:00Z", 4_107_542_400),
        ("9999-12-31T23:59:59Z", 253_402_300_799),
    ] {
        assert_eq!((&*timestamp(time), seconds(text)), (text, Some(time)));
    }
    assert_eq!(timestamp(u64::MAX), "9999-12-31T23:59:59Z");
}

/// A call may claim a time at which none was made.
#[test]
fn times_before_1970() {
    for (text, ago) in [("1969-12-31T23:59:59Z", 1), ("0000-01-01T00:00:00Z", 62_167_219_200)] {
        let query = format!(
            "AccessKeyId=testid&Action=a&Signature=&SignatureMethod=HMAC-SHA1&SignatureNonce=1\
             &SignatureVersion=1.0&Timestamp={text}&Version=a"
        );
        let received =
            Received { method: "GET", path: "/", query: &query, headers: vec![], body: b"" };
        let call = received.read().expect("a call by RPC");
        let at_1970 = |window| call.clone().with_window(window).verify(0, None).map(drop);
        assert_eq!(at_1970(ago), Err(VerifyError::UnknownAccessKeyId), "{text}");
        assert_eq!(at_1970(ago - 1), Err(VerifyError::Expired("Timestamp")), "{text}");
    }
}

#[test]
fn every_day_is_read_as_it_is_written() {
    for day in 0..146_097 {
        let time = day * 86_400 + day % 86_400;
        assert_eq!(seconds(&timestamp(time)), Some(time));
    }
}

#[test]
fn nothing_else_is_a_timestamp() {
    for text in [
        "",
        "2016-02-23T12:46:24",
        "2016-02-23T12:46:24.5Z",
        "2016-02-23t12:46:24Z",
        "2016-02-23 12:46:24Z",
        "2016-02-23T12:46:24+00:00",
        "2016-02-23T12:46:60Z",
        "2016-02-23T12:60:24Z",
        "2016-02-23T24:00:00Z",
        "2016-00-23T12:46:24Z",
        "2016-13-23T12:46:24Z",
        "2016-02-30T12:46:24Z",
        "2015-02-29T12:46:24Z",
        "2100-02-29T12:46:24Z",
        "2016-04-31T12:46:24Z",
        "2016-02-00T12:46:24Z",
        "+016-02-23T12:46:24Z",
        "２016-02-23T12:46:24Z",
        "mock date",
    ] {
        assert_eq!(seconds(text), None, "{text}");
    }
}
