//! What is signed verifies, and nothing else is decoded.

use aliyun_instance_status::sign::{
    AccessKey, AccessKeySecret, Endpoint, Method, Moment, Received, Scheme, VerifyError, rpc,
    timestamp,
};
use aliyun_instance_status::{Call, DecodeError, Format, Refusal, Request};
use proptest::prelude::*;

use crate::support::percent;
use crate::support::signed::{
    DERIVED, FORM, headers_of, key, received, secret, verify, verify_rpc,
};
use crate::support::strategy::{call, cases, request};

proptest! {
    #![proptest_config(cases(64))]

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
        let verified = call.verify(now, Some(&secret())).expect("it is signed");
        prop_assert_eq!(&call.clone().into_owned(), &call);
        prop_assert_eq!(&verified.clone().into_owned(), &verified);
        prop_assert_eq!(verified.access_key_id(), "testid");
        let nonces = (verified.signature_nonce(), call.signature_nonce());
        prop_assert_eq!(nonces, (&*nonce, &*nonce));
        let tokens = (verified.security_token(), call.security_token());
        prop_assert_eq!(tokens, (token.as_deref(), token.as_deref()));
        let time = timestamp(now);
        prop_assert_eq!((verified.timestamp(), call.timestamp()), (&*time, &*time));
        let scheme = if v3 { Scheme::V3 } else { Scheme::Rpc };
        prop_assert_eq!((verified.scheme(), call.scheme()), (scheme, scheme));
        prop_assert_eq!((verified.window(), call.window()), (scheme.window(), scheme.window()));
        prop_assert_eq!(verified.call().map(|call| call.request), Ok(request.clone()));
        // The token and the parameters are hidden, and so may be a nonce that looks like some.
        let debug = format!("{verified:?}");
        let with_nonce = |nonce: &str| {
            format!("Verified {{ access_key_id: \"testid\", signature_nonce: {nonce:?}, .. }}")
        };
        let looks_like_some = nonce.contains(['%', '&', '=', '\\']);
        let is_hidden = looks_like_some && debug == with_nonce("[hidden]");
        prop_assert!(is_hidden || debug == with_nonce(&nonce), "{}", debug);
        let other = AccessKeySecret::new("another one");
        prop_assert_eq!(call.verify(now, Some(&other)), Err(VerifyError::SignatureMismatch));
        prop_assert_eq!(call.verify(now, None), Err(VerifyError::UnknownAccessKeyId));
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
        let received = Received { method, path: "/", query: &query, headers: headers.to_vec(), body };
        if let Ok(verified) = verify(&received, DERIVED) {
            let decoded: Result<Call<'_>, DecodeError> = verified.call();
            let decoded = decoded.expect("what was signed is a call");
            prop_assert_eq!(&decoded.request, &call.request);
            prop_assert_eq!(decoded.canonical_query(), call.canonical_query());
        }
    }

    /// V3 signs the query in any order, and the form as a whole.
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
            let received = Received { method: "GET", path: "/", query: &query, headers: headers.to_vec(), body: &body };
            let refusal = Refusal::from(received.read().expect_err("it is not signed"));
            prop_assert!(refusal.message().is_some_and(|message| !message.is_empty()));
        }
    }
}

/// What is signed is hashed in pieces.
#[test]
fn what_is_signed_verifies_however_long_it_is() {
    for length in (3_600..4_200).step_by(31).chain([8_192, 100_000]) {
        for piece in ["a", " ", "签"] {
            let region = piece.repeat(length / piece.len());
            let moment = Moment::at(DERIVED, "n").expect("a moment");
            let signed = Request::new(&*region).sign_rpc(Method::Get, &key(), moment, Format::Json);
            assert_eq!(verify_rpc("GET", signed.query(), "", DERIVED), Ok(()), "{length} {piece}");
            let region = format!("RegionId={}", percent(piece));
            let changed = signed.query().replace(&region, "RegionId=b");
            let refused = Err(VerifyError::SignatureMismatch);
            assert_eq!(verify_rpc("GET", &changed, "", DERIVED), refused, "{length} {piece}");
        }
    }
}
