//! Hostile bodies: named cases, cut-off ones, deep ones, and every character.

#![cfg(all(feature = "json", feature = "xml"))]

mod support;

use std::fs;
use std::thread;

use aliyun_instance_status::{
    Call, DecodeErrorKind as Kind, ErrorResponse, Field, Refusal, Reply, Request, Response,
};
use insta::assert_snapshot;

/// Every named case, with what independent parsers say of its form and what it
/// reads as: one table that reads as a specification.
#[test]
fn named_cases() {
    for file in ["json", "xml"] {
        let path = format!("{}/tests/hostile/{file}.jsonl", env!("CARGO_MANIFEST_DIR"));
        let cases = fs::read_to_string(path).expect("the cases are there");
        let rows: Vec<String> = cases.lines().map(|line| row(file, line)).collect();
        assert!(rows.len() > 100, "only {} cases", rows.len());
        assert_snapshot!(file, rows.join("\n"));
    }
}

fn row(file: &str, line: &str) -> String {
    let case: serde_json::Value = serde_json::from_str(line).expect("a case is JSON");
    let text = |member: &str| case[member].as_str().unwrap_or("").to_owned();
    // What is not text stands in Base64.
    let body = match case["text"].as_str() {
        Some(body) => body.as_bytes().to_vec(),
        None => support::base64(&text("base64")),
    };
    let judges =
        ["python", "node", "libxml2", "expat"].map(text).into_iter().filter(|v| !v.is_empty());
    let judges: Vec<String> = judges.collect();
    let read = if file == "json" { Response::from_json(&body) } else { Response::from_xml(&body) };
    let outcome = match read {
        Ok(page) => {
            let list: Vec<String> = page
                .instance_statuses
                .iter()
                .map(|record| {
                    format!(
                        "{} {}",
                        record.instance_id.escape_debug(),
                        record.status.as_str().escape_debug()
                    )
                })
                .collect();
            format!(
                "{:?} {} {} {} [{}]",
                page.request_id,
                page.total_count,
                page.page_number,
                page.page_size,
                list.join(", ")
            )
        }
        Err(error) => {
            assert!(error.offset() <= body.len(), "{error}");
            format!("! {error}")
        }
    };
    format!("{:<30} {:<7} {outcome}", text("name"), judges.join(" "))
}

/// After the root only white space, comments and processing instructions may
/// stand, whatever stands between them.
#[test]
fn nothing_follows_the_root() {
    let misc = ["", " ", "<!---->", "<?p?>", "\n<!-- a -->\n<?p q?>\n"];
    let rest = [
        "<x/>",
        "<x>",
        "</x>",
        "junk",
        "&amp;",
        "&#32;",
        "<![CDATA[x]]>",
        "<![CDATA[]]>",
        "&",
        "\0",
        "<Error><Code>c</Code></Error>",
    ];
    for before in misc {
        let root = format!("<Error><Code>c</Code></Error>{before}");
        assert!(Reply::from_xml(&root).is_ok(), "{root}");
        for rest in rest {
            for after in misc {
                let body = format!("{root}{rest}{after}");
                let error = Reply::from_xml(&body).expect_err("something follows");
                assert_eq!(
                    (error.kind(), error.offset()),
                    (Kind::TrailingContent, root.len()),
                    "{body}"
                );
            }
        }
        for (rest, kind) in [
            ("<!DOCTYPE x>", Kind::DtdForbidden),
            ("<?xml version='1.0'?>", Kind::InvalidDeclaration),
            ("<!-- -- -->", Kind::InvalidComment),
            ("<??>", Kind::InvalidProcessingInstruction),
            ("<!--", Kind::UnexpectedEof),
            ("<!-", Kind::UnexpectedEof),
            ("<", Kind::UnexpectedEof),
            ("<?p", Kind::UnexpectedEof),
        ] {
            let body = format!("{root}{rest}");
            assert_eq!(
                Reply::from_xml(&body).map(|_| ()).map_err(|error| error.kind()),
                Err(kind),
                "{body}"
            );
        }
    }
}

/// Wherever it stands, depth is an error on a stack of 64 KiB, and not before the
/// 129th level.
#[test]
fn depth_takes_no_stack() {
    let checks = || {
        for (open, close) in [("[", "]"), ("{\"x\":", "}"), ("[{\"x\":", "}]")] {
            let levels = 128 / open.matches(['[', '{']).count();
            let deep = |levels: usize| {
                let value = format!("{}0{}", open.repeat(levels), close.repeat(levels));
                format!(r#"{{"x":{value},"Code":"c"}}"#)
            };
            assert!(ErrorResponse::from_json(&deep(levels)).is_ok());
            let kind = |body: &str| {
                ErrorResponse::from_json(body).map(|_| ()).map_err(|error| error.kind())
            };
            assert_eq!(kind(&deep(levels + 1)), Err(Kind::DepthLimit));
            assert_eq!(kind(&deep(1 << 18)), Err(Kind::DepthLimit));
        }
        let megabyte = "[".repeat(1 << 20);
        let kind = |body: &str| Response::from_json(body).map(|_| ()).map_err(|error| error.kind());
        assert_eq!(kind(&megabyte), Err(Kind::UnexpectedType(Field::Body)));
        assert_eq!(
            kind(&format!(r#"{{"InstanceStatuses":{megabyte}"#)),
            Err(Kind::UnexpectedType(Field::InstanceStatuses))
        );
        let list = format!(r#"{{"InstanceStatuses":{{"InstanceStatus":[{{"x":{megabyte}"#);
        assert_eq!(kind(&list), Err(Kind::DepthLimit));

        let deep = |levels: usize| {
            format!(
                "<Error>{}{}<Code>c</Code></Error>",
                "<x>".repeat(levels),
                "</x>".repeat(levels)
            )
        };
        assert!(ErrorResponse::from_xml(&deep(128)).is_ok());
        let kind = |body: &str| Reply::from_xml(body).map(|_| ()).map_err(|error| error.kind());
        assert_eq!(kind(&deep(129)), Err(Kind::DepthLimit));
        assert_eq!(kind(&deep(1 << 18)), Err(Kind::DepthLimit));
        assert_eq!(kind(&"<x>".repeat(1 << 18)), Err(Kind::UnexpectedRoot));
        let list =
            format!("<DescribeInstanceStatusResponse><InstanceStatuses>{}", "<x>".repeat(1 << 18));
        assert_eq!(kind(&list), Err(Kind::DepthLimit));
    };
    let small = thread::Builder::new().stack_size(64 << 10).spawn(checks).expect("a thread");
    small.join().expect("no overflow and no failure");
}

/// Every scalar value is carried by JSON and by a query; by XML exactly those
/// that it allows.
#[test]
#[cfg_attr(debug_assertions, ignore = "a million values: run it in release")]
fn every_character() {
    for character in '\0'..=char::MAX {
        let page = Response::new(String::from(character), 0, 1, 1);
        let json = page.to_json();
        assert_eq!(Response::from_json(&json).as_ref(), Ok(&page), "{character:?}");

        let request = Request::new("a").with_zone_id(String::from(character));
        let query = request.to_query();
        assert_eq!(Request::from_query(&query).as_ref(), Ok(&request), "{character:?}");

        match page.to_xml() {
            Ok(xml) => {
                assert!(support::is_xml_char(character), "{character:?}");
                assert_eq!(Response::from_xml(&xml).as_ref(), Ok(&page), "{character:?}");
            }
            Err(error) => {
                assert!(!support::is_xml_char(character), "{character:?}");
                assert_eq!((error.character(), error.field()), (character, Field::RequestId));
            }
        }
    }
}

/// Every sequence of two and of three bytes from 0x80 up, inside a string that is
/// kept and one that is skipped, is taken exactly where it is UTF-8 and the format
/// allows it.
#[test]
#[cfg_attr(debug_assertions, ignore = "two million bodies: run it in release")]
fn every_sequence_of_high_bytes() {
    let mut json = br#"{"RequestId":"???","TotalCount":0,"PageNumber":1,"PageSize":1,"InstanceStatuses":{},"x":"???"}"#.to_vec();
    let mut xml = b"<Error><Code>c</Code><Message>???</Message><x>???</x></Error>".to_vec();
    let places = |body: &[u8]| {
        let first = body.iter().position(|&byte| byte == b'?').expect("a place");
        [first, body.iter().rposition(|&byte| byte == b'?').expect("a place") - 2]
    };
    let (json_places, xml_places) = (places(&json), places(&xml));
    let mut sequence = |bytes: [u8; 3]| {
        let text = std::str::from_utf8(&bytes);
        let in_xml = text.is_ok_and(|text| text.chars().all(support::is_xml_char));
        for place in json_places {
            json[place..place + 3].copy_from_slice(&bytes);
            assert_eq!(Response::from_json(&json).is_ok(), text.is_ok(), "{bytes:x?}");
            json[place..place + 3].copy_from_slice(b"???");
        }
        for place in xml_places {
            xml[place..place + 3].copy_from_slice(&bytes);
            assert_eq!(ErrorResponse::from_xml(&xml).is_ok(), in_xml, "{bytes:x?}");
            xml[place..place + 3].copy_from_slice(b"???");
        }
    };
    for first in 0x80..=u8::MAX {
        for second in 0x80..=u8::MAX {
            sequence([first, second, b'a']);
            for third in 0x80..=u8::MAX {
                sequence([first, second, third]);
            }
        }
    }
}

/// Nothing that is shown of a request or an error holds a secret that was sent.
#[test]
fn errors_never_repeat_the_input() {
    for bad in [
        "RegionId=a&Signature=s3cr3t&Signature=s3cr3t",
        "RegionId=a&SecurityToken=s3cr3t%",
        "PageSize=s3cr3t",
        "Action=s3cr3t",
    ] {
        let error = Call::from_query(bad).expect_err("it is bad");
        let reply =
            Refusal::from(error).into_reply("R-1", "h").into_result().expect_err("an error");
        assert!(!format!("{error} {error:?} {reply} {reply:?}").contains("s3cr3t"), "{bad}");
    }
    for bad in [r#"{"TotalCount":"s3cr3t"}"#, r#"{"s3cr3t":s3cr3t}"#, r#"{"RequestId":"s3cr3t\x"}"#]
    {
        let error = Response::from_json(bad).expect_err("it is bad");
        assert!(!format!("{error} {error:?}").contains("s3cr3t"), "{bad}");
    }
    for bad in ["<s3cr3t/>", "<Error><Code>&s3cr3t;</Code></Error>", "<Error><s3cr3t></Error>"] {
        let error = Reply::from_xml(bad).expect_err("it is bad");
        assert!(!format!("{error} {error:?}").contains("s3cr3t"), "{bad}");
    }
}

/// A number that the end of the input cuts off, and one that nothing could complete.
#[test]
fn numbers_at_the_end() {
    for (number, kind) in [
        ("-", Kind::UnexpectedEof),
        ("1.", Kind::UnexpectedEof),
        ("1e", Kind::UnexpectedEof),
        ("-0.5E+", Kind::UnexpectedEof),
        ("--", Kind::InvalidLiteral),
        ("1..", Kind::InvalidLiteral),
        ("1ee", Kind::InvalidLiteral),
        ("01e", Kind::InvalidLiteral),
        ("1e+-", Kind::InvalidLiteral),
    ] {
        let body = format!(r#"{{"Unknown":{number}"#);
        let error = Response::from_json(&body).expect_err("it is cut off");
        assert_eq!(error.kind(), kind, "{number}");
    }
}
