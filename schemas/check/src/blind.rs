//! What the schemas cannot see. Each line of these lists has a test in
//! `tests/blind_spots.rs`; on every other document a schema and the crate agree.
//!
//! JSON Schema judges values, not text. It takes, and the crate refuses:
//! - an integer written `2.0`, `2e0` or `-0`, since it is an integer;
//! - a member twice, since a parser keeps one of them;
//! - a skipped value that nests more than 128 deep;
//! - a parameter whose misspelt name is escaped once more: `page%5Fsize`, decoded.
//!
//! It never gets to see, and the crate reads:
//! - a document after a byte order mark, which parsers refuse;
//! - a document that skips a number beyond a double, which many parsers refuse.
//!
//! RELAX NG and XML Schema judge elements, not text. They take, and the crate
//! refuses:
//! - a document type declaration;
//! - another encoding than UTF-8, since a parser knows it;
//! - a skipped element that nests more than 128 deep;
//! - with libxml2, whatever follows a NUL after the root element.
//!
//! They refuse, and the crate reads:
//! - known names in a default namespace, since the crate reads names as they are
//!   written.

use aliyun_instance_status::DecodeErrorKind;

/// Whether the crate may refuse JSON so although its schema takes it.
#[must_use]
pub fn to_refusal_of_json(kind: DecodeErrorKind) -> bool {
    use DecodeErrorKind as Kind;
    matches!(kind, Kind::InvalidInteger(_) | Kind::DuplicateField(_) | Kind::DepthLimit)
}

/// Whether a parser may refuse JSON so although the crate reads it.
#[must_use]
pub fn to_json(refusal: &serde_json::Error) -> bool {
    refusal.to_string().starts_with("number out of range")
}

/// Whether the crate may refuse XML so although its schema takes it.
#[must_use]
pub fn to_refusal_of_xml(kind: DecodeErrorKind, document: &[u8]) -> bool {
    use DecodeErrorKind as Kind;
    match kind {
        Kind::DtdForbidden | Kind::UnsupportedEncoding | Kind::InvalidUtf8 | Kind::DepthLimit => {
            true
        }
        Kind::TrailingContent => document.contains(&0),
        _ => false,
    }
}

/// Whether a schema may refuse XML although the crate reads it.
#[must_use]
pub fn to_xml(document: &[u8]) -> bool {
    const DEFAULT_NAMESPACE: &[u8] = b" xmlns=";
    document.windows(DEFAULT_NAMESPACE.len()).any(|bytes| bytes == DEFAULT_NAMESPACE)
}
