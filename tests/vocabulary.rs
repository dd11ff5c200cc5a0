//! The words of the API: codes, formats, names of fields.

#![cfg(all(feature = "json", feature = "xml"))]

use aliyun_instance_status::{ErrorCode, Field, Format};

#[test]
fn documented_codes() {
    for (code, status) in [
        (ErrorCode::INVALID_REGION_ID_NOT_FOUND, 404),
        (ErrorCode::INVALID_ZONE_ID_NOT_FOUND, 404),
        (ErrorCode::INVALID_PARAMETER_TOO_MANY_INSTANCE_IDS, 403),
        (ErrorCode::ABS_INVALID_INSTANCE_IDS_MALFORMED, 403),
        (ErrorCode::MISSING_REGION_ID, 400),
        (ErrorCode::THROTTLING, 400),
        (ErrorCode::INVALID_ACCESS_KEY_ID_NOT_FOUND, 404),
        (ErrorCode::SIGNATURE_DOES_NOT_MATCH, 400),
        (ErrorCode::OPERATION_CONFLICT, 409),
        (ErrorCode::INTERNAL_ERROR, 500),
        (ErrorCode::SERVICE_UNAVAILABLE_REGION_MAINTAINING, 503),
    ] {
        assert_eq!(code.http_status(), Some(status), "{code}");
    }
    assert_eq!(
        ErrorCode::ABS_INVALID_INSTANCE_IDS_MALFORMED.as_str(),
        "Abs.InvalidInstanceIds.MalFormed"
    );
    assert_eq!(ErrorCode::INVALID_PARAMATER.as_str(), "InvalidParamater");
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
    for field in
        [Field::RequestId, Field::TimeStamp, Field::EncodedDiagnosticMessage, Field::Action]
    {
        assert_eq!(format!("{field}"), format!("{field:?}"));
        assert_eq!(field.name(), field.to_string());
    }
    assert_eq!(Field::Body.to_string(), "the body");
}
