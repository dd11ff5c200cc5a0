//! JSON, and what it carries. `tests/formats` runs most of this suite again, with the binary
//! formats beside it.

use std::fmt::Debug;

use serde::Serialize;
use serde::de::{Deserialize, DeserializeOwned};
use serde::ser::{SerializeMap, Serializer};
use serde_json::Value;

use crate::support::rows;

/// What is written reads back as the same.
#[track_caller]
pub(crate) fn assert_carried<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    for (format, read) in [("JSON", by_json(value)), ("JSON's Value", by_value(value))] {
        assert_eq!(read.as_ref(), Ok(value), "{format}");
    }
}

fn by_json<T: Serialize + DeserializeOwned>(value: &T) -> Result<T, String> {
    let json = serde_json::to_string(value).map_err(text)?;
    serde_json::from_str(&json).map_err(text)
}

fn by_value<T: Serialize + DeserializeOwned>(value: &T) -> Result<T, String> {
    serde_json::from_value(serde_json::to_value(value).map_err(text)?).map_err(text)
}

#[expect(clippy::needless_pass_by_value, reason = "errors are mapped by it")]
fn text(error: impl ToString) -> String {
    error.to_string()
}

/// What a document reads as, or `None` where it is refused.
pub(crate) fn read<T: DeserializeOwned>(document: &impl Serialize) -> Option<T> {
    serde_json::from_str(&serde_json::to_string(document).expect("JSON carries it")).ok()
}

/// Why JSON is refused, and where.
#[track_caller]
pub(crate) fn refused<'d, T: Deserialize<'d> + Debug>(json: &'d str) -> String {
    serde_json::from_str::<T>(json).expect_err(json).to_string()
}

/// Each row is JSON, and after the arrow why it is refused, and where.
#[track_caller]
pub(crate) fn assert_refused<T: DeserializeOwned + Debug>(table: &str) {
    for [json, why] in rows(table) {
        assert_eq!(refused::<T>(json), why, "{json}");
    }
}

/// An object with its members in this order, also two of one name.
#[derive(Clone)]
pub(crate) struct Members(pub(crate) Vec<(&'static str, Value)>);

impl Members {
    pub(crate) fn with(&self, name: &str, value: Value) -> Self {
        let mut members = self.clone();
        let member = members.0.iter_mut().find(|(known, _)| *known == name);
        member.expect("it is one of them").1 = value;
        members
    }

    pub(crate) fn and(&self, name: &'static str, value: Value) -> Self {
        let mut members = self.clone();
        members.0.push((name, value));
        members
    }

    pub(crate) fn without(&self, name: &str) -> Self {
        let mut members = self.clone();
        members.0.retain(|(known, _)| *known != name);
        members
    }
}

impl Serialize for Members {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        self.0.iter().try_for_each(|(name, value)| map.serialize_entry(name, value))?;
        map.end()
    }
}
