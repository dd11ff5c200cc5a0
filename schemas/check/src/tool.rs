//! Validators that are programs of their own, and may be missing.

use std::env;
use std::io::{self, Write as _};
use std::process::Command;
use std::sync::LazyLock;

/// Whether xmllint is there.
///
/// # Panics
///
/// It is not, and the environment variable `CI` is set.
#[must_use]
pub fn xmllint() -> bool {
    static IS_THERE: LazyLock<bool> =
        LazyLock::new(|| runs(Command::new("xmllint").arg("--version")));
    *IS_THERE || skip("xmllint", "apt-get install libxml2-utils")
}

/// The Python that has the packages of `requirements.txt`: that of the
/// environment variable `PYTHON`, or `python3`.
///
/// # Panics
///
/// It is not there, and the environment variable `CI` is set.
#[must_use]
pub fn python() -> Option<Command> {
    const IMPORTS: &str = "import jsonschema, openapi_spec_validator, referencing, yaml";
    static IS_THERE: LazyLock<bool> = LazyLock::new(|| runs(new_python().args(["-c", IMPORTS])));
    let is_there = *IS_THERE
        || skip("openapi-spec-validator", "pip install -r schemas/check/requirements.txt");
    is_there.then(new_python)
}

/// Node, if it finds ajv: by the environment variable `NODE_PATH`, or in `node_modules` of the
/// repository's root.
///
/// # Panics
///
/// It is not there, and the environment variable `CI` is set.
#[must_use]
pub fn node() -> Option<Command> {
    const REQUIRES: &str = "require('ajv/dist/2020')";
    static IS_THERE: LazyLock<bool> = LazyLock::new(|| {
        runs(Command::new("node").args(["-e", REQUIRES]).current_dir(crate::path("..")))
    });
    let is_there = *IS_THERE || skip("ajv", "npm install ajv@8, its node_modules in NODE_PATH");
    is_there.then(|| Command::new("node"))
}

fn new_python() -> Command {
    Command::new(env::var_os("PYTHON").unwrap_or_else(|| "python3".into()))
}

fn runs(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

/// A test without its tool is skipped, and says so; where `CI` is set it fails.
fn skip(tool: &str, install: &str) -> bool {
    let missing = format!("{tool} is missing; to install it: {install}");
    assert!(env::var_os("CI").is_none(), "{missing}");
    // Past the capture of the test harness, so that it is seen.
    let line = format!("SKIPPED: {missing}\n");
    io::stderr().write_all(line.as_bytes()).expect("standard error takes a line");
    false
}
