//! How two values of one name differ.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::cmp::Ordering;

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
    /// Whether the value is equal on both sides, but for its escapes.
    pub(super) const fn is_in_escapes(self) -> bool {
        matches!(
            self,
            Self::ReceivedEncodedTwice
                | Self::SignedEncodedTwice
                | Self::PlusReceivedAsSpace
                | Self::SpaceReceivedAsPlus
                | Self::OtherEscapes
        )
    }

    /// Between two values of a parameter as canonical queries have them, which are not equal.
    pub(super) fn of_escaped(client: &str, server: &str) -> Self {
        let (signed, received) = (unescape(client), unescape(server));
        let as_a_form = spaces(client.as_bytes());
        let is_equal = |signed: &[u8]| *signed == *received;
        if is_equal(&signed) || is_equal(&percent::decode_once(&as_a_form)) {
            return Self::OtherEscapes;
        }
        match Self::of_bytes(&signed, &received) {
            // Only these two end a value that was sent unescaped.
            Self::Shortened if !matches!(signed.get(received.len()), Some(b'&' | b'#')) => {
                Self::Other
            }
            difference => difference,
        }
    }

    /// Between two values of a header, which are not equal.
    pub(super) fn of_plain(client: &str, server: &str) -> Self {
        match (client, server) {
            // A header that is not there may be echoed as an empty one.
            (_, "") => Self::NotReceived,
            ("", _) => Self::NotSigned,
            _ => Self::of_bytes(client.as_bytes(), server.as_bytes()),
        }
    }

    fn of_bytes(signed: &[u8], received: &[u8]) -> Self {
        if spaces(signed) == spaces(received) {
            let pieces = |text: &[u8]| text.split(|&byte| byte == b'+').count();
            match pieces(signed).cmp(&pieces(received)) {
                Ordering::Greater => return Self::PlusReceivedAsSpace,
                Ordering::Less => return Self::SpaceReceivedAsPlus,
                Ordering::Equal => {}
            }
        }
        if settled(signed) == settled(received) {
            match signed.len().cmp(&received.len()) {
                Ordering::Less => return Self::ReceivedEncodedTwice,
                Ordering::Greater => return Self::SignedEncodedTwice,
                Ordering::Equal => {}
            }
        }
        let visible = |text: &[u8]| -> Vec<u8> {
            text.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect()
        };
        if visible(signed) == visible(received) {
            Self::WhiteSpace
        } else if signed.eq_ignore_ascii_case(received) {
            Self::Case
        } else if signed.starts_with(received) {
            Self::Shortened
        } else {
            Self::Other
        }
    }
}

/// Without any escape, however many lie over each other, and with a space for a `+`.
fn settled(text: &[u8]) -> Vec<u8> {
    let text = spaces(text);
    spaces(&percent::decode_all(&text)).into_owned()
}

/// With a space for every `+`, as forms are read.
fn spaces(text: &[u8]) -> Cow<'_, [u8]> {
    if text.contains(&b'+') {
        text.iter().map(|&byte| if byte == b'+' { b' ' } else { byte }).collect()
    } else {
        Cow::Borrowed(text)
    }
}

/// Undoes one layer of escapes. A `%` that begins none stays.
pub(super) fn unescape(text: &str) -> Cow<'_, [u8]> {
    percent::decode_once(text.as_bytes())
}
