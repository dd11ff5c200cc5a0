//! Requests through serde: in JSON, and in formats that are not for people, with names
//! and without.

#![cfg(feature = "serde")]

#[path = "support/strategy.rs"]
#[allow(dead_code, reason = "each test uses its part")]
mod strategy;

use aliyun_instance_status::{PageNumber, PageSize, Request};
use insta::assert_snapshot;
use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn full() -> Request<'static> {
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

/// What is written reads back as the same, also from bytes that are gone by then.
#[track_caller]
fn assert_carried(request: &Request<'_>) {
    fn owned<T: DeserializeOwned>(json: &str) -> Option<T> {
        serde_json::from_str(json).ok()
    }
    let json = serde_json::to_string(request).expect("JSON carries it");
    assert_eq!(owned::<Request<'_>>(&json).as_ref(), Some(request));
    let value = serde_json::to_value(request).expect("a value carries it");
    let from_value: Request<'_> = serde_json::from_value(value).expect("it is one");
    assert_eq!(&from_value, request);
    let cbor = minicbor_serde::to_vec(request).expect("CBOR carries it");
    assert_eq!(minicbor_serde::from_slice(&cbor).ok().as_ref(), Some(request));
    let by_name = rmp_serde::to_vec_named(request).expect("MessagePack carries it");
    assert_eq!(rmp_serde::from_slice(&by_name).ok().as_ref(), Some(request));
    let by_place = rmp_serde::to_vec(request).expect("MessagePack carries it");
    assert_eq!(rmp_serde::from_slice(&by_place).ok().as_ref(), Some(request));
    let postcard = postcard::to_allocvec(request).expect("postcard carries it");
    assert_eq!(postcard::from_bytes(&postcard).ok().as_ref(), Some(request));
}

#[test]
fn the_least_and_the_most() {
    assert_carried(&Request::new("cn-hangzhou"));
    assert_carried(&full());
}

proptest! {
    #[test]
    fn every_format_carries_every_request(request in strategy::request()) {
        assert_carried(&request);
    }
}

#[test]
fn for_people() {
    let json = |request: &Request<'_>| serde_json::to_string(request).expect("JSON carries it");
    assert_snapshot!(json(&Request::new("a")), @r#"{"RegionId":"a"}"#);
    assert_snapshot!(json(&full()), @r#"{"RegionId":"cn-hangzhou","ZoneId":"cn-hangzhou-d","ClusterId":"cls-1","PageNumber":2,"PageSize":50,"InstanceId":["i-a","i-b"],"OwnerId":18446744073709551615,"OwnerAccount":"a","ResourceOwnerId":0,"ResourceOwnerAccount":""}"#);
}

#[track_caller]
fn refused(request: &Value) -> String {
    serde_json::from_str::<Request<'_>>(&request.to_string()).expect_err("refused").to_string()
}

#[test]
fn what_is_refused() {
    let by_place = json!(["a", null, null, null, null, ["i-a"], null, null, null, null]);
    assert_snapshot!(refused(&by_place), @"invalid type: sequence, expected an object of a request's parameters at line 1 column 1");
    assert_snapshot!(refused(&json!({})), @"missing field `RegionId` at line 1 column 2");
    assert_snapshot!(refused(&json!({"RegionId": "a", "InstanceId": []})), @"invalid length 0, expected an array of 1 to 100 instance ids at line 1 column 16");
    let many = json!({"RegionId": "a", "InstanceId": vec!["i"; 101]});
    assert_snapshot!(refused(&many), @"more than 100 instance ids at line 1 column 419");
    assert_snapshot!(refused(&json!({"PageSize": 51})), @"PageSize outside 1 to 50 at line 1 column 15");
    assert_snapshot!(refused(&json!({"PageNumber": 0})), @"PageNumber of 0 at line 1 column 16");
    let twice = r#"{"RegionId":"a","RegionId":"a"}"#;
    let error = serde_json::from_str::<Request<'_>>(twice).expect_err("there twice");
    assert_snapshot!(error, @"duplicate field `RegionId` at line 1 column 26");
}

/// Where nobody reads along, an array is how a request is written, and an empty list is
/// what was never set.
#[test]
fn not_for_people() {
    let request = Request::new("a");
    let by_place = rmp_serde::to_vec(&request).expect("MessagePack carries it");
    assert_eq!(by_place, [0x9A, 0xA1, b'a', 0xC0, 0xC0, 0xC0, 0xC0, 0x90, 0xC0, 0xC0, 0xC0, 0xC0]);
    let cut: Result<Request<'_>, _> = rmp_serde::from_slice(&[0x91, 0xA1, b'a']);
    assert_snapshot!(cut.expect_err("cut off"), @"invalid length 1, expected all members of a request");
    assert_all_cuts_refused(&postcard::to_allocvec(&full()).expect("postcard carries it"));
}

#[track_caller]
fn assert_all_cuts_refused(bytes: &[u8]) {
    for end in 0..bytes.len() {
        assert!(postcard::from_bytes::<Request<'_>>(&bytes[..end]).is_err(), "{end}");
    }
}
