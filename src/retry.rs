//! What a client does after a call: whether it tries again, when, and with what.

mod back_off;
mod headers;

use alloc::borrow::ToOwned;
use alloc::string::String;
use core::time::Duration;

use crate::decode_error::DecodeError;
use crate::error_code::Remedy;
use crate::error_reply::ErrorReply;
use crate::reply::Reply;

pub use back_off::BackOff;
use headers::Headers;

/// What a client should do next, as advised by [`retry`]. [`BackOff::wait`] turns it into
/// the time to sleep.
///
/// Always sign a new attempt anew, with a new nonce and the current time: sent unchanged,
/// it would be refused with `SignatureNonceUsed`. [`Renew`] says what else must be new.
///
/// `#[non_exhaustive]`: a service may ask for something else one day.
///
/// ```
/// use std::time::Duration;
///
/// use aliyun_instance_status::{ErrorCode, ErrorReply, Renew, Reply, Retry, retry};
///
/// let throttled = Ok(Reply::from(ErrorReply::new(ErrorCode::THROTTLING_USER)));
/// let headers = [("x-acs-retry-after", "2000"), ("x-acs-request-id", "R-1")];
/// assert_eq!(
///     retry(400, headers, &throttled),
///     Retry::After {
///         wait: Duration::from_secs(2),
///         renew: Renew::Nonce,
///         request_id: Some("R-1".into()),
///     },
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Retry {
    /// Nothing: it is a page.
    Done,
    /// Give up: the same request would be refused again, or the body is not what its status
    /// promises.
    GiveUp {
        /// The id that the service gave the call.
        request_id: Option<String>,
    },
    /// Try again after the time that the service asks for.
    After {
        /// The time that the service asks for, which may be very long: the caller, or
        /// [`BackOff::cap`], limits it.
        wait: Duration,
        /// What the next attempt has anew.
        renew: Renew,
        /// The id that the service gave the call.
        request_id: Option<String>,
    },
    /// Try again, and wait longer each time.
    BackOff {
        /// What the next attempt has anew.
        renew: Renew,
        /// The id that the service gave the call.
        request_id: Option<String>,
    },
}

/// What must be new in the next attempt.
///
/// `#[non_exhaustive]`: a service may ask for something else one day.
///
/// ```
/// use aliyun_instance_status::{ErrorReply, Renew, Reply, Retry, retry};
///
/// let expired = Ok(Reply::from(ErrorReply::new("InvalidSecurityToken.Expired")));
/// let no_headers: [(&str, &str); 0] = [];
/// let advice = retry(400, no_headers, &expired);
/// assert_eq!(advice, Retry::BackOff { renew: Renew::Credentials, request_id: None });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Renew {
    /// The nonce and the timestamp, as in every attempt.
    Nonce,
    /// The clock too, which is off: the reply's `date` header has the service's time.
    Time,
    /// The credentials too: the token of the temporary access key has expired.
    Credentials,
}

/// What to do after a call, going by everything that came back: the HTTP status, the
/// headers, and the result of decoding the body.
///
/// | what came | advice |
/// |---|---|
/// | a page | [`Done`](Retry::Done) |
/// | `x-acs-retry-after`, in milliseconds, with whatever else | [`After`](Retry::After) it |
/// | an error reply with a code that [may be tried again](crate::ErrorReply::is_retryable) | [`BackOff`](Retry::BackOff) |
/// | HTTP 408, 429 or 5xx, with another code, HTML, or nothing in the body | [`BackOff`](Retry::BackOff) |
/// | the older `X-RateLimit-User-API`, else `X-RateLimit-User`, with one of the last two | [`After`](Retry::After) its `TimeLeft`, in milliseconds |
/// | anything else: a refusal, or a body that is not what its status promises | [`GiveUp`](Retry::GiveUp) |
///
/// A time is a positive integer, with or without white space around it: `0`, `-1`, `soon`
/// and an empty value are ignored. The older headers also come with calls that are not
/// throttled, so they alone are no reason to try again; nor do they count where waiting is
/// not what helps.
///
/// Header names may be in any case, values may be text or bytes: the `&HeaderMap` of the
/// crate `http` and whatever is built on it will do, and so will an array of pairs. The
/// advice carries the id that support asks for: the body's, or that of
/// `x-acs-request-id` if the body has none.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use std::error::Error;
///
/// use aliyun_instance_status::{BackOff, Reply, Retry, retry};
///
/// /// The instances on the page, or how long to wait before the next attempt.
/// fn read(answer: &http::Response<Vec<u8>>, attempt: u32) -> Result<u32, Box<dyn Error>> {
///     let reply = Reply::decode_any(answer.body());
///     let advice = retry(answer.status().as_u16(), answer.headers(), &reply);
///     if let Some(wait) = BackOff::default().wait(&advice, attempt) {
///         // sleep, sign with a new nonce, send, and read again
///         # return Err(format!("{wait:?}").into());
///     }
///     Ok(reply?.into_result()?.total_count)
/// }
///
/// let bad_gateway = http::Response::builder().status(502).body(b"<html>".to_vec())?;
/// # assert_eq!(read(&bad_gateway, 1).unwrap_err().to_string(), "100ms");
/// # assert_eq!(read(&bad_gateway, 4).unwrap_err().to_string(), "unexpected root element at byte 0");
/// # Ok(())
/// # }
/// ```
///
/// Source: the [official SDKs](https://github.com/aliyun/darabonba-openapi), which read the
/// headers so.
#[must_use]
pub fn retry<N: AsRef<str>, V: AsRef<[u8]>>(
    status: u16,
    headers: impl IntoIterator<Item = (N, V)>,
    reply: &Result<Reply<'_>, DecodeError>,
) -> Retry {
    let error = match reply {
        Ok(Reply::Page(_)) => return Retry::Done,
        Ok(Reply::Error(error)) => Some(error),
        Err(_) => None,
    };
    let Headers { retry_after, rate_limit, request_id } = Headers::read(headers);
    let said = error.and_then(|error| error.request_id.as_deref()).filter(|id| !id.is_empty());
    let request_id = said.map(ToOwned::to_owned).or(request_id);
    let by_code = error.and_then(ErrorReply::remedy);
    let by_status = matches!(status, 408 | 429 | 500..=599).then_some(Remedy::Wait);
    let remedy = by_code.or(by_status);
    let renew = match remedy {
        Some(Remedy::NewTime) => Renew::Time,
        Some(Remedy::NewCredentials) => Renew::Credentials,
        Some(Remedy::SlowDown | Remedy::Wait | Remedy::NewNonce) | None => Renew::Nonce,
    };
    let helps_to_wait = matches!(remedy, Some(Remedy::SlowDown | Remedy::Wait));
    match (retry_after.or(rate_limit.filter(|_| helps_to_wait)), remedy) {
        (Some(wait), _) => Retry::After { wait, renew, request_id },
        (None, Some(_)) => Retry::BackOff { renew, request_id },
        (None, None) => Retry::GiveUp { request_id },
    }
}

impl Retry {
    /// The id that the service gave the call, which its support will ask for. A page has
    /// its own.
    ///
    /// ```
    /// use aliyun_instance_status::{DecodeError, Reply, retry};
    ///
    /// fn complain(status: u16, reply: &Result<Reply, DecodeError>) -> String {
    ///     let advice = retry(status, [("X-Acs-Request-Id", "R-1")], reply);
    ///     format!("HTTP {status}, request {}", advice.request_id().unwrap_or("unknown"))
    /// }
    /// # let refused = Ok(aliyun_instance_status::ErrorReply::new("Forbidden.RAM").into());
    /// # assert_eq!(complain(403, &refused), "HTTP 403, request R-1");
    /// ```
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Done => None,
            Self::GiveUp { request_id }
            | Self::After { request_id, .. }
            | Self::BackOff { request_id, .. } => request_id.as_deref(),
        }
    }

    /// What must be new in the next attempt, if there should be one.
    ///
    /// ```
    /// use aliyun_instance_status::{Renew, Retry};
    ///
    /// fn prepare(advice: &Retry) {
    ///     match advice.renew() {
    ///         Some(Renew::Credentials) => println!("fetch a new token"),
    ///         Some(Renew::Time) => println!("ask for the time"),
    ///         _ => {}
    ///     }
    /// }
    /// ```
    #[must_use]
    pub const fn renew(&self) -> Option<Renew> {
        match self {
            Self::Done | Self::GiveUp { .. } => None,
            Self::After { renew, .. } | Self::BackOff { renew, .. } => Some(*renew),
        }
    }
}
