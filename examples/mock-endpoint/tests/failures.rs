//! What fails on request: throttling, a gateway in front, lost replies. And what works on
//! request: calls without a signature.

mod support;

use std::num::NonZeroU64;
use std::time::Duration;

use aliyun_instance_status::{ErrorCode, Format, RetryAction};
use mock_endpoint::{MockEndpoint, Options, Throttling};
use support::{Answer, get, send, signed_rpc, try_send, v3};

const REGION: &str = "RegionId=cn-shanghai";

fn start(options: Options) -> MockEndpoint {
    MockEndpoint::start(options).expect("a free port")
}

/// A call that is well signed with a nonce of its own; `None` if its reply is lost.
fn try_get(mock: &MockEndpoint) -> Option<Answer> {
    let query = signed_rpc("GET", REGION, "testsecret");
    try_send(mock, "GET", &format!("/?{query}"), &[], "").ok()
}

#[test]
fn every_way_of_throttling() {
    let after = [("x-acs-retry-after", "100")];
    let limit = "Limit:100,Remain:0,TimeLeft:100,Reset:";
    let older = [("x-ratelimit-user-api", limit), ("x-ratelimit-user", limit)];
    for (throttling, code, status, headers) in [
        (Throttling::RetryAfter, ErrorCode::THROTTLING, 400, &after[..]),
        (Throttling::Unavailable, ErrorCode::SERVICE_UNAVAILABLE, 503, &after),
        (Throttling::RateLimit, ErrorCode::THROTTLING_USER, 400, &older),
        (Throttling::Bare, ErrorCode::THROTTLING, 400, &[]),
    ] {
        let mock =
            start(Options { throttle: NonZeroU64::new(2), throttling, ..Options::default() });
        for _ in 0..2 {
            get(&mock, REGION).page();
            let throttled = get(&mock, REGION);
            throttled.error(&code);
            assert_eq!(throttled.status, status, "{throttling:?}");
            for name in ["x-acs-retry-after", "x-ratelimit-user-api", "x-ratelimit-user"] {
                let said = headers.iter().find(|(known, _)| *known == name);
                let seen = throttled.header(name);
                assert!(seen.starts_with(said.map_or("", |(_, value)| value)), "{name}: {seen}");
                assert_eq!(seen.is_empty(), said.is_none(), "{throttling:?}: {name}");
            }
            let action = match throttling {
                Throttling::Bare => RetryAction::BackOff,
                _ => RetryAction::After(Duration::from_millis(100)),
            };
            assert_eq!(throttled.advice().action(), action, "{throttling:?}");
        }
    }
}

#[test]
fn a_gateway_in_front_fails() {
    let mock = start(Options { gateway_error: NonZeroU64::new(2), ..Options::default() });
    for (status, next) in [(502, 503), (504, 502), (503, 504)] {
        get(&mock, REGION).page();
        // Nothing of the call has got to the service, so its nonce is good once more.
        let query = format!("/?{}", signed_rpc("GET", REGION, "testsecret"));
        let failed = send(&mock, "GET", &query, &[], "");
        assert_eq!((failed.status, failed.header("content-type")), (status, "text/html"));
        assert!(failed.body.starts_with("<html>"), "{}", failed.body);
        let advice = failed.advice();
        assert_eq!((advice.action(), advice.request_id()), (RetryAction::BackOff, None));
        send(&mock, "GET", &query, &[], "").page();
        // What the service would refuse, it never sees.
        let put = send(&mock, "PUT", "/", &[], "");
        assert_eq!((put.status, put.header("x-acs-request-id")), (next, ""));
    }
}

#[test]
fn a_lost_reply_leaves_its_nonce_used_up() {
    let mock = start(Options { lose_reply: NonZeroU64::new(2), ..Options::default() });
    for _ in 0..3 {
        get(&mock, REGION).page();
        let query = format!("/?{}", signed_rpc("GET", REGION, "testsecret"));
        try_send(&mock, "GET", &query, &[], "").expect_err("no answer");
        let again = send(&mock, "GET", &query, &[], "");
        again.error(&ErrorCode::SIGNATURE_NONCE_USED);
        assert_eq!(again.advice().action(), RetryAction::BackOff);
    }
}

/// A call that meets one failure does not count for the next. What is badly signed gets no
/// further than the gateway.
#[test]
fn failures_come_in_order() {
    let nth = NonZeroU64::new;
    let mock = start(Options {
        gateway_error: nth(5),
        throttle: nth(3),
        throttling: Throttling::Unavailable,
        lose_reply: nth(2),
        ..Options::default()
    });
    let forged = || Some(get(&mock, "RegionId=cn-shanghai&Signature=none"));
    for (call, status) in [
        (try_get(&mock), 200),
        (try_get(&mock), 0),
        (forged(), 400),
        (try_get(&mock), 503),
        (forged(), 502),
        (try_get(&mock), 200),
        (try_get(&mock), 0),
        (try_get(&mock), 503),
        (forged(), 400),
        (try_get(&mock), 503),
        (try_get(&mock), 200),
    ] {
        assert_eq!(call.as_ref().map_or(0, |answer| answer.status), status, "{call:?}");
    }
}

#[test]
fn calls_without_a_signature() {
    let mock = start(Options { unsigned: true, ..Options::default() });
    let get = |query: &str| send(&mock, "GET", &format!("/?{query}"), &[], "");
    for (query, format) in [
        ("RegionId=cn-shanghai", Format::Xml),
        ("RegionId=cn-shanghai&Format=JSON", Format::Json),
        ("Action=DescribeInstanceStatus&Version=2014-05-26&RegionId=cn-shanghai", Format::Xml),
        // A nonce without a signature is nobody's.
        ("RegionId=cn-shanghai&SignatureNonce=n", Format::Xml),
        ("RegionId=cn-shanghai&SignatureNonce=n", Format::Xml),
    ] {
        let answer = get(query);
        assert_eq!(
            (answer.ids().len(), Format::detect(&answer.body)),
            (8, Some(format)),
            "{query}"
        );
    }
    let form = [("content-type", "application/x-www-form-urlencoded".to_owned())];
    let posted = send(&mock, "POST", "/?PageSize=3", &form, REGION);
    assert_eq!((posted.ids().len(), posted.page().page_size), (3, 3));

    for (query, code) in [
        ("", ErrorCode::MISSING_REGION_ID),
        ("RegionId=cn-nowhere", ErrorCode::INVALID_REGION_ID_NOT_FOUND),
        ("RegionId=cn-shanghai&PageSize=51", ErrorCode::INVALID_PARAMETER),
        ("RegionId=cn-shanghai&Format=YAML", ErrorCode::INVALID_PARAMETER_FORMAT),
        ("RegionId=cn-shanghai&Action=DescribeRegions", ErrorCode::INVALID_ACTION_NOT_FOUND),
        // What says that it is signed, has to be.
        ("RegionId=cn-shanghai&Signature=", ErrorCode::MISSING_PARAMETER),
        ("RegionId=cn-shanghai&BearerToken=t", ErrorCode::UNSUPPORTED_PARAMETER),
    ] {
        get(query).error(&code);
    }
    support::get(&mock, REGION).page();
    let forged = signed_rpc("GET", REGION, "other");
    get(&forged).error(&ErrorCode::SIGNATURE_DOES_NOT_MATCH);
    v3(&mock, "GET", REGION, &[], "").page();
    for (header, code) in [
        ("authorization", ErrorCode::INCOMPLETE_SIGNATURE),
        ("x-acs-date", ErrorCode::MISSING_PARAMETER),
    ] {
        let headers = [(header, "2016-02-23T12:46:24Z".to_owned())];
        send(&mock, "GET", "/?Format=JSON&RegionId=cn-shanghai", &headers, "").error(&code);
    }
}

#[test]
fn calls_without_a_signature_fail_on_request_too() {
    let nth = NonZeroU64::new;
    let options = Options { unsigned: true, throttle: nth(3), ..Options::default() };
    let mock = start(Options { lose_reply: nth(2), ..options });
    let call = || {
        let answer = try_send(&mock, "GET", &format!("/?{REGION}"), &[], "");
        answer.map_or(String::new(), |answer| answer.status.to_string())
    };
    assert_eq!([(); 6].map(|()| call()), ["200", "", "400", "200", "", "400"]);
}
