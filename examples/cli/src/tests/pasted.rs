//! What people paste that is no bare reply: HTTP heads, other files, other encodings.

use insta::assert_snapshot;

use super::{page, run};

#[test]
fn the_head_that_curl_prints_is_skipped() {
    let page = page(&[("i-a", "Running")]);
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n";
    let proxied = "HTTP/1.0 200 Connection established\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n";
    let bare = run(&["decode"], &page);
    assert!(bare.ends_with("= 0"));
    for head in [head, &head.replace('\r', ""), &format!("{proxied}{head}")] {
        assert_eq!(run(&["decode"], format!("{head}{page}")), bare);
    }
}

#[test]
fn headers_say_what_an_error_reply_does_not() {
    let reply = "HTTP/2 429 \r\nX-Acs-Request-Id: R-2\r\nx-acs-retry-after: 2000\r\n\r\n\
        {\"Code\":\"Throttling.User\",\"Message\":\"Slow down.\"}";
    assert_snapshot!(run(&["decode"], reply), @r"
    Throttling.User: Slow down. (request R-2)
    HTTP status 429
    the call may be made again after 2s, signed anew
    = 2
    ");
}

#[test]
fn a_fault_behind_a_head_has_its_place_in_the_file() {
    let gateway = "HTTP/1.1 502 Bad Gateway\r\nServer: nginx\r\n\r\n<html>\r\n<head>";
    assert_snapshot!(run(&["decode"], gateway), @r"
    ! <stdin>:4:1: error: unexpected root element at byte 43
    ! 4 | <html>
    !   | ^
    ! hint: this is HTML: something between you and the service has answered, a proxy perhaps
    ! HTTP status 502: the call may be made again, signed anew
    = 1
    ");
    assert_snapshot!(run(&["decode"], "HTTP/1.1 504 Gateway Timeout\r\n\r\n"), @r"
    ! <stdin>:3:1: error: unexpected end of input at byte 32
    ! 3 | 
    !   | ^
    ! hint: there is no body: `curl -i` shows the HTTP status, `curl -sS` why no reply came
    ! HTTP status 504: the call may be made again, signed anew
    = 1
    ");
}

#[test]
fn what_is_no_reply_is_named() {
    for (input, hint) in [
        (&b"<!DOCTYPE html><html>"[..], "this is HTML: "),
        (b"\n<HTML>", "this is HTML: "),
        (b"{\"RequestId\":\"R-1\",\"TotalCo", "the end is missing: "),
        (b"<Error><Code>Thrott", "the end is missing: "),
        (b"  \n", "there is no body: "),
        (b"https://ecs.aliyuncs.com/?RegionId=a", "this is a request: "),
        (b"HTTPS://ecs.aliyuncs.com?RegionId=a", "this is a request: "),
        (b"ecs.aliyuncs.com/?RegionId=a", "this is a request: "),
        (b"\"https://ecs.aliyuncs.com/?RegionId=a\"", "this is a request: "),
        (b"'/?RegionId=a'", "this is a request: "),
        (b"GET /?RegionId=a HTTP/1.1", "this is a request: "),
        (b"Action=DescribeInstanceStatus", "this is a request: "),
        (b"curl: (6) Could not resolve host: h", "this is what curl says"),
    ] {
        let shown = run(&["decode"], input);
        assert!(shown.contains(&format!("\n! hint: {hint}")) && shown.ends_with("= 1"), "{shown}");
    }
    for input in ["{x", "no healthy upstream", "[]", "what? no", "<a b='http://c/?d'>"] {
        let shown = run(&["decode"], input);
        assert!(!shown.contains("hint") && shown.ends_with("= 1"), "{shown}");
    }
}

#[test]
fn other_encodings_are_named_without_showing_bytes() {
    for (input, what) in [
        (&b"\x1F\x8B\x08\0\0"[..], "compressed with gzip"),
        (b"HTTP/1.1 200 OK\r\n\r\n\x1F\x8B\x08", "compressed with gzip"),
        (b"\x28\xB5\x2F\xFD\0", "compressed with zstd"),
        (b"\xFF\xFE{\0\"\0", "text in UTF-16"),
        (b"\xFE\xFF\0{\0\"", "text in UTF-16"),
    ] {
        let shown = run(&["decode"], input);
        let start = format!("! <stdin>: error: {what}\n! hint: ");
        assert!(shown.starts_with(&start) && shown.ends_with("= 1"), "{shown}");
    }
}

/// No bytes make it panic, wherever a head is cut.
#[test]
fn any_bytes_are_read() {
    let reply =
        "HTTP/1.1 200 OK\r\nA: b\r\n: \r\nc\r\n\r\n{\"Code\":\"\u{4e2d}\",\"Message\":\"m\"}";
    for end in 0..=reply.len() {
        for last in [&b""[..], b"\xFF", b"\n\n", b"\xC3("] {
            let input = [&reply.as_bytes()[..end], last].concat();
            let shown = run(&["decode"], &input);
            assert!(shown.ends_with("= 1") || shown.ends_with("= 2"), "{shown}");
            for command in [&["query", "-"][..], &["verify", "-"]] {
                assert!(run(command, &input).ends_with("= 1"));
            }
        }
    }
}
