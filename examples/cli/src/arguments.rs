//! What the command line asks for.

use std::ffi::OsString;
use std::fmt;

use aliyun_instance_status::Format;
use lexopt::{Arg, Parser, ValueExt as _};

use crate::failure::Failure;
use crate::visible::visible;
use crate::{decode, explain, query, sign, verify};

/// What there is to do.
pub(crate) enum Task {
    /// To print help, or the version.
    Print(&'static str),
    Decode(decode::Options),
    Sign(Box<sign::Options>),
    Query(OsString),
    Verify(verify::Options),
    Explain(explain::Options),
}

const HELP: &str = "\
Reads, signs, verifies and explains calls of DescribeInstanceStatus. It opens no
connection: curl does.

usage: instance-status COMMAND [ARGUMENTS]

  decode   show replies as tables, or turn them into the other format
  sign     print a signed call for `curl -K -`
  query    say what a query or a URL asks for, parameter by parameter
  verify   say whether the signature of a call holds
  explain  say why a call was refused, and what to do next

  -h, --help     this; of one command: `instance-status COMMAND --help`
  -V, --version  the version

example:
 instance-status sign --region cn-beijing | curl -isK - | instance-status decode

exit codes: 0 done
            1 refused, misused, or the output cannot be written
            2 an error reply, of `decode`
";

const VERSION: &str = concat!("instance-status ", env!("CARGO_PKG_VERSION"), "\n");

/// What is wrong with the arguments of a command.
pub(crate) struct Invalid(String);

impl Invalid {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl From<lexopt::Error> for Invalid {
    fn from(error: lexopt::Error) -> Self {
        Self(error.to_string())
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Reads the command line, without the program's name.
pub(crate) fn parse(words: impl Iterator<Item = OsString> + 'static) -> Result<Task, Failure> {
    let mut parser = Parser::from_args(words);
    let misuse = |error: lexopt::Error| Failure::misuse("", error);
    let command = match parser.next().map_err(misuse)? {
        None => return Err(Failure::misuse("", "no command")),
        Some(Arg::Short('h') | Arg::Long("help")) => return Ok(Task::Print(HELP)),
        Some(Arg::Short('V') | Arg::Long("version")) => return Ok(Task::Print(VERSION)),
        Some(Arg::Value(command)) => command,
        Some(option) => return Err(misuse(option.unexpected())),
    };
    match &*command.to_string_lossy() {
        "decode" => task("decode", decode::HELP, decode::Options::parse(&mut parser), Task::Decode),
        "sign" => task("sign", sign::HELP, sign::Options::parse(&mut parser), |options| {
            Task::Sign(Box::new(options))
        }),
        "query" => task("query", query::HELP, query::parse(&mut parser), Task::Query),
        "verify" => task("verify", verify::HELP, verify::Options::parse(&mut parser), Task::Verify),
        "explain" => {
            task("explain", explain::HELP, explain::Options::parse(&mut parser), Task::Explain)
        }
        "help" => Ok(Task::Print(HELP)),
        other => {
            let message = format!("no command {other}; to read a file: `instance-status decode`");
            Err(Failure::misuse("", message))
        }
    }
}

fn task<T>(
    command: &'static str,
    help: &'static str,
    parsed: Result<Option<T>, Invalid>,
    task: impl FnOnce(T) -> Task,
) -> Result<Task, Failure> {
    match parsed {
        Ok(Some(options)) => Ok(task(options)),
        Ok(None) => Ok(Task::Print(help)),
        Err(invalid) => Err(Failure::misuse(command, invalid)),
    }
}

/// The value of an option, as text.
pub(crate) fn text(parser: &mut Parser, option: &str) -> Result<String, Invalid> {
    let value = parser.value()?;
    value.string().map_err(|_| Invalid(format!("{option}: not UTF-8")))
}

/// The value of an option that is a format.
pub(crate) fn format(parser: &mut Parser, option: &str) -> Result<Format, Invalid> {
    let value = parser.value()?;
    let value = value.to_string_lossy();
    let invalid = |_| Invalid(format!("{option} {}: neither json nor xml", visible(&value)));
    value.parse().map_err(invalid)
}
