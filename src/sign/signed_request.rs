//! A signed request, ready to be sent.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::ops::Range;

use super::{Method, rpc, v3};

/// A signed request, complete and ready for an HTTP stack.
///
/// Send it unchanged: a query or a host that something on the way rewrites is no longer
/// what was signed. Headers that the stack adds, such as `user-agent`, do no harm, except a
/// `content-type` with V3
/// ([`Endpoint::with_content_type`](super::Endpoint::with_content_type)).
///
/// `Debug` shows the method and the names of the headers, since everything else may hold a
/// token or a signature.
///
/// With the feature `http`, `to_http` makes it a request of the crate `http`. This is what that
/// does, for a stack with types of its own:
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use aliyun_instance_status::sign::{AccessKey, Endpoint, Method, Moment};
/// use aliyun_instance_status::{Format, Request};
/// use http::{HeaderMap, HeaderName, HeaderValue};
///
/// let key = AccessKey::new("testid", "testsecret");
/// let moment = Moment::at(1_698_315_752, "3156853299f313e23d1673dc12e1703d")?;
/// let endpoint = Endpoint::of_region("cn-hangzhou")?;
/// let request = Request::new("cn-hangzhou");
/// let signed = request.sign_v3(Method::Get, &endpoint, &key, moment, Format::Json);
///
/// let headers: HeaderMap = signed
///     .headers()
///     .map(|(name, value)| Ok((HeaderName::try_from(name)?, HeaderValue::try_from(value)?)))
///     .collect::<Result<_, http::Error>>()?;
/// let url = format!("https://{}{}?{}", endpoint.host(), signed.path(), signed.query());
/// let mut call = http::Request::builder().method(signed.method().as_str()).uri(url);
/// *call.headers_mut().ok_or("a bad URL")? = headers;
/// let call = call.body(signed.body().to_owned())?;
/// # assert_eq!(call.uri().query(), Some("RegionId=cn-hangzhou"));
/// # assert_eq!(call.headers()["host"], "ecs.cn-hangzhou.aliyuncs.com");
/// # Ok(())
/// # }
/// ```
///
/// The conversions refuse a host, an id or a token that no header can carry, one with a
/// line end for example; other stacks have their own.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct SignedRequest {
    method: Method,
    /// Everything else: one allocation holds it.
    text: String,
    query: Range<usize>,
    headers: Vec<(&'static str, Range<usize>)>,
    body: Range<usize>,
}

impl SignedRequest {
    /// The method that was signed.
    ///
    /// ```
    /// use aliyun_instance_status::sign::{AccessKey, Method, Moment};
    /// use aliyun_instance_status::{Format, Request};
    ///
    /// let key = AccessKey::new("testid", "testsecret");
    /// let moment = Moment::at(1_456_231_584, "nonce-1")?;
    /// let signed = Request::new("cn-hangzhou").sign_rpc(Method::Post, &key, moment, Format::Xml);
    /// assert_eq!(signed.method(), Method::Post);
    /// assert_eq!(signed.path(), "/");
    /// assert_eq!(signed.query(), "");
    /// assert!(signed.headers().eq([("content-type", "application/x-www-form-urlencoded")]));
    /// assert!(signed.body().starts_with("AccessKeyId=testid&Action=DescribeInstanceStatus&"));
    /// # Ok::<(), aliyun_instance_status::InvalidValue>(())
    /// ```
    #[must_use]
    pub const fn method(&self) -> Method {
        self.method
    }

    /// The path, which is `/` for every operation in RPC style.
    #[must_use]
    pub const fn path(&self) -> &'static str {
        super::PATH
    }

    /// The query without its `?`; empty if the parameters are in the body.
    #[must_use]
    pub fn query(&self) -> &str {
        self.text.get(self.query.clone()).unwrap_or_default()
    }

    /// The names, in lower case, and the values of the headers to send.
    #[must_use]
    pub fn headers(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        let value = |range: &Range<usize>| self.text.get(range.clone()).unwrap_or_default();
        self.headers.iter().map(move |(name, range)| (*name, value(range)))
    }

    /// The body: a form, or empty.
    #[must_use]
    pub fn body(&self) -> &str {
        self.text.get(self.body.clone()).unwrap_or_default()
    }

    /// What the signature signs, to compare with what the service echoes after a mismatch:
    /// [`Diagnosis`](super::Diagnosis) does. It holds all parameters of RPC, a token among
    /// them.
    ///
    /// ```
    /// use aliyun_instance_status::sign::{AccessKey, Method, Moment};
    /// use aliyun_instance_status::{Format, Request};
    ///
    /// let key = AccessKey::new("testid", "testsecret");
    /// let moment = Moment::at(1_456_231_584, "nonce-1")?;
    /// let signed = Request::new("cn-hangzhou").sign_rpc(Method::Get, &key, moment, Format::Xml);
    /// assert!(signed.string_to_sign().starts_with("GET&%2F&AccessKeyId%3Dtestid%26Action%3D"));
    /// assert_eq!(signed.canonical_request(), None);
    /// # Ok::<(), aliyun_instance_status::InvalidValue>(())
    /// ```
    #[must_use]
    pub fn string_to_sign(&self) -> String {
        match self.canonical_request() {
            Some(canonical) => v3::string_to_sign(canonical),
            None => rpc::string_to_sign(self.method.as_str(), self.split_rpc().0),
        }
    }

    /// What a V3 signature signs the hash of; RPC has none.
    ///
    /// ```
    /// use aliyun_instance_status::sign::{AccessKey, Method, Moment};
    /// use aliyun_instance_status::{Format, Request};
    ///
    /// let key = AccessKey::new("testid", "testsecret");
    /// let moment = Moment::at(1_456_231_584, "nonce-1")?;
    /// let host = "ecs.aliyuncs.com";
    /// let signed =
    ///     Request::new("cn-hangzhou").sign_v3(Method::Get, host, &key, moment, Format::Json);
    /// let canonical = signed.canonical_request().unwrap_or_default();
    /// assert!(canonical.starts_with("GET\n/\nRegionId=cn-hangzhou\nhost:ecs.aliyuncs.com\n"));
    /// # Ok::<(), aliyun_instance_status::InvalidValue>(())
    /// ```
    #[must_use]
    pub fn canonical_request(&self) -> Option<&str> {
        self.text.get(..self.authorization()?.start)
    }

    /// The signature as it is sent.
    pub(super) fn signature(&self) -> &str {
        let authorization = self.authorization().and_then(|range| self.text.get(range.clone()));
        match authorization {
            Some(header) => header.rsplit_once("Signature=").map_or("", |(_, last)| last),
            None => self.split_rpc().1,
        }
    }

    /// The range of the `Authorization`, which only V3 has and which follows all that is signed.
    fn authorization(&self) -> Option<&Range<usize>> {
        let (_, range) = self.headers.iter().find(|(name, _)| *name == "authorization")?;
        Some(range)
    }

    /// The canonical query of RPC, and the signature after it.
    fn split_rpc(&self) -> (&str, &str) {
        let parameters = match self.method {
            Method::Get => self.query(),
            Method::Post => self.body(),
        };
        parameters.rsplit_once("&Signature=").unwrap_or((parameters, ""))
    }
}

impl fmt::Debug for SignedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| *name).collect();
        f.debug_struct("SignedRequest")
            .field("method", &self.method)
            .field("headers", &names)
            .finish_non_exhaustive()
    }
}

/// A signed request that is being put together.
pub(super) struct Builder {
    text: String,
    query: Range<usize>,
    headers: Vec<(&'static str, Range<usize>)>,
    body: Range<usize>,
}

impl Builder {
    pub(super) fn with_capacity(bytes: usize, headers: usize) -> Self {
        let text = String::with_capacity(bytes);
        Self { text, query: 0..0, headers: Vec::with_capacity(headers), body: 0..0 }
    }

    /// All that was written so far.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Appends what only the signature sees.
    pub(super) fn push<const N: usize>(&mut self, texts: [&str; N]) {
        self.text.extend(texts);
    }

    /// Appends the query.
    pub(super) fn query(&mut self, write: impl FnOnce(&mut String)) {
        self.query = self.part(write);
    }

    /// Appends the body.
    pub(super) fn body(&mut self, write: impl FnOnce(&mut String)) {
        self.body = self.part(write);
    }

    /// Appends the value of a header.
    pub(super) fn header(&mut self, name: &'static str, write: impl FnOnce(&mut String)) {
        let value = self.part(write);
        self.headers.push((name, value));
    }

    fn part(&mut self, write: impl FnOnce(&mut String)) -> Range<usize> {
        let start = self.text.len();
        write(&mut self.text);
        start..self.text.len()
    }

    pub(super) fn build(self, method: Method) -> SignedRequest {
        let Self { text, query, headers, body } = self;
        SignedRequest { method, text, query, headers, body }
    }
}
