//! Shows a reply of `DescribeInstanceStatus` as a table, turns it into the other format,
//! or says what each parameter of a request means.
//!
//! ```text
//! decode [--to json|xml [--pretty]] [FILE]
//! decode --query QUERY
//! ```
//!
//! FILE may be JSON or XML; `-`, or none at all, is standard input. What cannot be read is
//! refused with the place of the fault, `FILE:LINE:COLUMN` and the byte, and a caret under it.
//!
//! | exit code | when |
//! |--:|---|
//! | 0 | a page, a query, or `--help` |
//! | 1 | refused, misused, or the output cannot be written |
//! | 2 | an error reply |

// Both panic where the stream is closed or full.
#![deny(clippy::print_stdout, clippy::print_stderr)]

mod arguments;
mod fault;
mod query;
mod reply;
mod table;
#[cfg(test)]
mod tests;
mod visible;

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::process::ExitCode;

use aliyun_instance_status::{Format, Reply};
use arguments::{Help, Task};
use visible::visible;

/// More than any reply has: what never ends is refused instead of filling the memory.
const LONGEST_REPLY: u64 = 256 << 20;

fn main() -> ExitCode {
    let arguments = std::env::args_os().skip(1);
    let (mut input, mut output) = (io::stdin().lock(), BufWriter::new(io::stdout().lock()));
    decode(arguments, &mut input, &mut output, &mut io::stderr()).into()
}

/// The program, but for the process; gives its exit code.
fn decode(
    arguments: impl Iterator<Item = OsString>,
    input: &mut dyn Read,
    output: &mut dyn Write,
    errors: &mut dyn Write,
) -> u8 {
    let outcome = run(arguments, input, output).and_then(|code| match output.flush() {
        // A closed pipe is how `head` says that it has enough.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(unwritten(&error)),
        _ => Ok(code),
    });
    outcome.unwrap_or_else(|message| {
        // Where this cannot be said either, the exit code still is.
        _ = writeln!(errors, "{message}");
        1
    })
}

fn run(
    arguments: impl Iterator<Item = OsString>,
    input: &mut dyn Read,
    output: &mut dyn Write,
) -> Result<u8, String> {
    let (written, code) = match Task::parse(arguments)? {
        Task::Help => (write!(output, "{Help}"), 0),
        Task::Query(text) => (query::show(&text, output)?, 0),
        Task::Reply { file, to, is_pretty } => {
            let (name, body) = read(file.as_deref(), input)?;
            let reply = Reply::decode_any(&body)
                .map_err(|error| fault::report(&name, &body, error.offset(), &error))?;
            let written = match to {
                None => reply::show(&reply, output),
                Some(format) => {
                    let text = encode(&name, &reply, format, is_pretty)?;
                    writeln!(output, "{text}")
                }
            };
            (written, if matches!(reply, Reply::Page(_)) { 0 } else { 2 })
        }
    };
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(unwritten(&error)),
        _ => Ok(code),
    }
}

fn unwritten(error: &io::Error) -> String {
    format!("error: the output cannot be written: {error}")
}

/// The input with its name.
fn read(file: Option<&OsStr>, input: &mut dyn Read) -> Result<(String, Vec<u8>), String> {
    let mut body = Vec::new();
    let (name, outcome) = match file {
        None => ("<stdin>".into(), input.take(LONGEST_REPLY + 1).read_to_end(&mut body)),
        Some(file) => {
            let name = visible(&file.to_string_lossy()).into_owned();
            let outcome = File::open(file)
                .and_then(|file| file.take(LONGEST_REPLY + 1).read_to_end(&mut body));
            (name, outcome)
        }
    };
    match outcome {
        Err(error) => Err(format!("{name}: error: {error}")),
        Ok(length) if length as u64 > LONGEST_REPLY => {
            Err(format!("{name}: error: longer than {} MiB", LONGEST_REPLY >> 20))
        }
        Ok(_) => Ok((name, body)),
    }
}

fn encode(
    name: &str,
    reply: &Reply<'_>,
    format: Format,
    is_pretty: bool,
) -> Result<String, String> {
    match (format, is_pretty) {
        (Format::Json, false) => Ok(reply.to_json()),
        (Format::Json, true) => Ok(reply.to_json_pretty()),
        (Format::Xml, false) => reply.to_xml(),
        (Format::Xml, true) => reply.to_xml_pretty(),
    }
    .map_err(|error| format!("{name}: error: {error}"))
}
