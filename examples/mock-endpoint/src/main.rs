//! `mock-endpoint`: the mock as a program, until a signal stops it.

#![deny(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used
)]

mod arguments;

use std::error::Error;
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::{env, sync::mpsc};

use arguments::Arguments;
use mock_endpoint::MockEndpoint;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Where it cannot be said, the exit code still says it.
            let _: io::Result<()> = writeln!(io::stderr(), "mock-endpoint: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let options = match arguments::read(env::args_os().skip(1))? {
        Arguments::Help => return Ok(io::stdout().write_all(arguments::HELP.as_bytes())?),
        Arguments::Run(options) => options,
    };
    // Before the address is out, so that no signal comes too early.
    let (signal, signalled) = mpsc::channel();
    ctrlc::set_handler(move || {
        // Whoever signals twice has been heard.
        let _: Result<(), mpsc::SendError<()>> = signal.send(());
    })?;
    let mock = MockEndpoint::start(*options)?;
    let mut stdout = io::stdout().lock();
    writeln!(stdout, "{}", mock.url())?;
    stdout.flush()?;
    signalled.recv()?;
    mock.stop();
    Ok(())
}
