//! Holds the schemas in the folder above and the crate to each other. The tests
//! say what is proven; this library has what they share: the schemas as
//! something that says yes or no to a document, documents to ask about, and the
//! list of what schemas cannot see.

use std::fs;
use std::path::PathBuf;

pub mod blind;
pub mod corpus;
pub mod json;
pub mod json_documents;
pub mod query;
pub mod text;
pub mod tool;
pub mod xml;
pub mod xml_documents;

/// A file of the folder `schemas/`.
#[must_use]
pub fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").join(name)
}

/// The text of a file of the folder `schemas/`.
///
/// # Panics
///
/// No such file.
#[must_use]
pub fn read(name: &str) -> String {
    let path = path(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
