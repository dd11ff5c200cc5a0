//! Pages and error replies, in formats that name the members.

use std::collections::BTreeMap;
use std::fmt::Debug;

use aliyun_instance_status::{AccessDeniedDetail, ErrorReply, Page, Reply, Status};
use serde::de::{Deserialize, DeserializeOwned};
use serde_json::{Value, json};

use crate::formats::{Members, assert_refused, cbor, from_cbor, read};

fn a_page() -> Members {
    let record = json!({"InstanceId": "i-a", "Status": "Running"});
    Members(vec![
        ("RequestId", json!("R")),
        ("TotalCount", json!(1)),
        ("PageNumber", json!(1)),
        ("PageSize", json!(10)),
        ("InstanceStatuses", json!({"InstanceStatus": [record]})),
    ])
}

fn an_error() -> Members {
    Members(vec![
        ("RequestId", json!("R")),
        ("HostId", json!("ecs.aliyuncs.com")),
        ("Code", json!("Throttling")),
        ("Message", json!("m")),
        ("Recommend", json!("r")),
        ("AccessDeniedDetail", json!({"PolicyType": "p"})),
    ])
}

/// In any order, each once, of its type, among others that are unknown.
#[test]
fn the_members() {
    let all = ["RequestId", "TotalCount", "PageNumber", "PageSize", "InstanceStatuses"];
    assert_members::<Page<'_>>(&a_page(), &all, read::<Page<'_>>);
    assert_members(&a_page(), &all, as_reply);
    assert_members(&an_error(), &["Code"], read::<ErrorReply<'_>>);
    assert_members(&an_error(), &["Code"], as_reply);
}

/// JSON alone has a reply without its kind.
#[track_caller]
fn as_reply(members: &Members) -> Option<Reply<'static>> {
    let text = serde_json::to_string(members).expect("JSON carries it");
    serde_json::from_str(&text).ok()
}

#[track_caller]
fn assert_members<T: DeserializeOwned + PartialEq + Debug>(
    members: &Members,
    required: &[&str],
    read: fn(&Members) -> Option<T>,
) {
    let whole = read(members);
    assert!(whole.is_some());
    let mut others = members.clone();
    others.0.reverse();
    others.0.insert(1, ("Unknown", json!({"RequestId": [null, {"x": 1.5}]})));
    assert_eq!(read(&others), whole);

    for (name, value) in members.0.clone() {
        let is_required = required.contains(&name);
        assert_eq!(read(&members.without(name)).is_none(), is_required, "without {name}");
        assert_eq!(read(&members.and(name, value.clone())), None, "{name} twice");
        let null = read(&members.with(name, json!(null)));
        assert_eq!(null.is_none(), is_required, "{name}: null");
        for wrong in [json!(true), json!(1.5), json!(-1), json!([]), json!(["a"])] {
            assert_eq!(read(&members.with(name, wrong.clone())), None, "{name}: {wrong}");
        }
        let is_number = value.is_number();
        let is_object = ["InstanceStatuses", "AccessDeniedDetail"].contains(&name);
        let text = read(&members.with(name, json!("x")));
        assert_eq!(text.is_some(), !is_object && !is_number, "{name}: a text");
        let object = read(&members.with(name, json!({"x": 1})));
        assert_eq!(object.is_some(), is_object, "{name}: an object");
    }
}

/// Nothing is borrowed, so that a format which hands its strings over need not copy them.
#[test]
fn strings_that_are_handed_over() {
    let read = Status::deserialize(json!("Paused")).expect("any word is a status");
    assert_eq!(read, Status::from("Paused"));
    let page: Page<'_> = serde_json::from_value(json!(
        {"RequestId": "R", "TotalCount": 0, "PageNumber": 1, "PageSize": 10, "InstanceStatuses": {}}
    ))
    .expect("a page");
    assert_eq!(page, Page::new("R", 0, 1, 10));
}

/// A number whose text only the format knows is refused, not rounded.
#[test]
fn texts_that_are_numbers() {
    let detail = |id: Value| {
        let detail = json!({"PolicyType": null, "AuthPrincipalOwnerId": id});
        let error = an_error().with("AccessDeniedDetail", detail);
        let error = read::<ErrorReply<'_>>(&error)?;
        error.access_denied_detail.and_then(|detail| detail.auth_principal_owner_id)
    };
    assert_eq!(detail(json!(12)).as_deref(), Some("12"));
    assert_eq!(detail(json!(-7)).as_deref(), Some("-7"));
    assert_eq!(detail(json!(u64::MAX)).as_deref(), Some("18446744073709551615"));
    assert_eq!(detail(json!(1.5)), None);
    assert_eq!(detail(json!(true)), None);
}

/// The wire has counters as strings of digits, too.
#[test]
fn counters_that_are_strings() {
    let total = |count: &str| {
        let page = a_page().with("TotalCount", json!(count));
        read::<Page<'_>>(&page).map(|page| page.total_count)
    };
    assert_eq!(total("4294967295"), Some(u32::MAX));
    assert_eq!(total("007"), Some(7));
    for bad in ["", "4294967296", "-1", "+1", "1.0", " 1", "x"] {
        assert_eq!(total(bad), None, "{bad:?}");
    }
}

/// Where a format is not for people, a reply says which of the two it is.
#[test]
fn a_reply_of_a_kind() {
    let page: Page<'_> = read(&a_page()).expect("a page");
    let reply = |kind: &str, members: &Members| {
        from_cbor::<Reply<'_>>(&cbor(&BTreeMap::from([(kind, members)])))
    };
    assert_eq!(reply("Page", &a_page()), Ok(Reply::Page(page)));
    assert!(matches!(reply("Error", &an_error()), Ok(Reply::Error(_))));
    assert!(reply("Page", &an_error()).is_err() && reply("Error", &a_page()).is_err());
    let why = "decode error: unknown variant `Refusal`, expected `Page` or `Error`";
    assert_eq!(reply("Refusal", &an_error()), Err(why.to_owned()));
    let why = "decode error at position 0: invalid enum map length";
    assert_eq!(from_cbor::<Reply<'_>>(&cbor(&a_page())), Err(why.to_owned()));
}

/// A document that ends too early is refused wherever it is cut.
#[test]
fn cut_off() {
    for members in [a_page(), an_error()] {
        let bytes = cbor(&members);
        for end in 0..bytes.len() {
            assert!(from_cbor::<Page<'_>>(&bytes[..end]).is_err(), "{end}");
            assert!(from_cbor::<ErrorReply<'_>>(&bytes[..end]).is_err(), "{end}");
        }
    }
}

#[test]
fn why_it_is_refused() {
    assert_refused::<Status<'_>>(
        "5 → invalid type: integer `5`, expected a string at line 1 column 1",
    );
    assert_refused::<AccessDeniedDetail<'_>>(
        r#"
        5                 → invalid type: integer `5`, expected an object at line 1 column 1
        {"PolicyType":[]} → wrong type for PolicyType at line 1 column 17
        "#,
    );
    assert_refused::<Reply<'_>>(
        "5 → invalid type: integer `5`, expected an object at line 1 column 1",
    );
    assert_refused::<Page<'_>>(
        r#"
        {}                                           → missing field `RequestId` at line 1 column 2
        {"TotalCount":true}                          → wrong type for TotalCount at line 1 column 19
        {"TotalCount":1.5}                           → not an integer in TotalCount at line 1 column 18
        {"TotalCount":-1}                            → not an integer in TotalCount at line 1 column 17
        {"TotalCount":4294967296}                    → integer out of range in TotalCount at line 1 column 25
        {"TotalCount":"4294967296"}                  → integer out of range in TotalCount at line 1 column 27
        {"InstanceStatuses":{"InstanceStatus":null}} → invalid type: null, expected a sequence at line 1 column 42
        {"InstanceStatuses":{"InstanceStatus":[],"InstanceStatus":[]}} → duplicate field `InstanceStatus` at line 1 column 61
        {"InstanceStatuses":{"InstanceStatus":[{"Status":"Running"}]}} → missing field `InstanceId` at line 1 column 59
        "#,
    );
}
