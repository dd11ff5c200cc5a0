//! Many calls at once, and many hostile ones: none lost or wrong, and memory within bounds.
//!
//! ```text
//! cargo test --release -p mock-endpoint --test load -- --nocapture
//! ```

#![cfg(target_os = "linux")]

mod support;

use std::collections::HashSet;
use std::fmt::Write as _;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::sync::LazyLock;
use std::sync::mpsc::{self, Sender};
use std::time::{Duration, Instant};
use std::{fs, thread};

use aliyun_instance_status::sign::{AccessKey, Method, Moment, SignedRequest};
use aliyun_instance_status::{Format, Page, PageNumber, PageSize, Reply, Request};
use support::now;
use support::program::Running;

const CONNECTIONS: usize = 64;
const CALLS: usize = 20_000;

/// A call that is refused.
const UNSIGNED: &[u8] = b"GET /?Format=JSON HTTP/1.1\r\nHost: h\r\n\r\n";

/// How many bytes a head may have, and a body.
const LIMIT: usize = 128 * 1024;

/// How many bytes the mock takes by itself, with the nonces of all calls.
const MAX_AT_REST: u64 = 16 << 20;

#[test]
fn no_call_is_lost_or_wrong() {
    let mock = Running::start(&[]);
    let before = memory(&mock, "VmRSS");
    let started = Instant::now();
    let threads: Vec<_> = (0..CONNECTIONS)
        .map(|connection| {
            let stream = mock.connect();
            thread::spawn(move || {
                let mut stream = BufReader::new(stream);
                let calls = (connection..CALLS).step_by(CONNECTIONS);
                calls.map(|call| call_once(&mut stream, call)).collect::<Vec<String>>()
            })
        })
        .collect();
    let ids: Vec<String> =
        threads.into_iter().flat_map(|thread| thread.join().expect("it goes well")).collect();
    let elapsed = started.elapsed();
    assert_eq!(ids.len(), CALLS);
    assert_eq!(ids.into_iter().collect::<HashSet<_>>().len(), CALLS, "each has an id of its own");
    let (after, peak) = (memory(&mock, "VmRSS"), memory(&mock, "VmHWM"));
    println!(
        "{CALLS} calls over {CONNECTIONS} connections in {elapsed:.2?}, {} calls/s: \
         resident {} KiB before, {} KiB after, {} KiB at most",
        CALLS as u128 * 1_000 / elapsed.as_millis(),
        before >> 10,
        after >> 10,
        peak >> 10
    );
    assert!(peak <= MAX_AT_REST, "{peak} bytes");
}

/// Makes a call, in one of the four ways that there are for each of four pages, and returns
/// the id of the reply.
fn call_once(stream: &mut BufReader<TcpStream>, call: usize) -> String {
    let number = u32::try_from(call % 4 + 1).expect("it is small");
    let request = Request::new("cn-hangzhou")
        .with_page_size(PageSize::MAX)
        .with_page_number(PageNumber::new(number).expect("it is not 0"));
    let format = if call.is_multiple_of(3) { Format::Xml } else { Format::Json };
    let moment = Moment::at(now(), format!("nonce-{call}")).expect("a moment");
    let key = AccessKey::new("testid", "testsecret");
    let signed = if (call / 4).is_multiple_of(2) {
        request.sign_rpc(Method::Post, &key, moment, format)
    } else {
        request.sign_v3(Method::Get, "localhost", &key, moment, format)
    };
    stream.get_mut().write_all(to_http(&signed).as_bytes()).expect("it goes out");
    let Answer { status, body, .. } = read_answer(stream).expect("an answer");
    let reply = Reply::decode(format, &body).expect("a reply");
    let page = reply.into_result().expect("a page");
    assert_eq!((status, page.total_count, page.page_number), (200, 200, number));
    assert!(is_as_in_the_file(&page), "call {call}: {page:?}");
    page.request_id.into_owned()
}

fn to_http(signed: &SignedRequest) -> String {
    let mut call = format!("{} /?{} HTTP/1.1\r\n", signed.method(), signed.query());
    if signed.headers().all(|(name, _)| name != "host") {
        call.push_str("host: localhost\r\n");
    }
    for (name, value) in signed.headers() {
        write!(call, "{name}: {value}\r\n").expect("it is a string");
    }
    let body = signed.body();
    call + &format!("content-length: {}\r\n\r\n{body}", body.len())
}

struct Answer {
    status: u16,
    is_last: bool,
    body: String,
}

fn read_answer(stream: &mut BufReader<TcpStream>) -> io::Result<Answer> {
    let (mut head, mut length, mut is_last) = (String::new(), 0, false);
    while !head.ends_with("\r\n\r\n") {
        let start = head.len();
        if stream.read_line(&mut head)? == 0 {
            assert_eq!(head, "", "an answer that is cut off");
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        match head[start..].trim_end().split_once(": ") {
            Some(("content-length", value)) => length = value.parse().expect("a length"),
            Some(("connection", value)) => is_last = value == "close",
            _ => {}
        }
    }
    let status = head.get(9..12).and_then(|status| status.parse().ok()).expect("a status");
    let mut body = vec![0; length];
    stream.read_exact(&mut body).expect("a body");
    let body = String::from_utf8(body).expect("text");
    Ok(Answer { status, is_last, body })
}

/// Every connection is told that it ends, with the answer to its last call.
#[test]
fn a_signal_under_load_loses_no_call() {
    let mock = Running::start(&[]);
    let (is_used, used) = mpsc::channel();
    let threads: Vec<_> = (0..CONNECTIONS)
        .map(|_| (mock.connect(), is_used.clone()))
        .map(|(stream, is_used)| thread::spawn(move || call_until_told(stream, &is_used)))
        .collect();
    for _ in 0..CONNECTIONS {
        used.recv().expect("a connection is in use");
    }
    mock.signal("-TERM");
    for thread in threads {
        thread.join().expect("it goes well");
    }
    assert_eq!(mock.end().0, Some(0));
}

/// Makes calls until an answer says that it is the last. Only a connection that nothing comes
/// on is closed without such an answer.
fn call_until_told(stream: TcpStream, is_used: &Sender<()>) {
    let mut stream = BufReader::new(stream);
    for calls in 1.. {
        let answered = Instant::now();
        let sent = stream.get_mut().write_all(UNSIGNED);
        let idle = answered.elapsed();
        let answer = sent.and_then(|()| read_answer(&mut stream));
        match answer {
            Ok(answer) => {
                assert_eq!(answer.status, 400);
                if answer.is_last {
                    assert_eq!(stream.read(&mut [0; 16]).expect("the end"), 0);
                    return;
                }
            }
            // This thread had to wait for its turn.
            Err(_) if idle > Duration::from_millis(50) => return,
            Err(error) => panic!("{error} after {calls} calls"),
        }
        if calls == 10 {
            is_used.send(()).expect("the test waits for it");
        }
    }
}

/// Whether it has the instances that the fleet file has there.
fn is_as_in_the_file(page: &Page<'_>) -> bool {
    static FLEET: LazyLock<Vec<(String, String)>> =
        LazyLock::new(|| support::fleet("cn-hangzhou", None));
    let instances = page.instance_statuses.iter();
    let first = (page.page_number as usize - 1) * 50;
    let expected = FLEET[first..first + 50].iter();
    instances
        .map(|one| (&*one.instance_id, one.status.as_str()))
        .eq(expected.map(|(id, status)| (&**id, &**status)))
}

/// Requests that are as large, as broken or as long in coming as they can be: each connection
/// costs at most a head, a body, and as much again that is on its way from one to the other.
#[test]
fn hostile_requests_take_little_memory() {
    let most = MAX_AT_REST + CONNECTIONS as u64 * 3 * LIMIT as u64;
    let post = |rest: &str| format!("POST / HTTP/1.1\r\nHost: h\r\n{rest}");
    let chunks = "1\r\nx\r\n".repeat(LIMIT / 8);
    for (what, request) in [
        ("a body of one-byte chunks", post(&format!("Transfer-Encoding: chunked\r\n\r\n{chunks}"))),
        (
            "a body without its last byte",
            post(&format!("Content-Length: {LIMIT}\r\n\r\n{}", "x".repeat(LIMIT - 1))),
        ),
        ("a head without its end", post(&format!("x: {}", "x".repeat(LIMIT - 100)))),
        ("a head too large", post(&format!("x: {}\r\n\r\n", "x".repeat(2 * LIMIT)))),
        ("too many headers", post(&"x: y\r\n".repeat(LIMIT / 8))),
        ("calls without number", "GET / HTTP/1.1\r\nHost: h\r\n\r\n".repeat(LIMIT / 32)),
    ] {
        let mock = Running::start(&[]);
        let streams: Vec<TcpStream> = (0..CONNECTIONS).map(|_| mock.connect()).collect();
        for mut stream in &streams {
            stream.set_write_timeout(Some(Duration::from_millis(50))).expect("a time-out");
            // Who reads no answers is not read from either: not all of it may be taken.
            let _: io::Result<()> = stream.write_all(request.as_bytes());
        }
        drop(streams);
        serve_everyone(&mock);
        let peak = memory(&mock, "VmHWM");
        println!("{CONNECTIONS} times {what}: resident {} KiB at most", peak >> 10);
        assert!(peak <= most, "{what}: {peak} bytes");
    }
}

/// Calls from as many connections as are served at once: when the last is answered, nobody
/// else is served any more.
fn serve_everyone(mock: &Running) {
    let mut streams: Vec<_> = (0..256).map(|_| BufReader::new(mock.connect())).collect();
    for stream in &mut streams {
        stream.get_mut().write_all(UNSIGNED).expect("it goes out");
        // A debug build takes some microseconds for a chunk.
        stream.get_mut().set_read_timeout(Some(Duration::from_secs(60))).expect("a time-out");
    }
    for stream in &mut streams {
        let Answer { status, body, .. } = read_answer(stream).expect("an answer");
        assert!(status == 400 && body.contains("\"Code\":\"MissingParameter\""), "{body}");
    }
}

/// A line of the process's status, in bytes.
fn memory(mock: &Running, name: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", mock.id())).expect("a process");
    let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    let kibibytes = line.and_then(|line| line.trim().strip_suffix(" kB")).expect("a size");
    kibibytes.parse::<u64>().expect("a number") << 10
}
