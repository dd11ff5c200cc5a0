//! Signed requests, and one access key to verify them with: `testid`, `testsecret`.

use aliyun_instance_status::sign::{
    AccessKey, AccessKeySecret, Endpoint, Method, Moment, Received, SignedRequest, Verified,
    VerifyError,
};
use aliyun_instance_status::{Format, Request};

/// When the corpus' requests were captured, 2026-11-22T18:30:39Z, and when its
/// URLs were signed, 2016-02-23T12:46:24Z.
pub(crate) const CAPTURED: u64 = 1_795_372_239;
pub(crate) const DERIVED: u64 = 1_456_231_584;

/// The hash of an empty body.
pub(crate) const EMPTY_HASH: &str =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

pub(crate) const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

pub(crate) fn secret() -> AccessKeySecret {
    AccessKeySecret::new("testsecret")
}

pub(crate) fn key() -> AccessKey {
    AccessKey::new("testid", secret())
}

/// Verifies against the one access key that there is, within a minute of the timestamp.
pub(crate) fn verify<'a>(received: &Received<'a>, now: u64) -> Result<Verified<'a>, VerifyError> {
    let unverified = received.read()?.with_window(60);
    let secret = (unverified.access_key_id() == "testid").then(secret);
    unverified.verify(now, secret.as_ref())
}

/// Verifies a request without a header but that of its form.
pub(crate) fn verify_rpc(
    method: &str,
    query: &str,
    form: &str,
    now: u64,
) -> Result<(), VerifyError> {
    let body = form.as_bytes();
    verify(&Received { method, path: "/", query, headers: vec![FORM], body }, now).map(drop)
}

pub(crate) fn verify_v3(received: &Received<'_>, now: u64) -> Result<(), VerifyError> {
    verify(received, now).map(drop)
}

/// A V3 request of this crate, with a token.
pub(crate) fn signed_v3(now: u64) -> SignedRequest {
    let key = key().with_security_token("CAIS+/a b*~==");
    let endpoint = Endpoint::from("ecs.aliyuncs.com").with_content_type(FORM.1);
    let moment = Moment::at(now, "nonce-1").expect("a moment");
    let request = Request::new("cn-hangzhou").with_zone_id("é*");
    request.sign_v3(Method::Post, endpoint, &key, moment, Format::Json)
}

pub(crate) fn headers_of(signed: &SignedRequest) -> Vec<(&str, &str)> {
    signed.headers().collect()
}

/// The request as a server receives it.
pub(crate) fn received<'a>(
    signed: &'a SignedRequest,
    headers: &[(&'a str, &'a str)],
) -> Received<'a> {
    Received {
        method: signed.method().as_str(),
        path: signed.path(),
        query: signed.query(),
        headers: headers.to_vec(),
        body: signed.body().as_bytes(),
    }
}

/// An RPC request of this crate.
pub(crate) fn signed_rpc(method: Method) -> SignedRequest {
    let moment = Moment::at(DERIVED, "nonce-1").expect("a moment");
    Request::new("a").sign_rpc(method, &key(), moment, Format::Json)
}
