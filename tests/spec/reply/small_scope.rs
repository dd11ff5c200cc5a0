//! Every document of a few pieces. What is odd about a grammar shows in small documents, and
//! here none of them is left out: up to six pieces in release, three in debug.

use aliyun_instance_status::Reply;
use quick_xml::events::Event;

use super::faults::{self, Fault};
use crate::support::every_sequence;

const MAX_PIECES: u32 = if cfg!(debug_assertions) { 3 } else { 6 };

const JSON: [&str; 15] = [
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    " ",
    "null",
    "1",
    r#""a""#,
    r#""\u0043""#,
    r#""RequestId""#,
    r#""Code""#,
    r#""InstanceStatuses""#,
    r#""InstanceStatus""#,
];

const XML: [&str; 13] = [
    "<Error>",
    "</Error>",
    "<Code>",
    "</Code>",
    "<x>",
    "</x>",
    "<RequestId/>",
    "a",
    " ",
    "&#65;",
    "<![CDATA[b]]>",
    "<!--c-->",
    "<?d?>",
];

/// The members of a record, right and wrong, and what may stand between them.
const JSON_RECORD: [&str; 11] = [
    r#""InstanceId":"i-1""#,
    r#""Status":"Running""#,
    r#""Status":"Odd""#,
    ",",
    " ",
    r#""x":1"#,
    r#""x":{"InstanceId":""}"#,
    r#""InstanceId":"""#,
    r#""InstanceId":"\u0069""#,
    "}",
    "\"",
];

const XML_RECORD: [&str; 11] = [
    "<InstanceId>i-1</InstanceId>",
    "<Status>Running</Status>",
    "<Status>Odd</Status>",
    " ",
    "<x/>",
    "<x><InstanceId/></x>",
    "<InstanceId/>",
    "<InstanceId>&#105;</InstanceId>",
    "<!--c-->",
    "a",
    "</InstanceStatus>",
];

fn read_json(body: &str) -> Result<Reply<'_>, Fault> {
    let reply = faults::read_json(body.as_bytes());
    if reply.is_ok() {
        let judged = serde_json::from_str::<serde_json::Value>(body);
        assert!(judged.is_ok(), "{body}");
    }
    reply
}

fn read_xml(body: &str) -> Result<Reply<'_>, Fault> {
    let reply = faults::read_xml(body.as_bytes());
    if reply.is_ok() {
        let mut reader = quick_xml::Reader::from_str(body);
        while reader.read_event().unwrap_or_else(|error| panic!("{error}: {body}")) != Event::Eof {}
    }
    reply
}

/// Reads every sequence of the pieces between two texts; returns how many were accepted.
fn whole_scope(
    pieces: &[&str],
    [before, after]: [&str; 2],
    read: fn(&str) -> Result<Reply<'_>, Fault>,
) -> u64 {
    let mut accepted = 0;
    let count = every_sequence(pieces, MAX_PIECES, &mut |text| {
        accepted += u64::from(read(&format!("{before}{text}{after}")).is_ok());
    });
    println!("{count} documents, {accepted} accepted: {before}…{after}");
    accepted
}

#[test]
fn json_documents() {
    let contexts = [["", ""], [r#"{"Code":"c","x":"#, "}"], [r#"{"InstanceStatuses":"#, ""]];
    let [whole, in_unknown, in_list] = contexts.map(|around| whole_scope(&JSON, around, read_json));
    assert!(in_unknown > 0);
    // `{"Code":"a"}` has five pieces; a list alone makes no page.
    assert_eq!((whole > 0, in_list), (MAX_PIECES >= 5, 0));
}

#[test]
fn xml_documents() {
    let contexts = [["", ""], ["<Error>", "</Error>"], ["<Error><Code>", "</Code></Error>"]];
    let [whole, in_error, in_code] = contexts.map(|around| whole_scope(&XML, around, read_xml));
    assert!(in_error > 0 && in_code > 0);
    // `<Error><Code>a</Code></Error>` has five pieces.
    assert_eq!(whole > 0, MAX_PIECES >= 5);
}

/// What the stencil claims: the records that it takes are read by the grammar as what they are
/// taken for. One layout is repeated with other values, and each of two follows the other.
fn every_layout(pieces: &[&str], record: fn(&str) -> String, page: fn(&[String]) -> String) -> u64 {
    let read = |body: &str| {
        let reply = if body.starts_with('{') { read_json(body) } else { read_xml(body) };
        u64::from(reply.is_ok())
    };
    let mut accepted = 0;
    let mut count = every_sequence(pieces, MAX_PIECES, &mut |layout| {
        let other = layout.replace("i-1", "i-longer").replace("Running", "Stopped");
        accepted += read(&page(&[layout, &other, layout, &other].map(record)));
    });
    let mut short = Vec::new();
    every_sequence(pieces, MAX_PIECES / 2, &mut |layout| short.push(layout.to_owned()));
    for one in &short {
        for other in &short {
            count += 1;
            accepted += read(&page(&[one, one, other, one, other].map(|layout| record(layout))));
        }
    }
    println!("{count} pages, {accepted} accepted");
    accepted
}

#[test]
fn json_layouts() {
    let page = |records: &[String]| {
        let list = records.join(",");
        format!(
            r#"{{"RequestId":"r","TotalCount":9,"PageNumber":1,"PageSize":9,"InstanceStatuses":{{"InstanceStatus":[{list}]}}}}"#
        )
    };
    assert!(every_layout(&JSON_RECORD, |layout| format!("{{{layout}}}"), page) > 4);
}

#[test]
fn xml_layouts() {
    let record = |layout: &str| format!("<InstanceStatus>{layout}</InstanceStatus>");
    let page = |records: &[String]| {
        let list = records.concat();
        format!(
            "<DescribeInstanceStatusResponse><RequestId>r</RequestId><TotalCount>9</TotalCount>\
             <PageNumber>1</PageNumber><PageSize>9</PageSize><InstanceStatuses>{list}\
             </InstanceStatuses></DescribeInstanceStatusResponse>"
        )
    };
    assert!(every_layout(&XML_RECORD, record, page) > 4);
}
