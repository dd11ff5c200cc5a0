//! What the program says of the calls that it gets.

#![cfg(unix)]

mod support;

use std::fmt::Write as _;
use std::io::Write as _;
use std::time::Duration;
use std::{env, fs, thread};

use aliyun_instance_status::sign::{AccessKeySecret, rpc, timestamp, v3};
use support::now;
use support::program::Running;

#[test]
fn the_log_has_a_line_a_call_and_no_secrets() {
    let fleet = env::temp_dir().join(format!("mock-endpoint-{}.json", std::process::id()));
    fs::write(&fleet, r#"{"Regions": []}"#).expect("a file");
    let fleet_path = fleet.to_str().expect("UTF-8");
    let program = Running::start(&[
        "--secret",
        "s3cret",
        "--access-key-id",
        "hidden-id",
        "--fleet",
        fleet_path,
    ]);
    fs::remove_file(&fleet).expect("it was there");
    let answer = program.get(
        "/?AccessKeyId=hidden-id&Signature=hidden-signature&SecurityToken=hidden-token&RegionId=a%0Ab",
        "",
    );
    assert!(answer.contains("<Code>MissingParameter</Code>"), "{answer}");
    program.get(
        "/hidden",
        "authorization: ACS3-HMAC-SHA256 hidden\r\nx-acs-security-token: hidden\r\n",
    );
    program.send("hidden-token+CAIS / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    let method = "A".repeat(120_000);
    program.send(&format!("{method} / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"));
    program.signal("-INT");
    let (code, log) = program.end();
    assert_eq!(code, Some(0));
    let lines: Vec<&str> = log.lines().collect();
    assert_eq!(lines.len(), 4, "{log}");
    assert!(lines[0].contains(" GET RPC 400 MissingParameter, XML, missing parameter "), "{log}");
    assert!(
        lines[1].contains(" GET V3 404 InvalidApi.NotFound, JSON, path other than /, "),
        "{log}"
    );
    assert!(lines[2].contains(" OTHER RPC 400 UnsupportedHTTPMethod, XML, "), "{log}");
    assert!(lines[3].contains(" OTHER RPC 400 UnsupportedHTTPMethod, XML, "), "{log}");
    assert!(!log.contains("s3cret") && !log.contains("hidden"), "{log}");
}

/// A line says what a client has probably got wrong, and shows nothing of the call.
#[test]
fn the_log_names_the_likely_cause() {
    // Ends as no secret does: the & may be too many on either side.
    let secret = "s3cret&";
    let program = Running::start(&["--secret", secret]);
    let time = timestamp(now());
    let encoded_twice = time.replace(':', "%3A");
    let calls = [
        (rpc(secret, "GET", &time, &time), None),
        (rpc(secret, "GET", &time, &encoded_twice), Some("parameter Timestamp was percent-encod")),
        (rpc("s3cret", "GET", &time, &time), Some("a secret ends with an")),
        (rpc("s3cret&&", "GET", &time, &time), Some("a secret ends with an &")),
        (rpc("s3cret&\n", "GET", &time, &time), Some("the secret has white space or a line end")),
        (rpc(secret, "POST", &time, &time), Some("the method that was sent is not the one")),
        (rpc("hidden", "GET", &time, &time), None),
        (v3("s3cret&&", "GET", &time), Some("a secret ends with an &")),
        (v3(secret, "POST", &time), Some("the method that was sent is not the one")),
        (v3("hidden", "GET", &time), None),
    ];
    let is_match = |answer: &str| answer.contains("\"Code\":\"InvalidRegionId.NotFound\"");
    let matches =
        calls.each_ref().map(|((target, headers), _)| is_match(&program.get(target, headers)));
    assert_eq!(matches.iter().filter(|is_match| **is_match).count(), 1, "only the first");
    program.signal("-TERM");
    let (_, log) = program.end();
    assert_eq!(log.lines().count(), calls.len(), "{log}");
    for (line, (_, cause)) in log.lines().zip(calls).skip(1) {
        let (_, rest) = line.split_once(" 400 SignatureDoesNotMatch, JSON, ").expect("a mismatch");
        let cause = cause.map(|cause| format!("likely cause: {cause}")).unwrap_or_default();
        assert!(rest.starts_with(&cause), "{line}");
        assert_eq!(rest.contains("likely"), !cause.is_empty(), "{line}");
    }
    assert!(!log.contains("s3cret") && !log.contains("hidden"), "{log}");
}

/// A clock in China that is read as if it showed UTC.
#[test]
fn the_log_names_local_time() {
    let program = Running::start(&["--secret", "s3cret"]);
    let later = timestamp(now() + 8 * 3_600);
    for (target, headers) in [rpc("s3cret", "GET", &later, &later), v3("s3cret", "GET", &later)] {
        program.get(&target, &headers);
    }
    program.signal("-TERM");
    let (_, log) = program.end();
    for line in log.lines() {
        let (_, rest) = line.split_once(" 400 InvalidTimeStamp.Expired, JSON, ").expect("expired");
        assert!(rest.starts_with("likely cause: the clock is off by +8 hours"), "{line}");
    }
    assert_eq!(log.lines().count(), 2, "{log}");
}

/// The target of an RPC call, which has this timestamp and was signed for another, and its
/// headers, of which it needs none.
fn rpc(secret: &str, method: &str, sent: &str, signed: &str) -> (String, String) {
    let query = |time: &str| {
        let time = time.replace('%', "%25").replace(':', "%3A");
        format!(
            "AccessKeyId=testid&Action=DescribeInstanceStatus&Format=JSON&RegionId=a&\
             SecurityToken=hidden&SignatureMethod=HMAC-SHA1&SignatureNonce=n&\
             SignatureVersion=1.0&Timestamp={time}&Version=2014-05-26"
        )
    };
    let canonical = rpc::canonical_query(&query(signed), "").expect("a query");
    let to_sign = rpc::string_to_sign(method, &canonical);
    let signature = rpc::signature(&to_sign, &AccessKeySecret::new(secret));
    let signature = signature.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
    (format!("/?{}&Signature={signature}", query(sent)), String::new())
}

/// The target and the headers of a V3 call.
fn v3(secret: &str, method: &str, time: &str) -> (String, String) {
    // A string to sign ends with the hash of what it is made from.
    let empty = v3::string_to_sign("");
    let hash = empty.lines().last().expect("a hash");
    let headers = [
        ("host", "h"),
        ("x-acs-action", "DescribeInstanceStatus"),
        ("x-acs-content-sha256", hash),
        ("x-acs-date", time),
        ("x-acs-security-token", "hidden"),
        ("x-acs-signature-nonce", "n"),
        ("x-acs-version", "2014-05-26"),
    ];
    let canonical = v3::canonical_request(method, "/", "RegionId=a", &headers, hash);
    let to_sign = v3::string_to_sign(&canonical.expect("a query"));
    let signature = v3::signature(&to_sign, &AccessKeySecret::new(secret));
    let names = headers.map(|(name, _)| name).join(";");
    let mut lines = format!(
        "authorization: ACS3-HMAC-SHA256 \
         Credential=testid,SignedHeaders={names},Signature={signature}\r\n"
    );
    // The first is sent with every call.
    for (name, value) in headers.iter().skip(1) {
        write!(lines, "{name}: {value}\r\n").expect("it is a string");
    }
    ("/?RegionId=a".to_owned(), lines)
}

#[test]
fn the_log_says_what_fails_on_request() {
    let program = Running::start(&[
        "--unsigned",
        "--gateway-error=4",
        "--throttle=3",
        "--throttling=unavailable",
        "--lose-reply=2",
    ]);
    for has_answer in [true, false, true, true] {
        let answer = program.get("/?RegionId=cn-shanghai&PageSize=5", "");
        assert_eq!(!answer.is_empty(), has_answer, "{answer}");
    }
    program.signal("-TERM");
    let (_, log) = program.end();
    for (line, (said, last)) in log.lines().zip([
        (" GET unsigned 200 5 of 8 instances, XML, ", "1"),
        (" GET unsigned 200 5 of 8 instances, XML, not sent, ", "2"),
        (" GET unsigned 503 ServiceUnavailable, XML, ", "3"),
        (" GET unsigned 502 gateway error, HTML", "L"),
    ]) {
        assert!(line.contains(said) && line.ends_with(last), "{line}");
    }
    assert_eq!(log.lines().count(), 4, "{log}");
}

/// More lines than fit in a pipe and in the queue before it.
#[test]
fn a_log_that_nobody_reads_holds_nothing_up() {
    let program = Running::start(&[]);
    for call in 0..2_000 {
        let answer = program.get("/", "");
        assert!(answer.contains("<Code>MissingParameter</Code>"), "call {call}: {answer}");
    }
    program.signal("-TERM");
    let (code, log) = program.end();
    assert_eq!(code, Some(0));
    assert!(log.lines().count() > 100, "{log}");
}

#[test]
fn a_call_whose_client_goes_away_is_logged() {
    let program = Running::start(&["--latency", "2000"]);
    let mut leaving = program.connect();
    leaving.write_all(b"DELETE / HTTP/1.1\r\nHost: h\r\n\r\n").expect("it goes out");
    // Long enough for the call to be read, and not for it to be answered.
    thread::sleep(Duration::from_millis(500));
    drop(leaving);
    program.get("/", "");
    program.signal("-TERM");
    let (_, log) = program.end();
    let lines: Vec<&str> = log.lines().collect();
    assert_eq!(lines.len(), 2, "{log}");
    assert!(lines[0].contains(" DELETE RPC 400 ") && lines[1].contains(" GET RPC 400 "), "{log}");
}
