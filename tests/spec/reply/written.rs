//! What replies are written as, to the byte.

use aliyun_instance_status::{
    AccessDeniedDetail, EncodeError, ErrorCode, ErrorReply, Field, Format, Page, Refusal, Reply,
};
use insta::assert_snapshot;

#[test]
fn replies() {
    let (page, error) = (Page::new("R", 0, 1, 10), ErrorReply::new(ErrorCode::THROTTLING));
    assert_eq!(Reply::from(page.clone()).into_result(), Ok(page.clone()));
    assert_eq!(Reply::from(error.clone()).into_result(), Err(error.clone()));
    let (json, xml) = (error.to_json(), page.to_xml().expect("XML can carry it"));
    let error_xml = error.to_xml().expect("XML can carry it");
    assert_eq!(ErrorReply::from_xml(&error_xml).as_ref(), Ok(&error));
    assert_eq!(ErrorReply::from_json(&json).as_ref(), Ok(&error));
    assert_eq!(Reply::decode(Format::Json, &json), Ok(Reply::from(error)));
    assert_eq!(Reply::decode(Format::Xml, &xml), Ok(Reply::from(page.clone())));
    assert_eq!(Reply::decode_any(&xml), Reply::decode(Format::Xml, &xml));
    assert_eq!(Reply::decode_any(&json), Reply::decode(Format::Json, &json));
    assert!(Reply::decode(Format::Xml, &json).is_err());
    let unheard_of = Reply::from(ErrorReply::new("Unheard.Of"));
    assert_eq!((unheard_of.http_status(), Reply::from(page.clone()).http_status()), (400, 200));
    assert_eq!(Reply::from(page.clone()).encode(Format::Xml).as_ref(), Ok(&xml));
    assert_eq!(Reply::from(page.clone()).encode(Format::Json), Ok(page.to_json()));
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
    // An empty detail stays.
    error.access_denied_detail = Some(Box::default());
    for (written, end) in [
        (error.to_json(), r#"\r\n","AccessDeniedDetail":{}}"#),
        (error.to_json_pretty(), "\\r\\n\",\n  \"AccessDeniedDetail\": {}\n}"),
        (
            error.to_xml().expect("XML can carry it"),
            "</Message><AccessDeniedDetail></AccessDeniedDetail></Error>",
        ),
        (
            error.to_xml_pretty().expect("XML can carry it"),
            "</Message>\n  <AccessDeniedDetail></AccessDeniedDetail>\n</Error>",
        ),
    ] {
        assert!(written.ends_with(end), "{written}");
    }
}

#[test]
fn what_xml_cannot_carry() {
    let error: EncodeError = Page::new("R-\u{8}", 0, 1, 10).to_xml().expect_err("a backspace");
    let parts = (error.field(), error.character(), error.offset());
    assert_eq!(parts, (Field::RequestId, '\u{8}', 2));
}

/// Escapes below U+0020 are those of RFC 8259, section 7, as `serde_json` writes them.
#[test]
fn control_characters_in_json() {
    for control in 0..0x20_u8 {
        let id = format!("a{}b", char::from(control));
        let written = Page::new(&*id, 0, 1, 10).to_json();
        let expected = serde_json::to_string(&id).expect("a string is JSON");
        assert!(written.contains(&expected), "{written}: {expected}");
        assert_eq!(Page::from_json(&written).map(|page| page.request_id), Ok(id.into()));
    }
}
