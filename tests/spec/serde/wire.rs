//! The shape that serde has is that of `to_json`; the tolerance of the wire is `from_json`'s.

use std::fmt::Debug;

use aliyun_instance_status::{DecodeError, ErrorReply, Page, Reply};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde::Deserialize;

use crate::support::strategy::cases;

/// What serde reads of a JSON object, `from_json` reads as an equal value. But serde takes a
/// list that is null for an absent one where it tells a page from an error reply.
#[track_caller]
fn assert_decodes_alike(body: &str) {
    assert_agrees(body, &ErrorReply::from_json(body));
    assert_agrees(body, &Page::from_json(body));
    if !body.contains(r#""InstanceStatuses":null"#) {
        assert_agrees(body, &Reply::from_json(body));
    }
}

#[track_caller]
fn assert_agrees<'d, T>(body: &'d str, decoded: &Result<T, DecodeError>)
where
    T: Deserialize<'d> + PartialEq + Debug,
{
    if let Ok(read) = serde_json::from_str::<T>(body) {
        assert_eq!(decoded, &Ok(read), "{body}");
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

/// A value that some member has, or none. Arrays in place of objects are the derive's business.
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
            "{}",
            r#"{"a":[{}]}"#,
            r#"{"InstanceStatus":[]}"#,
            r#"{"InstanceStatus":null}"#,
            r#"{"InstanceStatus":{}}"#,
            r#"{"InstanceStatus":[{"InstanceId":"i","Status":"Running"}]}"#,
            r#"{"InstanceStatus":[{"Status":"","x":[1],"InstanceId":""}]}"#,
            r#"{"InstanceStatus":[{"InstanceId":"i","Status":null}]}"#,
            r#"{"InstanceStatus":[{"InstanceId":"i","Status":"a","Status":"a"}]}"#,
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
    #![proptest_config(cases(4_096))]

    #[test]
    fn decodes_alike(body in body()) {
        assert_decodes_alike(&body);
    }
}

#[test]
fn what_only_from_json_reads() {
    for body in [
        r#"{"RequestId":"R","TotalCount":"0","PageNumber":1,"PageSize":10,"InstanceStatuses":{}}"#,
        r#"{"RequestId":"R","Code":200,"TotalCount":0,"PageNumber":1,"PageSize":10,"InstanceStatuses":{}}"#,
        r#"{"Code":"c","AccessDeniedDetail":{"AuthPrincipalOwnerId":12}}"#,
    ] {
        assert!(Reply::from_json(body).is_ok(), "{body}");
        assert!(serde_json::from_str::<Reply<'_>>(body).is_err(), "{body}");
    }
}

/// A page has a list and all that a page has; an error reply has a code.
#[test]
fn neither() {
    for body in [
        "5",
        "{}",
        r#"{"RequestId":"R","PageSize":5}"#,
        r#"{"Code":""}"#,
        r#"{"Code":null}"#,
        r#"{"InstanceStatuses":{},"Code":"X"}"#,
        r#"{"TotalCount":0,"PageNumber":1,"PageSize":10,"InstanceStatuses":{}}"#,
        r#"{"RequestId":null,"TotalCount":0,"PageNumber":1,"PageSize":10,"InstanceStatuses":{}}"#,
        r#"{"RequestId":"R","TotalCount":0,"PageNumber":1,"InstanceStatuses":{}}"#,
        r#"{"RequestId":"R","TotalCount":0,"TotalCount":0,"PageNumber":1,"PageSize":10,"InstanceStatuses":{}}"#,
    ] {
        assert!(Reply::from_json(body).is_err(), "{body}");
        assert!(serde_json::from_str::<Reply<'_>>(body).is_err(), "{body}");
    }
}
