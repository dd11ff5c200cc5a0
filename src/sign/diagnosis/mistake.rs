//! The known ways to get a signed text wrong. Each turns the right text into the text that a
//! client with that mistake signs.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::iter;

use super::canonical::{self, Canonical, Part};
use super::difference::unescape;
use super::order::{self, Compare, ORDERS};
use super::{Diagnosis, Difference};
use crate::bytes::percent;
use crate::sign::Scheme;
use crate::sign::rpc::ENCODED_PATH;

/// Changes what is signed.
type Edit = fn(&mut Canonical);

/// Mistakes in what is signed.
const EDITS: [(Edit, Diagnosis); 6] = [
    (|wrong| wrong.method = "GET".into(), Diagnosis::Method),
    (|wrong| wrong.method = "POST".into(), Diagnosis::Method),
    (|wrong| wrong.method.make_ascii_lowercase(), Diagnosis::LowerCaseMethod),
    (without_html, Diagnosis::CopiedFromHtml),
    (with_signature, Diagnosis::SignatureSigned),
    (|wrong| wrong.query = encoded(&wrong.query), Diagnosis::QueryEncodedTwice),
];

/// Makes of an escaped text what is signed instead.
type Rewrite = fn(&str) -> String;

/// Mistakes in the values of parameters, be it in all of them or in one alone.
const VALUES: [(Rewrite, Difference); 4] = [
    (|value| value.replace('%', "%25"), Difference::SignedEncodedTwice),
    (|value| value.replace("%25", "%"), Difference::ReceivedEncodedTwice),
    (|value| value.replace("%20", "%2B"), Difference::PlusReceivedAsSpace),
    (|value| value.replace("%2B", "%20"), Difference::SpaceReceivedAsPlus),
];

/// What JavaScript's `encodeURI` leaves as it is, and most encoders escape.
pub(super) const RESERVED: &str = ";,/?:@&=+$!*'()#";

/// The encoders of common languages, and their differences from RFC 3986 one by one.
const ENCODERS: [Rewrite; 15] = [
    in_lower_case,
    // Go's `url.QueryEscape`, Python's `quote_plus`
    |text| text.replace("%20", "+"),
    |text| unescape_only(text, "*"),
    |text| text.replace('~', "%7E"),
    php,
    // Java's `URLEncoder`, `application/x-www-form-urlencoded` of the URL standard
    |text| unescape_only(&php(text), "*"),
    // C#'s `HttpUtility.UrlEncode` and `WebUtility.UrlEncode`
    |text| in_lower_case(&unescape_only(&php(text), "!*()")),
    |text| unescape_only(&php(text), "!*()"),
    // JavaScript's `encodeURIComponent`, `encodeURI` and `escape`
    |text| unescape_only(text, "!*'()"),
    |text| unescape_only(text, RESERVED),
    |text| unescape_only(text, "@*+/"),
    // Python's `quote`, of today and before 3.7
    |text| unescape_only(text, "/"),
    |text| unescape_only(&text.replace('~', "%7E"), "/"),
    |text| unescape_only(text, ":"),
    unescape_all,
];

/// The difference, if one mistake of an encoder makes it in several values.
pub(super) fn shared_difference(cause: &Diagnosis) -> Option<Difference> {
    let Diagnosis::Parameter { difference, .. } = cause else { return None };
    let mut known = VALUES.into_iter().map(|(_, one)| one).chain([Difference::OtherEscapes]);
    known.find(|one| one == difference)
}

/// Mistakes in V3's `host`.
const HOSTS: [(Rewrite, Difference); 9] = [
    (|host| format!("{host}:443"), Difference::Port),
    (|host| format!("{host}:80"), Difference::Port),
    (|host| String::from(host.split(':').next().unwrap_or(host)), Difference::Port),
    (str::to_ascii_uppercase, Difference::Case),
    (str::to_ascii_lowercase, Difference::Case),
    (|host| format!("https://{host}"), Difference::Url),
    (|host| format!("http://{host}"), Difference::Url),
    (|host| format!("https://{host}/"), Difference::Url),
    (|host| format!("{host}/"), Difference::Url),
];

/// Mistakes in how the parts become one text.
const TEXTS: [(Rewrite, Diagnosis); 3] = [
    (|text| text.replace('\n', "\r\n"), Diagnosis::LineEnds),
    (|text| format!("{text}\n"), Diagnosis::Malformed),
    (without_empty_line, Diagnosis::Malformed),
];

/// How many bytes all texts that are tried may have: enough for each mistake in a call with
/// all parameters and a token, and a bound for what hostile ones cost.
const MAX_TRIED: usize = 4 << 20;

/// A text that a client may have signed, and why it differs from the right one.
type Candidate = (String, Diagnosis);

/// The mistake that turns the right text into one that the client has signed. `sent` are the
/// names of the parameters in the order in which they were sent, where that is known.
pub(super) fn find(
    right: &Canonical,
    sent: &[&str],
    is_signed: impl Fn(&str) -> bool,
) -> Option<Diagnosis> {
    let text = &*right.write();
    let mut left = MAX_TRIED;
    let mut candidates =
        of_parts(right, sent).chain(of_text(right, text)).take_while(|(wrong, _)| {
            // Counted by the longer of the two: making one has copied the right text.
            left = left.saturating_sub(wrong.len().max(text.len()));
            left > 0
        });
    candidates.find(|(wrong, _)| wrong != text && is_signed(wrong)).map(|(_, cause)| cause)
}

/// The right parts changed, and written as they should be.
fn of_parts(right: &Canonical, sent: &[&str]) -> impl Iterator<Item = Candidate> {
    let query = &*right.query;
    let edits = EDITS.into_iter().map(|(edit, cause)| {
        let mut wrong = right.clone();
        edit(&mut wrong);
        (wrong.write(), cause)
    });
    let values = VALUES.into_iter().flat_map(move |(change, difference)| {
        let changed = query.split('&').filter(move |&pair| change(pair) != pair);
        let each = changed.map(move |one| {
            pairs(query, |pair| Some(if pair == one { change(pair).into() } else { pair.into() }))
        });
        let all = iter::once_with(move || change(query));
        all.chain(each).filter_map(move |wrong| of_values(right, &wrong, difference))
    });
    let of_encoder = |encode: &Rewrite| of_values(right, &encode(query), Difference::OtherEscapes);
    let escapes = ENCODERS.iter().filter_map(of_encoder);
    let orders = ORDERS.into_iter().filter_map(|(compare, _)| of_order(right, compare));
    let place = |part: &Part<'_>| sent.iter().position(|name| name.as_bytes() == &*part.key().1);
    let as_sent = iter::once_with(move || of_order(right, &|a, b| place(a).cmp(&place(b))));
    // What a proxy has added, or the client after it signed.
    let added = query.split('&').map(move |one| {
        let others = pairs(query, |pair| (pair != one).then_some(pair.into()));
        let cause = canonical::differs(&Part::parameter(one).key(), Difference::NotSigned);
        (right.with_query(&others), cause)
    });
    edits.chain(values).chain(escapes).chain(orders).chain(as_sent.flatten()).chain(added)
}

/// The right text changed, or put together wrongly.
fn of_text(right: &Canonical, text: &str) -> impl Iterator<Item = Candidate> {
    let hosts = HOSTS.into_iter().filter_map(|(change, difference)| {
        let (before, rest) = text.split_once("\nhost:")?;
        let (host, after) = rest.split_once('\n')?;
        let cause = Diagnosis::Header { name: "host".into(), difference };
        Some(([before, "\nhost:", &change(host), "\n", after].concat(), cause))
    });
    let texts = TEXTS.into_iter().map(|(change, cause)| (change(text), cause));
    // What an encoder makes of RPC's text, or of that and the values in it.
    let is_rpc = right.scheme == Some(Scheme::Rpc);
    let encoded = ENCODERS.iter().filter(move |_| is_rpc).flat_map(move |encode| {
        let values = of_values(right, &encode(&right.query), Difference::OtherEscapes);
        let leaves_escapes = encode("%25") == "%25";
        let values = values.filter(|_| leaves_escapes);
        let texts = iter::once((text.into(), Diagnosis::Malformed)).chain(values);
        texts.flat_map(|(text, cause)| {
            let all = encode(&text);
            [all.replacen(&encode(ENCODED_PATH), ENCODED_PATH, 1), all]
                .map(|text| (text, cause.clone()))
        })
    });
    hosts.chain(texts).chain(encoded)
}

/// The parameters with other values.
fn of_values(right: &Canonical, query: &str, difference: Difference) -> Option<Candidate> {
    let mut pairs = right.query.split('&').zip(query.split('&'));
    let (first, _) = pairs.find(|(right, wrong)| right != wrong)?;
    Some((right.with_query(query), canonical::differs(&Part::parameter(first).key(), difference)))
}

/// The parameters in another order, if that is not the right one.
fn of_order(right: &Canonical, compare: &Compare<'_>) -> Option<Candidate> {
    let query = order::sorted(&right.query, compare);
    let cause = order::fault(&Canonical::of_query(&query).parts())?;
    Some((right.with_query(&query), cause))
}

/// A query with some of its pairs changed or left out.
fn pairs<'q>(query: &'q str, change: impl Fn(&'q str) -> Option<Cow<'q, str>>) -> String {
    query.split('&').filter_map(change).collect::<Vec<_>>().join("&")
}

/// Names in a URL that was copied from HTML begin with what is left of `&amp;`.
fn without_html(wrong: &mut Canonical) {
    let plain = pairs(&wrong.query, |pair| Some(pair.trim_start_matches("amp%3B").into()));
    let query = pairs(&plain, |pair| (!pair.starts_with("Signature=")).then_some(pair.into()));
    wrong.query = order::sorted(&query, &order::by_name);
}

fn with_signature(wrong: &mut Canonical) {
    wrong.query = order::sorted(&[&wrong.query, "&Signature="].concat(), &order::by_name);
}

/// Escapes a text, the `%` of escapes that it has among the rest.
pub(super) fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    percent::encode(&mut out, text);
    out
}

fn without_empty_line(text: &str) -> String {
    let (headers, rest) = text.rsplit_once("\n\n").unwrap_or((text, ""));
    [headers, rest].join("\n")
}

/// Removes all escapes, unless what they stand for is not UTF-8.
pub(super) fn unescape_all(text: &str) -> String {
    String::from_utf8(unescape(text).into_owned()).unwrap_or_else(|_| text.into())
}

/// Writes escapes as PHP's `urlencode` does.
fn php(text: &str) -> String {
    text.replace("%20", "+").replace('~', "%7E")
}

/// Writes the digits of escapes in lower case.
fn in_lower_case(text: &str) -> String {
    rewrite_escapes(text, |out, digits| out.extend(["%", &digits.to_ascii_lowercase()]))
}

/// Removes the escapes of these characters.
pub(super) fn unescape_only(text: &str, characters: &str) -> String {
    rewrite_escapes(text, |out, digits| match u8::from_str_radix(digits, 16) {
        Ok(byte) if characters.as_bytes().contains(&byte) => out.push(char::from(byte)),
        _ => out.extend(["%", digits]),
    })
}

/// Passes on the digits of each escape, to be written in another way.
fn rewrite_escapes(text: &str, write: impl Fn(&mut String, &str)) -> String {
    let mut pieces = text.split('%');
    let mut out = String::from(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (digits, plain) = piece.split_at_checked(2).unwrap_or((piece, ""));
        write(&mut out, digits);
        out.push_str(plain);
    }
    out
}
