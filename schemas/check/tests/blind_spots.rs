//! What the schemas cannot see, one document for each line of
//! [`blind`](schemas_check::blind)'s lists.

use aliyun_instance_status::{DecodeErrorKind, Field, Page, Reply, Request};
use schemas_check::json::{self, JsonSchema};
use schemas_check::xml::{PAGE_RNG, PAGE_XSD};
use schemas_check::{blind, tool};

fn page_in_json(total_count: &str, more: &str) -> String {
    format!(
        "{{\"RequestId\":\"R-1\",\"TotalCount\":{total_count},\"PageNumber\":1,\"PageSize\":10,\
         \"InstanceStatuses\":{{}}{more}}}"
    )
}

fn page_in_xml(before: &str, inside: &str, after: &str) -> String {
    format!(
        "{before}<DescribeInstanceStatusResponse><RequestId>R-1</RequestId>\
         <TotalCount>1</TotalCount><PageNumber>1</PageNumber><PageSize>10</PageSize>\
         <InstanceStatuses></InstanceStatuses>{inside}</DescribeInstanceStatusResponse>{after}"
    )
}

/// The schemas take it, and the crate refuses it for this reason.
#[track_caller]
fn assert_only_the_crate_refuses_json(document: &str, kind: DecodeErrorKind) {
    let refusal = Page::from_json(document).map_err(|error| error.kind());
    assert_eq!(refusal, Err(kind), "{document}");
    assert!(JsonSchema::new("page.schema.json").accepts(document), "{document}");
    assert!(blind::to_refusal_of_json(kind), "{kind:?}");
}

#[track_caller]
fn assert_only_the_crate_refuses_xml(document: &[u8], kind: DecodeErrorKind) {
    let refusal = Page::from_xml(document).map_err(|error| error.kind());
    assert_eq!(refusal, Err(kind), "{document:?}");
    if tool::xmllint() {
        assert!(PAGE_RNG.accepts_one(document), "{document:?}");
    }
    assert!(blind::to_refusal_of_xml(kind, document), "{kind:?}");
}

#[test]
fn integers_written_otherwise() {
    let kind = DecodeErrorKind::InvalidInteger(Field::TotalCount);
    for integer in ["2.0", "2e0", "20e-1", "-0"] {
        assert_only_the_crate_refuses_json(&page_in_json(integer, ""), kind);
        let strict = JsonSchema::new("page.schema.json#/$defs/u32");
        assert!(strict.accepts(integer), "the strict form is as blind to {integer}");
    }
    let request = json::parse(r#"{"RegionId":"cn-hangzhou","PageSize":10.0}"#).expect("JSON");
    assert!(JsonSchema::new("request.schema.json").accepts_value(&request));
    let kind = Request::from_query("RegionId=cn-hangzhou&PageSize=10.0").map_err(|e| e.kind());
    assert_eq!(kind, Err(DecodeErrorKind::InvalidInteger(Field::PageSize)));
}

#[test]
fn names_escaped_once_more() {
    let request = json::parse(r#"{"RegionId":"cn-hangzhou","page%5Fsize":"10"}"#).expect("JSON");
    assert!(JsonSchema::new("request.schema.json").accepts_value(&request));
    assert!(JsonSchema::new("request.schema.json#/$defs/query").accepts_value(&request));
    let kind = Request::from_query("RegionId=cn-hangzhou&page%255Fsize=10").map_err(|e| e.kind());
    assert_eq!(kind, Err(DecodeErrorKind::MisspelledName(Field::PageSize)));
}

#[test]
fn a_member_twice() {
    let document = page_in_json("1", ",\"PageSize\":11");
    let kind = DecodeErrorKind::DuplicateField(Field::PageSize);
    assert_only_the_crate_refuses_json(&document, kind);
}

#[test]
fn depth_in_json() {
    let nested = |depth| format!(",\"Raw\":{}{}", "[".repeat(depth), "]".repeat(depth));
    let document = page_in_json("1", &nested(129));
    assert_only_the_crate_refuses_json(&document, DecodeErrorKind::DepthLimit);
    let document = page_in_json("1", &nested(128));
    assert!(Page::from_json(&document).is_ok());
    assert!(JsonSchema::new("page.schema.json").accepts(&document));
}

#[test]
fn what_parsers_of_json_refuse() {
    let number = page_in_json("1", ",\"Raw\":1e400");
    assert!(Page::from_json(&number).is_ok());
    assert!(json::parse(&number).is_err_and(|error| blind::to_json(&error)));
    let marked = format!("\u{FEFF}{}", page_in_json("1", ""));
    assert!(Page::from_json(&marked).is_ok());
    assert!(json::parse(&marked).is_err());
}

#[test]
fn document_types() {
    let document = page_in_xml("<!DOCTYPE DescribeInstanceStatusResponse>", "", "");
    assert_only_the_crate_refuses_xml(document.as_bytes(), DecodeErrorKind::DtdForbidden);
    if tool::xmllint() {
        assert!(PAGE_XSD.accepts_one(document), "the strict form is as blind");
    }
}

#[test]
fn encodings() {
    let declared = page_in_xml("<?xml version='1.0' encoding='ISO-8859-1'?>", "", "");
    let kind = DecodeErrorKind::UnsupportedEncoding;
    assert_only_the_crate_refuses_xml(declared.as_bytes(), kind);
    let utf_16 = format!("\u{FEFF}{}", page_in_xml("", "", ""));
    let utf_16: Vec<u8> = utf_16.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_only_the_crate_refuses_xml(&utf_16, kind);
    // Latin letters in an encoding that is found out before it is known.
    let mut latin = declared.into_bytes();
    let at = latin.windows(3).position(|bytes| bytes == b"R-1").expect("the request's id");
    latin[at] = 0xE9;
    assert_only_the_crate_refuses_xml(&latin, DecodeErrorKind::InvalidUtf8);
}

#[test]
fn depth_in_xml() {
    let nested = |depth| format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
    let document = page_in_xml("", &nested(129), "");
    assert_only_the_crate_refuses_xml(document.as_bytes(), DecodeErrorKind::DepthLimit);
    let document = page_in_xml("", &nested(128), "");
    assert!(Page::from_xml(&document).is_ok());
    if tool::xmllint() {
        assert!(PAGE_RNG.accepts_one(document));
    }
}

#[test]
fn what_follows_a_nul() {
    let document = page_in_xml("", "", "\0<x/>");
    assert_only_the_crate_refuses_xml(document.as_bytes(), DecodeErrorKind::TrailingContent);
}

#[test]
fn default_namespaces() {
    let document = page_in_xml("", "", "").replacen("Response>", "Response xmlns='urn:x'>", 1);
    assert!(Page::from_xml(&document).is_ok());
    assert!(blind::to_xml(document.as_bytes()));
    if tool::xmllint() {
        assert!(!PAGE_RNG.accepts_one(&document));
    }
}

/// The other direction of the strict form: an error reply with an empty code can
/// be made and is written, though neither a schema nor the crate reads it.
#[test]
fn an_empty_code() {
    let json = aliyun_instance_status::ErrorReply::new("").to_json();
    assert!(Reply::from_json(&json).is_err());
    assert!(!JsonSchema::new("error.schema.json").accepts(&json));
    assert!(!JsonSchema::new("error.schema.json#/$defs/written").accepts(&json));
}
