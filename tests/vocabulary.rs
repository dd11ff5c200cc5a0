//! The words of the API: codes, formats, names of fields.

#![cfg(all(feature = "json", feature = "xml"))]

use std::collections::BTreeSet;

use aliyun_instance_status::{ErrorCode, Field, Format};
use insta::assert_snapshot;

/// The whole table: HTTP status, what a client may do, and the message.
#[test]
fn documented_codes() {
    let rows: Vec<String> = ErrorCode::catalogue()
        .map(|code| {
            let status = code.http_status().map_or(String::from("-"), |status| status.to_string());
            let what = match (code.is_throttling(), code.is_retryable()) {
                (true, _) => "throttling",
                (false, true) => "retryable",
                (false, false) => "",
            };
            let message = code.documented_message().unwrap_or("-");
            format!("{:<42} {status:<4} {what:<11} {message}", code.as_str())
        })
        .collect();
    assert_snapshot!(rows.join("\n"));
}

/// Every constant has its row, and none has two.
#[test]
fn every_constant_is_in_the_table() {
    let source = include_str!("../src/error_code/documented.rs");
    let constants = source.matches("Self::documented(\"").count();
    let codes: BTreeSet<ErrorCode<'_>> = ErrorCode::catalogue().collect();
    assert_eq!((codes.len(), ErrorCode::catalogue().len()), (constants, constants));
}

/// Families whose members the documentation does not list one by one.
#[test]
fn families_of_codes() {
    assert_eq!(ErrorCode::from("MissingPageSize").http_status(), Some(400));
    assert_eq!(ErrorCode::from("Throttling.Api.Burst").http_status(), Some(400));
    assert_eq!(ErrorCode::from("InvalidInstanceId.Malformed").http_status(), None);
    assert_eq!(ErrorCode::from("Unheard.Of").http_status(), None);
    assert_eq!(ErrorCode::from("Unheard.Of").documented_message(), None);
}

#[test]
fn what_may_be_retried() {
    for code in
        ["Throttling", "Throttling.User", "Throttling.Api.Concurrency", "Rejected.Throttling"]
    {
        let code = ErrorCode::from(code);
        assert!(code.is_throttling() && code.is_retryable(), "{code}");
    }
    for code in [
        "InternalError",
        "UnknownError",
        "ServiceUnavailable",
        "ServiceUnavailable.RegionMaintaining",
    ] {
        let code = ErrorCode::from(code);
        assert!(!code.is_throttling() && code.is_retryable(), "{code}");
    }
    for code in
        ["InvalidTimeStamp.Expired", "Forbidden.RAM", "ServiceUnavailableX", "throttling", ""]
    {
        let code = ErrorCode::from(code);
        assert!(!code.is_throttling() && !code.is_retryable(), "{code}");
    }
}

#[test]
fn formats() {
    for (name, format) in [("json", Format::Json), ("JSON", Format::Json), ("Xml", Format::Xml)] {
        assert_eq!(name.parse(), Ok(format));
        assert_eq!(format.to_string().parse(), Ok(format));
    }
    assert!("".parse::<Format>().is_err());
    for (body, format) in [
        ("{}", Some(Format::Json)),
        (" \t\r\n[", Some(Format::Json)),
        ("\u{FEFF}<a/>", Some(Format::Xml)),
        ("", None),
        ("null", None),
        ("\u{A0}{", None),
    ] {
        assert_eq!(Format::detect(body), format, "{body:?}");
    }
    assert_eq!(Format::Json.content_type(), "application/json");
    assert_eq!(Format::Xml.content_type(), "application/xml");
}

/// Every field is named as its variant is, but the body.
#[test]
fn fields_have_the_names_of_the_wire() {
    let source = include_str!("../src/field.rs");
    let arms =
        source.lines().filter_map(|line| line.trim().strip_prefix("Self::")?.split_once(" => "));
    let arms: Vec<(&str, &str)> = arms.collect();
    assert!(arms.len() > 40, "{arms:?}");
    for (variant, name) in arms {
        assert!(name == format!("\"{variant}\",") || variant == "Body", "{variant}: {name}");
    }
    assert_eq!(Field::Body.to_string(), "the body");
    assert_eq!(Field::TimeStamp.to_string(), Field::TimeStamp.name());
}
