//! What a client does after a call: whether it tries again, when, and with what.

mod back_off;
mod headers;
mod http_date;

use alloc::borrow::ToOwned;
use alloc::string::String;
use core::time::Duration;

use crate::error_code::Remedy;
use crate::{Category, DecodeError, ErrorReply, Reply};

pub use back_off::BackOff;
use headers::Headers;

/// Advice on what a client does after a call, as [`retry`] gives it: what to do, what to
/// renew before the next attempt, and the id to quote to support.
///
/// [`BackOff::wait`] turns the advice into the time to sleep before the next attempt.
///
/// Always sign a new attempt anew, with a new nonce and the current time: sent unchanged,
/// it would be refused with `SignatureNonceUsed`. [`Renew`] says what else must be new.
///
/// ```
/// use std::time::Duration;
///
/// use aliyun_instance_status::{ErrorCode, ErrorReply, Renew, Reply, RetryAction, retry};
///
/// let throttled = Ok(Reply::from(ErrorReply::new(ErrorCode::THROTTLING_USER)));
/// let headers = [("x-acs-retry-after", "2000"), ("x-acs-request-id", "R-1")];
/// let advice = retry(400, headers, &throttled);
/// assert_eq!(advice.action(), RetryAction::After(Duration::from_secs(2)));
/// assert_eq!(advice.renew(), Some(Renew::Nonce));
/// assert_eq!(advice.request_id(), Some("R-1"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Retry {
    action: RetryAction,
    renew: Renew,
    request_id: Option<String>,
    server_time: Option<u64>,
}

/// Whether a client makes a call again, and when.
///
/// `#[non_exhaustive]`: a service may ask for something else one day.
///
/// ```
/// use aliyun_instance_status::{Retry, RetryAction};
///
/// fn explain(advice: &Retry) -> String {
///     match advice.action() {
///         RetryAction::Done => "the page has come".to_owned(),
///         RetryAction::After(time) => format!("the service asks to wait for {time:?}"),
///         RetryAction::BackOff => "wait longer after each attempt".to_owned(),
///         _ => "another attempt would not help".to_owned(),
///     }
/// }
/// # assert_eq!(explain(&Retry::unanswered()), "wait longer after each attempt");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RetryAction {
    /// Nothing is left to do: the reply is a page.
    Done,
    /// Give up: the call would be refused again, or the body is not what its status
    /// promises.
    GiveUp,
    /// Make the call again after the time that the service asks for. It may be very long:
    /// the caller, or [`BackOff::cap`], limits it.
    After(Duration),
    /// Make the call again, after a time that grows with each attempt.
    BackOff,
}

/// What must be new in the next attempt.
///
/// `#[non_exhaustive]`: a service may ask for something else one day.
///
/// ```
/// use aliyun_instance_status::{ErrorReply, Renew, Reply, retry};
///
/// let expired = Ok(Reply::from(ErrorReply::new("InvalidSecurityToken.Expired")));
/// let no_headers: [(&str, &str); 0] = [];
/// assert_eq!(retry(400, no_headers, &expired).renew(), Some(Renew::Credentials));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Renew {
    /// Only what every attempt has anew: the nonce and the timestamp.
    Nonce,
    /// Besides the nonce, the clock, which is off: [`Retry::server_time`] is the service's
    /// time.
    Time,
    /// Besides the nonce and the timestamp, the credentials: the token of the temporary
    /// access key has expired.
    Credentials,
}

/// What to do after a call, going by everything that came back: the HTTP status, the
/// headers, and the result of decoding the body. The first row that applies decides.
///
/// | what came | action |
/// |---|---|
/// | a page, whatever the headers say | [`Done`](RetryAction::Done) |
/// | `x-acs-retry-after`, in milliseconds, with anything but a page | [`After`](RetryAction::After) it |
/// | a gateway's `Retry-After`, where a row below would say `BackOff`, but not where a nonce, the clock or the credentials must be renewed | [`After`](RetryAction::After) its seconds, or the time from the reply's `Date` to its date |
/// | the older `X-RateLimit-User-API`, else `X-RateLimit-User`, in place of such a `Retry-After` | [`After`](RetryAction::After) its `TimeLeft`, in milliseconds |
/// | an error reply with a code that [may be tried again](crate::ErrorReply::is_retryable) | [`BackOff`](RetryAction::BackOff) |
/// | HTTP 408, 429 or 5xx, with another code, HTML, or nothing in the body | [`BackOff`](RetryAction::BackOff) |
/// | HTTP 2xx with a body that is empty or cut off | [`BackOff`](RetryAction::BackOff) |
/// | anything else: a refusal, or a body that is not what its status promises | [`GiveUp`](RetryAction::GiveUp) |
///
/// A time is a positive integer, with or without white space around it: `0`, `-1`, `soon`
/// and an empty value are ignored. The older headers also come with calls that are not
/// throttled, so they alone are no reason to try again; nor do they, or `Retry-After`, count
/// where waiting is not what helps.
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
/// use aliyun_instance_status::{BackOff, Reply, retry};
///
/// /// How many instances there are, or how long to wait before the next attempt.
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
        Ok(Reply::Page(_)) => return Retry::new(RetryAction::Done),
        Ok(Reply::Error(error)) => Some(error),
        Err(_) => None,
    };
    let Headers { retry_after, retry_after_or_limit, date, request_id } = Headers::read(headers);
    let in_body = error.and_then(|error| error.request_id.as_deref()).filter(|id| !id.is_empty());
    let by_code = error.and_then(ErrorReply::remedy);
    // A page that did not come whole: the call only reads, so it may be made again.
    let is_cut_off = matches!(status, 200..=299)
        && reply.as_ref().is_err_and(|error| error.category() == Category::Eof);
    let is_temporary = is_cut_off || matches!(status, 408 | 429 | 500..=599);
    let by_status = is_temporary.then_some(Remedy::Wait);
    let remedy = by_code.or(by_status);
    let waiting_helps = matches!(remedy, Some(Remedy::SlowDown | Remedy::Wait));
    Retry {
        action: match (retry_after.or(retry_after_or_limit.filter(|_| waiting_helps)), remedy) {
            (Some(time), _) => RetryAction::After(time),
            (None, Some(_)) => RetryAction::BackOff,
            (None, None) => RetryAction::GiveUp,
        },
        renew: match remedy {
            Some(Remedy::NewTime) => Renew::Time,
            Some(Remedy::NewCredentials) => Renew::Credentials,
            Some(Remedy::SlowDown | Remedy::Wait | Remedy::NewNonce) | None => Renew::Nonce,
        },
        request_id: in_body.map(ToOwned::to_owned).or(request_id),
        server_time: date.filter(|_| remedy == Some(Remedy::NewTime)),
    }
}

impl Retry {
    /// Advice for a call that got no reply, such as a connection refused or lost: back
    /// off, then make the call again, which is safe because this operation only reads.
    ///
    /// ```
    /// use aliyun_instance_status::{BackOff, Retry};
    ///
    /// assert!(BackOff::default().wait(&Retry::unanswered(), 1).is_some());
    /// ```
    #[must_use]
    pub const fn unanswered() -> Self {
        Self::new(RetryAction::BackOff)
    }

    const fn new(action: RetryAction) -> Self {
        Self { action, renew: Renew::Nonce, request_id: None, server_time: None }
    }

    /// Whether to make the call again, and when.
    ///
    /// ```
    /// use aliyun_instance_status::{ErrorReply, Reply, RetryAction, retry};
    ///
    /// let refused = Ok(Reply::from(ErrorReply::new("Forbidden.RAM")));
    /// let no_headers: [(&str, &str); 0] = [];
    /// assert_eq!(retry(403, no_headers, &refused).action(), RetryAction::GiveUp);
    /// ```
    #[must_use]
    pub const fn action(&self) -> RetryAction {
        self.action
    }

    /// What must be new in the next attempt; `None` if there should be no other attempt.
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
        match self.action {
            RetryAction::Done | RetryAction::GiveUp => None,
            RetryAction::After(_) | RetryAction::BackOff => Some(self.renew),
        }
    }

    /// The id that the service gave the call, which its support will ask for; `None` for a
    /// page, which has its own.
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
        self.request_id.as_deref()
    }

    /// The time by the service's clock, in seconds since the Unix epoch, where the client's
    /// clock is off ([`Renew::Time`]) and the reply has a `Date`. Its difference to your
    /// clock is what to add from now on.
    ///
    /// ```
    /// use aliyun_instance_status::{ErrorCode, ErrorReply, Reply, retry};
    ///
    /// let expired = Ok(Reply::from(ErrorReply::new(ErrorCode::INVALID_TIME_STAMP_EXPIRED)));
    /// let advice = retry(400, [("Date", "Sun, 06 Nov 1994 08:49:37 GMT")], &expired);
    /// assert_eq!(advice.server_time(), Some(784_111_777));
    /// ```
    #[must_use]
    pub const fn server_time(&self) -> Option<u64> {
        self.server_time
    }
}
