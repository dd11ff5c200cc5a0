//! What several tests need.
#![allow(dead_code, reason = "each test uses its part")]

pub(crate) mod strategy;

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Once;

use aliyun_instance_status::Reply;
pub(crate) use strategy::is_xml_char;

/// Real requests and bodies, or `None` where they are not there.
pub(crate) fn corpus() -> Option<PathBuf> {
    shared("corpus", "the maintainers' own; the golden documents have its shapes")
}

/// The public JSON parsing suite, or `None` where it is not there.
pub(crate) fn json_test_suite() -> Option<PathBuf> {
    shared("JSONTestSuite", "git clone https://github.com/nst/JSONTestSuite there")
}

/// A folder of what is read in place; where it is not there, one line says so, and how to
/// get it.
fn shared(name: &str, how: &str) -> Option<PathBuf> {
    static SAID: Once = Once::new();
    let shared = std::env::var_os("ALIYUN_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let folder = shared.join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    let place = shared.display();
    let line = format!("SKIPPED: no {name} in {place}, or where ALIYUN_SHARED says ({how})\n");
    assert!(std::env::var_os("CI").is_none(), "{line}");
    // Past the capture of the test harness, so that it is seen.
    SAID.call_once(|| io::stderr().write_all(line.as_bytes()).expect("it takes a line"));
    None
}

/// In both formats and both layouts, what is written reads back as `reply`. XML
/// may refuse, for a character that it cannot carry.
#[track_caller]
pub(crate) fn assert_round_trips(reply: &Reply<'_>) {
    for json in [reply.to_json(), reply.to_json_pretty()] {
        assert_eq!(Reply::from_json(&json).as_ref(), Ok(reply), "{json}");
    }
    for xml in [reply.to_xml(), reply.to_xml_pretty()] {
        match xml {
            Ok(xml) => assert_eq!(Reply::from_xml(&xml).as_ref(), Ok(reply), "{xml}"),
            Err(error) => assert!(!is_xml_char(error.character()), "{error}"),
        }
    }
}

/// Decodes Base64 with padding.
#[track_caller]
pub(crate) fn base64(text: &str) -> Vec<u8> {
    const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::new();
    for group in text.as_bytes().chunks(4) {
        let digits: Vec<usize> = group
            .iter()
            .take_while(|&&byte| byte != b'=')
            .map(|&byte| ALPHABET.find(char::from(byte)).expect("a digit of Base64"))
            .collect();
        let bits =
            digits.iter().fold(0, |bits, digit| bits << 6 | digit) << (6 * (4 - digits.len()));
        let group = u32::try_from(bits).expect("24 bits").to_be_bytes();
        bytes.extend_from_slice(&group[1..digits.len()]);
    }
    bytes
}
