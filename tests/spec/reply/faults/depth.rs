//! A value that is skipped may nest 128 deep, wherever it stands: depth counts from it.

use std::thread;

use aliyun_instance_status::{ErrorReply, Field, Page, Reply};

use super::{Fault, Kind, assert_fault, read_json, read_xml};

/// Where a value of a page may stand that is skipped.
const JSON_PAGES: [&str; 9] = [
    r#"{"x":…,"RequestId":"R","TotalCount":0,"PageNumber":1,"PageSize":1,"InstanceStatuses":{}}"#,
    r#"{"RequestId":"R","TotalCount":0,"x":…,"PageNumber":1,"PageSize":1,"InstanceStatuses":{}}"#,
    r#"{"RequestId":"R","TotalCount":0,"PageNumber":1,"PageSize":1,"InstanceStatuses":{},"x":…}"#,
    r#"{"RequestId":"R","TotalCount":0,"PageNumber":1,"PageSize":1,"InstanceStatuses":{"x":…}}"#,
    r#"{"RequestId":"R","TotalCount":0,"PageNumber":1,"PageSize":1,"InstanceStatuses":{"InstanceStatus":[],"x":…}}"#,
    r#"{"RequestId":"R","TotalCount":0,"PageNumber":1,"PageSize":1,"InstanceStatuses":{"InstanceStatus":[{"InstanceId":"i","x":…,"Status":"s"}]}}"#,
    r#"{"RequestId":"R","TotalCount":0,"PageNumber":1,"PageSize":1,"InstanceStatuses":{},"AccessDeniedDetail":…}"#,
    r#"{"AccessDeniedDetail":…,"Code":"c","RequestId":"R","TotalCount":0,"PageNumber":1,"PageSize":1,"InstanceStatuses":{}}"#,
    r#"{"RequestId":"R","TotalCount":0,"PageNumber":1,"PageSize":1,"InstanceStatuses":{},"Code":…,"Message":[]}"#,
];

/// And of an error reply.
const JSON_ERRORS: [&str; 7] = [
    r#"{"x":…,"Code":"c"}"#,
    r#"{"Code":"c","x":…,"Message":"m"}"#,
    r#"{"Code":"c","TotalCount":…}"#,
    r#"{"Code":"c","AccessDeniedDetail":{"x":…}}"#,
    r#"{"AccessDeniedDetail":{"x":…},"Code":"c"}"#,
    r#"{"Code":"c","AccessDeniedDetail":{"AuthAction":"a","x":…,"PolicyType":"b"},"x":[[]]}"#,
    r#"{"Code":"c","x":[[]],"AccessDeniedDetail":{"x":…}}"#,
];

/// Where an element of a page may stand that is skipped.
const XML_PAGES: [&str; 5] = [
    "<DescribeInstanceStatusResponse>…<RequestId>R</RequestId><TotalCount>0</TotalCount><PageNumber>1</PageNumber><PageSize>1</PageSize><InstanceStatuses/></DescribeInstanceStatusResponse>",
    "<DescribeInstanceStatusResponse><RequestId>R</RequestId><TotalCount>0</TotalCount><PageNumber>1</PageNumber><PageSize>1</PageSize><InstanceStatuses/>…</DescribeInstanceStatusResponse>",
    "<DescribeInstanceStatusResponse><RequestId>R</RequestId><TotalCount>0</TotalCount><PageNumber>1</PageNumber><PageSize>1</PageSize><InstanceStatuses>…</InstanceStatuses></DescribeInstanceStatusResponse>",
    "<DescribeInstanceStatusResponse><RequestId>R</RequestId><TotalCount>0</TotalCount><PageNumber>1</PageNumber><PageSize>1</PageSize><InstanceStatuses><InstanceStatus>…<InstanceId>i</InstanceId><Status>s</Status></InstanceStatus></InstanceStatuses></DescribeInstanceStatusResponse>",
    "<DescribeInstanceStatusResponse><RequestId>R</RequestId><TotalCount>0</TotalCount><PageNumber>1</PageNumber><PageSize>1</PageSize><InstanceStatuses><InstanceStatus><InstanceId>i</InstanceId><Status>s</Status>…</InstanceStatus></InstanceStatuses></DescribeInstanceStatusResponse>",
];

/// And of an error reply.
const XML_ERRORS: [&str; 4] = [
    "<Error>…<Code>c</Code></Error>",
    "<Error><Code>c</Code><!-- -->…<Message>m</Message></Error>",
    "<Error><Code>c</Code><AccessDeniedDetail>…</AccessDeniedDetail></Error>",
    "<Error><AccessDeniedDetail><AuthAction/>…</AccessDeniedDetail><Code>c</Code></Error>",
];

/// Values, by what opens and closes a level, the levels in turns.
const VALUES: [([&str; 2], [&str; 2]); 4] = [
    (["[", "["], ["]", "]"]),
    (["{\"x\":", "{\"x\":"], ["}", "}"]),
    (["[0,", "{\"x\":"], ["]", "}"]),
    (["{\"y\":0,\"x\":", "["], [",\"z\":1}", ",2]"]),
];

/// Elements, in the same way. An element that a page does not know counts as any other.
const ELEMENTS: [([&str; 2], [&str; 2]); 4] = [
    (["<x>", "<x>"], ["</x>", "</x>"]),
    (["<x>a<b/>", "<y c='1'>"], ["</x>", "</y >"]),
    (["<x><!-- -->", "<Code>"], ["</x>", "</Code>"]),
    (["<HostIds>&amp;", "<x>"], ["</HostIds>", "</x>"]),
];

/// A body with a value so deep, and where its 129th level begins.
fn body(
    place: &str,
    value: &([&str; 2], [&str; 2]),
    levels: usize,
    inside: &str,
) -> (String, usize) {
    let (before, after) = place.split_once('…').expect("a place");
    let (open, close) = value;
    let opened = |levels: usize| (0..levels).map(|level| open[level % 2]).collect::<String>();
    let closed: String = (0..levels).rev().map(|level| close[level % 2]).collect();
    let at = before.len() + opened(128).len();
    (format!("{before}{}{inside}{closed}{after}", opened(levels)), at)
}

/// What both readers say; they must say the same.
fn read_page_json(body: &[u8]) -> Result<Reply<'_>, Fault> {
    let reply = read_json(body);
    let page = Page::from_json(body).map_err(|error| (error.kind(), error.offset()));
    assert_eq!(page.map(Reply::Page), reply);
    reply
}

fn read_error_json(body: &[u8]) -> Result<Reply<'_>, Fault> {
    let reply = read_json(body);
    let error = ErrorReply::from_json(body).map_err(|error| (error.kind(), error.offset()));
    assert_eq!(error.map(Reply::Error), reply);
    reply
}

#[track_caller]
fn assert_limit(
    read: for<'a> fn(&'a [u8]) -> Result<Reply<'a>, Fault>,
    places: &[&str],
    values: &[([&str; 2], [&str; 2])],
    inside: &str,
) {
    for place in places {
        for value in values {
            for levels in [127, 128] {
                let (body, _) = body(place, value, levels, inside);
                assert!(read(body.as_bytes()).is_ok(), "{levels} levels: {body}");
            }
            let (body, at) = body(place, value, 129, inside);
            assert_fault(read(body.as_bytes()), (Kind::DepthLimit, at), &body);
        }
    }
}

#[test]
fn in_json() {
    assert_limit(read_page_json, &JSON_PAGES, &VALUES, "null");
    assert_limit(read_error_json, &JSON_ERRORS, &VALUES, "\"x\"");
}

#[test]
fn in_xml() {
    assert_limit(read_xml, &XML_PAGES, &ELEMENTS, "x");
    assert_limit(read_xml, &XML_ERRORS, &ELEMENTS, "");
}

/// An element that is known elsewhere is skipped here, itself a level.
#[test]
fn of_a_detail_in_a_page_in_xml() {
    let place = XML_PAGES[1].replace('…', "<AccessDeniedDetail>…</AccessDeniedDetail>");
    let (body, at) = body(&place, &ELEMENTS[0], 128, "");
    let at = at - "<x>".len();
    assert_fault(read_xml(body.as_bytes()), (Kind::DepthLimit, at), &body);
    let (body, _) = self::body(&place, &ELEMENTS[0], 127, "");
    assert!(read_xml(body.as_bytes()).is_ok(), "{body}");
}

/// Wherever it stands, depth is an error on a stack of 64 KiB, and not before the
/// 129th level.
#[test]
fn depth_takes_no_stack() {
    let checks = || {
        for (open, close) in [("[", "]"), ("{\"x\":", "}"), ("[{\"x\":", "}]")] {
            let levels = 128 / open.matches(['[', '{']).count();
            let deep = |levels: usize| {
                let value = format!("{}0{}", open.repeat(levels), close.repeat(levels));
                format!(r#"{{"x":{value},"Code":"c"}}"#)
            };
            assert!(ErrorReply::from_json(&deep(levels)).is_ok());
            let kind =
                |body: &str| ErrorReply::from_json(body).map(|_| ()).map_err(|error| error.kind());
            assert_eq!(kind(&deep(levels + 1)), Err(Kind::DepthLimit));
            assert_eq!(kind(&deep(1 << 18)), Err(Kind::DepthLimit));
        }
        let megabyte = "[".repeat(1 << 20);
        let kind = |body: &str| Page::from_json(body).map(|_| ()).map_err(|error| error.kind());
        assert_eq!(kind(&megabyte), Err(Kind::UnexpectedType(Field::Body)));
        assert_eq!(
            kind(&format!(r#"{{"InstanceStatuses":{megabyte}"#)),
            Err(Kind::UnexpectedType(Field::InstanceStatuses))
        );
        let list = format!(r#"{{"InstanceStatuses":{{"InstanceStatus":[{{"x":{megabyte}"#);
        assert_eq!(kind(&list), Err(Kind::DepthLimit));

        let deep = |levels: usize| {
            format!(
                "<Error>{}{}<Code>c</Code></Error>",
                "<x>".repeat(levels),
                "</x>".repeat(levels)
            )
        };
        assert!(ErrorReply::from_xml(&deep(128)).is_ok());
        let kind = |body: &str| Reply::from_xml(body).map(|_| ()).map_err(|error| error.kind());
        assert_eq!(kind(&deep(129)), Err(Kind::DepthLimit));
        assert_eq!(kind(&deep(1 << 18)), Err(Kind::DepthLimit));
        assert_eq!(kind(&"<x>".repeat(1 << 18)), Err(Kind::UnexpectedRoot));
        let list =
            format!("<DescribeInstanceStatusResponse><InstanceStatuses>{}", "<x>".repeat(1 << 18));
        assert_eq!(kind(&list), Err(Kind::DepthLimit));
    };
    let small = thread::Builder::new().stack_size(64 << 10).spawn(checks).expect("a thread");
    small.join().expect("no overflow and no failure");
}
