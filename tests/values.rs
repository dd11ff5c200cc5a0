//! What a value is built of is what it says.

#![cfg(all(feature = "json", feature = "xml"))]

use std::borrow::Cow;

use aliyun_instance_status::{
    AccessDeniedDetail, Category, EncodeError, ErrorCode, ErrorResponse, Field, Format, PageNumber,
    PageSize, Refusal, Reply, Request, Response, Status,
};
use insta::assert_snapshot;

#[test]
fn requests() {
    let plain = Request::new("cn-hangzhou");
    assert_eq!(
        (plain.region_id(), plain.zone_id(), plain.cluster_id()),
        ("cn-hangzhou", None, None)
    );
    assert_eq!((plain.page_number(), plain.page_size()), (PageNumber::FIRST, PageSize::default()));
    assert_eq!(plain.instance_ids().len(), 0);
    assert_eq!((plain.owner_id(), plain.owner_account()), (None, None));
    assert_eq!((plain.resource_owner_id(), plain.resource_owner_account()), (None, None));

    let full = plain
        .with_zone_id("z")
        .with_cluster_id("c")
        .with_page_number(PageNumber::FIRST.next().expect("there is a second page"))
        .with_page_size(PageSize::MAX)
        .with_owner_id(1)
        .with_owner_account("a")
        .with_resource_owner_id(2)
        .with_resource_owner_account("b");
    for request in [full.clone().into_owned(), full] {
        assert_eq!((request.zone_id(), request.cluster_id()), (Some("z"), Some("c")));
        assert_eq!((request.page_number().get(), request.page_size().get()), (2, 50));
        assert_eq!((request.owner_id(), request.owner_account()), (Some(1), Some("a")));
        let resource_owner = (request.resource_owner_id(), request.resource_owner_account());
        assert_eq!(resource_owner, (Some(2), Some("b")));
    }
}

#[test]
fn page_numbers_and_sizes() {
    assert_eq!(PageNumber::default(), PageNumber::FIRST);
    assert_eq!(PageNumber::new(u32::MAX).and_then(PageNumber::next), None);
    assert_eq!((PageSize::default().get(), PageSize::default().to_string()), (10, "10".into()));
    assert_eq!(PageNumber::new(7).map(|number| format!("{number:>3}")), Some("  7".into()));
    assert_eq!(format!("{:<3}|", PageSize::MAX), "50 |");
}

#[test]
fn replies() {
    let (page, error) = (Response::new("R", 0, 1, 10), ErrorResponse::new(ErrorCode::THROTTLING));
    assert_eq!(Reply::from(page.clone()).into_result(), Ok(page.clone()));
    assert_eq!(Reply::from(error.clone()).into_result(), Err(error.clone()));
    let (json, xml) = (error.to_json(), page.to_xml().expect("XML can carry it"));
    let error_xml = error.to_xml().expect("XML can carry it");
    assert_eq!(ErrorResponse::from_xml(&error_xml).as_ref(), Ok(&error));
    assert_eq!(ErrorResponse::from_json(&json).as_ref(), Ok(&error));
    assert_eq!(Reply::decode(Format::Json, &json), Ok(Reply::from(error)));
    assert_eq!(Reply::decode(Format::Xml, &xml), Ok(Reply::from(page.clone())));
    assert_eq!(Reply::decode_any(&xml), Reply::decode(Format::Xml, &xml));
    assert_eq!(Reply::decode_any(&json), Reply::decode(Format::Json, &json));
    assert!(Reply::decode(Format::Xml, &json).is_err());
    let unheard_of = Reply::from(ErrorResponse::new("Unheard.Of"));
    assert_eq!((unheard_of.http_status(), Reply::from(page.clone()).http_status()), (400, 200));
    assert_eq!(Reply::from(page.clone()).encode(Format::Xml).as_ref(), Ok(&xml));
    assert_eq!(Reply::from(page.clone()).encode(Format::Json), Ok(page.to_json()));
}

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
    let page = total(|| Response::new("R", 208, 1, 10).to_json());
    assert_eq!(page.expect("a page"), 208);
    let refused = total(|| ErrorResponse::new(ErrorCode::THROTTLING).to_json());
    let refused = refused.expect_err("an error");
    let refused = refused.downcast::<ErrorResponse<'static>>().expect("an error reply");
    assert_eq!(refused.code, "Throttling");

    let body = Response::new("R-1", 0, 1, 10).to_json();
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
        ("{\"Code\":7}", Data),
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

#[test]
fn words() {
    let (status, code): (&Status<'_>, &ErrorCode<'_>) = (&Status::Running, &ErrorCode::THROTTLING);
    assert_eq!((status.as_ref(), code.as_ref()), ("Running", "Throttling"));
    assert_eq!((status.as_str(), code.as_str()), ("Running", "Throttling"));
}

/// Both layouts of both formats, to the byte.
#[test]
fn written_error_replies() {
    let refusal = Refusal::from(ErrorCode::FORBIDDEN_RAM);
    let reply = refusal.into_reply("R-1", "ecs.aliyuncs.com");
    let mut error = reply.into_result().expect_err("a refusal");
    error.message = Some("a < b > c & \"d\" 'e' ]]> \r\n".into());
    let mut detail = AccessDeniedDetail::default();
    detail.policy_type = Some("AccountLevelIdentityBasedPolicy".into());
    error.access_denied_detail = Some(Box::new(detail));
    assert_snapshot!(error.to_json(), @r#"{"RequestId":"R-1","HostId":"ecs.aliyuncs.com","Code":"Forbidden.RAM","Message":"a < b > c & \"d\" 'e' ]]> \r\n","AccessDeniedDetail":{"PolicyType":"AccountLevelIdentityBasedPolicy"}}"#);
    assert_snapshot!(error.to_json_pretty(), @r#"
    {
      "RequestId": "R-1",
      "HostId": "ecs.aliyuncs.com",
      "Code": "Forbidden.RAM",
      "Message": "a < b > c & \"d\" 'e' ]]> \r\n",
      "AccessDeniedDetail": {
        "PolicyType": "AccountLevelIdentityBasedPolicy"
      }
    }
    "#);
    assert_snapshot!(error.to_xml().expect("XML can carry it"), @r#"
    <?xml version='1.0' encoding='UTF-8'?><Error><RequestId>R-1</RequestId><HostId>ecs.aliyuncs.com</HostId><Code>Forbidden.RAM</Code><Message>a &lt; b &gt; c &amp; "d" 'e' ]]&gt; &#13;
    </Message><AccessDeniedDetail><PolicyType>AccountLevelIdentityBasedPolicy</PolicyType></AccessDeniedDetail></Error>
    "#);
    assert_snapshot!(error.to_xml_pretty().expect("XML can carry it"), @r#"
    <?xml version='1.0' encoding='UTF-8'?>
    <Error>
      <RequestId>R-1</RequestId>
      <HostId>ecs.aliyuncs.com</HostId>
      <Code>Forbidden.RAM</Code>
      <Message>a &lt; b &gt; c &amp; "d" 'e' ]]&gt; &#13;
    </Message>
      <AccessDeniedDetail>
        <PolicyType>AccountLevelIdentityBasedPolicy</PolicyType>
      </AccessDeniedDetail>
    </Error>
    "#);
    error.access_denied_detail = Some(Box::default());
    assert_snapshot!(error.to_json_pretty(), @r#"
    {
      "RequestId": "R-1",
      "HostId": "ecs.aliyuncs.com",
      "Code": "Forbidden.RAM",
      "Message": "a < b > c & \"d\" 'e' ]]> \r\n",
      "AccessDeniedDetail": {}
    }
    "#);
    assert_snapshot!(error.to_xml_pretty().expect("XML can carry it"), @r#"
    <?xml version='1.0' encoding='UTF-8'?>
    <Error>
      <RequestId>R-1</RequestId>
      <HostId>ecs.aliyuncs.com</HostId>
      <Code>Forbidden.RAM</Code>
      <Message>a &lt; b &gt; c &amp; "d" 'e' ]]&gt; &#13;
    </Message>
      <AccessDeniedDetail></AccessDeniedDetail>
    </Error>
    "#);
}

#[test]
fn refusals() {
    let refusal = Refusal::from(ErrorCode::INVALID_REGION_ID_NOT_FOUND);
    let mut expected = ErrorResponse::new("InvalidRegionId.NotFound");
    expected.request_id = Some("R-1".into());
    expected.host_id = Some("ecs.aliyuncs.com".into());
    expected.message = Some("The specified RegionId does not exist.".into());
    assert_eq!(refusal.code(), &expected.code);
    assert_eq!(refusal.into_reply("R-1", "ecs.aliyuncs.com"), Reply::Error(expected));
    let unheard_of = Refusal::from(ErrorCode::from(String::from("Unheard.Of")));
    assert_eq!(unheard_of.message(), None);

    let form = String::from_utf8(vec![b'a', 0xFF]).expect_err("no UTF-8").utf8_error();
    assert_eq!(
        Refusal::from(form).to_string(),
        "InvalidParameter: The request is not valid: invalid UTF-8.",
    );
    let format = "yaml".parse::<Format>().expect_err("no format");
    assert_eq!(
        Refusal::from(format).to_string(),
        "InvalidParameter.Format: Specified parameter format is not valid.",
    );
    // An echo is in the reply, and hidden where it is shown.
    let echo = "Mismatch. server string to sign is:GET&s3cr3t";
    let refusal = Refusal::from(ErrorCode::SIGNATURE_DOES_NOT_MATCH).with_message(echo);
    assert_eq!(refusal.message(), Some(echo));
    assert!(!format!("{refusal} {refusal:?}").contains("s3cr3t"));
}

#[test]
fn what_xml_cannot_carry() {
    let error: EncodeError = Response::new("R-\u{8}", 0, 1, 10).to_xml().expect_err("a backspace");
    let parts = (error.field(), error.character(), error.offset());
    assert_eq!(parts, (Field::RequestId, '\u{8}', 2));
}

/// Escapes below U+0020 are those of RFC 8259, section 7, as `serde_json` writes them.
#[test]
fn control_characters_in_json() {
    for control in 0..0x20_u8 {
        let id = format!("a{}b", char::from(control));
        let written = Response::new(&*id, 0, 1, 10).to_json();
        let expected = serde_json::to_string(&id).expect("a string is JSON");
        assert!(written.contains(&expected), "{written}: {expected}");
        assert_eq!(Response::from_json(&written).map(|page| page.request_id), Ok(id.into()));
    }
}

#[test]
fn names_of_parameters() {
    use Field::{
        BearerToken, ClusterId, Format, OwnerAccount, ResourceOwnerAccount, ResourceOwnerId,
        SecurityToken,
    };
    for field in [
        BearerToken,
        ClusterId,
        Format,
        OwnerAccount,
        ResourceOwnerAccount,
        ResourceOwnerId,
        SecurityToken,
    ] {
        assert_eq!(field.to_string(), format!("{field:?}"));
    }
}
