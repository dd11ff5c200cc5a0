//! XML is read exactly where `roxmltree` reads it and the shape is right, as the
//! same value; the exceptions are named.
#![no_main]

use aliyun_instance_status::Reply;
use aliyun_instance_status_fuzz::by_roxmltree::{is_about_namespaces, is_lenient, reply};
use libfuzzer_sys::fuzz_target;
use roxmltree::Document;

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
