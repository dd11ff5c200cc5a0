//! The headers of a reply that say when to try again, and the id of the request.

use alloc::borrow::ToOwned;
use alloc::string::String;
use core::time::Duration;

/// What the headers of a reply say about trying again. Where a name occurs more than once,
/// its first value that can be read counts.
#[derive(Default)]
pub(super) struct Headers {
    pub(super) retry_after: Option<Duration>,
    pub(super) rate_limit: Option<Duration>,
    pub(super) request_id: Option<String>,
}

impl Headers {
    /// Reads headers whose names are in any case.
    pub(super) fn read<N: AsRef<str>, V: AsRef<[u8]>>(
        headers: impl IntoIterator<Item = (N, V)>,
    ) -> Self {
        let (mut read, mut limit_of_user) = (Self::default(), None);
        for (name, value) in headers {
            // White space around a value is not part of it (RFC 9110, section 5.5).
            let Ok(value) = core::str::from_utf8(value.as_ref().trim_ascii()) else { continue };
            let is = |wanted: &str| name.as_ref().eq_ignore_ascii_case(wanted);
            if is("x-acs-retry-after") {
                read.retry_after = read.retry_after.or_else(|| milliseconds(value));
            } else if is("x-ratelimit-user-api") {
                read.rate_limit = read.rate_limit.or_else(|| time_left(value));
            } else if is("x-ratelimit-user") {
                limit_of_user = limit_of_user.or_else(|| time_left(value));
            } else if is("x-acs-request-id") && !value.is_empty() && read.request_id.is_none() {
                read.request_id = Some(value.to_owned());
            }
        }
        read.rate_limit = read.rate_limit.or(limit_of_user);
        read
    }
}

/// A time given as a positive integer of milliseconds. What does not fit into a `u64`
/// counts as the longest time that does.
fn milliseconds(digits: &str) -> Option<Duration> {
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let milliseconds = digits.parse().unwrap_or(u64::MAX);
    (milliseconds > 0).then(|| Duration::from_millis(milliseconds))
}

/// The time that is left of a limit: the member `TimeLeft`, in milliseconds.
///
/// ```text
/// Limit:100,Remain:0,TimeLeft:2000,Reset:1700000000
/// ```
fn time_left(members: &str) -> Option<Duration> {
    members.split(',').find_map(|member| {
        let (name, value) = member.split_once(':')?;
        let is_it = name.trim_ascii().eq_ignore_ascii_case("TimeLeft");
        is_it.then(|| milliseconds(value.trim_ascii()))?
    })
}
