//! The headers of a reply that say when to try again, and the id of the request.

use alloc::borrow::ToOwned;
use alloc::string::String;
use core::time::Duration;

use super::http_date;

/// What the headers of a reply say about trying again. Where a name occurs more than once,
/// its first value that can be read counts.
#[derive(Default)]
pub(super) struct Headers {
    /// `x-acs-retry-after`, the service's own.
    pub(super) retry_after: Option<Duration>,
    /// `Retry-After`, a gateway's; or else what is left of a rate limit.
    pub(super) retry_after_or_limit: Option<Duration>,
    /// The time by the server's clock, in seconds since the Unix epoch.
    pub(super) date: Option<u64>,
    pub(super) request_id: Option<String>,
}

impl Headers {
    /// Reads headers whose names are in any case.
    pub(super) fn read<N: AsRef<str>, V: AsRef<[u8]>>(
        headers: impl IntoIterator<Item = (N, V)>,
    ) -> Self {
        let mut read = Self::default();
        // `Retry-After` has seconds, or a date (RFC 9110, section 10.2.3).
        let (mut seconds, mut until) = (None, None);
        let (mut limit_of_api, mut limit_of_user) = (None, None);
        for (name, value) in headers {
            // White space around a value is not part of it (RFC 9110, section 5.5).
            let Ok(value) = core::str::from_utf8(value.as_ref().trim_ascii()) else { continue };
            let is = |wanted: &str| name.as_ref().eq_ignore_ascii_case(wanted);
            if is("x-acs-retry-after") {
                read.retry_after = read.retry_after.or_else(|| milliseconds(value));
            } else if is("retry-after") && seconds.or(until).is_none() {
                (seconds, until) = (positive(value), http_date::seconds(value));
            } else if is("date") {
                read.date = read.date.or_else(|| http_date::seconds(value));
            } else if is("x-ratelimit-user-api") {
                limit_of_api = limit_of_api.or_else(|| time_left(value));
            } else if is("x-ratelimit-user") {
                limit_of_user = limit_of_user.or_else(|| time_left(value));
            } else if is("x-acs-request-id") && !value.is_empty() && read.request_id.is_none() {
                read.request_id = Some(value.to_owned());
            }
        }
        let from_now = || until?.checked_sub(read.date?).filter(|&seconds| seconds > 0);
        let gateway = seconds.or_else(from_now).map(Duration::from_secs);
        read.retry_after_or_limit = gateway.or(limit_of_api).or(limit_of_user);
        read
    }
}

/// A time given as a positive integer of milliseconds.
fn milliseconds(digits: &str) -> Option<Duration> {
    positive(digits).map(Duration::from_millis)
}

/// A positive integer. What does not fit into a `u64` counts as the greatest that does.
fn positive(digits: &str) -> Option<u64> {
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(digits.parse().unwrap_or(u64::MAX)).filter(|&number| number > 0)
}

/// The time that is left of a limit: the member `TimeLeft`, in milliseconds.
///
/// ```text
/// Limit:100,Remain:0,TimeLeft:2000,Reset:1700000000
/// ```
fn time_left(members: &str) -> Option<Duration> {
    members.split(',').find_map(|member| {
        let (name, value) = member.split_once(':')?;
        let is_time_left = name.trim_ascii().eq_ignore_ascii_case("TimeLeft");
        if is_time_left { milliseconds(value.trim_ascii()) } else { None }
    })
}
