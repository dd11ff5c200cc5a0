//! Requests: an object of their own parameters, with the limits that every request has.

use aliyun_instance_status::{PageNumber, PageSize, Request};
use insta::assert_snapshot;
use serde::Serialize;
use serde_json::json;

use super::formats::{Members, assert_carried, assert_refused, read, refused};

pub(crate) fn full() -> Request<'static> {
    Request::new("cn-hangzhou")
        .with_zone_id("cn-hangzhou-d")
        .with_cluster_id("cls-1")
        .with_page_number(PageNumber::new(2).expect("from 1"))
        .with_page_size(PageSize::MAX)
        .with_instance_ids(["i-a", "i-b"])
        .expect("two ids")
        .with_owner_id(u64::MAX)
        .with_owner_account("a")
        .with_resource_owner_id(0)
        .with_resource_owner_account("")
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("JSON carries it")
}

/// In the order of the documentation; what was never set is left out.
#[test]
fn the_order_of_members() {
    assert_snapshot!(json(&Request::new("a")), @r#"{"RegionId":"a"}"#);
    assert_snapshot!(json(&full()), @r#"{"RegionId":"cn-hangzhou","ZoneId":"cn-hangzhou-d","ClusterId":"cls-1","PageNumber":2,"PageSize":50,"InstanceId":["i-a","i-b"],"OwnerId":18446744073709551615,"OwnerAccount":"a","ResourceOwnerId":0,"ResourceOwnerAccount":""}"#);
    assert_carried(&full());
}

pub(crate) fn members() -> Members {
    Members(vec![
        ("RegionId", json!("cn-hangzhou")),
        ("ZoneId", json!("z")),
        ("PageNumber", json!(2)),
        ("PageSize", json!(50)),
        ("InstanceId", json!(["i-a"])),
        ("OwnerId", json!(u64::MAX)),
    ])
}

/// In any order, each once, of its type.
#[test]
fn the_members() {
    let whole: Request<'_> = read(&members()).expect("it is whole");
    let mut reversed = members();
    reversed.0.reverse();
    assert_eq!(read(&reversed), Some(whole));

    for (name, value) in members().0 {
        let without: Option<Request<'_>> = read(&members().without(name));
        assert_eq!(without.is_none(), name == "RegionId", "without {name}");
        assert_eq!(read::<Request<'_>>(&members().and(name, value)), None, "{name} twice");
        for wrong in [json!(true), json!(1.5), json!(-1), json!({"x": 1})] {
            let read: Option<Request<'_>> = read(&members().with(name, wrong.clone()));
            assert_eq!(read, None, "{name}: {wrong}");
        }
        let null: Option<Request<'_>> = read(&members().with(name, json!(null)));
        assert_eq!(null.is_none(), ["RegionId", "InstanceId"].contains(&name), "{name}: null");
    }
}

#[test]
fn the_limits() {
    let request = |size: u32, number: u32, ids: usize| {
        let page = members().with("PageSize", json!(size)).with("PageNumber", json!(number));
        read::<Request<'_>>(&page.with("InstanceId", json!(vec!["i"; ids]))).is_some()
    };
    assert!(request(50, 1, 100) && request(1, u32::MAX, 1));
    assert!(!request(51, 1, 1) && !request(0, 1, 1) && !request(1, 0, 1) && !request(1, 1, 101));
}

/// A member that is skipped could be a filter, whose loss widens the request.
#[test]
fn unknown_members() {
    for name in ["Unknown", "page_size", "InstanceIds", "instanceId", "Format"] {
        assert_eq!(read::<Request<'_>>(&members().and(name, json!("a"))), None, "{name}");
    }
}

/// A human-readable format has no empty list, because what is absent is left out there.
#[test]
fn empty_texts() {
    assert_eq!(read::<Request<'_>>(&members().with("RegionId", json!(""))), None);
    assert_eq!(read::<Request<'_>>(&members().with("InstanceId", json!(["i-a", ""]))), None);
    let no_ids = members().with("InstanceId", json!([]));
    assert!(serde_json::from_str::<Request<'_>>(&json(&no_ids)).is_err());
}

/// The limits by name; the rest is in the words of serde and the format.
#[test]
fn why_it_is_refused() {
    assert_refused::<Request<'_>>(
        r#"
        {"RegionId":"","ZoneId":"a"}        → invalid value: string "", expected a text that is not empty at line 1 column 14
        {"RegionId":"a","InstanceId":[]}    → no instance ids, which would select the whole region at line 1 column 31
        {"RegionId":"a","InstanceId":[""]}  → an empty instance id at line 1 column 33
        "#,
    );
    let many = json!({"RegionId": "a", "InstanceId": vec!["i"; 101]}).to_string();
    let why = "more than 100 instance ids for one request at line 1 column 419";
    assert_eq!(refused::<Request<'_>>(&many), why);
}
