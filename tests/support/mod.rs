//! What several tests need.
#![allow(dead_code, reason = "each test uses its part")]

pub(crate) mod strategy;

use std::path::{Path, PathBuf};

use aliyun_instance_status::Reply;
pub(crate) use strategy::is_xml_char;

/// The shared corpus, or `None` where it is not there.
pub(crate) fn corpus() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(std::env::var_os("CI").is_none(), "CI has the corpus");
    eprintln!("skipped: the shared corpus is not beside the repository");
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
