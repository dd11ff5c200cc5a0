//! One pinned message for every reason to refuse a signature, with the code and the
//! text that the service would send; and nothing that shows a secret.

#![cfg(all(feature = "sign", feature = "json", feature = "xml"))]

#[path = "support/signed.rs"]
mod signed;

use aliyun_instance_status::sign::{Endpoint, Method, Moment, Received, VerifyError};
use aliyun_instance_status::{ErrorCode, Format, Refusal, Request};
use insta::assert_snapshot;
use signed::{
    CAPTURED, DERIVED, headers_of, key, received, secret, signed_v3, verify, verify_rpc, verify_v3,
};

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
    let refusal = Refusal::from(error);
    assert!(refusal.code().http_status().is_some());
    format!("{error} | {} | {}", refusal.code(), refusal.message().expect("it has a message"))
}

#[test]
fn messages_of_the_rpc_signature() {
    let refused = |from, to| shown(rpc_refused(from, to));
    assert_snapshot!(shown(verify_rpc("PUT", "", "", 0).unwrap_err()), @"HTTP method other than GET and POST | UnsupportedHTTPMethod | This http method is not supported.");
    assert_snapshot!(refused("=XML", "=%4"), @"`%` without two hexadecimal digits at byte 56 | InvalidParameter | The request is not valid: `%` without two hexadecimal digits.");
    assert_snapshot!(refused("Format=XML", "RegionId=a"), @"duplicate parameter at byte 60 | InvalidParameter | The request is not valid: duplicate parameter.");
    assert_snapshot!(refused("SignatureNonce", "Nonce"), @r#"missing parameter SignatureNonce | MissingParameter | The input parameter "SignatureNonce" that is mandatory for processing this request is not supplied."#);
    assert_snapshot!(refused("=testid", "="), @r#"missing parameter AccessKeyId | MissingParameter | The input parameter "AccessKeyId" that is mandatory for processing this request is not supplied."#);
    assert_snapshot!(refused("&Timestamp=", "&Time="), @r#"missing parameter Timestamp | MissingParameter | The input parameter "Timestamp" that is mandatory for processing this request is not supplied."#);
    assert_snapshot!(refused("=2016-02-23T12%3A46%3A24Z", "="), @r#"missing parameter Timestamp | MissingParameter | The input parameter "Timestamp" that is mandatory for processing this request is not supplied."#);
    assert_snapshot!(refused("HMAC-SHA1", "SHA256withRSA"), @"unsupported signature method | InvalidSignatureMethod | Specified signature method is not valid.");
    assert_snapshot!(refused("=1.0", "=2.0"), @r#"unsupported signature version | InvalidParamater | The specified parameter "SignatureVersion" is not valid."#);
    assert_snapshot!(refused("Format=XML", "SignatureType=PRIVATEKEY"), @r#"unsupported signature type | InvalidParamater | The specified parameter "SignatureType" is not valid."#);
    assert_snapshot!(refused("Format=XML", "TimeStamp=2016-02-23T12:46:24Z"), @"both Timestamp and TimeStamp | InvalidTimeStamp.Format | Specified time stamp or date value is not well formatted.");
    assert_snapshot!(refused("24Z", "24.Z"), @"malformed timestamp | InvalidTimeStamp.Format | Specified time stamp or date value is not well formatted.");
    assert_snapshot!(refused("2016", "2015"), @"timestamp outside the window | InvalidTimeStamp.Expired | Specified time stamp or date value is expired.");
    assert_snapshot!(refused("testid", "testie"), @"unknown access key id | InvalidAccessKeyId.NotFound | Specified access key is not found.");
    assert_snapshot!(refused("Qa8%3D", "Qa8"), @"signature does not match | SignatureDoesNotMatch | Specified signature is not matched with our calculation.");
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
    verify_v3(&received(&signed, &headers), CAPTURED).expect_err("it was changed")
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
    let authorization_header = [("Authorization", "")];
    let headers = &authorization_header[..];
    let empty = Received { method: "HEAD", path: "/", query: "", headers, body: b"" };
    assert_snapshot!(shown(verify_v3(&empty, 0).unwrap_err()), @"HTTP method other than GET and POST | UnsupportedHTTPMethod | This http method is not supported.");
    let empty = Received { method: "GET", path: "/api", ..empty };
    assert_snapshot!(shown(verify_v3(&empty, 0).unwrap_err()), @"path other than / | InvalidApi.NotFound | Specified api is not found, please check your url and method.");
    assert_snapshot!(gone("authorization"), @r#"missing header authorization | MissingParameter | The input parameter "authorization" that is mandatory for processing this request is not supplied."#);
    assert_snapshot!(gone("x-acs-signature-nonce"), @r#"missing header x-acs-signature-nonce | MissingParameter | The input parameter "x-acs-signature-nonce" that is mandatory for processing this request is not supplied."#);
    let empty = v3_refused("x-acs-signature-nonce", |_| ("x-acs-signature-nonce", "\t".into()));
    assert_snapshot!(shown(empty), @r#"missing header x-acs-signature-nonce | MissingParameter | The input parameter "x-acs-signature-nonce" that is mandatory for processing this request is not supplied."#);
    assert_snapshot!(gone("x-acs-security-token"), @"missing signed header | IncompleteSignature | The request signature does not conform to Aliyun standards.");
    assert_snapshot!(new("Host", "other"), @"duplicate header host | IncompleteSignature | The request signature does not conform to Aliyun standards.");
    assert_snapshot!(new("x-acs-test", "1"), @"header that must be signed but is not | IncompleteSignature | The request signature does not conform to Aliyun standards.");
    assert_snapshot!(new("Content-Type", "a\nb"), @"control character in a header | IncompleteSignature | The request signature does not conform to Aliyun standards.");
    assert_snapshot!(authorization("Credential=testid,", ""), @"malformed Authorization | IncompleteSignature | The request signature does not conform to Aliyun standards.");
    assert_snapshot!(authorization("SHA256 ", "SM3 "), @"unsupported signature method | InvalidSignatureMethod | Specified signature method is not valid.");
    assert_snapshot!(authorization("host;", ""), @"header that must be signed but is not | IncompleteSignature | The request signature does not conform to Aliyun standards.");
    assert_snapshot!(authorization("content-type;", "content-type;date;"), @"missing signed header | IncompleteSignature | The request signature does not conform to Aliyun standards.");
    assert_snapshot!(authorization("content-type;", "Content-Type;"), @"malformed Authorization | IncompleteSignature | The request signature does not conform to Aliyun standards.");
    assert_snapshot!(authorization("content-type;", "content-type;content-type;"), @"malformed Authorization | IncompleteSignature | The request signature does not conform to Aliyun standards.");
    assert_snapshot!(authorization("Signature=", "Signature=A"), @"signature does not match | SignatureDoesNotMatch | Specified signature is not matched with our calculation.");
    assert_snapshot!(authorization("=testid", "=other"), @"unknown access key id | InvalidAccessKeyId.NotFound | Specified access key is not found.");
    assert_snapshot!(authorization("=testid", "=testid,Credential=testid"), @"malformed Authorization | IncompleteSignature | The request signature does not conform to Aliyun standards.");
    assert_snapshot!(shown(v3_refused("x-acs-date", |date| ("x-acs-date", date.replace('T', " ")))), @"malformed timestamp | InvalidTimeStamp.Format | Specified time stamp or date value is not well formatted.");
    assert_snapshot!(shown(v3_refused("x-acs-date", |date| ("x-acs-date", date.replace("2026", "2025")))), @"timestamp outside the window | InvalidTimeStamp.Expired | Specified time stamp or date value is expired.");
    assert_snapshot!(shown(v3_refused("x-acs-content-sha256", |_| ("x-acs-content-sha256", "0".into()))), @"body other than the signed one | SignatureDoesNotMatch | Specified signature is not matched with our calculation.");
    assert_snapshot!(shown(v3_refused("host", |_| ("host", "ecs.example.com".into()))), @"signature does not match | SignatureDoesNotMatch | Specified signature is not matched with our calculation.");
}

/// Whoever signs by none of the two is told so.
#[test]
fn messages_of_other_schemes() {
    let refused = |query: &str, headers: &[(&str, &str)]| {
        let received = Received { method: "GET", path: "/", query, headers, body: b"" };
        shown(verify(&received, DERIVED).expect_err("it is not signed"))
    };
    assert_snapshot!(refused("RegionId=a&SignatureType=BEARERTOKEN&BearerToken=t", &[]), @"bearer token in place of a signature by an access key | UnsupportedParameter | The request is not valid: bearer token in place of a signature by an access key.");
    assert_snapshot!(refused("RegionId=a&BearerToken=t", &[]), @"bearer token in place of a signature by an access key | UnsupportedParameter | The request is not valid: bearer token in place of a signature by an access key.");
    assert_snapshot!(refused("RegionId=a", &[("x-acs-bearer-token", "t"), ("x-acs-signature-type", "BEARERTOKEN")]), @"bearer token in place of a signature by an access key | UnsupportedParameter | The request is not valid: bearer token in place of a signature by an access key.");
    assert_snapshot!(refused("RegionId=a", &[("Authorization", "Bearer t")]), @"bearer token in place of a signature by an access key | UnsupportedParameter | The request is not valid: bearer token in place of a signature by an access key.");
    assert_snapshot!(refused("RegionId=a", &[("X-Acs-Date", "2016-02-23T12:46:24Z")]), @r#"missing header authorization | MissingParameter | The input parameter "authorization" that is mandatory for processing this request is not supplied."#);
    assert_snapshot!(refused("RegionId=a", &[("authorization", "Basic dDp0")]), @"unsupported signature method | InvalidSignatureMethod | Specified signature method is not valid.");
    assert_snapshot!(refused("RegionId=a", &[]), @r#"missing parameter Signature | MissingParameter | The input parameter "Signature" that is mandatory for processing this request is not supplied."#);
}

#[test]
fn nothing_secret_is_shown() {
    let key = key().with_security_token("token-1");
    let moment = Moment::at(CAPTURED, "nonce-1").expect("a moment");
    let request = Request::new("cn-hangzhou");
    let rpc = request.sign_rpc(Method::Get, &key, moment, Format::Json);
    let v3 = signed_v3(CAPTURED);
    let headers = headers_of(&v3);
    let received_v3 = received(&v3, &headers);
    let received_rpc = received(&rpc, &[]);
    let unverified =
        [received_rpc.read(), received_v3.read()].map(|read| read.expect("it is signed"));
    let verified = unverified
        .iter()
        .map(|call| call.verify(signed::at(CAPTURED), Some(&secret())).expect("it is signed"));
    let verified: Vec<_> = verified.collect();
    let endpoint = Endpoint::from("h");
    let shown = format!(
        "{:?} {key:?} {rpc:?} {v3:?} {received_rpc:?} {received_v3:?} {unverified:?} {verified:?} {endpoint:?}",
        secret()
    );
    let signature = rpc.query().rsplit_once("Signature=").expect("it is signed").1;
    for hidden in ["testsecret", "token-1", "CAIS", signature, "Signature="] {
        assert!(!shown.contains(hidden), "{hidden} in {shown}");
    }
    for named in ["AccessKeySecret([hidden])", "AccessKey { ", "Received { ", "SignedRequest { "] {
        assert!(shown.contains(named), "no {named} in {shown}");
    }
    // Nor does the reply echo what was signed, where it is not asked to.
    let refusal = Refusal::from(VerifyError::SignatureMismatch);
    assert_eq!(refusal.code(), &ErrorCode::SIGNATURE_DOES_NOT_MATCH);
    assert!(!refusal.message().is_some_and(|message| message.contains("string to sign")));
}
