//! Why the program exits with 1.

use std::fmt;
use std::io;

use crate::visible::visible;

/// Why a command did not do what it was asked for.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The command line makes no sense. The command is empty where none was named.
    Misuse { command: &'static str, message: String },
    /// An input, a variable of the environment or a signature was refused.
    Refused(String),
    /// The output cannot be written.
    Unwritten(io::Error),
}

impl Failure {
    pub(crate) fn misuse(command: &'static str, message: impl fmt::Display) -> Self {
        Self::Misuse { command, message: visible(&message.to_string()).into_owned() }
    }

    pub(crate) fn refused(message: impl Into<String>) -> Self {
        Self::Refused(message.into())
    }
}

/// Only the output is used with `?`: input that cannot be read is refused by its name.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Unwritten(error)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Misuse { command: "", message } => {
                write!(f, "instance-status: {message}\ntry `instance-status --help`")
            }
            Self::Misuse { command, message } => write!(
                f,
                "instance-status {command}: {message}\ntry `instance-status {command} --help`"
            ),
            Self::Refused(message) => f.write_str(message),
            Self::Unwritten(error) => write!(f, "error: the output cannot be written: {error}"),
        }
    }
}
