//! Whatever the crate writes is valid by the strict schemas and by the others:
//! in both formats and both layouts, pages and error replies.

#[path = "../../../tests/support/strategy.rs"]
mod strategy;

use aliyun_instance_status::Reply;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use schemas_check::json::JsonSchema;
use schemas_check::xml::{ERROR_RNG, ERROR_XSD, PAGE_RNG, PAGE_XSD, XmlSchema};
use schemas_check::{corpus, tool};
use strategy::{error, page, text, xml_text};

const PAGE_IN_JSON: [&str; 2] = ["page.schema.json#written", "page.schema.json"];
const ERROR_IN_JSON: [&str; 2] = ["error.schema.json#written", "error.schema.json"];
const PAGE_IN_XML: [XmlSchema; 2] = [PAGE_XSD, PAGE_RNG];
const ERROR_IN_XML: [XmlSchema; 2] = [ERROR_XSD, ERROR_RNG];

#[test]
fn pages_in_json() {
    assert_valid_json(&PAGE_IN_JSON, &some(page(text().boxed()).prop_map(Reply::Page)));
}

#[test]
fn error_replies_in_json() {
    assert_valid_json(&ERROR_IN_JSON, &some(error(text().boxed()).prop_map(Reply::Error)));
}

#[test]
fn pages_in_xml() {
    assert_valid_xml(&PAGE_IN_XML, &some(page(xml_text().boxed()).prop_map(Reply::Page)));
}

#[test]
fn error_replies_in_xml() {
    assert_valid_xml(&ERROR_IN_XML, &some(error(xml_text().boxed()).prop_map(Reply::Error)));
}

/// What the library's own tests read is valid when it is written again, whatever
/// format it came in.
#[test]
fn the_corpus() {
    let (json, xml) = (corpus::golden("json"), corpus::golden("xml"));
    let json = json.iter().filter_map(|document| Reply::from_json(&document.bytes).ok());
    let xml = xml.iter().filter_map(|document| Reply::from_xml(&document.bytes).ok());
    let (pages, errors): (Vec<_>, Vec<_>) =
        json.chain(xml).partition(|reply| matches!(reply, Reply::Page(_)));
    assert!(!pages.is_empty() && !errors.is_empty(), "the library has golden documents");
    assert_valid_json(&PAGE_IN_JSON, &pages);
    assert_valid_json(&ERROR_IN_JSON, &errors);
    assert_valid_xml(&PAGE_IN_XML, &pages);
    assert_valid_xml(&ERROR_IN_XML, &errors);
}

fn some(replies: impl Strategy<Value = Reply<'static>>) -> Vec<Reply<'static>> {
    let mut runner = TestRunner::default();
    let mut new = || replies.new_tree(&mut runner).expect("no filter is that strict").current();
    (0..200).map(|_| new()).collect()
}

#[track_caller]
fn assert_valid_json(schemas: &[&str], replies: &[Reply<'_>]) {
    for (name, schema) in schemas.iter().map(|name| (name, JsonSchema::new(name))) {
        for json in replies.iter().flat_map(|reply| [reply.to_json(), reply.to_json_pretty()]) {
            assert!(schema.accepts(&json), "{name} refuses {json}");
        }
    }
}

/// What XML cannot carry is not written, and so not judged.
#[track_caller]
fn assert_valid_xml(schemas: &[XmlSchema], replies: &[Reply<'_>]) {
    if !tool::xmllint() {
        return;
    }
    let written = replies.iter().flat_map(|reply| [reply.to_xml(), reply.to_xml_pretty()]);
    let written: Vec<_> = written.flatten().collect();
    assert!(written.len() > replies.len(), "XML carries most");
    for schema in schemas {
        for (xml, is_valid) in written.iter().zip(schema.accepts(&written)) {
            assert!(is_valid, "{schema:?} refuses {xml}");
        }
    }
}
