//! The lanes change nothing: with all of them, without the stencil and with the careful
//! one alone, every input gives one value, or one error at one byte.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::string_slice,
    reason = "a test may panic"
)]

use alloc::borrow::{Cow, ToOwned};
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use proptest::collection;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::Stencil;
use crate::body::record_list::RecordList;
use crate::bytes::plain::{ByteClass, JsonString, XmlText};
use crate::page::Page;
use crate::reply::Reply;
use crate::status::{KnownStatus, Status};

#[track_caller]
fn assert_same_json(body: &[u8]) {
    let shown = String::from_utf8_lossy(body);
    let [careful, others @ ..] = Page::from_json_by_every_lane(body);
    assert_eq!([&careful; 2], others.each_ref(), "{shown}");
    let [careful, others @ ..] = Reply::from_json_by_every_lane(body);
    assert_eq!([&careful; 2], others.each_ref(), "{shown}");
}

#[track_caller]
fn assert_same_xml(body: &[u8]) {
    let shown = String::from_utf8_lossy(body);
    let [careful, others @ ..] = Page::from_xml_by_every_lane(body);
    assert_eq!([&careful; 2], others.each_ref(), "{shown}");
    let [careful, others @ ..] = Reply::from_xml_by_every_lane(body);
    assert_eq!([&careful; 2], others.each_ref(), "{shown}");
}

fn json(records: &[String]) -> String {
    format!(
        r#"{{"RequestId":"R","TotalCount":0,"PageNumber":1,"PageSize":1,"InstanceStatuses":{{"InstanceStatus":[{}]}}}}"#,
        records.concat()
    )
}

fn xml(records: &[String]) -> String {
    format!(
        "<DescribeInstanceStatusResponse><RequestId>R</RequestId><TotalCount>0</TotalCount>\
         <PageNumber>1</PageNumber><PageSize>1</PageSize><InstanceStatuses>{}</InstanceStatuses>\
         </DescribeInstanceStatusResponse>",
        records.concat()
    )
}

/// Values that are plain, that are not, and that only look like the format.
fn value() -> impl Strategy<Value = &'static str> {
    select(
        &[
            "Running",
            "Stopped",
            "Pending",
            "Starting",
            "Stopping",
            "Runnin",
            "Runnings",
            "Stoppinh",
            "",
            "i-bp1a0000000000000001",
            "i-bp1a0000000000000002",
            "i-23a8l47rm",
            "i-é",
            "\u{7F}",
            "a\\u0062",
            "a\\\"b",
            "\\",
            "a\tb",
            "a\rb",
            "a\nb",
            "a>b",
            "a]]>b",
            "]]",
            "a&amp;b",
            "a&b",
            "a<!--c-->b",
            "<![CDATA[a]]>",
            "\u{FFFE}",
            "\u{0}",
            "\u{1F}",
        ][..],
    )
}

/// Texts around values: the usual one in most records, another in some.
fn around(
    usual: &'static str,
    others: &'static [&'static str],
) -> impl Strategy<Value = &'static str> {
    prop_oneof![12 => Just(usual), 1 => select(others)]
}

fn json_record() -> impl Strategy<Value = String> {
    let head = around(
        ",{\"InstanceId\":\"",
        &[
            "{\"InstanceId\":\"",
            " , { \"InstanceId\" : \"",
            ",{\"Status\":\"",
            ",{\"x\":1,\"InstanceId\":\"",
            ",{\"InstanceId\":",
            ",[\"InstanceId\":\"",
            ",,{\"InstanceId\":\"",
        ],
    );
    let mid = around(
        "\",\"Status\":\"",
        &["\",\"InstanceId\":\"", "\" ,\"Status\":\"", "\",\"Status\":[\""],
    );
    let tail =
        around("\"}", &["\"} ", "\",\"x\":{\"y\":[1]}}", "\",\"Status\":\"a\"}", "\"", "\"]"]);
    (head, value(), mid, value(), tail)
        .prop_map(|(head, first, mid, last, tail)| format!("{head}{first}{mid}{last}{tail}"))
}

fn xml_record() -> impl Strategy<Value = String> {
    let head = around(
        "<InstanceStatus><InstanceId>",
        &[
            "\n <InstanceStatus>\n <InstanceId>",
            "<InstanceStatus><Status>",
            "<x/><InstanceStatus><InstanceId>",
            "<InstanceStatus a='1'><InstanceId>",
            "<InstanceStatus/><InstanceStatus><InstanceId>",
            "<InstanceStatus><InstanceId><![CDATA[",
            "<!-- --><InstanceStatus><InstanceId>",
            "x<InstanceStatus><InstanceId>",
        ],
    );
    let mid = around(
        "</InstanceId><Status>",
        &["</Status><InstanceId>", "]]></InstanceId><Status>", "</InstanceId>\n<Status>"],
    );
    let tail = around(
        "</Status></InstanceStatus>",
        &[
            "</InstanceId></InstanceStatus>",
            "</Status><x>&#1;</x></InstanceStatus>",
            "</Status></InstanceStatus> ",
            "</Status></InstanceStatuses>",
            "</Status>",
        ],
    );
    (head, value(), mid, value(), tail)
        .prop_map(|(head, first, mid, last, tail)| format!("{head}{first}{mid}{last}{tail}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn nearly_uniform_json(mut records in collection::vec(json_record(), 0..8), repeat in 1_usize..4) {
        if let Some(first) = records.first_mut().filter(|first| first.starts_with(',')) {
            first.remove(0);
        }
        let mut repeated: Vec<String> = records.iter().flat_map(|r| vec![r.clone(); repeat]).collect();
        assert_same_json(json(&records).as_bytes());
        if let [_, second, ..] = &mut repeated[..] {
            if repeat > 1 && !second.starts_with(',') {
                second.insert(0, ',');
            }
            assert_same_json(json(&repeated).as_bytes());
        }
    }

    #[test]
    fn nearly_uniform_xml(records in collection::vec(xml_record(), 0..8), repeat in 1_usize..4) {
        assert_same_xml(xml(&records).as_bytes());
        let repeated: Vec<String> = records.iter().flat_map(|r| vec![r.clone(); repeat]).collect();
        assert_same_xml(xml(&repeated).as_bytes());
    }

    /// Uniform pages with one byte changed, or cut off.
    #[test]
    fn mutated_pages(place in any::<Index>(), byte in any::<u8>(), cut in any::<bool>(), swap in any::<bool>()) {
        let order = |a: &'static str, b: &'static str| if swap { [b, a] } else { [a, b] };
        let [a, b] = order("\"InstanceId\":\"i-bp1a0000000000000001\"", "\"Status\":\"Running\"");
        let records: Vec<String> =
            (0..6).map(|n| format!("{}{{{a},{b}}}", if n == 0 { "" } else { "," })).collect();
        let [c, d] = order("<InstanceId>i-bp1a0000000000000001</InstanceId>", "<Status>Stopped</Status>");
        let elements = [const { String::new() }; 6].map(|_| format!("<InstanceStatus>{c}{d}</InstanceStatus>"));
        for (is_json, mut body) in [(true, json(&records).into_bytes()), (false, xml(&elements).into_bytes())] {
            let place = place.index(body.len());
            if cut {
                body.truncate(place);
            } else {
                body.splice(place..=place, [byte]);
            }
            if is_json { assert_same_json(&body) } else { assert_same_xml(&body) }
        }
    }
}

/// What follows an empty list element is not in the list, however like a record.
#[test]
fn records_after_an_empty_list() {
    let record =
        "<InstanceStatus><InstanceId>i</InstanceId><Status>Running</Status></InstanceStatus>";
    let page = xml(&[]).replace(
        "<InstanceStatuses></InstanceStatuses>",
        &format!("<InstanceStatuses/>{record}{record}"),
    );
    assert_same_xml(page.as_bytes());
    let read = Page::from_xml(&page).map(|page| page.instance_statuses.len());
    assert_eq!(read, Ok(0));
}

/// A stencil of a first record takes `taken` of the `others` behind it, and no more.
/// Each is made by `record` from an id and a status.
#[track_caller]
fn assert_taken<C: ByteClass>(
    separator: &str,
    record: impl Fn(&str, &str) -> String,
    others: &[(&str, &str)],
    taken: usize,
) {
    let first = record("i-first", "Pending");
    let place = |value: &str| {
        let start = first.find(value).expect("the record has the value");
        start..start + value.len()
    };
    let others: Vec<_> =
        others.iter().map(|&(id, status)| (id, status, record(id, status))).collect();
    // A page goes on behind its records.
    let input =
        others.iter().fold(first.clone(), |input, (.., text)| input + text) + &" ".repeat(8);
    let (id, status) = (&input[place("i-first")], &input[place("Pending")]);
    // The first record has no separator before it.
    let id_first = id.as_ptr() < status.as_ptr();
    let values = if id_first { [id, status] } else { [status, id] };
    let start = separator.len();
    let stencil = Stencil::of(separator, &input[start..first.len()], values, id_first);
    let mut list = RecordList::new(&input);
    let stencil = stencil.expect("the values are slices");
    let rest = stencil.take_records::<C>(&input[first.len()..], false, &mut list);

    let (expected, _) = others.split_at(taken);
    let read: Vec<_> =
        list.into_vec().into_iter().map(|read| (read.instance_id, read.status)).collect();
    let expected_values: Vec<_> =
        expected.iter().map(|&(id, status, _)| (Cow::from(id), Status::from(status))).collect();
    assert_eq!(read, expected_values);
    let end = first.len() + expected.iter().map(|(.., text)| text.len()).sum::<usize>();
    assert_eq!(rest, &input[end..]);
}

/// What a stencil is there for: it takes every record that repeats the first.
#[test]
fn a_stencil_takes_what_repeats() {
    let others = [
        ("i-secon", "Running"),
        ("i-3", "Stopped"),
        ("i-a-much-longer-one-than-all-before-it", "Starting"),
        ("", "Stopping"),
        ("i-5", "Pending"),
        ("i-6", "Released"),
        ("i-7", ""),
    ];
    let comma = ",";
    let json = |id: &str, status: &str| format!(r#",{{"InstanceId":"{id}","Status":"{status}"}}"#);
    let swapped =
        |id: &str, status: &str| format!(r#",{{"Status":"{status}","InstanceId":"{id}"}}"#);
    let spaced = |id: &str, status: &str| {
        format!(r#" , {{ "Status" : "{status}" , "InstanceId" : "{id}" , "More" : {{ }} }}"#)
    };
    assert_taken::<JsonString>(comma, json, &others, 7);
    assert_taken::<JsonString>(comma, swapped, &others, 7);
    assert_taken::<JsonString>("", spaced, &others, 7);
    let xml = |id: &str, status: &str| {
        format!(
            "<InstanceStatus><InstanceId>{id}</InstanceId><Status>{status}</Status></InstanceStatus>"
        )
    };
    let swapped = |id: &str, status: &str| format!("<r><Status>{status}</Status><i>{id}</i></r>");
    assert_taken::<XmlText>("", xml, &others, 7);
    assert_taken::<XmlText>("", swapped, &others, 7);
    for odd in ["i-\t", "i-\"", "i-\\"] {
        assert_taken::<JsonString>(
            comma,
            json,
            &[others[0], others[1], (odd, "Running"), others[2]],
            2,
        );
        assert_taken::<JsonString>(
            comma,
            json,
            &[others[0], others[1], ("i-3", odd), others[2]],
            2,
        );
    }
    for odd in ["i-\t", "i-<", "i-&", "i->", "i-\u{FFFD}"] {
        assert_taken::<XmlText>("", xml, &[others[0], (odd, "Running"), others[2]], 1);
        assert_taken::<XmlText>("", xml, &[others[0], ("i-2", odd), others[2]], 1);
    }
    let chinese = [("实例一", "运行中"), ("实例二", "Stopped")];
    assert_taken::<JsonString>(comma, json, &chinese, 2);
    assert_taken::<XmlText>("", xml, &chinese, 2);
}

/// A value that was unescaped is no slice of the record, and an empty one has no place in it.
#[test]
fn a_stencil_needs_both_values_in_the_record() {
    let record = "xiys";
    let (id, status) = (&record[1..2], &record[3..4]);
    let (other_id, other_status) = ("i".to_owned(), "s".to_owned());
    let of = |values: [&str; 2]| Stencil::of("", record, values, true).is_some();
    assert!(of([id, status]));
    assert!(!of([id, &*other_status]));
    assert!(!of([&*other_id, status]));
    assert!(!of(["", status]));
}

/// The five known words are found at one look, which makes their path the fast one.
#[test]
fn known_statuses_are_known() {
    fn length<C: ByteClass>(known: &Status<'_>, rest: &str) -> Option<usize> {
        let (found, length) = KnownStatus::first_of::<C>(format!("{known}{rest}").as_bytes())?;
        (found.status() == *known).then_some(length)
    }
    for known in &Status::KNOWN {
        let expected = Some(known.as_str().len());
        assert_eq!(length::<JsonString>(known, "\"}]}}"), expected, "{known}");
        assert_eq!(length::<XmlText>(known, "</Status>"), expected, "{known}");
    }
    for other in ["Runninh", "Stoppinh", "Stoppee", "Running ", "Stoppings", "Stopping\u{80}", ""] {
        let input = format!("{other}\"         ");
        assert!(KnownStatus::first_of::<JsonString>(input.as_bytes()).is_none(), "{other}");
    }
}
