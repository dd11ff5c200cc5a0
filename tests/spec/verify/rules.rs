//! Which operations, timestamps and windows are accepted.

use aliyun_instance_status::sign::{Received, VerifyError, rpc, timestamp, v3};
use aliyun_instance_status::{ErrorCode, Field, Refusal};

use crate::support::percent;
use crate::support::signed::{
    CAPTURED, DERIVED, EMPTY_HASH, headers_of, received, secret, signed_v3, verify_rpc, verify_v3,
};

/// Well signed, but for another operation or version: the headers say which.
#[test]
fn other_operations_are_refused() {
    let date = timestamp(CAPTURED);
    let verify = |action, version| {
        let empty = EMPTY_HASH;
        let headers = [
            ("host", "ecs.aliyuncs.com"),
            ("x-acs-action", action),
            ("x-acs-content-sha256", empty),
            ("x-acs-date", &*date),
            ("x-acs-signature-nonce", "1"),
            ("x-acs-version", version),
        ];
        let canonical = v3::canonical_request("GET", "/", "RegionId=a", &headers, empty);
        let to_sign = v3::string_to_sign(&canonical.expect("it is a query"));
        let names = headers.map(|(name, _)| name).join(";");
        let signature = v3::signature(&to_sign, &secret());
        let authorization = format!(
            "ACS3-HMAC-SHA256 Credential=testid,SignedHeaders={names},Signature={signature}"
        );
        let headers = [&headers[..], &[("authorization", &authorization)]].concat();
        let query = "RegionId=a";
        verify_v3(&Received { method: "GET", path: "/", query, headers, body: b"" }, CAPTURED)
    };
    assert_eq!(verify("DescribeInstanceStatus", "2014-05-26"), Ok(()));
    let refused = verify("StopInstances", "2014-05-26").expect_err("another action");
    assert_eq!(refused, VerifyError::UnexpectedAction);
    assert_eq!(Refusal::from(refused).code(), &ErrorCode::INVALID_ACTION_NOT_FOUND);
    let refused = verify("DescribeInstanceStatus", "2016-03-14").expect_err("another version");
    assert_eq!(refused, VerifyError::UnexpectedVersion);
    assert_eq!(Refusal::from(refused).code(), &ErrorCode::INVALID_VERSION);
    assert_eq!(refused.to_string(), "version other than 2014-05-26");
    let action = VerifyError::UnexpectedAction.to_string();
    assert_eq!(action, "action other than DescribeInstanceStatus");
}

/// 31 minutes and 15, as the documentation has them.
#[test]
fn windows_of_the_service() {
    assert_eq!((rpc::WINDOW, v3::WINDOW), (1_860, 900));
}

#[test]
fn the_window_is_the_schemes_own() {
    let signed = signed_v3(CAPTURED);
    let call = received(&signed, &headers_of(&signed)).read().expect("it is signed");
    for now in [CAPTURED - v3::WINDOW, CAPTURED, CAPTURED + v3::WINDOW] {
        let verified = call.verify(now, Some(&secret())).expect("it is in time");
        assert_eq!(verified.window(), v3::WINDOW);
    }
    for now in [0, CAPTURED - v3::WINDOW - 1, CAPTURED + v3::WINDOW + 1, u64::MAX] {
        assert_eq!(call.verify(now, Some(&secret())), Err(VerifyError::Expired("x-acs-date")));
    }
}

#[test]
fn the_window_is_as_wide_as_the_caller_says() {
    let signed = signed_v3(CAPTURED);
    let call = received(&signed, &headers_of(&signed)).read().expect("it is signed");
    for window in [0, 60, 100_000] {
        let call = call.clone().with_window(window);
        for now in [CAPTURED - window, CAPTURED, CAPTURED + window] {
            let verified = call.verify(now, Some(&secret())).expect("it is in time");
            assert_eq!((verified.window(), call.window()), (window, window));
        }
        for now in [CAPTURED - window - 1, CAPTURED + window + 1, u64::MAX] {
            assert_eq!(call.verify(now, Some(&secret())), Err(VerifyError::Expired("x-acs-date")));
        }
    }
    // Another request of the clones keeps its own.
    assert_eq!(call.window(), v3::WINDOW);
}

/// Real clients of RPC send decimals of a second.
#[test]
fn timestamps_with_decimals() {
    let verify = |name: &'static str, timestamp: &str| {
        let pairs = format!(
            "AccessKeyId=testid&Action=DescribeInstanceStatus&RegionId=a&SignatureMethod=HMAC-SHA1\
             &SignatureNonce=1&SignatureVersion=1.0&{name}={timestamp}&Version=2014-05-26"
        );
        let canonical = rpc::canonical_query(&pairs, "").expect("it is a query");
        let signature = rpc::signature(&rpc::string_to_sign("GET", &canonical), &secret());
        let signature = signature.replace('+', "%2B");
        verify_rpc("GET", &format!("{pairs}&Signature={signature}"), "", DERIVED + 60)
    };
    for name in ["Timestamp", "TimeStamp"] {
        for valid in ["24Z", "24.0Z", "24.1Z", "24.123Z", "24.999999999Z"] {
            assert_eq!(verify(name, &format!("2016-02-23T12:46:{valid}")), Ok(()), "{valid}");
        }
        // The whole second is judged.
        let late = verify(name, "2016-02-23T12:46:23.999Z");
        assert_eq!(late, Err(VerifyError::Expired(name)));
        for malformed in [
            "mock date",
            ".5Z",
            "2016-02-23T12:46:24",
            "2016-02-23T12:46:60Z",
            "2016-02-23T12:46:60.0Z",
            "2016-02-23T12:46.5:24Z",
            "2016-02-23T12:46:24.Z",
            "2016-02-23T12:46:24,5Z",
            "2016-02-23T12:46:24.5.5Z",
            "2016-02-23T12:46:24. 5Z",
            "2016-02-23T12:46:24.5 Z",
            "2016-02-23T12:46:24.５Z",
            "2016-02-23T12:46:24.1234567890Z",
            "2016-02-23T12:46:24.5",
            "2016-02-23T12:46:24.5z",
            "2016-02-23T12:46:24.5+00:00",
            "2016-02-23T12:46:24.-5Z",
        ] {
            let refused = verify(name, &percent(malformed));
            assert_eq!(refused, Err(VerifyError::MalformedTimestamp(name)), "{malformed}");
        }
    }
    assert_eq!(verify("Time", "x"), Err(VerifyError::MissingParameter(Field::Timestamp)));
}
