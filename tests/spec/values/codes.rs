//! Codes of error replies: what the documentation says of each, and what a client may do.

use std::collections::BTreeSet;

use aliyun_instance_status::{ErrorCode, ErrorReply};
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

/// Rows are made of constants; that each constant has one is held to the list of the public
/// API. A constant is named as its code is.
#[test]
fn every_constant_has_a_row() {
    let api = include_str!("../../public-api/tests/snapshots/public_api__public_api.snap");
    let constant = "pub const aliyun_instance_status::ErrorCode<'static>::";
    let names = api.lines().filter_map(|item| item.strip_prefix(constant)?.strip_suffix(": Self"));
    let names: BTreeSet<String> = names.map(|name| name.replace('_', "")).collect();
    let codes: Vec<ErrorCode<'_>> = ErrorCode::catalogue().collect();
    // Sorted, as the look-up needs them, and none twice.
    assert!(codes.is_sorted_by(|a, b| a < b));
    let rows = codes.iter().map(|code| code.as_str().replace('.', "").to_uppercase());
    assert_eq!(names, rows.collect());
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
        "ServiceUnAvailable",
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
    let mut error = ErrorReply::new(code);
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
