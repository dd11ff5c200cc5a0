//! What comes over the socket that no client means to send.

mod support;

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use mock_endpoint::{MockEndpoint, Options};
use support::{get, signed_rpc, start};

const TIMEOUT: Duration = Duration::from_secs(15);

fn connect(mock: &MockEndpoint) -> TcpStream {
    let stream = TcpStream::connect(mock.address()).expect("a connection");
    stream.set_read_timeout(Some(TIMEOUT)).expect("a time-out");
    stream
}

/// Sends bytes and nothing more, and reads to the end of the connection.
#[track_caller]
fn exchange(mock: &MockEndpoint, request: &[u8]) -> String {
    let mut stream = connect(mock);
    stream.write_all(request).expect("it goes out");
    read_to_end(stream)
}

#[track_caller]
fn read_to_end(mut stream: TcpStream) -> String {
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("an answer, and the end");
    String::from_utf8_lossy(&answer).into_owned()
}

#[track_caller]
fn assert_bare(answer: &str, status: &str, request: &str) {
    let start = request.get(..90).unwrap_or(request);
    assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{start:?}: {answer:?}");
    let head = answer.to_ascii_lowercase();
    assert!(head.contains("\r\nconnection: close\r\n"), "{start:?}: {answer:?}");
    assert!(head.ends_with("\r\n\r\n") && !head.contains("x-acs-"), "{start:?}: {answer:?}");
}

/// A call with this version and these headers, and a body.
fn call(method: &str, version: &str, headers: &str, body: &str) -> String {
    format!("{method} / {version}\r\n{headers}\r\n{body}")
}

fn post(headers: &str, body: &str) -> String {
    call("POST", "HTTP/1.1", &format!("Host: h\r\n{headers}"), body)
}

#[test]
fn what_is_not_http_or_too_large_gets_a_bare_status() {
    let mock = start();
    let long = "x".repeat(200_000);
    for (request, status) in [
        ("NONSENSE\r\n\r\n".to_owned(), "400"),
        (call("GET", "HTTP/1.1", "Host: h\r\nbad header\r\n", ""), "400"),
        (post("Content-Length: many\r\n", ""), "400"),
        (post("Content-Length: 3\r\nContent-Length: 4\r\n", "a=b&"), "400"),
        (post("Transfer-Encoding: chunked\r\n", "none\r\n"), "400"),
        (post("Transfer-Encoding: gzip\r\n", ""), "400"),
        (call("GET", "HTTP/3.0", "Host: h\r\n", ""), "400"),
        // The preface of HTTP/2, but for its end.
        ("PRI * HTTP/2.0\r\n\r\n".to_owned(), "400"),
        (target(65_535), "414"),
        (headers(101), "431"),
        (head(131_073), "431"),
        (head(150_000), "431"),
        (head(170_000), "431"),
        (head(1_000_000), "431"),
        (post("Content-Length: 200000\r\n", &long), "413"),
        (post("Content-Length: 1000000000000000000\r\n", ""), "413"),
        (post("Transfer-Encoding: chunked\r\n", &format!("30d40\r\n{long}\r\n")), "413"),
        (post("Transfer-Encoding: chunked\r\n", &"1\r\nx\r\n".repeat(131_073)), "413"),
    ] {
        let answer = exchange(&mock, request.as_bytes());
        assert_bare(&answer, status, &request);
        get(&mock, "RegionId=cn-shanghai").page();
    }
    for request in [target(65_534), headers(100), head(131_072)] {
        let answer = exchange(&mock, request.as_bytes());
        assert!(answer.contains("<Code>MissingParameter</Code>"), "{answer:?}");
    }
}

/// A call with a request target of so many bytes.
fn target(length: usize) -> String {
    format!("GET /?{} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", "x".repeat(length - 2))
}

/// A call with so many headers.
fn headers(count: usize) -> String {
    let others = "x: y\r\n".repeat(count - 2);
    call("GET", "HTTP/1.1", &format!("Host: h\r\nConnection: close\r\n{others}"), "")
}

/// A call whose head has so many bytes.
fn head(length: usize) -> String {
    let with = |fill: &str| {
        call("GET", "HTTP/1.1", &format!("Host: h\r\nConnection: close\r\nx: {fill}\r\n"), "")
    };
    with(&"x".repeat(length - with("").len()))
}

/// RFC 9112, section 3.2.
#[test]
fn a_call_has_one_host() {
    let mock = start();
    for (version, hosts, is_call) in [
        ("HTTP/1.1", "Host: ecs.aliyuncs.com\r\n", true),
        ("HTTP/1.1", "Host: 127.0.0.1:8080\r\n", true),
        ("HTTP/1.1", "Host: [::1]:8080\r\n", true),
        ("HTTP/1.1", "Host:\r\n", true),
        ("HTTP/1.0", "Host: ecs.aliyuncs.com\r\n", true),
        ("HTTP/1.0", "", true),
        ("HTTP/1.1", "", false),
        ("HTTP/1.1", "Host: a\r\nHost: a\r\n", false),
        ("HTTP/1.0", "Host: a\r\nHost: b\r\n", false),
        ("HTTP/1.1", "Host: a b\r\n", false),
        ("HTTP/1.1", "Host: user@ecs.aliyuncs.com\r\n", false),
        ("HTTP/1.1", "Host: ecs.aliyuncs.com/\r\n", false),
    ] {
        let request = call("GET", version, &format!("{hosts}Connection: close\r\n"), "");
        let answer = exchange(&mock, request.as_bytes());
        if is_call {
            assert!(answer.contains("<Code>MissingParameter</Code>"), "{request:?}: {answer:?}");
        } else {
            let answer = answer.replacen("HTTP/1.0", "HTTP/1.1", 1);
            assert_bare(&answer, "400", &request);
        }
    }
}

#[test]
fn what_is_not_utf8_is_refused() {
    let mock = start();
    let form = b"POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 10\r\n\
        Content-Type: application/x-www-form-urlencoded\r\n\r\nRegionId=\xFF";
    let answer = exchange(&mock, form);
    assert!(
        answer.contains("<Code>InvalidParameter</Code><Message>The request is not valid"),
        "{answer}"
    );
    // Well signed but for the header, which no signature can cover.
    for header in ["authorization", "x-acs-extra", "user-agent"] {
        let query = signed_rpc("GET", "RegionId=cn-shanghai", "testsecret");
        let mut call = format!("GET /?{query} HTTP/1.1\r\nHost: h\r\n{header}: ").into_bytes();
        call.extend(b"\xFF\r\n\r\n");
        assert_bare(&exchange(&mock, &call), "400", header);
    }
}

#[test]
fn a_body_may_come_byte_by_byte() {
    let mock = start();
    let form = signed_rpc("POST", "RegionId=cn-shanghai&Format=XML", "testsecret");
    let chunks: Vec<String> = form.chars().map(|byte| format!("1\r\n{byte}\r\n")).collect();
    let headers = "Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n\
        Transfer-Encoding: chunked\r\n";
    let answer =
        exchange(&mock, post(headers, &format!("{}0\r\n\r\n", chunks.concat())).as_bytes());
    assert!(answer.contains("<TotalCount>8</TotalCount>"), "{answer}");
}

/// Some clients close their side when all is said, and wait.
#[test]
fn a_client_that_has_closed_its_side_is_answered() {
    let options = Options { latency: Duration::from_millis(100), ..Options::default() };
    let mock = MockEndpoint::start(options).expect("a free port");
    let query = signed_rpc("GET", "RegionId=cn-shanghai", "testsecret");
    let whole = format!("GET /?{query} HTTP/1.1\r\nHost: h\r\n\r\n");
    let half_a_head = "GET / HTTP/1.1\r\nHost: h\r\n".to_owned();
    let half_a_body = post("Content-Length: 10\r\n", "Regi");
    let half_a_chunk = post("Transfer-Encoding: chunked\r\n", "4\r\nRe");
    for (request, status) in [
        (whole, None),
        (half_a_head, Some("400")),
        (half_a_body, Some("400")),
        (half_a_chunk, Some("400")),
    ] {
        let mut stream = connect(&mock);
        stream.write_all(request.as_bytes()).expect("it goes out");
        stream.shutdown(Shutdown::Write).expect("it was open");
        let answer = read_to_end(stream);
        match status {
            Some(status) => assert_bare(&answer, status, &request),
            None => assert!(answer.contains("<TotalCount>8</TotalCount>"), "{answer}"),
        }
    }
}

#[test]
fn a_connection_serves_several_calls_and_may_break() {
    let mock = start();
    let mut stream = connect(&mock);
    for _ in 0..3 {
        let query = signed_rpc("GET", "RegionId=cn-shanghai", "testsecret");
        let request = format!("GET /?{query} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("it goes out");
        read_until(&mut stream, "</DescribeInstanceStatusResponse>");
    }
    let half = b"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nRegi";
    stream.write_all(half).expect("it goes out");
    stream.shutdown(Shutdown::Both).expect("it was open");
    get(&mock, "RegionId=cn-shanghai").page();
}

/// Silent connections take every place; a call waits until one is free again.
#[test]
fn connections_are_bounded() {
    let mock = start();
    let mut silent: Vec<TcpStream> = (0..256).map(|_| connect(&mock)).collect();
    let mut stream = connect(&mock);
    stream.write_all(b"GET / HTTP/1.1\r\nHost: h\r\n\r\n").expect("it goes out");
    stream.set_read_timeout(Some(Duration::from_millis(300))).expect("a time-out");
    let error = stream.read(&mut [0; 16]).expect_err("no answer");
    assert!(matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut), "{error}");
    stream.set_read_timeout(Some(TIMEOUT)).expect("a time-out");
    silent.pop();
    read_until(&mut stream, "<Code>MissingParameter</Code>");
}

/// HTTP/2 from the first byte (RFC 9113, section 3.3): the client's frames are answered with
/// frames, and what is none of them ends the connection.
#[test]
fn http2_by_prior_knowledge() {
    const SETTINGS: [u8; 9] = [0, 0, 0, 4, 0, 0, 0, 0, 0];
    let mock = start();
    for (frames, is_whole) in [(SETTINGS, true), ([0xFF; 9], false)] {
        let mut stream = connect(&mock);
        let preface = [b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", &frames[..]].concat();
        stream.write_all(&preface).expect("it goes out");
        let mut frame = [0; 9];
        stream.read_exact(&mut frame).expect("the head of a frame");
        assert_eq!(frame[3], 4, "its own settings come first: {frame:?}");
        if !is_whole {
            let mut rest = Vec::new();
            let _ = stream.read_to_end(&mut rest);
        }
        drop(stream);
        get(&mock, "RegionId=cn-shanghai").page();
    }
}

fn read_until(stream: &mut TcpStream, end: &str) {
    let (mut answer, mut part) = (Vec::new(), [0; 4096]);
    while !String::from_utf8_lossy(&answer).contains(end) {
        let length = stream.read(&mut part).expect("an answer");
        assert_ne!(length, 0, "the connection ended after {:?}", String::from_utf8_lossy(&answer));
        answer.extend(&part[..length]);
    }
}
