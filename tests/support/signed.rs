//! Signed requests, and one access key to verify them with: `testid`, `testsecret`.

use aliyun_instance_status::Request;
use aliyun_instance_status::sign::{
    AccessKeySecret, Clock, Method, VerifyError, rpc, timestamp, v3,
};

/// When the corpus' requests were captured, 2026-11-22T18:30:39Z, and when its
/// URLs were signed, 2016-02-23T12:46:24Z.
pub(crate) const CAPTURED: u64 = 1_795_372_239;
pub(crate) const DERIVED: u64 = 1_456_231_584;

pub(crate) fn at(now: u64) -> Clock {
    Clock { now, window: 60 }
}

pub(crate) fn secret() -> AccessKeySecret {
    AccessKeySecret::new("testsecret")
}

/// Verifies against the one access key that there is.
pub(crate) fn verify_rpc(
    method: &str,
    query: &str,
    form: &str,
    now: u64,
) -> Result<(), VerifyError> {
    let secret = secret();
    rpc::verify(method, query, form, at(now), |id| (id == "testid").then_some(&secret))
}

pub(crate) fn verify_v3(received: &v3::Received<'_>, now: u64) -> Result<(), VerifyError> {
    let secret = secret();
    v3::verify(received, at(now), |id| (id == "testid").then_some(&secret)).map(drop)
}

/// A V3 request of this crate, with a token.
pub(crate) fn signed_v3(now: u64) -> v3::SignedRequest {
    let date = timestamp(now);
    let mut common = v3::CommonHeaders::new("ecs.aliyuncs.com", "testid", &date, "nonce-1");
    common.security_token = Some("CAIS+/a b*~==");
    common.content_type = Some("application/x-www-form-urlencoded");
    Request::new("cn-hangzhou").with_zone_id("é*").sign_v3(Method::Post, &common, &secret())
}

pub(crate) fn headers_of(signed: &v3::SignedRequest) -> Vec<(&str, &str)> {
    signed.headers.iter().map(|(name, value)| (*name, value.as_str())).collect()
}
