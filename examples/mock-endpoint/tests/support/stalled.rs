//! Clients that stop in the middle of everything, many at once, beside one who does not. Other
//! servers' tests have this file too.

use std::io::{self, BufReader, Write as _};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use super::load::{call_once, memory};
use super::program::Running;

/// How many clients stall in each state.
const EACH: usize = 24;

/// How many of them make calls and read no answer: each takes a second to fill its socket.
const DEAF: usize = 2;

/// A call that is refused.
const UNSIGNED: &str = "GET /?Format=JSON HTTP/1.1\r\nHost: h\r\n\r\n";

/// Connections that are silent now, in every state that there is. Together they are fewer than
/// a server takes at once.
fn stall(server: &Running) -> Vec<TcpStream> {
    let body = "x".repeat(128 * 1024 - 1);
    let large = format!("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 131072\r\n\r\n{body}");
    let states = [
        "",
        "GET /?Regi",
        "GET / HTTP/1.1\r\nHost: h\r\nx-acs-",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nRegi",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        &large,
        // Answered, and then nothing.
        UNSIGNED,
    ];
    // First, since it takes a while.
    let deaf: Vec<_> =
        (0..DEAF).map(|_| server.connect()).map(|stream| thread::spawn(|| fill(stream))).collect();
    let mut streams: Vec<_> =
        deaf.into_iter().map(|thread| thread.join().expect("it goes well")).collect();
    for state in states {
        for _ in 0..EACH {
            let mut stream = server.connect();
            stream.write_all(state.as_bytes()).expect("it goes out");
            streams.push(stream);
        }
    }
    streams
}

/// Makes calls and reads no answer, until no more go out.
fn fill(mut stream: TcpStream) -> TcpStream {
    stream.set_write_timeout(Some(Duration::from_millis(300))).expect("a time-out");
    let calls = UNSIGNED.repeat(100);
    while stream.write_all(calls.as_bytes()).is_ok() {}
    stream
}

/// While they stall, calls for one of so many pages are answered, and the server takes no more
/// than `most` bytes. Then it is told to stop, and does not wait for them for ever.
pub(crate) fn hold_nobody_up(server: Running, pages: u32, most: usize) {
    let stalled = stall(&server);
    let started = Instant::now();
    let mut stream = BufReader::new(server.connect());
    for call in 0..50 {
        call_once(&mut stream, call, pages, |page| assert!(page.total_count > 100));
    }
    let (elapsed, peak) = (started.elapsed(), memory(&server, "VmHWM"));
    println!(
        "{} connections stall, 50 calls take {elapsed:.2?}: resident {} KiB at most",
        stalled.len(),
        peak >> 10
    );
    assert!(peak <= most, "{peak} bytes");
    assert!(stalled.iter().all(is_open), "they still stall");
    server.signal("-TERM");
    assert_eq!(server.end().0, Some(0));
}

fn is_open(stream: &TcpStream) -> bool {
    stream.set_nonblocking(true).expect("it can be");
    let read = stream.peek(&mut [0]);
    read.map_or_else(|error| error.kind() == io::ErrorKind::WouldBlock, |length| length > 0)
}
