//! What the server answers: pages to whoever may have them, and to anything else the
//! service's own refusal, or the status of what is no call.

#![cfg(unix)]

mod support;

use std::fs;
use std::io::{BufReader, Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;

use aliyun_instance_status::sign::{AccessKey, Method, Moment};
use aliyun_instance_status::{ErrorCode, Format, PageSize, Reply, Request};
use support::load::{Answer, now, read_answer, to_http};
use support::{Server, command};

const FORM: &str = "Content-Type: application/x-www-form-urlencoded\r\n";

/// Sends bytes on a connection of their own, and reads the answer.
#[track_caller]
fn send(server: &Server, call: impl AsRef<[u8]>) -> Answer {
    let mut stream = server.running.connect();
    stream.write_all(call.as_ref()).expect("it goes out");
    read_answer(&mut BufReader::new(stream)).expect("an answer")
}

#[track_caller]
fn assert_refused(server: &Server, call: impl AsRef<[u8]>, code: &ErrorCode<'_>) {
    let Answer { status, body, .. } = send(server, call);
    let error = Reply::decode_any(&body).expect("a reply").into_result().expect_err("an error");
    assert_eq!(error.code, *code, "{error}");
    assert_eq!(Some(status), code.http_status());
    assert!(error.request_id.is_some_and(|id| id.len() == 36));
}

/// A well-signed call, but for what is given.
fn rpc(request: &Request<'_>, time: u64, nonce: &str, secret: &str) -> String {
    let moment = Moment::at(time, nonce).expect("a moment");
    let key = AccessKey::new("testid", secret);
    to_http(&request.sign_rpc(Method::Get, &key, moment, Format::Json))
}

fn v3(request: &Request<'_>, time: u64, nonce: &str, id: &str, secret: &str) -> String {
    let moment = Moment::at(time, nonce).expect("a moment");
    let key = AccessKey::new(id, secret);
    to_http(&request.sign_v3(Method::Post, "localhost", &key, moment, Format::Xml))
}

#[track_caller]
fn ids(server: &Server, request: &Request<'_>, nonce: &str) -> Vec<String> {
    let Answer { status, body, .. } = send(server, rpc(request, now(), nonce, "testsecret"));
    let page = Reply::decode_any(&body).expect("a reply").into_result().expect("a page");
    assert_eq!(status, 200);
    page.iter().map(|instance| instance.instance_id.to_string()).collect()
}

#[test]
fn pages_of_what_is_selected() {
    let server = Server::start("pages");
    let all = Request::new("cn-hangzhou").with_page_size(PageSize::MAX);
    assert_eq!(ids(&server, &all, "1").len(), 50);
    let zone = all.clone().with_zone_id("cn-hangzhou-i");
    assert_eq!(ids(&server, &zone, "2").len(), 40);
    let named = ["i-bp0000000000000119", "\"] OR 1 --", "i-bp0000000000000000"];
    let some = all.clone().with_instance_ids(named).expect("they are few");
    assert_eq!(ids(&server, &some, "3"), ["i-bp0000000000000000", "i-bp0000000000000119"]);
    assert_eq!(ids(&server, &all.clone().with_cluster_id("c"), "4"), [""; 0]);
    assert_eq!(ids(&server, &Request::new("cn-beijing"), "5"), [""; 0]);
    let xml = send(&server, v3(&all, now(), "6", "testid", "testsecret"));
    assert!(xml.body.contains("<TotalCount>120</TotalCount>"), "{}", xml.body);

    let refused = |request: &Request<'_>, nonce, code| {
        assert_refused(&server, rpc(request, now(), nonce, "testsecret"), &code);
    };
    refused(&Request::new("cn-nowhere"), "7", ErrorCode::INVALID_REGION_ID_NOT_FOUND);
    let zone = all.with_zone_id("cn-beijing-a");
    refused(&zone, "8", ErrorCode::INVALID_ZONE_ID_NOT_FOUND);
}

#[test]
fn calls_that_are_not_signed_well() {
    let server = Server::start("signatures");
    let request = Request::new("cn-hangzhou");
    let refused = |call: String, code| assert_refused(&server, call, &code);
    refused(rpc(&request, now(), "1", "other"), ErrorCode::SIGNATURE_DOES_NOT_MATCH);
    refused(v3(&request, now(), "1", "testid", "other"), ErrorCode::SIGNATURE_DOES_NOT_MATCH);
    let unknown = v3(&request, now(), "1", "nobody", "testsecret");
    refused(unknown, ErrorCode::INVALID_ACCESS_KEY_ID_NOT_FOUND);
    let late = rpc(&request, now() - 3_600, "1", "testsecret");
    refused(late, ErrorCode::INVALID_TIME_STAMP_EXPIRED);
    // None of these has used the nonce up.
    let call = rpc(&request, now(), "1", "testsecret");
    assert_eq!(send(&server, &call).status, 200);
    refused(call, ErrorCode::SIGNATURE_NONCE_USED);

    let log = fs::read_to_string(&server.log).expect("a log");
    assert_eq!(log.matches("SignatureDoesNotMatch").count(), 2, "{log}");
    assert!(!log.contains("testsecret") && !log.contains("testid"), "{log}");
}

#[test]
fn what_is_no_call() {
    let server = Server::start("junk");
    let post =
        |headers: &str, body: &str| format!("POST / HTTP/1.1\r\nHost: h\r\n{headers}\r\n{body}");
    let html = "<html>502</html>";
    let of = |length: usize| format!("Content-Length: {length}\r\n");
    let no_text = [b"GET / HTTP/1.1\r\nHost: h\r\nx-acs-a: \xFF\r\n\r\n".as_slice()].concat();
    assert_refused(&server, no_text, &ErrorCode::INCOMPLETE_SIGNATURE);
    for (call, code) in [
        (post("", ""), ErrorCode::MISSING_PARAMETER),
        (post(&of(16), html), ErrorCode::MISSING_PARAMETER),
        (post(&format!("{FORM}{}", of(16)), html), ErrorCode::MISSING_PARAMETER),
        (
            post(&format!("Content-Type: text/html\r\n{}", of(16)), html),
            ErrorCode::INVALID_PARAMETER,
        ),
        ("GET /x HTTP/1.1\r\nHost: h\r\n\r\n".to_owned(), ErrorCode::INVALID_API_NOT_FOUND),
        ("PUT / HTTP/1.1\r\nHost: h\r\n\r\n".to_owned(), ErrorCode::UNSUPPORTED_HTTP_METHOD),
    ] {
        assert_refused(&server, call, &code);
    }
    let long = "x".repeat(200_000);
    for (call, status) in [
        ("NONSENSE\r\n\r\n".to_owned(), 400),
        ("GET / HTTP/1.1\r\nbad header\r\n\r\n".to_owned(), 400),
        (post("Content-Length: many\r\n", ""), 400),
        (post(&of(200_000), &long), 413),
        (post("Transfer-Encoding: chunked\r\n", &format!("30d40\r\n{long}\r\n0\r\n\r\n")), 413),
        (format!("GET /?{long} HTTP/1.1\r\nHost: h\r\n\r\n"), 414),
        (format!("GET / HTTP/1.1\r\nHost: h\r\n{}\r\n", "x: y\r\n".repeat(200)), 431),
    ] {
        let start = call.get(..60).unwrap_or(&call).to_owned();
        assert_eq!(send(&server, call).status, status, "{start:?}");
    }
    // HTTP/2 that is none ends its connection, and no other.
    let mut stream = server.running.connect();
    let preface = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF";
    stream.write_all(preface).expect("it goes out");
    let _ = stream.read_to_end(&mut Vec::new());
    assert_eq!(ids(&server, &Request::new("cn-hangzhou"), "1").len(), 10);
}

#[test]
fn the_database_is_private_and_stays() {
    let server = Server::start("database");
    let mode = fs::metadata(&server.database).expect("a file").permissions().mode();
    assert_eq!(mode & 0o077, 0, "{mode:o}");
    let path = server.database.to_str().expect("text");
    // While the server runs: a key may be changed at any time.
    let mut add_key = command(&["--database", path, "--add-key", "testid"]);
    let without = add_key.env_remove("ALIBABA_CLOUD_ACCESS_KEY_SECRET").output().expect("it runs");
    let stderr = String::from_utf8(without.stderr).expect("text");
    assert_eq!(without.status.code(), Some(1));
    assert!(stderr.contains("ALIBABA_CLOUD_ACCESS_KEY_SECRET"), "{stderr}");
    let changed = add_key.env("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "changed").status();
    assert!(changed.expect("it runs").success());
    let request = Request::new("cn-hangzhou");
    assert_eq!(send(&server, rpc(&request, now(), "1", "changed")).status, 200);
    let before = rpc(&request, now(), "2", "testsecret");
    assert_refused(&server, before, &ErrorCode::SIGNATURE_DOES_NOT_MATCH);
}
