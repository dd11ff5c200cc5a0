//! Received requests: those that official SDKs sent verify, and nothing can be
//! changed about them.

#![cfg(all(feature = "sign", feature = "json", feature = "xml"))]

#[path = "support/signed.rs"]
mod signed;
mod support;

use aliyun_instance_status::sign::{
    AccessKey, AccessKeySecret, Method, Moment, Received, Scheme, VerifyError, rpc, timestamp, v3,
};
use aliyun_instance_status::{
    Call, DecodeError, DecodeErrorKind, ErrorCode, Format, Refusal, Request,
};
use proptest::prelude::*;
use signed::{
    CAPTURED, DERIVED, FORM, at, headers_of, key, received, secret, signed_v3, verify, verify_rpc,
    verify_v3,
};
use support::strategy::{call, request};

/// The method, path, query and headers of a captured request.
fn parse(request: &str) -> (&str, &str, &str, Vec<(&str, &str)>) {
    let mut lines = request.lines().take_while(|line| !line.is_empty());
    let mut words = lines.next().expect("a request line").split(' ');
    let (method, target) = (words.next().expect("a method"), words.next().expect("a target"));
    let (path, query) = target.split_once('?').expect("a query");
    (method, path, query, lines.filter_map(|line| line.split_once(": ")).collect())
}

#[test]
fn the_corpus_verifies() {
    let Some(folder) = support::corpus() else { return };
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("it is there");
    for name in ["req_20_captured_python_v1.http", "req_21_captured_node_v1.http"] {
        let text = read(name);
        let (method, _, query, _) = parse(&text);
        assert_eq!(verify_rpc(method, query, "", CAPTURED), Ok(()), "{name}");
        assert!(Call::from_query(query).is_ok(), "{name}");
        for_each_flip(query, |flipped| {
            assert!(verify_rpc(method, flipped, "", CAPTURED).is_err(), "{flipped}");
        });
    }
    for (name, method) in [
        ("req_10_derived_D1_region_only.txt", "GET"),
        ("req_11_derived_D2_post.txt", "POST"),
        ("req_12_derived_D3_twelve_ids.txt", "GET"),
    ] {
        let text = read(name);
        let query = text.trim().split_once('?').expect("a query").1;
        assert_eq!(verify_rpc(method, query, "", DERIVED), Ok(()), "{name}");
        let other = if method == "GET" { "POST" } else { "GET" };
        let mismatch = Err(VerifyError::SignatureMismatch);
        assert_eq!(verify_rpc(other, query, "", DERIVED), mismatch, "{name}");
    }
    // A documented URL with a timestamp that is encoded twice.
    let text = read("req_05_doc_R1_signed_url.txt");
    let query = text.trim().split_once('?').expect("a query").1;
    let refused = Err(VerifyError::MalformedTimestamp);
    assert_eq!(verify_rpc("GET", query, "", DERIVED), refused);
    assert_eq!(verify_rpc("GET", &query.replace("%253A", "%3A"), "", DERIVED), Ok(()));

    let text = read("req_22_captured_node_v3.http");
    let (method, path, query, headers) = parse(&text);
    assert!(query.contains("****"), "the client leaves `*` as it is");
    assert_v3_is_sealed(&Received { method, path, query, headers: &headers, body: b"" });
}

/// Calls `check` with every text that differs in one bit of one byte, but for those
/// that still mean the same query.
fn for_each_flip(query: &str, mut check: impl FnMut(&str)) {
    let meaning = |query: &str| rpc::canonical_query(query, "").ok();
    let (before, mut flips) = (meaning(query), 0);
    let signature = Call::from_query(query).expect("a call").common.signature;
    for flipped in flips_of(query) {
        let same_signature =
            || Call::from_query(&flipped).is_ok_and(|call| call.common.signature == signature);
        if meaning(&flipped) != before || !same_signature() {
            check(&flipped);
            flips += 1;
        }
    }
    assert!(flips > 6 * query.len(), "only {flips} flips");
}

fn flips_of(text: &str) -> impl Iterator<Item = String> {
    let bits = (0..text.len()).flat_map(|at| (0..7).map(move |bit| (at, bit)));
    bits.filter_map(move |(at, bit)| {
        let mut bytes = text.as_bytes().to_vec();
        bytes[at] ^= 1 << bit;
        String::from_utf8(bytes).ok()
    })
}

/// The request verifies, and with a flipped bit in whatever is signed, or in the
/// signature, it does not.
fn assert_v3_is_sealed(received: &Received<'_>) {
    assert_eq!(verify_v3(received, CAPTURED), Ok(()));
    let refused = |changed: &Received<'_>| {
        let outcome = verify_v3(changed, CAPTURED);
        assert!(outcome.is_err(), "{changed:?} {} {:?}", changed.query, changed.headers);
    };
    let other = if received.method == "GET" { "POST" } else { "GET" };
    refused(&Received { method: other, ..*received });
    for method in flips_of(received.method) {
        refused(&Received { method: &method, ..*received });
    }
    for path in flips_of(received.path) {
        refused(&Received { path: &path, ..*received });
    }
    refused(&Received { body: b"\0", ..*received });
    let meaning = rpc::canonical_query(received.query, "");
    for query in flips_of(received.query) {
        if rpc::canonical_query(&query, "") != meaning {
            refused(&Received { query: &query, ..*received });
        }
    }
    for (place, &(name, value)) in received.headers.iter().enumerate() {
        let lower = name.to_ascii_lowercase();
        if lower != "host" && lower != "authorization" && !lower.starts_with("x-acs-") {
            continue;
        }
        let others = |with: Option<(&str, &str)>| {
            let mut headers = received.headers.to_vec();
            headers.splice(place..=place, with);
            refused(&Received { headers: &headers, ..*received });
        };
        others(None);
        for value in flips_of(value) {
            others(Some((name, &value)));
        }
        for other in flips_of(name).filter(|other| !other.eq_ignore_ascii_case(name)) {
            others(Some((&other, value)));
        }
    }
}

#[test]
fn own_v3_requests_are_sealed() {
    let signed = signed_v3(CAPTURED);
    let headers = headers_of(&signed);
    let received = received(&signed, &headers);
    assert_v3_is_sealed(&received);

    // The order of headers, the case of their names and the space around are free.
    let names: Vec<String> = headers.iter().map(|(name, _)| name.to_ascii_uppercase()).collect();
    let values: Vec<String> = headers.iter().map(|(_, value)| format!(" {value}\t")).collect();
    let pairs = names.iter().zip(&values).rev().map(|(name, value)| (&**name, &**value));
    let headers: Vec<(&str, &str)> = pairs.collect();
    let received = Received { headers: &headers, ..received };
    assert_eq!(verify_v3(&received, CAPTURED), Ok(()));
    // So is the order of the members of `Authorization`.
    let text = headers[1].1.trim().to_owned();
    let members: Vec<&str> = text.trim_start_matches("ACS3-HMAC-SHA256 ").split(',').collect();
    let [credential, signed_headers, signature] = members[..] else { panic!("{text}") };
    let turned = format!("ACS3-HMAC-SHA256 {credential}, {signature}, {signed_headers}");
    let headers = [&[("authorization", &*turned)], &headers[2..]].concat();
    assert_eq!(verify_v3(&Received { headers: &headers, ..received }, CAPTURED), Ok(()));
}

/// Well signed, but for another operation or version: the headers say which.
#[test]
fn other_operations_are_refused() {
    let date = timestamp(CAPTURED);
    let verify = |action, version| {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        let headers = [
            ("host", "ecs.aliyuncs.com"),
            ("x-acs-action", action),
            ("x-acs-content-sha256", empty),
            ("x-acs-date", &*date),
            ("x-acs-signature-nonce", "1"),
            ("x-acs-version", version),
        ];
        let canonical = v3::canonical_request("GET", "/", "RegionId=a", &headers, empty);
        let to_sign = v3::string_to_sign(&canonical.expect("it is a query"));
        let names = headers.map(|(name, _)| name).join(";");
        let signature = v3::signature(&to_sign, &secret());
        let authorization = format!(
            "ACS3-HMAC-SHA256 Credential=testid,SignedHeaders={names},Signature={signature}"
        );
        let headers = [&headers[..], &[("authorization", &authorization)]].concat();
        let query = "RegionId=a";
        verify_v3(
            &Received { method: "GET", path: "/", query, headers: &headers, body: b"" },
            CAPTURED,
        )
    };
    assert_eq!(verify("DescribeInstanceStatus", "2014-05-26"), Ok(()));
    let refused = verify("StopInstances", "2014-05-26").expect_err("another action");
    assert_eq!(refused, VerifyError::UnexpectedAction);
    assert_eq!(Refusal::from(refused).code(), &ErrorCode::INVALID_ACTION_NOT_FOUND);
    let refused = verify("DescribeInstanceStatus", "2016-03-14").expect_err("another version");
    assert_eq!(refused, VerifyError::UnexpectedVersion);
    assert_eq!(Refusal::from(refused).code(), &ErrorCode::INVALID_VERSION);
    assert_eq!(refused.to_string(), "version other than 2014-05-26");
    let action = VerifyError::UnexpectedAction.to_string();
    assert_eq!(action, "action other than DescribeInstanceStatus");
}

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

/// What the typed call would not keep is signed as it was sent.
#[test]
fn odd_spellings_verify_as_they_were_sent() {
    let pairs = "AccessKeyId=testid&Action=DescribeInstanceStatus&InstanceId.0=i-a&InstanceId.7=i-b\
        &PageNumber=01&RegionId=cn-hangzhou&SignatureMethod=Hmac-SHA1&SignatureNonce=1\
        &SignatureType=&SignatureVersion=1.0&TimeStamp=2016-02-23T12:46:24Z&Version=2014-05-26\
        &zone=a+b*";
    let canonical = rpc::canonical_query(pairs, "").expect("it is a query");
    let signature = rpc::signature(&rpc::string_to_sign("POST", &canonical), &secret());
    let signature = signature.replace('+', "%2b").replace('/', "%2f");
    let query = format!("?Signature={signature}&{pairs}");
    assert_eq!(verify_rpc("POST", &query, "", DERIVED), Ok(()));
    // The same in a form, whole or in part.
    let (some, others) = pairs.split_at(pairs.find("&PageNumber").expect("it is there"));
    let form = format!("{others}&Signature={signature}");
    assert_eq!(verify_rpc("POST", some, &form, DERIVED), Ok(()));
    assert_eq!(verify_rpc("POST", "", &format!("{some}{form}"), DERIVED), Ok(()));
}

/// 31 minutes and 15, as the documentation has them.
#[test]
fn windows_of_the_service() {
    assert_eq!((rpc::WINDOW, v3::WINDOW), (1_860, 900));
}

#[test]
fn the_window_is_as_wide_as_the_caller_says() {
    let signed = signed_v3(CAPTURED);
    let headers = headers_of(&signed);
    let received = received(&signed, &headers);
    for now in [CAPTURED - 60, CAPTURED, CAPTURED + 60] {
        assert_eq!(verify_v3(&received, now), Ok(()));
    }
    assert_eq!(received.read().map(|call| call.window()), Ok(v3::WINDOW));
    for now in [0, CAPTURED - 61, CAPTURED + 61, u64::MAX] {
        assert_eq!(verify_v3(&received, now), Err(VerifyError::Expired));
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
        let missing = Err(VerifyError::MissingParameter(aliyun_instance_status::Field::Signature));
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

fn moment(now: u64) -> Moment<'static> {
    Moment::at(now, "nonce-1").expect("a moment")
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
    assert_eq!(
        verify("Time", "x"),
        Err(VerifyError::MissingParameter(aliyun_instance_status::Field::Timestamp))
    );
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

proptest! {
    // Hashes are slow where they are not optimised.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_signed_verifies(
        request in request(),
        now in 0..253_402_300_800_u64,
        nonce in "[!-~]{1,40}",
        token in proptest::option::of("[!-~]([ -~]{0,8}[!-~])?"),
        secret: Vec<u8>,
        post: bool,
        v3: bool,
    ) {
        let secret = || AccessKeySecret::new(secret.clone());
        let mut key = AccessKey::new("testid", secret());
        if let Some(token) = &token {
            key = key.with_security_token(token.clone());
        }
        let method = if post { Method::Post } else { Method::Get };
        let moment = Moment::at(now, &*nonce).expect("a moment");
        let signed = if v3 {
            request.sign_v3(method, "h:8080", &key, moment, Format::Json)
        } else {
            request.sign_rpc(method, &key, moment, Format::Json)
        };
        let headers = headers_of(&signed);
        let call = received(&signed, &headers).read().expect("it is signed");
        let verified = call.verify(at(now), Some(&secret())).expect("it is signed");
        prop_assert_eq!(verified.access_key_id(), "testid");
        prop_assert_eq!(verified.signature_nonce(), &*nonce);
        prop_assert_eq!(verified.security_token(), token.as_deref());
        prop_assert_eq!(verified.timestamp(), timestamp(now));
        prop_assert_eq!(verified.call().map(|call| call.request), Ok(request.clone()));
        // The token and the parameters are hidden.
        let shown = format!("Verified {{ access_key_id: \"testid\", signature_nonce: {nonce:?}, .. }}");
        prop_assert_eq!(format!("{verified:?}"), shown);
        let other = AccessKeySecret::new("another one");
        prop_assert_eq!(call.verify(at(now), Some(&other)), Err(VerifyError::SignatureMismatch));
        prop_assert_eq!(call.verify(at(now), None), Err(VerifyError::UnknownAccessKeyId));
    }

    /// However a signed request is taken apart and put together again, what verifies
    /// decodes to what was signed.
    #[test]
    fn nothing_is_decoded_but_what_was_signed(
        call in call(),
        order in any::<prop::sample::Index>(),
        split in any::<prop::sample::Index>(),
        dropped in proptest::option::of(any::<prop::sample::Index>()),
        added in proptest::option::of("(InstanceId\\.[1-9]|ZoneId|PageSize|x|Signature)=[a-z1-9]"),
        spelling in 0..4_u8,
        content_type in prop::sample::select(vec!["", FORM.1, "application/json", "text/plain"]),
        post: bool,
    ) {
        let mut call = call;
        call.common.access_key_id = Some("testid".into());
        call.common.signature_nonce = Some("1".into());
        call.common.signature_method = Some("HMAC-SHA1".into());
        call.common.signature_version = Some("1.0".into());
        call.common.timestamp = Some(timestamp(DERIVED).into());
        call.common.time_stamp = None;
        call.common.signature_type = None;
        let method = if post { "POST" } else { "GET" };
        let to_sign = rpc::string_to_sign(method, &call.canonical_query());
        call.common.signature = Some(rpc::signature(&to_sign, &secret()).into());
        let text = call.to_query();

        let mut pairs: Vec<String> = text.split('&').map(str::to_owned).collect();
        let middle = order.index(pairs.len());
        pairs.rotate_left(middle);
        if let Some(dropped) = dropped {
            let dropped = dropped.index(pairs.len());
            pairs.remove(dropped);
        }
        pairs.extend(added);
        for pair in &mut pairs {
            *pair = match spelling {
                0 => pair.replace("%20", "+"),
                1 => pair.replace('%', "%25"),
                2 => pair.replace('i', "%69"),
                _ => pair.clone(),
            };
        }
        let (query, form) = pairs.split_at(split.index(pairs.len() + 1));
        let (query, form) = (query.join("&"), form.join("&"));
        let headers: &[(&str, &str)] =
            if content_type.is_empty() { &[] } else { &[("content-type", content_type)] };
        let body = form.as_bytes();
        let received = Received { method, path: "/", query: &query, headers, body };
        if let Ok(verified) = verify(&received, DERIVED) {
            let decoded: Result<Call<'_>, DecodeError> = verified.call();
            let decoded = decoded.expect("what was signed is a call");
            prop_assert_eq!(&decoded.request, &call.request);
            prop_assert_eq!(decoded.canonical_query(), call.canonical_query());
        }
    }

    /// Bytes from anywhere are refused, never with a panic.
    #[test]
    fn anything_is_refused(query: String, form: String, header: String, body: Vec<u8>) {
        prop_assert!(verify_rpc("GET", &query, &form, 0).is_err());
        let authorization = format!("ACS3-HMAC-SHA256 {header}");
        let headers = [("authorization", &*authorization), ("host", &header), (&form, &query)];
        for headers in [&headers[..], &headers[1..]] {
            let received = Received { method: "GET", path: "/", query: &query, headers, body: &body };
            let refusal = Refusal::from(received.read().expect_err("it is not signed"));
            prop_assert!(refusal.message().is_some_and(|message| !message.is_empty()));
        }
    }
}
