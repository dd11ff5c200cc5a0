//! The RPC signature, `SignatureVersion=1.0`: HMAC-SHA1 over the method and all
//! parameters but the signature itself.
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
use hmac::Mac;

use crate::decode_error::DecodeError;
use crate::percent;
use crate::swar::{QUERY, plain_length};

use super::mac::hmac_sha1;
use super::parameters::Parameters;
use super::{AccessKeySecret, Method};

pub(super) use read::read;

/// The value of `SignatureMethod`.
const SIGNATURE_METHOD: &str = "HMAC-SHA1";

/// The value of `SignatureVersion`.
const SIGNATURE_VERSION: &str = "1.0";

/// For how many seconds the documentation says that a timestamp is valid: 31 minutes, by the
/// page on [request signatures, V2](https://help.aliyun.com/zh/sdk/product-overview/rpc-mechanism).
/// [V3 has 15](super::v3::WINDOW).
///
/// ```
/// use aliyun_instance_status::sign::rpc;
///
/// assert_eq!(rpc::WINDOW, 31 * 60);
/// ```
pub const WINDOW: u64 = 31 * 60;

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
/// one name twice; more than 100 `InstanceId.N`, or more other parameters than any call has
/// (278).
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
    Ok(Parameters::read(query, form, "Signature")?.canonical.into_owned())
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
    out.push_str(PATH_BETWEEN);
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

/// Whether this is the signature of a query that is canonical, told in constant time; where
/// there is none, after the same work.
pub(super) fn matches(
    key: &[u8],
    method: Method,
    canonical_query: &str,
    signature: Option<&[u8; 20]>,
) -> bool {
    let is_equal =
        mac(key, method, canonical_query).verify_slice(signature.unwrap_or(&[0; 20])).is_ok();
    is_equal && signature.is_some()
}

/// The path `/` between the method and the query.
const PATH_BETWEEN: &str = "&%2F&";

/// HMAC-SHA1 over the string to sign of a query that is canonical, without that string.
fn mac(key: &[u8], method: Method, canonical_query: &str) -> impl Mac + use<> {
    let mut mac = hmac_sha1(key);
    let mut buffer = Buffer { bytes: [0; 256], length: 0 };
    buffer.push(method.as_str(), &mut mac);
    buffer.push(PATH_BETWEEN, &mut mac);
    let mut rest = canonical_query;
    loop {
        // Reserved are three bytes of a canonical query, and no others end such a run.
        let run = plain_length::<QUERY>(rest.as_bytes());
        let (plain, reserved) = rest.split_at_checked(run).unwrap_or((rest, ""));
        buffer.push(plain, &mut mac);
        let escape = match reserved.as_bytes().first() {
            Some(b'=') => "%3D",
            Some(b'&') => "%26",
            Some(_) => "%25",
            None => break,
        };
        buffer.push(escape, &mut mac);
        rest = reserved.get(1..).unwrap_or_default();
    }
    mac.update(buffer.bytes.get(..buffer.length).unwrap_or_default());
    mac
}

/// Gathers short pieces, since hashing many is slower than copying them.
struct Buffer {
    bytes: [u8; 256],
    length: usize,
}

impl Buffer {
    fn push(&mut self, piece: &str, mac: &mut impl Mac) {
        let end = self.length.saturating_add(piece.len());
        if let Some(room) = self.bytes.get_mut(self.length..end) {
            room.copy_from_slice(piece.as_bytes());
            self.length = end;
        } else {
            mac.update(self.bytes.get(..self.length).unwrap_or_default());
            mac.update(piece.as_bytes());
            self.length = 0;
        }
    }
}
