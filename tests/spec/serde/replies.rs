//! Pages and error replies, in formats that name the members.

use std::fmt::Debug;

use aliyun_instance_status::{ErrorReply, Page, Reply, Status};
use serde::de::{Deserialize, DeserializeOwned};
use serde_json::{Value, json};

use super::formats::{Members, read};

pub(crate) fn a_page() -> Members {
    let record = json!({"InstanceId": "i-a", "Status": "Running"});
    Members(vec![
        ("RequestId", json!("R")),
        ("TotalCount", json!(1)),
        ("PageNumber", json!(1)),
        ("PageSize", json!(10)),
        ("InstanceStatuses", json!({"InstanceStatus": [record]})),
    ])
}

pub(crate) fn an_error() -> Members {
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
        for other in [json!("1"), json!(1), json!(true), json!(1.5), json!(-1), json!({"x": 1})] {
            let is_of_its_type = match &other {
                Value::String(_) => value.is_string(),
                Value::Number(number) => value.is_number() && number.is_u64(),
                Value::Object(_) => value.is_object(),
                _ => false,
            };
            let read = read(&members.with(name, other.clone()));
            assert_eq!(read.is_some(), is_of_its_type, "{name}: {other}");
        }
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
