//! What the program takes from the process and the machine: streams, environment, time, and
//! nonces.

use std::collections::hash_map::RandomState;
use std::env;
use std::ffi::OsString;
use std::fmt;
use std::hash::BuildHasher as _;
use std::io::{self, IsTerminal as _, Read, Write};
use std::process;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::output::{self, Output};

/// What the program takes from outside; tests put other things in its place.
pub(crate) struct System<'s> {
    pub(crate) input: &'s mut dyn Read,
    pub(crate) output: Output<'s>,
    pub(crate) errors: &'s mut dyn Write,
    /// A variable of the environment.
    pub(crate) variable: fn(&str) -> Option<OsString>,
    /// The time, in seconds since the Unix epoch.
    pub(crate) now: fn() -> u64,
    /// A string that no call has had before.
    pub(crate) nonce: fn() -> String,
    /// Whether the output may have colours.
    pub(crate) has_colors: bool,
}

impl<'s> System<'s> {
    pub(crate) fn of_process(
        input: &'s mut dyn Read,
        output: &'s mut dyn Write,
        errors: &'s mut dyn Write,
    ) -> Self {
        Self {
            input,
            output: output::new(output),
            errors,
            variable: |name| env::var_os(name),
            now,
            nonce,
            has_colors: io::stdout().is_terminal() && wants_colors(|name| env::var_os(name)),
        }
    }

    /// Says why something failed, below what was written so far. Where that cannot be said
    /// either, the exit code still says it.
    pub(crate) fn complain(&mut self, failure: &dyn fmt::Display) {
        let _: io::Result<()> = self.output.flush();
        let _: io::Result<()> = writeln!(self.errors, "{failure}");
    }
}

/// Whether a terminal with this environment should have colours: <https://no-color.org>.
pub(crate) fn wants_colors(variable: impl Fn(&str) -> Option<OsString>) -> bool {
    let is_set = |name| variable(name).is_some_and(|value| !value.is_empty());
    !is_set("NO_COLOR") && is_set("TERM") && variable("TERM").is_none_or(|term| term != "dumb")
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs())
}

/// 128 bits in hexadecimal. A nonce has to be unique, not secret: two hashes of the time and
/// the process, each by a key of 128 bits that the standard library takes from the system's
/// randomness.
fn nonce() -> String {
    let unique = (SystemTime::now(), process::id());
    let half = || RandomState::new().hash_one(unique);
    format!("{:016x}{:016x}", half(), half())
}
