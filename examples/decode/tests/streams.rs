//! Input without end, streams that take nothing, and arguments that are no text.

use std::io::{self, Write};

use super::page;
use crate::decode;

#[test]
fn input_without_end_is_refused() {
    let mut errors = Vec::new();
    let code = decode(std::iter::empty(), &mut io::repeat(b' '), &mut io::sink(), &mut errors);
    assert_eq!((code, &*errors), (1, &b"<stdin>: error: longer than 256 MiB\n"[..]));
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
    for (input, output, code) in [
        ("{", full, 1),
        (&*page, closed, 0),
        (r#"{"Code":"c"}"#, closed, 2),
        // What is not written is not there, whatever it was.
        (&*page, full, 1),
        (r#"{"Code":"c"}"#, full, 1),
    ] {
        let arguments = std::iter::empty();
        let mut input = input.as_bytes();
        let exit = decode(arguments, &mut input, &mut Broken(output), &mut Broken(full));
        assert_eq!(exit, code, "{output}");
    }
}

#[cfg(unix)]
#[test]
fn names_and_queries_need_not_be_utf8() {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt as _;

    let odd = OsString::from_vec(b"\xFF\xFE.json".to_vec());
    for (arguments, message) in [
        (vec![odd.clone()], "\u{FFFD}\u{FFFD}.json: error: No such file"),
        (vec!["--to".into(), odd.clone()], "decode: --to \u{FFFD}\u{FFFD}.json: neither"),
        (vec!["--query".into(), odd], "decode: --query: not UTF-8"),
    ] {
        let mut errors = Vec::new();
        let code = decode(arguments.into_iter(), &mut io::empty(), &mut io::sink(), &mut errors);
        let errors = String::from_utf8(errors).expect("UTF-8");
        assert!(code == 1 && errors.starts_with(message), "{errors}");
    }
}
