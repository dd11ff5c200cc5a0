//! Ways to write the value of a parameter that are not those of RFC 3986.

use alloc::string::String;

use super::difference::unescape;
use crate::bytes::percent;

/// How an encoder differs from RFC 3986.
pub(super) struct Style {
    /// What it leaves as it is, beside what is unreserved.
    plain: &'static str,
    has_plus_for_space: bool,
    escapes_tilde: bool,
    is_lower_case: bool,
}

const RFC_3986: Style =
    Style { plain: "", has_plus_for_space: false, escapes_tilde: false, is_lower_case: false };

/// The encoders of common languages, and their differences one by one.
pub(super) const STYLES: [Style; 14] = [
    Style { is_lower_case: true, ..RFC_3986 },
    // Go's `url.QueryEscape`, Python's `quote_plus`
    Style { has_plus_for_space: true, ..RFC_3986 },
    Style { plain: "*", ..RFC_3986 },
    Style { escapes_tilde: true, ..RFC_3986 },
    // PHP's `urlencode`
    Style { has_plus_for_space: true, escapes_tilde: true, ..RFC_3986 },
    // Java's `URLEncoder`, `application/x-www-form-urlencoded` of the URL standard
    Style { plain: "*", has_plus_for_space: true, escapes_tilde: true, ..RFC_3986 },
    // C#'s `HttpUtility.UrlEncode` and `WebUtility.UrlEncode`
    Style { plain: "!*()", has_plus_for_space: true, escapes_tilde: true, is_lower_case: true },
    Style { plain: "!*()", has_plus_for_space: true, escapes_tilde: true, ..RFC_3986 },
    // JavaScript's `encodeURIComponent`, `encodeURI` and `escape`
    Style { plain: "!*'()", ..RFC_3986 },
    Style { plain: ";,/?:@&=+$!*'()#", ..RFC_3986 },
    Style { plain: "@*+/", ..RFC_3986 },
    // Python's `quote`, of today and before 3.7
    Style { plain: "/", ..RFC_3986 },
    Style { plain: "/", escapes_tilde: true, ..RFC_3986 },
    Style { plain: ":", ..RFC_3986 },
];

impl Style {
    /// A text that RFC 3986 has escaped, as this encoder writes it.
    pub(super) fn apply(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find(['%', '~']) {
            let (plain, special) = rest.split_at_checked(at).unwrap_or((rest, ""));
            out.push_str(plain);
            let length = if special.starts_with('%') { 3 } else { 1 };
            let (special, after) = special.split_at_checked(length).unwrap_or((special, ""));
            match *unescape(special) {
                [b' '] if self.has_plus_for_space => out.push('+'),
                [byte] if self.plain.as_bytes().contains(&byte) => out.push(char::from(byte)),
                [b'~'] if self.escapes_tilde && self.is_lower_case => out.push_str("%7e"),
                [b'~'] if self.escapes_tilde => out.push_str("%7E"),
                _ if self.is_lower_case => out.push_str(&special.to_ascii_lowercase()),
                _ => out.push_str(special),
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }
}

/// Escaped once more.
pub(super) fn twice(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    percent::encode(&mut out, value);
    out
}

/// Escaped once, if it has arrived escaped twice.
pub(super) fn once(value: &str) -> String {
    let plain = raw(value);
    if twice(&raw(&plain)) == plain { plain } else { value.into() }
}

/// Not escaped at all.
pub(super) fn raw(value: &str) -> String {
    String::from_utf8(unescape(value).into_owned()).unwrap_or_else(|_| value.into())
}
