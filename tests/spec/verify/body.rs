//! What a body may be, by each signature.

use aliyun_instance_status::sign::{
    Method, Moment, Received, VerifyError, text_headers, timestamp, v3,
};
use aliyun_instance_status::{DecodeErrorKind, Format, Request};

use crate::support::signed::{
    CAPTURED, DERIVED, FORM, headers_of, key, received, secret, signed_rpc, verify, verify_v3,
};

/// Headers of an HTTP stack are texts or bytes. One that is not UTF-8 is an error.
#[test]
fn text_headers_are_utf_8() {
    let headers: [(&str, &[u8]); 2] =
        [("Host", b"ecs.aliyuncs.com"), ("x-acs-test", "杭州\t".as_bytes())];
    let texts = text_headers(headers);
    assert_eq!(texts, Ok(vec![("Host", "ecs.aliyuncs.com"), ("x-acs-test", "杭州\t")]));
    let error = text_headers([("Host", &b"h"[..]), ("x-acs-test", b"a\xFF")]);
    assert_eq!(error.map_err(|error| error.valid_up_to()), Err(1));
}

/// What a body may be, by each signature.
#[test]
fn a_body_is_a_form_or_refused() {
    let signed = signed_rpc(Method::Post);
    let rpc = |headers: &[(&str, &str)]| {
        verify(&Received { headers: headers.to_vec(), ..received(&signed, &[]) }, DERIVED).map(drop)
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

    let body = "RegionId=b&ZoneId=%C3%A9+b";
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
        let received = Received { method: "POST", path: "/", query: "", headers, body };
        let verified = verify(&received, CAPTURED)?;
        let request = Request::new("b").with_zone_id("é b");
        assert_eq!(verified.call().map(|call| call.request).as_ref(), Ok(&request));
        assert_eq!(verified.clone().into_owned().call(), verified.call());
        Ok(())
    };
    assert_eq!(v3(&[FORM], "content-type"), Ok(()));
    assert_eq!(v3(&[FORM], ""), Err(VerifyError::UnsignedHeader("content-type")));
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
    let moment = Moment::at(DERIVED, "nonce-1").expect("a moment");
    let signed = Request::new("a").sign_v3(Method::Post, "h", &key(), moment, Format::Json);
    let mut headers = headers_of(&signed);
    headers.extend([("content-type", "application/json"), ("content-type", "text/plain")]);
    assert_eq!(verify_v3(&received(&signed, &headers), DERIVED), Ok(()));
}
