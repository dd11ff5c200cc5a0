//! Many calls at once, and many hostile ones: none lost or wrong, and memory within bounds.
//!
//! ```text
//! cargo test --release -p mock-endpoint --test load -- --nocapture
//! CALLS_PER_CONNECTION=20000 cargo test --release -p mock-endpoint --test load no_call
//! ```

#![cfg(target_os = "linux")]

mod support;

use std::io::{self, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::sync::LazyLock;
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::{Duration, Instant};

use aliyun_instance_status::Page;
use support::load::{self, Answer, CONNECTIONS, memory, read_answer};
use support::program::Running;

/// A call that is refused.
const UNSIGNED: &[u8] = b"GET /?Format=JSON HTTP/1.1\r\nHost: h\r\n\r\n";

/// How many bytes a head may have, and a body.
const LIMIT: usize = 128 * 1024;

/// How many bytes the mock takes by itself.
const MAX_AT_REST: usize = 16 << 20;

#[test]
fn no_call_is_lost_or_wrong() {
    let mock = Running::start(&[]);
    load::no_call_is_lost_or_wrong(&mock, 4, MAX_AT_REST, is_as_in_the_file);
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

/// It has the instances that the fleet file has there.
fn is_as_in_the_file(page: &Page<'_>) {
    static FLEET: LazyLock<Vec<(String, String)>> =
        LazyLock::new(|| support::fleet("cn-hangzhou", None));
    assert_eq!(page.total_count, 200);
    let first = (page.page_number as usize - 1) * 50;
    let expected = FLEET[first..first + 50].iter().map(|(id, status)| (&**id, &**status));
    let instances = page.iter().map(|one| (&*one.instance_id, one.status.as_str()));
    assert!(instances.eq(expected), "{page:?}");
}

/// Requests that are as large, as broken or as long in coming as they can be: each connection
/// costs at most a head, a body, and as much again that is on its way from one to the other.
#[test]
fn hostile_requests_take_little_memory() {
    let most = MAX_AT_REST + CONNECTIONS * 3 * LIMIT;
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
