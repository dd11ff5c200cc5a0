//! When a call is made, and the string that keeps it from being made again.

use alloc::borrow::Cow;
use alloc::string::ToString;

use crate::{Field, InvalidValue};

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

impl<'a> Moment<'a> {
    /// A moment given as a timestamp, `yyyy-MM-ddTHH:mm:ssZ`.
    ///
    /// # Errors
    ///
    /// An invalid timestamp, or one before 1970; an empty nonce, or one with a character
    /// other than visible ASCII. The two in the wrong order are therefore refused.
    ///
    /// ```
    /// use aliyun_instance_status::InvalidValue;
    /// use aliyun_instance_status::sign::Moment;
    ///
    /// let moment = Moment::new("2016-02-23T12:46:24Z", "nonce-1")?;
    /// assert_eq!(moment, Moment::at(1_456_231_584, "nonce-1")?);
    /// # Ok::<(), InvalidValue>(())
    /// ```
    pub fn new(timestamp: &str, nonce: impl Into<Cow<'a, str>>) -> Result<Self, InvalidValue> {
        let seconds = timestamp::seconds(timestamp).and_then(|seconds| u64::try_from(seconds).ok());
        Self::at(
            seconds.ok_or_else(|| refused(timestamp, "yyyy-MM-ddTHH:mm:ssZ since 1970"))?,
            nonce,
        )
    }

    /// A moment given in seconds since the Unix epoch.
    ///
    /// # Errors
    ///
    /// A year after 9999; an empty nonce, or one with a character other than visible ASCII.
    ///
    /// ```
    /// use aliyun_instance_status::InvalidValue;
    /// use aliyun_instance_status::sign::Moment;
    ///
    /// let milliseconds = 1_456_231_584_000;
    /// let refused = Moment::at(milliseconds, "nonce-1").unwrap_err();
    /// assert_eq!(
    ///     refused.to_string(),
    ///     "Timestamp \"1456231584000\" is not in seconds up to the year 9999",
    /// );
    /// assert_eq!(
    ///     Moment::at(1_456_231_584, "nonce 1").unwrap_err().to_string(),
    ///     "SignatureNonce \"nonce 1\" is not one or more visible ASCII characters",
    /// );
    /// ```
    pub fn at(seconds: u64, nonce: impl Into<Cow<'a, str>>) -> Result<Self, InvalidValue> {
        let nonce = nonce.into();
        if seconds > timestamp::LAST {
            return Err(refused(&seconds.to_string(), "in seconds up to the year 9999"));
        }
        if nonce.is_empty() || !nonce.bytes().all(|byte| byte.is_ascii_graphic()) {
            let name = Field::SignatureNonce.name();
            return Err(InvalidValue::new(name, &nonce, "one or more visible ASCII characters"));
        }
        Ok(Self { seconds, nonce })
    }

    /// When the call is made, in seconds since the Unix epoch.
    ///
    /// ```
    /// use aliyun_instance_status::sign::Moment;
    ///
    /// let moment = Moment::new("2016-02-23T12:46:24Z", "nonce-1")?;
    /// assert_eq!(moment.seconds(), 1_456_231_584);
    /// # Ok::<(), aliyun_instance_status::InvalidValue>(())
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
    /// # Ok::<(), aliyun_instance_status::InvalidValue>(())
    /// ```
    #[must_use]
    pub fn nonce(&self) -> &str {
        &self.nonce
    }

    /// Copies what is still borrowed, so that the moment outlives the nonce it was made of.
    ///
    /// ```
    /// use aliyun_instance_status::InvalidValue;
    /// use aliyun_instance_status::sign::Moment;
    ///
    /// fn read(now: u64, line: String) -> Result<Moment<'static>, InvalidValue> {
    ///     Ok(Moment::at(now, line.trim())?.into_owned())
    /// }
    /// # assert_eq!(read(0, "nonce-1\n".into())?.nonce(), "nonce-1");
    /// # Ok::<(), InvalidValue>(())
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

fn refused(timestamp: &str, allowed: &'static str) -> InvalidValue {
    InvalidValue::new(Field::Timestamp.name(), timestamp, allowed)
}
