//! What `Debug` and `Display` show of values that were read.

use aliyun_instance_status::{Call, ErrorCode, ErrorReply, Format, Page, Refusal, Reply};
use insta::assert_debug_snapshot;

use crate::support::documents::golden;

/// What is shown of a value, whose secrets are not.
#[test]
fn debug() {
    let query = golden("signed.query");
    let query = str::from_utf8(&query).expect("golden queries are UTF-8");
    let [page, denied, echo] =
        ["page-2018.json", "error-access-denied.json", "error-echo.json"].map(golden);
    let values = (
        Reply::from_json(&page),
        Reply::from_json(&denied),
        Reply::from_json(&echo),
        Call::from_query(query),
        Call::from_query("RegionId=a&SecurityToken=b&BearerToken=c&Other=d"),
    );
    assert_debug_snapshot!(values);
}

/// What was denied and by which policy, as far as each is known.
#[test]
fn denials() {
    for (detail, shown) in [
        ("{}", "Forbidden.RAM"),
        (r#"{"AuthAction":"ecs:A"}"#, "Forbidden.RAM (denied: ecs:A)"),
        (r#"{"PolicyType":"P"}"#, "Forbidden.RAM (denied by P)"),
        (r#"{"AuthAction":"ecs:A","PolicyType":"P"}"#, "Forbidden.RAM (denied: ecs:A by P)"),
    ] {
        let body = format!(r#"{{"Code":"Forbidden.RAM","AccessDeniedDetail":{detail}}}"#);
        let error = ErrorReply::from_json(&body).expect("an error reply");
        assert_eq!(error.to_string(), shown, "{detail}");
    }
}

/// Nothing that is shown holds what signs a call.
#[test]
fn secrets_are_hidden() {
    let query = "RegionId=a&Signature=s3cr3t1&SecurityToken=s3cr3t2&BearerToken=s3cr3t3&AccessKeySecret=s3cr3t4";
    let call = Call::from_query(query).expect("a call");
    assert!(!format!("{call:?} {:?}", call.common).contains("s3cr3t"));
    assert_eq!(call.common.unknown().collect::<Vec<_>>(), [("AccessKeySecret", "s3cr3t4")]);
    for echo in [
        "Server STRING TO SIGN IS:GET&s3cr3t",
        "server string to sign is : GET&s3cr3t",
        "server StringToSign is [GET&s3cr3t]",
        "server CanonicalRequest is [GET&s3cr3t] server StringToSign is [s3cr3t]",
    ] {
        let mut error = ErrorReply::new(ErrorCode::SIGNATURE_DOES_NOT_MATCH);
        error.message = Some(echo.into());
        assert!(
            !format!("{error} {error:?} {error:#?} {:?}", Reply::from(error.clone()))
                .contains("s3cr3t")
        );
    }
}

/// A `&` or `=` that was escaped makes one name or value of several parameters.
#[test]
fn parameters_inside_of_others_are_hidden() {
    for query in [
        "RegionId=a&Signature%3Ds3cr3t",
        "RegionId=a&SecurityToken%3Ds3cr3t",
        "RegionId=a%26Signature%3Ds3cr3t",
        "RegionId=a&ZoneId=b%26SecurityToken%3Ds3cr3t",
        "RegionId=a&AccessKeyId=b%26SecurityToken%3Ds3cr3t",
        "RegionId=a&SignatureNonce=b%26Signature%3Ds3cr3t",
        "RegionId=a&InstanceId.1=i%26Signature%3Ds3cr3t",
    ] {
        let call = Call::from_query(query).expect("a call");
        assert!(!format!("{call:?}").contains("s3cr3t"), "{query}");
    }
    let secret = "Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MA";
    let call = format!("RegionId=a&{secret}");
    let call = Call::from_query(&call).expect("a call");
    assert!(!format!("{call:?}").contains(secret));
}

/// A refused value is looked at in part; a signature that is cut off there is not shown either.
#[test]
fn secrets_where_a_value_is_cut() {
    let signature = "fS5ED+QSyUeVqiOAAe+F2tw2Qa8=";
    for between in [" ", ",", ":"] {
        for length in 440..520 {
            let before = "A1".repeat(length / 2) + &"A1"[..length % 2];
            let value = format!("{before}{between}{signature} and more");
            let refused = value.parse::<Format>().expect_err("it is no format").to_string();
            assert!(!refused.contains("fS5"), "{length}: {refused}");
        }
    }
}

/// Nothing that is shown of a request or an error holds a secret that was sent.
#[test]
fn errors_never_repeat_the_input() {
    for bad in [
        "RegionId=a&Signature=s3cr3t&Signature=s3cr3t",
        "RegionId=a&SecurityToken=s3cr3t%",
        "PageSize=s3cr3t",
        "Action=s3cr3t",
    ] {
        let error = Call::from_query(bad).expect_err("it is bad");
        let reply =
            Refusal::from(error).into_reply("R-1", "h").into_result().expect_err("an error");
        assert!(
            !format!("{error} {error:?} {error:#?} {reply} {reply:?}").contains("s3cr3t"),
            "{bad}"
        );
    }
    for bad in [r#"{"TotalCount":"s3cr3t"}"#, r#"{"s3cr3t":s3cr3t}"#, r#"{"RequestId":"s3cr3t\x"}"#]
    {
        let error = Page::from_json(bad).expect_err("it is bad");
        assert!(!format!("{error} {error:?} {error:#?}").contains("s3cr3t"), "{bad}");
    }
    for bad in ["<s3cr3t/>", "<Error><Code>&s3cr3t;</Code></Error>", "<Error><s3cr3t></Error>"] {
        let error = Reply::from_xml(bad).expect_err("it is bad");
        assert!(!format!("{error} {error:?} {error:#?}").contains("s3cr3t"), "{bad}");
    }
}
