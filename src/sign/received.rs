//! A request as it was received.

use alloc::vec::Vec;
use core::fmt;
use core::str::Utf8Error;

use crate::bytes::percent;
use crate::redaction::redact;
use crate::{DecodeError, DecodeErrorKind, Format};

use super::{FORM, Method, PATH, Scheme, Unverified, VerifyError, rpc, v3};

/// A request as a server received it, signed by RPC or by V3.
///
/// `Debug` shows the method and the path.
///
/// V3 signs the header `host`, which a request by HTTP/2 usually lacks: there the host is the
/// pseudo-header `:authority`, which HTTP stacks put into the URI as its authority
/// ([RFC 9113, section 8.3.1](https://www.rfc-editor.org/rfc/rfc9113#section-8.3.1)). Add it as
/// `host` where that header is absent, and refuse a request that has both where they differ;
/// `Received::from_http`, behind the feature `http`, does both. RPC does not sign the host.
///
/// Without that feature, [`text_headers`] takes the headers from a `HeaderMap` of the crate
/// `http`:
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use aliyun_instance_status::sign::{Received, text_headers};
///
/// # let call = http::Request::get("/?RegionId=a").header("x-acs-action", "x").body(Vec::new())?;
/// let received = Received {
///     method: call.method().as_str(),
///     path: call.uri().path(),
///     query: call.uri().query().unwrap_or_default(),
///     headers: text_headers(call.headers())?, // or else answer 400
///     body: call.body(),
/// };
/// # assert_eq!(received.headers, [("x-acs-action", "x")]);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_structs, reason = "users build it as a literal")]
pub struct Received<'a> {
    /// The method, as in the request line.
    pub method: &'a str,
    /// The path: the part before the `?`.
    pub path: &'a str,
    /// The query as it came, with or without its `?`, or `""`.
    pub query: &'a str,
    /// The names, in any case, and values of all headers; with HTTP/2 also the `:authority`, as
    /// `host`.
    pub headers: Vec<(&'a str, &'a str)>,
    /// The body, or `b""`.
    pub body: &'a [u8],
}

impl<'a> Received<'a> {
    /// The scheme with which the request is signed, or should be: V3 if it has an
    /// `Authorization`, RPC if not.
    ///
    /// ```
    /// use aliyun_instance_status::sign::{Received, Scheme};
    ///
    /// let headers = vec![("Authorization", "ACS3-HMAC-SHA256 …")];
    /// let received = Received { method: "GET", path: "/", query: "", headers, body: b"" };
    /// assert_eq!(received.scheme(), Scheme::V3);
    /// ```
    #[must_use]
    pub fn scheme(&self) -> Scheme {
        if self.has_any_header(&["authorization"]) { Scheme::V3 } else { Scheme::Rpc }
    }

    /// The format in which to reply, also with a refusal. The first of these decides:
    ///
    /// 1. the parameter `Format`;
    /// 2. the header `accept` of a V3 call ([`Format::from_accept`]);
    /// 3. the scheme: XML for RPC, as
    ///    [documented](https://help.aliyun.com/zh/ecs/developer-reference/common-parameters),
    ///    JSON for V3, whose SDKs read nothing else.
    ///
    /// A `Format` that is neither JSON nor XML counts as absent here. Refusing it is up to
    /// the server, by [`CommonParameters::reply_format`](crate::CommonParameters::reply_format).
    ///
    /// ```
    /// use aliyun_instance_status::Format;
    /// use aliyun_instance_status::sign::Received;
    ///
    /// let query = "?Action=StopInstances&Format=JSON&RegionId=%";
    /// let received = Received { method: "PUT", path: "/a", query, headers: vec![], body: b"" };
    /// assert_eq!(received.format(), Format::Json);
    /// assert_eq!(Received { query: "", ..received }.format(), Format::Xml);
    /// ```
    #[must_use]
    pub fn format(&self) -> Format {
        let form = self.form().unwrap_or_default();
        parameter_format(self.query, form).unwrap_or_else(|| match self.scheme() {
            Scheme::Rpc => Format::Xml,
            Scheme::V3 => {
                // Several lines are one list: RFC 9110, section 5.3.
                let lines: Vec<&str> = self.header_values("accept").collect();
                Format::from_accept(&lines.join(", ")).unwrap_or(Format::Json)
            }
        })
    }

    /// Reads what the request claims: who made it, and when. [`Unverified::verify`] tells
    /// whether that is true.
    ///
    /// A body must be a form: RPC signs its parameters one by one, V3 the hash of the whole
    /// body. Any other body is refused, since its contents would be ignored.
    ///
    /// # Errors
    ///
    /// In the order in which they are checked: a method other than `GET` and `POST`; a path
    /// other than `/`.
    ///
    /// RPC: a body with a `content-type` that is not a form's, or with two; a query or form that
    /// has a name twice, has more parameters than a call can have, or cannot be decoded; a bearer
    /// token in place of a signature; no signature, but headers of V3; a missing or empty common
    /// parameter other than the timestamp (`Signature` may be empty: then it does not match); a
    /// `SignatureType` other than `""`; a `SignatureMethod` other than `HMAC-SHA1` in any case; a
    /// `SignatureVersion` other than `1.0`; both a `Timestamp` and a `TimeStamp`, neither of them,
    /// or one that is not `yyyy-MM-ddTHH:mm:ssZ`, with one to nine decimals of a second or none.
    ///
    /// V3: an `Authorization` that is repeated, malformed or of another algorithm; `host`,
    /// `x-acs-action`, `x-acs-content-sha256`, `x-acs-date`, `x-acs-signature-nonce` or
    /// `x-acs-version` missing, empty or repeated; a repeated `x-acs-accesskey-id` or
    /// `x-acs-security-token`; an unsigned header among these, or any other unsigned
    /// `x-acs-` header; with a body, an unsigned `content-type` (without a body it means
    /// nothing and may be unsigned); a signed header that is missing or has a control
    /// character; an `x-acs-accesskey-id` that is not the credential's; a date that is not
    /// `yyyy-MM-ddTHH:mm:ssZ`; a body with another hash, or without the `content-type` of a
    /// form, or with two; a query that has a name twice, has more parameters than a call can
    /// have, or cannot be decoded.
    ///
    /// Whether the real gateway accepts a body with an unsigned `content-type` is not
    /// known.
    ///
    /// ```
    /// use aliyun_instance_status::Field;
    /// use aliyun_instance_status::sign::{Received, VerifyError};
    ///
    /// let query = "AccessKeyId=testid&Action=DescribeInstanceStatus&RegionId=cn-hangzhou";
    /// let received = Received { method: "GET", path: "/", query, headers: vec![], body: b"" };
    /// let refused = received.read().unwrap_err();
    /// assert_eq!(refused, VerifyError::MissingParameter(Field::Signature));
    /// ```
    pub fn read(&self) -> Result<Unverified<'a>, VerifyError> {
        let method: Method = self.method.parse().map_err(|_| VerifyError::UnsupportedHttpMethod)?;
        if self.path != PATH {
            return Err(VerifyError::UnexpectedPath);
        }
        match self.scheme() {
            Scheme::Rpc => rpc::read(self, method),
            Scheme::V3 => v3::read(self, method),
        }
    }

    /// The parameters in the body, or `""` if there is no body. A `content-type` must be that
    /// of a form. With RPC, which signs the parameters one by one, it may be missing; with V3
    /// it is required.
    pub(super) fn form(&self) -> Result<&'a str, VerifyError> {
        if self.body.is_empty() {
            return Ok("");
        }
        let mut types = self.header_values("content-type");
        let is_form = |content_type: &str| {
            let media_type = content_type.split(';').next().unwrap_or_default();
            media_type.trim_matches([' ', '\t']).eq_ignore_ascii_case(FORM)
        };
        match (types.next(), types.next()) {
            (_, Some(_)) => Err(VerifyError::DuplicateHeader("content-type")),
            (None, None) if self.scheme() == Scheme::Rpc => self.body_text(),
            (Some(one), None) if is_form(one) => self.body_text(),
            _ => Err(VerifyError::UnsupportedBody),
        }
    }

    fn body_text(&self) -> Result<&'a str, VerifyError> {
        str::from_utf8(self.body).map_err(|error| {
            let at = self.query.len().saturating_add(error.valid_up_to());
            VerifyError::Query(DecodeError::new(DecodeErrorKind::InvalidUtf8, at))
        })
    }

    pub(super) fn has_any_header(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.header_values(name).next().is_some())
    }

    fn header_values(&self, wanted: &str) -> impl Iterator<Item = &'a str> {
        let headers = self.headers.iter();
        headers.filter(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| *value)
    }
}

/// What the first `Format` with a value says, even if other parameters cannot be decoded.
fn parameter_format(query: &str, form: &str) -> Option<Format> {
    let is_format = |name| percent::decode(name, 0).is_ok_and(|name| name == "Format");
    let mut pairs = [query.strip_prefix('?').unwrap_or(query), form]
        .into_iter()
        .flat_map(|pairs| pairs.split('&'));
    let value = pairs.find_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        (is_format(name) && !value.is_empty()).then_some(value)
    });
    percent::decode(value?, 0).ok()?.parse().ok()
}

/// Converts the headers of an HTTP stack to what [`Received`] takes. They are a `&HeaderMap`
/// of the crate `http`, or any pairs of a name and a value that are text or bytes.
///
/// # Errors
///
/// A value that is not UTF-8. Refuse the call then: with such a header left out, or its bytes
/// replaced, it would no longer be the call that came, and no signature would cover the
/// header. Other values that are not visible ASCII, which `HeaderValue::to_str` refuses, are
/// kept. With HTTP/2 the host is in the URI and not among the headers: see [`Received`].
///
/// ```
/// use aliyun_instance_status::sign::text_headers;
///
/// let mut headers = http::HeaderMap::new();
/// headers.insert("x-acs-test", http::HeaderValue::from_bytes("杭州".as_bytes())?);
/// assert_eq!(text_headers(&headers)?, [("x-acs-test", "杭州")]);
///
/// headers.insert("x-acs-test", http::HeaderValue::from_bytes(b"\xFF")?);
/// assert!(text_headers(&headers).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn text_headers<'a, N, V>(
    headers: impl IntoIterator<Item = (&'a N, &'a V)>,
) -> Result<Vec<(&'a str, &'a str)>, Utf8Error>
where
    N: AsRef<str> + ?Sized + 'a,
    V: AsRef<[u8]> + ?Sized + 'a,
{
    let pairs = headers.into_iter();
    pairs.map(|(name, value)| Ok((name.as_ref(), str::from_utf8(value.as_ref())?))).collect()
}

impl fmt::Debug for Received<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Received")
            .field("method", &redact(self.method))
            .field("path", &redact(self.path))
            .finish_non_exhaustive()
    }
}
