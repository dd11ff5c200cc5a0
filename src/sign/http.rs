//! Signed and received requests as the types of the crate `http`.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use http::Uri;
use http::header::HOST;
use http::uri::Authority;

use crate::InvalidValue;

use super::{Method, Received, SignedRequest, VerifyError, v3};

/// Sending over HTTP, with the feature `http`.
impl SignedRequest {
    /// The request for any HTTP stack that takes the types of the crate `http`; `base` is the
    /// scheme and the host that it goes to, such as `https://ecs.cn-hangzhou.aliyuncs.com`.
    ///
    /// The stack sends the `host` that the URI says; the header is there only where another
    /// was signed.
    ///
    /// # Errors
    ///
    /// A `base` without a scheme or a host (`ecs.aliyuncs.com`, `/`), or with characters that
    /// no URI has; a host, an id or a token with a character that no header can carry, such
    /// as a line end.
    ///
    /// ```
    /// use aliyun_instance_status::sign::{AccessKey, Endpoint, Method, Moment};
    /// use aliyun_instance_status::{Format, Request};
    ///
    /// let key = AccessKey::new("testid", "testsecret");
    /// let moment = Moment::at(1_698_315_752, "3156853299f313e23d1673dc12e1703d")?;
    /// let endpoint = Endpoint::of_region("cn-hangzhou")?;
    /// let signed =
    ///     Request::new("cn-hangzhou").sign_v3(Method::Get, &endpoint, &key, moment, Format::Json);
    /// let call = signed.to_http(&format!("https://{}", endpoint.host()))?;
    /// assert_eq!(call.uri().query(), Some("RegionId=cn-hangzhou"));
    /// assert_eq!(call.headers()["x-acs-action"], "DescribeInstanceStatus");
    /// assert!(!call.headers().contains_key("host"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_http(&self, base: &str) -> Result<http::Request<String>, http::Error> {
        let mut parts = Uri::try_from(base)?.into_parts();
        // No authority is like an empty one, which is refused.
        let authority = parts.authority.map_or_else(|| Authority::try_from(""), Ok)?;
        let target = match self.query() {
            "" => self.path().to_owned(),
            query => format!("{}?{query}", self.path()),
        };
        parts.path_and_query = Some(target.try_into()?);
        let mut request = http::Request::builder().method(http::Method::from(self.method()));
        for (name, value) in self.headers() {
            if name != HOST || !value.eq_ignore_ascii_case(authority.as_str()) {
                request = request.header(name, value);
            }
        }
        parts.authority = Some(authority);
        request.uri(Uri::from_parts(parts)?).body(self.body().to_owned())
    }
}

/// Receiving over HTTP, with the feature `http`.
impl<'a> Received<'a> {
    /// A request as a server on hyper, axum or any other stack with the types of the crate
    /// `http` received it, by HTTP/1 or HTTP/2.
    ///
    /// A request by HTTP/2 usually has no header `host`
    /// ([RFC 9113, section 8.3.1](https://www.rfc-editor.org/rfc/rfc9113#section-8.3.1)),
    /// but a V3 client has signed one: where it is absent, it is the authority of the URI.
    ///
    /// # Errors
    ///
    /// A header that is not UTF-8 ([`VerifyError::MalformedHeader`]): left out, it would be
    /// one that no signature covers. A header `host` and an authority in the URI that differ
    /// ([`VerifyError::DuplicateHeader`]).
    ///
    /// ```
    /// use aliyun_instance_status::sign::Received;
    ///
    /// let call = http::Request::get("https://ecs.aliyuncs.com/?RegionId=a").body(Vec::new())?;
    /// let (parts, body) = call.into_parts();
    /// let received = Received::from_http(&parts, &body)?;
    /// assert_eq!((received.method, received.query), ("GET", "RegionId=a"));
    /// assert_eq!(received.headers, [("host", "ecs.aliyuncs.com")]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_http(parts: &'a http::request::Parts, body: &'a [u8]) -> Result<Self, VerifyError> {
        let mut headers = Vec::with_capacity(parts.headers.len());
        for (name, value) in &parts.headers {
            let value = str::from_utf8(value.as_bytes())
                .map_err(|_| VerifyError::MalformedHeader(v3::known_name(name.as_str())))?;
            headers.push((name.as_str(), value));
        }
        if let Some(authority) = parts.uri.authority() {
            let hosts = headers.iter().filter(|(name, _)| *name == HOST);
            if hosts.clone().any(|(_, host)| !authority.as_str().eq_ignore_ascii_case(host)) {
                return Err(VerifyError::DuplicateHeader("host"));
            }
            if hosts.count() == 0 {
                headers.push(("host", authority.as_str()));
            }
        }
        let query = parts.uri.query().unwrap_or_default();
        Ok(Self { method: parts.method.as_str(), path: parts.uri.path(), query, headers, body })
    }
}

impl From<Method> for http::Method {
    fn from(method: Method) -> Self {
        match method {
            Method::Get => Self::GET,
            Method::Post => Self::POST,
        }
    }
}

/// Reads `GET` and `POST`; the operation takes no other.
impl TryFrom<&http::Method> for Method {
    type Error = InvalidValue;

    fn try_from(method: &http::Method) -> Result<Self, InvalidValue> {
        method.as_str().parse()
    }
}
