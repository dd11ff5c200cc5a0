//! Pages of records that are nearly alike: every lane reads them as the careful one does.

use aliyun_instance_status::Page;
use proptest::collection;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::faults::{read_json, read_xml};
use crate::support::strategy::cases;

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
    #![proptest_config(cases(2_000))]

    #[test]
    fn nearly_uniform_json(mut records in collection::vec(json_record(), 0..8), repeat in 1_usize..4) {
        if let Some(first) = records.first_mut().filter(|first| first.starts_with(',')) {
            first.remove(0);
        }
        let mut repeated: Vec<String> = records.iter().flat_map(|r| vec![r.clone(); repeat]).collect();
        _ = read_json(json(&records).as_bytes());
        if let [_, second, ..] = &mut repeated[..] {
            if repeat > 1 && !second.starts_with(',') {
                second.insert(0, ',');
            }
            _ = read_json(json(&repeated).as_bytes());
        }
    }

    #[test]
    fn nearly_uniform_xml(records in collection::vec(xml_record(), 0..8), repeat in 1_usize..4) {
        _ = read_xml(xml(&records).as_bytes());
        let repeated: Vec<String> = records.iter().flat_map(|r| vec![r.clone(); repeat]).collect();
        _ = read_xml(xml(&repeated).as_bytes());
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
            _ = if is_json { read_json(&body) } else { read_xml(&body) };
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
    _ = read_xml(page.as_bytes());
    let read = Page::from_xml(&page).map(|page| page.instance_statuses.len());
    assert_eq!(read, Ok(0));
}
