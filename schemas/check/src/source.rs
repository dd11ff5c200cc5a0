//! Literals of files, for what a library does not list at run time.

/// What stands between `marker` and the next `"`, each time that a file has the
/// marker. The path starts at the library's folder.
///
/// # Panics
///
/// There is no such file, or it does not have the marker.
#[must_use]
pub fn literals(path: &str, marker: &str) -> Vec<String> {
    let text = crate::read(&format!("../{path}"));
    let rests = text.split(marker).skip(1);
    let literals: Vec<String> =
        rests.filter_map(|rest| rest.split_once('"')).map(|(literal, _)| literal.into()).collect();
    assert!(!literals.is_empty(), "{path} has {marker}");
    literals
}
