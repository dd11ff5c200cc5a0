//! The RPC signature, `SignatureVersion=1.0`: HMAC-SHA1 over the method and all parameters
//! except the signature itself.
//!
//! ```text
//! GET&%2F&AccessKeyId%3Dtestid%26Action%3DDescribeInstanceStatus%26…
//! ```
//!
//! Source: [request signatures, V2](https://help.aliyun.com/zh/sdk/product-overview/rpc-mechanism).

mod read;
mod sign;

use alloc::string::String;

use base64ct::{Base64, Encoding};
use hmac::{Hmac, Mac};
use sha1::Sha1;

use crate::bytes::percent;
use crate::{DecodeError, Field};

use super::mac::hmac_sha1;
use super::parameters::Parameters;
use super::{AccessKeySecret, Method};

pub(super) use read::read;

/// The value of `SignatureMethod`.
const SIGNATURE_METHOD: &str = "HMAC-SHA1";

/// The value of `SignatureVersion`.
const SIGNATURE_VERSION: &str = "1.0";

/// What stands between the method and the query of a string to sign: the path `/`, encoded.
pub(super) const ENCODED_PATH: &str = "&%2F&";

/// How many seconds a timestamp is valid: 31 minutes, as documented under
/// [request signatures, V2](https://help.aliyun.com/zh/sdk/product-overview/rpc-mechanism).
/// [V3 has 15](super::v3::WINDOW).
///
/// ```
/// use aliyun_instance_status::sign::rpc;
///
/// assert_eq!(rpc::WINDOW, 31 * 60);
/// ```
pub const WINDOW: u64 = 31 * 60;

/// The parameters of a query and of its form (or `""`), as the signature signs them:
/// decoded, without `Signature`, sorted by name as bytes, and encoded by RFC 3986.
///
/// Nothing in them is interpreted, so it works for every operation.
///
/// # Errors
///
/// What [`Call::from_query`](crate::Call::from_query) cannot split and decode: a bad escape
/// (`%4`, `%FF`), a raw space, control character or `#`, a value without a name; a name
/// with `?` in it, because that is a URL; a name twice; more parameters than any call has
/// ([`TooManyInstanceIds`](crate::DecodeErrorKind::TooManyInstanceIds),
/// [`TooManyParameters`](crate::DecodeErrorKind::TooManyParameters)).
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
    Ok(Parameters::read(query, form, Some(Field::Signature))?.canonical_query(usize::MAX))
}

/// The string to sign: the method, the path `/` and the canonical query, each
/// percent-encoded, joined with `&`. After a mismatch the service's message echoes its own,
/// for the client to compare.
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
    out.push_str(ENCODED_PATH);
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
    let mac = hmac_sha1(secret.rpc_key()).chain_update(string_to_sign);
    Base64::encode_string(&mac.finalize().into_bytes())
}

/// The HMAC of the [`string_to_sign`] of a canonical query, which `for_each_piece` passes on in
/// pieces.
fn mac(
    keyed: Hmac<Sha1>,
    method: Method,
    for_each_piece: impl FnOnce(&mut dyn FnMut(&str)),
) -> Hmac<Sha1> {
    let mut mac = keyed.chain_update(method.as_str()).chain_update(ENCODED_PATH);
    for_each_piece(&mut |piece| percent::for_each_piece(piece, |encoded| mac.update(encoded)));
    mac
}

/// Whether this is the signature of these parameters, compared in constant time. Takes as long
/// without a signature.
pub(super) fn matches(
    key: &[u8],
    method: Method,
    parameters: &Parameters<'_>,
    signature: Option<&[u8; 20]>,
) -> bool {
    let mac = mac(hmac_sha1(key), method, |take| parameters.for_each_piece(take));
    mac.verify_slice(signature.unwrap_or(&[0; 20])).is_ok() && signature.is_some()
}
