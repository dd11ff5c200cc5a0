//! Documents that tests read: the golden ones, and what is read in place.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// One of the golden documents.
pub(crate) fn golden(name: &str) -> Vec<u8> {
    fs::read(golden_folder().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The golden documents with this extension, in the order of their names.
pub(crate) fn goldens(extension: &str) -> Vec<(String, Vec<u8>)> {
    let is_one = |name: &String| Path::new(name).extension().is_some_and(|end| end == extension);
    let names = golden_names().into_iter().filter(is_one);
    let documents: Vec<_> = names.map(|name| (name.clone(), golden(&name))).collect();
    assert!(documents.len() >= 17, "only {} documents", documents.len());
    documents
}

/// All files among the golden documents, in the order of their names.
pub(crate) fn golden_names() -> Vec<String> {
    let entries = fs::read_dir(golden_folder()).expect("the folder is there");
    let name = |entry: io::Result<fs::DirEntry>| entry.expect("an entry").file_name();
    let mut names: Vec<String> =
        entries.map(|entry| name(entry).into_string().expect("a plain name")).collect();
    names.sort_unstable();
    names
}

/// Of this package, or of the one that it is inside of.
fn golden_folder() -> PathBuf {
    let folders = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let mut golden = folders.map(|folder| folder.join("tests/golden"));
    golden.find(|golden| golden.is_dir()).expect("the folder is there")
}

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
    static SAID: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
    let shared = std::env::var_os("ALIYUN_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let folder = shared.join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    let place = shared.display();
    let line = format!("SKIPPED: no {name} in {place}, or where ALIYUN_SHARED says ({how})\n");
    assert!(std::env::var_os("CI").is_none(), "{line}");
    if SAID.lock().expect("nobody panics with it").insert(line.clone()) {
        // Past the capture of the test harness, so that it is seen.
        io::stderr().write_all(line.as_bytes()).expect("it takes a line");
    }
    None
}
