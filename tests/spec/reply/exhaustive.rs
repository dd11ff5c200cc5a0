//! Every character and every sequence of high bytes: in release only.

use aliyun_instance_status::{ErrorReply, Field, Page, Request};

use crate::support::strategy::is_xml_char;

/// Every scalar value is carried by JSON and by a query; by XML exactly those
/// that it allows.
#[test]
#[cfg_attr(debug_assertions, ignore = "a million values: run it in release")]
fn every_character() {
    for character in '\0'..=char::MAX {
        let page = Page::new(String::from(character), 0, 1, 1);
        let json = page.to_json();
        assert_eq!(Page::from_json(&json).as_ref(), Ok(&page), "{character:?}");

        let request = Request::new("a").with_zone_id(String::from(character));
        let query = request.to_query();
        assert_eq!(Request::from_query(&query).as_ref(), Ok(&request), "{character:?}");

        match page.to_xml() {
            Ok(xml) => {
                assert!(is_xml_char(character), "{character:?}");
                assert_eq!(Page::from_xml(&xml).as_ref(), Ok(&page), "{character:?}");
            }
            Err(error) => {
                assert!(!is_xml_char(character), "{character:?}");
                assert_eq!((error.character(), error.field()), (character, Field::RequestId));
            }
        }
    }
}

/// Every sequence of two and of three bytes from 0x80 up, inside a string that is
/// kept and one that is skipped, is taken exactly where it is UTF-8 and the format
/// allows it.
#[test]
#[cfg_attr(debug_assertions, ignore = "two million bodies: run it in release")]
fn every_sequence_of_high_bytes() {
    let mut json = br#"{"RequestId":"???","TotalCount":0,"PageNumber":1,"PageSize":1,"InstanceStatuses":{},"x":"???"}"#.to_vec();
    let mut xml = b"<Error><Code>c</Code><Message>???</Message><x>???</x></Error>".to_vec();
    let places = |body: &[u8]| {
        let first = body.iter().position(|&byte| byte == b'?').expect("a place");
        [first, body.iter().rposition(|&byte| byte == b'?').expect("a place") - 2]
    };
    let (json_places, xml_places) = (places(&json), places(&xml));
    let mut sequence = |bytes: [u8; 3]| {
        let text = std::str::from_utf8(&bytes);
        let in_xml = text.is_ok_and(|text| text.chars().all(is_xml_char));
        for place in json_places {
            json[place..place + 3].copy_from_slice(&bytes);
            assert_eq!(Page::from_json(&json).is_ok(), text.is_ok(), "{bytes:x?}");
            json[place..place + 3].copy_from_slice(b"???");
        }
        for place in xml_places {
            xml[place..place + 3].copy_from_slice(&bytes);
            assert_eq!(ErrorReply::from_xml(&xml).is_ok(), in_xml, "{bytes:x?}");
            xml[place..place + 3].copy_from_slice(b"???");
        }
    };
    for first in 0x80..=u8::MAX {
        for second in 0x80..=u8::MAX {
            sequence([first, second, b'a']);
            for third in 0x80..=u8::MAX {
                sequence([first, second, third]);
            }
        }
    }
}
