//! What is told of a request that is refused: a message for every reason, and the code and text that
//! the service would send.

use aliyun_instance_status::Refusal;
use aliyun_instance_status::sign::{Received, VerifyError};

use crate::support::rows;
use crate::support::signed::{
    CAPTURED, DERIVED, received, signed_v3, verify, verify_rpc, verify_v3,
};

/// What the service would send. The byte that a message points to is no part of it.
const REFUSALS: &str = r#"
    `%` without two hexadecimal digits   → InvalidParameter: The request is not valid: `%` without two hexadecimal digits.
    HTTP method other than GET and POST  → UnsupportedHTTPMethod: This http method is not supported.
    bearer token in place of a signature by an access key → UnsupportedParameter: The request is not valid: bearer token in place of a signature by an access key.
    body that is not a form              → InvalidParameter: The request is not valid: body that is not a form.
    body other than the signed one       → SignatureDoesNotMatch: Specified signature is not matched with our calculation.
    both Timestamp and TimeStamp         → InvalidTimeStamp.Format: Specified time stamp or date value is not well formatted.
    malformed header content-type → IncompleteSignature: The request signature does not conform to Aliyun standards. The request is not valid: malformed header content-type.
    duplicate header host → IncompleteSignature: The request signature does not conform to Aliyun standards. The request is not valid: duplicate header host.
    duplicate parameter                  → InvalidParameter: The request is not valid: duplicate parameter.
    unsigned header host → IncompleteSignature: The request signature does not conform to Aliyun standards. The request is not valid: unsigned header host.
    unsigned header of another name → IncompleteSignature: The request signature does not conform to Aliyun standards. The request is not valid: unsigned header of another name.
    malformed Authorization → IncompleteSignature: The request signature does not conform to Aliyun standards. The request is not valid: malformed Authorization.
    malformed Timestamp                  → InvalidTimeStamp.Format: Specified time stamp or date value is not well formatted.
    malformed TimeStamp                  → InvalidTimeStamp.Format: Specified time stamp or date value is not well formatted.
    malformed x-acs-date                 → InvalidTimeStamp.Format: Specified time stamp or date value is not well formatted.
    missing header authorization         → MissingParameter: The input parameter "authorization" that is mandatory for processing this request is not supplied.
    missing header x-acs-signature-nonce → MissingParameter: The input parameter "x-acs-signature-nonce" that is mandatory for processing this request is not supplied.
    missing parameter AccessKeyId        → MissingParameter: The input parameter "AccessKeyId" that is mandatory for processing this request is not supplied.
    missing parameter Signature          → MissingParameter: The input parameter "Signature" that is mandatory for processing this request is not supplied.
    missing parameter SignatureNonce     → MissingParameter: The input parameter "SignatureNonce" that is mandatory for processing this request is not supplied.
    missing parameter Timestamp          → MissingParameter: The input parameter "Timestamp" that is mandatory for processing this request is not supplied.
    x-acs-accesskey-id other than the credential → IncompleteSignature: The request signature does not conform to Aliyun standards. The request is not valid: x-acs-accesskey-id other than the credential.
    missing signed header date → IncompleteSignature: The request signature does not conform to Aliyun standards. The request is not valid: missing signed header date.
    missing signed header x-acs-security-token → IncompleteSignature: The request signature does not conform to Aliyun standards. The request is not valid: missing signed header x-acs-security-token.
    missing signed header of another name → IncompleteSignature: The request signature does not conform to Aliyun standards. The request is not valid: missing signed header of another name.
    path other than /                    → InvalidApi.NotFound: Specified api is not found, please check your url and method.
    signature does not match             → SignatureDoesNotMatch: Specified signature is not matched with our calculation.
    Timestamp outside the window         → InvalidTimeStamp.Expired: Specified time stamp or date value is expired.
    TimeStamp outside the window         → InvalidTimeStamp.Expired: Specified time stamp or date value is expired.
    x-acs-date outside the window        → InvalidTimeStamp.Expired: Specified time stamp or date value is expired.
    unknown access key id                → InvalidAccessKeyId.NotFound: Specified access key is not found.
    unsupported signature method         → InvalidSignatureMethod: Specified signature method is not valid.
    unsupported signature type           → InvalidParamater: The specified parameter "SignatureType" is not valid.
    unsupported signature version        → InvalidParamater: The specified parameter "SignatureVersion" is not valid.
"#;

/// The message, and what the service would send.
#[track_caller]
fn assert_told(refused: Result<(), VerifyError>, message: &str) {
    let error = refused.expect_err(message);
    assert_eq!(error.to_string(), message);
    let reason = message.split(" at byte ").next().expect("a piece");
    let [_, expected] = rows(REFUSALS).find(|[row, _]| *row == reason).expect(reason);
    let refusal = Refusal::from(error);
    assert!(refusal.code().http_status().is_some());
    assert_eq!(refusal.to_string(), expected);
}

/// A change to the query, and why the request is then refused.
#[test]
fn of_the_rpc_signature() {
    let query = "AccessKeyId=testid&Action=DescribeInstanceStatus&Format=XML&RegionId=cn-hangzhou\
        &SignatureMethod=HMAC-SHA1&SignatureNonce=3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf\
        &SignatureVersion=1.0&Timestamp=2016-02-23T12%3A46%3A24Z&Version=2014-05-26\
        &Signature=fS5ED%2BQSyUeVqiOAAe%2BF2tw2Qa8%3D";
    assert_eq!(verify_rpc("GET", query, "", DERIVED), Ok(()));
    for [from, to, message] in rows(
        "
        =XML            → =%4                            → `%` without two hexadecimal digits at byte 56
        Format=XML      → RegionId=a                     → duplicate parameter at byte 60
        SignatureNonce  → Nonce                          → missing parameter SignatureNonce
        =testid         → =                              → missing parameter AccessKeyId
        &Timestamp=     → &Time=                         → missing parameter Timestamp
        =2016-02-23T12%3A46%3A24Z → =                    → missing parameter Timestamp
        HMAC-SHA1       → SHA256withRSA                  → unsupported signature method
        =1.0            → =2.0                           → unsupported signature version
        Format=XML      → SignatureType=PRIVATEKEY       → unsupported signature type
        Format=XML      → TimeStamp=2016-02-23T12:46:24Z → both Timestamp and TimeStamp
        24Z             → 24.Z                           → malformed Timestamp
        2016            → 2015                           → Timestamp outside the window
        Timestamp=2016  → TimeStamp=                     → malformed TimeStamp
        Timestamp=2016  → TimeStamp=2015                 → TimeStamp outside the window
        testid          → testie                         → unknown access key id
        Qa8%3D          → Qa8                            → signature does not match
        cn-hangzhou     → cn-beijing                     → signature does not match
        ",
    ) {
        assert!(query.contains(from), "{from}");
        assert_told(verify_rpc("GET", &query.replace(from, to), "", DERIVED), message);
    }
    assert_told(verify_rpc("PUT", "", "", 0), "HTTP method other than GET and POST");
}

/// Verifies a V3 request whose headers were changed.
fn verify_changed(change: impl FnOnce(&mut Vec<(String, String)>)) -> Result<(), VerifyError> {
    let signed = signed_v3(CAPTURED);
    let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    let mut headers = signed.headers().map(owned).collect();
    change(&mut headers);
    let headers: Vec<_> = headers.iter().map(|(name, value)| (&**name, &**value)).collect();
    verify_v3(&received(&signed, &headers), CAPTURED)
}

/// With what stands for `from` in the value of one header, `to`.
#[track_caller]
fn verify_replaced(name: &str, from: &str, to: &str) -> Result<(), VerifyError> {
    verify_changed(|headers| {
        let header = headers.iter_mut().find(|header| header.0 == name).expect(name);
        assert!(header.1.contains(from), "{header:?}");
        header.1 = header.1.replace(from, to);
    })
}

#[test]
fn of_the_v3_signature() {
    assert_eq!(verify_changed(|_| {}), Ok(()));
    for [name, from, to, message] in rows(
        "
        authorization → Credential=testid, →                             → malformed Authorization
        authorization → =testid            → =testid,Credential=testid   → malformed Authorization
        authorization → content-type;      → Content-Type;               → malformed Authorization
        authorization → content-type;      → content-type;content-type;  → malformed Authorization
        authorization → content-type;      → content-type;date;          → missing signed header date
        authorization → content-type;      → content-type;friday;        → missing signed header of another name
        authorization → host;              →                             → unsigned header host
        authorization → ACS3-HMAC-SHA256   → ACS3-HMAC-SM3               → unsupported signature method
        authorization → Signature=         → Signature=A                 → signature does not match
        authorization → =testid            → =other                      → unknown access key id
        x-acs-date    → T                  → t                           → malformed x-acs-date
        x-acs-date    → 2026               → 2025                        → x-acs-date outside the window
        x-acs-content-sha256 → e3b0        → 0000                        → body other than the signed one
        host          → ecs.aliyuncs.com   → ecs.example.com             → signature does not match
        ",
    ) {
        assert_told(verify_replaced(name, from, to), message);
    }
    for [name, message] in rows(
        "
        authorization         → missing header authorization
        x-acs-signature-nonce → missing header x-acs-signature-nonce
        x-acs-security-token  → missing signed header x-acs-security-token
        ",
    ) {
        assert_told(verify_changed(|headers| headers.retain(|header| header.0 != name)), message);
    }
    for (name, value, message) in [
        ("Host", "other", "duplicate header host"),
        ("x-acs-test", "1", "unsigned header of another name"),
        ("Content-Type", "a\nb", "malformed header content-type"),
    ] {
        assert_told(verify_changed(|headers| headers.push((name.into(), value.into()))), message);
    }
    let empty = verify_replaced("x-acs-signature-nonce", "nonce-1", "\t");
    assert_told(empty, "missing header x-acs-signature-nonce");
    let headers = vec![("Authorization", "")];
    let empty = Received { method: "HEAD", path: "/", query: "", headers, body: b"" };
    assert_told(verify_v3(&empty, 0), "HTTP method other than GET and POST");
    let empty = Received { method: "GET", path: "/api", ..empty };
    assert_told(verify_v3(&empty, 0), "path other than /");
}

/// What `body.rs` shows by requests.
#[test]
fn of_bodies_and_of_a_second_id() {
    assert_told(Err(VerifyError::UnsupportedBody), "body that is not a form");
    let second_id = "x-acs-accesskey-id other than the credential";
    assert_told(Err(VerifyError::OtherCredential), second_id);
}

/// Whoever signs by none of the two is told so.
#[test]
fn of_other_schemes() {
    const BEARER: &str = "bearer token in place of a signature by an access key";
    for (query, headers, message) in [
        ("RegionId=a&SignatureType=BEARERTOKEN&BearerToken=t", &[][..], BEARER),
        ("RegionId=a&BearerToken=t", &[], BEARER),
        ("", &[("x-acs-bearer-token", "t"), ("x-acs-signature-type", "BEARERTOKEN")], BEARER),
        ("", &[("Authorization", "Bearer t")], BEARER),
        ("", &[("X-Acs-Date", "2016-02-23T12:46:24Z")], "missing header authorization"),
        ("", &[("authorization", "Basic dDp0")], "unsupported signature method"),
        ("RegionId=a", &[], "missing parameter Signature"),
    ] {
        let received =
            Received { method: "GET", path: "/", query, headers: headers.to_vec(), body: b"" };
        assert_told(verify(&received, DERIVED).map(drop), message);
    }
}
