//! Golden documents: each file of `golden/` and what it reads as.

#![cfg(all(feature = "json", feature = "xml"))]

mod support;

use std::fs;
use std::path::Path;

use aliyun_instance_status::{Call, DecodeError, Reply};
use insta::{assert_debug_snapshot, glob};

#[test]
fn json() {
    glob!("golden/*.json", |path| {
        let body = read(path);
        let reply = Reply::from_json(&body);
        assert_debug_snapshot!(reply);
        if let Ok(reply) = &reply {
            support::assert_round_trips(reply);
        }
        let strict = [
            aliyun_instance_status::Response::from_json(&body).map(Reply::from),
            aliyun_instance_status::ErrorResponse::from_json(&body).map(Reply::from),
        ];
        assert_is_one_of(&reply, &strict);
    });
}

#[test]
fn xml() {
    glob!("golden/*.xml", |path| {
        let body = read(path);
        let reply = Reply::from_xml(&body);
        assert_debug_snapshot!(reply);
        if let Ok(reply) = &reply {
            support::assert_round_trips(reply);
        }
        let strict = [
            aliyun_instance_status::Response::from_xml(&body).map(Reply::from),
            aliyun_instance_status::ErrorResponse::from_xml(&body).map(Reply::from),
        ];
        assert_is_one_of(&reply, &strict);
    });
}

#[test]
fn query() {
    glob!("golden/*.query", |path| {
        let query = String::from_utf8(read(path)).expect("golden queries are UTF-8");
        let call = Call::from_query(&query);
        let canonical = call.as_ref().ok().map(Call::canonical_query);
        assert_debug_snapshot!((&call, canonical));
        if let Ok(call) = &call {
            assert_eq!(Call::from_query(&call.to_query()).as_ref(), Ok(call));
            let request = aliyun_instance_status::Request::from_query(&query);
            assert_eq!(request.as_ref(), Ok(&call.request));
        }
    });
}

#[test]
fn every_document_has_a_line_in_the_readme() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let readme = fs::read_to_string(folder.join("README.md")).expect("README.md is there");
    for entry in fs::read_dir(&folder).expect("the folder is there") {
        let name = entry.expect("an entry").file_name().into_string().expect("a plain name");
        assert!(name == "README.md" || readme.contains(&format!("| `{name}` |")), "{name}");
    }
}

/// `Reply` reads what `Response` or `ErrorResponse` reads.
#[track_caller]
fn assert_is_one_of(
    reply: &Result<Reply<'_>, DecodeError>,
    strict: &[Result<Reply<'_>, DecodeError>],
) {
    assert!(strict.contains(reply), "{reply:?} is none of {strict:?}");
}

fn read(path: &Path) -> Vec<u8> {
    fs::read(path).expect("glob! found the file")
}
