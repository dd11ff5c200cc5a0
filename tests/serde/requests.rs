//! Requests: an object of their own parameters, with the limits that every request has.

use aliyun_instance_status::{PageNumber, PageSize, Request};
use insta::assert_snapshot;
use serde_json::json;

use crate::formats::{Members, assert_carried, assert_refused, read, refused};

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

/// In the order of the documentation; what was never set is left out.
#[test]
fn the_order_of_members() {
    let json = |request: &Request<'_>| serde_json::to_string(request).expect("JSON carries it");
    assert_snapshot!(json(&Request::new("a")), @r#"{"RegionId":"a"}"#);
    assert_snapshot!(json(&full()), @r#"{"RegionId":"cn-hangzhou","ZoneId":"cn-hangzhou-d","ClusterId":"cls-1","PageNumber":2,"PageSize":50,"InstanceId":["i-a","i-b"],"OwnerId":18446744073709551615,"OwnerAccount":"a","ResourceOwnerId":0,"ResourceOwnerAccount":""}"#);
    assert_carried(&full());
}

fn members() -> Members {
    Members(vec![
        ("RegionId", json!("cn-hangzhou")),
        ("ZoneId", json!("z")),
        ("PageNumber", json!(2)),
        ("PageSize", json!(50)),
        ("InstanceId", json!(["i-a"])),
        ("OwnerId", json!(u64::MAX)),
    ])
}

/// In any order, each once, of its type, among others that are unknown.
#[test]
fn the_members() {
    let whole: Request<'_> = read(&members()).expect("it is whole");
    let mut others = members();
    others.0.reverse();
    others.0.insert(1, ("Unknown", json!({"RegionId": [null, {"x": 1.5}]})));
    // The caller's parameters are none of a request.
    others.0.insert(1, ("Format", json!("JSON")));
    assert_eq!(read(&others), Some(whole));

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

#[test]
fn why_it_is_refused() {
    assert_refused::<Request<'_>>(
        r#"
        5                                → invalid type: integer `5`, expected an object of a request's parameters at line 1 column 1
        {}                               → missing field `RegionId` at line 1 column 2
        {"RegionId":"a","RegionId":"a"}  → duplicate field `RegionId` at line 1 column 26
        {"RegionId":"a","InstanceId":[]} → invalid length 0, expected an array of 1 to 100 instance ids at line 1 column 31
        {"RegionId":"a","page_size":50}  → misspelling of PageSize at line 1 column 27
        {"PageSize":51}                  → PageSize outside 1 to 50 at line 1 column 15
        {"PageNumber":0}                 → PageNumber of 0 at line 1 column 16
        "#,
    );
    let many = json!({"RegionId": "a", "InstanceId": vec!["i"; 101]}).to_string();
    assert_eq!(
        refused::<Request<'_>>(&many),
        "more than 100 instance ids, or an index beyond 100 at line 1 column 419"
    );
    assert_refused::<PageSize>("0 → PageSize outside 1 to 50");
    assert_refused::<PageNumber>(
        "-1 → invalid value: integer `-1`, expected u32 at line 1 column 2",
    );
}
