//! The V3 signature, `ACS3-HMAC-SHA256`: HMAC-SHA256 over the method, the path,
//! the query, some headers and the hash of the body, sent as a header.
//!
//! ```text
//! Authorization: ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=host;x-acs-action;…,Signature=7ea8…
//! ```
//!
//! Source: [request signatures, V3](https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature).

mod authorization;
mod common_headers;
mod headers;
mod verify;

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use hmac::Mac;

use crate::decode_error::DecodeError;
use crate::query::write;
use crate::request::Request;

use super::mac::{hmac_sha256, sha256};
use super::parameters::Parameters;
use super::{AccessKeySecret, Method, hex};
use headers::Headers;

pub use common_headers::CommonHeaders;
pub use verify::{Received, Verified, verify};

/// What the `Authorization` and the string to sign begin with.
const ALGORITHM: &str = "ACS3-HMAC-SHA256";

/// The one path of every operation in RPC style.
const PATH: &str = "/";

/// For how many seconds the documentation says that a date is valid: 15 minutes.
pub const WINDOW: u64 = 15 * 60;

/// A signed request, to be sent with an empty body to the path `/`.
///
/// `Debug` shows the query and the names of the headers. `#[non_exhaustive]`,
/// because only signing makes one.
#[derive(Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct SignedRequest {
    /// The query, without `?`.
    pub query: String,
    /// The headers to send, with names in lower case: the signed ones, sorted,
    /// and then `authorization`. Others may be sent with them, such as `accept`.
    pub headers: Vec<(&'static str, String)>,
}

impl fmt::Debug for SignedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| *name).collect();
        f.debug_struct("SignedRequest")
            .field("query", &self.query)
            .field("headers", &names)
            .finish()
    }
}

/// Signing by the V3 signature.
impl Request<'_> {
    /// Signs the request for this method: the query and the headers to send. The
    /// body is empty with both methods, since the parameters are in the query.
    ///
    /// ```
    /// use aliyun_instance_status::Request;
    /// use aliyun_instance_status::sign::{AccessKeySecret, Method, v3};
    ///
    /// let secret = AccessKeySecret::new("testsecret");
    /// let common = v3::CommonHeaders::new(
    ///     "ecs.cn-hangzhou.aliyuncs.com",
    ///     "testid",
    ///     "2023-10-26T10:22:32Z",
    ///     "3156853299f313e23d1673dc12e1703d",
    /// );
    /// let signed = Request::new("cn-hangzhou").sign_v3(Method::Get, &common, &secret);
    /// assert_eq!(signed.query, "RegionId=cn-hangzhou");
    /// for (name, value) in &signed.headers {
    ///     // request.header(name, value)
    /// #   assert!(!name.is_empty() && !value.is_empty());
    /// }
    /// ```
    #[must_use]
    pub fn sign_v3(
        &self,
        method: Method,
        common: &CommonHeaders<'_>,
        secret: &AccessKeySecret,
    ) -> SignedRequest {
        let mut query = String::with_capacity(write::room(self));
        write::without_action(&mut query, self);
        let content_sha256 = sha256(b"");
        let signed = common.to_signed(&content_sha256);
        let headers = Headers::read(&signed, |_| true);
        let (lines, names) = (headers.lines(), headers.names());
        let canonical = join(method.as_str(), PATH, &query, &lines, &names, &content_sha256);
        let signature = signature(&string_to_sign(&canonical), secret);
        let mut headers: Vec<_> =
            signed.into_iter().map(|(name, value)| (name, value.to_string())).collect();
        let id = common.access_key_id;
        headers.push((
            "authorization",
            format!("{ALGORITHM} Credential={id},SignedHeaders={names},Signature={signature}"),
        ));
        SignedRequest { query, headers }
    }
}

/// What the signature signs of a request, in lines: the method, the path, the
/// parameters of the query, sorted by name as bytes and encoded by RFC 3986, the
/// headers `host`, `content-type` and `x-acs-…`, their names, and the
/// hash of the body, in hexadecimal.
///
/// Names of headers are lower-cased and sorted, values trimmed; those of one
/// name are sorted and joined with `,`. Nothing is interpreted, so it serves every
/// operation.
///
/// # Errors
///
/// A query that cannot be split and decoded, one name twice in it, or more
/// parameters than any call has (378).
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
    let query = Parameters::read(query, "")?.canonical("");
    let headers = Headers::read(headers, |name| {
        name == "host" || name == "content-type" || name.starts_with("x-acs-")
    });
    Ok(join(method, path, &query, &headers.lines(), &headers.names(), content_sha256))
}

/// What is signed: the name of the algorithm, and the SHA-256 of the canonical request.
///
/// ```
/// use aliyun_instance_status::sign::v3;
///
/// let signed = v3::string_to_sign("test");
/// assert!(signed.starts_with("ACS3-HMAC-SHA256\n9f86d081884c7d65"));
/// ```
#[must_use]
pub fn string_to_sign(canonical_request: &str) -> String {
    format!("{ALGORITHM}\n{}", sha256(canonical_request.as_bytes()))
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
    hex::encode(&hmac(string_to_sign, secret).finalize().into_bytes())
}

/// HMAC-SHA256, whose key is the secret as it is.
fn hmac(string_to_sign: &str, secret: &AccessKeySecret) -> impl Mac + use<> {
    hmac_sha256(secret.as_bytes(), string_to_sign)
}

/// Each header ends its line, and an empty line follows the last.
fn join(method: &str, path: &str, query: &str, lines: &str, names: &str, sha256: &str) -> String {
    [method, path, query, lines, names, sha256].join("\n")
}
