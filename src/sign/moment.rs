//! When a call is made, and the string that keeps it from being made again.

use alloc::borrow::Cow;
use core::fmt;

use crate::quoted::Quoted;

use super::timestamp;

/// When a call is made, and its nonce: what differs from call to call, and what the caller
/// takes from a clock and a source of randomness.
///
/// A nonce can be used only once: sign with a new `Moment` when you try again.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use std::time::{SystemTime, UNIX_EPOCH};
///
/// use aliyun_instance_status::sign::Moment;
///
/// let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
/// let nonce = "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf"; // a new UUID, say
/// let moment = Moment::at(now, nonce)?;
/// # assert_eq!(moment.nonce(), nonce);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Moment<'a> {
    seconds: u64,
    nonce: Cow<'a, str>,
}

/// Why a [`Moment`] cannot be made.
///
/// `#[non_exhaustive]`: a stricter check may add a variant.
///
/// ```
/// use aliyun_instance_status::sign::{Moment, MomentError};
///
/// let refused = Moment::new("2016-02-23 12:46:24", "nonce-1").unwrap_err();
/// assert!(matches!(refused, MomentError::MalformedTimestamp(_)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MomentError {
    /// A timestamp that is not `yyyy-MM-ddTHH:mm:ssZ`, or is before 1970: one with
    /// decimals, in another time zone, on the 30th of February.
    MalformedTimestamp(MalformedTimestamp),
    /// A time after the year 9999. Milliseconds in place of seconds, perhaps.
    AfterYear9999 {
        /// The seconds.
        seconds: u64,
    },
    /// An empty nonce.
    EmptyNonce,
    /// A nonce with a character other than visible ASCII, which not every header can carry:
    /// a space, a line end, an accented letter.
    InvalidNonce {
        /// Where in the nonce, in bytes.
        offset: usize,
    },
}

/// A timestamp that no [`Moment`] can have. `Display` says what it was.
///
/// ```
/// use aliyun_instance_status::sign::Moment;
///
/// let refused = Moment::new("2016-02-30T12:46:24Z", "nonce-1").unwrap_err();
/// assert_eq!(
///     refused.to_string(),
///     "timestamp \"2016-02-30T12:46:24Z\" is not yyyy-MM-ddTHH:mm:ssZ since 1970",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MalformedTimestamp(Quoted);

impl<'a> Moment<'a> {
    /// A moment given as a timestamp, `yyyy-MM-ddTHH:mm:ssZ`.
    ///
    /// # Errors
    ///
    /// An invalid timestamp, or one before 1970; an empty nonce, or one with a character
    /// other than visible ASCII. The two in the wrong order are therefore refused.
    ///
    /// ```
    /// use aliyun_instance_status::sign::{Moment, MomentError};
    ///
    /// let moment = Moment::new("2016-02-23T12:46:24Z", "nonce-1")?;
    /// assert_eq!(moment, Moment::at(1_456_231_584, "nonce-1")?);
    /// # Ok::<(), MomentError>(())
    /// ```
    pub fn new(timestamp: &str, nonce: impl Into<Cow<'a, str>>) -> Result<Self, MomentError> {
        let seconds = timestamp::seconds(timestamp).and_then(|seconds| u64::try_from(seconds).ok());
        let malformed = || MalformedTimestamp(Quoted::new(timestamp));
        Self::at(seconds.ok_or_else(|| MomentError::MalformedTimestamp(malformed()))?, nonce)
    }

    /// A moment given in seconds since the Unix epoch.
    ///
    /// # Errors
    ///
    /// A year after 9999; an empty nonce, or one with a character other than visible ASCII.
    ///
    /// ```
    /// use aliyun_instance_status::sign::{Moment, MomentError};
    ///
    /// let milliseconds = 1_456_231_584_000;
    /// let refused = Moment::at(milliseconds, "nonce-1").unwrap_err();
    /// assert_eq!(refused, MomentError::AfterYear9999 { seconds: milliseconds });
    /// assert_eq!(
    ///     Moment::at(1_456_231_584, "nonce 1").unwrap_err().to_string(),
    ///     "nonce with a character other than visible ASCII at byte 5",
    /// );
    /// ```
    pub fn at(seconds: u64, nonce: impl Into<Cow<'a, str>>) -> Result<Self, MomentError> {
        let nonce = nonce.into();
        if seconds > timestamp::LAST {
            return Err(MomentError::AfterYear9999 { seconds });
        }
        if nonce.is_empty() {
            return Err(MomentError::EmptyNonce);
        }
        match nonce.bytes().position(|byte| !byte.is_ascii_graphic()) {
            Some(offset) => Err(MomentError::InvalidNonce { offset }),
            None => Ok(Self { seconds, nonce }),
        }
    }

    /// When the call is made, in seconds since the Unix epoch.
    ///
    /// ```
    /// use aliyun_instance_status::sign::Moment;
    ///
    /// let moment = Moment::new("2016-02-23T12:46:24Z", "nonce-1")?;
    /// assert_eq!(moment.seconds(), 1_456_231_584);
    /// # Ok::<(), aliyun_instance_status::sign::MomentError>(())
    /// ```
    #[must_use]
    pub const fn seconds(&self) -> u64 {
        self.seconds
    }

    /// The nonce.
    ///
    /// ```
    /// use aliyun_instance_status::sign::Moment;
    ///
    /// assert_eq!(Moment::at(0, "nonce-1")?.nonce(), "nonce-1");
    /// # Ok::<(), aliyun_instance_status::sign::MomentError>(())
    /// ```
    #[must_use]
    pub fn nonce(&self) -> &str {
        &self.nonce
    }

    /// This moment with an owned nonce.
    ///
    /// ```
    /// use aliyun_instance_status::sign::{Moment, MomentError};
    ///
    /// fn read(now: u64, line: String) -> Result<Moment<'static>, MomentError> {
    ///     Ok(Moment::at(now, line.trim())?.into_owned())
    /// }
    /// # assert_eq!(read(0, "nonce-1\n".into())?.nonce(), "nonce-1");
    /// # Ok::<(), MomentError>(())
    /// ```
    #[must_use]
    pub fn into_owned(self) -> Moment<'static> {
        Moment { seconds: self.seconds, nonce: Cow::Owned(self.nonce.into_owned()) }
    }

    /// The seconds and the nonce, given up so that no other call is signed with them.
    pub(super) fn into_parts(self) -> (u64, Cow<'a, str>) {
        (self.seconds, self.nonce)
    }
}

impl fmt::Display for MomentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MalformedTimestamp(refused) => refused.fmt(f),
            Self::AfterYear9999 { seconds } => {
                write!(f, "{seconds} seconds since 1970, which is after the year 9999")
            }
            Self::EmptyNonce => f.write_str("empty nonce"),
            Self::InvalidNonce { offset } => {
                write!(f, "nonce with a character other than visible ASCII at byte {offset}")
            }
        }
    }
}

impl fmt::Display for MalformedTimestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "timestamp {} is not yyyy-MM-ddTHH:mm:ssZ since 1970", self.0)
    }
}

/// `Display` already says what a [`MalformedTimestamp`] says, so that is not a source too.
impl core::error::Error for MomentError {}

impl core::error::Error for MalformedTimestamp {}
