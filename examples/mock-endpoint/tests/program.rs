//! The program: its arguments, and how it stops.

mod support;

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::process::Output;
use std::thread;
use std::time::{Duration, Instant};

use mock_endpoint::Options;
use support::program::{Running, TIMEOUT, command};

#[test]
fn arguments() {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    let Output { status, stdout, stderr } = command(&["--help"]).output().expect("it runs");
    assert!(status.success() && text(stdout).contains("\nUsage: ") && stderr.is_empty());
    for (arguments, why) in [
        (&["--nothing"][..], "argument 1 is not an option; see --help"),
        (&["--port", "0", "--secrethunter2"], "argument 3 is not an option; "),
        (&["--hunter2=hunter2"], "argument 1 is not an option; "),
        (&["--access-key-id", "a", "hunter2"], "argument 3 is not an option; "),
        (&["--port"], "--port wants a value"),
        (&["--port=65536"], "--port wants a number from 0 to 65535"),
        (&["--port", "65536"], "--port wants a number from 0 to 65535"),
        (&["--port", "hunter2"], "--port wants a number from 0 to 65535"),
        (&["--latency", "hunter2"], "--latency wants a number of milliseconds"),
        (&["--throttle", "0"], "--throttle wants a number from 1"),
        (&["--gateway-error=hunter2"], "--gateway-error wants a number from 1"),
        (&["--lose-reply", "-1"], "--lose-reply wants a number from 1"),
        (&["--throttling=hunter2"], "--throttling wants retry-after, unavailable, rate-limit or"),
        (&["--unsigned=hunter2"], "--unsigned takes no value"),
        (&["--unsigned", "hunter2"], "argument 2 is not an option; "),
        (&["--fleet", "hunter2"], "--fleet: the file cannot be read: "),
        (&["--fleet", "README.md"], "the fleet file: expected value at line 1"),
    ] {
        let Output { status, stdout, stderr } = command(arguments).output().expect("it runs");
        let stderr = text(stderr);
        assert!(status.code() == Some(1) && stdout.is_empty(), "{arguments:?}");
        assert!(stderr.starts_with("mock-endpoint: ") && stderr.contains(why), "{stderr}");
        assert!(!stderr.contains("hunter2"), "{stderr}");
    }
}

/// The options that the help has are those of the README's table, with a field of `Options`.
#[test]
fn options_are_documented() {
    let Output { stdout, .. } = command(&["--help"]).output().expect("it runs");
    let help = String::from_utf8(stdout).expect("text");
    let word = |line: &str| line.split([' ', '`']).next().unwrap_or_default().to_owned();
    let helped = help.lines().filter_map(|line| line.strip_prefix("  --")).map(word);
    let mut helped: Vec<String> = helped.filter(|name| name != "help").collect();
    let rows = include_str!("../README.md").lines().filter_map(|line| line.strip_prefix("| `--"));
    let mut told: Vec<String> = rows.clone().map(word).collect();
    helped.sort();
    told.sort();
    assert_eq!(told, helped);
    let options = format!("{:?}", Options::default());
    for row in rows {
        let field = format!("| `{}` |", word(row).replace('-', "_"));
        assert!(row.contains(&field), "{row}");
        let field = format!(" {}: ", word(row).replace('-', "_"));
        assert!(options.contains(&field), "{field}");
    }
}

#[test]
fn a_value_may_follow_its_option_with_an_equals_sign() {
    let program = Running::start(&["--secret=a=b", "--port=0", "--latency", "0"]);
    assert!(program.get("/", "").contains("<Code>MissingParameter</Code>"));
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_not_utf8_is_not_shown() {
    use std::os::unix::ffi::OsStrExt as _;

    let bad = std::ffi::OsStr::from_bytes(b"hunter2\xFF");
    let joined = std::ffi::OsStr::from_bytes(b"--secret=hunter2\xFF");
    for (arguments, why) in [
        (&["--secret".as_ref(), bad][..], "the value of --secret is not UTF-8"),
        (&[joined], "argument 1 is not an option"),
    ] {
        let output = command(&[]).args(arguments).output().expect("it runs");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1));
        assert!(stderr.contains(why) && !stderr.contains("hunter2"), "{stderr}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_fleet_file_that_never_ends_is_an_error() {
    let output = command(&["--fleet", "/dev/zero"]).output().expect("it runs");
    assert_eq!(output.status.code(), Some(1));
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(stderr, "mock-endpoint: --fleet wants a file of at most 64 MiB\n");
}

#[cfg(unix)]
#[test]
fn a_taken_port_is_an_error() {
    let first = Running::start(&[]);
    let port = first.address.rsplit_once(':').expect("a port").1;
    let Output { status, stderr, .. } = command(&["--port", port]).output().expect("it runs");
    let stderr = String::from_utf8(stderr).expect("text");
    assert_eq!(status.code(), Some(1));
    assert!(stderr.starts_with(&format!("mock-endpoint: 127.0.0.1:{port}: ")), "{stderr}");
}

/// The call is under way when the signal comes: its head is read, its body is not.
#[cfg(unix)]
#[test]
fn a_signal_lets_calls_under_way_end() {
    let program = Running::start(&["--latency", "50"]);
    let mut stream = program.connect();
    let head = b"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 11\r\nExpect: 100-continue\r\n\r\n";
    stream.write_all(head).expect("it goes out");
    let mut go_on = [0; b"HTTP/1.1 100 Continue\r\n\r\n".len()];
    stream.read_exact(&mut go_on).expect("an invitation");
    assert_eq!(go_on, *b"HTTP/1.1 100 Continue\r\n\r\n");

    program.signal("-TERM");
    let deadline = Instant::now() + TIMEOUT;
    while TcpStream::connect(&program.address).is_ok() {
        assert!(Instant::now() < deadline, "it still takes calls");
        thread::sleep(Duration::from_millis(10));
    }
    stream.write_all(b"RegionId=ab").expect("it goes out");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    assert!(answer.contains("<Code>MissingParameter</Code>"), "{answer}");
    assert_eq!(program.end().0, Some(0));
}

/// What was sent before the signal is answered: on a connection that is open, and on one that
/// nobody has accepted yet. An answer after the signal says that it is the last, since what is
/// in the socket behind its call is not answered.
#[cfg(unix)]
#[test]
fn a_signal_lets_requests_in_a_socket_be_answered() {
    const CALL: &str = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
    // So that every answer comes after the signal.
    let program = Running::start(&["--latency", "300"]);
    let mut open: Vec<TcpStream> = (0..20).map(|_| program.connect()).collect();
    for stream in &mut open {
        stream.write_all(CALL.as_bytes()).expect("it goes out");
    }
    for stream in &mut open {
        let mut part = [0; 4096];
        let length = stream.read(&mut part).expect("an answer");
        let answer = String::from_utf8_lossy(&part[..length]);
        assert!(answer.ends_with("</Error>") && !answer.contains("connection: close"), "{answer}");
    }
    let (idle, used) = open.split_at_mut(5);
    program.signal("-STOP");
    for (place, stream) in used.iter_mut().enumerate() {
        let calls = CALL.repeat(if place % 2 == 0 { 1 } else { 500 });
        stream.write_all(calls.as_bytes()).expect("it goes out");
    }
    let mut unaccepted: Vec<TcpStream> = (0..20).map(|_| program.connect()).collect();
    for stream in &mut unaccepted {
        stream.write_all(CALL.as_bytes()).expect("it goes out");
    }
    program.signal("-TERM");
    program.signal("-CONT");
    for stream in used.iter_mut().chain(&mut unaccepted) {
        let mut answers = String::new();
        stream.read_to_string(&mut answers).expect("an answer, and the end");
        assert!(answers.starts_with("HTTP/1.1 400 "), "{answers}");
        assert!(answers.contains("\r\nconnection: close\r\n"), "{answers}");
        assert!(answers.ends_with("</Error>"), "{answers}");
        assert_eq!(answers.matches("HTTP/1.1 ").count(), 1, "{answers}");
    }
    for stream in idle {
        assert_eq!(stream.read(&mut [0; 16]).expect("the end"), 0);
    }
    assert_eq!(program.end().0, Some(0));
}
