//! The ways in which a call is throttled.

use aliyun_instance_status::ErrorCode;

/// How many milliseconds a throttled client is told to wait.
const WAIT: u32 = 100;

/// What a throttled call is answered with. The service has been seen to do each.
///
/// ```
/// use std::num::NonZeroU64;
///
/// use mock_endpoint::{Options, Throttling};
///
/// let busy = Options {
///     throttle: NonZeroU64::new(3),
///     throttling: Throttling::Unavailable,
///     ..Options::default()
/// };
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Throttling {
    /// `Throttling`, HTTP 400, with `x-acs-retry-after: 100`.
    #[default]
    RetryAfter,
    /// `ServiceUnavailable`, HTTP 503, with `x-acs-retry-after: 100`: that header counts
    /// whatever the code.
    Unavailable,
    /// `Throttling.User`, HTTP 400, with the older headers `x-ratelimit-user-api` and
    /// `x-ratelimit-user`, both with `TimeLeft:100`.
    RateLimit,
    /// `Throttling`, HTTP 400, without a time to wait.
    Bare,
}

impl Throttling {
    pub(crate) fn code(self) -> ErrorCode<'static> {
        match self {
            Self::RetryAfter | Self::Bare => ErrorCode::THROTTLING,
            Self::Unavailable => ErrorCode::SERVICE_UNAVAILABLE,
            Self::RateLimit => ErrorCode::THROTTLING_USER,
        }
    }

    /// The headers that tell how long to wait at `now`, in seconds since the Unix epoch.
    pub(crate) fn headers(self, now: u64) -> Vec<(&'static str, String)> {
        match self {
            Self::RetryAfter | Self::Unavailable => vec![("x-acs-retry-after", WAIT.to_string())],
            Self::RateLimit => {
                let reset = now.saturating_add(1);
                let left = format!("Limit:100,Remain:0,TimeLeft:{WAIT},Reset:{reset}");
                vec![("x-ratelimit-user-api", left.clone()), ("x-ratelimit-user", left)]
            }
            Self::Bare => Vec::new(),
        }
    }
}
