//! `decode`: shows replies as tables, or turns them into a format.

use std::ffi::OsString;
use std::io::Write as _;

use aliyun_instance_status::{Format, Reply};
use lexopt::{Arg, Parser};

use crate::advice::advice;
use crate::arguments::{self, Invalid};
use crate::failure::Failure;
use crate::fault;
use crate::hint;
use crate::http_message::HttpMessage;
use crate::input::{self, Input};
use crate::reply::{self, Style};
use crate::system::System;

pub(crate) const HELP: &str = "\
Shows replies of DescribeInstanceStatus as tables, or turns them into the other
format. What cannot be read is refused with its place, FILE:LINE:COLUMN, and a
caret under it.

usage: instance-status decode [OPTIONS] [FILE|-]...

  FILE         a reply, JSON or XML, also with its HTTP headers as `curl -i`
               prints them; `-`, or no file at all: standard input
  --to FORMAT  write the reply as `json` or `xml`
  --pretty     with indentation
  --show       show what is hidden of an error reply: the echo of a signed call,
               which may hold a token
  -h, --help   this

example:
 instance-status decode --to xml --pretty examples/page.json

exit codes: 0 pages
            1 refused, misused, or the output cannot be written
            2 an error reply
";

/// What `decode` is asked for.
pub(crate) struct Options {
    files: Vec<OsString>,
    to: Option<Format>,
    is_pretty: bool,
    is_whole: bool,
}

impl Options {
    /// Reads the command line; `None` asks for help.
    pub(crate) fn parse(parser: &mut Parser) -> Result<Option<Self>, Invalid> {
        let (mut files, mut to, mut is_pretty, mut is_whole) = (Vec::new(), None, false, false);
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Short('h') | Arg::Long("help") => return Ok(None),
                Arg::Long("to") => to = Some(arguments::format(parser, "--to")?),
                Arg::Long("pretty") => is_pretty = true,
                Arg::Long("show") => is_whole = true,
                Arg::Value(file) => files.push(file),
                other => return Err(other.unexpected().into()),
            }
        }
        if is_pretty && to.is_none() {
            return Err(Invalid::new("--pretty without --to"));
        }
        if files.is_empty() {
            files.push("-".into());
        }
        Ok(Some(Self { files, to, is_pretty, is_whole }))
    }
}

/// Decodes each file, those behind a refused one too.
pub(crate) fn run(options: &Options, system: &mut System<'_>) -> Result<u8, Failure> {
    let [file] = &*options.files else { return run_all(options, system) };
    let input = input::read(file, system)?;
    decode(&input, options, "", system)
}

fn run_all(options: &Options, system: &mut System<'_>) -> Result<u8, Failure> {
    let mut codes = Vec::new();
    for file in &options.files {
        // What a program reads on has no headings.
        let is_first = codes.iter().all(|code| *code == 1);
        let heading = match options.to {
            Some(_) => "",
            None if is_first => "==> ",
            None => "\n==> ",
        };
        let decoded =
            input::read(file, system).and_then(|input| decode(&input, options, heading, system));
        codes.push(match decoded {
            Err(failure @ Failure::Refused(_)) => {
                system.complain(&failure);
                1
            }
            decoded => decoded?,
        });
    }
    // One refused file tells the most, then an error reply.
    Ok([1, 2].into_iter().find(|code| codes.contains(code)).unwrap_or(0))
}

fn decode(
    input: &Input,
    options: &Options,
    heading: &str,
    system: &mut System<'_>,
) -> Result<u8, Failure> {
    let message = HttpMessage::reply(&input.bytes);
    let reply = read(input, &message)?;
    if !heading.is_empty() {
        writeln!(system.output, "{heading}{} <==", input.name)?;
    }
    if let Some(format) = options.to {
        let text = encode(&input.name, &reply, format, options.is_pretty)?;
        writeln!(system.output, "{text}")?;
    } else {
        let style = Style { has_colors: system.has_colors, is_whole: options.is_whole };
        reply::show(&reply, &message, style, &mut system.output)?;
    }
    match reply {
        Reply::Page(_) => Ok(0),
        reply @ Reply::Error(_) => {
            if let (None, Some(advice)) = (options.to, advice(&message, &Ok(reply))) {
                writeln!(system.output, "{advice}")?;
            }
            Ok(2)
        }
    }
}

/// Reads the reply that is the body of a message, and says of one that is none what it may be.
pub(crate) fn read<'a>(input: &Input, message: &HttpMessage<'a>) -> Result<Reply<'a>, Failure> {
    let Input { name, bytes } = input;
    if let Some((what, hint)) = hint::of_encoding(message.body) {
        return Err(Failure::Refused(format!("{name}: error: {what}\nhint: {hint}")));
    }
    let reply = Reply::decode_any(message.body);
    let error = match reply {
        Ok(reply) => return Ok(reply),
        Err(error) => error,
    };
    // Counted from the start of the file, head and all, as editors do.
    let at = message.body_at.saturating_add(error.offset());
    let what = format!("{} at byte {at}", error.kind());
    let mut lines = vec![fault::report(name, bytes, at, &what)];
    lines.extend(hint::of_body(message.body, &error).map(|hint| format!("hint: {hint}")));
    lines.extend(error.misspelt_at().map(|misspelt| {
        let (member, at) =
            (hint::name_at(message.body, misspelt), message.body_at.saturating_add(misspelt));
        format!("hint: {member} at byte {at} is a misspelling of it")
    }));
    if let Some(status) = message.status() {
        let advice = advice(message, &reply).map(|advice| format!(": {advice}"));
        lines.push(format!("HTTP status {status}{}", advice.unwrap_or_default()));
    }
    Err(Failure::Refused(lines.join("\n")))
}

fn encode(
    name: &str,
    reply: &Reply<'_>,
    format: Format,
    is_pretty: bool,
) -> Result<String, Failure> {
    match (format, is_pretty) {
        (Format::Json, false) => Ok(reply.to_json()),
        (Format::Json, true) => Ok(reply.to_json_pretty()),
        (Format::Xml, false) => reply.to_xml(),
        (Format::Xml, true) => reply.to_xml_pretty(),
    }
    .map_err(|error| Failure::Refused(format!("{name}: error: {error}")))
}
