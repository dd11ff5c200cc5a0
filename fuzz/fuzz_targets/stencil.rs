//! The stencil changes nothing: the same value, or the same error at the same
//! byte, for any bytes and for pages of records that are nearly alike.
#![no_main]

use aliyun_instance_status::{Response, without_stencil};
use aliyun_instance_status_fuzz::uniform::uniform;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    assert_same_json(data);
    assert_same_xml(data);
    if let Some(page) = uniform(data) {
        assert_same_json(&page.json());
        assert_same_xml(&page.xml());
    }
});

fn assert_same_json(body: &[u8]) {
    let (with, without) = (Response::from_json(body), without_stencil::response_from_json(body));
    assert_eq!(with, without, "{}", String::from_utf8_lossy(body));
}

fn assert_same_xml(body: &[u8]) {
    let (with, without) = (Response::from_xml(body), without_stencil::response_from_xml(body));
    assert_eq!(with, without, "{}", String::from_utf8_lossy(body));
}
