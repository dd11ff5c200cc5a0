//! What several tests need.
#![allow(dead_code, reason = "each test uses its part")]

pub(crate) mod documents;
pub(crate) mod signed;
pub(crate) mod strategy;

use aliyun_instance_status::Reply;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What RFC 3986 calls unreserved is left, all else is escaped.
pub(crate) fn percent(text: &str) -> String {
    const RESERVED: &AsciiSet =
        &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    utf8_percent_encode(text, RESERVED).to_string()
}

/// Calls `visit` with every sequence of up to `most` pieces; returns how many there are.
pub(crate) fn every_sequence(pieces: &[&str], most: u32, visit: &mut dyn FnMut(&str)) -> u64 {
    fn extend(text: &mut String, pieces: &[&str], left: u32, visit: &mut dyn FnMut(&str)) -> u64 {
        visit(text);
        if left == 0 {
            return 1;
        }
        let length = text.len();
        let mut count = 1;
        for piece in pieces {
            text.push_str(piece);
            count += extend(text, pieces, left - 1, visit);
            text.truncate(length);
        }
        count
    }
    extend(&mut String::new(), pieces, most, visit)
}

/// The rows of a table of text: one a line, its columns between arrows.
pub(crate) fn rows<const N: usize>(table: &str) -> impl Iterator<Item = [&str; N]> {
    let rows = table.lines().filter(|line| !line.trim().is_empty());
    rows.map(|row| {
        let columns: Vec<&str> = row.split('→').map(str::trim).collect();
        columns.try_into().unwrap_or_else(|_| panic!("not {N} columns: {row}"))
    })
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
            Err(error) => assert!(!strategy::is_xml_char(error.character()), "{error}"),
        }
    }
}
