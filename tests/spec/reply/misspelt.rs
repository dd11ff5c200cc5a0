//! A member that is missing because its name is misspelt: the message also says where the name
//! stands. The kind and the offset are those of any missing member.

use aliyun_instance_status::{DecodeErrorKind as Kind, ErrorReply, Page, Reply};

use super::faults::{read_json, read_xml};

/// `«` stands before the misspelt name, `»` where the member is missing.
#[track_caller]
fn assert_says(missing: &str, marked: &str) {
    let body = marked.replace(['«', '»'], "");
    let at =
        marked.find('«').map(|at| at - if marked.find('»') < Some(at) { "»".len() } else { 0 });
    let end = marked.find('»').expect("a mark") - if at.is_some() { "«".len() } else { 0 };
    let also = at.map(|at| format!(", misspelt at byte {at}")).unwrap_or_default();
    let (refused, read) = if body.starts_with('{') {
        (Reply::from_json(&body), read_json(body.as_bytes()))
    } else {
        (Reply::from_xml(&body), read_xml(body.as_bytes()))
    };
    let error = refused.expect_err(&body);
    assert!(matches!(error.kind(), Kind::MissingField(_)), "{error}");
    assert_eq!(error.to_string(), format!("missing {missing} at byte {end}{also}"), "{body}");
    assert_eq!(error.misspelt_at(), at, "{body}");
    assert!(read.is_err(), "{body}");
}

/// A page with these records; its list comes first.
fn page(format: &str, records: &str) -> String {
    match format {
        "json" => format!(
            r#"{{"InstanceStatuses":{{"InstanceStatus":[{records}]}},"RequestId":"R","TotalCount":0,"PageNumber":1,"PageSize":1}}"#
        ),
        _ => format!(
            "<DescribeInstanceStatusResponse><InstanceStatuses>{records}</InstanceStatuses>\
             <RequestId>R</RequestId><TotalCount>0</TotalCount><PageNumber>1</PageNumber>\
             <PageSize>1</PageSize></DescribeInstanceStatusResponse>"
        ),
    }
}

#[test]
fn in_a_record() {
    let good = r#"{"InstanceId":"i-a","Status":"Running"},"#;
    for (missing, record) in [
        ("Status", r#"{"InstanceId":"i-a",«"status":"Running"»}"#),
        ("Status", r#"{«"STATUS":{"Status":"Running"},"InstanceId":"i-a"»}"#),
        ("Status", r#"{"InstanceId":"i-a", «"\u0073tatus" :"Running","State":1»}"#),
        ("InstanceId", r#"{«"instance_id":"i-a","instanceId":"i-a","Status":"Running"»}"#),
        ("InstanceId", r#"{"Status":"Running",«"Instance-ID":"i-a"»},{"instance_id":1}"#),
        ("InstanceId", r#"{"Status":"Running",«"InstanceId[]":null»}"#),
        // The misspelt name of another record, or of something inside, is not meant.
        ("Status", r#"{"InstanceId":"i-a","x":{"status":1}»},{"status":1}"#),
        ("Status", r#"{"status":"a","Status":"b","InstanceId":"i-a"},{"InstanceId":"i-b"»}"#),
        ("Status", r#"{"InstanceId":"i-a","Statuses":[],"Status2":1,"x:Status":1»}"#),
    ] {
        for records in [record.to_owned(), good.repeat(3) + record] {
            assert_says(missing, &page("json", &records));
        }
    }
    let good =
        "<InstanceStatus><InstanceId>i-a</InstanceId><Status>Running</Status></InstanceStatus>";
    for (missing, record) in [
        ("Status", "<InstanceId>i-a</InstanceId><«status>Running</status>»"),
        ("Status", "<«STATUS><Status/></STATUS><InstanceId>i-a</InstanceId>»"),
        ("InstanceId", "<Status>Running</Status><«instance-id a='1'>i-a</instance-id>\n»"),
        ("Status", "<InstanceId>i-a</InstanceId><x><status/></x><e:Status/>»"),
    ] {
        let record = format!("<InstanceStatus>{record}</InstanceStatus>");
        for records in [record.clone(), good.repeat(3) + &record, record + "<InstanceStatus/>"] {
            assert_says(missing, &page("xml", &records));
        }
    }
    assert_says("InstanceId", &page("xml", "<InstanceStatus»/>"));
}

#[test]
fn in_the_body() {
    for (missing, body) in [
        ("RequestId", r#"{«"requestId":"R","InstanceStatuses":{},"RequestID":1»}"#),
        ("TotalCount", r#"{"RequestId":"R","InstanceStatuses":{},«"total_count":1»}"#),
        (
            "InstanceStatuses",
            r#"{"RequestId":"","TotalCount":0,"PageNumber":1,"PageSize":1,«"instanceStatuses":{}»}"#,
        ),
    ] {
        assert_says(missing, body);
        let with_mark = format!("\u{FEFF}{body}");
        let [without, with] = [body, &with_mark]
            .map(|body| Reply::from_json(&body.replace(['«', '»'], "")).unwrap_err());
        assert_ne!(without.to_string(), with.to_string(), "offsets count the byte order mark");
    }
    assert_says("Code", "<Error><RequestId>R</RequestId><«code>Throttling</code>»</Error>");
    assert_says("Code", "<?xml version='1.0'?>\n<!-- --><Error><Code/><«CODE/>»</Error>");
    assert_says(
        "PageSize",
        "<DescribeInstanceStatusResponse><RequestId>R</RequestId><TotalCount>0</TotalCount>\
         <PageNumber>1</PageNumber><InstanceStatuses><PageSize/></InstanceStatuses><«Page_Size>1\
         </Page_Size>»</DescribeInstanceStatusResponse>",
    );
}

/// A lower-case error reply, as other services send it, is neither a page nor an error reply to
/// `Reply`; read as what it is meant to be, it says what is misspelt.
#[test]
fn in_an_error_reply() {
    let body = r#"{"code":"Throttling","message":"m","requestId":"r"}"#;
    let said = [
        ErrorReply::from_json(body).unwrap_err().to_string(),
        Page::from_json(body).unwrap_err().to_string(),
        Reply::from_json(body).unwrap_err().to_string(),
    ];
    assert_eq!(
        said,
        [
            "missing Code at byte 50, misspelt at byte 1",
            "missing RequestId at byte 50, misspelt at byte 35",
            "neither a page nor an error reply at byte 50",
        ]
    );
}

/// A fault before the end of the object is told, whatever is misspelt.
#[test]
fn not_where_another_fault_comes_first() {
    let told = Reply::from_json(r#"{"requestId":"R","InstanceStatuses":{},}"#).unwrap_err();
    assert_eq!(told.to_string(), "expected a member's name in quotes at byte 39");
    // The object is read again no further than to its end.
    let told = Page::from_json(r#"{"requestId":"R"}}"#).unwrap_err();
    assert_eq!(told.to_string(), "missing RequestId at byte 16, misspelt at byte 1");
}
