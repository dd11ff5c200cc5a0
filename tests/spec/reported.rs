//! Every input that was reported, with what the report expects and what becomes of it: one table
//! that reads as a specification.

use aliyun_instance_status::sign::{Diagnosis, Signed, rpc};
use aliyun_instance_status::{DecodeError, ErrorReply, Format, Page, Reply, Request};
use insta::assert_snapshot;

use crate::request;
use crate::support::percent;
use crate::support::signed::{secret, signed_rpc, verify_rpc};

/// No row is left out: one of a kind that nothing here runs fails.
#[test]
fn every_row() {
    let rows = include_str!("../hostile/reported.jsonl").lines().map(|line| {
        let row: serde_json::Value = serde_json::from_str(line).expect("a row is JSON");
        let text = |member: &str| row[member].as_str().expect("it is there");
        let (kind, input) = (text("kind"), text("input"));
        let outcome = outcome(kind, input).unwrap_or_else(|| panic!("nothing runs {line}"));
        let (name, expected) = (text("name"), text("expect"));
        format!("{name}: {kind}\n    expected: {expected}\n    {outcome}")
    });
    assert_snapshot!(rows.collect::<Vec<_>>().join("\n"));
}

/// What becomes of an input of this kind.
fn outcome(kind: &str, input: &str) -> Option<String> {
    Some(match kind {
        "query" => match request::read(input).and_then(|()| Request::from_query(input)) {
            Ok(request) => format!("read: {}", request.to_query()),
            Err(error) => refused(error),
        },
        "json" | "xml" => body(kind.parse().expect("a format"), input),
        "serde request" => match serde_json::from_str::<Request<'_>>(input) {
            Ok(request) => format!("read: {}", request.to_query()),
            // In the words of the format.
            Err(_) => "refused".to_owned(),
        },
        "timestamp" => timestamp(input),
        "message" => error_reply(input).to_string(),
        "diagnosis" => {
            let signed = signed_rpc("GET".parse().expect("a method"));
            format!("{:?}", Diagnosis::of(&error_reply(input), Signed::from(&signed)))
        }
        _ => return None,
    })
}

fn refused(error: DecodeError) -> String {
    format!("! {:?}: {error}", error.kind())
}

/// What a body is read as, and where `Page` reads it otherwise, that too.
fn body(format: Format, body: &str) -> String {
    let reply = match Reply::decode(format, body) {
        Ok(Reply::Page(page)) => return format!("page {}", page.page_number),
        Ok(Reply::Error(error)) => return format!("error reply {:?}", error.code.as_str()),
        Err(error) => refused(error),
    };
    let page = if format == Format::Json { Page::from_json(body) } else { Page::from_xml(body) };
    match page.map_err(refused) {
        Err(page) if page == reply => reply,
        Ok(page) => panic!("a page, but no reply: {page:?}"),
        Err(page) => format!("{reply}\n    a page: {page}"),
    }
}

/// Whether a signed call with this timestamp is taken for one of its second.
fn timestamp(timestamp: &str) -> String {
    /// 2026-11-25T12:00:00Z. A window of a minute is around it.
    const SECOND: u64 = 1_795_608_000;
    let pairs = format!(
        "AccessKeyId=testid&Action=DescribeInstanceStatus&RegionId=a&SignatureMethod=HMAC-SHA1\
         &SignatureNonce=1&SignatureVersion=1.0&Timestamp={}&Version=2014-05-26",
        percent(timestamp)
    );
    let canonical = rpc::canonical_query(&pairs, "").expect("it is a query");
    let signature = rpc::signature(&rpc::string_to_sign("GET", &canonical), &secret());
    let query = format!("{pairs}&Signature={}", percent(&signature));
    match [SECOND - 61, SECOND - 60, SECOND + 60, SECOND + 61]
        .map(|now| verify_rpc("GET", &query, "", now))
    {
        [Err(_), Ok(()), Ok(()), Err(_)] => "read, to the second".to_owned(),
        outcomes => format!("! {outcomes:?}"),
    }
}

fn error_reply(message: &str) -> ErrorReply<'_> {
    let mut error = ErrorReply::new("SignatureDoesNotMatch");
    error.message = Some(message.into());
    error
}
