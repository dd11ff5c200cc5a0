//! What the command line asks for.

use std::ffi::OsString;
use std::fmt;

use aliyun_instance_status::Format;

use crate::visible::visible;

/// What there is to do.
pub(crate) enum Task {
    Help,
    Query(String),
    /// To show a reply, or to write it in a format. Without a file it comes from standard
    /// input.
    Reply {
        file: Option<OsString>,
        to: Option<Format>,
        is_pretty: bool,
    },
}

/// What `--help` says.
pub(crate) struct Help;

impl fmt::Display for Help {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "\
Shows a reply of DescribeInstanceStatus as a table, turns it into the other
format, or says what each parameter of a request means.

usage: decode [--to json|xml [--pretty]] [FILE]
       decode --query QUERY

  FILE           a reply, JSON or XML; `-`, or none at all: standard input
  --to FORMAT    write the reply as `json` or `xml`
  --pretty       with indentation
  --query QUERY  the query of a request, or its URL
  -h, --help     this

exit codes: 0 a page, a query, or this
            1 refused, misused, or the output cannot be written
            2 an error reply
",
        )
    }
}

impl Task {
    /// Reads the command line, without the program's name.
    pub(crate) fn parse(mut words: impl Iterator<Item = OsString>) -> Result<Self, String> {
        let (mut file, mut to, mut is_pretty, mut query) = (None, None, false, None);
        let mut options_end = false;
        while let Some(word) = words.next() {
            let text = word.to_str();
            match text.filter(|_| !options_end).unwrap_or("") {
                "-h" | "--help" => return Ok(Self::Help),
                "--" => options_end = true,
                "--pretty" => is_pretty = true,
                "--to" => to = Some(format(words.next())?),
                "--query" => query = Some(query_text(words.next())?),
                option if option.starts_with('-') && option != "-" => {
                    return Err(misuse(&format!("unknown option {}", visible(option))));
                }
                _ if file.is_some() => return Err(misuse("more than one FILE")),
                _ => file = Some(word),
            }
        }
        match query {
            None if is_pretty && to.is_none() => Err(misuse("--pretty without --to")),
            None => Ok(Self::Reply { file: file.filter(|file| file != "-"), to, is_pretty }),
            Some(_) if file.is_some() || to.is_some() || is_pretty => {
                Err(misuse("--query goes with nothing else"))
            }
            Some(query) => Ok(Self::Query(query)),
        }
    }
}

fn format(word: Option<OsString>) -> Result<Format, String> {
    let word = word.ok_or_else(|| misuse("--to without a format"))?;
    let word = word.to_string_lossy();
    word.parse().map_err(|_| misuse(&format!("--to {}: neither json nor xml", visible(&word))))
}

fn query_text(word: Option<OsString>) -> Result<String, String> {
    let word = word.ok_or_else(|| misuse("--query without a query"))?;
    word.into_string().map_err(|_| misuse("--query: not UTF-8"))
}

fn misuse(message: &str) -> String {
    format!("decode: {message}\ntry `decode --help`")
}
