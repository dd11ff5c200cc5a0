//! Whatever request is valid by the schemas decodes as a query string, whatever
//! decodes is valid, and what the crate writes is valid by the strict schema.

#[path = "../../../tests/support/strategy.rs"]
mod strategy;

use std::cell::Cell;

use aliyun_instance_status::{Call, Request};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use schemas_check::corpus::{self, Document};
use schemas_check::json::JsonSchema;
use schemas_check::query;
use serde_json::{Map, Value};

#[test]
fn with_the_ids_as_an_array() {
    agree(&JsonSchema::new("request.schema.json"), query::with_array());
}

#[test]
fn with_the_ids_by_index() {
    agree(&JsonSchema::new("request.schema.json#/$defs/query"), query::with_indices());
}

/// Asks both about generated requests, of which a good part is valid and a good
/// part is not.
fn agree(schema: &JsonSchema, objects: impl Strategy<Value = Map<String, Value>>) {
    const CASES: u32 = 1000;
    let valid = Cell::new(0);
    let outcome = TestRunner::new(Config::with_cases(CASES)).run(&objects, |object| {
        let query = query::query(&object);
        let decoded = Request::from_query(&query);
        valid.set(valid.get() + u32::from(decoded.is_ok()));
        let is_valid = schema.accepts_value(&Value::Object(object));
        prop_assert_eq!(is_valid, decoded.is_ok(), "{:?}", decoded);
        prop_assert_eq!(is_valid, Call::from_query(&query).is_ok());
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
    let (valid, tenth) = (valid.get(), CASES / 10);
    assert!((tenth..CASES - tenth).contains(&valid), "{valid} of {CASES} are valid");
}

#[test]
fn what_is_written_is_valid() {
    let written = JsonSchema::new("request.schema.json#written");
    let query = JsonSchema::new("request.schema.json#/$defs/query");
    let calls = strategy::call();
    let outcome = TestRunner::new(Config::with_cases(200)).run(&calls, |call| {
        for text in [call.to_query(), call.canonical_query(), call.request.to_query()] {
            let object = Value::Object(query::object(&text));
            prop_assert!(written.accepts_value(&object), "strict: {}", object);
            prop_assert!(query.accepts_value(&object), "as it is read: {}", object);
        }
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}

/// Also what it writes of the queries that the library's own tests read.
#[test]
fn what_is_written_of_the_corpus_is_valid() {
    let schema = JsonSchema::new("request.schema.json#/$defs/query");
    let documents = corpus::golden("query");
    for Document { name, bytes } in &documents {
        let text = str::from_utf8(bytes).expect("golden queries are UTF-8");
        if let Ok(call) = Call::from_query(text) {
            let object = query::object(&call.to_query());
            assert!(schema.accepts_value(&Value::Object(object)), "{name}");
        }
    }
    assert!(!documents.is_empty(), "the library has golden queries");
}
