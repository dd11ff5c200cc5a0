//! The RPC signature, `SignatureVersion=1.0`: HMAC-SHA1 over the method and all
//! parameters but the signature itself.
//!
//! ```text
//! GET&%2F&AccessKeyId%3Dtestid%26Action%3DDescribeInstanceStatus%26…
//! ```
//!
//! Source: [request signatures, V2](https://help.aliyun.com/zh/sdk/product-overview/rpc-mechanism).

mod verify;

use alloc::string::String;
use alloc::vec::Vec;

use base64ct::{Base64, Encoding};
use hmac::Mac;
use zeroize::Zeroizing;

use crate::bytes::percent;
use crate::call::Call;
use crate::decode_error::DecodeError;

use super::mac::hmac_sha1;
use super::parameters::Parameters;
use super::{AccessKeySecret, Method};

pub use verify::verify;

/// The value of `SignatureMethod`.
const SIGNATURE_METHOD: &str = "HMAC-SHA1";

/// The value of `SignatureVersion`.
const SIGNATURE_VERSION: &str = "1.0";

/// For how many seconds the documentation says that a timestamp is valid: 31 minutes.
pub const WINDOW: u64 = 31 * 60;

/// Signing by the RPC signature.
impl Call<'_> {
    /// Signs the call as it now is, for this method: sets `signature`, and
    /// `signature_method` and `signature_version` to what it is made by.
    /// [`to_query`](Call::to_query) is then the complete signed query, which a
    /// `POST` may also send as its form.
    ///
    /// The rest is the caller's to set before: `access_key_id`, `timestamp`,
    /// a `signature_nonce` that is never used twice, and for a temporary access
    /// key its `security_token`.
    ///
    /// ```
    /// use aliyun_instance_status::sign::{AccessKeySecret, Method};
    /// use aliyun_instance_status::{Call, CommonParameters, Request};
    ///
    /// let common = CommonParameters::default();
    /// let mut call = Call { request: Request::new("cn-hangzhou"), common };
    /// call.sign(Method::Post, &AccessKeySecret::new("testsecret"));
    /// assert_eq!(call.common.signature_method.as_deref(), Some("HMAC-SHA1"));
    /// assert!(call.to_query().contains("&Signature="));
    /// ```
    pub fn sign(&mut self, method: Method, secret: &AccessKeySecret) {
        self.common.signature_method = Some(SIGNATURE_METHOD.into());
        self.common.signature_version = Some(SIGNATURE_VERSION.into());
        let signed = string_to_sign(method.as_str(), &self.canonical_query());
        self.common.signature = Some(signature(&signed, secret).into());
    }
}

/// The parameters of a query, and of the form that came with it or `""`, as the
/// signature signs them: decoded, without `Signature`, sorted by name as bytes,
/// and encoded by RFC 3986.
///
/// Nothing of them is interpreted, so it serves every operation.
///
/// # Errors
///
/// What [`Call::from_query`](crate::Call::from_query) cannot split and decode: a bad
/// escape (`%4`, `%FF`), a raw space, control or `#`, a value without a name;
/// one name twice; more parameters than any call has (378).
///
/// ```
/// use aliyun_instance_status::sign::rpc;
///
/// # fn main() -> Result<(), aliyun_instance_status::DecodeError> {
/// let canonical = rpc::canonical_query("?b=a+b*&Signature=x&a", "")?;
/// assert_eq!(canonical, "a=&b=a%20b%2A");
/// # Ok(())
/// # }
/// ```
pub fn canonical_query(query: &str, form: &str) -> Result<String, DecodeError> {
    Ok(Parameters::read(query, form)?.canonical("Signature"))
}

/// What is signed: the method, the path `/` and the canonical query, each
/// percent-encoded, with `&` between them. The service's own message says it after
/// a mismatch, so that a client can compare.
///
/// ```
/// use aliyun_instance_status::sign::rpc;
///
/// assert_eq!(rpc::string_to_sign("GET", "a=&b=a%20b"), "GET&%2F&a%3D%26b%3Da%2520b");
/// ```
#[must_use]
pub fn string_to_sign(method: &str, canonical_query: &str) -> String {
    // Most of a canonical query is unreserved.
    let mut out = String::with_capacity(canonical_query.len().saturating_mul(2));
    percent::encode(&mut out, method);
    out.push_str("&%2F&");
    percent::encode(&mut out, canonical_query);
    out
}

/// The signature of a string to sign, in Base64: the value of `Signature`.
///
/// ```
/// use aliyun_instance_status::sign::{AccessKeySecret, rpc};
///
/// let secret = AccessKeySecret::new("accessKeySecret");
/// let signed = rpc::string_to_sign("", "test=ok");
/// assert_eq!(rpc::signature(&signed, &secret), "jHx/oHoHNrbVfhncHEvPdHXZwHU=");
/// ```
#[must_use]
pub fn signature(string_to_sign: &str, secret: &AccessKeySecret) -> String {
    Base64::encode_string(&hmac(string_to_sign, secret).finalize().into_bytes())
}

/// HMAC-SHA1, whose key is the secret and `&`.
fn hmac(string_to_sign: &str, secret: &AccessKeySecret) -> impl Mac + use<> {
    let secret = secret.as_bytes();
    // Of the whole length from the start: what grew would leave a copy behind.
    let mut key = Zeroizing::new(Vec::with_capacity(secret.len().saturating_add(1)));
    key.extend_from_slice(secret);
    key.push(b'&');
    hmac_sha1(&key, string_to_sign)
}
