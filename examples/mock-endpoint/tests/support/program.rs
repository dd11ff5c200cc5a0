//! A server as a process: the mock, or whichever program the `command` above this module runs.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

pub(crate) const TIMEOUT: Duration = Duration::from_secs(15);

pub(crate) use super::command;

/// A program that runs, and the address on its first line.
pub(crate) struct Running {
    child: Child,
    pub(crate) address: String,
    _stdout: BufReader<ChildStdout>,
}

impl Running {
    pub(crate) fn start(arguments: &[&str]) -> Self {
        Self::of(command(arguments).stderr(Stdio::piped()))
    }

    pub(crate) fn of(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().expect("it starts");
        let mut stdout = BufReader::new(child.stdout.take().expect("it is piped"));
        let mut line = String::new();
        stdout.read_line(&mut line).expect("a line");
        let address = line.trim_end().strip_prefix("http://").expect("a URL").to_owned();
        Self { child, address, _stdout: stdout }
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).expect("a connection");
        stream.set_read_timeout(Some(TIMEOUT)).expect("a time-out");
        stream
    }

    pub(crate) fn get(&self, target: &str, headers: &str) -> String {
        let head = format!("GET {target} HTTP/1.1\r\nHost: h\r\nConnection: close");
        self.send(&format!("{head}\r\n{headers}\r\n"))
    }

    pub(crate) fn send(&self, request: &str) -> String {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).expect("it goes out");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    #[cfg(unix)]
    pub(crate) fn signal(&self, name: &str) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args([name, &pid]).status().expect("a kill").success());
    }

    /// Waits for the end, and returns what the program wrote on standard error, if that is
    /// piped.
    pub(crate) fn end(mut self) -> (Option<i32>, String) {
        let deadline = Instant::now() + TIMEOUT;
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("a status") {
                break status;
            }
            assert!(Instant::now() < deadline, "it does not stop");
            thread::sleep(Duration::from_millis(10));
        };
        let mut log = String::new();
        if let Some(mut stderr) = self.child.stderr.take() {
            stderr.read_to_string(&mut log).expect("text");
        }
        (status.code(), log)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Where a test fails, so that nothing stays behind.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
