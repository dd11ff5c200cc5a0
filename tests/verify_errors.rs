//! One pinned message for every reason to refuse a signature, with the code and the
//! text that the service would send; and nothing that shows a secret.

#![cfg(all(feature = "sign", feature = "json", feature = "xml"))]

#[path = "support/signed.rs"]
mod signed;

use aliyun_instance_status::sign::{Method, VerifyError, v3};
use aliyun_instance_status::{Call, ErrorCode};
use insta::assert_snapshot;
use signed::{CAPTURED, DERIVED, headers_of, secret, signed_v3, verify_rpc, verify_v3};

/// A change to a request, and why it is then refused.
#[track_caller]
fn rpc_refused(from: &str, to: &str) -> VerifyError {
    let query = "AccessKeyId=testid&Action=DescribeInstanceStatus&Format=XML&RegionId=cn-hangzhou\
        &SignatureMethod=HMAC-SHA1&SignatureNonce=3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf\
        &SignatureVersion=1.0&Timestamp=2016-02-23T12%3A46%3A24Z&Version=2014-05-26\
        &Signature=fS5ED%2BQSyUeVqiOAAe%2BF2tw2Qa8%3D";
    assert_eq!(verify_rpc("GET", query, "", DERIVED), Ok(()));
    assert!(query.contains(from), "{from}");
    verify_rpc("GET", &query.replace(from, to), "", DERIVED).expect_err("it was changed")
}

/// What a message says, and the code and text that the service would send.
fn shown(error: VerifyError) -> String {
    let reply = error.to_error_response("R-1", "ecs.aliyuncs.com");
    assert_eq!(reply.code, error.error_code());
    assert!(reply.code.http_status().is_some());
    format!("{error} | {} | {}", reply.code, reply.message.expect("it has a message"))
}

#[test]
fn messages_of_the_rpc_signature() {
    let refused = |from, to| shown(rpc_refused(from, to));
    assert_snapshot!(shown(verify_rpc("PUT", "", "", 0).unwrap_err()), @"HTTP method other than GET and POST | UnsupportedHTTPMethod | This http method is not supported.");
    assert_snapshot!(refused("=XML", "=%4"), @"`%` without two hexadecimal digits at byte 56 | InvalidParameter | The request is not valid: `%` without two hexadecimal digits.");
    assert_snapshot!(refused("Format=XML", "RegionId=a"), @"second parameter of this name at byte 60 | InvalidParameter | The request is not valid: second parameter of this name.");
    assert_snapshot!(refused("SignatureNonce", "Nonce"), @r#"missing parameter SignatureNonce | MissingParameter | The input parameter "SignatureNonce" that is mandatory for processing this request is not supplied."#);
    assert_snapshot!(refused("=testid", "="), @r#"missing parameter AccessKeyId | MissingParameter | The input parameter "AccessKeyId" that is mandatory for processing this request is not supplied."#);
    assert_snapshot!(refused("&Timestamp=", "&Time="), @r#"missing parameter Timestamp | MissingParameter | The input parameter "Timestamp" that is mandatory for processing this request is not supplied."#);
    assert_snapshot!(refused("=2016-02-23T12%3A46%3A24Z", "="), @r#"missing parameter Timestamp | MissingParameter | The input parameter "Timestamp" that is mandatory for processing this request is not supplied."#);
    assert_snapshot!(refused("HMAC-SHA1", "SHA256withRSA"), @"unsupported signature method | InvalidSignatureMethod | Specified signature method is not valid.");
    assert_snapshot!(refused("=1.0", "=2.0"), @r#"unsupported signature version | InvalidParamater | The specified parameter "SignatureVersion" is not valid."#);
    assert_snapshot!(refused("Format=XML", "SignatureType=BEARERTOKEN"), @r#"unsupported signature type | InvalidParamater | The specified parameter "SignatureType" is not valid."#);
    assert_snapshot!(refused("Format=XML", "TimeStamp=2016-02-23T12:46:24Z"), @"both Timestamp and TimeStamp | InvalidTimeStamp.Format | Specified time stamp or date value is not well formatted.");
    assert_snapshot!(refused("24Z", "24.5Z"), @"malformed timestamp | InvalidTimeStamp.Format | Specified time stamp or date value is not well formatted.");
    assert_snapshot!(refused("2016", "2015"), @"timestamp outside of the window | InvalidTimeStamp.Expired | Specified time stamp or date value is expired.");
    assert_snapshot!(refused("testid", "testie"), @"unknown access key id | InvalidAccessKeyId.NotFound | Specified access key is not found.");
    assert_snapshot!(refused("Qa8%3D", "Qa8"), @"malformed signature | IncompleteSignature | The request signature does not conform to Aliyun standards.");
    assert_snapshot!(refused("cn-hangzhou", "cn-beijing"), @"signature does not match | SignatureDoesNotMatch | Specified signature is not matched with our calculation.");
}

/// A change to one header, and why the request is then refused; a header without a
/// name is left out, a new one is added.
#[track_caller]
fn v3_refused(name: &str, change: impl FnOnce(&str) -> (&'static str, String)) -> VerifyError {
    let signed = signed_v3(CAPTURED);
    let mut headers = headers_of(&signed);
    let place = headers.iter().position(|header| header.0 == name);
    let (new_name, value) = change(place.map_or("", |place| headers[place].1));
    if let Some(place) = place {
        headers.remove(place);
    }
    if !new_name.is_empty() {
        headers.push((new_name, &value));
    }
    let query = &signed.query;
    let received = v3::Received { method: "POST", path: "/", query, headers: &headers, body: b"" };
    verify_v3(&received, CAPTURED).expect_err("it was changed")
}

#[test]
fn messages_of_the_v3_signature() {
    let authorization = |from: &str, to: &str| {
        shown(v3_refused("authorization", |value| {
            assert!(value.contains(from), "{value}");
            ("authorization", value.replace(from, to))
        }))
    };
    let gone = |name: &str| shown(v3_refused(name, |_| ("", String::new())));
    let new = |name: &'static str, value: &str| shown(v3_refused("", |_| (name, value.to_owned())));
    let empty = v3::Received { method: "HEAD", path: "/", query: "", headers: &[], body: b"" };
    assert_snapshot!(shown(verify_v3(&empty, 0).unwrap_err()), @"HTTP method other than GET and POST | UnsupportedHTTPMethod | This http method is not supported.");
    let empty = v3::Received { method: "GET", path: "/api", ..empty };
    assert_snapshot!(shown(verify_v3(&empty, 0).unwrap_err()), @"path other than / | InvalidApi.NotFound | Specified api is not found, please check your url and method.");
    assert_snapshot!(gone("authorization"), @r#"missing header authorization | MissingParameter | The input parameter "authorization" that is mandatory for processing this request is not supplied."#);
    assert_snapshot!(gone("x-acs-signature-nonce"), @r#"missing header x-acs-signature-nonce | MissingParameter | The input parameter "x-acs-signature-nonce" that is mandatory for processing this request is not supplied."#);
    let empty = v3_refused("x-acs-signature-nonce", |_| ("x-acs-signature-nonce", "\t".into()));
    assert_snapshot!(shown(empty), @r#"missing header x-acs-signature-nonce | MissingParameter | The input parameter "x-acs-signature-nonce" that is mandatory for processing this request is not supplied."#);
    assert_snapshot!(gone("x-acs-security-token"), @"missing header that is said to be signed | IncompleteSignature | The request signature does not conform to Aliyun standards.");
    assert_snapshot!(new("Host", "other"), @"second header host | IncompleteSignature | The request signature does not conform to Aliyun standards.");
    assert_snapshot!(new("x-acs-test", "1"), @"header that must be signed and is not | IncompleteSignature | The request signature does not conform to Aliyun standards.");
    assert_snapshot!(new("Content-Type", "a\nb"), @"control character in a header | IncompleteSignature | The request signature does not conform to Aliyun standards.");
    assert_snapshot!(authorization("Credential=testid,", ""), @"malformed Authorization | IncompleteSignature | The request signature does not conform to Aliyun standards.");
    assert_snapshot!(authorization("SHA256 ", "SM3 "), @"unsupported signature method | InvalidSignatureMethod | Specified signature method is not valid.");
    assert_snapshot!(authorization("host;", ""), @"header that must be signed and is not | IncompleteSignature | The request signature does not conform to Aliyun standards.");
    assert_snapshot!(authorization("content-type;", "content-type;date;"), @"missing header that is said to be signed | IncompleteSignature | The request signature does not conform to Aliyun standards.");
    assert_snapshot!(authorization("content-type;", "Content-Type;"), @"malformed Authorization | IncompleteSignature | The request signature does not conform to Aliyun standards.");
    assert_snapshot!(authorization("content-type;", "content-type;content-type;"), @"malformed Authorization | IncompleteSignature | The request signature does not conform to Aliyun standards.");
    assert_snapshot!(authorization("Signature=", "Signature=A"), @"malformed signature | IncompleteSignature | The request signature does not conform to Aliyun standards.");
    assert_snapshot!(authorization("=testid", "=other"), @"unknown access key id | InvalidAccessKeyId.NotFound | Specified access key is not found.");
    assert_snapshot!(authorization("=testid", "=testid,Credential=testid"), @"malformed Authorization | IncompleteSignature | The request signature does not conform to Aliyun standards.");
    assert_snapshot!(shown(v3_refused("x-acs-date", |date| ("x-acs-date", date.replace('T', " ")))), @"malformed timestamp | InvalidTimeStamp.Format | Specified time stamp or date value is not well formatted.");
    assert_snapshot!(shown(v3_refused("x-acs-date", |date| ("x-acs-date", date.replace("2026", "2025")))), @"timestamp outside of the window | InvalidTimeStamp.Expired | Specified time stamp or date value is expired.");
    assert_snapshot!(shown(v3_refused("x-acs-content-sha256", |_| ("x-acs-content-sha256", "0".into()))), @"body other than the signed one | SignatureDoesNotMatch | Specified signature is not matched with our calculation.");
    assert_snapshot!(shown(v3_refused("host", |_| ("host", "ecs.example.com".into()))), @"signature does not match | SignatureDoesNotMatch | Specified signature is not matched with our calculation.");
}

#[test]
fn nothing_secret_is_shown() {
    let mut signed = call_of_r1();
    signed.common.security_token = Some("token-1".into());
    signed.sign(Method::Get, &secret());
    let signature = signed.common.signature.clone().expect("it is signed");
    let v3 = signed_v3(CAPTURED);
    let mut common = v3::CommonHeaders::new("h", "testid", "d", "n");
    common.security_token = Some("token-1");
    let headers = headers_of(&v3);
    let query = signed.to_query();
    let received =
        v3::Received { method: "GET", path: "/", query: &query, headers: &headers, body: b"" };
    let shown = format!("{:?} {signed:?} {v3:?} {common:?} {received:?}", secret());
    for hidden in ["testsecret", "token-1", "CAIS", &signature, "Signature="] {
        assert!(!shown.contains(hidden), "{hidden} in {shown}");
    }
    for named in
        ["AccessKeySecret([hidden])", "CommonHeaders { ", "Received { ", "SignedRequest { "]
    {
        assert!(shown.contains(named), "no {named} in {shown}");
    }
    // Nor does the reply echo what was signed.
    let reply = VerifyError::SignatureMismatch.to_error_response("R-1", "ecs.aliyuncs.com");
    assert_eq!(reply.code, ErrorCode::SIGNATURE_DOES_NOT_MATCH);
    assert!(!reply.to_json().contains("string to sign"));
}

fn call_of_r1() -> Call<'static> {
    Call::from_query("RegionId=cn-hangzhou&AccessKeyId=testid").expect("a call").into_owned()
}
