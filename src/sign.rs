//! Signing requests, and verifying the signatures of received ones.
//!
//! The API has two signatures. This crate makes and verifies both:
//!
//! | signature | sign |
//! |---|---|
//! | RPC, `SignatureVersion=1.0`: HMAC-SHA1 over the parameters, sent as one of them | [`Request::sign_rpc`](crate::Request::sign_rpc) |
//! | V3, `ACS3-HMAC-SHA256`: HMAC-SHA256 over the whole request, sent as a header | [`Request::sign_v3`](crate::Request::sign_v3) |
//!
//! [`Received::read`] and [`Unverified::verify`] verify either, and tell which it is. All
//! are pure functions: the caller supplies the time, the nonce and the secret, and
//! remembers which nonces were used.
//!
//! A client:
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use aliyun_instance_status::sign::{AccessKey, Method, Moment};
//! use aliyun_instance_status::{Format, Request};
//!
//! let key = AccessKey::new("testid", "testsecret"); // from where you keep secrets
//! let now = 1_456_231_584; // SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs()
//! let moment = Moment::at(now, "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf")?; // a new UUID
//!
//! let signed = Request::new("cn-hangzhou").sign_rpc(Method::Get, &key, moment, Format::Xml);
//! let url = format!("https://ecs.aliyuncs.com/?{}", signed.query());
//! # assert!(url.ends_with("&Signature=fS5ED%2BQSyUeVqiOAAe%2BF2tw2Qa8%3D"));
//! # Ok(())
//! # }
//! ```
//!
//! A server works in two steps, so that the secret can come from a database in between:
//!
//! ```
//! use aliyun_instance_status::sign::{AccessKeySecret, Received};
//! use aliyun_instance_status::{Call, Refusal};
//!
//! fn verify<'a>(received: &Received<'a>, now: u64) -> Result<Call<'a>, Refusal> {
//!     let unverified = received.read()?;
//!     let secret = look_up(unverified.access_key_id()); // await it, if you like
//!     let verified = unverified
//!         .verify(now, secret.as_ref())
//!         .map_err(|error| unverified.refusal(error))?;
//!     // Is verified.signature_nonce() new?
//!     Ok(verified.call()?)
//! }
//! # fn look_up(id: &str) -> Option<AccessKeySecret> {
//! #     (id == "testid").then(|| AccessKeySecret::new("testsecret"))
//! # }
//! # let query = "AccessKeyId=testid&Action=DescribeInstanceStatus&Format=XML\
//! #     &RegionId=cn-hangzhou&SignatureMethod=HMAC-SHA1\
//! #     &SignatureNonce=3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf&SignatureVersion=1.0\
//! #     &Timestamp=2016-02-23T12%3A46%3A24Z&Version=2014-05-26\
//! #     &Signature=fS5ED%2BQSyUeVqiOAAe%2BF2tw2Qa8%3D";
//! # let received = Received { method: "GET", path: "/", query, headers: vec![], body: b"" };
//! # assert_eq!(verify(&received, 1_456_231_600).unwrap().request.region_id(), "cn-hangzhou");
//! ```
//!
//! The cryptography is [RustCrypto](https://github.com/RustCrypto)'s; none of its types are
//! part of this API.

mod access_key;
mod claim;
mod diagnosis;
mod endpoint;
mod hex;
#[cfg(feature = "http")]
mod http;
mod mac;
mod method;
mod moment;
mod nonces;
mod parameters;
mod received;
mod refusal;
pub mod rpc;
mod scheme;
mod signed_request;
mod timestamp;
mod unverified;
pub mod v3;
mod verified;
mod verify_error;

pub use access_key::{AccessKey, AccessKeySecret};
pub use claim::Claim;
pub use diagnosis::{Diagnosis, Difference, SecretFault, SignatureFault, Signed, SortOrder};
pub use endpoint::Endpoint;
pub use method::Method;
pub use moment::Moment;
pub use nonces::Nonces;
pub use received::{Received, text_headers};
pub use scheme::Scheme;
pub use signed_request::SignedRequest;
pub use timestamp::timestamp;
pub use unverified::Unverified;
pub use verified::Verified;
pub use verify_error::VerifyError;

/// The longest canonical query or request that is echoed, in bytes: far more than a request line
/// holds, and little compared with the memory that reading a long form takes anyway.
const MAX_ECHO: usize = 1 << 20;

/// The one path of every operation in RPC style.
const PATH: &str = "/";

/// The media type of a form.
const FORM: &str = "application/x-www-form-urlencoded";

/// The longest prefix of `text` that has at most `length` bytes and splits no character.
fn prefix(text: &str, length: usize) -> &str {
    (0..=length.min(text.len())).rev().find_map(|end| text.get(..end)).unwrap_or_default()
}
