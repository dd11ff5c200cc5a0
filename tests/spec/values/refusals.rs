//! What a server answers to a request that it refuses.

use aliyun_instance_status::{ErrorCode, ErrorReply, Format, PageSize, Refusal, Reply, Request};

use crate::support::rows;

#[test]
fn refusals() {
    let refusal = Refusal::from(ErrorCode::INVALID_REGION_ID_NOT_FOUND);
    let mut expected = ErrorReply::new("InvalidRegionId.NotFound");
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
    let size = "51".parse::<PageSize>().expect_err("no size");
    assert_eq!(
        Refusal::from(size).to_string(),
        "InvalidParameter: The specified parameter \"PageSize\" is not valid. PageSize outside 1 to 50.",
    );
    // An echo is in the reply, and hidden where it is shown.
    let echo = "Mismatch. server string to sign is:GET&s3cr3t";
    let refusal = Refusal::from(ErrorCode::SIGNATURE_DOES_NOT_MATCH).with_message(echo);
    assert_eq!(refusal.message(), Some(echo));
    assert!(!format!("{refusal} {refusal:?}").contains("s3cr3t"));
}

/// The reply that a server sends to a query that it cannot read.
#[test]
fn of_queries() {
    for [query, status, shown] in rows(
        r#"
                                     → 400 → MissingRegionId: RegionId is mandatory for this action.
        RegionId=a&PageSize=0        → 400 → InvalidParameter: The specified parameter "PageSize" is not valid. PageSize outside 1 to 50.
        RegionId=a&PageSize=x        → 400 → InvalidParameter: The specified parameter "PageSize" is not valid.
        RegionId=a&OwnerId=18446744073709551616 → 400 → InvalidParameter: The specified parameter "OwnerId" is not valid. OwnerId outside 0 to 18446744073709551615.
        RegionId=a&ZoneId=b&ZoneId=c → 400 → InvalidParameter: The specified parameter "ZoneId" is not valid.
        RegionId=a&InstanceId.101=b  → 403 → InvalidParameter.TooManyInstanceIds: Instance ids cannot be more than 100.
        RegionId=a&InstanceId=b      → 403 → Abs.InvalidInstanceIds.MalFormed: The specified instanceIds is not valid. InstanceId without a valid index: write InstanceId.1.
        RegionId=a&InstanceIds.1=b   → 403 → Abs.InvalidInstanceIds.MalFormed: The specified instanceIds is not valid. InstanceId without a valid index: write InstanceId.1.
        RegionId=a&page_size=50      → 400 → InvalidParameter: The request is not valid: misspelling of PageSize.
        https://h/?RegionId=a        → 400 → InvalidParameter: The request is not valid: URL where a query belongs.
        RegionId=a&InstanceId.1=     → 403 → Abs.InvalidInstanceIds.MalFormed: The specified instanceIds is not valid.
        RegionId=a&Action=StopInstance → 404 → InvalidAction.NotFound: Specified api is not found, please check your url and method.
        RegionId=a&Version=1         → 400 → InvalidVersion: Specified parameter Version is not valid.
        RegionId=%                   → 400 → InvalidParameter: The request is not valid: `%` without two hexadecimal digits.
        "#,
    ) {
        let refusal = Refusal::from(Request::from_query(query).expect_err(query));
        assert_eq!(refusal.to_string(), shown, "{query}");
        assert_eq!(format!("{refusal:?}"), format!("Refusal(\"{shown}\")"), "{query}");
        let reply = refusal.into_reply("R-1", "ecs.aliyuncs.com");
        assert_eq!(reply.http_status().to_string(), status, "{query}");
        let error = reply.into_result().expect_err("a refusal");
        assert_eq!(error.to_string(), format!("{shown} (request R-1)"), "{query}");
    }
}
