//! What goes wrong around the server: clients that stall, a disk that is full, a database that
//! is locked or corrupt. Each call is answered, with a page or with the service's own refusal.

#![cfg(target_os = "linux")]

mod support;

use std::fs::{self, File};
use std::io::{BufReader, Write as _};
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::thread;
use std::time::{Duration, Instant};

use aliyun_instance_status::sign::{AccessKey, Method, Moment};
use aliyun_instance_status::{Format, Reply, Request};
use rusqlite::Connection;
use support::load::{self, CONNECTIONS, now, read_answer, to_http};
use support::program::Running;
use support::{Server, add_key, command, directory, serve, stalled};

/// How many bytes the server takes by itself, and for each of the connections that stall a
/// body, and as much again that is on its way.
const MOST: usize = (48 << 20) + 256 * 2 * 128 * 1024;

/// Makes a call, and returns the status and the code, or `OK` for a page.
fn call(server: &Running, nonce: &str) -> (u16, String) {
    let moment = Moment::at(now(), nonce).expect("a moment");
    let key = AccessKey::new("testid", "testsecret");
    let signed = Request::new("cn-hangzhou").sign_rpc(Method::Get, &key, moment, Format::Json);
    let mut stream = server.connect();
    stream.write_all(to_http(&signed).as_bytes()).expect("it goes out");
    let answer = read_answer(&mut BufReader::new(stream)).expect("an answer");
    let code = match Reply::decode_any(&answer.body).expect("a reply") {
        Reply::Page(page) => {
            assert_eq!((page.total_count, page.iter().len()), (120, 10));
            "OK".to_owned()
        }
        Reply::Error(error) => error.code.to_string(),
    };
    (answer.status, code)
}

fn is_served(server: &Running, nonce: &str) {
    assert_eq!(call(server, nonce), (200, "OK".to_owned()));
}

#[track_caller]
fn assert_fails(output: &Output, why: &str) {
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{stderr}");
    assert!(stderr.starts_with("axum-server: ") && stderr.contains(why), "{stderr}");
    assert_eq!(stderr.lines().count(), 1, "{stderr}");
}

#[test]
fn who_stalls_holds_nobody_up() {
    stalled::hold_nobody_up(Server::start("stalled").running, 3, MOST);
}

#[test]
fn a_log_on_a_full_disk_holds_nobody_up() {
    let database = directory("log").join("ecs.sqlite3");
    assert!(add_key(&database, "testsecret").status.success());
    let full = File::options().write(true).open("/dev/full").expect("a device");
    let server = serve(&database, full);
    let mut stream = BufReader::new(server.connect());
    for call in 0..100 {
        load::call_once(&mut stream, call, 3, |_| ());
    }
    server.signal("-TERM");
    assert_eq!(server.end().0, Some(0));
}

/// A disk of 64 KiB, until it is dropped.
struct SmallDisk(PathBuf);

impl SmallDisk {
    /// None where mounting is not allowed.
    fn mount(at: PathBuf) -> Option<Self> {
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=64k", "none"]).arg(&at);
        let mounted = mount.output().is_ok_and(|output| output.status.success());
        mounted.then_some(Self(at))
    }

    /// Takes what room there is left.
    fn fill(&self) {
        let mut file = File::create(self.0.join("full")).expect("a file");
        while file.write_all(&[0; 4096]).is_ok() {}
    }

    fn make_room(&self) {
        fs::remove_file(self.0.join("full")).expect("it was there");
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(&self.0).status();
    }
}

/// What needs room fails and says so, and leaves nothing half done; what needs none goes on.
#[test]
fn a_database_on_a_full_disk() {
    let directory = directory("disk");
    let Some(disk) = SmallDisk::mount(directory.clone()) else {
        println!("SKIPPED: a full disk: mounting one is not allowed");
        return;
    };
    let database = directory.join("ecs.sqlite3");
    disk.fill();
    assert_fails(&add_key(&database, "testsecret"), "database or disk is full");
    disk.make_room();
    assert!(add_key(&database, "testsecret").status.success());

    let log = File::create(directory.join("log")).expect("a log");
    let server = serve(&database, log);
    is_served(&server, "1");
    disk.fill();
    assert_fails(&add_key(&database, "changed"), "database or disk is full");
    is_served(&server, "2");
    disk.make_room();
    is_served(&server, "3");
    assert!(add_key(&database, "changed").status.success());
    assert_eq!(call(&server, "4").1, "SignatureDoesNotMatch");
}

/// Every call is told to come again, none waits for long, also when the server is told to stop.
#[test]
fn a_database_that_another_process_locks() {
    let Server { running, database, .. } = Server::start("locked");
    is_served(&running, "before");
    let other = Connection::open(&database).expect("a database");
    other.execute_batch("BEGIN EXCLUSIVE").expect("a lock");
    assert_fails(&add_key(&database, "changed"), "database is locked");

    let started = Instant::now();
    let answers = thread::scope(|scope| {
        let calls: Vec<_> = (0..CONNECTIONS)
            .map(|number| {
                let running = &running;
                scope.spawn(move || call(running, &format!("locked-{number}")))
            })
            .collect();
        calls.into_iter().map(|call| call.join().expect("it goes well")).collect::<Vec<_>>()
    });
    let elapsed = started.elapsed();
    assert!(answers.iter().all(|answer| *answer == (503, "ServiceUnavailable".to_owned())));
    println!("a locked database: {CONNECTIONS} calls are refused in {elapsed:.2?}");
    assert!(elapsed < Duration::from_secs(10), "{elapsed:?}");

    other.execute_batch("COMMIT").expect("it ends");
    is_served(&running, "after");

    other.execute_batch("BEGIN EXCLUSIVE").expect("a lock");
    thread::scope(|scope| {
        let last = scope.spawn(|| call(&running, "last"));
        // It is waiting for the lock by then.
        thread::sleep(Duration::from_millis(500));
        running.signal("-TERM");
        assert_eq!(last.join().expect("it goes well").0, 503);
    });
    assert_eq!(running.end().0, Some(0));
}

/// A page of the database is overwritten, each in turn, while the server runs, and before it
/// starts.
#[test]
fn a_database_that_is_corrupt() {
    let directory = directory("corrupt");
    let whole = directory.join("whole");
    assert!(add_key(&whole, "testsecret").status.success());
    let size = fs::metadata(&whole).expect("a file").len();
    assert!(size >= 5 * 4096, "{size} bytes");
    let mut refused = 0;
    for (place, garbage) in (0..size).step_by(4096).flat_map(|place| [(place, 0), (place, 0xFF)]) {
        let database = directory.join("ecs.sqlite3");
        fs::copy(&whole, &database).expect("a copy");
        let log = File::create(directory.join("log")).expect("a log");
        let server = serve(&database, log);
        overwrite(&database, place, garbage);
        for nonce in ["1", "2"] {
            let (status, code) = call(&server, nonce);
            let is_clear = matches!((status, &*code), (200, "OK") | (500, "InternalError"));
            assert!(is_clear, "{status} {code} with {garbage} at {place}");
            refused += usize::from(status == 500);
        }
        server.signal("-TERM");
        assert_eq!(server.end().0, Some(0), "{garbage} at {place}");
    }
    println!("a corrupt database: {refused} of {} calls are refused", size / 4096 * 4);
    assert!(refused > 0);

    let database = directory.join("none");
    fs::write(&database, "no database ".repeat(1_000)).expect("a file");
    let path = database.to_str().expect("text");
    let output = command(&["--database", path, "--listen", "127.0.0.1:0"]).output();
    assert_fails(&output.expect("it runs"), "none: file is not a database");
}

fn overwrite(database: &Path, place: u64, garbage: u8) {
    let file = File::options().write(true).open(database).expect("a file");
    file.write_all_at(&[garbage; 4096], place).expect("it is written");
}
