//! What the service refuses, the mock refuses with the same code, status and body.

mod support;

use aliyun_instance_status::sign::timestamp;
use aliyun_instance_status::{ErrorCode, Format};
use support::{get, now, send, signed_rpc, start, v3};

/// What both signatures carry, and what is wrong with it.
const BAD_QUERIES: [(&str, ErrorCode<'static>); 13] = [
    ("", ErrorCode::MISSING_REGION_ID),
    ("RegionId=", ErrorCode::MISSING_REGION_ID),
    ("RegionId=cn-nowhere", ErrorCode::INVALID_REGION_ID_NOT_FOUND),
    ("RegionId=cn-hangzhou&ZoneId=cn-shanghai-b", ErrorCode::INVALID_ZONE_ID_NOT_FOUND),
    ("RegionId=cn-hangzhou&PageSize=51", ErrorCode::INVALID_PARAMETER),
    ("RegionId=cn-hangzhou&PageNumber=0", ErrorCode::INVALID_PARAMETER),
    ("RegionId=cn-hangzhou&PageNumber=one", ErrorCode::INVALID_PARAMETER),
    ("RegionId=cn-hangzhou&InstanceId.101=i-a", ErrorCode::INVALID_PARAMETER_TOO_MANY_INSTANCE_IDS),
    ("RegionId=cn-hangzhou&InstanceId=i-a", ErrorCode::ABS_INVALID_INSTANCE_IDS_MALFORMED),
    ("RegionId=cn-hangzhou&InstanceId.1=", ErrorCode::ABS_INVALID_INSTANCE_IDS_MALFORMED),
    ("RegionId=cn-hangzhou&Action=DescribeRegions", ErrorCode::INVALID_ACTION_NOT_FOUND),
    ("RegionId=cn-hangzhou&Version=2013-01-10", ErrorCode::INVALID_VERSION),
    ("RegionId=cn-hangzhou&Format=YAML", ErrorCode::INVALID_PARAMETER_FORMAT),
];

#[test]
fn bad_queries_of_rpc() {
    let mock = start();
    for (query, code) in BAD_QUERIES {
        for format in ["&Format=JSON", "&Format=XML"] {
            let format = if query.contains("Format") { "" } else { format };
            get(&mock, &format!("{query}{format}")).error(&code);
        }
    }
    get(&mock, "RegionId=cn-hangzhou&RegionId=cn-hangzhou").error(&ErrorCode::INVALID_PARAMETER);
    get(&mock, "RegionId=%FF").error(&ErrorCode::INVALID_PARAMETER);
}

#[test]
fn bad_queries_of_v3() {
    let mock = start();
    for (query, code) in BAD_QUERIES {
        v3(&mock, "POST", query, &[], "").error(&code);
        let form = [("content-type", "application/x-www-form-urlencoded")];
        v3(&mock, "POST", "", &form, query).error(&code);
    }
    let other = [("x-acs-action", "DescribeRegions")];
    v3(&mock, "GET", "", &other, "").error(&ErrorCode::INVALID_ACTION_NOT_FOUND);
    let other = [("x-acs-version", "2013-01-10")];
    v3(&mock, "GET", "", &other, "").error(&ErrorCode::INVALID_VERSION);
}

#[test]
fn bad_signatures_of_rpc() {
    let mock = start();
    let refused = |parameters: &str, code| {
        get(&mock, &format!("RegionId=cn-hangzhou&{parameters}")).error(&code);
    };
    refused("AccessKeyId=other", ErrorCode::INVALID_ACCESS_KEY_ID_NOT_FOUND);
    refused("AccessKeyId=", ErrorCode::MISSING_PARAMETER);
    refused("SignatureMethod=HMAC-MD5", ErrorCode::INVALID_SIGNATURE_METHOD);
    refused("SignatureVersion=2.0", ErrorCode::INVALID_PARAMATER);
    refused("Timestamp=yesterday", ErrorCode::INVALID_TIME_STAMP_FORMAT);
    // The documented message of this code is about the version.
    get(&mock, "RegionId=cn-hangzhou&SignatureType=PRIVATEKEY").error_saying(
        &ErrorCode::INVALID_PARAMATER,
        "The specified parameter \"SignatureType\" is not valid.",
    );
    refused("SignatureType=BEARERTOKEN&BearerToken=t", ErrorCode::UNSUPPORTED_PARAMETER);
    refused("Signature=short", ErrorCode::SIGNATURE_DOES_NOT_MATCH);
    refused("Signature=", ErrorCode::SIGNATURE_DOES_NOT_MATCH);
    send(&mock, "GET", "/", &[], "").error(&ErrorCode::MISSING_PARAMETER);
}

/// On either side of the ends of the windows, with half a minute for the call.
#[test]
fn times_within_the_window_and_outside() {
    let mock = start();
    let (rpc_window, v3_window) = (31 * 60, 15 * 60);
    let at = |window: u64| {
        let now = now();
        let inside = [now - window + 30, now + window - 30];
        let outside = [now - window - 30, now + window + 30];
        (inside.map(timestamp), outside.map(timestamp))
    };
    let rpc = |time: &str| get(&mock, &format!("RegionId=cn-hangzhou&Timestamp={time}"));
    let v3 = |time: &str| v3(&mock, "POST", "RegionId=cn-hangzhou", &[("x-acs-date", time)], "");
    let (inside, outside) = at(rpc_window);
    for (valid, not) in inside.iter().zip(&outside) {
        rpc(valid).page();
        rpc(not).error(&ErrorCode::INVALID_TIME_STAMP_EXPIRED);
    }
    let (inside, outside) = at(v3_window);
    for (valid, not) in inside.iter().zip(&outside) {
        v3(valid).page();
        v3(not).error(&ErrorCode::INVALID_TIME_STAMP_EXPIRED);
    }
}

#[test]
fn the_string_to_sign_is_echoed() {
    let mock = start();
    let query = signed_rpc("GET", "Format=JSON&RegionId=cn-hangzhou", "other");
    let answer = send(&mock, "GET", &format!("/?{query}"), &[], "");
    let message = answer.error(&ErrorCode::SIGNATURE_DOES_NOT_MATCH).message.expect("a message");
    let echo =
        "server string to sign is:GET&%2F&AccessKeyId%3Dtestid%26Action%3DDescribeInstanceStatus";
    assert!(message.contains(echo), "{message}");
    // V3 has two.
    let wrong = "ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=host;x-acs-action;\
        x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=";
    let answer = v3(&mock, "GET", "RegionId=a", &[("authorization", wrong)], "");
    let message = answer.error_v3_mismatch();
    assert!(message.starts_with(
        "Specified signature does not match our calculation. server StringToSign is \
         [ACS3-HMAC-SHA256\n"
    ));
    assert!(message.contains("] server CanonicalRequest is [GET\n/\nRegionId=a\nhost:127.0.0.1:"));
    // Signed for another method.
    let query = signed_rpc("POST", "RegionId=cn-hangzhou", "testsecret");
    let answer = send(&mock, "GET", &format!("/?{query}"), &[], "");
    answer.error(&ErrorCode::SIGNATURE_DOES_NOT_MATCH);
}

#[test]
fn an_echo_that_xml_cannot_carry_comes_in_json() {
    let mock = start();
    let wrong = "ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=host;x-acs-action;\
        x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-test;x-acs-version,Signature=";
    for (value, format) in [("\u{676D}", Format::Xml), ("\u{FFFE}", Format::Json)] {
        let headers =
            [("authorization", wrong), ("accept", "application/xml"), ("x-acs-test", value)];
        let answer = v3(&mock, "GET", "RegionId=a", &headers, "");
        assert_eq!(Format::detect(&answer.body), Some(format), "{}", answer.body);
        assert!(answer.error_v3_mismatch().contains(&format!("\nx-acs-test:{value}\n")));
    }
}

#[test]
fn bad_signatures_of_v3() {
    let mock = start();
    let refused = |headers: &[(&'static str, &str)], code| {
        v3(&mock, "POST", "RegionId=cn-hangzhou", headers, "").error(&code);
    };
    refused(&[("x-acs-signature-nonce", "")], ErrorCode::MISSING_PARAMETER);
    refused(&[("x-acs-content-sha256", "0")], ErrorCode::SIGNATURE_DOES_NOT_MATCH);
    refused(&[("x-acs-date", "yesterday")], ErrorCode::INVALID_TIME_STAMP_FORMAT);
    refused(
        &[("authorization", "ACS3-HMAC-SM3 Credential=testid")],
        ErrorCode::INVALID_SIGNATURE_METHOD,
    );
    refused(&[("authorization", "ACS3-HMAC-SHA256 none")], ErrorCode::INCOMPLETE_SIGNATURE);
    let names =
        "host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version";
    let authorization = |id: &str| {
        let zeros = "0".repeat(64);
        format!("ACS3-HMAC-SHA256 Credential={id},SignedHeaders={names},Signature={zeros}")
    };
    let headers = [("authorization", &*authorization("testid"))];
    v3(&mock, "POST", "RegionId=cn-hangzhou", &headers, "").error_v3_mismatch();
    refused(
        &[("authorization", &authorization("other"))],
        ErrorCode::INVALID_ACCESS_KEY_ID_NOT_FOUND,
    );
}

/// A filter that goes in a form must not get lost with a header that nobody signed.
#[test]
fn a_body_of_v3_counts_or_is_refused() {
    let mock = start();
    let (form, filter) = ("application/x-www-form-urlencoded", "InstanceId.1=i-none");
    let post = |header: (&'static str, &str), body: &str| {
        v3(&mock, "POST", "RegionId=cn-shanghai", &[header], body)
    };
    assert_eq!(post(("content-type", form), filter).ids(), [""; 0]);
    let other = post(("content-type", "application/json"), filter);
    other.error(&ErrorCode::INVALID_PARAMETER);
    post(("content-type", ""), filter).error(&ErrorCode::INVALID_PARAMETER);
    post(("unsigned-content-type", form), filter).error(&ErrorCode::INCOMPLETE_SIGNATURE);
    assert_eq!(post(("content-type", ""), "").ids().len(), 8);
    // Signed both, but not in which order they come.
    let both = [("content-type", form), ("content-type", "application/json")];
    let twice = v3(&mock, "POST", "RegionId=cn-shanghai", &both, filter);
    twice.error(&ErrorCode::INCOMPLETE_SIGNATURE);
}

#[test]
fn a_nonce_serves_once() {
    let mock = start();
    let query = signed_rpc("GET", "RegionId=cn-hangzhou", "testsecret");
    send(&mock, "GET", &format!("/?{query}"), &[], "").page();
    let again = send(&mock, "GET", &format!("/?{query}"), &[], "");
    again.error(&ErrorCode::SIGNATURE_NONCE_USED);

    let nonce = [("x-acs-signature-nonce", "once")];
    v3(&mock, "POST", "RegionId=cn-hangzhou", &nonce, "").page();
    v3(&mock, "GET", "RegionId=cn-shanghai", &nonce, "").error(&ErrorCode::SIGNATURE_NONCE_USED);
    // What nobody has signed uses no nonce up.
    let unsigned = "RegionId=cn-hangzhou&SignatureNonce=n&Signature=AAAAAAAAAAAAAAAAAAAAAAAAAAA%3D";
    get(&mock, unsigned).error(&ErrorCode::SIGNATURE_DOES_NOT_MATCH);
    get(&mock, "RegionId=cn-hangzhou&SignatureNonce=n").page();
}

/// A nonce in a header is as it is, one in a query is decoded.
#[test]
fn nonces_are_the_same_only_if_their_texts_are() {
    let mock = start();
    let rpc = |nonce: &str| get(&mock, &format!("RegionId=cn-shanghai&SignatureNonce={nonce}"));
    let v3 = |nonce: &str| {
        v3(&mock, "GET", "RegionId=cn-shanghai", &[("x-acs-signature-nonce", nonce)], "")
    };
    rpc("a%20b").page();
    v3("a%20b").page();
    v3("a+b").page();
    rpc("a%2520b").error(&ErrorCode::SIGNATURE_NONCE_USED);
    rpc("a+b").error(&ErrorCode::SIGNATURE_NONCE_USED);
    v3("a b").error(&ErrorCode::SIGNATURE_NONCE_USED);
    rpc("a%2Bb").error(&ErrorCode::SIGNATURE_NONCE_USED);
}

#[test]
fn other_methods_and_paths() {
    let mock = start();
    for method in ["PUT", "DELETE", "OPTIONS"] {
        send(&mock, method, "/", &[], "").error(&ErrorCode::UNSUPPORTED_HTTP_METHOD);
    }
    let head = send(&mock, "HEAD", "/", &[], "");
    assert_eq!((head.status, &*head.body), (400, ""));
    let query = signed_rpc("GET", "RegionId=cn-hangzhou", "testsecret");
    let elsewhere = send(&mock, "GET", &format!("/ecs?{query}"), &[], "");
    elsewhere.error(&ErrorCode::INVALID_API_NOT_FOUND);
    // The method comes before the path, by either signature.
    let none = vec![("authorization", "none".to_owned())];
    for headers in [vec![], none] {
        let both = send(&mock, "PUT", "/x", &headers, "");
        both.error(&ErrorCode::UNSUPPORTED_HTTP_METHOD);
        let path = send(&mock, "POST", "/x", &headers, "");
        path.error(&ErrorCode::INVALID_API_NOT_FOUND);
    }
}
