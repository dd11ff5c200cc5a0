//! How two values of one name differ.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::canonical::{Part, Section};
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
    /// space as `+`, `*` as itself, `~` as `%7E`, lower-case digits. Not named where only the
    /// service has such escapes.
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

/// The parts of one name, of the client and of the service.
pub(super) type BothSides<'p> = (Vec<&'p Part<'p>>, Vec<&'p Part<'p>>);

impl Difference {
    /// Between parts that are not equal.
    pub(super) fn between((client, server): &BothSides<'_>) -> Self {
        match (&**client, &**server) {
            ([], _) => Self::NotSigned,
            (_, []) => Self::NotReceived,
            ([client], [server]) => Self::between_values(client, server),
            _ => Self::Repeated,
        }
    }

    fn between_values(client: &Part<'_>, server: &Part<'_>) -> Self {
        // The values of parameters are escaped.
        let is_escaped = client.section == Section::Parameter;
        let plain = |value| if is_escaped { unescape(value) } else { Cow::Borrowed(value) };
        let (signed, received) =
            (&*plain(client.value.as_bytes()), &*plain(server.value.as_bytes()));
        let as_form = unescape(&spaces(client.value.as_bytes())) == received;
        let is_plus = spaces(signed) == spaces(received);
        let pieces = |text: &[u8]| text.split(|&byte| byte == b'+').count();
        // Without any escape, however many lie over each other.
        let settled = |text: &[u8]| spaces(&percent::decode_all(&spaces(text)));
        let is_twice = settled(signed) == settled(received);
        let visible =
            |text: &[u8]| text.split(u8::is_ascii_whitespace).collect::<Vec<_>>().concat();
        // Only these two end the value of a parameter that was sent unescaped.
        let is_cut = |lost: &[u8]| !is_escaped || matches!(lost, [b'&' | b'#', ..]);
        let known = [
            (client.name != server.name, Self::OtherEscapes),
            (is_escaped && (signed == received || as_form), Self::OtherEscapes),
            (is_plus && pieces(signed) > pieces(received), Self::PlusReceivedAsSpace),
            (is_plus && pieces(signed) < pieces(received), Self::SpaceReceivedAsPlus),
            (is_twice && signed.len() < received.len(), Self::ReceivedEncodedTwice),
            (is_twice && signed.len() > received.len(), Self::SignedEncodedTwice),
            (visible(signed) == visible(received), Self::WhiteSpace),
            (signed.eq_ignore_ascii_case(received), Self::Case),
            (signed.strip_prefix(received).is_some_and(is_cut), Self::Shortened),
        ];
        known.into_iter().find(|(is, _)| *is).map_or(Self::Other, |(_, difference)| difference)
    }
}

/// Reads every `+` as a space, as forms do.
fn spaces(text: &[u8]) -> Vec<u8> {
    text.iter().map(|&byte| if byte == b'+' { b' ' } else { byte }).collect()
}

/// Undoes one layer of escapes, in bytes that need not be UTF-8. A `%` that begins no escape
/// stays, and so does `+`.
pub(super) fn unescape(text: &(impl AsRef<[u8]> + ?Sized)) -> Cow<'_, [u8]> {
    let text = text.as_ref();
    if !text.contains(&b'%') {
        return Cow::Borrowed(text);
    }
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((byte, after)) =
        percent::escaped(rest).or(rest.split_first().map(|(b, r)| (*b, r)))
    {
        decoded.push(byte);
        rest = after;
    }
    Cow::Owned(decoded)
}
