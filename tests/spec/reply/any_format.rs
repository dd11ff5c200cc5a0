//! Bodies of which nobody says the format, and replies that leave by a question mark.

use std::borrow::Cow;

use aliyun_instance_status::{Category, ErrorCode, ErrorReply, Page, Reply, Request};

/// A body of which nobody says the format.
#[test]
fn bodies_of_any_format() {
    for (body, expected) in [
        ("", "unexpected end of input at byte 0"),
        (" \n", "unexpected end of input at byte 2"),
        ("\u{FEFF}", "unexpected end of input at byte 3"),
        ("upstream connect error", "expected a JSON value at byte 0"),
        ("\r\n upstream", "expected a JSON value at byte 3"),
        ("\u{FEFF}x", "expected a JSON value at byte 3"),
        ("no healthy upstream", "wrong type for the body at byte 0"), // as `null` is
        ("<html/>", "unexpected root element at byte 0"),
        ("\"Running\"", "wrong type for the body at byte 0"),
    ] {
        let error = Reply::decode_any(body).expect_err(body);
        assert_eq!(error.to_string(), expected, "{body:?}");
    }
}

/// The page borrows from the body still; the error can leave it.
#[test]
fn pages_and_errors_leave_by_a_question_mark() {
    fn total(body: impl Fn() -> String) -> Result<u32, Box<dyn std::error::Error>> {
        Ok(Reply::decode_any(&body())?.into_result()?.total_count)
    }
    let page = total(|| Page::new("R", 208, 1, 10).to_json());
    assert_eq!(page.expect("a page"), 208);
    let refused = total(|| ErrorReply::new(ErrorCode::THROTTLING).to_json());
    let refused = refused.expect_err("an error");
    let refused = refused.downcast::<ErrorReply<'static>>().expect("an error reply");
    assert_eq!(refused.code, "Throttling");

    let body = Page::new("R-1", 0, 1, 10).to_json();
    let page = Reply::from_json(&body).expect("a reply").into_result().expect("a page");
    assert!(matches!(page.request_id, Cow::Borrowed("R-1")));
}

/// What to do about each kind of error.
#[test]
fn categories() {
    use Category::{Data, Eof, Syntax};
    for (body, expected) in [
        ("", Eof),
        ("{\"Code\":", Eof),
        ("<Error><Code>X</Co", Eof),
        ("<html>", Data), // well-formed as far as it goes, and of another root
        ("upstream connect error", Syntax),
        ("{Code:1}", Syntax),
        ("{\"Code\":\"\\x\"}", Syntax),
        ("{\"Code\":\"X\"}}", Syntax),
        ("<Error><Code>X</Error>", Syntax),
        ("<Error><Code>&nbsp;</Code></Error>", Syntax),
        ("<Error>text</Error>", Data),
        ("<Error/>", Data),
        ("<!DOCTYPE Error><Error/>", Data),
        ("{\"Code\":true}", Data),
        ("{\"Code\":\"X\",\"Code\":\"X\"}", Data),
        ("{\"InstanceStatuses\":{},\"TotalCount\":-1}", Data),
    ] {
        let error = Reply::decode_any(body).expect_err(body);
        assert_eq!(error.category(), expected, "{body}: {error}");
    }
    assert_eq!(Reply::from_json(b"\xFF").expect_err("no UTF-8").category(), Syntax);
    for (query, expected) in [
        ("RegionId=%", Syntax),
        ("RegionId=a b", Syntax),
        ("=a", Syntax),
        ("", Data),
        ("RegionId=a&PageSize=51", Data),
        ("RegionId=a&Action=StopInstance", Data),
        ("RegionId=a&InstanceId=b", Data),
    ] {
        let error = Request::from_query(query).expect_err(query);
        assert_eq!(error.category(), expected, "{query}: {error}");
    }
}
