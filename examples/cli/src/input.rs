//! Files and standard input, up to a limit.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};

use crate::failure::Failure;
use crate::system::System;
use crate::visible::visible;

/// More than any reply has: input that never ends is refused instead of filling the memory.
const MAX_BYTES: u64 = 256 << 20;

/// What was read, and what to call it.
pub(crate) struct Input {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// Reads a file, or standard input for `-`.
pub(crate) fn read(file: &OsStr, system: &mut System<'_>) -> Result<Input, Failure> {
    if file == "-" { read_stream("<stdin>".into(), system.input) } else { read_file(file) }
}

/// Reads a file, or standard input for `-`, as text.
pub(crate) fn read_text(
    file: &OsStr,
    system: &mut System<'_>,
) -> Result<(String, String), Failure> {
    let Input { name, bytes } = read(file, system)?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok((name, text)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            Err(Failure::Refused(format!("{name}: error: not UTF-8 at byte {at}")))
        }
    }
}

fn read_file(file: &OsStr) -> Result<Input, Failure> {
    let name = visible(&file.to_string_lossy()).into_owned();
    match File::open(file) {
        Ok(mut file) => read_stream(name, &mut file),
        Err(error) => Err(unreadable(&name, &error)),
    }
}

fn read_stream(name: String, stream: &mut dyn Read) -> Result<Input, Failure> {
    let mut bytes = Vec::new();
    match stream.take(MAX_BYTES.saturating_add(1)).read_to_end(&mut bytes) {
        Err(error) => Err(unreadable(&name, &error)),
        Ok(length) if length as u64 > MAX_BYTES => {
            Err(Failure::Refused(format!("{name}: error: longer than {} MiB", MAX_BYTES >> 20)))
        }
        Ok(_) => Ok(Input { name, bytes }),
    }
}

fn unreadable(name: &str, error: &io::Error) -> Failure {
    Failure::Refused(format!("{name}: error: {error}"))
}
