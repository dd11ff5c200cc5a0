//! Replies as the types of the crate `http`.

use alloc::string::String;

use http::header::CONTENT_TYPE;
use http::{HeaderName, HeaderValue, StatusCode};

use crate::{DecodeError, Format, Reply};

/// Replies over HTTP, with the feature `http`.
impl<'a> Reply<'a> {
    /// The page or the error reply as a server sends it: its HTTP status, `content-type`,
    /// `x-acs-request-id`, and the body in this format, or in JSON where XML cannot carry it.
    ///
    /// A request id that no header can carry, one with a line end for example, is left out of
    /// the headers. There is no `date`, which HTTP servers add by themselves: a client whose clock
    /// is off learns the time from it ([`Retry::server_time`](crate::Retry::server_time)).
    ///
    /// ```
    /// use aliyun_instance_status::{ErrorCode, Format, Refusal, Reply};
    ///
    /// let reply = Refusal::from(ErrorCode::THROTTLING).into_reply("R-1", "ecs.aliyuncs.com");
    /// let response = reply.to_http(Format::Xml);
    /// assert_eq!(response.status(), 400);
    /// assert_eq!(response.headers()["content-type"], "application/xml");
    /// assert_eq!(response.headers()["x-acs-request-id"], "R-1");
    /// assert_eq!(Reply::from_http(&response)?, reply);
    /// # Ok::<(), aliyun_instance_status::DecodeError>(())
    /// ```
    #[must_use]
    pub fn to_http(&self, format: Format) -> http::Response<String> {
        let (format, body) = self.encode_or_json(format);
        let request_id = match self {
            Self::Page(page) => Some(&page.request_id),
            Self::Error(error) => error.request_id.as_ref(),
        };
        let request_id = request_id.and_then(|id| HeaderValue::from_str(id).ok());
        let mut response = http::Response::new(body);
        *response.status_mut() =
            StatusCode::from_u16(self.http_status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(format.content_type()));
        headers.extend(request_id.map(|id| (HeaderName::from_static("x-acs-request-id"), id)));
        response
    }

    /// Reads the body of a response, a page or an error reply in either format, whatever its
    /// status and its `content-type` say: gateways get both wrong.
    ///
    /// # Errors
    ///
    /// Those of [`decode_any`](Reply::decode_any): HTML of a gateway, an empty or a cut-off
    /// body. [`retry`](crate::retry) says what to do then, and [`Listing`](crate::Listing)
    /// does it.
    ///
    /// ```
    /// use aliyun_instance_status::Reply;
    ///
    /// let response = http::Response::new(r#"{"Code":"Throttling"}"#);
    /// assert!(Reply::from_http(&response)?.into_result().is_err());
    /// # Ok::<(), aliyun_instance_status::DecodeError>(())
    /// ```
    pub fn from_http(response: &'a http::Response<impl AsRef<[u8]>>) -> Result<Self, DecodeError> {
        Self::decode_any(response.body())
    }
}
