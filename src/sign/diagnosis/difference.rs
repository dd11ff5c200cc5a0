//! How two values of one name differ.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::bytes::percent;

/// How a parameter or a header differs between what was signed and what the service
/// received.
///
/// `#[non_exhaustive]`: there are more ways to get a value wrong.
///
/// ```
/// use aliyun_instance_status::sign::{Diagnosis, Difference, Signed};
///
/// let signed = Signed::new("PageSize=50&ZoneId=a%2Bb");
/// let diagnosis = Diagnosis::between(signed, "PageSize=50&ZoneId=a%20b");
/// let Diagnosis::Parameter { name, difference } = diagnosis else { unreachable!() };
/// assert_eq!((&*name, difference), ("ZoneId", Difference::PlusReceivedAsSpace));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Difference {
    /// It was signed but not received: it was not sent, or was lost on the way.
    NotReceived,
    /// It was received but not signed: a proxy or the HTTP stack added it, or it was added
    /// after signing.
    NotSigned,
    /// It arrived percent-encoded more often than it was signed.
    ReceivedEncodedTwice,
    /// It was signed percent-encoded more often than it was sent.
    SignedEncodedTwice,
    /// A `+` was signed but a space arrived: it was sent unescaped.
    PlusReceivedAsSpace,
    /// A space was signed but a `+` arrived: it was escaped as `+`, and that again as
    /// `%2B`.
    SpaceReceivedAsPlus,
    /// The value is equal, but it was signed with escapes other than those of RFC 3986: a
    /// space as `+`, `*` as itself, `~` as `%7E`, lower-case digits.
    OtherEscapes,
    /// Only one side has white space or a line end.
    WhiteSpace,
    /// It differs only in the case of letters.
    Case,
    /// Only the beginning of what was signed arrived: it has a `&` or `#` that was sent
    /// unescaped.
    Shortened,
    /// Only one side has a port.
    Port,
    /// It was signed with a scheme or a path, as part of a URL.
    Url,
    /// It was signed more than once.
    Repeated,
    /// Another value.
    Other,
}

impl Difference {
    /// Between two values that are not equal; those of parameters are escaped.
    pub(super) fn between(client: &str, server: &str, is_parameter: bool) -> Self {
        let plain =
            |text| if is_parameter { unescape(text) } else { Cow::Borrowed(text.as_bytes()) };
        let (signed, received) = (plain(client), plain(server));
        let of_form = if is_parameter { spaces(client.as_bytes()) } else { signed.clone() };
        let pieces = |text: &[u8]| text.split(|&byte| byte == b'+').count();
        let visible = |text: &[u8]| -> Vec<u8> {
            text.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect()
        };
        if is_parameter && (signed == received || percent::decode_once(&of_form) == received) {
            Self::OtherEscapes
        } else if !is_parameter && server.is_empty() {
            // A header that is not there may be echoed as an empty one.
            Self::NotReceived
        } else if !is_parameter && client.is_empty() {
            Self::NotSigned
        } else if spaces(&signed) == spaces(&received) && pieces(&signed) > pieces(&received) {
            Self::PlusReceivedAsSpace
        } else if spaces(&signed) == spaces(&received) && pieces(&signed) < pieces(&received) {
            Self::SpaceReceivedAsPlus
        } else if settled(&signed) == settled(&received) && signed.len() < received.len() {
            Self::ReceivedEncodedTwice
        } else if settled(&signed) == settled(&received) && signed.len() > received.len() {
            Self::SignedEncodedTwice
        } else if visible(&signed) == visible(&received) {
            Self::WhiteSpace
        } else if signed.eq_ignore_ascii_case(&received) {
            Self::Case
        } else if signed.strip_prefix(&*received).is_some_and(|rest| {
            // Only these two end a value that was sent unescaped.
            !is_parameter || rest.starts_with(b"&") || rest.starts_with(b"#")
        }) {
            Self::Shortened
        } else {
            Self::Other
        }
    }
}

/// Without any escape, however many lie over each other, and with a space for a `+`.
fn settled(text: &[u8]) -> Vec<u8> {
    spaces(&percent::decode_all(&spaces(text))).into_owned()
}

/// With a space for every `+`, as forms are read.
fn spaces(text: &[u8]) -> Cow<'_, [u8]> {
    text.iter().map(|&byte| if byte == b'+' { b' ' } else { byte }).collect()
}

/// Undoes one layer of escapes. A `%` that begins none stays.
pub(super) fn unescape(text: &str) -> Cow<'_, [u8]> {
    percent::decode_once(text.as_bytes())
}
