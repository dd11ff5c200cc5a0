//! What is told of a bad body: a message for every kind of error, with the byte that it points to.

use aliyun_instance_status::{DecodeError, EncodeError, ErrorReply, Page, Reply};
use insta::assert_snapshot;

use crate::support::rows;

/// Each row is a body, and after the arrow what is told of it.
#[track_caller]
fn assert_messages(refuse: impl Fn(&str) -> DecodeError, table: &str) {
    for [body, message] in rows(table) {
        assert_eq!(refuse(body).to_string(), message, "{body}");
    }
}

#[track_caller]
fn json(body: &str) -> DecodeError {
    Page::from_json(body).expect_err(body)
}

#[track_caller]
fn xml(body: &str) -> DecodeError {
    Page::from_xml(body).expect_err(body)
}

#[track_caller]
fn inside_a_page(xml: &str) -> DecodeError {
    let body = format!("<DescribeInstanceStatusResponse>{xml}</DescribeInstanceStatusResponse>");
    Page::from_xml(&body).expect_err(xml)
}

#[track_caller]
fn reply(body: &str) -> DecodeError {
    Reply::from_json(body).expect_err(body)
}

#[test]
fn of_either_format() {
    assert_messages(
        json,
        r#"
                                                → unexpected end of input at byte 0
        {}                                      → missing RequestId at byte 1
        {"PageSize":1,"PageSize":1}             → duplicate PageSize at byte 14
        {"InstanceStatuses":[]}                 → wrong type for InstanceStatuses at byte 20
        {"request_id":"R-1"}                    → missing RequestId at byte 19, misspelt at byte 1
        {"TotalCount":-1}                       → not an integer in TotalCount at byte 14
        {"PageSize":99999999999999999999}       → integer beyond 4294967295 in PageSize at byte 12
        {"RequestId":"R-1","Code":"Throttling"} → error reply in place of a page (`Reply` reads both) at byte 19
        {"RequestId":"","TotalCount":0,"PageNumber":1,"PageSize":1,"InstanceStatuses":{}}{} → content after the end of the document at byte 81
        "#,
    );
    assert_messages(
        xml,
        "
        <DescribeInstanceStatusResponse><RequestId>R          → unexpected end of input at byte 44
        <?xml version='1.0' encoding='GBK'?><Error/>          → encoding other than UTF-8 at byte 30
        \u{FEFF}\u{FEFF}<Error/>                              → second byte order mark at byte 3
        <Error><Code>Throttling</Code></Error>                → error reply in place of a page (`Reply` reads both) at byte 0
        <DescribeInstanceStatusResponse><TotalCount>4294967296</TotalCount> → integer beyond 4294967295 in TotalCount at byte 44
        ",
    );
    let code = ErrorReply::from_json(r#"{"Code":""}"#).unwrap_err();
    assert_eq!(code.to_string(), "missing Code at byte 10");
    let refused = |body: &[u8]| Page::from_json(body).unwrap_err().to_string();
    assert_eq!(refused(b"{\"RequestId\":\"\xFF\"}"), "invalid UTF-8 at byte 14");
    assert_eq!(refused(b"\xFF\xFE{\0"), "encoding other than UTF-8 at byte 0");
    let deep = format!("{{\"x\":{}", "[".repeat(129));
    assert_eq!(refused(deep.as_bytes()), "nesting deeper than 128 levels at byte 133");
}

#[test]
fn of_json() {
    assert_messages(
        json,
        r#"
        {"RequestId":}                   → expected a JSON value at byte 13
        {'RequestId':1}                  → expected a member's name in quotes at byte 1
        {"RequestId" "R-1"}              → expected a colon at byte 13
        {"RequestId":"R-1" "PageSize":1} → expected a comma or a closing bracket at byte 19
        {"PageSize":01}                  → invalid number or literal at byte 12
        {"RequestId":"\x41"}             → invalid escape in a string at byte 14
        {"x":"\ud800"}                   → lone surrogate in a string at byte 6
        "#,
    );
    assert_messages(json, "{\"RequestId\":\"a\tb\"} → control character in a string at byte 15");
}

#[test]
fn of_xml() {
    assert_messages(
        xml,
        "
        <Foo/>                     → unexpected root element at byte 0
        <!DOCTYPE Error []><Error/> → document type declaration at byte 0
        ",
    );
    assert_messages(
        inside_a_page,
        "
        text                         → text between elements at byte 32
        \u{1}                        → character that XML does not allow at byte 32
        <RequestId>R<b/></RequestId> → element inside RequestId at byte 44
        <1a/>                        → invalid XML name at byte 33
        <x>\u{1}</x>                 → character that XML does not allow at byte 35
        <x>a & b</x>                 → `&` that does not begin a reference at byte 37
        <x>&#0;</x>                  → reference to a character that XML does not allow at byte 35
        <x>&nbsp;</x>                → unknown entity at byte 35
        <x a=1/>                     → malformed attribute at byte 35
        <x a='1' b='' a='2'/>        → duplicate attribute at byte 46
        <!-- a -- b -->              → `--` inside a comment at byte 39
        <?XML?>                      → malformed processing instruction at byte 34
        <?xml version='1.0'?>        → misplaced or malformed XML declaration at byte 32
        <x>]]></x>                   → `]]>` in text at byte 35
        <! x>                        → malformed markup at byte 32
        <x></y>                      → mismatched end tag at byte 35
        ",
    );
    let many: String = (0..1_025).map(|n| format!(" a{n}=''")).collect();
    let error = inside_a_page(&format!("<x{many}/>"));
    assert_eq!(error.to_string(), "more than 1,024 attributes in a tag at byte 8141");
}

/// `Reply` explains a body that is neither by what it is, or by what a page lacks.
#[test]
fn of_reply() {
    assert_messages(
        reply,
        r#"
        {}                                          → neither a page nor an error reply at byte 1
        {"RequestId":"R-1"}                         → neither a page nor an error reply at byte 18
        {"Code":"","Message":"x"}                   → neither a page nor an error reply at byte 24
        {"Code":true}                               → wrong type for Code at byte 8
        {"Code":"c","Message":null,"RequestId":nul  → unexpected end of input at byte 42
        {"RequestId":"R-1","PageSize":1}            → missing TotalCount at byte 31
        {"RequestId":"r","TotalCount":0,"PageNumber":1,"PageSize":10} → missing InstanceStatuses at byte 60
        "#,
    );
    // The list decides, also where it stands behind a fault.
    let body = r#"{"Code":200,"RequestId":"a\x","InstanceStatuses":{}} → invalid escape in a string at byte 26"#;
    assert_messages(reply, body);
}

#[test]
fn of_encoding() {
    let error: EncodeError = Page::new("a\u{FFFE}", 0, 1, 10).to_xml().unwrap_err();
    assert_snapshot!(error, @"XML cannot carry U+FFFE, at byte 1 of RequestId");
    assert_snapshot!(format!("{error:?}"), @r#"EncodeError("XML cannot carry U+FFFE, at byte 1 of RequestId")"#);
}

#[test]
fn debug_is_what_unwrap_shows() {
    assert_snapshot!(format!("{:?}", json("{}")), @r#"DecodeError(MissingField(RequestId), "missing RequestId at byte 1")"#);
}
