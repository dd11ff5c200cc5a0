//! Many calls at once: none lost or wrong, memory within bounds, also when it is told to stop.
//!
//! ```text
//! CALLS_PER_CONNECTION=20000 cargo test --release -p axum-server --test load no_call
//! ```

#![cfg(target_os = "linux")]

mod support;

use std::io::{BufReader, Write as _};
use std::net::TcpStream;
use std::sync::mpsc::{self, Sender};
use std::thread;

use support::Server;
use support::load::{self, CONNECTIONS, read_answer};

/// How many bytes the server takes by itself, its threads and the database included.
const MAX_AT_REST: usize = 48 << 20;

#[test]
fn no_call_is_lost_or_wrong() {
    let server = Server::start("load");
    load::no_call_is_lost_or_wrong(&server.running, 3, MAX_AT_REST, |page| {
        assert_eq!(page.total_count, 120);
        let (first, number) = ((page.page_number as usize - 1) * 50, page.iter().len());
        assert_eq!(number, if first == 100 { 20 } else { 50 });
        let ids = (first..).map(|n| format!("i-bp{n:016}"));
        assert!(page.iter().zip(ids).all(|(one, id)| one.instance_id == *id), "{page:?}");
    });
}

/// Each call that the server has logged is answered. A connection on which it has read nothing
/// may be closed, which tells the client that its call was not made.
#[test]
fn a_signal_under_load_loses_no_call() {
    let server = Server::start("signal");
    let (is_used, used) = mpsc::channel();
    let threads: Vec<_> = (0..CONNECTIONS)
        .map(|_| (server.running.connect(), is_used.clone()))
        .map(|(stream, is_used)| thread::spawn(move || answers(stream, &is_used)))
        .collect();
    for _ in 0..CONNECTIONS {
        used.recv().expect("a connection is in use");
    }
    server.running.signal("-TERM");
    let answers: usize =
        threads.into_iter().map(|thread| thread.join().expect("it goes well")).sum();
    let Server { running, log, .. } = server;
    assert_eq!(running.end().0, Some(0));
    let log = std::fs::read_to_string(log).expect("a log");
    assert_eq!(log.matches("MissingParameter").count(), answers);
    assert!(log.contains("stopping") && !log.contains("cut off"), "{log}");
}

/// Makes calls until the connection ends, and returns how many were answered.
fn answers(stream: TcpStream, is_used: &Sender<()>) -> usize {
    let mut stream = BufReader::new(stream);
    for answered in 0.. {
        let call = b"GET /?Format=JSON HTTP/1.1\r\nHost: h\r\n\r\n";
        let sent = stream.get_mut().write_all(call);
        // It panics at half an answer.
        let Ok(answer) = sent.and_then(|()| read_answer(&mut stream)) else {
            return answered;
        };
        assert_eq!(answer.status, 400);
        if answered == 10 {
            is_used.send(()).expect("the test waits for it");
        }
    }
    0
}
