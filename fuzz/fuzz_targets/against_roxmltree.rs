//! XML is read exactly where `roxmltree` reads it and the shape is right, as the
//! same value; the exceptions are named.
#![no_main]

use aliyun_instance_status::{DecodeErrorKind as Kind, Reply};
use aliyun_instance_status_fuzz::by_roxmltree::reply;
use libfuzzer_sys::fuzz_target;
use roxmltree::{Document, Error};

fuzz_target!(|body: &str| {
    let read = Reply::from_xml(body);
    let text = body.strip_prefix('\u{FEFF}').unwrap_or(body);
    match (read, Document::parse(text).map(|document| reply(&document))) {
        (Ok(_), Err(refused)) => assert!(is_about_namespaces(&refused, text), "{refused}"),
        (Ok(_), Ok(None)) => panic!("another shape"),
        // After a reference, roxmltree keeps a carriage return as it is.
        (Ok(_), Ok(Some(_))) if text.contains('\r') && text.contains('&') => {}
        (Ok(read), Ok(Some(expected))) => assert_eq!(read, expected),
        (Err(refused), Ok(Some(_))) => assert!(is_lenient(refused.kind(), text), "{refused}"),
        (Err(_), Err(_) | Ok(None)) => {}
    }
});

/// What *Namespaces in XML* asks for and XML 1.0 does not.
fn is_about_namespaces(refused: &Error, text: &str) -> bool {
    match refused {
        Error::UnknownNamespace(..)
        | Error::DuplicatedNamespace(..)
        | Error::InvalidXmlPrefixUri(_)
        | Error::UnexpectedXmlUri(_)
        | Error::UnexpectedXmlnsUri(_)
        | Error::InvalidElementNamePrefix(_) => true,
        // `a:`, `a:b:c`, `a:1`; `p:x` and `q:x` of one namespace.
        Error::InvalidName(_) | Error::DuplicatedAttribute(..) => text.contains(':'),
        _ => false,
    }
}

/// What roxmltree reads though it is not well formed, or deeper than the limit.
fn is_lenient(refused: Kind, text: &str) -> bool {
    match refused {
        // It looks into no declaration, and takes `<?xml\t?>`, `<?XML?>`, `<?a+?>` for PIs.
        Kind::InvalidDeclaration
        | Kind::UnsupportedEncoding
        | Kind::InvalidProcessingInstruction
        // `&#xD800;` and `&#x110000;` become U+FFFD.
        | Kind::InvalidCharacterReference
        | Kind::DepthLimit => true,
        // `xmlns` twice.
        Kind::DuplicateAttribute => text.contains("xmlns"),
        // `<:a></a>`.
        Kind::MismatchedTag => text.contains(':'),
        _ => false,
    }
}
