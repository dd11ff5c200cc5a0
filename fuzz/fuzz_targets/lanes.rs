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
    let [careful, others @ ..] = Page::from_json_by_every_lane(body);
    assert_eq!([&careful; 2], others.each_ref(), "{}", shown());
    let [careful, others @ ..] = Reply::from_json_by_every_lane(body);
    assert_eq!([&careful; 2], others.each_ref(), "{}", shown());
}

fn assert_same_xml(body: &[u8]) {
    let shown = || String::from_utf8_lossy(body);
    let [careful, others @ ..] = Page::from_xml_by_every_lane(body);
    assert_eq!([&careful; 2], others.each_ref(), "{}", shown());
    let [careful, others @ ..] = Reply::from_xml_by_every_lane(body);
    assert_eq!([&careful; 2], others.each_ref(), "{}", shown());
}
