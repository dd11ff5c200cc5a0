//! A request as it was received.

use core::fmt;

use crate::decode_error::{DecodeError, DecodeErrorKind};
use crate::format::Format;

use super::{FORM, Method, PATH, Scheme, Unverified, VerifyError, rpc, v3};

/// A request as it was received, signed in either way.
///
/// `Debug` shows the method and the path.
///
/// A `HeaderMap` of the crate `http` gives the headers like this. A value that is not
/// UTF-8 refuses the call: left out, or with its bytes replaced, it would be another header
/// than the one that came, and one that no signature covers. (`HeaderValue::to_str` refuses
/// all that is not visible ASCII, which a server need not.)
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use aliyun_instance_status::sign::Received;
///
/// # let call = http::Request::get("/?RegionId=a").header("x-acs-action", "x").body(Vec::new())?;
/// let headers = call.headers().iter();
/// let headers = headers
///     .map(|(name, value)| Ok((name.as_str(), str::from_utf8(value.as_bytes())?)))
///     .collect::<Result<Vec<_>, std::str::Utf8Error>>()?; // answer 400
/// let received = Received {
///     method: call.method().as_str(),
///     path: call.uri().path(),
///     query: call.uri().query().unwrap_or_default(),
///     headers: &headers,
///     body: call.body(),
/// };
/// # assert_eq!(received.headers, [("x-acs-action", "x")]);
/// # Ok(())
/// # }
/// ```
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

impl<'a> Received<'a> {
    /// The scheme by which the request is signed, or would have to be: V3 where it has an
    /// `Authorization`, RPC where it has none.
    ///
    /// ```
    /// use aliyun_instance_status::sign::{Received, Scheme};
    ///
    /// let headers = [("Authorization", "ACS3-HMAC-SHA256 …")];
    /// let received =
    ///     Received { method: "GET", path: "/", query: "", headers: &headers, body: b"" };
    /// assert_eq!(received.scheme(), Scheme::V3);
    /// ```
    #[must_use]
    pub fn scheme(&self) -> Scheme {
        if self.has_any_header(&["authorization"]) { Scheme::V3 } else { Scheme::Rpc }
    }

    /// The format in which a reply is due, and a refusal too: what a parameter `Format` says;
    /// else what the header `accept` of a V3 call [asks for](Format::from_accept); else XML by
    /// RPC, as its [documentation](https://help.aliyun.com/zh/ecs/developer-reference/common-parameters)
    /// has it, and JSON by V3, whose SDKs read nothing else.
    ///
    /// A `Format` that is neither counts as none here: to refuse it is left to who serves the
    /// call, by [`CommonParameters::format`](crate::CommonParameters::format).
    ///
    /// ```
    /// use aliyun_instance_status::Format;
    /// use aliyun_instance_status::sign::Received;
    ///
    /// let query = "?Action=StopInstances&Format=JSON&RegionId=%";
    /// let received = Received { method: "PUT", path: "/a", query, headers: &[], body: b"" };
    /// assert_eq!(received.format(), Format::Json);
    /// assert_eq!(Received { query: "", ..received }.format(), Format::Xml);
    /// ```
    #[must_use]
    pub fn format(&self) -> Format {
        let form = self.form().unwrap_or_default();
        if let Ok(Some(asked_for)) = Format::asked_for(self.query, form) {
            return asked_for;
        }
        match self.scheme() {
            Scheme::Rpc => Format::Xml,
            Scheme::V3 => {
                let mut accepts = self.headers.iter().filter(|(name, _)| is(name, "accept"));
                accepts.find_map(|(_, value)| Format::from_accept(value)).unwrap_or(Format::Json)
            }
        }
    }

    /// Reads what the request says of its signature: who it says has made it and when. Who
    /// has, [`Unverified::verify`] tells.
    ///
    /// A body is a form, whose parameters RPC signs one by one, and V3 by the hash of the
    /// body. Any other is refused, since the parameters in it would not count.
    ///
    /// # Errors
    ///
    /// In the order in which they are looked for: a method other than `GET` and `POST`;
    /// a path other than `/`.
    ///
    /// RPC: a body whose `content-type` is there and no form's; a query or form that cannot
    /// be decoded, has one name twice, or more parameters than any call; a bearer token in
    /// place of a signature; no signature, but headers of V3; a common parameter missing
    /// or empty (`Signature` may be empty: then it does not match);
    /// a `SignatureType` other than `""`; a `SignatureMethod` other than `HMAC-SHA1` in any
    /// case; a `SignatureVersion` other than `1.0`; a `Timestamp` and a `TimeStamp`, or one that
    /// is not `yyyy-MM-ddTHH:mm:ssZ`, with one to nine decimals of a second or none.
    ///
    /// V3: an `Authorization` that is there twice, of another algorithm or malformed;
    /// `host`, `x-acs-action`, `x-acs-content-sha256`, `x-acs-date`, `x-acs-signature-nonce` or
    /// `x-acs-version` missing, empty or there twice; two of `x-acs-accesskey-id` or
    /// `x-acs-security-token`; one of these, or another `x-acs-` header, not signed; with a body,
    /// a `content-type` that is not signed (without one it means nothing and may stay
    /// unsigned); a signed header that is not there, or has a control character;
    /// an `x-acs-accesskey-id` that is not the credential's; a date that is not
    /// `yyyy-MM-ddTHH:mm:ssZ`; a body with another hash, or without the `content-type` of a form;
    /// a query that cannot be decoded, or has one name twice.
    ///
    /// Whether the real gateway takes a body whose `content-type` is not signed is not known.
    ///
    /// ```
    /// use aliyun_instance_status::Field;
    /// use aliyun_instance_status::sign::{Received, VerifyError};
    ///
    /// let query = "AccessKeyId=testid&Action=DescribeInstanceStatus&RegionId=cn-hangzhou";
    /// let received = Received { method: "GET", path: "/", query, headers: &[], body: b"" };
    /// let refused = received.read().unwrap_err();
    /// assert_eq!(refused, VerifyError::MissingParameter(Field::Signature));
    /// ```
    pub fn read(&self) -> Result<Unverified<'a>, VerifyError> {
        let method: Method = self.method.parse()?;
        if self.path != PATH {
            return Err(VerifyError::UnexpectedPath);
        }
        match self.scheme() {
            Scheme::Rpc => rpc::read(self, method),
            Scheme::V3 => v3::read(self, method),
        }
    }

    /// The parameters in the body, or `""`. RPC signs them whatever the `content-type` says,
    /// so that one that is left out does no harm; V3 does not.
    pub(super) fn form(&self) -> Result<&'a str, VerifyError> {
        if self.body.is_empty() {
            return Ok("");
        }
        let mut types = self.headers.iter().filter(|(name, _)| is(name, "content-type"));
        let is_form = |(_, value): &(&str, &str)| {
            let media_type = value.split(';').next().unwrap_or_default();
            is(media_type.trim_matches([' ', '\t']), FORM)
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
        self.headers.iter().any(|(name, _)| names.iter().any(|wanted| is(name, wanted)))
    }
}

fn is(name: &str, wanted: &str) -> bool {
    name.eq_ignore_ascii_case(wanted)
}

impl fmt::Debug for Received<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Received")
            .field("method", &self.method)
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}
