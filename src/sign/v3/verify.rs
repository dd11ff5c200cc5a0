//! Verifying the V3 signature of a received request.

use core::fmt;

use hmac::Mac;

use crate::request::Request;
use crate::sign::mac::sha256;
use crate::sign::parameters::Parameters;
use crate::sign::{AccessKeySecret, Clock, Method, VerifyError};

use super::authorization::Authorization;
use super::headers::Headers;
use super::{PATH, hmac, join, string_to_sign};

/// What must be there and signed, each once. Every other `x-acs-` header must be
/// signed where it is there.
const REQUIRED: [&str; 6] = [
    "host",
    "x-acs-action",
    "x-acs-content-sha256",
    "x-acs-date",
    "x-acs-signature-nonce",
    "x-acs-version",
];

/// A request as it was received.
///
/// `Debug` shows the method and the path.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_structs, reason = "users build it as a literal")]
pub struct Received<'a> {
    /// The method, as the request line has it.
    pub method: &'a str,
    /// The path: what stands before the `?`.
    pub path: &'a str,
    /// The query as it came, with or without its `?`, or `""`.
    pub query: &'a str,
    /// The names, in any case, and the values of all headers.
    pub headers: &'a [(&'a str, &'a str)],
    /// The body, or `b""`.
    pub body: &'a [u8],
}

impl fmt::Debug for Received<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Received")
            .field("method", &self.method)
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

/// Who made a request, and what only the caller can judge of it.
///
/// `Debug` leaves the token out.
///
/// `#[non_exhaustive]`: the signature may come to cover more that is worth knowing.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Verified<'a> {
    /// The id of the access key whose secret it is signed with.
    pub access_key_id: &'a str,
    /// `x-acs-signature-nonce`, to be refused where it was seen within the window.
    pub signature_nonce: &'a str,
    /// `x-acs-security-token`, to be refused where it is not one of the access key's.
    pub security_token: Option<&'a str>,
}

impl fmt::Debug for Verified<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verified")
            .field("access_key_id", &self.access_key_id)
            .field("signature_nonce", &self.signature_nonce)
            .finish_non_exhaustive()
    }
}

/// Verifies that a received request asks for this operation, and was signed with the
/// secret of its access key.
///
/// `secret` is asked for the secret of an access key id, and answers `None` where
/// there is no such key. Nothing but the secret vouches for that id: the signature
/// does not sign it. Compares in constant time. Whether the nonce is new, and whose the
/// security token is, the caller must check.
///
/// # Errors
///
/// In the order in which they are looked for: a method other than `GET` and `POST`;
/// a path other than `/`; an `Authorization` that is missing, there twice, of another
/// algorithm or malformed; `host`, `x-acs-action`, `x-acs-content-sha256`, `x-acs-date`,
/// `x-acs-signature-nonce` or `x-acs-version` missing, empty or there twice; one of
/// them, or another `x-acs-` header, not signed; a signed header that is not there,
/// or has a control character; a date that is not `yyyy-MM-ddTHH:mm:ssZ` or outside of
/// the window; a body with another hash; a query that cannot be decoded, or has one
/// name twice; an access key id without a secret; another signature; another operation
/// or version.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use aliyun_instance_status::Request;
/// use aliyun_instance_status::sign::{AccessKeySecret, Clock, Method, v3};
///
/// # let secret = AccessKeySecret::new("testsecret");
/// # let common =
/// #     v3::CommonHeaders::new("ecs.aliyuncs.com", "testid", "2023-10-26T10:22:32Z", "nonce-1");
/// # let signed = Request::new("cn-hangzhou").sign_v3(Method::Get, &common, &secret);
/// # let query = &signed.query;
/// # let headers: Vec<_> = signed.headers.iter().map(|(n, v)| (*n, v.as_str())).collect();
/// let received = v3::Received { method: "GET", path: "/", query, headers: &headers, body: b"" };
/// let clock = Clock { now: 1_698_315_760, window: v3::WINDOW };
/// let verified = v3::verify(&received, clock, |id| (id == "testid").then_some(&secret))?;
/// assert_eq!(verified.signature_nonce, "nonce-1"); // is it new?
/// let request = Request::from_query(received.query)?;
/// # Ok(())
/// # }
/// ```
pub fn verify<'a, 's>(
    received: &Received<'a>,
    clock: Clock,
    secret: impl FnOnce(&str) -> Option<&'s AccessKeySecret>,
) -> Result<Verified<'a>, VerifyError> {
    let method = Method::of(received.method)?;
    if received.path != PATH {
        return Err(VerifyError::UnexpectedPath);
    }
    let mut headers = Headers::read(received.headers, |_| true);
    let authorization = Authorization::read(headers.one("authorization")?)?;
    for name in REQUIRED {
        headers.one(name)?;
    }
    keep_signed(&mut headers, &authorization)?;
    clock.check(headers.one("x-acs-date")?)?;
    let content_sha256 = sha256(received.body);
    if headers.one("x-acs-content-sha256")? != content_sha256 {
        return Err(VerifyError::ContentMismatch);
    }
    let query = Parameters::read(received.query, "").map_err(VerifyError::Query)?.canonical("");
    let secret = secret(authorization.access_key_id).ok_or(VerifyError::UnknownAccessKeyId)?;
    let (lines, names) = (headers.lines(), headers.names());
    let canonical = join(method.as_str(), PATH, &query, &lines, &names, &content_sha256);
    hmac(&string_to_sign(&canonical), secret)
        .verify_slice(&authorization.signature)
        .map_err(|_| VerifyError::SignatureMismatch)?;
    if headers.one("x-acs-action")? != Request::ACTION {
        return Err(VerifyError::UnexpectedAction);
    }
    if headers.one("x-acs-version")? != Request::VERSION {
        return Err(VerifyError::UnexpectedVersion);
    }
    Ok(Verified {
        access_key_id: authorization.access_key_id,
        signature_nonce: headers.one("x-acs-signature-nonce")?,
        security_token: headers.one("x-acs-security-token").ok(),
    })
}

/// Leaves the signed headers, if all are there that are said to be, and none else
/// has a meaning for the API.
fn keep_signed(
    headers: &mut Headers<'_>,
    authorization: &Authorization<'_>,
) -> Result<(), VerifyError> {
    let matters = |name: &str| name == "host" || name.starts_with("x-acs-");
    if headers.iter().any(|(name, _)| matters(name) && !authorization.signs(name)) {
        return Err(VerifyError::UnsignedHeader);
    }
    headers.retain(|name| authorization.signs(name));
    // A line break would make two lines of one header, so that a request could be
    // taken apart otherwise than it was signed.
    let is_bad = |character: char| character.is_ascii_control() && character != '\t';
    if headers.iter().any(|(_, value)| value.contains(is_bad)) {
        return Err(VerifyError::MalformedHeader);
    }
    // Names on both sides are sorted and different.
    if headers.names() != authorization.signed_headers.join(";") {
        return Err(VerifyError::MissingSignedHeader);
    }
    Ok(())
}
