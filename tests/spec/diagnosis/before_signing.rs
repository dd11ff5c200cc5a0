//! What a client has got wrong before it signed, or with its signature.

use aliyun_instance_status::sign::{
    AccessKey, Diagnosis, Difference, Method, SecretFault, SignatureFault, Signed, SortOrder, rpc,
    v3,
};

use super::echoes::{OTHER_HASH, rpc_enclosed, rpc_messages, v3_messages};
use super::{assert_of, header, parameter, signed_rpc};
use crate::support::signed::{CAPTURED, key, secret, signed_v3};

/// What a client has got wrong before it signed, and the URL is right.
#[test]
fn strings_to_sign_that_are_none() {
    let request = signed_rpc(Method::Get);
    let messages = [rpc_enclosed(&request.string_to_sign())];
    let canonical = rpc::canonical_query(request.query(), "").expect("a query");
    let with = |from: &str, to: &str| {
        assert!(canonical.contains(from), "{from}");
        rpc::string_to_sign("GET", &canonical.replace(from, to))
    };
    for (signed, expected) in [
        (with("%2B%20z", "%2B+z"), parameter("ZoneId", Difference::OtherEscapes)),
        (with("%A9%2A", "%A9*"), parameter("ZoneId", Difference::OtherEscapes)),
        (with("b%2A~%3D", "b%2A%7E%3D"), parameter("SecurityToken", Difference::OtherEscapes)),
        (with("12%3A46", "12%3a46"), parameter("Timestamp", Difference::OtherEscapes)),
        (with("12%3A46", "12:46"), parameter("Timestamp", Difference::OtherEscapes)),
        (
            with("InstanceId.1=", "%49nstanceId.1="),
            parameter("InstanceId.1", Difference::OtherEscapes),
        ),
        (
            with("24Z", "24Z").replace("%253A", "%25253A"),
            parameter("Timestamp", Difference::SignedEncodedTwice),
        ),
        (with("&Format=JSON", ""), parameter("Format", Difference::NotSigned)),
        (
            with(
                "InstanceId.10=i-10&InstanceId.11=i-11&InstanceId.2=i-2",
                "InstanceId.2=i-2&InstanceId.10=i-10&InstanceId.11=i-11",
            ),
            Diagnosis::Order { name: "InstanceId.10".into(), order: SortOrder::Unsorted },
        ),
        (format!("GET&%2F&{canonical}"), Diagnosis::Malformed),
        (format!("GET&/&{canonical}"), Diagnosis::Malformed),
        (request.string_to_sign().replace("%3D", "%3d"), Diagnosis::Malformed),
        (request.string_to_sign().replace("GET&%2F&", "GET&%2f&"), Diagnosis::Malformed),
        (request.string_to_sign().replace("GET", ""), Diagnosis::Method),
        ("hehe".into(), Diagnosis::Malformed),
        (String::new(), Diagnosis::Malformed),
        // One line end does not tell how lines end.
        ("he\r\nhe".into(), Diagnosis::Malformed),
    ] {
        assert_of(&Signed::new(signed), &messages, &expected);
    }
}

#[test]
fn headers_that_are_signed_out_of_order() {
    let echo = "GET\n/\n\nhost:h\nx-acs-action:a\n\nhost;x-acs-action\ne3b0";
    let signed = "GET\n/\n\nx-acs-action:a\nhost:h\n\nhost;x-acs-action\ne3b0";
    let order = Diagnosis::Order { name: "host".into(), order: SortOrder::Unsorted };
    assert_eq!(Diagnosis::between(Signed::new(signed), echo), order);
    let signed = echo.replace("host;x-acs-action", "x-acs-action;host");
    assert_eq!(Diagnosis::between(Signed::new(signed), echo), order);
    let signed = echo.replace('\n', "\r\n");
    assert_eq!(Diagnosis::between(Signed::new(signed), echo), Diagnosis::LineEnds);
}

#[test]
fn headers_that_are_signed_in_capitals() {
    let request = signed_v3(CAPTURED);
    let echo = request.canonical_request().expect("V3");
    let signed = echo.replace("x-acs-action", "X-Acs-Action");
    let names = vec!["X-Acs-Action".into(), "x-acs-action".into()];
    assert_eq!(Diagnosis::between(Signed::new(signed), echo), Diagnosis::Differ { names });
    let (before, hash) = echo.rsplit_once('\n').expect("a hash");
    let signed = format!("{before}\n{}", hash.to_uppercase());
    let case = header("x-acs-content-sha256", Difference::Case);
    assert_eq!(Diagnosis::between(Signed::new(signed), echo), case);
}

/// Equal on both sides: the signature as it was sent, then the secret.
#[test]
fn equal_on_both_sides() {
    let rpc = signed_rpc(Method::Get);
    let v3 = signed_v3(CAPTURED);
    let rpc_messages = rpc_messages(&rpc.string_to_sign());
    let v3_messages = v3_messages(v3.canonical_request().expect("V3"));
    for (secret, fault) in [
        ("testsecret", SecretFault::Other),
        ("", SecretFault::Empty),
        ("testsecret\n", SecretFault::WhiteSpace),
        ("testsecret\r\n", SecretFault::WhiteSpace),
        (" testsecret", SecretFault::WhiteSpace),
        ("test secret", SecretFault::WhiteSpace),
        ("testsecret\0", SecretFault::WhiteSpace),
        ("\u{FEFF}testsecret", SecretFault::WhiteSpace),
        ("testsecret&", SecretFault::Ampersand),
    ] {
        let key = AccessKey::new("testid", secret);
        let expected = Diagnosis::Secret(fault);
        assert_of(&Signed::from(&rpc).with_key(&key), &rpc_messages, &expected);
        assert_of(&Signed::from(&v3).with_key(&key), &v3_messages, &expected);
    }
    // Without the key nobody knows whether the signature is that of the text.
    let unknown = Diagnosis::Equal;
    assert_of(&Signed::from(&rpc), &rpc_messages, &unknown);
    assert_of(&Signed::from(&v3), &v3_messages, &unknown);
    assert_of(&Signed::new(rpc.string_to_sign()), &rpc_messages, &unknown);
    assert_of(&Signed::new(v3.string_to_sign()), &v3_messages[..3], &unknown);
    let canonical = rpc::canonical_query(rpc.query(), "").expect("a query");
    assert_of(&Signed::new(canonical).with_key(&key()), &rpc_messages, &unknown);
}

#[test]
fn signatures_as_they_were_sent() {
    let request = signed_rpc(Method::Get);
    let text = request.string_to_sign();
    let right = rpc::signature(&text, &secret());
    let escaped = right.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
    for (sent, expected) in [
        (&*escaped, Diagnosis::Secret(SecretFault::Other)),
        ("", Diagnosis::Signature(SignatureFault::Empty)),
        ("fS5EDQSyUeVqiOAAeF2tw2Qa8%3D%0A", Diagnosis::Signature(SignatureFault::LineEnd)),
        ("fS5EDQSyUeVqiOAAeF2tw2Qa8%3D%0d%0a", Diagnosis::Signature(SignatureFault::LineEnd)),
        ("fS5EDQSyUeVqiOAAeF2tw2Qa8=\n", Diagnosis::Signature(SignatureFault::LineEnd)),
        ("fS5ED+QSyUeVqiOAAe%2BF2tw2Qa8%3D", Diagnosis::Signature(SignatureFault::UnescapedPlus)),
        ("fS5ED QSyUeVqiOAAe%2BF2tw2Qa8%3D", Diagnosis::Signature(SignatureFault::UnescapedPlus)),
        (OTHER_HASH, Diagnosis::Signature(SignatureFault::Other)),
    ] {
        let key = key();
        let signed = Signed::new(&*text).with_key(&key).with_signature(sent);
        assert_of(&signed, &rpc_messages(&text), &expected);
    }
    let request = signed_v3(CAPTURED);
    let text = request.canonical_request().expect("V3");
    let right = v3::signature(&v3::string_to_sign(text), &secret());
    let with_ampersand = v3::signature(&v3::string_to_sign(text), &"testsecret&".into());
    for (sent, expected) in [
        (&*right, Diagnosis::Secret(SecretFault::Other)),
        (&with_ampersand, Diagnosis::Secret(SecretFault::Ampersand)),
        ("", Diagnosis::Signature(SignatureFault::Empty)),
        (OTHER_HASH, Diagnosis::Signature(SignatureFault::Other)),
        ("fS5ED+QSyUeVqiOAAe", Diagnosis::Signature(SignatureFault::Other)),
        (&format!("{right}\n"), Diagnosis::Signature(SignatureFault::LineEnd)),
    ] {
        let key = key();
        let signed = Signed::new(text).with_key(&key).with_signature(sent);
        assert_of(&signed, &v3_messages(text), &expected);
        // The hash says as much as what it is of.
        let signed = Signed::new(v3::string_to_sign(text)).with_key(&key).with_signature(sent);
        assert_of(&signed, &v3_messages(text)[..3], &expected);
    }
}

#[test]
fn a_key_of_rpc_without_its_ampersand() {
    let text = "GET&%2F&RegionId%3Dcn-hangzhou";
    // openssl dgst -sha1 -hmac testsecret -binary | base64
    let sent = "fW6XJdHGS%2Bwv5vyW2MwNsZTtfS4%3D";
    let key = key();
    let signed = Signed::new(text).with_key(&key).with_signature(sent);
    assert_eq!(Diagnosis::between(signed, text), Diagnosis::Secret(SecretFault::NoAmpersand));
}
