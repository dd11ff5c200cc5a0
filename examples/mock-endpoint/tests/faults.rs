//! What goes wrong around the mock: clients that stall, and a log that has no room.

#![cfg(target_os = "linux")]

mod support;

use std::fs::File;
use std::io::BufReader;

use support::program::{Running, command};
use support::{load, stalled};

/// How many bytes the mock takes by itself, and for each connection a head or a body, and as
/// much again that is on its way.
const MOST: usize = (16 << 20) + 256 * 2 * 128 * 1024;

#[test]
fn who_stalls_holds_nobody_up() {
    stalled::hold_nobody_up(Running::start(&[]), 4, MOST);
}

#[test]
fn a_log_on_a_full_disk_holds_nobody_up() {
    let full = File::options().write(true).open("/dev/full").expect("a device");
    let mock = Running::of(command(&[]).stderr(full));
    let mut stream = BufReader::new(mock.connect());
    for call in 0..100 {
        load::call_once(&mut stream, call, 4, |_| ());
    }
    mock.signal("-TERM");
    assert_eq!(mock.end().0, Some(0));
}
