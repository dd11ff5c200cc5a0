//! Clients that are slow, with less patience than the mock has.

#![expect(clippy::expect_used, reason = "a test that fails may panic")]

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc;
use std::thread::{self, JoinHandle};

use tokio::sync::oneshot;

use super::{Arc, Duration, Limits, Service, TcpListener, now, serve};
use crate::Options;

const CALL: &[u8] = b"GET / HTTP/1.1\r\nHost: h\r\n\r\n";
const SHORT: Duration = Duration::from_millis(500);

/// A mock that ends with it.
struct Running {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Running {
    fn start(limits: Limits) -> Self {
        let (stop, stopped) = oneshot::channel::<()>();
        let mut mock = Self::start_until(limits, move |_| stopped);
        mock.stop = Some(stop);
        mock
    }

    /// One that stops when what `stop` makes of its address is done.
    fn start_until<S: Future>(
        limits: Limits,
        stop: impl FnOnce(SocketAddr) -> S + Send + 'static,
    ) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.expect("a runtime");
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("a port");
        let address = listener.local_addr().expect("an address");
        let service = Arc::new(Service::new(Options::default(), None, now()));
        let thread = thread::spawn(move || {
            runtime.block_on(serve(listener, service, limits, stop(address)));
        });
        Self { address, stop: None, thread: Some(thread) }
    }

    fn connect(&self) -> TcpStream {
        connect(self.address)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            thread.join().expect("it ends");
        }
    }
}

fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).expect("a connection");
    stream.set_read_timeout(Some(Duration::from_secs(15))).expect("a time-out");
    stream
}

fn read_to_end(mut stream: TcpStream) -> String {
    let mut answers = String::new();
    stream.read_to_string(&mut answers).expect("the end");
    answers
}

/// Makes calls and reads no answer, until no more go out.
fn fill(stream: &mut TcpStream) {
    stream.set_write_timeout(Some(Duration::from_millis(300))).expect("a time-out");
    let calls = CALL.repeat(100);
    while stream.write_all(&calls).is_ok() {}
}

#[test]
fn a_client_that_never_reads_loses_its_place() {
    let limits = Limits { connections: 1, write_timeout: SHORT, ..Limits::STANDARD };
    let mock = Running::start(limits);
    let mut silent = mock.connect();
    fill(&mut silent);
    let mut other = mock.connect();
    other.write_all(CALL).expect("it goes out");
    let mut start = [0; b"HTTP/1.1 400".len()];
    other.read_exact(&mut start).expect("a place, and an answer");
    assert_eq!(start, *b"HTTP/1.1 400");
}

/// As a gateway does: who has begun is told, who has not is not.
#[test]
fn a_client_that_is_slow_is_told() {
    let mock = Running::start(Limits { read_timeout: SHORT, ..Limits::STANDARD });
    for (sent, statuses) in [
        ("", &[][..]),
        ("GET / HT", &["408"]),
        ("GET / HTTP/1.1\r\nHost: h\r\n", &["408"]),
        ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nRegi", &["408"]),
        ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nRe", &["408"]),
        ("GET / HTTP/1.1\r\nHost: h\r\n\r\n", &["400"]),
        ("GET / HTTP/1.1\r\nHost: h\r\n\r\nGET", &["400", "408"]),
    ] {
        let mut stream = mock.connect();
        stream.write_all(sent.as_bytes()).expect("it goes out");
        let answers = read_to_end(stream);
        let seen = answers.split("HTTP/1.1 ").skip(1).filter_map(|answer| answer.get(..3));
        assert!(seen.eq(statuses.iter().copied()), "{sent:?}: {answers:?}");
    }
}

/// Slow, but not for so long at a stretch that it would be given up.
#[test]
fn a_client_that_takes_its_time_is_answered() {
    let mock = Running::start(Limits { read_timeout: SHORT * 4, ..Limits::STANDARD });
    let mut stream = mock.connect();
    let call = b"POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 4\r\n\r\na=b&";
    for part in call.chunks(10) {
        stream.write_all(part).expect("it goes out");
        thread::sleep(Duration::from_millis(50));
    }
    let answer = read_to_end(stream);
    assert!(answer.contains("<Code>MissingParameter</Code>"), "{answer}");
}

/// They are in the sockets when the end comes, and the mock has not looked there since.
#[test]
fn the_last_calls_are_answered() {
    let (to_test, streams) = mpsc::channel();
    let mock = Running::start_until(Limits::STANDARD, move |address| async move {
        let mut open = connect(address);
        open.write_all(CALL).expect("it goes out");
        open.set_nonblocking(true).expect("it can be");
        let mut answer = [0; 4096];
        while open.read(&mut answer).is_err() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        open.set_nonblocking(false).expect("it can be");
        // From here to the end, nobody else runs on this thread.
        let mut waiting = connect(address);
        for stream in [&mut open, &mut waiting] {
            stream.write_all(CALL).expect("it goes out");
        }
        to_test.send([open, waiting]).expect("the test waits for them");
    });
    for stream in streams.recv().expect("two connections") {
        let answer = read_to_end(stream);
        assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
        assert!(answer.contains("\r\nconnection: close\r\n"), "{answer}");
        assert!(answer.ends_with("</Error>"), "{answer}");
    }
    drop(mock);
}
