//! `instance-status`: reads, signs, verifies and explains calls of `DescribeInstanceStatus`.
//!
//! ```text
//! instance-status sign --region cn-hangzhou | curl -isK - | instance-status decode
//! ```
//!
//! It reads and writes files and streams, and opens no connection: `curl` does.
//!
//! | exit code | when |
//! |--:|---|
//! | 0 | done: a page, a query, a signature that holds, an explanation, `--help` |
//! | 1 | refused, misused, or the output cannot be written |
//! | 2 | `decode`: an error reply |

// Both panic where the stream is closed or full.
#![deny(clippy::print_stdout, clippy::print_stderr)]
#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

mod advice;
mod arguments;
mod credentials;
mod curl_config;
mod decode;
mod explain;
mod failure;
mod fault;
mod hint;
mod http_message;
mod input;
mod output;
mod parameter;
mod query;
mod reply;
mod sent;
mod sign;
mod signature;
mod system;
mod table;
#[cfg(test)]
mod tests;
mod url;
mod verify;
mod visible;

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::process::ExitCode;

use arguments::Task;
use failure::Failure;
use system::System;

fn main() -> ExitCode {
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    let mut errors = io::stderr();
    let system = System::of_process(&mut input, &mut output, &mut errors);
    run(std::env::args_os().skip(1), system).into()
}

/// The program, but for the process; gives its exit code.
fn run(arguments: impl Iterator<Item = OsString> + 'static, mut system: System<'_>) -> u8 {
    let outcome = perform(arguments, &mut system)
        .and_then(|code| Ok(system.output.flush().map(|()| code)?));
    outcome.unwrap_or_else(|failure| {
        system.complain(&failure);
        1
    })
}

fn perform(
    arguments: impl Iterator<Item = OsString> + 'static,
    system: &mut System<'_>,
) -> Result<u8, Failure> {
    match arguments::parse(arguments)? {
        Task::Print(text) => {
            system.output.write_all(text.as_bytes())?;
            Ok(0)
        }
        Task::Decode(options) => decode::run(&options, system),
        Task::Sign(options) => sign::run(&options, system),
        Task::Query(text) => query::run(&text, system),
        Task::Verify(options) => verify::run(&options, system),
        Task::Explain(options) => explain::run(&options, system),
    }
}
