//! JSON documents, most of them replies that the crate reads, some a little off.
//!
//! They hold nothing of what [`blind`](crate::blind) lists, so that a schema and
//! the crate must agree on each.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::text::{
    MEMBERS_OF_DETAIL, MEMBERS_OF_ERROR, MEMBERS_OF_PAGE, MEMBERS_OF_RECORD, any_order, characters,
    digits, mostly, seldom_damaged, seldom_missing,
};

/// Values that no known member has.
const ODD: &[&str] = &[
    "null",
    "true",
    "0",
    "-1",
    "1.5",
    "4294967296",
    "18446744073709551616",
    "\"\"",
    "\" 1\"",
    "\"1 \"",
    "\"1\\n\"",
    "\"+1\"",
    "\"-1\"",
    "\"1.0\"",
    "\"0x1\"",
    "\"１\"",
    "\"4294967296\"",
    "\"00018446744073709551616\"",
    "\"\\ud800\"",
    "\"\\x41\"",
    "\"\t\"",
    "'x'",
    "01",
    "NaN",
    "[]",
    "{}",
    "[null]",
    "[{}]",
    "[[]]",
    "[\"i-a\",\"Running\"]",
    "{\"InstanceStatus\":null}",
    "{\"InstanceStatus\":{}}",
    "{\"InstanceStatus\":[[]]}",
    "{\"AuthAction\":true}",
    "{\"AuthAction\":[]}",
    "{\"PolicyType\":{}}",
    "{\"instancestatus\":[]}",
];

const MARKS: &[&str] = &["{", "}", "[", "]", ",", ":", "\"", "\\", "x", "/**/", "\u{A0}", "\0"];

/// A page, or nearly one.
pub fn page() -> impl Strategy<Value = String> {
    let [request_id, total_count, page_number, page_size, list] = MEMBERS_OF_PAGE;
    let page = object(
        vec![
            member(request_id, string().boxed()),
            member(total_count, counter()),
            member(page_number, counter()),
            member(page_size, counter()),
            member(list, list_of_records()),
        ],
        &MEMBERS_OF_PAGE,
    );
    seldom_damaged(page, MARKS)
}

/// An error reply, or nearly one.
pub fn error() -> impl Strategy<Value = String> {
    let [request_id, host_id, code, message, recommend, detail] = MEMBERS_OF_ERROR;
    let code_value = string().prop_filter("an empty code is odd", |code| code != "\"\"");
    let error = object(
        vec![
            maybe(member(request_id, or_null(string()))),
            maybe(member(host_id, or_null(string()))),
            member(code, code_value.boxed()),
            maybe(member(message, or_null(string()))),
            maybe(member(recommend, or_null(string()))),
            maybe(member(detail, or_null(access_denied_detail()))),
        ],
        &MEMBERS_OF_ERROR,
    );
    seldom_damaged(error, MARKS)
}

fn list_of_records() -> BoxedStrategy<String> {
    let [instance_id, status] = MEMBERS_OF_RECORD;
    let members = vec![member(instance_id, string().boxed()), member(status, string().boxed())];
    let records = vec(object(members, &MEMBERS_OF_RECORD), 0..3)
        .prop_map(|records| format!("[{}]", records.join(",")));
    let list = maybe(member("InstanceStatus", records.boxed()));
    object(vec![list], &["InstanceStatus"])
}

fn access_denied_detail() -> BoxedStrategy<String> {
    let number = select(&["7", "-1", "2.50", "1e3"][..]).prop_map(String::from);
    let value = prop_oneof![6 => string(), 1 => number].boxed();
    let members = MEMBERS_OF_DETAIL.map(|name| maybe(member(name, or_null(value.clone()))));
    object(members.into(), &MEMBERS_OF_DETAIL)
}

/// An object of `known` members and others.
fn object(
    known: Vec<BoxedStrategy<Option<String>>>,
    names: &'static [&'static str],
) -> BoxedStrategy<String> {
    let more = vec(unknown_member(names), 0..3).boxed();
    (any_order(known, more), space())
        .prop_map(|(members, space)| {
            format!("{{{space}{}{space}}}", members.join(&format!("{space},")))
        })
        .boxed()
}

fn member(name: &'static str, value: BoxedStrategy<String>) -> BoxedStrategy<Option<String>> {
    let spelt = prop_oneof![
        60 => Just(format!("\"{name}\"")),
        1 => Just(format!("\"{}\"", name.to_lowercase())),
        2 => Just(format!("\"\\u{:04x}{}\"", u32::from(name.as_bytes()[0]), &name[1..])),
    ];
    seldom_missing(
        (spelt, space(), mostly(value, ODD))
            .prop_map(|(name, space, value)| format!("{name}{space}:{space}{value}")),
    )
}

fn unknown_member(known: &'static [&'static str]) -> impl Strategy<Value = String> {
    const NAMES: [&str; 10] = [
        "Code",
        "Status",
        "RequestId",
        "InstanceStatus",
        "requestId",
        "pageSize",
        "",
        "未知",
        "Raw",
        "Success",
    ];
    let name = select(&NAMES[..]).prop_filter("known here", |name| !known.contains(name));
    (name, space(), anything())
        .prop_map(|(name, space, value)| format!("\"{name}\":{space}{value}"))
}

/// A value of any kind.
fn anything() -> impl Strategy<Value = String> {
    let number = select(&["0", "-0", "2.0", "-1.5e+3", "18446744073709551616"][..]);
    let literal = select(&["null", "true", "false"][..]);
    let leaf = prop_oneof![number.prop_map(String::from), literal.prop_map(String::from), string()];
    leaf.prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(|items| format!("[{}]", items.join(" , "))),
            vec((string(), inner), 0..3).prop_map(|members| {
                let members: Vec<_> =
                    members.iter().map(|(name, value)| format!("{name}:{value}")).collect();
                format!("{{{}}}", members.join(","))
            }),
        ]
    })
}

fn counter() -> BoxedStrategy<String> {
    let integer = digits().prop_map(|digits| match digits.trim_start_matches('0') {
        "" => String::from("0"),
        digits => digits.into(),
    });
    prop_oneof![3 => integer, 1 => digits().prop_map(|digits| format!("\"{digits}\""))].boxed()
}

/// A string, with escapes or without.
fn string() -> impl Strategy<Value = String> {
    (characters(), any::<bool>()).prop_map(|(text, escaped)| {
        if escaped {
            let units: Vec<_> = text.encode_utf16().map(|unit| format!("\\u{unit:04X}")).collect();
            format!("\"{}\"", units.concat())
        } else {
            serde_json::Value::from(text).to_string()
        }
    })
}

fn or_null(value: impl Strategy<Value = String> + 'static) -> BoxedStrategy<String> {
    prop_oneof![6 => value, 1 => Just("null".into())].boxed()
}

fn maybe(member: BoxedStrategy<Option<String>>) -> BoxedStrategy<Option<String>> {
    prop_oneof![member, Just(None)].boxed()
}

fn space() -> impl Strategy<Value = &'static str> {
    select(&["", "", " ", "\n  ", "\r\n\t"][..])
}
