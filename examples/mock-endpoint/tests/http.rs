//! What comes over the socket that no client means to send.

mod support;

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use mock_endpoint::MockEndpoint;
use support::{get, signed_rpc, start};

const TIMEOUT: Duration = Duration::from_secs(15);

fn connect(mock: &MockEndpoint) -> TcpStream {
    let stream = TcpStream::connect(mock.address()).expect("a connection");
    stream.set_read_timeout(Some(TIMEOUT)).expect("a time-out");
    stream
}

/// Sends bytes and nothing more, and reads to the end of the connection.
fn exchange(mock: &MockEndpoint, request: &[u8]) -> String {
    let mut stream = connect(mock);
    // The server may have answered and gone before it has read it all.
    let _ = stream.write_all(request);
    let mut answer = Vec::new();
    match stream.read_to_end(&mut answer) {
        Err(error) if error.kind() != ErrorKind::ConnectionReset => panic!("{error}"),
        _ => String::from_utf8_lossy(&answer).into_owned(),
    }
}

#[test]
fn what_is_not_http_or_too_large_gets_a_bare_status() {
    let mock = start();
    let long = "x".repeat(200_000);
    for (request, status) in [
        ("NONSENSE\r\n\r\n".to_owned(), "400"),
        ("GET / HTTP/1.1\r\nbad header\r\n\r\n".to_owned(), "400"),
        ("POST / HTTP/1.1\r\nContent-Length: many\r\n\r\n".to_owned(), "400"),
        ("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nnone\r\n".to_owned(), "400"),
        (target(65_535), "414"),
        (headers(101), "431"),
        (format!("GET / HTTP/1.1\r\nx: {long}\r\n\r\n"), "431"),
        ("POST / HTTP/1.1\r\nContent-Length: 200000\r\n\r\n".to_owned() + &long, "413"),
        (
            format!("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n30d40\r\n{long}\r\n"),
            "413",
        ),
    ] {
        let answer = exchange(&mock, request.as_bytes());
        let start = request.get(..60).unwrap_or(&request);
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{start:?}: {answer:?}");
        assert!(answer.ends_with("\r\n\r\n"), "{start:?}: {answer:?}");
        get(&mock, "RegionId=cn-shanghai").page();
    }
    for request in [target(65_534), headers(100)] {
        let answer = exchange(&mock, request.as_bytes());
        assert!(answer.contains("<Code>MissingParameter</Code>"), "{answer:?}");
    }
}

/// A call with a request target of so many bytes.
fn target(length: usize) -> String {
    format!("GET /?{} HTTP/1.1\r\nConnection: close\r\n\r\n", "x".repeat(length - 2))
}

/// A call with so many headers.
fn headers(count: usize) -> String {
    format!("GET / HTTP/1.1\r\nConnection: close\r\n{}\r\n", "x: y\r\n".repeat(count - 1))
}

#[test]
fn what_is_not_utf8_is_refused() {
    let mock = start();
    let form = b"POST / HTTP/1.1\r\nConnection: close\r\nContent-Length: 10\r\n\
        Content-Type: application/x-www-form-urlencoded\r\n\r\nRegionId=\xFF";
    let answer = exchange(&mock, form);
    assert!(
        answer.contains("<Code>InvalidParameter</Code><Message>The request is not valid"),
        "{answer}"
    );
    // Well signed but for the header, which no signature can cover.
    for header in ["authorization", "x-acs-extra", "user-agent"] {
        let query = signed_rpc("GET", "RegionId=cn-shanghai", "testsecret");
        let mut call = format!("GET /?{query} HTTP/1.1\r\n{header}: ").into_bytes();
        call.extend(b"\xFF\r\n\r\n");
        let answer = exchange(&mock, &call);
        assert!(answer.starts_with("HTTP/1.1 400 ") && answer.ends_with("\r\n\r\n"), "{answer}");
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
    let half = b"POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nRegi";
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
    stream.write_all(b"GET / HTTP/1.1\r\n\r\n").expect("it goes out");
    stream.set_read_timeout(Some(Duration::from_millis(300))).expect("a time-out");
    let error = stream.read(&mut [0; 16]).expect_err("no answer");
    assert!(matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut), "{error}");
    stream.set_read_timeout(Some(TIMEOUT)).expect("a time-out");
    silent.pop();
    read_until(&mut stream, "<Code>MissingParameter</Code>");
}

fn read_until(stream: &mut TcpStream, end: &str) {
    let (mut answer, mut part) = (Vec::new(), [0; 4096]);
    while !String::from_utf8_lossy(&answer).contains(end) {
        let length = stream.read(&mut part).expect("an answer");
        assert_ne!(length, 0, "the connection ended after {:?}", String::from_utf8_lossy(&answer));
        answer.extend(&part[..length]);
    }
}
