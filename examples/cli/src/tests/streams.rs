//! Input without end, streams that take nothing, and arguments that are no text.

use std::ffi::OsString;
use std::io::{self, Read, Write};

use super::{page, system};

/// The program with these streams; gives its exit code.
fn run(
    arguments: &[&str],
    input: &mut dyn Read,
    output: &mut dyn Write,
    errors: &mut dyn Write,
) -> u8 {
    let arguments: Vec<OsString> = arguments.iter().map(OsString::from).collect();
    crate::run(arguments.into_iter(), system(input, output, errors))
}

#[test]
fn input_without_end_is_refused() {
    for arguments in [&["decode"][..], &["query", "-"]] {
        let mut errors = Vec::new();
        let code = run(arguments, &mut io::repeat(b' '), &mut io::sink(), &mut errors);
        assert_eq!((code, &*errors), (1, &b"<stdin>: error: longer than 256 MiB\n"[..]));
    }
}

/// Takes nothing.
struct Broken(io::ErrorKind);

impl Write for Broken {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(self.0.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(self.0.into())
    }
}

#[test]
fn closed_and_full_streams_change_no_verdict() {
    let (full, closed) = (io::ErrorKind::StorageFull, io::ErrorKind::BrokenPipe);
    let page = page(&[("i-a", "Running")]);
    let long = super::page(&vec![("i-a", "Running"); 20_000]);
    let (decode, query) = (&["decode"][..], &["query", "-"][..]);
    for (arguments, input, output, code) in [
        (decode, "{", full, 1),
        (decode, &*page, closed, 0),
        (decode, &*long, closed, 0),
        (decode, r#"{"Code":"c"}"#, closed, 2),
        // What is not written is not there, whatever it was.
        (decode, &*page, full, 1),
        (decode, &*long, full, 1),
        (decode, r#"{"Code":"c"}"#, full, 1),
        (&["--help"], "", full, 1),
        (&["--help"], "", closed, 0),
        (query, "RegionId=a", closed, 0),
        (query, "RegionId=a", full, 1),
        (&["sign", "--region=a"], "", closed, 0),
        (&["sign", "--region=a"], "", full, 1),
        (&["sign", "--region=a", "--url"], "", full, 1),
    ] {
        let mut input = input.as_bytes();
        let exit = run(arguments, &mut input, &mut Broken(output), &mut Broken(full));
        assert_eq!(exit, code, "{arguments:?} {output}");
    }
}

#[test]
fn a_stream_that_cannot_be_read_is_named() {
    struct Unreadable;
    impl Read for Unreadable {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::ErrorKind::ConnectionReset.into())
        }
    }
    let mut errors = Vec::new();
    let code = run(&["decode"], &mut Unreadable, &mut io::sink(), &mut errors);
    assert_eq!((code, &*errors), (1, &b"<stdin>: error: connection reset\n"[..]));
    let mut errors = Vec::new();
    let code = run(&["query", "-"], &mut &b"RegionId=\xFF"[..], &mut io::sink(), &mut errors);
    assert_eq!((code, &*errors), (1, &b"<stdin>: error: not UTF-8 at byte 9\n"[..]));
}

#[cfg(unix)]
#[test]
fn names_and_queries_need_not_be_utf8() {
    use std::os::unix::ffi::OsStringExt as _;

    let odd = OsString::from_vec(b"\xFF\xFE.json".to_vec());
    let word = OsString::from;
    for (arguments, message) in [
        (vec![word("decode"), odd.clone()], "\u{FFFD}\u{FFFD}.json: error: No such file"),
        (
            vec![word("decode"), word("--to"), odd.clone()],
            "instance-status decode: --to \u{FFFD}\u{FFFD}.json: neither",
        ),
        (vec![word("query"), odd.clone()], "instance-status query: not UTF-8"),
        (vec![word("verify"), odd.clone()], "instance-status verify: not UTF-8"),
        (
            vec![word("sign"), word("--region"), odd.clone()],
            "instance-status sign: --region: not UTF-8",
        ),
        (vec![odd], "instance-status: no command \u{FFFD}\u{FFFD}.json"),
    ] {
        let mut errors = Vec::new();
        let (mut input, mut output) = (io::empty(), io::sink());
        let system = system(&mut input, &mut output, &mut errors);
        let code = crate::run(arguments.into_iter(), system);
        let errors = String::from_utf8(errors).expect("UTF-8");
        assert!(code == 1 && errors.starts_with(message), "{errors}");
    }
}
