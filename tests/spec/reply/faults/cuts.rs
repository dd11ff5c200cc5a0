//! Documents that are cut off: well-formed ones anywhere, others right before their fault.

use aliyun_instance_status::{DecodeError, ErrorReply, Page, Reply};
use proptest::prelude::*;

use super::bodies::{JSON, XML};
use super::{Kind, read_json, read_xml};
use crate::support::documents::goldens;
use crate::support::strategy::cases;

/// Cut off before its last bracket, a document ends too early, at its length; inside a
/// character, its UTF-8 is bad where that begins.
#[track_caller]
fn assert_cut_off(name: &str, body: &[u8], fault: Option<DecodeError>) {
    let expected = match std::str::from_utf8(body) {
        Ok(_) => (Kind::UnexpectedEof, body.len()),
        Err(error) => (Kind::InvalidUtf8, error.valid_up_to()),
    };
    let fault = fault.map(|error| (error.kind(), error.offset()));
    assert_eq!(fault, Some(expected), "{name}, {} bytes", body.len());
}

#[test]
fn every_prefix_ends_too_early() {
    let mut documents = 0;
    for (name, body) in goldens("json") {
        let Ok(reply) = Reply::from_json(&body) else { continue };
        documents += 1;
        let end = body.iter().rposition(|&byte| byte == b'}').expect("an object");
        for body in (0..=end).map(|length| &body[..length]) {
            assert_cut_off(&name, body, Reply::from_json(body).err());
            let alone = match reply {
                Reply::Page(_) => Page::from_json(body).err(),
                Reply::Error(_) => ErrorReply::from_json(body).err(),
            };
            assert_cut_off(&name, body, alone);
        }
    }
    for (name, body) in goldens("xml") {
        let Ok(reply) = Reply::from_xml(&body) else { continue };
        documents += 1;
        let end = body.windows(2).rposition(|tag| tag == b"</").expect("an end tag");
        let end = end + body[end..].iter().position(|&byte| byte == b'>').expect("its end");
        for body in (0..=end).map(|length| &body[..length]) {
            assert_cut_off(&name, body, Reply::from_xml(body).err());
            let alone = match reply {
                Reply::Page(_) => Page::from_xml(body).err(),
                Reply::Error(_) => ErrorReply::from_xml(body).err(),
            };
            assert_cut_off(&name, body, alone);
        }
    }
    assert!(documents >= 50, "only {documents} documents");
}

/// Cut off right before the byte that is reported, what is left is read, or refused for
/// the cut alone.
///
/// One thing is exempt: bad UTF-8, which is looked for in the whole body first. Nothing
/// else needs to be: what is missing is reported where something closes, an escape where
/// its `\` stands.
#[track_caller]
fn assert_first<T>(body: &[u8], read: fn(&[u8]) -> Result<T, DecodeError>) {
    let Err(fault) = read(body) else { return };
    if fault.kind() == Kind::InvalidUtf8 {
        return;
    }
    let left = &body[..fault.offset()];
    if let Err(cut) = read(left) {
        let expected = (Kind::UnexpectedEof, left.len());
        let shown = String::from_utf8_lossy(body);
        assert_eq!((cut.kind(), cut.offset()), expected, "{fault}, of {shown}");
    }
}

#[track_caller]
fn assert_first_in_json(body: &[u8]) {
    _ = read_json(body);
    assert_first(body, |body| Reply::from_json(body).map(drop));
    assert_first(body, |body| Page::from_json(body).map(drop));
    assert_first(body, |body| ErrorReply::from_json(body).map(drop));
}

#[track_caller]
fn assert_first_in_xml(body: &[u8]) {
    _ = read_xml(body);
    assert_first(body, |body| Reply::from_xml(body).map(drop));
    assert_first(body, |body| Page::from_xml(body).map(drop));
    assert_first(body, |body| ErrorReply::from_xml(body).map(drop));
}

/// A debug build tries every fourth of the changes at each byte, starting with another one at the
/// next byte.
const TURNS: usize = if cfg!(debug_assertions) { 4 } else { 1 };

/// Each byte removed, and each of these changes inserted before it and put in its place; in a debug
/// build a quarter of them: see [`TURNS`].
fn every_change(body: &str, changes: &str, check: fn(&[u8])) {
    for at in 0..body.len() {
        let (before, after) = (&body.as_bytes()[..at], &body.as_bytes()[at..]);
        check(&[before, &after[1..]].concat());
        for change in changes.as_bytes().chunks(1).skip(at % TURNS).step_by(TURNS) {
            check(&[before, change, after].concat());
            check(&[before, change, &after[1..]].concat());
        }
    }
}

#[test]
fn every_change_of_a_byte_of_json() {
    for body in JSON {
        every_change(body, "{]\":,\\ 0x", assert_first_in_json);
    }
}

#[test]
fn every_change_of_a_byte_of_xml() {
    for body in XML {
        every_change(body, "<>/&!?'= 1", assert_first_in_xml);
    }
}

/// What is put into a document, or in place of some of its bytes.
const PIECES: &[&str] = &[
    "",
    " ",
    "\n",
    "\t",
    "\0",
    "\u{1}",
    "é",
    "\u{FFFE}",
    "\u{FEFF}",
    "0",
    "-1",
    "1e9",
    "4294967296",
    "x",
    "null",
    "true",
    "tru",
    "\"",
    "\\",
    "\\u",
    "\\ud800",
    "\\udc00",
    "\\u0041",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "{}",
    "[]",
    "\"x\":",
    "\"Code\":\"c\",",
    "\"Code\":1,",
    "\"Message\":5,",
    "\"TotalCount\":\"x\",",
    "\"TotalCount\":1,",
    "\"RequestId\":5,",
    "\"InstanceStatuses\":{},",
    "\"AccessDeniedDetail\":{},",
    "\"x\":[{\"y\":[]}],",
    "<",
    ">",
    "</",
    "/>",
    "&",
    ";",
    "&amp;",
    "&#65;",
    "&#0;",
    "&nope;",
    "<!--",
    "-->",
    "--",
    "<?",
    "?>",
    "<?x?>",
    "<?xml version='1.0'?>",
    "<![CDATA[",
    "]]>",
    "]]",
    "<!",
    "<!DOCTYPE",
    "'",
    "=",
    " a='1'",
    " a='1' a=''",
    "<x>",
    "</x>",
    "<x/>",
    "<Code>c</Code>",
    "</Error>",
    "<TotalCount/>",
    "<TotalCount>",
    "</TotalCount>",
    "<InstanceStatus>",
    "</InstanceStatus>",
    "</InstanceStatuses>",
];

/// A change of a document: where, in parts of its length, how many bytes, and what for.
fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, usize, &'static str)>> {
    let length = prop_oneof![3 => Just(0_usize), 2 => 0..4_usize, 1 => 0..80_usize];
    let change = (any::<prop::sample::Index>(), length, prop::sample::select(PIECES));
    prop::collection::vec(change, 1..5)
}

fn changed(body: &str, changes: &[(prop::sample::Index, usize, &'static str)]) -> Vec<u8> {
    let mut body = body.as_bytes().to_vec();
    for (at, length, piece) in changes {
        let at = at.index(body.len() + 1);
        let end = body.len().min(at + length);
        body.splice(at..end, piece.bytes());
    }
    body
}

/// Cut off anywhere, a body is read, ends too early, or has the fault that it has as a whole.
///
/// Exempt are bad UTF-8, and UTF-16, which shows at the second byte; and `Reply` in JSON,
/// where the code or the list that says what a body is may stand behind a fault.
#[track_caller]
fn assert_only<T: std::fmt::Debug>(body: &[u8], read: fn(&[u8]) -> Result<T, DecodeError>) {
    let (Ok(text), Err(fault)) = (std::str::from_utf8(body), read(body)) else { return };
    if fault.kind() == Kind::UnsupportedEncoding {
        return;
    }
    for cut in (0..text.len()).filter(|&cut| text.is_char_boundary(cut)) {
        if let Err(early) = read(&body[..cut])
            && (early.kind(), early.offset()) != (Kind::UnexpectedEof, cut)
        {
            assert_eq!(early, fault, "{cut} bytes of {text}");
        }
    }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn changed_json_has_one_fault(
        body in prop::sample::select(&JSON[..]),
        changes in changes(),
    ) {
        let body = changed(body, &changes);
        assert_only(&body, |body| Page::from_json(body).map(drop));
        assert_only(&body, |body| ErrorReply::from_json(body).map(drop));
    }

    #[test]
    fn changed_xml_has_one_fault(
        body in prop::sample::select(&XML[..]),
        changes in changes(),
    ) {
        let body = changed(body, &changes);
        assert_only(&body, |body| Reply::from_xml(body).map(drop));
        assert_only(&body, |body| ErrorReply::from_xml(body).map(drop));
    }

    #[test]
    fn changed_json_is_refused_at_its_first_fault(
        body in prop::sample::select(&JSON[..]),
        changes in changes(),
    ) {
        assert_first_in_json(&changed(body, &changes));
    }

    #[test]
    fn changed_xml_is_refused_at_its_first_fault(
        body in prop::sample::select(&XML[..]),
        changes in changes(),
    ) {
        assert_first_in_xml(&changed(body, &changes));
    }
}
