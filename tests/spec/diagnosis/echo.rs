//! Which replies say what the service would have signed.

use aliyun_instance_status::sign::{AccessKey, Diagnosis, Method, Scheme, SecretFault, Signed, v3};
use aliyun_instance_status::{ErrorCode, ErrorReply};

use super::echoes::{refused, rpc_messages, v3_messages};
use super::{assert_of, signed_rpc};
use crate::support::signed::{CAPTURED, signed_v3};

#[test]
fn replies_that_are_not_about_the_signature() {
    let request = signed_rpc(Method::Get);
    let echo = request.string_to_sign();
    for code in ["InvalidAccessKeyId.NotFound", "Throttling", "InvalidTimeStamp.Expired"] {
        let error =
            refused(ErrorCode::from(code).into_owned(), "Specified access key is not found.");
        assert_eq!(Diagnosis::of(&error, &request), Diagnosis::OtherError);
        assert_eq!(Diagnosis::of(&error, Signed::new("")), Diagnosis::OtherError);
        // Another gateway's code, and the echo all the same.
        let error = refused(ErrorCode::from_static("InvalidSignature"), &echo);
        assert_eq!(Diagnosis::of(&error, &request), Diagnosis::Equal);
    }
    assert_eq!(Diagnosis::of(&ErrorReply::new("Throttling"), &request), Diagnosis::OtherError);
}

#[test]
fn messages_without_an_echo() {
    let messages = [
        "",
        "Specified signature is not matched with our calculation.",
        "The request signature does not conform to Aliyun standards.",
        "server string to sign is:",
        "server string to sign is:hehe",
        "server StringToSign is [] server CanonicalRequest is []",
        "GET & POST /",
        "ACS3-HMAC-SHA256",
        "ACS3-HMAC-SHA256\n9f86",
    ]
    .map(ToOwned::to_owned);
    for request in [signed_rpc(Method::Get), signed_v3(CAPTURED)] {
        assert_of(&Signed::from(&request), &messages, &Diagnosis::NoEcho);
        let key = AccessKey::new("testid", "testsecret\n");
        let signed = Signed::from(&request).with_key(&key);
        assert_of(&signed, &messages, &Diagnosis::Secret(SecretFault::WhiteSpace));
    }
    let silent = ErrorReply::new(ErrorCode::SIGNATURE_DOES_NOT_MATCH);
    assert_eq!(Diagnosis::of(&silent, Signed::new("a=b")), Diagnosis::NoEcho);
}

#[test]
fn the_other_scheme() {
    let (rpc, v3) = (signed_rpc(Method::Get), signed_v3(CAPTURED));
    let rpc_messages: Vec<String> = rpc_messages(&rpc.string_to_sign())
        .into_iter()
        .filter(|text| !text.contains('\n'))
        .collect();
    let by_rpc = Diagnosis::OtherScheme { service: Scheme::Rpc };
    assert_of(&Signed::from(&v3), &rpc_messages, &by_rpc);
    assert_of(&Signed::new(v3.string_to_sign()), &rpc_messages, &by_rpc);
    let v3_messages = v3_messages(v3.canonical_request().expect("V3"));
    let by_v3 = Diagnosis::OtherScheme { service: Scheme::V3 };
    assert_of(&Signed::from(&rpc), &v3_messages, &by_v3);
    assert_of(&Signed::from(&rpc), &[v3.string_to_sign()], &by_v3);
}

/// Only the hash of V3 is known, of the service or of the client.
#[test]
fn hashes() {
    let request = signed_v3(CAPTURED);
    let (text, hash) = (request.canonical_request().expect("V3"), request.string_to_sign());
    let other = v3::string_to_sign("other");
    let equal = Diagnosis::Equal;
    assert_of(&Signed::new(text), &[format!("server StringToSign is [{hash}]")], &equal);
    assert_of(&Signed::new(&*other), &v3_messages(text), &Diagnosis::OtherHash);
    let other = [other];
    assert_of(&Signed::new(text), &other, &Diagnosis::OtherHash);
    assert_of(&Signed::new("a=b"), &other, &Diagnosis::OtherHash);
    assert_eq!(Diagnosis::between(Signed::new(text), &hash), equal);
    assert_eq!(Diagnosis::between(Signed::new(&*hash), text), equal);
    assert_eq!(Diagnosis::between(Signed::new(&*hash), &hash), equal);
    assert_eq!(
        Diagnosis::between(Signed::new(&*hash), "GET&%2F&a%3Db"),
        Diagnosis::OtherScheme { service: Scheme::Rpc }
    );
    assert_eq!(Diagnosis::between(Signed::new(&*hash), "a=b"), Diagnosis::OtherHash);
    assert_eq!(Diagnosis::between(Signed::new(text), "hehe"), Diagnosis::NoEcho);
    assert_eq!(Diagnosis::between(Signed::new("hehe"), text), Diagnosis::Malformed);
}

/// However long and odd a message is, its first 128 KiB are read.
#[test]
fn hostile_messages() {
    // The end of the 128 KiB is tried below.
    const LONG: usize = if cfg!(debug_assertions) { 1 << 15 } else { 1 << 17 };
    let request = signed_v3(CAPTURED);
    let signed = signed_rpc(Method::Get);
    for piece in [
        "&%2F&",
        "GET&%2F&",
        "%26",
        "%",
        "%25",
        "\\n",
        "\n/",
        "GET\n/\n",
        "a:b\n",
        "ACS3-HMAC-SHA256 ",
        " ",
        "A",
        "é",
        "…",
        "..",
        "a%3Db%26",
        "&amp;",
        "\\u0026",
    ] {
        let long = piece.repeat(LONG / piece.len());
        for start in ["", "GET&%2F&", "GET\n/\n"] {
            let error = refused(ErrorCode::INCOMPLETE_SIGNATURE, &format!("{start}{long}"));
            for diagnosis in [Diagnosis::of(&error, &request), Diagnosis::of(&error, &signed)] {
                assert!(diagnosis.to_string().len() < 300, "{piece}");
            }
        }
        let error = refused(ErrorCode::INCOMPLETE_SIGNATURE, &signed.string_to_sign());
        assert_ne!(Diagnosis::of(&error, Signed::new(long)), Diagnosis::NoEcho);
    }
    // A character across the end of the 128 KiB.
    let error = refused(ErrorCode::INCOMPLETE_SIGNATURE, &format!("-{}", "é".repeat(1 << 19)));
    assert_eq!(Diagnosis::of(&error, &signed), Diagnosis::NoEcho);
    let echo = signed.string_to_sign();
    for (before, expected) in
        [((1 << 17) - echo.len(), Diagnosis::Equal), (1 << 17, Diagnosis::NoEcho)]
    {
        let message = format!("{}{echo}", "-".repeat(before));
        let error = refused(ErrorCode::INCOMPLETE_SIGNATURE, &message);
        assert_eq!(Diagnosis::of(&error, &signed), expected);
    }
}
