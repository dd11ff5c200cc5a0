//! Requests to and from HTTP.

use aliyun_instance_status::sign::{
    AccessKey, AccessKeySecret, Endpoint, Method, Moment, Received, SignedRequest, VerifyError,
};
use aliyun_instance_status::{Format, Request};
use proptest::prelude::*;

use crate::support::strategy;

const BASE: &str = "https://ecs.aliyuncs.com";
const NOW: u64 = 1_456_231_584;

#[derive(Clone, Copy, Debug)]
enum Way {
    RpcGet,
    RpcPost,
    V3Get,
    V3Post,
}

const WAYS: [Way; 4] = [Way::RpcGet, Way::RpcPost, Way::V3Get, Way::V3Post];

fn sign(request: &Request<'_>, way: Way) -> SignedRequest {
    let key = AccessKey::new("testid", "testsecret");
    let moment = Moment::at(NOW, "nonce-1").expect("a moment");
    let v3 =
        |method, moment| request.sign_v3(method, "ecs.aliyuncs.com", &key, moment, Format::Json);
    match way {
        Way::RpcGet => request.sign_rpc(Method::Get, &key, moment, Format::Json),
        Way::RpcPost => request.sign_rpc(Method::Post, &key, moment, Format::Json),
        Way::V3Get => v3(Method::Get, moment),
        Way::V3Post => v3(Method::Post, moment),
    }
}

/// What a server makes of a request that came with this head.
fn verify(parts: &http::request::Parts, body: &[u8]) -> Result<Request<'static>, VerifyError> {
    let unverified = Received::from_http(parts, body)?.read()?;
    let verified = unverified.verify(NOW, Some(&AccessKeySecret::new("testsecret")))?;
    Ok(verified.call().map_err(VerifyError::Query)?.request.into_owned())
}

/// As HTTP/1 sends it: a target without authority, and a header `host`.
fn over_http_1(call: &http::Request<String>) -> http::request::Parts {
    let (mut parts, _) = call.clone().into_parts();
    let authority = parts.uri.authority().expect("an authority").to_string();
    let target = parts.uri.path_and_query().expect("a target").to_string();
    parts.uri = target.parse().expect("a target");
    parts.headers.entry("host").or_insert(authority.parse().expect("a host"));
    parts
}

proptest! {
    #![proptest_config(strategy::cases(256))]

    #[test]
    fn what_is_sent_verifies(request in strategy::request(), way in prop::sample::select(&WAYS)) {
        let call = sign(&request, way).to_http(BASE).expect("a request");
        let (http_2, body) = call.clone().into_parts();
        for parts in [over_http_1(&call), http_2] {
            let verified = verify(&parts, body.as_bytes());
            prop_assert_eq!(verified.as_ref(), Ok(&request), "{:?}", parts);
        }
    }
}

#[test]
fn the_request_is_what_was_signed() {
    let request = Request::new("cn-hangzhou");
    for way in WAYS {
        let signed = sign(&request, way);
        for base in [BASE, "https://ecs.aliyuncs.com/", "https://ECS.aliyuncs.com"] {
            let call = signed.to_http(base).expect("a request");
            let target = match signed.query() {
                "" => "/".to_owned(),
                query => format!("/?{query}"),
            };
            assert_eq!(call.uri().path_and_query().map(ToString::to_string), Some(target));
            assert_eq!(call.method().as_str(), signed.method().as_str());
            assert_eq!(call.body(), signed.body());
            assert!(!call.headers().contains_key("host"), "the URI says it");
        }
    }
}

/// A proxy or a tunnel: the host that was signed goes along.
#[test]
fn another_host_than_the_uris_is_a_header() {
    let call = sign(&Request::new("a"), Way::V3Get).to_http("http://127.0.0.1:8080").expect("one");
    assert_eq!(call.headers()["host"], "ecs.aliyuncs.com");
    assert_eq!(call.uri().authority().map(http::uri::Authority::as_str), Some("127.0.0.1:8080"));
}

#[test]
fn what_is_no_base_is_refused() {
    let signed = sign(&Request::new("a"), Way::RpcGet);
    for base in ["", "/", "ecs.aliyuncs.com", "https://", "https:", "ht tp://a", "https://a b", "é"]
    {
        assert!(signed.to_http(base).is_err(), "{base:?}");
    }
    let key = AccessKey::new("test\nid", "testsecret");
    let moment = Moment::at(NOW, "nonce-1").expect("a moment");
    let endpoint = Endpoint::from("ecs.aliyuncs.com");
    let signed = Request::new("a").sign_v3(Method::Get, endpoint, &key, moment, Format::Json);
    assert!(signed.to_http(BASE).is_err(), "no header has a line end");
}

fn received(uri: &str, headers: &[(&str, &[u8])]) -> Result<(), VerifyError> {
    let mut call = http::Request::get(uri);
    for (name, value) in headers {
        call = call.header(*name, *value);
    }
    let (parts, ()) = call.body(()).expect("a request").into_parts();
    let received = Received::from_http(&parts, b"")?;
    assert_eq!(received.headers.iter().filter(|(name, _)| *name == "host").count(), 1);
    Ok(())
}

/// Where both are there, the authority and the header must agree.
#[test]
fn one_host() {
    let refused = Err(VerifyError::DuplicateHeader("host"));
    assert_eq!(received("https://a.b/", &[]), Ok(()));
    assert_eq!(received("/", &[("host", b"a.b")]), Ok(()));
    assert_eq!(received("https://a.b/", &[("host", b"a.b")]), Ok(()));
    assert_eq!(received("https://a.b/", &[("host", b"A.B")]), Ok(()));
    assert_eq!(received("https://a.b/", &[("host", b"a.b:443")]), refused);
    assert_eq!(received("https://a.b/", &[("host", b"evil")]), refused);
    assert_eq!(received("https://a.b/", &[("host", b"a.b"), ("host", b"evil")]), refused);
}

#[test]
fn headers_are_text() {
    assert_eq!(received("https://a.b/", &[("x-acs-test", "杭州".as_bytes())]), Ok(()));
    let refused = received("https://a.b/", &[("x-acs-test", b"\xFF")]);
    assert_eq!(refused, Err(VerifyError::MalformedHeader("of another name")));
    let refused = received("https://a.b/", &[("x-acs-date", b"\xFF")]);
    assert_eq!(refused, Err(VerifyError::MalformedHeader("x-acs-date")));
}

#[test]
fn methods() {
    for method in [Method::Get, Method::Post] {
        assert_eq!(Method::try_from(&http::Method::from(method)), Ok(method));
    }
    let refused = Method::try_from(&http::Method::PUT).expect_err("no method of the operation");
    assert_eq!(refused.to_string(), "HTTP method \"PUT\" is not GET or POST");
}
