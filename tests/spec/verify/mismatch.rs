//! What is no signature, and what is echoed after a mismatch.

use aliyun_instance_status::Field;
use aliyun_instance_status::sign::{AccessKeySecret, Method, Scheme, VerifyError, rpc, v3};

use crate::support::signed::{
    CAPTURED, DERIVED, headers_of, received, secret, signed_rpc, signed_v3, verify_rpc, verify_v3,
};

/// What is no signature is another one, and an unknown id is refused as late.
#[test]
fn whatever_is_not_the_signature_is_a_mismatch() {
    let signed = signed_rpc(Method::Get);
    let (rest, signature) = signed.query().rsplit_once("&Signature=").expect("it is signed");
    let plain = signature.replace("%2B", "+").replace("%2F", "/").replace("%3D", "=");
    let long = "A".repeat(1_000);
    for other in [
        "",
        "A",
        "====",
        &plain[1..],
        &long,
        &plain.to_lowercase(),
        &plain.replace('=', ""),
        &format!("{signature}%0A"),
        &format!("{signature}%0D%0A"),
        &format!("+{signature}"),
        "é",
        "%00",
    ] {
        let query = format!("{rest}&Signature={other}");
        let refused = verify_rpc("GET", &query, "", DERIVED);
        assert_eq!(refused, Err(VerifyError::SignatureMismatch), "{other}");
    }
    for absent in [rest.to_owned(), rest.replace("SignatureMethod", "&signature=x&SignatureMethod")]
    {
        let missing = Err(VerifyError::MissingParameter(Field::Signature));
        assert_eq!(verify_rpc("GET", &absent, "", DERIVED), missing);
    }

    let signed = signed_v3(CAPTURED);
    let headers = headers_of(&signed);
    let text = headers.iter().find(|(name, _)| *name == "authorization").expect("it is signed").1;
    let (rest, signature) = text.rsplit_once("Signature=").expect("it is signed");
    let with = |authorization: &str| {
        let mut headers = headers.clone();
        headers.retain(|(name, _)| *name != "authorization");
        headers.push(("Authorization", authorization));
        verify_v3(&received(&signed, &headers), CAPTURED)
    };
    let double = signature.repeat(2);
    for other in [
        "",
        "A",
        &signature[1..],
        &double,
        &signature.to_uppercase(),
        &format!("{signature}=="),
        &format!("{signature}\n"),
        &format!("{} {}", &signature[..9], &signature[10..]),
        "é",
    ] {
        let refused = with(&format!("{rest}Signature={other}"));
        assert_eq!(refused, Err(VerifyError::SignatureMismatch), "{other:?}");
    }
    for malformed in [
        "ACS3-HMAC-SHA256",
        "ACS3-HMAC-SHA256 ",
        rest,
        &text.replace("Credential=", "Credential"),
        &text.replace("testid", ""),
        &text.replace("testid", "a\nb"),
        &text.replace(',', ";"),
        &format!("{text},Signature={signature}"),
        &text.replace("host;", "host;;"),
        "none",
        "Signature=x",
    ] {
        assert_eq!(with(malformed), Err(VerifyError::MalformedAuthorization), "{malformed}");
    }
}

/// After a mismatch, both sides can compare what they signed.
#[test]
fn a_mismatch_echoes_what_was_signed() {
    let other = AccessKeySecret::new("other");
    let signed = signed_rpc(Method::Post);
    let headers = headers_of(&signed);
    let call = received(&signed, &headers).read().expect("it is signed");
    assert_eq!(
        (call.scheme(), call.window(), call.canonical_request()),
        (Scheme::Rpc, 1_860, None)
    );
    let error = call.verify(DERIVED, Some(&other)).expect_err("another secret");
    let canonical = rpc::canonical_query("", signed.body()).expect("it is a query");
    let to_sign = rpc::string_to_sign("POST", &canonical);
    assert_eq!(call.string_to_sign(), to_sign);
    let refusal = call.refusal(error);
    let words = "Specified signature is not matched with our calculation.";
    let expected = format!("{words} server string to sign is:{to_sign}");
    assert_eq!(refusal.message(), Some(&*expected));
    assert!(!format!("{refusal} {refusal:?} {call:?}").contains("RegionId"));

    let signed = signed_v3(CAPTURED);
    let headers = headers_of(&signed);
    let call = received(&signed, &headers).read().expect("it is signed");
    assert_eq!((call.scheme(), call.window()), (Scheme::V3, 900));
    let error = call.verify(CAPTURED, Some(&other)).expect_err("another secret");
    let canonical = call.canonical_request().expect("it is V3");
    assert!(canonical.starts_with("POST\n/\nRegionId=cn-hangzhou&ZoneId=%C3%A9%2A\n"));
    assert_eq!(call.string_to_sign(), v3::string_to_sign(canonical));
    let refusal = call.refusal(error);
    let expected = format!(
        "Specified signature does not match our calculation. server StringToSign is \
         [{}] server CanonicalRequest is [{canonical}]",
        v3::string_to_sign(canonical),
    );
    assert_eq!(refusal.message(), Some(&*expected));
    assert!(!format!("{refusal} {refusal:?} {call:?}").contains("RegionId"));
    // Nothing else is echoed.
    let unknown = call.verify(CAPTURED, None).expect_err("no secret");
    assert_eq!(unknown, VerifyError::UnknownAccessKeyId);
    assert_eq!(call.refusal(unknown), unknown.into());
    assert!(call.verify(CAPTURED, Some(&secret())).is_ok());
}
