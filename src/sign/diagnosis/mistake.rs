//! The known ways to get a signed text wrong: each makes, of the right text, the one that
//! a client signs who makes that mistake.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Ordering;
use core::iter;

use super::canonical::{Canonical, Part, Section};
use super::compare::shown;
use super::escapes::{STYLES, Style, once, raw, twice};
use super::order::{self, ORDERS};
use super::{Diagnosis, Difference};
use crate::sign::Scheme;

/// A text that a client may have signed, and why it differs from the right one.
type Candidate = (String, Diagnosis);

/// Makes of a value, or a whole text, what is signed instead.
type Rewrite = fn(&str) -> String;

/// Mistakes in the values of parameters, be it in all of them or in one alone.
const VALUES: [(Rewrite, Difference); 4] = [
    (twice, Difference::SignedEncodedTwice),
    (once, Difference::ReceivedEncodedTwice),
    (|value| value.replace("%20", "%2B"), Difference::PlusReceivedAsSpace),
    (|value| value.replace("%2B", "%20"), Difference::SpaceReceivedAsPlus),
];

/// Whether it changes values and nothing else, so that several values show one mistake.
pub(super) fn is_in_values(difference: Difference) -> bool {
    difference == Difference::OtherEscapes || VALUES.iter().any(|(_, one)| *one == difference)
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

/// Changes what is signed.
type Edit = fn(&mut Vec<Part<'_>>);

/// Mistakes in what is signed.
const PARTS: [(Edit, Diagnosis); 4] = [
    (|parts| replace(parts, is_method, other_method), Diagnosis::Method),
    (|parts| replace(parts, is_method, str::to_ascii_lowercase), Diagnosis::LowerCaseMethod),
    (without_html, Diagnosis::CopiedFromHtml),
    (with_signature, Diagnosis::SignatureSigned),
];

/// Makes one text of RPC's method and its query, which is escaped.
type Join = fn(&str, &str) -> String;

/// Mistakes in how RPC's parts become one text.
const RPC_TEXTS: [(Join, Diagnosis); 4] = [
    (|method, query| [method, PATH, &twice(query)].concat(), Diagnosis::QueryEncodedTwice),
    (|method, query| [method, PATH, &raw(query)].concat(), Diagnosis::Malformed),
    (|method, query| [method, "&/&", &raw(query)].concat(), Diagnosis::Malformed),
    (|method, query| [method, "&/&", query].concat(), Diagnosis::Malformed),
];

/// Mistakes in how V3's parts become one text.
const V3_TEXTS: [(Rewrite, Diagnosis); 4] = [
    (|text| text.replace('\n', "\r\n"), Diagnosis::LineEnds),
    (|text| format!("{text}\n"), Diagnosis::Malformed),
    (without_empty_line, Diagnosis::Malformed),
    (with_query_twice, Diagnosis::QueryEncodedTwice),
];

/// The path between the method and the query of RPC.
const PATH: &str = "&%2F&";

/// How many bytes all texts that are tried may have: enough for each mistake in a call with
/// all parameters and a token, and a bound for what hostile ones cost.
const MAX_TRIED: usize = 4 << 20;

/// The mistake that makes, of the right text, one that a client has signed. `names` are those
/// of the parameters in the order in which they were sent, where that is known.
pub(super) fn find(
    right: &Canonical<'_>,
    names: &[Cow<'_, str>],
    is_signed: impl Fn(&str) -> bool,
) -> Option<Diagnosis> {
    let text = &*right.write();
    let mut left = MAX_TRIED;
    let mut candidates =
        of_parts(right, names).chain(of_texts(right, text)).take_while(|(text, _)| {
            left = left.saturating_sub(text.len());
            left > 0
        });
    candidates.find(|(signed, _)| signed != text && is_signed(signed)).map(|(_, cause)| cause)
}

/// The right parts changed, and written as they should be.
fn of_parts<'r>(
    right: &'r Canonical<'_>,
    names: &'r [Cow<'_, str>],
) -> impl Iterator<Item = Candidate> + 'r {
    let all = |_: &Part<'_>| true;
    let parts = PARTS.into_iter().map(|(change, cause)| (written(right, change), cause));
    let values = VALUES.into_iter().flat_map(move |(change, difference)| {
        let each = right.section(Section::Parameter);
        let each = each.filter(move |one| change(&one.value) != one.value);
        let each =
            each.filter_map(move |one| of_values(right, change, difference, |part| part == one));
        of_values(right, change, difference, all).into_iter().chain(each)
    });
    let escapes = STYLES.iter().filter_map(move |style| {
        of_values(right, |value| style.apply(value), Difference::OtherEscapes, all)
    });
    let raw = iter::once_with(move || of_values(right, raw, Difference::OtherEscapes, all));
    let orders = ORDERS.into_iter().map(|(compare, _)| of_order(right, compare));
    let sent = iter::once_with(|| {
        let place =
            |part: &Part<'_>| names.iter().position(|name| name.as_bytes() == &*part.plain_name());
        of_order(right, |a, b| place(a).cmp(&place(b)))
    });
    let hosts = HOSTS.into_iter().map(|(change, difference)| {
        let is_host = |part: &Part<'_>| part.section == Section::Header && part.name == "host";
        let cause = Diagnosis::Header { name: "host".into(), difference };
        (written(right, |parts| replace(parts, is_host, change)), cause)
    });
    // What a proxy has added, or the client after it signed.
    let added = right.section(Section::Parameter).map(|added| {
        let cause = Diagnosis::Parameter { name: shown(added), difference: Difference::NotSigned };
        (written(right, |parts| parts.retain(|part| part != added)), cause)
    });
    let parts = parts.chain(values).chain(escapes).chain(raw.flatten());
    parts.chain(orders.chain(sent).flatten()).chain(hosts).chain(added)
}

/// The right parts, put together wrongly.
fn of_texts<'r>(right: &'r Canonical<'_>, text: &'r str) -> impl Iterator<Item = Candidate> + 'r {
    let v3 = V3_TEXTS.into_iter().filter(|_| right.scheme == Some(Scheme::V3));
    let rpc = text.split_once(PATH).filter(|_| right.scheme == Some(Scheme::Rpc)).into_iter();
    let rpc = rpc.flat_map(move |(method, query)| {
        let encoders = STYLES.iter().flat_map(move |style| of_encoder(right, style, method, query));
        RPC_TEXTS.into_iter().map(move |(join, cause)| (join(method, query), cause)).chain(encoders)
    });
    v3.map(move |(change, cause)| (change(text), cause)).chain(rpc)
}

/// What an encoder makes of RPC's query if it escapes that, or the values in it, too.
fn of_encoder(
    right: &Canonical<'_>,
    style: &Style,
    method: &str,
    query: &str,
) -> impl Iterator<Item = Candidate> + use<> {
    let both = style.apply(&twice(&style.apply(&raw(query))));
    let values = of_values(right, |value| style.apply(value), Difference::OtherEscapes, |_| true);
    let cause = values.map_or(Diagnosis::Malformed, |(_, cause)| cause);
    [(style.apply(query), Diagnosis::Malformed), (both, cause)].into_iter().flat_map({
        let paths = [PATH.into(), style.apply(PATH)].map(|path| [method, &path].concat());
        move |(query, cause)| {
            paths.clone().map(|path| ([path, query.clone()].concat(), cause.clone()))
        }
    })
}

fn written(right: &Canonical<'_>, change: impl FnOnce(&mut Vec<Part<'_>>)) -> String {
    let mut changed = right.copy();
    change(&mut changed.parts);
    changed.write()
}

/// The values of these parameters changed, if that makes others of them.
fn of_values(
    right: &Canonical<'_>,
    change: impl Fn(&str) -> String,
    difference: Difference,
    is_meant: impl Fn(&Part<'_>) -> bool,
) -> Option<Candidate> {
    let is_changed = |part: &Part<'_>| {
        part.is_parameter() && is_meant(part) && change(&part.value) != part.value
    };
    let name = shown(right.parts.iter().find(|part| is_changed(part))?);
    let text = written(right, |parts| replace(parts, is_changed, &change));
    Some((text, Diagnosis::Parameter { name, difference }))
}

/// The parameters in another order, if that is not the right one.
fn of_order(
    right: &Canonical<'_>,
    compare: impl Fn(&Part<'_>, &Part<'_>) -> Ordering,
) -> Option<Candidate> {
    let mut changed = right.copy();
    changed.parts.sort_by(|a, b| match a.section.cmp(&b.section) {
        Ordering::Equal if a.is_parameter() => compare(a, b),
        order => order,
    });
    Some((changed.write(), order::fault(&changed)?))
}

fn replace(
    parts: &mut [Part<'_>],
    is_meant: impl Fn(&Part<'_>) -> bool,
    change: impl Fn(&str) -> String,
) {
    for part in parts.iter_mut().filter(|part| is_meant(part)) {
        part.value = change(&part.value).into();
    }
}

fn is_method(part: &Part<'_>) -> bool {
    part.section == Section::Method
}

fn other_method(method: &str) -> String {
    String::from(if method == "GET" { "POST" } else { "GET" })
}

/// Names in a URL that was copied from HTML begin with what is left of `&amp;`.
fn without_html(parts: &mut Vec<Part<'_>>) {
    for part in parts.iter_mut().filter(|part| part.is_parameter()) {
        part.name = String::from(part.name.trim_start_matches("amp%3B")).into();
    }
    parts.retain(|part| part.name != "Signature");
    order::sort(parts);
}

fn with_signature(parts: &mut Vec<Part<'_>>) {
    parts.push(Part::new(Section::Parameter, "Signature", ""));
    order::sort(parts);
}

fn without_empty_line(text: &str) -> String {
    let (headers, rest) = text.rsplit_once("\n\n").unwrap_or((text, ""));
    [headers, rest].join("\n")
}

fn with_query_twice(text: &str) -> String {
    let mut lines: Vec<Cow<'_, str>> = text.splitn(4, '\n').map(Cow::Borrowed).collect();
    lines.iter_mut().skip(2).take(1).for_each(|query| *query = twice(query).into());
    lines.join("\n")
}
