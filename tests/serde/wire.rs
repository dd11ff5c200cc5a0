//! JSON as the wire has it reads by serde as it does by `from_json`: the same value, or the
//! same refusal.

use std::fmt::Debug;

use aliyun_instance_status::{DecodeError, ErrorReply, Page, Reply};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde::Deserialize;

use crate::formats::{assert_refused, refused};
use crate::support::rows;

#[track_caller]
fn assert_as_decoded(body: &str) {
    assert_agrees(body, ErrorReply::from_json(body));
    assert_agrees(body, Page::from_json(body));
    assert_agrees(body, Reply::from_json(body));
}

#[track_caller]
fn assert_agrees<'d, T>(body: &'d str, decoded: Result<T, DecodeError>)
where
    T: Deserialize<'d> + PartialEq + Debug,
{
    match (serde_json::from_str::<T>(body), decoded) {
        (Ok(read), Ok(decoded)) => assert_eq!(read, decoded, "{body}"),
        (Err(_), Err(_)) => {}
        (read, decoded) => panic!("{body}\n  serde: {read:?}\n  from_json: {decoded:?}"),
    }
}

/// A member that replies have, or none of theirs.
fn name() -> impl Strategy<Value = &'static str> {
    select(
        &[
            "RequestId",
            "TotalCount",
            "PageNumber",
            "PageSize",
            "InstanceStatuses",
            "HostId",
            "Code",
            "Message",
            "Recommend",
            "AccessDeniedDetail",
            "Unknown",
            "",
        ][..],
    )
}

/// A value that some member has, or none. Fractions in place of a text are a case of their
/// own: see the docs.
fn value() -> impl Strategy<Value = &'static str> {
    select(
        &[
            "null",
            "true",
            "5",
            "0",
            "-1",
            "4294967295",
            "4294967296",
            r#""R""#,
            r#""""#,
            r#""12""#,
            r#""4294967296""#,
            r#""\u4e2d\n""#,
            "[]",
            "[5]",
            "{}",
            r#"{"a":[{}]}"#,
            r#"{"InstanceStatus":[]}"#,
            r#"{"InstanceStatus":null}"#,
            r#"{"InstanceStatus":{}}"#,
            r#"{"InstanceStatus":[{"InstanceId":"i","Status":"Running"}]}"#,
            r#"{"InstanceStatus":[{"Status":"","x":[1],"InstanceId":""}]}"#,
            r#"{"InstanceStatus":[{"InstanceId":"i","Status":null}]}"#,
            r#"{"InstanceStatus":[{"InstanceId":"i","Status":"a","Status":"a"}]}"#,
            r#"{"InstanceStatus":[["i","Running"]]}"#,
            r#"{"InstanceStatus":[],"InstanceStatus":[]}"#,
            r#"{"PolicyType":"p"}"#,
            r#"{"PolicyType":7,"AuthAction":null}"#,
            r#"{"PolicyType":[]}"#,
            r#"{"PolicyType":null,"X":[1],"PolicyType":"p"}"#,
        ][..],
    )
}

/// The members of a page, of an error reply or of none, each with the value that it has.
fn usual() -> impl Strategy<Value = Vec<(&'static str, &'static str)>> {
    const LIST: &str = r#"{"InstanceStatus":[{"InstanceId":"i","Status":"Running"}]}"#;
    prop_oneof![
        Just(vec![
            ("RequestId", r#""R""#),
            ("TotalCount", "1"),
            ("PageNumber", r#""1""#),
            ("PageSize", "10"),
            ("InstanceStatuses", LIST),
        ]),
        Just(vec![("Code", r#""Throttling""#), ("RequestId", r#""R""#)]),
        Just(vec![]),
    ]
}

fn body() -> impl Strategy<Value = String> {
    let odd = vec((any::<prop::sample::Index>(), name(), value()), 0..4);
    (usual(), odd, any::<prop::sample::Index>()).prop_map(|(mut members, odd, left_out)| {
        if left_out.index(3) == 0 && !members.is_empty() {
            members.remove(left_out.index(members.len()));
        }
        for (place, name, value) in odd {
            members.insert(place.index(members.len() + 1), (name, value));
        }
        let members: Vec<String> =
            members.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
        format!("{{{}}}", members.join(","))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_096))]

    #[test]
    fn reads_as_decoded(body in body()) {
        assert_as_decoded(&body);
    }
}

/// It goes on behind the member that is bad.
const BAD_DETAIL: &str = r#"{"PolicyType":[],"AuthAction":"a","x":{}}"#;
const LIST: &str = r#""TotalCount":0,"PageNumber":1,"PageSize":10,"InstanceStatuses":{}"#;

#[test]
fn a_page_may_have_members_of_an_error_of_any_type() {
    for odd in ["5", "null", "[]", r#""text""#, r#"{"a":1}"#, BAD_DETAIL] {
        for name in ["HostId", "Code", "Message", "Recommend", "AccessDeniedDetail"] {
            let body = format!(r#"{{"RequestId":"R","{name}":{odd},{LIST}}}"#);
            assert!(matches!(serde_json::from_str(&body), Ok(Reply::Page(_))), "{body}");
            assert_as_decoded(&body);
        }
    }
}

#[test]
fn an_error_may_have_members_of_a_page_of_any_type() {
    for odd in ["5", "null", "[]", r#""text""#, r#"{"a":1}"#] {
        for name in ["TotalCount", "PageNumber", "PageSize"] {
            let body = format!(r#"{{"Code":"Throttling","{name}":{odd}}}"#);
            assert!(matches!(serde_json::from_str(&body), Ok(Reply::Error(_))), "{body}");
            assert_as_decoded(&body);
        }
        assert_as_decoded(&format!(r#"{{"Code":"Throttling","InstanceStatuses":{odd}}}"#));
    }
}

/// A number whose text only the format knows is refused, not rounded.
#[test]
fn what_serde_cannot_read() {
    for id in ["1.0", "1e2", "123456789012345678901234567890"] {
        let body =
            format!(r#"{{"Code":"c","AccessDeniedDetail":{{"AuthPrincipalOwnerId":{id}}}}}"#);
        assert!(serde_json::from_str::<ErrorReply<'_>>(&body).is_err(), "{id}");
        let read = ErrorReply::from_json(&body).expect("a number");
        let owner_id = read.access_denied_detail.and_then(|detail| detail.auth_principal_owner_id);
        assert_eq!(owner_id.as_deref(), Some(id));
    }
}

#[test]
fn why_a_reply_is_none() {
    for [body, why] in rows(
        r#"
        {"Code":"Throttling","Message":5}                 → wrong type for Message at line 1 column 33
        {"Code":"Throttling","RequestId":true}            → wrong type for RequestId at line 1 column 38
        {"Code":"Throttling","Message":"a","Message":"b"} → duplicate field `Message` at line 1 column 49
        {"Code":"Throttling","AccessDeniedDetail":"no"}   → wrong type for AccessDeniedDetail at line 1 column 47
        {"Code":"Throttling","AccessDeniedDetail":{"PolicyType":[]}} → wrong type for PolicyType at line 1 column 60
        {"Code":"Throttling","AccessDeniedDetail":{"PolicyType":null,"PolicyType":"p"}} → duplicate field `PolicyType` at line 1 column 79
        {"Code":5}                                        → wrong type for Code at line 1 column 10
        {"Code":""}                                       → neither a page nor an error reply at line 1 column 11
        {"Code":null}                                     → neither a page nor an error reply at line 1 column 13
        {}                                                → neither a page nor an error reply at line 1 column 2
        {"RequestId":"R","PageSize":5}                    → missing field `InstanceStatuses` at line 1 column 30
        {"InstanceStatuses":{},"Code":"X"}                → missing field `RequestId` at line 1 column 34
        {"TotalCount":0,"PageNumber":1,"PageSize":10,"InstanceStatuses":{}} → missing field `RequestId` at line 1 column 67
        {"RequestId":null,"TotalCount":0,"PageNumber":1,"PageSize":10,"InstanceStatuses":{}} → wrong type for RequestId at line 1 column 84
        {"RequestId":"R","TotalCount":true,"TotalCount":0,"PageNumber":1,"PageSize":10,"InstanceStatuses":{}} → wrong type for TotalCount at line 1 column 101
        "#,
    ) {
        // What is refused by the one is refused by the other.
        assert_as_decoded(body);
        assert_eq!(refused::<Reply<'_>>(body), why, "{body}");
    }
    assert_refused::<ErrorReply<'_>>(r#"{"Code":""} → missing field `Code` at line 1 column 11"#);
}
