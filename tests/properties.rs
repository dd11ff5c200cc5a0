//! Properties that the crate's documentation promises, for arbitrary values.

#![cfg(all(feature = "json", feature = "xml"))]

mod support;

use std::fmt::Write as _;

use aliyun_instance_status::{Call, ErrorResponse, Reply, Request, Response};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use proptest::prelude::*;
use support::strategy::{call, error, page, reply, request, text, xml_text};

/// What RFC 3986 calls unreserved is not escaped, all else is.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

proptest! {
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
                prop_assert!(!support::is_xml_char(error.character()), "{}", strings);
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
    fn requests_round_trip(request in request()) {
        let query = request.to_query();
        prop_assert_eq!(Request::from_query(&query), Ok(request), "{}", query);
    }

    #[test]
    fn calls_round_trip(call in call()) {
        let query = call.to_query();
        prop_assert_eq!(Call::from_query(&query), Ok(call), "{}", query);
    }

    /// Sorted by the bytes of the names, each part encoded as an oracle does it.
    #[test]
    fn a_canonical_query_is_sorted_and_encoded(call in call()) {
        let canonical = call.canonical_query();
        let names: Vec<&str> = canonical.split('&').filter_map(|pair| pair.split_once('=')).map(|(name, _)| name).collect();
        prop_assert!(names.is_sorted(), "{:?}", names);
        let region = utf8_percent_encode(call.request.region_id(), RESERVED);
        let region = format!("&RegionId={region}");
        prop_assert!(canonical.contains(&region));
    }

    /// Whatever the order of the members, the white space between them, and
    /// unknown ones among them.
    #[test]
    fn layout_changes_nothing_in_json(
        page in page(text().boxed()),
        order in Just([0, 1, 2, 3, 4, 5]).prop_shuffle(),
        space in "[ \t\r\n]{0,3}",
        swap in any::<bool>(),
    ) {
        let quote = |text: &str| serde_json::to_string(text).expect("a string is JSON");
        let mut records = Vec::new();
        for record in &page.instance_statuses {
            let id = format!("\"InstanceId\":{}", quote(&record.instance_id));
            let status = format!("\"Status\":{}", quote(record.status.as_str()));
            let (first, last) = if swap { (status, id) } else { (id, status) };
            records.push(format!("{{{space}{first}{space},\"x\":[{{}}],{space}{last}}}"));
        }
        let members = [
            format!("\"RequestId\":{space}{}", quote(&page.request_id)),
            format!("\"TotalCount\"{space}:{}", page.total_count),
            format!("\"PageNumber\":{}", page.page_number),
            format!("\"PageSize\":\"{}\"", page.page_size),
            format!("\"InstanceStatuses\":{{\"InstanceStatus\":[{}]}}", records.join(&format!(",{space}"))),
            String::from("\"Unknown\":{\"RequestId\":null}"),
        ];
        let members: Vec<&str> = order.iter().map(|&at| &*members[at]).collect();
        let body = format!("{space}{{{space}{}{space}}}{space}", members.join(&format!("{space},{space}")));
        prop_assert_eq!(Response::from_json(&body), Ok(page), "{}", body);
    }

    /// The same, with comments and processing instructions, in XML.
    #[test]
    fn layout_changes_nothing_in_xml(
        page in page(xml_text().boxed()),
        order in Just([0, 1, 2, 3, 4, 5]).prop_shuffle(),
        space in "([ \t\r\n]|<!-- c -->|<\\?p i\\?>){0,3}",
        swap in any::<bool>(),
    ) {
        let mut records = String::new();
        for record in &page.instance_statuses {
            let id = format!("<InstanceId>{}</InstanceId>", references(&record.instance_id));
            let status = format!("<Status>{}</Status>", references(record.status.as_str()));
            let (first, last) = if swap { (status, id) } else { (id, status) };
            write!(records, "{space}<InstanceStatus a='1'>{first}{space}<x><y/>z</x>{last}</InstanceStatus>")
                .expect("a string takes everything");
        }
        let members = [
            format!("<RequestId>{}</RequestId>", references(&page.request_id)),
            format!("<TotalCount> {} </TotalCount>", page.total_count),
            format!("<PageNumber>{}</PageNumber>", page.page_number),
            format!("<PageSize>00{}</PageSize>", page.page_size),
            format!("<InstanceStatuses>{records}{space}</InstanceStatuses>"),
            String::from("<Unknown><RequestId/></Unknown>"),
        ];
        let members: Vec<&str> = order.iter().map(|&at| &*members[at]).collect();
        let body = format!(
            "<DescribeInstanceStatusResponse>{space}{}</DescribeInstanceStatusResponse>{space}",
            members.join(&space),
        );
        prop_assert_eq!(Response::from_xml(&body), Ok(page), "{}", body);
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
                ErrorResponse::from_json(body).err(),
                ErrorResponse::from_xml(body).err(),
                Response::from_xml(body).err(),
            ].into_iter().flatten() {
                prop_assert!(error.offset() <= body.len(), "{}", error);
            }
        }
        if let Err(error) = Call::from_query_and_form(&text, &text) {
            prop_assert!(error.offset() <= 2 * text.len(), "{}", error);
        }
    }
}

/// Every character as a reference.
fn references(text: &str) -> String {
    text.chars().map(|character| format!("&#{};", u32::from(character))).collect()
}
