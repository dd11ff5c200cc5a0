//! How long to wait before each attempt.

use core::time::Duration;

use super::{Retry, RetryAction};

/// How often to try a call, and how long to wait in between: `base` after the first
/// attempt, twice as long after each further one, and never longer than `cap`.
///
/// There is no jitter: an attempt with a given number always waits for the time that this
/// schedule gives it. If many clients may be refused at once, wait for a random part of
/// that time, with your own source of randomness.
///
/// ```
/// use std::time::Duration;
///
/// use aliyun_instance_status::BackOff;
///
/// let patient = BackOff { attempts: 10, ..BackOff::default() };
/// assert_eq!(patient.base, Duration::from_millis(100));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_structs, reason = "users build it as a literal")]
pub struct BackOff {
    /// How often to make the call at most, including the first time.
    pub attempts: u32,
    /// How long to wait after the first attempt.
    pub base: Duration,
    /// The longest time to wait, even if the service asks for more.
    pub cap: Duration,
}

impl Default for BackOff {
    /// Three more attempts after the first, beginning after 100 ms, as in the official Java
    /// SDK; at most 20 s.
    fn default() -> Self {
        Self { attempts: 4, base: Duration::from_millis(100), cap: Duration::from_secs(20) }
    }
}

impl BackOff {
    /// How long to wait, by this advice, after attempt number `attempt`, counted from 1;
    /// `None` if there should be no further attempt.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use aliyun_instance_status::{BackOff, ErrorCode, ErrorReply, Reply, retry};
    ///
    /// let failed = Ok(Reply::from(ErrorReply::new(ErrorCode::INTERNAL_ERROR)));
    /// let no_headers: [(&str, &str); 0] = [];
    /// let advice = retry(500, no_headers, &failed);
    /// let waits = (1..).map_while(|attempt| BackOff::default().wait(&advice, attempt));
    /// assert!(waits.eq([100, 200, 400].map(Duration::from_millis)));
    /// ```
    ///
    /// Where no reply came at all, the advice is [`Retry::unanswered`].
    #[must_use]
    pub fn wait(&self, advice: &Retry, attempt: u32) -> Option<Duration> {
        let wait = match advice.action() {
            RetryAction::Done | RetryAction::GiveUp => return None,
            RetryAction::After(time) => time,
            RetryAction::BackOff => {
                let doublings = attempt.saturating_sub(1);
                self.base.saturating_mul(1_u32.checked_shl(doublings).unwrap_or(u32::MAX))
            }
        };
        (attempt < self.attempts).then(|| wait.min(self.cap))
    }
}
