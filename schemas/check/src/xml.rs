//! XML Schema and RELAX NG by xmllint.

use std::collections::HashSet;
use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::{self, Command};
use std::sync::atomic::{AtomicUsize, Ordering};

/// An XSD or RELAX NG file of the folder `schemas/`.
#[derive(Debug)]
pub struct XmlSchema {
    option: &'static str,
    name: &'static str,
}

/// A page as the crate reads it.
pub const PAGE_RNG: XmlSchema = XmlSchema { option: "--relaxng", name: "page.rng" };
/// An error reply as the crate reads it.
pub const ERROR_RNG: XmlSchema = XmlSchema { option: "--relaxng", name: "error.rng" };
/// A page as the crate writes it.
pub const PAGE_XSD: XmlSchema = XmlSchema { option: "--schema", name: "page.xsd" };
/// An error reply as the crate writes it.
pub const ERROR_XSD: XmlSchema = XmlSchema { option: "--schema", name: "error.xsd" };

impl XmlSchema {
    /// Which documents are well formed and valid, all judged by one run.
    ///
    /// # Panics
    ///
    /// xmllint does not run, or refuses the schema.
    #[must_use]
    pub fn accepts<T: AsRef<[u8]>>(&self, documents: &[T]) -> Vec<bool> {
        let folder = Folder::new();
        let names: Vec<String> = (0..documents.len()).map(|index| format!("{index}.xml")).collect();
        for (name, document) in names.iter().zip(documents) {
            fs::write(folder.0.join(name), document).expect("the folder takes files");
        }
        let schema = crate::path(self.name).canonicalize().expect("the schema is there");
        let output = Command::new("xmllint")
            .args(["--noout", "--nonet", self.option])
            .arg(schema)
            .args(&names)
            .current_dir(&folder.0)
            .output()
            .expect("xmllint runs");
        let lines = String::from_utf8_lossy(&output.stderr);
        // 5: an error in the schema. 0, 1, 3 and 4 are about the documents.
        let status = output.status.code();
        assert!(matches!(status, Some(0 | 1 | 3 | 4)), "{}: {status:?}\n{lines}", self.name);
        let valid: HashSet<&str> =
            lines.lines().filter_map(|line| line.strip_suffix(" validates")).collect();
        names.iter().map(|name| valid.contains(name.as_str())).collect()
    }

    /// Whether one document is well formed and valid.
    ///
    /// # Panics
    ///
    /// xmllint does not run, or refuses the schema.
    #[must_use]
    pub fn accepts_one(&self, document: impl AsRef<[u8]>) -> bool {
        self.accepts(&[document]) == [true]
    }
}

/// A folder that is gone with the value.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("schemas-check-{}-{count}", process::id()));
        fs::create_dir_all(&folder).expect("the folder for temporary files can be written");
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left behind is in the folder for temporary files.
        let _ = fs::remove_dir_all(&self.0);
    }
}
