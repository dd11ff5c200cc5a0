//! The lanes change nothing: with all of them, without the stencil and with the careful
//! one alone, the same value, or the same error at the same byte, for any bytes and for
//! pages of records that are nearly alike.
#![no_main]

use aliyun_instance_status::{Page, Reply};
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
    let shown = || String::from_utf8_lossy(body);
    let page = Page::from_json_carefully(body);
    assert_eq!(Page::from_json_without_stencil(body), page, "{}", shown());
    assert_eq!(Page::from_json(body), page, "{}", shown());
    let reply = Reply::from_json_carefully(body);
    assert_eq!(Reply::from_json_without_stencil(body), reply, "{}", shown());
    assert_eq!(Reply::from_json(body), reply, "{}", shown());
}

fn assert_same_xml(body: &[u8]) {
    let shown = || String::from_utf8_lossy(body);
    let page = Page::from_xml_carefully(body);
    assert_eq!(Page::from_xml_without_stencil(body), page, "{}", shown());
    assert_eq!(Page::from_xml(body), page, "{}", shown());
    let reply = Reply::from_xml_carefully(body);
    assert_eq!(Reply::from_xml_without_stencil(body), reply, "{}", shown());
    assert_eq!(Reply::from_xml(body), reply, "{}", shown());
}
