//! The server as a process, with a database of its own.

#![allow(dead_code, reason = "not every test needs every helper")]

#[path = "../../../mock-endpoint/tests/support/load.rs"]
pub(crate) mod load;
#[path = "../../../mock-endpoint/tests/support/program.rs"]
pub(crate) mod program;
#[cfg(target_os = "linux")]
#[path = "../../../mock-endpoint/tests/support/stalled.rs"]
pub(crate) mod stalled;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use program::Running;

pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_axum-server"));
    command.args(arguments);
    command
}

/// A server with the access key `testid`, and the file that it logs to.
pub(crate) struct Server {
    pub(crate) running: Running,
    pub(crate) database: PathBuf,
    pub(crate) log: PathBuf,
}

impl Server {
    /// One whose files are named for the test.
    pub(crate) fn start(name: &str) -> Self {
        let directory = directory(name);
        let (database, log) = (directory.join("ecs.sqlite3"), directory.join("log"));
        assert!(add_key(&database, "testsecret").status.success());
        let running = serve(&database, File::create(&log).expect("a log"));
        Self { running, database, log }
    }
}

/// An empty directory that is named for the test.
pub(crate) fn directory(name: &str) -> PathBuf {
    let directory = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    // What an earlier run has left.
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).expect("a directory");
    directory
}

/// Adds the access key `testid` to the database, which may have to be made for it.
pub(crate) fn add_key(database: &Path, secret: &str) -> Output {
    let path = database.to_str().expect("text");
    let mut add_key = command(&["--database", path, "--add-key", "testid"]);
    add_key.env("ALIBABA_CLOUD_ACCESS_KEY_SECRET", secret).output().expect("it runs")
}

pub(crate) fn serve(database: &Path, log: File) -> Running {
    let path = database.to_str().expect("text");
    Running::of(command(&["--database", path, "--listen", "127.0.0.1:0"]).stderr(log))
}
