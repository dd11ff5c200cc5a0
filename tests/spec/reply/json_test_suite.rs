//! The public JSON parsing suite, read in place: each file as a whole body, and in
//! place of a value that is skipped. Skipped, and said so, where the suite is not
//! there; CI always has it.

use std::fs;
use std::path::{Path, PathBuf};

use aliyun_instance_status::{DecodeErrorKind as Kind, ErrorReply, Field, Page};
use insta::assert_snapshot;

use crate::support::documents::json_test_suite;

fn suite() -> Option<Vec<(String, Vec<u8>)>> {
    let folder = json_test_suite()?.join("test_parsing");
    let entries = fs::read_dir(folder).expect("the suite can be listed");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let name = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
    let files = paths.iter().map(|path| (name(path), fs::read(path).expect("a file")));
    let files: Vec<_> = files.collect();
    assert!(files.len() >= 318, "only {} files", files.len());
    Some(files)
}

/// `body` as the value of an unknown member of an error reply.
fn skipped(body: &[u8]) -> Vec<u8> {
    [br#"{"Code":"c","x":"#, body, b"}"].concat()
}

#[test]
fn in_place_of_a_skipped_value() {
    let Some(files) = suite() else { return };
    let (mut taken, mut refused, mut open) = (0, 0, Vec::new());
    for (name, body) in &files {
        let body = skipped(body);
        let outcome = ErrorReply::from_json(&body).map(|_| ()).map_err(|error| error.kind());
        match name.as_bytes()[0] {
            b'y' => {
                assert!(outcome.is_ok(), "{name}: {outcome:?}");
                taken += 1;
            }
            b'n' => {
                assert!(outcome.is_err(), "{name} is taken");
                refused += 1;
            }
            _ => open.push(format!("{name:<60} {:?}", outcome.map(|()| "taken"))),
        }
    }
    assert_eq!((taken, refused), (95, 188));
    assert_snapshot!("open", open.join("\n"));
}

/// As a whole body each is refused, since none is a page: the valid ones because
/// of their type or what they lack, and for nothing else.
#[test]
fn as_the_whole_body() {
    let Some(files) = suite() else { return };
    for (name, body) in &files {
        let error = Page::from_json(body).expect_err("none is a page");
        assert!(error.offset() <= body.len(), "{name}: {error}");
        if name.starts_with("y_") {
            let lacks = [Kind::UnexpectedType(Field::Body), Kind::MissingField(Field::RequestId)];
            assert!(lacks.contains(&error.kind()), "{name}: {error}");
        }
    }
}
