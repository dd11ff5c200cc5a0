//! Names that differ only in how they are spelt: `RegionID`, `region_id`, `Region[Id]`.

/// Whether the letters and digits of a name are those of a known one, in any case.
pub(crate) fn folds_to(name: &[u8], known: &str) -> bool {
    let folded = name.iter().filter(|byte| byte.is_ascii_alphanumeric());
    folded.map(u8::to_ascii_lowercase).eq(known.bytes().map(|byte| byte.to_ascii_lowercase()))
}
