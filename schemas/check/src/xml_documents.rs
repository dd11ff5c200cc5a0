//! XML documents, most of them replies that the crate reads, some a little off.
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

/// Contents that no known element has: in place of a string or a counter, or
/// beside a list.
const ODD: &[&str] = &[
    "<b/>",
    "<b>x</b>",
    "text",
    "&amp;",
    "<![CDATA[x]]>",
    "&#x4E2D;",
    "+1",
    "-1",
    "1 2",
    "1.0",
    "0x1",
    "１",
    "&#160;1",
    "4294967296",
    "00018446744073709551616",
    "&nbsp;",
    "&#0;",
    "&",
    "]]>",
    "\u{1}",
    "<InstanceStatus/>",
    "<AuthAction/><AuthAction/>",
    "<AuthAction><b/></AuthAction>",
];

const MARKS: &[&str] = &["<", ">", "&", "/", "\"", "=", "x", "!", "--", "]]>", "\u{C}", "<c/>"];

/// A page, or nearly one.
pub fn page() -> impl Strategy<Value = String> {
    let [request_id, total_count, page_number, page_size, list] = MEMBERS_OF_PAGE;
    let children = vec![
        child(request_id, string().boxed()),
        child(total_count, counter()),
        child(page_number, counter()),
        child(page_size, counter()),
        child(list, list_of_records()),
    ];
    document("DescribeInstanceStatusResponse", content(children, &MEMBERS_OF_PAGE))
}

/// An error reply, or nearly one.
pub fn error() -> impl Strategy<Value = String> {
    let [request_id, host_id, code, message, recommend, detail] = MEMBERS_OF_ERROR;
    let children = vec![
        maybe(child(request_id, string().boxed())),
        maybe(child(host_id, string().boxed())),
        child(code, string().boxed()),
        maybe(child(message, string().boxed())),
        maybe(child(recommend, string().boxed())),
        maybe(child(detail, access_denied_detail())),
    ];
    document("Error", content(children, &MEMBERS_OF_ERROR))
}

fn document(root: &'static str, content: BoxedStrategy<String>) -> impl Strategy<Value = String> {
    const PROLOGS: [&str; 5] = [
        "",
        "<?xml version='1.0' encoding='UTF-8'?>",
        "<?xml version=\"1.0\"?>\r\n",
        "<?xml version=\"1.0\" encoding=\"utf-8\" standalone='yes' ?><!-- c --><?p q?>\n",
        "\n",
    ];
    let root = prop_oneof![40 => element(Just(root), content.clone()), 1 => element(Just("Reply"), content)];
    let end = mostly(misc(), &["x", "<x/>", "&#32;", "<![CDATA[]]>"]);
    // The prolog stays whole: a damaged one may declare an encoding that some
    // parser knows.
    (select(&PROLOGS[..]), seldom_damaged(root, MARKS), end)
        .prop_map(|(prolog, root, end)| format!("{prolog}{root}{end}"))
}

fn list_of_records() -> BoxedStrategy<String> {
    let children = || {
        let [instance_id, status] = MEMBERS_OF_RECORD;
        vec![child(instance_id, string().boxed()), child(status, string().boxed())]
    };
    let record = element(Just("InstanceStatus"), content(children(), &MEMBERS_OF_RECORD));
    let piece = prop_oneof![4 => record, 1 => unknown_element(&["InstanceStatus"]), 2 => space()];
    vec(piece, 0..5).prop_map(|pieces| pieces.concat()).boxed()
}

fn access_denied_detail() -> BoxedStrategy<String> {
    let children = MEMBERS_OF_DETAIL.map(|name| maybe(child(name, string().boxed())));
    content(children.into(), &MEMBERS_OF_DETAIL)
}

/// `known` children and others, and what may stand between them.
fn content(
    known: Vec<BoxedStrategy<Option<String>>>,
    names: &'static [&'static str],
) -> BoxedStrategy<String> {
    let between = prop_oneof![1 => unknown_element(names), 2 => space()];
    any_order(known, vec(between, 0..5).boxed()).prop_map(|pieces| pieces.concat()).boxed()
}

fn child(name: &'static str, content: BoxedStrategy<String>) -> BoxedStrategy<Option<String>> {
    let spelt = prop_oneof![60 => Just(name.to_owned()), 1 => Just(name.to_lowercase())];
    seldom_missing(element(spelt, mostly(content, ODD)))
}

fn unknown_element(known: &'static [&'static str]) -> BoxedStrategy<String> {
    const NAMES: [&str; 8] =
        ["Code", "Status", "RequestId", "InstanceStatus", "requestId", "_", "未知", "Raw"];
    let plain = select(&NAMES[..]).prop_filter("known here", |name| !known.contains(name));
    let prefixed = select(known)
        .prop_map(|name| format!("<x:{name} xmlns:x='urn:x'><{name}>x</{name}></x:{name}>"));
    prop_oneof![5 => element(plain, anything()), 1 => prefixed].boxed()
}

/// Text and elements, mixed.
fn anything() -> BoxedStrategy<String> {
    let leaf = prop_oneof![string(), Just("<RequestId/>".to_owned()), space()];
    leaf.prop_recursive(3, 6, 3, |inner| {
        vec(inner, 0..3).prop_map(|pieces| format!("<a>{}</a>", pieces.concat()))
    })
    .boxed()
}

fn element<N: AsRef<str> + std::fmt::Debug>(
    name: impl Strategy<Value = N>,
    content: impl Strategy<Value = String>,
) -> impl Strategy<Value = String> {
    const ATTRIBUTES: [&str; 5] =
        ["", " ", " a='1' b=\"&lt;>\"", "\n\txml:lang = 'zh'", " x:y='&#65;' xmlns:x='urn:y'"];
    const ODD: [&str; 4] = [" a=1", " a='1' a='2'", " a='<'", " a='&b;'"];
    let attributes = prop_oneof![
        300 => Just(""),
        60 => select(&ATTRIBUTES[..]),
        1 => select(&ODD[..]),
    ];
    (name, attributes, content).prop_map(|(name, attributes, content)| {
        let name = name.as_ref();
        if content.is_empty() {
            format!("<{name}{attributes}/>")
        } else {
            format!("<{name}{attributes}>{content}</{name} >")
        }
    })
}

/// A string's text, in pieces.
fn string() -> impl Strategy<Value = String> {
    let plain = characters().prop_map(|text| escape(&text));
    let cdata = characters().prop_map(|text| format!("<![CDATA[{}]]>", text.replace("]]>", "")));
    let piece = prop_oneof![6 => plain, 1 => cdata, 1 => reference(), 1 => misc()];
    vec(piece, 0..3).prop_map(|pieces| pieces.concat())
}

/// A counter's digits, in pieces, with white space around.
fn counter() -> BoxedStrategy<String> {
    let spelt = (digits(), 0..5_u8).prop_map(|(digits, how)| match how {
        0 => format!("<![CDATA[{digits}]]>"),
        1 => digits.bytes().map(|digit| format!("&#{digit};")).collect::<Vec<_>>().concat(),
        2 => format!("<!-- 1 -->{digits}<?p 2?>"),
        _ => digits,
    });
    (space(), spelt, space()).prop_map(|(before, digits, after)| before + &digits + &after).boxed()
}

/// White space in any form, comments, processing instructions.
fn space() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => misc(),
        1 => select(&["<![CDATA[ \n]]>", "&#32;", "&#x9;"][..]).prop_map(String::from),
    ]
}

/// What may stand anywhere, also outside the root element.
fn misc() -> impl Strategy<Value = String> {
    select(&["", " ", "\r\n  ", "<!-- <x> & - -->", "<!---->", "<?p <&?>", "<?p?>"][..])
        .prop_map(String::from)
}

fn reference() -> impl Strategy<Value = String> {
    select(&["&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#13;", "&#x1F600;", "&#00065;"][..])
        .prop_map(String::from)
}

fn maybe(child: BoxedStrategy<Option<String>>) -> BoxedStrategy<Option<String>> {
    prop_oneof![child, Just(None)].boxed()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace("]]>", "]]&gt;")
}
