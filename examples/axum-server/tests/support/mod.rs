//! The server as a process, with a database of its own.

#![allow(dead_code, reason = "not every test needs every helper")]

#[path = "../../../mock-endpoint/tests/support/load.rs"]
pub(crate) mod load;
#[path = "../../../mock-endpoint/tests/support/program.rs"]
pub(crate) mod program;

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::Command;

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
        let directory = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        // What an earlier run has left.
        let _ = fs::remove_dir_all(&directory);
        fs::create_dir_all(&directory).expect("a directory");
        let (database, log) = (directory.join("ecs.sqlite3"), directory.join("log"));
        let path = database.to_str().expect("text");
        let mut add_key = command(&["--database", path, "--add-key", "testid"]);
        let added = add_key.env("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "testsecret").status();
        assert!(added.expect("it runs").success());
        let mut serve = command(&["--database", path, "--listen", "127.0.0.1:0"]);
        let running = Running::of(serve.stderr(File::create(&log).expect("a log")));
        Self { running, database, log }
    }
}
