//! All lanes give one result for any bytes, and for pages of records that are nearly alike.
#![no_main]

#[path = "../../tests/support/lanes.rs"]
mod lanes;

use aliyun_instance_status_fuzz::uniform::uniform;
use lanes::{read_json, read_xml};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _ = (read_json(data), read_xml(data));
    if let Some(page) = uniform(data) {
        let _ = (read_json(&page.json()), read_xml(&page.xml()));
    }
});
