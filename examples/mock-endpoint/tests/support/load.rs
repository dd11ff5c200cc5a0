//! Many calls at once, over connections of HTTP/1, to a server that is a process. Other
//! servers' tests have this file too.

#![allow(dead_code, reason = "not every test needs every helper")]

use std::collections::HashSet;
use std::fmt::Write as _;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Instant, SystemTime, UNIX_EPOCH};
use std::{env, fs, thread};

use aliyun_instance_status::sign::{AccessKey, Method, Moment, SignedRequest};
use aliyun_instance_status::{Format, Page, PageNumber, PageSize, Reply, Request};

use super::program::Running;

pub(crate) const CONNECTIONS: usize = 64;

/// How many bytes a server may take for each call: it remembers the nonce.
const MAX_PER_CALL: usize = 128;

/// How many calls there are over all connections. `CALLS_PER_CONNECTION` asks for more.
fn calls() -> usize {
    let wanted = env::var("CALLS_PER_CONNECTION").ok();
    let wanted = wanted.map(|calls| calls.parse::<usize>().expect("a number"));
    wanted.map_or(20_000, |calls| calls * CONNECTIONS)
}

/// Makes calls for so many pages of `cn-hangzhou`, in turn. Each is answered, has an id of its
/// own and is as `check` wants it, and the server takes no more memory than `at_rest` and what
/// the nonces take.
pub(crate) fn no_call_is_lost_or_wrong(
    server: &Running,
    pages: u32,
    at_rest: usize,
    check: fn(&Page<'_>),
) {
    let (calls, before, started) = (calls(), memory(server, "VmRSS"), Instant::now());
    let threads: Vec<_> = (0..CONNECTIONS)
        .map(|connection| {
            let stream = server.connect();
            thread::spawn(move || {
                let mut stream = BufReader::new(stream);
                let mine = (connection..calls).step_by(CONNECTIONS);
                mine.map(|call| call_once(&mut stream, call, pages, check)).collect::<Vec<_>>()
            })
        })
        .collect();
    let ids: Vec<String> =
        threads.into_iter().flat_map(|thread| thread.join().expect("it goes well")).collect();
    let elapsed = started.elapsed();
    assert_eq!(ids.len(), calls);
    assert_eq!(ids.into_iter().collect::<HashSet<_>>().len(), calls, "each has an id of its own");
    let (after, peak) = (memory(server, "VmRSS"), memory(server, "VmHWM"));
    println!(
        "{calls} calls over {CONNECTIONS} connections in {elapsed:.2?}, {} calls/s: \
         resident {} KiB before, {} KiB after, {} KiB at most",
        calls as u128 * 1_000 / elapsed.as_millis(),
        before >> 10,
        after >> 10,
        peak >> 10
    );
    assert!(peak <= at_rest + calls * MAX_PER_CALL, "{peak} bytes");
}

/// Makes a call, in one of the four ways that there are for each page, and returns the id of
/// the reply.
pub(crate) fn call_once(
    stream: &mut BufReader<TcpStream>,
    call: usize,
    pages: u32,
    check: fn(&Page<'_>),
) -> String {
    let call = u32::try_from(call).expect("they are fewer");
    let number = call % pages + 1;
    let request = Request::new("cn-hangzhou")
        .with_page_size(PageSize::MAX)
        .with_page_number(PageNumber::new(number).expect("it is not 0"));
    let format = if call.is_multiple_of(7) { Format::Xml } else { Format::Json };
    let moment = Moment::at(now(), format!("nonce-{call}")).expect("a moment");
    let key = AccessKey::new("testid", "testsecret");
    let signed = if (call / pages).is_multiple_of(2) {
        request.sign_rpc(Method::Post, &key, moment, format)
    } else {
        request.sign_v3(Method::Get, "localhost", &key, moment, format)
    };
    stream.get_mut().write_all(to_http(&signed).as_bytes()).expect("it goes out");
    let Answer { status, body, .. } = read_answer(stream).expect("an answer");
    let reply = Reply::decode(format, &body).expect("a reply");
    let page = reply.into_result().expect("a page");
    assert_eq!((status, page.page_number), (200, number));
    check(&page);
    page.request_id.into_owned()
}

pub(crate) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs()
}

pub(crate) fn to_http(signed: &SignedRequest) -> String {
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

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) is_last: bool,
    pub(crate) body: String,
}

pub(crate) fn read_answer(stream: &mut BufReader<TcpStream>) -> io::Result<Answer> {
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

/// A line of the process's status, in bytes.
pub(crate) fn memory(server: &Running, name: &str) -> usize {
    let status = fs::read_to_string(format!("/proc/{}/status", server.id())).expect("a process");
    let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    let kibibytes = line.and_then(|line| line.trim().strip_suffix(" kB")).expect("a size");
    kibibytes.parse::<usize>().expect("a number") << 10
}
