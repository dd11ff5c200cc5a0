//! What the fuzz targets share.

pub mod by_roxmltree;
pub mod by_serde_json;
pub mod near_page;
pub mod spoil;
pub mod uniform;

use std::borrow::Cow;

use aliyun_instance_status::{
    AccessDeniedDetail, DecodeError, DecodeErrorKind, EncodeError, ErrorReply, Page, Reply,
};

/// The error of a refused input points into it, and can be shown.
pub fn assert_in_input<T>(read: &Result<T, DecodeError>, length: usize) {
    if let Err(error) = read {
        assert!(error.offset() <= length, "{error} of {length}");
        assert!(!error.to_string().is_empty());
    }
}

/// The first fault wins: of what stands before the byte that is reported, nothing is
/// wrong but that it is cut off. Bad UTF-8 is looked for first.
pub fn assert_first(
    body: &[u8],
    error: Option<DecodeError>,
    read: impl FnOnce(&[u8]) -> Option<DecodeError>,
) {
    let Some(error) = error.filter(|error| error.kind() != DecodeErrorKind::InvalidUtf8) else {
        return;
    };
    if let Some(cut) = body.get(..error.offset()).and_then(read) {
        let expected = (DecodeErrorKind::UnexpectedEof, error.offset());
        assert_eq!((cut.kind(), cut.offset()), expected, "before: {error}");
    }
}

/// What was read can be written and read again: in JSON, and in XML where that
/// can carry it.
pub fn assert_round_trips(reply: &Reply<'_>) {
    for json in [reply.to_json(), reply.to_json_pretty()] {
        assert_eq!(Reply::from_json(&json).as_ref(), Ok(reply), "{json}");
        match reply {
            Reply::Page(page) => assert_eq!(Page::from_json(&json).as_ref(), Ok(page)),
            Reply::Error(error) => assert_eq!(ErrorReply::from_json(&json).as_ref(), Ok(error)),
        }
    }
    for xml in [reply.to_xml(), reply.to_xml_pretty()] {
        if let Some(xml) = assert_is_xml(xml) {
            assert_eq!(Reply::from_xml(&xml).as_ref(), Ok(reply), "{xml}");
        }
    }
}

/// Asserts that both formats and serde give a reply back as it was written.
pub fn assert_reply_returns(reply: &Reply<'_>) {
    assert_round_trips(reply);
    let json = reply.to_json();
    assert_eq!(serde_json::to_string(reply).expect("a reply is JSON"), json);
    assert_eq!(&serde_json::from_str::<Reply<'_>>(&json).expect("it is a reply"), reply);
}

/// XML was written if all its characters are XML's, and refused for one that is not.
fn assert_is_xml(written: Result<String, EncodeError>) -> Option<String> {
    match written {
        Ok(xml) => {
            assert!(xml.chars().all(is_xml_char), "{xml:?}");
            Some(xml)
        }
        Err(error) => {
            assert!(!is_xml_char(error.character()), "{error}");
            None
        }
    }
}

/// XML 1.0, production 2, in the specification's words.
#[must_use]
pub fn is_xml_char(character: char) -> bool {
    matches!(u32::from(character),
        0x9 | 0xA | 0xD | 0x20..=0xD7FF | 0xE000..=0xFFFD | 0x10000..=0x10_FFFF)
}

/// The members of an `AccessDeniedDetail`.
const DETAILS: [&str; 7] = [
    "AuthAction",
    "AuthPrincipalDisplayName",
    "AuthPrincipalOwnerId",
    "AuthPrincipalType",
    "NoPermissionType",
    "PolicyType",
    "EncodedDiagnosticMessage",
];

/// The members in the order of [`DETAILS`].
fn details<'d, 'a>(detail: &'d mut AccessDeniedDetail<'a>) -> [&'d mut Option<Cow<'a, str>>; 7] {
    [
        &mut detail.auth_action,
        &mut detail.auth_principal_display_name,
        &mut detail.auth_principal_owner_id,
        &mut detail.auth_principal_type,
        &mut detail.no_permission_type,
        &mut detail.policy_type,
        &mut detail.encoded_diagnostic_message,
    ]
}

/// A detail with what `text` gives for each name; `None` if it refuses one.
fn detail(text: impl Fn(&str) -> Option<Option<String>>) -> Option<AccessDeniedDetail<'static>> {
    let mut detail = AccessDeniedDetail::default();
    for (member, name) in details(&mut detail).into_iter().zip(DETAILS) {
        *member = text(name)?.map(Into::into);
    }
    Some(detail)
}

/// A counter as the design reads it: decimal digits, up to `u32::MAX`.
fn counter(digits: &str) -> Option<u32> {
    // `parse` would take a sign.
    if digits.bytes().all(|byte| byte.is_ascii_digit()) { digits.parse().ok() } else { None }
}

/// Escaped by RFC 3986, sorted by the bytes of the names, without the signature.
pub fn assert_is_canonical(query: &str) {
    let is_canonical = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~%=&".contains(&byte);
    assert!(query.bytes().all(is_canonical), "{query}");
    let pairs = query.split('&').map(|pair| pair.split_once('=').expect("it is a pair"));
    let names: Vec<Vec<u8>> = pairs.map(|(name, _)| unescaped(name)).collect();
    assert!(names.is_sorted() && !names.contains(&b"Signature".to_vec()), "{query}");
}

/// The bytes that a canonical query has for a name.
fn unescaped(mut text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    while let Some((before, after)) = text.split_once('%') {
        bytes.extend_from_slice(before.as_bytes());
        bytes.push(u8::from_str_radix(&after[..2], 16).expect("two digits follow a `%`"));
        text = &after[2..];
    }
    bytes.extend_from_slice(text.as_bytes());
    bytes
}
