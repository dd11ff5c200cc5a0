//! Why a signature was refused: each of the known ways to spoil a signed call is named.

#![cfg(feature = "sign")]

#[path = "support/echoes.rs"]
mod echoes;
#[path = "support/signed.rs"]
mod signed;

use aliyun_instance_status::sign::{
    AccessKey, Diagnosis, Difference, Method, Moment, Scheme, SecretFault, SignatureFault, Signed,
    SignedRequest, rpc, v3,
};
use aliyun_instance_status::{ErrorCode, ErrorResponse, Format, Request};
use echoes::{OTHER_HASH, refused, rpc_echo, rpc_messages, v3_messages};
use signed::{CAPTURED, DERIVED, key, signed_v3};

const TOKEN: &str = "CAIS+/a b*~==";

/// A call of RPC with a token, a zone and ids.
fn signed_rpc(method: Method) -> SignedRequest {
    let moment = Moment::at(DERIVED, "nonce-1").expect("a moment");
    let request = Request::new("cn-hangzhou").with_zone_id("é*+ z");
    let ids = (1..=11).map(|n| format!("i-{n}"));
    let request = request.with_instance_ids(ids).expect("few ids");
    request.sign_rpc(method, &key().with_security_token(TOKEN), moment, Format::Json)
}

/// By both codes, and in every wording, the diagnosis is this.
#[track_caller]
fn assert_of(signed: &Signed<'_>, messages: &[String], expected: &Diagnosis) {
    for message in messages {
        for code in [ErrorCode::SIGNATURE_DOES_NOT_MATCH, ErrorCode::INCOMPLETE_SIGNATURE] {
            let diagnosis = Diagnosis::of(&refused(code, message), signed.clone());
            assert_eq!(diagnosis, *expected, "{message}");
        }
    }
}

fn parameter(name: &str, difference: Difference) -> Diagnosis {
    Diagnosis::Parameter { name: name.to_owned(), difference }
}

fn header(name: &str, difference: Difference) -> Diagnosis {
    Diagnosis::Header { name: name.to_owned(), difference }
}

/// A change to the URL on its way, and what is said of it.
#[test]
fn queries_that_something_has_changed_on_the_way() {
    let signed = signed_rpc(Method::Get);
    for (from, to, expected) in [
        ("12%3A46%3A24Z", "12%253A46%253A24Z", ("Timestamp", Difference::ReceivedEncodedTwice)),
        ("12%3A46%3A24Z", "12%25253A46%25253A24Z", ("Timestamp", Difference::ReceivedEncodedTwice)),
        ("&ZoneId=", "&ZZ=1&ZoneId=", ("ZZ", Difference::NotSigned)),
        ("AccessKeyId=", "utm=1&AccessKeyId=", ("utm", Difference::NotSigned)),
        ("&Version=", "&amp%3BVersion=", ("Version", Difference::NotReceived)),
        ("&Format=", "&amp%3BFormat=", ("Format", Difference::NotReceived)),
        ("&Format=JSON", "", ("Format", Difference::NotReceived)),
        ("&ZoneId=%C3%A9%2A%2B%20z", "", ("ZoneId", Difference::NotReceived)),
        ("%2A%2B%20z", "%2A+%20z", ("ZoneId", Difference::PlusReceivedAsSpace)),
        ("%2A%2B%20z", "%2A%2B%2Bz", ("ZoneId", Difference::SpaceReceivedAsPlus)),
        ("CAIS%2B", "CAIS+", ("SecurityToken", Difference::PlusReceivedAsSpace)),
        ("nonce-1", "nonce-2", ("SignatureNonce", Difference::Other)),
        ("nonce-1", "Nonce-1", ("SignatureNonce", Difference::Case)),
        ("nonce-1", "nonce-1%0A", ("SignatureNonce", Difference::WhiteSpace)),
        ("nonce-1", "no&nce-1", ("SignatureNonce", Difference::Shortened)),
        ("InstanceId.10=i-10", "InstanceId.10=i-11", ("InstanceId.10", Difference::Other)),
        ("&InstanceId.2=", "&InstanceId.12=", ("InstanceId.12", Difference::NotSigned)),
        ("&Timestamp=", "&TimeStamp=x&Timestamp=", ("TimeStamp", Difference::NotSigned)),
    ] {
        assert!(signed.query().contains(from), "{from}");
        let query = signed.query().replace(from, to);
        let messages = rpc_messages(&rpc_echo("GET", &query, ""));
        assert_of(&Signed::from(&signed), &messages, &parameter(expected.0, expected.1));
        // A canonical query says as much.
        let canonical = rpc::canonical_query(signed.query(), "").expect("a query");
        assert_of(&Signed::new(canonical), &messages, &parameter(expected.0, expected.1));
    }
    let messages = rpc_messages(&rpc_echo("POST", signed.query(), ""));
    assert_of(&Signed::from(&signed), &messages, &Diagnosis::Method);
    let posted = signed_rpc(Method::Post);
    let form = posted.body().replace("PageNumber", "x");
    let messages = rpc_messages(&rpc_echo("POST", "a=1", &form));
    assert_of(&Signed::from(&posted), &messages, &parameter("a", Difference::NotSigned));
}

/// What a client has got wrong before it signed, and the URL is right.
#[test]
fn strings_to_sign_that_are_none() {
    let request = signed_rpc(Method::Get);
    let messages = rpc_messages(&request.string_to_sign());
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
            Diagnosis::Order { name: "InstanceId.10".into() },
        ),
        (format!("GET&%2F&{canonical}"), Diagnosis::Malformed),
        (format!("GET&/&{canonical}"), Diagnosis::Malformed),
        (request.string_to_sign().replace("%3D", "%3d"), Diagnosis::Malformed),
        (request.string_to_sign().replace("GET&%2F&", "GET&%2f&"), Diagnosis::Malformed),
        (request.string_to_sign().replace("GET", ""), Diagnosis::Method),
        ("hehe".into(), Diagnosis::Malformed),
        (String::new(), Diagnosis::Malformed),
    ] {
        assert_of(&Signed::new(signed), &messages, &expected);
    }
}

/// A change to a V3 call on its way, and what is said of it.
#[test]
fn v3_calls_that_something_has_changed_on_the_way() {
    let request = signed_v3(CAPTURED);
    let echo = request.canonical_request().expect("V3");
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    for (from, to, expected) in [
        ("POST\n", "GET\n", Diagnosis::Method),
        ("POST\n/\n", "POST\n/ecs\n", Diagnosis::Path),
        ("\nRegionId", "\na=1&RegionId", parameter("a", Difference::NotSigned)),
        ("%C3%A9%2A", "%25C3%25A9%252A", parameter("ZoneId", Difference::ReceivedEncodedTwice)),
        ("RegionId=cn-hangzhou&", "", parameter("RegionId", Difference::NotReceived)),
        ("host:ecs.aliyuncs.com", "host:10.0.0.1:8080", header("host", Difference::Other)),
        ("host:ecs.aliyuncs.com\n", "host:[::1]\n", header("host", Difference::Other)),
        ("host:ecs.aliyuncs.com\n", "", header("host", Difference::NotReceived)),
        ("host:ecs.aliyuncs.com", "host:ECS.aliyuncs.com", header("host", Difference::Case)),
        ("x-acs-date:2026", "x-acs-date: 2026", header("x-acs-date", Difference::WhiteSpace)),
        ("CAIS+", "CAIS ", header("x-acs-security-token", Difference::PlusReceivedAsSpace)),
        ("CAIS+", "CAIS%2B", header("x-acs-security-token", Difference::ReceivedEncodedTwice)),
        (
            "x-acs-version:2014-05-26\n",
            "x-acs-version:\n",
            header("x-acs-version", Difference::NotReceived),
        ),
        (
            "x-acs-version:",
            "x-acs-trace:1\nx-acs-version:",
            header("x-acs-trace", Difference::NotSigned),
        ),
        ("nonce-1", "nonce-2", header("x-acs-signature-nonce", Difference::Other)),
        (";x-acs-date;", ";", header("x-acs-date", Difference::NotReceived)),
        (empty, OTHER_HASH, Diagnosis::Body),
    ] {
        assert!(echo.contains(from), "{from}");
        let messages = v3_messages(&echo.replace(from, to));
        assert_of(&Signed::from(&request), &messages, &expected);
    }
    // The body alone, without the header.
    let at = echo.rfind('\n').expect("lines");
    let other_body = format!("{}\n{OTHER_HASH}", &echo[..at]);
    assert_of(&Signed::from(&request), &v3_messages(&other_body), &Diagnosis::Body);
    // A canonical query says as much of the query.
    let canonical = rpc::canonical_query(request.query(), "").expect("a query");
    let changed = echo.replace("\nRegionId", "\na=1&RegionId");
    let expected = parameter("a", Difference::NotSigned);
    assert_of(&Signed::new(canonical), &v3_messages(&changed), &expected);
}

#[test]
fn headers_that_are_signed_out_of_order() {
    let echo = "GET\n/\n\nhost:h\nx-acs-action:a\n\nhost;x-acs-action\ne3b0";
    let signed = "GET\n/\n\nx-acs-action:a\nhost:h\n\nhost;x-acs-action\ne3b0";
    let order = Diagnosis::Order { name: "host".into() };
    assert_eq!(Diagnosis::between(Signed::new(signed), echo), order);
    let signed = echo.replace("host;x-acs-action", "x-acs-action;host");
    assert_eq!(Diagnosis::between(Signed::new(signed), echo), order);
    let signed = echo.replace('\n', "\r\n");
    assert_eq!(Diagnosis::between(Signed::new(signed), echo), Diagnosis::Malformed);
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
    let unknown = Diagnosis::Secret(SecretFault::Other);
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
    let right = rpc::signature(&text, &signed::secret());
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
    let right = v3::signature(&v3::string_to_sign(text), &signed::secret());
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
        assert_eq!(Diagnosis::of(&error, &request), Diagnosis::Secret(SecretFault::Other));
    }
    assert_eq!(Diagnosis::of(&ErrorResponse::new("Throttling"), &request), Diagnosis::OtherError);
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
    let silent = ErrorResponse::new(ErrorCode::SIGNATURE_DOES_NOT_MATCH);
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
    let equal = Diagnosis::Secret(SecretFault::Other);
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

/// However much of an equal echo is there, nothing is found that does not differ.
#[test]
fn messages_that_are_cut_off() {
    let request = signed_rpc(Method::Get);
    let message = &rpc_messages(&request.string_to_sign())[0];
    let start = message.find("GET&%2F&").expect("an echo");
    let escaped = message.get(start..).expect("an echo");
    for length in 8..escaped.len() {
        let cut = &escaped[..length];
        for end in ["", "...", "…"] {
            let error = refused(ErrorCode::SIGNATURE_DOES_NOT_MATCH, &format!("is:{cut}{end}"));
            let diagnosis = Diagnosis::of(&error, &request);
            // Between two parameters it may be that the next has not arrived.
            let is_between = escaped[length..].starts_with("%26") && end.is_empty();
            if is_between {
                assert!(
                    matches!(
                        &diagnosis,
                        Diagnosis::Parameter { difference: Difference::NotReceived, .. }
                    ),
                    "{cut} {diagnosis:?}"
                );
            } else {
                assert_eq!(diagnosis, Diagnosis::CutOff, "{cut}{end}");
            }
        }
    }
    let request = signed_v3(CAPTURED);
    let text = request.canonical_request().expect("V3");
    for length in "POST\n/".len()..text.len() {
        for end in ["", "...", "…"] {
            let message = format!("server CanonicalRequest is [{}{end}", &text[..length]);
            let error = refused(ErrorCode::SIGNATURE_DOES_NOT_MATCH, &message);
            let diagnosis = Diagnosis::of(&error, &request);
            assert_eq!(diagnosis, Diagnosis::CutOff, "{message}");
            // With the hash before it, what is cut off is known.
            let message =
                format!("server StringToSign is [{}] {message}", request.string_to_sign());
            let error = refused(ErrorCode::SIGNATURE_DOES_NOT_MATCH, &message);
            let diagnosis = Diagnosis::of(&error, &request);
            assert_eq!(diagnosis, Diagnosis::Secret(SecretFault::Other), "{message}");
        }
    }
}

/// A difference before the cut is found.
#[test]
fn differences_before_a_cut() {
    let request = signed_rpc(Method::Get);
    let echo = request.string_to_sign().replace("JSON", "json");
    let cut = &echo[..echo.find("RegionId").expect("a region")];
    let messages = [cut.to_owned(), format!("{cut}..."), format!("{cut}cn")];
    assert_of(&Signed::from(&request), &messages, &parameter("Format", Difference::Case));
    let request = signed_v3(CAPTURED);
    let echo = request.canonical_request().expect("V3").replace("ecs.aliyuncs.com", "proxy");
    let cut = echo[..echo.find("x-acs-version").expect("a version")].to_owned();
    assert_of(&Signed::from(&request), &[cut], &header("host", Difference::Other));
}

/// What stands where a name belongs, and is none, is not shown.
#[test]
fn names_that_are_none() {
    for (name, shown) in [
        ("RegionId", "RegionId"),
        ("InstanceId.1", "InstanceId.1"),
        ("InstanceId[0]", "InstanceId[0]"),
        ("amp;ZoneId", "amp;ZoneId"),
        ("x-acs-accesskey-id", "x-acs-accesskey-id"),
        ("", "[hidden]"),
        ("a b", "[hidden]"),
        ("CAIS/1+", "[hidden]"),
        ("é", "[hidden]"),
        ("0123456789abcdef01234567", "[hidden]"),
        (&"a".repeat(65), "[hidden]"),
    ] {
        let mut server = String::from("a=1&");
        server.push_str(&name.replace('+', "%2B"));
        server.push_str("=2");
        let diagnosis = Diagnosis::between(Signed::new("a=1"), &server);
        assert_eq!(diagnosis, parameter(shown, Difference::NotSigned), "{name}");
    }
}

/// However long and odd, it is read, up to its first megabyte.
#[test]
fn hostile_messages() {
    const LONG: usize = 1 << 17;
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
    let echo = signed.string_to_sign();
    for (before, expected) in [
        ((1 << 20) - echo.len(), Diagnosis::Secret(SecretFault::Other)),
        (1 << 20, Diagnosis::NoEcho),
    ] {
        let message = format!("{}{echo}", "-".repeat(before));
        let error = refused(ErrorCode::INCOMPLETE_SIGNATURE, &message);
        assert_eq!(Diagnosis::of(&error, &signed), expected);
    }
}
