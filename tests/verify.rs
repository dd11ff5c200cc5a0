//! Received requests: those that official SDKs sent verify, and nothing can be
//! changed about them.

#![cfg(all(feature = "sign", feature = "json", feature = "xml"))]

#[path = "support/signed.rs"]
mod signed;
mod support;

use aliyun_instance_status::sign::{
    AccessKey, AccessKeySecret, Endpoint, Method, Moment, Received, Scheme, VerifyError, rpc,
    timestamp, v3,
};
use aliyun_instance_status::{Call, DecodeError, ErrorCode, Format, Refusal};
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
        prop_assert_eq!(&call.clone().into_owned(), &call);
        prop_assert_eq!(&verified.clone().into_owned(), &verified);
        prop_assert_eq!(verified.access_key_id(), "testid");
        prop_assert_eq!(verified.signature_nonce(), &*nonce);
        prop_assert_eq!(verified.security_token(), token.as_deref());
        prop_assert_eq!(verified.timestamp(), timestamp(now));
        let scheme = if v3 { Scheme::V3 } else { Scheme::Rpc };
        prop_assert_eq!((verified.scheme(), call.scheme()), (scheme, scheme));
        prop_assert_eq!((verified.window(), call.window()), (scheme.window(), scheme.window()));
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

    /// The same of V3, which signs the query in any order and the form as a whole.
    #[test]
    fn nothing_is_decoded_but_what_v3_signed(
        request in request(),
        order in any::<prop::sample::Index>(),
        split in proptest::option::of(any::<prop::sample::Index>()),
        dropped in proptest::option::of(any::<prop::sample::Index>()),
        added in proptest::option::of("(InstanceId\\.[1-9]|ZoneId|PageSize|x|Signature)=[a-z1-9]"),
        escaped: bool,
    ) {
        let endpoint = Endpoint::from("h").with_content_type(FORM.1);
        let moment = Moment::at(DERIVED, "1").expect("a moment");
        let signed = request.sign_v3(Method::Post, endpoint, &key(), moment, Format::Json);
        let headers = headers_of(&signed);
        let signed = received(&signed, &headers);

        let mut pairs: Vec<String> = signed.query.split('&').map(str::to_owned).collect();
        let middle = order.index(pairs.len());
        pairs.rotate_left(middle);
        if let Some(dropped) = dropped {
            let dropped = dropped.index(pairs.len());
            pairs.remove(dropped);
        }
        let is_whole = dropped.is_none() && added.is_none();
        pairs.extend(added);
        if escaped {
            for pair in &mut pairs {
                *pair = pair.replace('i', "%69");
            }
        }
        let middle = split.map_or(pairs.len(), |split| split.index(pairs.len() + 1));
        let (query, form) = pairs.split_at(middle);
        let (query, form) = (query.join("&"), form.join("&"));
        let outcome = verify(&Received { query: &query, body: form.as_bytes(), ..signed }, DERIVED);
        prop_assert_eq!(outcome.is_ok(), is_whole && form.is_empty(), "{}", query);
        if let Ok(verified) = outcome {
            prop_assert_eq!(verified.call().map(|call| call.request), Ok(request));
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
