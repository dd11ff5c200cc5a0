//! The client and the axum server as processes, and a server that answers by rote.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::{self, JoinHandle};
use std::{env, fs};

/// What the client said, and its exit code.
pub(crate) struct Listed {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) code: Option<i32>,
}

pub(crate) fn client(arguments: &[&str]) -> Command {
    let mut client = Command::new(env!("CARGO_BIN_EXE_reqwest-client"));
    client.args(arguments);
    client.env("ALIBABA_CLOUD_ACCESS_KEY_ID", "testid");
    client.env("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "testsecret");
    client.env("NO_PROXY", "127.0.0.1");
    client
}

pub(crate) fn list(url: &str, arguments: &[&str]) -> Listed {
    let output = client(arguments).args(["--endpoint", url]).output().expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    let (stdout, stderr) = (text(output.stdout), text(output.stderr));
    Listed { stdout, stderr, code: output.status.code() }
}

/// The axum server, with the access key `testid`.
pub(crate) struct AxumServer {
    child: Child,
    log: PathBuf,
    pub(crate) url: String,
}

impl AxumServer {
    pub(crate) fn start() -> Self {
        static SERVERS: AtomicU32 = AtomicU32::new(0);
        let name = format!("server-{}", SERVERS.fetch_add(1, Ordering::Relaxed));
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let (database, log) = (path.with_extension("sqlite3"), path.with_extension("log"));
        // What an earlier run has left.
        let _ = fs::remove_file(&database);
        let program = Path::new(env!("CARGO_BIN_EXE_reqwest-client")).with_file_name("axum-server");
        assert!(program.exists(), "`cargo build -p axum-server` first");
        let with_database = || {
            let mut server = Command::new(&program);
            server.arg("--database").arg(&database);
            server
        };
        let mut add_key = with_database();
        add_key.args(["--add-key", "testid"]);
        add_key.env("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "testsecret");
        assert!(add_key.status().expect("it runs").success());
        let mut server = with_database();
        // A pipe would fill up while nobody reads it.
        server.stderr(File::create(&log).expect("a log"));
        server.args(["--listen", "127.0.0.1:0"]).stdout(Stdio::piped());
        let mut child = server.spawn().expect("it starts");
        let mut url = String::new();
        let stdout = child.stdout.as_mut().expect("it is piped");
        BufReader::new(stdout).read_line(&mut url).expect("a line");
        Self { child, log, url: url.trim_end().to_owned() }
    }

    /// Stops it, and returns what it has logged.
    pub(crate) fn end(mut self) -> String {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").arg(pid).status().expect("a kill").success());
        assert!(self.child.wait().expect("an end").success());
        fs::read_to_string(&self.log).expect("a log")
    }
}

impl Drop for AxumServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Answers each connection's call with the next of its answers, and closes it.
pub(crate) struct Canned {
    pub(crate) url: String,
    thread: JoinHandle<Vec<String>>,
}

impl Canned {
    pub(crate) fn start(answers: Vec<String>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let thread = thread::spawn(move || {
            let streams = listener.incoming().map(|stream| stream.expect("a connection"));
            answers
                .iter()
                .zip(streams)
                .map(|(answer, stream)| answer_call(stream, answer))
                .collect()
        });
        Self { url, thread }
    }

    /// The heads of the calls that came, which must be as many as there were answers.
    pub(crate) fn calls(self) -> Vec<String> {
        self.thread.join().expect("it goes well")
    }
}

fn answer_call(mut stream: TcpStream, answer: &str) -> String {
    let (mut head, mut byte) = (String::new(), [0]);
    while !head.ends_with("\r\n\r\n") && stream.read(&mut byte).is_ok_and(|length| length > 0) {
        head.push(char::from(byte[0]));
    }
    // The client may have heard enough.
    let _ = stream.write_all(answer.as_bytes());
    head
}
