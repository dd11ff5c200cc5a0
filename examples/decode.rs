//! Shows a reply of `DescribeInstanceStatus`, or turns it into the other format.
//!
//! ```text
//! decode [--to json|xml] [--pretty] [FILE]
//! ```
//!
//! Reads FILE, or standard input, tells JSON from XML by itself, and prints a
//! table of the page or the error reply. On bad input it says what is wrong,
//! shows the line with a caret under the byte, and exits with 1.

use std::fmt::Write as _;
use std::io::{self, Read as _, Write as _};
use std::process::ExitCode;
use std::{env, fs};

use aliyun_instance_status::{DecodeError, ErrorResponse, Format, Reply, Response};

/// What the command line asks for.
#[derive(Default)]
struct Options {
    to: Option<Format>,
    pretty: bool,
    file: Option<String>,
}

fn main() -> ExitCode {
    match run() {
        Ok(output) => match io::stdout().write_all(output.as_bytes()) {
            // A closed pipe is how `head` says that it has enough.
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => fail(&error.to_string()),
            _ => ExitCode::SUCCESS,
        },
        Err(message) => fail(&message),
    }
}

fn fail(message: &str) -> ExitCode {
    eprintln!("{message}");
    ExitCode::FAILURE
}

fn run() -> Result<String, String> {
    let options = options(env::args().skip(1))?;
    let body = match &options.file {
        Some(file) => fs::read(file).map_err(|error| format!("{file}: {error}"))?,
        None => {
            let mut body = Vec::new();
            io::stdin().read_to_end(&mut body).map_err(|error| error.to_string())?;
            body
        }
    };
    // What begins like neither is refused as JSON, at its first byte.
    let format = Format::detect(&body).unwrap_or(Format::Json);
    let reply = Reply::decode(format, &body).map_err(|error| explain(&body, error))?;
    let mut output = match (options.to, options.pretty) {
        (None, _) => show(&reply),
        (Some(Format::Json), false) => reply.to_json(),
        (Some(Format::Json), true) => reply.to_json_pretty(),
        (Some(Format::Xml), false) => reply.to_xml().map_err(|error| format!("error: {error}"))?,
        (Some(Format::Xml), true) => {
            reply.to_xml_pretty().map_err(|error| format!("error: {error}"))?
        }
    };
    output.push('\n');
    Ok(output)
}

fn options(mut arguments: impl Iterator<Item = String>) -> Result<Options, String> {
    const USAGE: &str = "usage: decode [--to json|xml] [--pretty] [FILE]";
    let mut options = Options::default();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--to" => {
                let format = arguments.next().and_then(|format| format.parse().ok());
                options.to = Some(format.ok_or(USAGE)?);
            }
            "--pretty" => options.pretty = true,
            "-" if options.file.is_none() => {}
            file if !file.starts_with('-') && options.file.is_none() => {
                options.file = Some(argument);
            }
            _ => return Err(USAGE.into()),
        }
    }
    if options.pretty && options.to.is_none() {
        return Err(USAGE.into());
    }
    Ok(options)
}

fn show(reply: &Reply<'_>) -> String {
    match reply {
        Reply::Response(page) => show_page(page),
        Reply::Error(error) => show_error(error),
    }
}

fn show_page(page: &Response<'_>) -> String {
    let ids = page.instance_statuses.iter().map(|instance| instance.instance_id.chars().count());
    let width = ids.max().unwrap_or(0).max("INSTANCE".len());
    let mut table = format!("{:width$}  STATUS\n", "INSTANCE");
    for instance in &page.instance_statuses {
        _ = writeln!(
            table,
            "{:width$}  {}",
            visible(&instance.instance_id),
            visible(instance.status.as_str())
        );
    }
    let Response { page_number, page_size, total_count, request_id, .. } = page;
    _ = write!(
        table,
        "\n{} of {total_count} instances, page {page_number} of {page_size} a page, request {}",
        page.instance_statuses.len(),
        visible(request_id),
    );
    table
}

fn show_error(error: &ErrorResponse<'_>) -> String {
    let mut text = visible(&error.to_string());
    if let Some(status) = error.code.http_status() {
        _ = write!(text, "\nHTTP status {status}");
    }
    if error.code.is_retryable() {
        text.push_str("\nthe call may be made again");
    }
    if let Some(recommend) = &error.recommend {
        _ = write!(text, "\nsee {}", visible(recommend));
    }
    text
}

/// A string that can't steer the terminal.
fn visible(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// The error, and the line of the body with a caret under the byte.
fn explain(body: &[u8], error: DecodeError) -> String {
    /// How much of a long line is shown on each side of the byte.
    const CONTEXT: usize = 60;
    let (before, after) = body.split_at(error.offset().min(body.len()));
    let line_number = before.split(|&byte| byte == b'\n').count();
    let before = before.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
    let after = after.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let before = visible(&String::from_utf8_lossy(&before[before.len().saturating_sub(CONTEXT)..]));
    let after = visible(&String::from_utf8_lossy(&after[..after.len().min(CONTEXT)]));
    let margin = format!("{line_number} | ");
    let caret = " ".repeat(margin.chars().count() + before.chars().count());
    format!("error: {error}\n{margin}{before}{after}\n{caret}^")
}
