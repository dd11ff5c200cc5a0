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
use hmac::Mac;

use crate::bytes::percent;
use crate::bytes::plain::{Query, plain_length};
use crate::decode_error::DecodeError;

use super::mac::hmac_sha1;
use super::parameters::Parameters;
use super::{AccessKeySecret, Method};

pub(super) use read::read;

/// The value of `SignatureMethod`.
const SIGNATURE_METHOD: &str = "HMAC-SHA1";

/// The value of `SignatureVersion`.
const SIGNATURE_VERSION: &str = "1.0";

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
/// twice; more than 100 `InstanceId.N`, or more other parameters than any call has (278).
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
    let mut encoded = Encoded { bytes: [0; 256], length: 0 };
    encoded.push(method.as_str().as_bytes());
    encoded.push(PATH_BETWEEN.as_bytes());
    let (mut rest, mut padded) = (canonical_query.as_bytes(), [b'='; 8]);
    while !rest.is_empty() {
        if encoded.is_nearly_full() {
            mac.update(encoded.take());
        }
        // Whole words, also at the end, where only what is there counts.
        let word = rest.first_chunk().copied().unwrap_or_else(|| {
            padded.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
            padded
        });
        // Reserved are three bytes of a canonical query, and no others end such a run.
        let plain = plain_length::<Query>(&word).min(rest.len());
        encoded.push_first(word, plain);
        rest = rest.get(plain..).unwrap_or_default();
        if plain < word.len()
            && let Some((reserved, after)) = rest.split_first()
        {
            encoded.push(match reserved {
                b'=' => b"%3D",
                b'&' => b"%26",
                _ => b"%25",
            });
            rest = after;
        }
    }
    mac.update(encoded.take());
    mac
}

/// What is encoded and not yet hashed, since hashing many short pieces is slow.
struct Encoded {
    bytes: [u8; 256],
    length: usize,
}

impl Encoded {
    /// Whether another word and an escape may find no room.
    fn is_nearly_full(&self) -> bool {
        self.length > 240
    }

    fn take(&mut self) -> &[u8] {
        let length = core::mem::take(&mut self.length);
        self.bytes.get(..length).unwrap_or_default()
    }

    fn push(&mut self, piece: &[u8]) {
        let end = self.length.saturating_add(piece.len());
        if let Some(room) = self.bytes.get_mut(self.length..end) {
            room.copy_from_slice(piece);
            self.length = end;
        }
    }

    /// Appends the first bytes of a word: all are copied, and the next piece overwrites
    /// those behind.
    fn push_first(&mut self, word: [u8; 8], length: usize) {
        if let Some(room) = self.bytes.get_mut(self.length..).and_then(<[u8]>::first_chunk_mut) {
            *room = word;
            self.length = self.length.saturating_add(length);
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use hmac::Mac;

    use super::{Method, hmac_sha1, mac, string_to_sign};

    /// Without the string is as with it, whatever the length and wherever escapes stand. Miri,
    /// which is slow, is content with the shorter ones.
    #[test]
    fn encoding_on_the_way() {
        let steps = if cfg!(miri) { 100 } else { 600_usize };
        let mut canonical = String::new();
        for step in 0..steps {
            let whole = hmac_sha1(b"k").chain_update(string_to_sign("POST", &canonical));
            let pieces = mac(b"k", Method::Post, &canonical);
            assert_eq!(
                pieces.finalize().into_bytes()[..],
                whole.finalize().into_bytes()[..],
                "{canonical}"
            );
            canonical.push_str(match step * step % 31 {
                0 | 1 => "%3D",
                2 => "=",
                3 => "&",
                4 => "%2B%2F",
                _ => "a",
            });
        }
    }
}
