//! What of a received request is signed, and how odd ones are refused.

#![cfg(all(feature = "sign", feature = "json", feature = "xml"))]

#[path = "support/signed.rs"]
mod signed;

use aliyun_instance_status::sign::{
    AccessKeySecret, Method, Moment, Received, Scheme, VerifyError, rpc, timestamp, v3,
};
use aliyun_instance_status::{DecodeErrorKind, Field, Format, Request};
use signed::{
    CAPTURED, DERIVED, FORM, at, headers_of, key, received, secret, signed_v3, verify, verify_rpc,
    verify_v3,
};

/// As many parameters as a call can have, and one more: whoever counts them says which.
#[test]
fn memory_is_bounded() {
    let many = |name: &str, count: usize| -> String {
        (0..count).map(|n| format!("{name}{n}&")).collect()
    };
    let kind =
        |query: &str| rpc::canonical_query(query, "").map_err(|error| error.kind()).map(drop);
    assert_eq!(kind(&many("x", 278)), Ok(()));
    assert_eq!(kind(&many("x", 279)), Err(DecodeErrorKind::TooManyParameters));
    assert_eq!(kind(&many("InstanceId.", 100)), Ok(()));
    for count in [101, 368, 369, 379, 5_000] {
        let too_many = Err(DecodeErrorKind::TooManyInstanceIds);
        assert_eq!(kind(&many("InstanceId.", count)), too_many, "{count}");
    }
    assert_eq!(kind(&"RegionId=a&".repeat(500)), Err(DecodeErrorKind::DuplicateParameter));
    let error = rpc::canonical_query("a=1&b=2", "c=3&b=4&a=5").expect_err("both twice");
    assert_eq!((error.kind(), error.offset()), (DecodeErrorKind::DuplicateParameter, 11));
    // The first fault wins.
    let error = rpc::canonical_query("a=1&a=2&b=%", "").expect_err("two faults");
    assert_eq!((error.kind(), error.offset()), (DecodeErrorKind::DuplicateParameter, 4));
}

/// The format of the reply, whatever else is wrong with the call.
#[test]
fn the_format_that_is_due() {
    let rpc: &[(&str, &str)] = &[("accept", "application/json")];
    let v3 = |accept| [("Authorization", "?"), FORM, ("ACCEPT", accept)];
    let xml = v3("application/json;q=0.5, text/xml");
    let json = v3("text/html, application/xml;q=0, application/json");
    let twice = [("Authorization", "?"), ("accept", "text/html"), ("accept", "text/xml")];
    // Several lines are one list: RFC 9110, section 5.3.
    let weighed = [
        ("Authorization", "?"),
        ("accept", "application/json;q=0.5"),
        ("Accept", "application/xml;q=0.9"),
    ];
    for (query, headers, body, expected) in [
        ("", rpc, "", Format::Xml),
        ("?Format=json&PageSize=%", rpc, "", Format::Json),
        ("", rpc, "Format=JSON", Format::Json),
        ("Format=YAML", rpc, "", Format::Xml),
        ("", &[FORM, ("Authorization", "?")], "", Format::Json),
        ("", &v3("*/*"), "", Format::Json),
        ("", &xml, "", Format::Xml),
        ("", &twice, "", Format::Xml),
        ("", &weighed, "", Format::Xml),
        ("", &json, "", Format::Json),
        ("", &json, "Format=XML", Format::Xml),
        ("Format=YAML", &xml, "", Format::Xml),
    ] {
        let received =
            Received { method: "PUT", path: "/a", query, headers, body: body.as_bytes() };
        assert_eq!(received.format(), expected, "{query:?} {headers:?} {body:?}");
    }
}

/// The first parameter `Format` that has a value, even if nothing else can be read. What it
/// does not say, the scheme does.
#[test]
fn the_format_that_is_a_parameter() {
    use Format::{Json, Xml};
    for (query, form, asked_for) in [
        ("", "", None),
        ("Format", "Format=", None),
        ("format=XML&Formats=XML&=XML", "", None),
        ("?Format=JSON", "", Some(Json)),
        ("%&%4=%&Format=xml&Format=json", "Format=json", Some(Xml)),
        ("Format=&a=b", "&&F%6Frmat=%4A%53on", Some(Json)),
        ("Format=YAML&Format=XML", "", None),
        ("Format=%4", "", None),
        ("Format=XML ", "", None),
    ] {
        for (headers, default) in [(&[FORM][..], Xml), (&[FORM, ("Authorization", "?")], Json)] {
            let body = form.as_bytes();
            let received = Received { method: "POST", path: "/", query, headers, body };
            assert_eq!(received.format(), asked_for.unwrap_or(default), "{query} {form}");
        }
    }
}

/// The shortcut for what is canonical as it comes changes nothing.
#[test]
fn canonical_text_is_taken_as_it_came() {
    let canonical = |query, form| rpc::canonical_query(query, form).expect("it is a query");
    for query in [
        "a=1&b=2",
        "?a=1&b=2",
        "a=1&b=2&Signature=x",
        "?Signature=x&a=1&b=2",
        "a=1&Signature=x&b=2",
        "b=2&a=1",
        "&a=1&&b=2&",
        "Signature=x&&a=1&b=2",
        "a=1&b=2&&Signature=x",
        "%61=1&b=2",
        "a=%31&b=2",
        "a=1&b=2&Signature",
        "a=1&b=2&Signature=%2b",
    ] {
        assert_eq!(canonical(query, ""), "a=1&b=2", "{query}");
        assert_eq!(canonical("", query.trim_start_matches('?')), "a=1&b=2", "{query}");
    }
    for (query, form) in [("a=1", "b=2"), ("b=2", "a=1&Signature=x"), ("&", "a=1&b=2")] {
        assert_eq!(canonical(query, form), "a=1&b=2", "{query} {form}");
    }
    for (query, expected) in [
        ("a", "a="),
        ("a=", "a="),
        ("a==", "a=%3D"),
        ("a=%2f", "a=%2F"),
        ("a=%2F", "a=%2F"),
        ("a=%7E", "a=~"),
        ("a=~", "a=~"),
        ("a=+", "a=%20"),
        ("a=/", "a=%2F"),
        ("a=é", "a=%C3%A9"),
        ("a=%C3%A9", "a=%C3%A9"),
        ("Signature=x", ""),
        ("", ""),
    ] {
        assert_eq!(canonical(query, ""), expected, "{query}");
    }
}

/// What is no signature is another one, and an unknown id is refused as late.
#[test]
fn whatever_is_not_the_signature_is_a_mismatch() {
    let signed = Request::new("a").sign_rpc(Method::Get, &key(), moment(DERIVED), Format::Json);
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
    let signed = Request::new("a").sign_rpc(Method::Post, &key(), moment(DERIVED), Format::Json);
    let headers = headers_of(&signed);
    let call = received(&signed, &headers).read().expect("it is signed");
    assert_eq!(
        (call.scheme(), call.window(), call.canonical_request()),
        (Scheme::Rpc, 1_860, None)
    );
    let error = call.verify(at(DERIVED), Some(&other)).expect_err("another secret");
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
    let error = call.verify(at(CAPTURED), Some(&other)).expect_err("another secret");
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
    let unknown = call.verify(at(CAPTURED), None).expect_err("no secret");
    assert_eq!(unknown, VerifyError::UnknownAccessKeyId);
    assert_eq!(call.refusal(unknown), unknown.into());
    assert!(call.verify(at(CAPTURED), Some(&secret())).is_ok());
}

/// Real clients of RPC send decimals of a second.
#[test]
fn timestamps_with_decimals() {
    let verify = |name: &str, timestamp: &str| {
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
        for valid in ["24Z", "24.1Z", "24.123Z", "24.999999999Z"] {
            assert_eq!(verify(name, &format!("2016-02-23T12:46:{valid}")), Ok(()), "{valid}");
        }
        // The whole second is judged.
        let late = verify(name, "2016-02-23T12:46:23.999Z");
        assert_eq!(late, Err(VerifyError::Expired));
        for malformed in ["24.Z", "24,5Z", "24.1234567890Z", "24.5", "24.5+00:00", "24.-5Z"] {
            let refused =
                verify(name, &format!("2016-02-23T12:46:{}", malformed.replace('+', "%2B")));
            assert_eq!(refused, Err(VerifyError::MalformedTimestamp), "{malformed}");
        }
    }
    assert_eq!(verify("Time", "x"), Err(VerifyError::MissingParameter(Field::Timestamp)));
}

/// What a body may be, by each signature.
#[test]
fn a_body_is_a_form_or_refused() {
    let signed = Request::new("a").sign_rpc(Method::Post, &key(), moment(DERIVED), Format::Json);
    let rpc = |headers: &[(&str, &str)]| {
        verify(&Received { headers, ..received(&signed, &[]) }, DERIVED).map(drop)
    };
    assert_eq!(rpc(&[]), Ok(()));
    assert_eq!(rpc(&[FORM]), Ok(()));
    assert_eq!(
        rpc(&[("Content-Type", "Application/X-WWW-Form-Urlencoded; charset=utf-8")]),
        Ok(())
    );
    assert_eq!(rpc(&[("content-type", "application/json")]), Err(VerifyError::UnsupportedBody));
    assert_eq!(rpc(&[FORM, FORM]), Err(VerifyError::DuplicateHeader("content-type")));
    let body = b"RegionId=\xFF";
    let refused = Received { body, ..received(&signed, &[]) }.read().expect_err("no UTF-8");
    let VerifyError::Query(error) = refused else { panic!("{refused}") };
    assert_eq!((error.kind(), error.offset()), (DecodeErrorKind::InvalidUtf8, 9));

    let body = "RegionId=b";
    let v3 = |sent: &[(&'static str, &'static str)], signed: &str| {
        let hash = v3::string_to_sign(body);
        let date = timestamp(CAPTURED);
        let mut headers = vec![
            ("host", "h"),
            ("x-acs-action", "DescribeInstanceStatus"),
            ("x-acs-content-sha256", hash.lines().last().expect("a hash")),
            ("x-acs-date", &date),
            ("x-acs-signature-nonce", "1"),
            ("x-acs-version", "2014-05-26"),
        ];
        headers.extend(sent);
        let names =
            headers.iter().filter(|(name, _)| *name != "content-type" || !signed.is_empty());
        let mut names: Vec<&str> = names.map(|(name, _)| *name).collect();
        names.sort_unstable();
        names.dedup();
        let covered: Vec<_> =
            headers.iter().copied().filter(|(name, _)| names.contains(name)).collect();
        let canonical = v3::canonical_request("POST", "/", "", &covered, headers[2].1);
        let to_sign = v3::string_to_sign(&canonical.expect("it is a query"));
        let authorization = format!(
            "ACS3-HMAC-SHA256 Credential=testid,SignedHeaders={},Signature={}",
            names.join(";"),
            v3::signature(&to_sign, &secret()),
        );
        headers.push(("authorization", &authorization));
        let body = body.as_bytes();
        let received = Received { method: "POST", path: "/", query: "", headers: &headers, body };
        let verified = verify(&received, CAPTURED)?;
        assert_eq!(verified.call().expect("a call").request.region_id(), "b");
        Ok(())
    };
    assert_eq!(v3(&[FORM], "content-type"), Ok(()));
    assert_eq!(v3(&[FORM], ""), Err(VerifyError::UnsignedHeader));
    assert_eq!(v3(&[], "content-type"), Err(VerifyError::UnsupportedBody));
    let json = ("content-type", "application/json");
    assert_eq!(v3(&[json], "content-type"), Err(VerifyError::UnsupportedBody));
    let twice = Err(VerifyError::DuplicateHeader("content-type"));
    assert_eq!(v3(&[FORM, json], "content-type"), twice);
    assert_eq!(v3(&[json, FORM], "content-type"), twice);
    // The headers of the API that may be there once.
    let token = ("x-acs-security-token", "t");
    assert_eq!(v3(&[FORM, token], "content-type"), Ok(()));
    assert_eq!(
        v3(&[FORM, token, ("x-acs-security-token", "u")], "content-type"),
        Err(VerifyError::DuplicateHeader("x-acs-security-token")),
    );
    assert_eq!(v3(&[FORM, ("x-acs-accesskey-id", "testid")], "content-type"), Ok(()));
    for id in ["other", ""] {
        let other = v3(&[FORM, ("x-acs-accesskey-id", id)], "content-type");
        assert_eq!(other, Err(VerifyError::OtherCredential), "{id}");
    }
}

/// Without a body, a `content-type` means nothing, and may stay unsigned.
#[test]
fn a_content_type_without_a_body_is_free() {
    let signed =
        Request::new("a").sign_v3(Method::Post, "h", &key(), moment(DERIVED), Format::Json);
    let mut headers = headers_of(&signed);
    headers.extend([("content-type", "application/json"), ("content-type", "text/plain")]);
    assert_eq!(verify_v3(&received(&signed, &headers), DERIVED), Ok(()));
}

fn moment(now: u64) -> Moment<'static> {
    Moment::at(now, "nonce-1").expect("a moment")
}
