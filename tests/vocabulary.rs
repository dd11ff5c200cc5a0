//! The words of the API: codes, formats, names of fields.

#![cfg(all(feature = "json", feature = "xml"))]

use std::collections::BTreeMap;

use aliyun_instance_status::{
    ErrorCode, ErrorResponse, Field, Format, PageNumber, PageSize, UnknownFormat,
};
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
            let message = code.documented_message().unwrap_or("-".into());
            format!("{:<42} {status:<4} {what:<11} {message}", code.as_str())
        })
        .collect();
    assert_snapshot!(rows.join("\n"));
}

/// Every constant has its row, every row its constant, and none has two. A constant is named
/// as its code is.
#[test]
fn constants_and_rows_match_one_to_one() {
    let source = include_str!("../src/error_code/constants.rs");
    let constants: BTreeMap<&str, &str> = source
        .split("pub const ")
        .skip(1)
        .filter_map(|rest| Some((rest.split_once(':')?.0, rest.split('"').nth(1)?)))
        .collect();
    assert_eq!(constants.len(), source.matches("pub const ").count());
    let mut codes: Vec<&str> = constants.values().copied().collect();
    codes.sort_unstable();
    // Sorted, as the look-up needs them, and none twice.
    assert!(ErrorCode::catalogue().map(|code| code.to_string()).eq(codes));
    for (name, code) in constants {
        assert_eq!(name.replace('_', ""), code.replace('.', "").to_uppercase(), "{code}");
    }
}

/// Families whose members the documentation does not list one by one.
#[test]
fn families_of_codes() {
    for (code, status, message) in [
        ("MissingPageSize", Some(400), Some("PageSize is mandatory for this action.")),
        ("MissingTimestamp", Some(400), Some("Timestamp is mandatory for this action.")),
        ("MissingInstanceId.1", Some(400), Some("InstanceId.1 is mandatory for this action.")),
        ("MissingParameter", Some(400), None),
        ("Missing", None, None),
        ("Missing RegionId", None, None),
        ("Missingregion", None, None),
        ("Throttling.Api.Burst", Some(400), None),
        ("Other.Throttling", None, None),
        ("ServiceUnavailable.Zone", None, None),
        ("InvalidInstanceId.Malformed", None, None),
        ("Unheard.Of", None, None),
        ("", None, None),
    ] {
        let found = ErrorCode::from(code);
        assert_eq!(found.http_status(), status, "{code}");
        assert_eq!(found.documented_message().as_deref(), message, "{code}");
    }
}

#[test]
fn what_may_be_retried() {
    for code in [
        "Throttling",
        "Throttling.User",
        "Throttling.Api.Concurrency",
        "Throttling.Api.Burst",
        "Rejected.Throttling",
        "Other.Throttling",
    ] {
        assert_eq!(advice(code, None), (true, true), "{code}");
    }
    for code in [
        "InternalError",
        "UnknownError",
        "ServiceUnavailable",
        "ServiceUnavailable.RegionMaintaining",
        "ServiceUnavailable.Zone",
        // With a new nonce, a new time, new credentials.
        "SignatureNonceUsed",
        "InvalidTimeStamp.Expired",
        "IllegalTimestamp",
        "InvalidSecurityToken.Expired",
    ] {
        assert_eq!(advice(code, None), (false, true), "{code}");
    }
    for code in [
        "Forbidden.RAM",
        "SignatureDoesNotMatch",
        "InvalidTimeStamp.Format",
        "InvalidSecurityToken.Malformed",
        "InvalidParameter",
        "MissingTimestamp",
        "ServiceUnavailableX",
        "throttling",
        "",
    ] {
        assert_eq!(advice(code, None), (false, false), "{code}");
    }
}

/// An expired token in the words of ECS, which has no code for it.
#[test]
fn what_only_the_message_says() {
    let expired = "The specified parameter \"SecurityToken.Expired\" is not valid.";
    assert_eq!(advice("InvalidParameter", Some(expired)), (false, true));
    assert_eq!(advice("Forbidden.RAM", Some(expired)), (false, false));
    let other = "The specified parameter \"PageSize\" is not valid.";
    assert_eq!(advice("InvalidParameter", Some(other)), (false, false));
}

/// Whether the service throttles, and whether to try again.
fn advice(code: &str, message: Option<&str>) -> (bool, bool) {
    let mut error = ErrorResponse::new(code);
    error.message = message.map(Into::into);
    assert_eq!(error.is_throttling(), error.code.is_throttling());
    assert_eq!(error.http_status(), error.code.http_status());
    assert!(message.is_some() || error.is_retryable() == error.code.is_retryable());
    (error.is_throttling(), error.is_retryable())
}

#[test]
fn codes_compare_as_they_were_sent() {
    const MINE: ErrorCode<'static> = ErrorCode::from_static("Mine");
    let parsed: ErrorCode<'_> = "Mine".parse().expect("infallible");
    assert!(parsed == MINE && parsed == "Mine" && parsed == *"Mine" && parsed != "mine");
    assert!("Mine" == parsed && *"Mine" == parsed && "mine" != parsed && *"mine" != parsed);
    assert!(ErrorCode::THROTTLING < ErrorCode::THROTTLING_USER);
}

#[test]
fn formats() {
    for (name, format) in [("json", Format::Json), ("JSON", Format::Json), ("Xml", Format::Xml)] {
        assert_eq!(name.parse(), Ok(format));
        assert_eq!(format.to_string().parse(), Ok(format));
    }
    let refused = |name: &str| -> UnknownFormat { name.parse::<Format>().unwrap_err() };
    assert_snapshot!(refused(""), @r#"format "" is neither JSON nor XML"#);
    assert_snapshot!(refused("x\ny"), @r#"format "x\ny" is neither JSON nor XML"#);
    assert_snapshot!(refused(&"x".repeat(40)), @r#"format "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…" is neither JSON nor XML"#);
    assert_snapshot!(format!("{:?}", refused("yaml")), @r#"UnknownFormat(format "yaml" is neither JSON nor XML)"#);
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
    assert_eq!((Format::Json.as_str(), Format::Xml.as_ref()), ("JSON", "XML"));
}

/// RFC 9110, section 12.5.1.
#[test]
fn formats_by_accept() {
    let (json, xml) = (Some(Format::Json), Some(Format::Xml));
    for (accept, expected) in [
        ("application/json", json),
        ("Application/XML", xml),
        ("text/xml; charset=utf-8", xml),
        ("text/json", json),
        // The greater weight, wherever it stands.
        ("text/html, application/xml;q=0.9, application/json", json),
        ("application/json;q=0.8, application/xml;q=0.801", xml),
        ("application/json ; Q=0.5 , application/xml ; q=1.000", xml),
        // Of two alike the first.
        ("application/json, application/xml", json),
        ("application/xml, application/json", xml),
        // The range that is most specific counts.
        ("application/json;q=0.1, */*", xml),
        ("application/json;q=0.1, application/*;q=0.2, */*", xml),
        ("*/*;q=0.1, application/json", json),
        ("application/xml, */*", xml),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", xml),
        // A weight of 0 refuses.
        ("application/xml;q=0, application/json", json),
        ("application/xml; q=0.000, */*", json),
        ("application/json;q=0", None),
        ("application/json;q=0, application/xml;q=0.0", None),
        ("application/json;q=0.0,text/xml;q=0.001", xml),
        // A comma or a semicolon in quotes is none.
        (r#"text/html;a=",application/xml", application/json"#, json),
        (r#"application/xml;a="\";q=0", application/json"#, xml),
        // No weights.
        ("application/json;q=2, application/xml", xml),
        ("application/json;q=0.1234, application/xml;q=0.1", xml),
        ("application/json;q=1.1, application/xml;q=0.1", xml),
        ("application/json;q=, application/xml;q=0.1", xml),
        ("application/json;q=-1, application/xml;q=0.1", xml),
        // Neither, or both alike.
        ("*/*", None),
        ("application/*", None),
        ("*/*;q=0", None),
        ("text/*", None),
        ("text/html", None),
        ("application/vnd.api+json", None),
        ("application/xml2", None),
        ("image/json", None),
        ("json", None),
        (",;=,\"", None),
        ("", None),
    ] {
        assert_eq!(Format::from_accept(accept), expected, "{accept:?}");
    }
}

/// What a user types.
#[test]
fn page_numbers_and_sizes_as_text() {
    for (text, number, size) in [
        ("1", Some(1), Some(1)),
        ("050", Some(50), Some(50)),
        ("51", Some(51), None),
        ("4294967295", Some(u32::MAX), None),
        ("4294967296", None, None),
        ("0", None, None),
        ("", None, None),
        ("+1", None, None),
        ("-1", None, None),
        (" 1", None, None),
        ("1.0", None, None),
        ("１", None, None),
    ] {
        assert_eq!(text.parse::<PageNumber>().ok().map(u32::from), number, "{text:?}");
        assert_eq!(text.parse::<PageSize>().ok().map(u32::from), size, "{text:?}");
    }
    assert_eq!(PageSize::try_from(50), Ok(PageSize::MAX));
    assert_snapshot!(PageSize::try_from(51).unwrap_err(), @r#"page size "51" is not a number from 1 to 50"#);
    assert_snapshot!(PageNumber::try_from(0).unwrap_err(), @r#"page number "0" is not a number from 1 to 4294967295"#);
    assert_snapshot!("ten".parse::<PageSize>().unwrap_err(), @r#"page size "ten" is not a number from 1 to 50"#);
    assert_snapshot!(format!("{:?}", "".parse::<PageNumber>().unwrap_err()), @r#"InvalidPageNumber(page number "" is not a number from 1 to 4294967295)"#);
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
