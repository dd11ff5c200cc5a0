//! Documents that the library's own tests read.

use std::fs;

use data_encoding::BASE64;
use serde_json::Value;

/// A document and what a failure calls it.
pub struct Document {
    /// The file's name, or the case's.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The golden documents of one format and the hostile ones, as far as the
/// library has them.
///
/// # Panics
///
/// A file cannot be read.
#[must_use]
pub fn all(extension: &str) -> Vec<Document> {
    let mut documents = golden(extension);
    let hostile = crate::path("../tests/hostile").join(extension).with_extension("jsonl");
    let lines = fs::read_to_string(&hostile).unwrap_or_default();
    documents.extend(lines.lines().map(|line| {
        let case: Value = serde_json::from_str(line).expect("each line is a JSON object");
        let text = |name: &str| case[name].as_str().map(str::as_bytes);
        // What is not text stands in Base64.
        let bytes = text("text").map_or_else(
            || BASE64.decode(text("base64").expect("either is there")).expect("Base64"),
            <[u8]>::to_vec,
        );
        Document { name: case["name"].as_str().expect("a name").to_owned(), bytes }
    }));
    documents
}

/// The golden documents of one format, as far as the library has them.
///
/// # Panics
///
/// A file cannot be read.
#[must_use]
pub fn golden(extension: &str) -> Vec<Document> {
    let Ok(folder) = fs::read_dir(crate::path("../tests/golden")) else {
        return Vec::new();
    };
    let paths = folder.map(|entry| entry.expect("the folder can be listed").path());
    paths
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .map(|path| Document {
            name: path.display().to_string(),
            bytes: fs::read(&path).expect("the file can be read"),
        })
        .collect()
}
