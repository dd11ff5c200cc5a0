//! What a server can tell of a signature that does not match, by trying the known ways to
//! get it wrong.

use aliyun_instance_status::sign::{
    AccessKey, AccessKeySecret, Diagnosis, Difference, Method, Moment, Received, SecretFault,
    SignedRequest, rpc,
};
use aliyun_instance_status::{Format, Request};

use crate::support::signed::{
    CAPTURED, DERIVED, FORM, headers_of, received, secret, signed_v3, verify_rpc,
};

/// A call of RPC, without its signature.
const QUERY: &str = "AccessKeyId=testid&Action=DescribeInstanceStatus&Format=JSON\
    &RegionId=cn-hangzhou&SignatureMethod=HMAC-SHA1&SignatureNonce=nonce-1&SignatureVersion=1.0\
    &Timestamp=2016-02-23T12%3A46%3A24Z&Version=2014-05-26&ZoneId=a%20b%2A~";

/// What is told of a call that goes out with the signature of this text.
#[track_caller]
fn guess(method: &str, signed: &str, secret_of_client: &str) -> Option<Diagnosis> {
    let signature = rpc::signature(signed, &AccessKeySecret::new(secret_of_client));
    guess_of_signature(method, &signature)
}

#[track_caller]
fn guess_of_signature(method: &str, signature: &str) -> Option<Diagnosis> {
    let signature = signature.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
    let query = format!("{QUERY}&Signature={signature}");
    let received = Received { method, path: "/", query: &query, headers: vec![FORM], body: b"" };
    let unverified = received.read().expect("a call");
    let diagnosis = Diagnosis::guess(&unverified, DERIVED, Some(&secret()));
    // Something is told of each that is refused.
    assert_eq!(diagnosis.is_none(), verify_rpc(method, &query, "", DERIVED).is_ok());
    diagnosis
}

#[test]
fn ways_to_get_rpc_wrong() {
    let right = rpc::string_to_sign("GET", QUERY);
    let of_query = |from: &str, to: &str| rpc::string_to_sign("GET", &QUERY.replace(from, to));
    let parameter =
        |name: &str, difference| Some(Diagnosis::Parameter { name: name.to_owned(), difference });
    let all_twice = QUERY.replace("%3A", "%253A").replace("%2", "%252").replace("%25253A", "%253A");
    for (text, secret, expected) in [
        (right.clone(), "testsecret", None),
        (right.clone(), "testsecret&", Some(Diagnosis::Secret(SecretFault::Ampersand))),
        (right.clone(), "testsecret\n", Some(Diagnosis::Secret(SecretFault::WhiteSpace))),
        (right.clone(), "testsecret\r\n", Some(Diagnosis::Secret(SecretFault::WhiteSpace))),
        (right.clone(), "testsecret ", Some(Diagnosis::Secret(SecretFault::WhiteSpace))),
        (rpc::string_to_sign("POST", QUERY), "testsecret", Some(Diagnosis::Method)),
        (
            of_query("%3A", "%253A"),
            "testsecret",
            parameter("Timestamp", Difference::SignedEncodedTwice),
        ),
        (
            rpc::string_to_sign("GET", &all_twice),
            "testsecret",
            parameter("Timestamp", Difference::SignedEncodedTwice),
        ),
        (
            of_query("%20b%2A~", "+b*%7E"),
            "testsecret",
            parameter("ZoneId", Difference::OtherEscapes),
        ),
        (
            rpc::string_to_sign("GET", &QUERY.replace("%3A", "%3a").replace("%2A", "%2a")),
            "testsecret",
            parameter("Timestamp", Difference::OtherEscapes),
        ),
        (format!("GET&%2F&{QUERY}"), "testsecret", Some(Diagnosis::Malformed)),
        (format!("GET&/&{QUERY}"), "testsecret", Some(Diagnosis::Malformed)),
    ] {
        assert_eq!(guess("GET", &text, secret), expected, "{text} {secret:?}");
    }
    // Openssl's HMAC-SHA1 of the string by the secret alone.
    let no_ampersand = "8hBdE0h7m9QCueQSWzXoOmqYOEo=";
    let expected = Some(Diagnosis::Secret(SecretFault::NoAmpersand));
    assert_eq!(guess_of_signature("GET", no_ampersand), expected);
    assert_eq!(guess("POST", &right, "testsecret"), Some(Diagnosis::Method));
}

/// Nobody can tell.
#[test]
fn signatures_of_something_else() {
    for signature in ["", "none", "fS5ED+QSyUeVqiOAAe%2BF2tw2Qa8=", "jHx/oHoHNrbVfhncHEvPdHXZwHU="]
    {
        let query = format!("{QUERY}&Signature={signature}");
        let received =
            Received { method: "GET", path: "/", query: &query, headers: vec![], body: b"" };
        let unverified = received.read().expect("a call");
        assert_eq!(Diagnosis::guess(&unverified, DERIVED, Some(&secret())), None, "{signature}");
    }
}

/// A V3 call by this secret.
fn v3_by(secret: &str, method: Method) -> SignedRequest {
    let key = AccessKey::new("testid", secret);
    let moment = Moment::at(CAPTURED, "nonce-1").expect("a moment");
    Request::new("cn-hangzhou").sign_v3(method, "ecs.aliyuncs.com", &key, moment, Format::Json)
}

#[test]
fn ways_to_get_v3_wrong() {
    for (client, method, expected) in [
        ("testsecret", "GET", None),
        ("testsecret&", "GET", Some(Diagnosis::Secret(SecretFault::Ampersand))),
        ("testsecret\n", "GET", Some(Diagnosis::Secret(SecretFault::WhiteSpace))),
        ("other", "GET", None),
        ("testsecret", "POST", Some(Diagnosis::Method)),
    ] {
        let signed = v3_by(client, Method::Get);
        let headers = headers_of(&signed);
        let received = Received { method, ..received(&signed, &headers) };
        let unverified = received.read().expect("a call");
        assert_eq!(
            Diagnosis::guess(&unverified, DERIVED, Some(&secret())),
            expected,
            "{client:?} {method}"
        );
    }
    let signed = signed_v3(CAPTURED);
    let headers = headers_of(&signed);
    let authorization = headers.iter().find(|(name, _)| *name == "authorization");
    let (before, _) = authorization.expect("V3").1.split_once("Signature=").expect("a signature");
    let without = format!("{before}Signature=none");
    let with = |&(name, value)| (name, if name == "authorization" { &*without } else { value });
    let headers: Vec<(&str, &str)> = headers.iter().map(with).collect();
    let unverified = received(&signed, &headers).read().expect("a call");
    assert_eq!(Diagnosis::guess(&unverified, DERIVED, Some(&secret())), None);
}

/// What is behind the server's own secret is no mistake of the client.
#[test]
fn what_the_server_has_behind_its_secret() {
    let signature = rpc::signature(&rpc::string_to_sign("GET", QUERY), &secret());
    let query = format!("{QUERY}&Signature={}", crate::support::percent(&signature));
    let rpc = Received { method: "GET", path: "/", query: &query, headers: vec![], body: b"" };
    let signed = v3_by("testsecret", Method::Get);
    let headers = headers_of(&signed);
    for (received, then) in [(rpc, DERIVED), (received(&signed, &headers), CAPTURED)] {
        let unverified = received.read().expect("a call");
        for (behind, expected) in [
            ("", None),
            ("&", Some(SecretFault::Ampersand)),
            ("\n", Some(SecretFault::WhiteSpace)),
            ("\r\n", Some(SecretFault::WhiteSpace)),
            (" ", Some(SecretFault::WhiteSpace)),
            ("x", None),
        ] {
            let own = AccessKeySecret::new(format!("testsecret{behind}"));
            let diagnosis = Diagnosis::guess(&unverified, then, Some(&own));
            assert_eq!(diagnosis, expected.map(Diagnosis::Secret), "{behind:?}");
        }
    }
}

/// Outside the window, by whole hours, within two minutes.
#[test]
fn clocks_that_show_local_time() {
    let query = format!("{QUERY}&Signature=none");
    let rpc = Received { method: "GET", path: "/", query: &query, headers: vec![], body: b"" };
    let rpc = rpc.read().expect("a call");
    let signed = v3_by("other", Method::Get);
    let v3 = received(&signed, &headers_of(&signed)).read().expect("a call");
    for (unverified, then) in [(&rpc, DERIVED), (&v3, CAPTURED)] {
        for (ahead, hours) in [
            (0, None),
            (3_600 * 8, Some(8)),
            (3_600 * 8 + 120, Some(8)),
            (3_600 * 8 - 120, Some(8)),
            (3_600 * 8 + 121, None),
            (3_600 * 8 - 121, None),
            (3_600, Some(1)),
            (-3_600, Some(-1)),
            (-3_600 * 5 - 60, Some(-5)),
            (3_600 * 14, Some(14)),
            (3_600 * 15, None),
            (1_800, None),
        ] {
            let expected = hours.map(|hours| Diagnosis::LocalTime { hours });
            let now = then.checked_add_signed(-ahead).expect("after 1970");
            assert_eq!(Diagnosis::guess(unverified, now, Some(&secret())), expected, "{ahead}");
            assert_eq!(Diagnosis::guess(unverified, now, None), expected, "{ahead}");
        }
        for now in [0, u64::MAX] {
            assert_eq!(Diagnosis::guess(unverified, now, None), None);
        }
        // An hour is no fault where it is allowed.
        let wide = unverified.clone().with_window(3_600);
        assert_eq!(Diagnosis::guess(&wide, then + 3_600, None), None);
    }
}

/// More than any call has to sign is not looked at.
#[test]
fn calls_that_are_too_long() {
    for (length, expected) in [(1 << 16, Some(Diagnosis::Method)), (1 << 18, None)] {
        let query = format!("{QUERY}&x={}", "a".repeat(length));
        let signature = rpc::signature(&rpc::string_to_sign("POST", &query), &secret());
        let query = format!("{query}&Signature={}", crate::support::percent(&signature));
        let received =
            Received { method: "GET", path: "/", query: &query, headers: vec![], body: b"" };
        let unverified = received.read().expect("a call");
        assert_eq!(Diagnosis::guess(&unverified, DERIVED, Some(&secret())), expected);
    }
}
