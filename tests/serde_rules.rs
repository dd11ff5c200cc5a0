//! The reading rules that serde keeps without the decoders of this crate.

#![cfg(all(feature = "json", feature = "xml"))]

use aliyun_instance_status::{AccessDeniedDetail, ErrorResponse, Reply, Status};
use serde::Deserialize as _;

const LIST: &str = r#""TotalCount":0,"PageNumber":1,"PageSize":10,"InstanceStatuses":{}"#;

#[track_caller]
fn is_read_as_by_the_decoder(body: &str) {
    let reply = serde_json::from_str::<Reply<'_>>(body).expect(body);
    assert_eq!(Ok(reply), Reply::from_json(body), "{body}");
}

#[track_caller]
fn is_refused(body: &str, because: &str) {
    let error = serde_json::from_str::<Reply<'_>>(body).expect_err(body).to_string();
    assert!(error.starts_with(because), "{body}: {error}");
    assert!(Reply::from_json(body).is_err(), "{body}");
}

#[test]
fn a_page_may_have_members_of_an_error_of_any_type() {
    for odd in ["5", "null", "[]", r#""text""#, r#"{"a":1}"#] {
        for name in ["HostId", "Code", "Message", "Recommend", "AccessDeniedDetail"] {
            is_read_as_by_the_decoder(&format!(r#"{{"RequestId":"R","{name}":{odd},{LIST}}}"#));
        }
    }
}

#[test]
fn an_error_may_have_members_of_a_page_of_any_type() {
    for odd in ["5", "null", "[]", r#""text""#, r#"{"a":1}"#] {
        for name in ["TotalCount", "PageNumber", "PageSize"] {
            is_read_as_by_the_decoder(&format!(r#"{{"Code":"Throttling","{name}":{odd}}}"#));
        }
        let error = format!(r#"{{"Code":"Throttling","InstanceStatuses":{odd}}}"#);
        let read = serde_json::from_str::<ErrorResponse<'_>>(&error).expect("an error");
        assert_eq!(Ok(read), ErrorResponse::from_json(&error), "{error}");
    }
}

#[test]
fn a_member_of_its_own_has_its_type() {
    for (member, because) in [
        (r#""Message":5"#, "wrong type for Message"),
        (r#""HostId":[]"#, "wrong type for HostId"),
        (r#""Recommend":{}"#, "wrong type for Recommend"),
        (r#""RequestId":true"#, "wrong type for RequestId"),
        (r#""AccessDeniedDetail":"no""#, "wrong type for AccessDeniedDetail"),
        (r#""AccessDeniedDetail":{"PolicyType":[]}"#, "wrong type for AccessDeniedDetail"),
        (r#""Message":"a","Message":"b""#, "duplicate field `Message`"),
    ] {
        is_refused(&format!(r#"{{"Code":"Throttling",{member}}}"#), because);
    }
    for (code, because) in [
        ("5", "wrong type for Code"),
        (r#""""#, "missing field `InstanceStatuses`"),
        ("null", "missing field `InstanceStatuses`"),
    ] {
        is_refused(&format!(r#"{{"Code":{code}}}"#), because);
    }
    is_refused(&format!("{{{LIST}}}"), "missing field `RequestId`");
    is_refused(&format!(r#"{{"RequestId":1,{LIST}}}"#), "wrong type for RequestId");
    let counter = LIST.replace(":10", ":true");
    is_refused(&format!(r#"{{"RequestId":"R",{counter}}}"#), "wrong type for PageSize");
}

/// A repeated member is refused where the reply decides it, even if it was null.
#[test]
fn a_detail_has_each_member_once() {
    let body = r#"{"Code":"c","AccessDeniedDetail":{"PolicyType":null,"X":[1],"PolicyType":"p"}}"#;
    is_refused(body, "wrong type for AccessDeniedDetail");
    let body = r#"{"Code":"c","AccessDeniedDetail":{"PolicyType":null,"X":[1],"AuthAction":7}}"#;
    is_read_as_by_the_decoder(body);
    let empty = serde_json::from_str::<ErrorResponse<'_>>(r#"{"Code":""}"#);
    assert!(empty.is_err_and(|error| error.to_string().starts_with("missing field `Code`")));
}

#[test]
fn what_was_expected() {
    let detail = serde_json::from_str::<AccessDeniedDetail<'_>>("5").expect_err("a number");
    assert_eq!(
        detail.to_string(),
        "invalid type: integer `5`, expected an object at line 1 column 1"
    );
    let status = serde_json::from_str::<Status<'_>>("5").expect_err("a number");
    assert_eq!(
        status.to_string(),
        "invalid type: integer `5`, expected a string at line 1 column 1"
    );
}

/// A format that owns its strings hands them over.
#[test]
fn strings_of_a_value() {
    let read = Status::deserialize(serde_json::json!("Paused")).expect("any word is a status");
    assert_eq!(read, Status::from("Paused"));
}
