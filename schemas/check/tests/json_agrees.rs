//! Whatever is valid JSON by the schemas decodes, and whatever decodes is valid.

use std::cell::Cell;

use aliyun_instance_status::{DecodeError, ErrorReply, Page};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use schemas_check::corpus::Document;
use schemas_check::json::JsonSchema;
use schemas_check::{blind, corpus, json, json_documents};

#[test]
fn on_pages() {
    let schema = JsonSchema::new("page.schema.json");
    agree(&schema, json_documents::page(), |text| Page::from_json(text).map(|_| ()));
}

#[test]
fn on_error_replies() {
    let schema = JsonSchema::new("error.schema.json");
    agree(&schema, json_documents::error(), |text| ErrorReply::from_json(text).map(|_| ()));
}

/// On documents that the library's own tests read, but for blind spots.
#[test]
fn on_the_corpus() {
    let schemas = ["page.schema.json", "error.schema.json"].map(JsonSchema::new);
    let documents = corpus::all("json");
    for Document { name, bytes } in &documents {
        let decoded =
            [Page::from_json(bytes).map(|_| ()), ErrorReply::from_json(bytes).map(|_| ())];
        let text = str::from_utf8(bytes).unwrap_or_default();
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let parsed = json::parse(text);
        for (schema, decoded) in schemas.iter().zip(decoded) {
            let is_valid = parsed.as_ref().is_ok_and(|value| schema.accepts_value(value));
            let is_blind = match &decoded {
                Ok(()) => parsed.as_ref().is_err_and(blind::to_json),
                Err(error) => blind::to_refusal_of_json(error.kind()),
            };
            assert!(is_valid == decoded.is_ok() || is_blind, "{name}: {is_valid}, {decoded:?}");
        }
    }
    assert!(!documents.is_empty(), "the library has golden documents");
}

/// Asks both about generated documents, of which a good part is valid and a good
/// part is not.
fn agree(
    schema: &JsonSchema,
    documents: impl Strategy<Value = String>,
    decode: fn(&str) -> Result<(), DecodeError>,
) {
    const CASES: u32 = 2000;
    let valid = Cell::new(0);
    let outcome = TestRunner::new(Config::with_cases(CASES)).run(&documents, |text| {
        let decoded = decode(&text);
        valid.set(valid.get() + u32::from(decoded.is_ok()));
        prop_assert_eq!(schema.accepts(&text), decoded.is_ok(), "{:?}: {}", decoded, text);
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
    let (valid, tenth) = (valid.get(), CASES / 10);
    assert!((tenth..CASES - tenth).contains(&valid), "{valid} of {CASES} are valid");
}
