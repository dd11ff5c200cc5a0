//! A document that is nearly a page or an error reply, told in both formats,
//! reads as the same value or is refused in both.
#![no_main]

use aliyun_instance_status::{ErrorReply, Page, Reply};
use aliyun_instance_status_fuzz::near_page::Maker;
use arbitrary::Unstructured;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let (first, rest) = data.split_first().unwrap_or((&0, &[]));
    let mut choices = Unstructured::new(rest);
    if first % 4 < 3 {
        let page = Maker(&mut choices).page();
        let (json, xml) = (Page::from_json(&page.json), Page::from_xml(&page.xml));
        let show = || format!("{json:?} {xml:?}\n{}\n{}", page.json, page.xml);
        assert_eq!(json.as_ref().ok(), xml.as_ref().ok(), "{}", show());
    } else {
        let error = Maker(&mut choices).error();
        let (json, xml) = (ErrorReply::from_json(&error.json), ErrorReply::from_xml(&error.xml));
        let show = || format!("{json:?} {xml:?}\n{}\n{}", error.json, error.xml);
        assert_eq!(json.as_ref().ok(), xml.as_ref().ok(), "{}", show());
        let (json, xml) = (Reply::from_json(&error.json), Reply::from_xml(&error.xml));
        assert_eq!(json.ok(), xml.ok(), "{}", show());
    }
});
