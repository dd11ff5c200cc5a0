//! Order, white space, unknown members: a reply reads the same in any layout.

use std::fmt::Write as _;

use aliyun_instance_status::Page;
use proptest::prelude::*;

use crate::support::strategy::{cases, page, text, xml_text};

proptest! {
    #![proptest_config(cases(256))]

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
        prop_assert_eq!(Page::from_json(&body), Ok(page), "{}", body);
    }

    /// Order, unknown members, white space, comments and processing instructions, in XML.
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
        prop_assert_eq!(Page::from_xml(&body), Ok(page), "{}", body);
    }
}

/// Every character as a reference.
fn references(text: &str) -> String {
    text.chars().map(|character| format!("&#{};", u32::from(character))).collect()
}
