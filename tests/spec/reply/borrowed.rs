//! What is borrowed from a body, and what can leave it.

use std::borrow::Cow;

use aliyun_instance_status::{InstanceStatus, Page};

/// Every way to give the input borrows from it.
#[test]
fn decoding_borrows() {
    let page = Page::new("R-1", 1, 1, 10);
    let (json, xml) = (page.to_json(), page.to_xml().expect("XML carries it"));
    let slices: [&[u8]; 2] = [json.as_bytes(), xml.as_bytes()];
    let from_slices =
        [Page::from_json(slices[0]).expect("JSON"), Page::from_xml(slices[1]).expect("XML")];
    let vectors = slices.map(<[u8]>::to_vec);
    let from_vectors =
        [Page::from_json(&vectors[0]).expect("JSON"), Page::from_xml(&vectors[1]).expect("XML")];
    let from_strings = [Page::from_json(&json).expect("JSON"), Page::from_xml(&xml).expect("XML")];
    for page in [from_slices, from_vectors, from_strings].into_iter().flatten() {
        assert!(matches!(page.request_id, Cow::Borrowed("R-1")));
    }
}

#[test]
fn what_needs_no_decoding_is_borrowed() {
    let body = r#"{"RequestId":"R-1","TotalCount":1,"PageNumber":1,"PageSize":1,"InstanceStatuses":
        {"InstanceStatus":[{"InstanceId":"i-a","Status":"Odd"},{"InstanceId":"i-\u0061","Status":"Od\u0064"}]}}"#;
    let page = Page::from_json(body).expect("a page");
    assert_borrowed(&page.instance_statuses, [true, false]);

    let record = |id: &str| {
        format!(
            "<InstanceStatus><InstanceId>{id}</InstanceId><Status>Odd</Status></InstanceStatus>"
        )
    };
    let ids = [
        "i-a",
        "<!-- c -->i-a",
        "<![CDATA[i-a]]>",
        "i-a<?p?>",
        "i-&#97;",
        "i<!-- -->-a",
        "&#105;-a",
    ];
    let body = format!(
        "<DescribeInstanceStatusResponse><RequestId/><TotalCount>1</TotalCount><PageNumber>1</PageNumber>\
         <PageSize>1</PageSize><InstanceStatuses>{}</InstanceStatuses></DescribeInstanceStatusResponse>",
        ids.map(record).concat(),
    );
    let page = Page::from_xml(&body).expect("a page");
    assert!(page.instance_statuses.iter().all(|record| record.instance_id == "i-a"));
    assert_borrowed(&page.instance_statuses, [true, true, true, true, false, false, false]);
}

#[track_caller]
fn assert_borrowed<const N: usize>(records: &[InstanceStatus<'_>], expected: [bool; N]) {
    let borrowed = records.iter().map(|record| matches!(record.instance_id, Cow::Borrowed(_)));
    assert!(borrowed.eq(expected), "{records:?}");
}

/// Room is made for as many records as might follow; an owned page keeps none of it.
#[test]
fn a_short_list_keeps_little_room() {
    let unknown = "x".repeat(1 << 20);
    let json = format!(
        r#"{{"RequestId":"R","TotalCount":1,"PageNumber":1,"PageSize":1,"InstanceStatuses":{{"InstanceStatus":[{{"InstanceId":"i","Status":"s"}}]}},"x":"{unknown}"}}"#
    );
    let page = Page::from_json(&json).expect("a page");
    let xml = page.to_xml().expect("XML can carry it");
    let xml = xml.replace(
        "</DescribeInstanceStatusResponse>",
        &format!("<x>{unknown}</x></DescribeInstanceStatusResponse>"),
    );
    for page in [page, Page::from_xml(&xml).expect("a page")] {
        let records = page.into_owned().instance_statuses;
        assert_eq!((records.len(), records.capacity()), (1, 1));
    }
}
