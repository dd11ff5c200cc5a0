//! Inside the types of a dependent, which derive what is written here by hand.

use std::fmt::Debug;

use aliyun_instance_status::{ErrorReply, InstanceStatus, Page, Reply, Request, Status};
use serde::de::{DeserializeOwned, Deserializer, Error as _, Visitor};
use serde::{Deserialize, Serialize, forward_to_deserialize_any};

use crate::formats::assert_carried;

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

/// Asked for an object, tells what it was asked for.
struct Told;

impl<'de> Deserializer<'de> for Told {
    type Error = serde::de::value::Error;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Self::Error> {
        Err(Self::Error::custom(format_args!("{name}: {}", fields.join(", "))))
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
        Err(Self::Error::custom("anything"))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// Formats are told the names of all members, in the order in which they are written.
#[test]
fn the_names_that_formats_are_told() {
    #[track_caller]
    fn assert_told<T: DeserializeOwned + Serialize + Debug>(value: &T, name: &str) {
        let cbor = minicbor_serde::to_vec(value).expect("CBOR carries it");
        let written: Names = minicbor_serde::from_slice(&cbor).expect("an object");
        let told = T::deserialize(Told).expect_err("only told").to_string();
        assert_eq!(told, format!("{name}: {}", written.0.join(", ")));
    }
    assert_told(&page(), "Page");
    assert_told(&page().instance_statuses[0], "InstanceStatus");
    assert_told(&error(), "ErrorReply");
    assert_told(&*error().access_denied_detail.expect("a detail"), "AccessDeniedDetail");
    assert_told(&request(), "Request");
}

/// The names of an object's members, in their order.
struct Names(Vec<String>);

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Keys;

        impl<'de> Visitor<'de> for Keys {
            type Value = Names;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                mut map: A,
            ) -> Result<Names, A::Error> {
                let mut names = Vec::new();
                while let Some((name, _)) = map.next_entry::<_, serde::de::IgnoredAny>()? {
                    names.push(name);
                }
                Ok(Names(names))
            }
        }

        deserializer.deserialize_map(Keys)
    }
}
