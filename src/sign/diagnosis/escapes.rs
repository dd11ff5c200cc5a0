//! Ways to rewrite what RFC 3986 has escaped.

use alloc::string::String;

use super::difference::unescape;
use crate::bytes::percent;

/// Makes of an escaped text what is signed instead.
pub(super) type Rewrite = fn(&str) -> String;

/// The encoders of common languages, and their differences from RFC 3986 one by one.
pub(super) const ENCODERS: [Rewrite; 15] = [
    in_lower_case,
    // Go's `url.QueryEscape`, Python's `quote_plus`
    |text| text.replace("%20", "+"),
    |text| plain(text, "*"),
    |text| text.replace('~', "%7E"),
    php,
    // Java's `URLEncoder`, `application/x-www-form-urlencoded` of the URL standard
    |text| plain(&php(text), "*"),
    // C#'s `HttpUtility.UrlEncode` and `WebUtility.UrlEncode`
    |text| in_lower_case(&plain(&php(text), "!*()")),
    |text| plain(&php(text), "!*()"),
    // JavaScript's `encodeURIComponent`, `encodeURI` and `escape`
    |text| plain(text, "!*'()"),
    |text| plain(text, ";,/?:@&=+$!*'()#"),
    |text| plain(text, "@*+/"),
    // Python's `quote`, of today and before 3.7
    |text| plain(text, "/"),
    |text| plain(&text.replace('~', "%7E"), "/"),
    |text| plain(text, ":"),
    raw,
];

/// Escaped once more.
pub(super) fn twice(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    percent::encode(&mut out, text);
    out
}

/// Not escaped at all.
pub(super) fn raw(text: &str) -> String {
    String::from_utf8(unescape(text).into_owned()).unwrap_or_else(|_| text.into())
}

/// PHP's `urlencode`.
fn php(text: &str) -> String {
    text.replace("%20", "+").replace('~', "%7E")
}

fn in_lower_case(text: &str) -> String {
    each(text, |out, digits| out.extend(["%", &digits.to_ascii_lowercase()]))
}

/// With these characters as they are.
fn plain(text: &str, characters: &str) -> String {
    each(text, |out, digits| match u8::from_str_radix(digits, 16) {
        Ok(byte) if characters.as_bytes().contains(&byte) => out.push(char::from(byte)),
        _ => out.extend(["%", digits]),
    })
}

/// With each escape, given by its digits, written in another way.
fn each(text: &str, write: impl Fn(&mut String, &str)) -> String {
    let mut pieces = text.split('%');
    let mut out = String::from(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (digits, plain) = piece.split_at_checked(2).unwrap_or((piece, ""));
        write(&mut out, digits);
        out.push_str(plain);
    }
    out
}
