//! The V3 signature, `ACS3-HMAC-SHA256`: HMAC-SHA256 over the method, the path,
//! the query, some headers and the hash of the body, sent as a header.
//!
//! ```text
//! Authorization: ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=host;x-acs-action;…,Signature=7ea8…
//! ```
//!
//! Source: [request signatures, V3](https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature).

mod authorization;
mod canonical;
mod headers;
mod read;
mod sign;

use alloc::string::String;

use hmac::Mac;

use crate::DecodeError;

use super::AccessKeySecret;
use super::hex::Hex;
use super::mac::{hmac_sha256, sha256};
use super::parameters::Parameters;
use headers::CanonicalHeaders;

pub(super) use canonical::CanonicalRequest;
pub(super) use headers::known_name;
pub(super) use read::{REQUIRED_HEADERS, read};

/// What the `Authorization` and the string to sign begin with.
pub(super) const ALGORITHM: &str = "ACS3-HMAC-SHA256";

/// The hash of an empty body.
pub(super) const EMPTY_SHA256: &str =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// How many seconds a date is valid: 15 minutes, as documented under
/// [request signatures, V3](https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature).
/// [RPC has 31](super::rpc::WINDOW).
///
/// ```
/// use aliyun_instance_status::sign::v3;
///
/// assert_eq!(v3::WINDOW, 15 * 60);
/// ```
pub const WINDOW: u64 = 15 * 60;

/// What the signature signs, line by line: the method, the path, the parameters of the
/// query, sorted by name as bytes and encoded by RFC 3986, the headers `host`,
/// `content-type` and `x-acs-…`, their names, and the hash of the body in hexadecimal.
///
/// Header names are lower-cased and sorted, values trimmed; several values of one name are
/// sorted and joined with `,`. Nothing is interpreted, so it works for every operation.
///
/// # Errors
///
/// A query that cannot be split and decoded, a whole URL, a name twice in it, more
/// parameters than any call has
/// ([`TooManyInstanceIds`](crate::DecodeErrorKind::TooManyInstanceIds),
/// [`TooManyParameters`](crate::DecodeErrorKind::TooManyParameters)).
///
/// ```
/// use aliyun_instance_status::sign::v3;
///
/// # fn main() -> Result<(), aliyun_instance_status::DecodeError> {
/// let headers = [("Accept", "*/*"), ("x-acs-test", "b"), ("Host", " h "), ("X-Acs-Test", "a")];
/// assert_eq!(
///     v3::canonical_request("GET", "/", "b=*&a", &headers, "e3b0…")?,
///     "GET\n/\na=&b=%2A\nhost:h\nx-acs-test:a,b\n\nhost;x-acs-test\ne3b0…",
/// );
/// # Ok(())
/// # }
/// ```
pub fn canonical_request(
    method: &str,
    path: &str,
    query: &str,
    headers: &[(&str, &str)],
    content_sha256: &str,
) -> Result<String, DecodeError> {
    let parameters = Parameters::read(query, "", None)?;
    let headers = CanonicalHeaders::read(headers, |name| {
        name == "host" || name == "content-type" || name.starts_with("x-acs-")
    });
    let mut out = String::with_capacity(expected_length(&parameters));
    for_each_piece([method, path], &parameters, &headers, content_sha256, |piece| {
        out.push_str(piece);
    });
    Ok(out)
}

/// The string to sign: the name of the algorithm, and the SHA-256 of the canonical request.
///
/// ```
/// use aliyun_instance_status::sign::v3;
///
/// let signed = v3::string_to_sign("test");
/// assert!(signed.starts_with("ACS3-HMAC-SHA256\n9f86d081884c7d65"));
/// ```
#[must_use]
pub fn string_to_sign(canonical_request: &str) -> String {
    string_to_sign_by_hash(&sha256(canonical_request.as_bytes()))
}

/// The signature of a string to sign, in lower-case hexadecimal.
///
/// ```
/// use aliyun_instance_status::sign::{AccessKeySecret, v3};
///
/// let signed = v3::string_to_sign("GET\n/\n\n\n\ne3b0…");
/// assert_eq!(v3::signature(&signed, &AccessKeySecret::new("testsecret")).len(), 64);
/// ```
#[must_use]
pub fn signature(string_to_sign: &str, secret: &AccessKeySecret) -> String {
    let mac = hmac_sha256(secret.v3_key()).chain_update(string_to_sign);
    Hex::encode(&mac.finalize().into_bytes()).as_str().into()
}

/// The string to sign of a canonical request with this hash.
pub(super) fn string_to_sign_by_hash(hash: &Hex) -> String {
    [ALGORITHM, hash.as_str()].join("\n")
}

/// HMAC-SHA256 over the string to sign of a canonical request with this hash, fed piece by piece
/// so that the string is not built.
fn mac(key: &[u8], hash: &Hex) -> impl Mac + use<> {
    hmac_sha256(key).chain_update(ALGORITHM).chain_update(b"\n").chain_update(hash.as_bytes())
}

/// Whether this is the signature of a canonical request with this hash, compared in constant
/// time. Takes as long without a signature.
pub(super) fn matches(key: &[u8], hash: &Hex, signature: Option<&[u8; 32]>) -> bool {
    let is_equal = mac(key, hash).verify_slice(signature.unwrap_or(&[0; 32])).is_ok();
    is_equal && signature.is_some()
}

/// About how many bytes a canonical request has: its query, and as many as the rest of most has.
fn expected_length(parameters: &Parameters<'_>) -> usize {
    parameters.canonical_length().saturating_add(640)
}

/// Passes on a canonical request in pieces: the method, the path and the query, a line for each
/// header, an empty line, the names of the signed headers, and the hash of the body.
fn for_each_piece(
    [method, path]: [&str; 2],
    parameters: &Parameters<'_>,
    headers: &CanonicalHeaders<'_>,
    sha256: &str,
    mut take: impl FnMut(&str),
) {
    take(&[method, path, ""].join("\n"));
    parameters.for_each_piece(&mut take);
    let mut rest = String::from("\n");
    headers.write_lines(&mut rest);
    rest.push('\n');
    headers.write_names(&mut rest);
    rest.push('\n');
    rest.push_str(sha256);
    take(&rest);
}
