//! Whatever is valid XML by RELAX NG decodes, and whatever decodes is valid;
//! whatever is valid by XML Schema, which is stricter, decodes.

use aliyun_instance_status::{DecodeError, ErrorReply, Page};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use schemas_check::corpus::Document;
use schemas_check::xml::{ERROR_RNG, ERROR_XSD, PAGE_RNG, PAGE_XSD, XmlSchema};
use schemas_check::{blind, corpus, tool, xml_documents};

#[test]
fn on_pages() {
    if tool::xmllint() {
        let decode = |text: &str| Page::from_xml(text).map(|_| ());
        agree(&[PAGE_RNG, PAGE_XSD], &xml_documents::page(), decode);
    }
}

#[test]
fn on_error_replies() {
    if tool::xmllint() {
        let decode = |text: &str| ErrorReply::from_xml(text).map(|_| ());
        agree(&[ERROR_RNG, ERROR_XSD], &xml_documents::error(), decode);
    }
}

/// On documents that the library's own tests read, but for blind spots.
#[test]
fn on_the_corpus() {
    if !tool::xmllint() {
        return;
    }
    let documents = corpus::all("xml");
    let bytes: Vec<_> = documents.iter().map(|document| &document.bytes).collect();
    let pages = bytes.iter().map(|bytes| Page::from_xml(bytes).map(|_| ()));
    let errors = bytes.iter().map(|bytes| ErrorReply::from_xml(bytes).map(|_| ()));
    let pages = PAGE_RNG.accepts(&bytes).into_iter().zip(pages);
    let errors = ERROR_RNG.accepts(&bytes).into_iter().zip(errors);
    let verdicts = documents.iter().cycle().zip(pages.chain(errors));
    for (Document { name, bytes }, (is_valid, decoded)) in verdicts {
        let is_blind = match &decoded {
            Ok(()) => blind::to_xml(bytes),
            Err(error) => blind::to_refusal_of_xml(error.kind(), bytes),
        };
        assert!(is_valid == decoded.is_ok() || is_blind, "{name}: {is_valid}, {decoded:?}");
    }
    assert!(!documents.is_empty(), "the library has golden documents");
}

/// Asks all three about generated documents, of which a good part is valid and
/// a good part is not.
fn agree(
    [relax_ng, xml_schema]: &[XmlSchema; 2],
    documents: &impl Strategy<Value = String>,
    decode: fn(&str) -> Result<(), DecodeError>,
) {
    const CASES: usize = 1000;
    let mut runner = TestRunner::default();
    let mut new = || documents.new_tree(&mut runner).expect("no filter is that strict").current();
    let documents: Vec<String> = (0..CASES).map(|_| new()).collect();
    let by_relax_ng = relax_ng.accepts(&documents);
    let by_xml_schema = xml_schema.accepts(&documents);
    let mut valid = 0;
    // The shortest first, since nothing shrinks them.
    let mut verdicts: Vec<_> =
        documents.iter().zip(by_relax_ng.iter().zip(by_xml_schema)).collect();
    verdicts.sort_by_key(|(document, _)| document.len());
    for (document, (&by_relax_ng, by_xml_schema)) in verdicts {
        let decoded = decode(document);
        valid += usize::from(decoded.is_ok());
        assert_eq!(by_relax_ng, decoded.is_ok(), "{decoded:?}: {document}");
        assert!(decoded.is_ok() || !by_xml_schema, "{decoded:?}: {document}");
    }
    assert!((CASES / 10..CASES - CASES / 10).contains(&valid), "{valid} of {CASES} are valid");
}
