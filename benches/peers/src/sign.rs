//! Signing and verifying, beside what cannot be saved: the bare HMAC and hashes of the
//! same bytes.

use std::hint::black_box;

use aliyun_instance_status::sign::{
    AccessKey, AccessKeySecret, Method, Moment, Received, SignedRequest, Unverified, v3,
};
use aliyun_instance_status::{Format, PageNumber, PageSize, Request};
use aliyun_instance_status_peers::measure::Contestant;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::{Digest, Sha256};

use crate::job::Plan;

const SECRET: &str = "testsecret";
const NOW: u64 = 1_456_231_584;
const NONCE: &str = "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf";
const HOST: &str = "ecs-cn-hangzhou.aliyuncs.com";

const SIGN: Limit = Limit { most: 2.5, goal: 1.8 };
const VERIFY: Limit = Limit { most: 7.0, goal: 5.0 };

/// What a signature costs beside the bare hashes of the same bytes.
pub(crate) struct Cost {
    pub(crate) job: &'static str,
    /// This crate's time over that of the hashes: the median over the rounds.
    pub(crate) ratio: f64,
    pub(crate) limit: Limit,
    /// Nanoseconds.
    pub(crate) ours: f64,
    pub(crate) bare: f64,
}

/// In times the bare hashes.
#[derive(Clone, Copy)]
pub(crate) struct Limit {
    /// The most that it may cost.
    pub(crate) most: f64,
    /// What it should cost at most.
    pub(crate) goal: f64,
}

/// The request of the query rows, whose signed query has 360 bytes.
fn request() -> Request<'static> {
    Request::new("cn-hangzhou")
        .with_zone_id("cn-hangzhou-d")
        .with_page_number(PageNumber::default())
        .with_page_size(PageSize::MAX)
        .with_instance_ids(["i-bp1j4i2jdf3owlhe0001"])
        .expect("one id is not too many")
}

/// How many times the bare hashes each way costs.
pub(crate) fn costs(plan: &Plan) -> Vec<Cost> {
    let (request, key) = (request(), AccessKey::new("testid", SECRET));
    let moment = || Moment::at(NOW, NONCE).expect("a moment");
    let by_rpc = || request.sign_rpc(Method::Get, black_box(&key), moment(), Format::Json);
    let by_v3 = || request.sign_v3(Method::Get, HOST, black_box(&key), moment(), Format::Json);

    let (signed, headers) = (by_rpc(), by_v3());
    let headers: Vec<(&str, &str)> = headers.headers().collect();
    let rpc_call = received(&signed, &[]);
    let v3_signed = by_v3();
    let v3_call = received(&v3_signed, &headers);
    let to_sign = rpc_call.read().expect("it is signed").string_to_sign();
    let v3_read = v3_call.read().expect("it is signed");
    let canonical = v3_read.canonical_request().expect("it is V3").to_owned();
    assert_eq!(v3::string_to_sign(&canonical), v3_read.string_to_sign());
    assert!(to_sign.starts_with("GET&%2F&AccessKeyId%3Dtestid%26"));

    let bare_rpc = || bare_rpc(black_box(&to_sign));
    let bare_v3 = || bare_v3(black_box(&canonical));
    let mut rows = Vec::new();
    rows.extend(cost("sign a call and write it, RPC", SIGN, plan, by_rpc, bare_rpc));
    rows.extend(cost("sign a call and write it, V3", SIGN, plan, by_v3, bare_v3));
    let secret = AccessKeySecret::new(SECRET);
    let verify_rpc = || verify(black_box(&rpc_call), &secret);
    let verify_v3 = || verify(black_box(&v3_call), &secret);
    rows.extend(cost("verify a call and decode it, RPC", VERIFY, plan, verify_rpc, bare_rpc));
    rows.extend(cost("verify a call and decode it, V3", VERIFY, plan, verify_v3, bare_v3));
    rows
}

fn cost<R, S>(
    job: &'static str,
    limit: Limit,
    plan: &Plan,
    ours: impl FnMut() -> R,
    bare: impl FnMut() -> S,
) -> Option<Cost> {
    let mut both = [Contestant::new("aliyun-instance-status", ours), Contestant::new("bare", bare)];
    let measured = plan.measure(job, 1, &mut both)?;
    let nanoseconds = |contestant| measured.seconds(contestant) * 1e9;
    Some(Cost {
        job,
        ratio: measured.ratio(0, 1),
        limit,
        ours: nanoseconds(0),
        bare: nanoseconds(1),
    })
}

fn received<'a>(signed: &'a SignedRequest, headers: &'a [(&'a str, &'a str)]) -> Received<'a> {
    Received {
        method: "GET",
        path: "/",
        query: signed.query(),
        headers: headers.to_vec(),
        body: b"",
    }
}

/// Asserts that what verifies is decoded, too.
fn verify(received: &Received<'_>, secret: &AccessKeySecret) -> usize {
    let unverified: Unverified<'_> = received.read().expect("it is signed");
    let verified = unverified.verify(NOW, Some(secret)).expect("it is signed");
    let call = black_box(verified.call().expect("a call"));
    call.request.instance_ids().len()
}

fn bare_rpc(string_to_sign: &str) -> [u8; 20] {
    let key = b"testsecret&";
    let mac = Hmac::<Sha1>::new_from_slice(key).expect("HMAC takes keys of every length");
    mac.chain_update(string_to_sign).finalize().into_bytes().into()
}

/// The hash of the body, that of the canonical request, and the HMAC of 81 bytes.
fn bare_v3(canonical_request: &str) -> [u8; 32] {
    black_box(Sha256::digest(black_box(b"")));
    let hash = Sha256::digest(canonical_request);
    let mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes());
    let mac = mac.expect("HMAC takes keys of every length");
    // As many bytes as its hexadecimal has.
    let mac = mac.chain_update("ACS3-HMAC-SHA256\n").chain_update(hash).chain_update(hash);
    mac.finalize().into_bytes().into()
}
