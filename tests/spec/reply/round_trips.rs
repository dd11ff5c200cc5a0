//! Whatever is written reads back as the same value, in both formats.

use aliyun_instance_status::{Call, ErrorReply, Page, Reply};
use proptest::prelude::*;

use crate::support;
use crate::support::strategy::{call, cases, error, is_xml_char, page, reply, text, xml_text};

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn json_round_trips(reply in reply(text().boxed())) {
        support::assert_round_trips(&reply);
    }

    #[test]
    fn xml_round_trips(reply in reply(xml_text().boxed())) {
        for xml in [reply.to_xml(), reply.to_xml_pretty()] {
            let xml = xml.expect("every character is one that XML carries");
            let read = Reply::from_xml(&xml);
            prop_assert_eq!(read.as_ref(), Ok(&reply), "{}", xml);
        }
    }

    /// XML refuses what it cannot carry, and then leaves the buffer alone.
    #[test]
    fn xml_is_written_whole_or_not_at_all(reply in reply(text().boxed())) {
        let mut out = String::from("before");
        let strings = format!("{:?}", reply.to_json());
        match reply.write_xml(&mut out) {
            Ok(()) => prop_assert!(out.starts_with("before<?xml")),
            Err(error) => {
                prop_assert!(!is_xml_char(error.character()), "{}", strings);
                prop_assert_eq!(out, "before");
            }
        }
    }

    #[test]
    fn both_formats_read_as_the_same_value(reply in reply(xml_text().boxed())) {
        let (json, xml) = (reply.to_json(), reply.to_xml().expect("XML carries it"));
        prop_assert_eq!(Reply::from_json(&json), Reply::from_xml(&xml));
    }

    #[test]
    fn write_appends_what_to_returns(reply in reply(xml_text().boxed())) {
        let (mut json, mut xml) = (String::from("x"), String::from("y"));
        reply.write_json(&mut json);
        reply.write_xml(&mut xml).expect("XML carries it");
        prop_assert_eq!(json, format!("x{}", reply.to_json()));
        prop_assert_eq!(xml, format!("y{}", reply.to_xml().expect("XML carries it")));
    }

    #[test]
    fn json_is_what_serde_json_writes(page in page(text().boxed()), error in error(text().boxed())) {
        let compact = serde_json::to_string(&page).expect("a page is JSON");
        let pretty = serde_json::to_string_pretty(&page).expect("a page is JSON");
        prop_assert_eq!((page.to_json(), page.to_json_pretty()), (compact, pretty));
        let compact = serde_json::to_string(&error).expect("an error is JSON");
        let pretty = serde_json::to_string_pretty(&error).expect("an error is JSON");
        prop_assert_eq!((error.to_json(), error.to_json_pretty()), (compact, pretty));
    }

    #[test]
    fn serde_reads_what_the_codec_writes(reply in reply(text().boxed())) {
        let json = reply.to_json();
        let read: Reply<'_> = serde_json::from_str(&json).expect("it is a reply");
        prop_assert_eq!(read, reply);
    }

    #[test]
    fn owned_equals_borrowed(reply in reply(text().boxed()), call in call()) {
        let json = reply.to_json();
        let borrowed = Reply::from_json(&json).expect("it was written so");
        prop_assert_eq!(borrowed.clone().into_owned(), borrowed);
        let query = call.to_query();
        let borrowed = Call::from_query(&query).expect("it was written so");
        prop_assert_eq!(borrowed.clone().into_owned(), borrowed);
    }

    /// No bytes make a decoder panic, and an error points into the input.
    #[test]
    fn any_bytes_are_read_or_refused(bytes in any::<Vec<u8>>(), text in text()) {
        for body in [&bytes[..], text.as_bytes()] {
            for error in [
                Reply::from_json(body).err(),
                Reply::from_xml(body).err(),
                ErrorReply::from_json(body).err(),
                ErrorReply::from_xml(body).err(),
                Page::from_xml(body).err(),
            ].into_iter().flatten() {
                prop_assert!(error.offset() <= body.len(), "{}", error);
            }
        }
        if let Err(error) = Call::from_query_and_form(&text, &text) {
            prop_assert!(error.offset() <= 2 * text.len(), "{}", error);
        }
    }
}
