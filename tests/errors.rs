//! One pinned message for every kind of error, with the byte that it points to.

#![cfg(all(feature = "json", feature = "xml"))]

use aliyun_instance_status::{
    Call, DecodeError, EncodeError, ErrorResponse, Format, InvalidInstanceIds, Refusal, Reply,
    Request, Response,
};
use insta::assert_snapshot;

#[track_caller]
fn json(body: &str) -> DecodeError {
    Response::from_json(body).expect_err("the body is bad")
}

#[track_caller]
fn xml(body: &str) -> DecodeError {
    Response::from_xml(body).expect_err("the body is bad")
}

#[track_caller]
fn query(query: &str) -> DecodeError {
    Request::from_query(query).expect_err("the query is bad")
}

/// The root of a page around `inside`.
fn page(inside: &str) -> String {
    format!("<DescribeInstanceStatusResponse>{inside}</DescribeInstanceStatusResponse>")
}

#[test]
fn of_either_format() {
    assert_snapshot!(json(""), @"unexpected end of input at byte 0");
    assert_snapshot!(xml("<DescribeInstanceStatusResponse><RequestId>R"), @"unexpected end of input at byte 44");
    assert_snapshot!(Response::from_json(b"{\"RequestId\":\"\xFF\"}").unwrap_err(), @"invalid UTF-8 at byte 14");
    assert_snapshot!(query("RegionId=%C0%AF"), @"invalid UTF-8 at byte 9");
    assert_snapshot!(Response::from_json(b"\xFF\xFE{\0").unwrap_err(), @"encoding other than UTF-8 at byte 0");
    assert_snapshot!(xml("<?xml version='1.0' encoding='GBK'?><Error/>"), @"encoding other than UTF-8 at byte 30");
    assert_snapshot!(xml("\u{FEFF}\u{FEFF}<Error/>"), @"second byte order mark at byte 3");
    assert_snapshot!(json("{}"), @"missing RequestId at byte 1");
    assert_snapshot!(query("ZoneId=a"), @"missing RegionId at byte 8");
    assert_snapshot!(json(r#"{"PageSize":1,"PageSize":1}"#), @"duplicate PageSize at byte 14");
    assert_snapshot!(query("InstanceId.1=a&InstanceId.1=b&RegionId=c"), @"duplicate InstanceId at byte 15");
    assert_snapshot!(json(r#"{"InstanceStatuses":[]}"#), @"wrong type for InstanceStatuses at byte 20");
    assert_snapshot!(json(r#"{"TotalCount":-1}"#), @"not an integer in TotalCount at byte 14");
    assert_snapshot!(query("RegionId=a&PageSize="), @"not an integer in PageSize at byte 20");
    assert_snapshot!(xml(&page("<TotalCount>4294967296</TotalCount>")), @"integer out of range in TotalCount at byte 44");
    assert_snapshot!(query("RegionId=a&PageSize=51"), @"integer out of range in PageSize at byte 20");
    assert_snapshot!(json(&format!("{{\"x\":{}", "[".repeat(129))), @"nesting deeper than 128 levels at byte 133");
    assert_snapshot!(json(r#"{"RequestId":"","TotalCount":0,"PageNumber":1,"PageSize":1,"InstanceStatuses":{}}{}"#), @"content after the end of the document at byte 81");
    assert_snapshot!(json(r#"{"RequestId":"R-1","Code":"Throttling"}"#), @"error reply in place of a page (`Reply` reads both) at byte 19");
    assert_snapshot!(xml("<Error><Code>Throttling</Code></Error>"), @"error reply in place of a page (`Reply` reads both) at byte 0");
    assert_snapshot!(ErrorResponse::from_json(r#"{"Code":""}"#).unwrap_err(), @"missing Code at byte 10");
}

#[test]
fn of_json() {
    assert_snapshot!(json(r#"{"RequestId":}"#), @"expected a JSON value at byte 13");
    assert_snapshot!(json("{'RequestId':1}"), @"expected a member's name in quotes at byte 1");
    assert_snapshot!(json(r#"{"RequestId" "R-1"}"#), @"expected a colon at byte 13");
    assert_snapshot!(json(r#"{"RequestId":"R-1" "PageSize":1}"#), @"expected a comma or a closing bracket at byte 19");
    assert_snapshot!(json(r#"{"PageSize":01}"#), @"invalid number or literal at byte 12");
    assert_snapshot!(json(r#"{"RequestId":"\x41"}"#), @"invalid escape in a string at byte 14");
    assert_snapshot!(json(r#"{"x":"\ud800"}"#), @"lone surrogate in a string at byte 6");
    assert_snapshot!(Reply::from_json("{}").unwrap_err(), @"neither a page nor an error reply at byte 1");
    assert_snapshot!(json("{\"RequestId\":\"a\tb\"}"), @"control character in a string at byte 15");
}

#[test]
fn of_xml() {
    assert_snapshot!(xml("<Foo/>"), @"unexpected root element at byte 0");
    assert_snapshot!(xml(&page("text")), @"text between elements at byte 32");
    assert_snapshot!(xml(&page("<RequestId>R<b/></RequestId>")), @"element inside RequestId at byte 44");
    assert_snapshot!(xml("<!DOCTYPE Error []><Error/>"), @"document type declaration at byte 0");
    assert_snapshot!(xml(&page("<1a/>")), @"invalid XML name at byte 33");
    assert_snapshot!(xml(&page("<x>\u{1}</x>")), @"character that XML does not allow at byte 35");
    assert_snapshot!(xml(&page("<x>a & b</x>")), @"`&` that does not begin a reference at byte 37");
    assert_snapshot!(xml(&page("<x>&#0;</x>")), @"reference to a character that XML does not allow at byte 35");
    assert_snapshot!(xml(&page("<x>&nbsp;</x>")), @"unknown entity at byte 35");
    assert_snapshot!(xml(&page("<x a=1/>")), @"malformed attribute at byte 35");
    assert_snapshot!(xml(&page("<x a='1' b='' a='2'/>")), @"duplicate attribute at byte 46");
    let many: String = (0..1_025).map(|n| format!(" a{n}=''")).collect();
    assert_snapshot!(xml(&page(&format!("<x{many}/>"))), @"more than 1,024 attributes in a tag at byte 8141");
    assert_snapshot!(xml(&page("<!-- a -- b -->")), @"`--` inside a comment at byte 39");
    assert_snapshot!(xml(&page("<?XML?>")), @"malformed processing instruction at byte 34");
    assert_snapshot!(xml(&page("<?xml version='1.0'?>")), @"misplaced or malformed XML declaration at byte 32");
    assert_snapshot!(xml(&page("<x>]]></x>")), @"`]]>` in text at byte 35");
    assert_snapshot!(xml(&page("<! x>")), @"malformed markup at byte 32");
    assert_snapshot!(xml(&page("<x></y>")), @"mismatched end tag at byte 35");
}

#[test]
fn of_queries() {
    assert_snapshot!(query("RegionId=%4"), @"`%` without two hexadecimal digits at byte 9");
    assert_snapshot!(query("RegionId=a b"), @"byte that a query cannot carry at byte 10");
    assert_snapshot!(query("RegionId=a&=b"), @"parameter without a name at byte 11");
    assert_snapshot!(query("RegionId=a&Action=DescribeInstances"), @"Action other than DescribeInstanceStatus at byte 18");
    assert_snapshot!(query("RegionId=a&Version=2013-01-10"), @"Version other than 2014-05-26 at byte 19");
    assert_snapshot!(query("RegionId=a&InstanceId=b"), @"InstanceId without a valid index: write InstanceId.1 at byte 11");
    assert_snapshot!(query("RegionId=a&page_size=50"), @"misspelling of PageSize at byte 11");
    assert_snapshot!(query("RegionId=a&InstanceId.1="), @"empty InstanceId at byte 24");
    let many = format!("RegionId=a{}", "&x=y".repeat(257));
    assert!(Request::from_query(&many).is_ok());
    assert_snapshot!(Call::from_query(&many).unwrap_err(), @"more than 256 unknown parameters at byte 1035");
    assert_snapshot!(query("RegionId=a&InstanceId.101=b"), @"more than 100 instance ids at byte 11");
}

#[test]
fn of_encoding() {
    let error: EncodeError = Response::new("a\u{FFFE}", 0, 1, 10).to_xml().unwrap_err();
    assert_snapshot!(error, @"XML cannot carry U+FFFE, at byte 1 of RequestId");
    assert_snapshot!(format!("{error:?}"), @r#"EncodeError("XML cannot carry U+FFFE, at byte 1 of RequestId")"#);
    let refused: InvalidInstanceIds = Request::new("a").with_instance_ids(["i"; 101]).unwrap_err();
    assert_snapshot!(refused, @"more than 100 instance ids for one request");
    assert_snapshot!("yaml".parse::<Format>().unwrap_err(), @r#"format "yaml" is neither JSON nor XML"#);
}

#[test]
fn debug_is_what_unwrap_shows() {
    assert_snapshot!(format!("{:?}", json("{}")), @r#"DecodeError(MissingField(RequestId), "missing RequestId at byte 1")"#);
}

/// The reply that a server sends to a request that it cannot read.
#[test]
fn refusals() {
    let refusal = |bad: &str| {
        let reply = Refusal::from(query(bad)).into_reply("R-1", "ecs.aliyuncs.com");
        format!("{} {}", reply.http_status(), reply.into_result().expect_err("a refusal"))
    };
    assert_snapshot!(refusal(""), @"400 MissingRegionId: RegionId is mandatory for this action. (request R-1)");
    assert_snapshot!(refusal("RegionId=a&PageSize=0"), @r#"400 InvalidParameter: The specified parameter "PageSize" is not valid. (request R-1)"#);
    assert_snapshot!(refusal("RegionId=a&ZoneId=b&ZoneId=c"), @r#"400 InvalidParameter: The specified parameter "ZoneId" is not valid. (request R-1)"#);
    assert_snapshot!(refusal("RegionId=a&InstanceId.101=b"), @"403 InvalidParameter.TooManyInstanceIds: Instance ids cannot be more than 100. (request R-1)");
    assert_snapshot!(refusal("RegionId=a&InstanceId=b"), @"403 Abs.InvalidInstanceIds.MalFormed: The specified instanceIds is not valid. InstanceId without a valid index: write InstanceId.1. (request R-1)");
    assert_snapshot!(refusal("RegionId=a&InstanceIds.1=b"), @"403 Abs.InvalidInstanceIds.MalFormed: The specified instanceIds is not valid. InstanceId without a valid index: write InstanceId.1. (request R-1)");
    assert_snapshot!(refusal("RegionId=a&page_size=50"), @"400 InvalidParameter: The request is not valid: misspelling of PageSize. (request R-1)");
    assert_snapshot!(refusal("RegionId=a&InstanceId.1="), @"403 Abs.InvalidInstanceIds.MalFormed: The specified instanceIds is not valid. (request R-1)");
    assert_snapshot!(refusal("RegionId=a&Action=StopInstance"), @"404 InvalidAction.NotFound: Specified api is not found, please check your url and method. (request R-1)");
    assert_snapshot!(refusal("RegionId=a&Version=1"), @"400 InvalidVersion: Specified parameter Version is not valid. (request R-1)");
    assert_snapshot!(refusal("RegionId=%"), @"400 InvalidParameter: The request is not valid: `%` without two hexadecimal digits. (request R-1)");
}

/// `Reply` explains a body that is neither by what it is, or by what a page lacks.
#[test]
fn of_reply() {
    let page_without_list = r#"{"RequestId":"r","TotalCount":0,"PageNumber":1,"PageSize":10}"#;
    assert_snapshot!(Reply::from_json(page_without_list).unwrap_err(), @"missing InstanceStatuses at byte 60");
    assert_snapshot!(Reply::from_json(r#"{"RequestId":"R-1"}"#).unwrap_err(), @"neither a page nor an error reply at byte 18");
    assert_snapshot!(Reply::from_json(r#"{"RequestId":"R-1","PageSize":1}"#).unwrap_err(), @"missing TotalCount at byte 31");
    // The list decides, also where it stands behind a fault.
    let body = r#"{"Code":200,"RequestId":"a\x","InstanceStatuses":{}}"#;
    assert_snapshot!(Reply::from_json(body).unwrap_err(), @"invalid escape in a string at byte 26");
    assert_snapshot!(Reply::from_json(r#"{"Code":"c","Message":null,"RequestId":nul"#).unwrap_err(), @"unexpected end of input at byte 42");
    assert_snapshot!(Reply::from_json(r#"{"Code":200}"#).unwrap_err(), @"wrong type for Code at byte 8");
    assert_snapshot!(Reply::from_json(r#"{"Code":"","Message":"x"}"#).unwrap_err(), @"neither a page nor an error reply at byte 24");
}
