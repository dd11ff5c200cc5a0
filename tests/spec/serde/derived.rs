//! Inside the types of a dependent, which derive theirs.

use std::fmt::Debug;

use aliyun_instance_status::{ErrorReply, InstanceStatus, Page, Reply, Request, Status};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::formats::assert_carried;

/// A value of a cache, say.
#[derive(Serialize, Deserialize, PartialEq, Debug)]
struct Kept<T> {
    at: u64,
    body: T,
}

/// Its members beside those of the value.
#[derive(Serialize, Deserialize, PartialEq, Debug)]
struct Flat<T> {
    at: u64,
    #[serde(flatten)]
    body: T,
    #[serde(flatten)]
    rest: std::collections::BTreeMap<String, String>,
}

#[derive(Serialize, Deserialize, PartialEq, Debug)]
#[serde(untagged)]
enum Either<T> {
    Body(T),
    Text(String),
}

#[derive(Serialize, Deserialize, PartialEq, Debug)]
#[serde(tag = "Kind")]
enum Tagged<T> {
    Body(T),
}

fn page() -> Page<'static> {
    let mut page = Page::new("R", 1, 2, 3);
    page.instance_statuses.push(InstanceStatus::new("i-a", Status::Running));
    page
}

fn error() -> ErrorReply<'static> {
    let mut error = ErrorReply::new("Throttling");
    error.message = Some("m".into());
    error.access_denied_detail = Some(Box::default());
    error
}

fn request() -> Request<'static> {
    Request::new("a").with_owner_id(7).with_instance_ids(["i-a"]).expect("one id")
}

#[test]
fn every_format_carries_them() {
    assert_carried(&Kept { at: 1, body: page() });
    assert_carried(&Kept { at: 1, body: error() });
    assert_carried(&Kept { at: 1, body: vec![Reply::from(page()), error().into()] });
    assert_carried(&Kept { at: 1, body: Some(request()) });
}

/// What serde's derive makes of these is for formats that describe themselves.
#[test]
fn json_carries_them_in_any_arrangement() {
    #[track_caller]
    fn assert_arranged<T: Serialize + DeserializeOwned + PartialEq + Debug + Clone>(body: &T) {
        let rest = [(String::from("x"), String::from("y"))].into();
        assert_json(&Flat { at: 1, body: body.clone(), rest });
        assert_json(&Either::Body(body.clone()));
        assert_json(&Tagged::Body(body.clone()));
    }
    #[track_caller]
    fn assert_json<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
        let json = serde_json::to_string(value).expect("JSON carries it");
        assert_eq!(serde_json::from_str::<T>(&json).expect(&json), *value, "{json}");
    }
    assert_arranged(&page());
    assert_arranged(&error());
    assert_arranged(&request());
    assert_arranged(&InstanceStatus::new("i-a", Status::Running));
}
