//! The status of an instance.

use alloc::borrow::Cow;
use alloc::string::String;
use core::convert::Infallible;
use core::fmt;
use core::str::FromStr;

mod known;

pub(crate) use known::KnownStatus;

/// The status of an instance, as the service names it.
///
/// The documentation lists five statuses; any other word is kept as it was sent. Matching is exact:
/// the service sends `Running`, and `running` is unknown. Words that old clients knew
/// (`Deleted`, `Transferring`, `Resetting`) are unknown too.
///
/// `#[non_exhaustive]`, because the service may document a sixth status.
///
/// ```
/// use aliyun_instance_status::Status;
///
/// assert_eq!(Status::from("Running"), Status::Running);
/// assert_eq!(Status::from("Transferring").as_str(), "Transferring");
/// ```
///
/// Source: [instance lifecycle](https://help.aliyun.com/zh/ecs/user-guide/overview-of-instance-lifecycle).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize), serde(from = "Cow<'a, str>"))]
#[non_exhaustive]
pub enum Status<'a> {
    /// Being prepared, in the first seconds after the instance was created (准备中).
    Pending,
    /// On its way to `Running` (启动中).
    Starting,
    /// Running (运行中), whatever the health of the operating system.
    Running,
    /// On its way to `Stopped` (停止中).
    Stopping,
    /// Stopped (已停止), or created and waiting to be started.
    Stopped,
    /// A word that the documentation does not list.
    Unknown(UnknownStatus<'a>),
}

/// A status that this version does not know, as it was sent.
///
/// Only conversions to [`Status`] create one, so it never holds one of the five known
/// words, and equal statuses compare equal.
///
/// ```
/// use aliyun_instance_status::Status;
///
/// assert!(matches!(Status::from("Resetting"), Status::Unknown(_)));
/// assert!(!matches!(Status::from(String::from("Running")), Status::Unknown(_)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownStatus<'a>(Cow<'a, str>);

impl UnknownStatus<'_> {
    /// The word as it was sent.
    ///
    /// ```
    /// use aliyun_instance_status::Status;
    ///
    /// let unknown = match Status::from("Resetting") {
    ///     Status::Unknown(word) => word.as_str().to_owned(),
    ///     _ => String::new(),
    /// };
    /// assert_eq!(unknown, "Resetting");
    /// ```
    #[must_use]
    pub const fn as_str(&self) -> &str {
        match &self.0 {
            Cow::Borrowed(word) => word,
            Cow::Owned(word) => word.as_str(),
        }
    }

    /// Copies what is still borrowed, so that the word outlives the input.
    ///
    /// ```
    /// use aliyun_instance_status::{Status, UnknownStatus};
    ///
    /// fn unknown(status: Status<'_>) -> Option<UnknownStatus<'static>> {
    ///     match status {
    ///         Status::Unknown(word) => Some(word.into_owned()),
    ///         _ => None,
    ///     }
    /// }
    /// assert_eq!(unknown(Status::Running), None);
    /// assert!(unknown("Resetting".into()).is_some());
    /// ```
    #[must_use]
    pub fn into_owned(self) -> UnknownStatus<'static> {
        UnknownStatus(Cow::Owned(self.0.into_owned()))
    }
}

impl Status<'_> {
    /// The statuses that the documentation lists.
    ///
    /// ```
    /// use aliyun_instance_status::Status;
    ///
    /// let words = Status::KNOWN.map(|status| status.to_string());
    /// assert_eq!(words, ["Pending", "Starting", "Running", "Stopping", "Stopped"]);
    /// ```
    pub const KNOWN: [Status<'static>; 5] =
        [Status::Pending, Status::Starting, Status::Running, Status::Stopping, Status::Stopped];

    /// The word that stands for the status on the wire.
    ///
    /// ```
    /// use aliyun_instance_status::Status;
    ///
    /// assert_eq!(Status::Running.as_str(), "Running");
    /// ```
    #[must_use]
    #[inline]
    pub const fn as_str(&self) -> &str {
        match self {
            Self::Pending => "Pending",
            Self::Starting => "Starting",
            Self::Running => "Running",
            Self::Stopping => "Stopping",
            Self::Stopped => "Stopped",
            Self::Unknown(unknown) => unknown.as_str(),
        }
    }

    /// Whether the status will change by itself: `Pending`, `Starting` and `Stopping`. An
    /// instance that stays in one of these for long is in trouble.
    ///
    /// ```
    /// use aliyun_instance_status::Status;
    ///
    /// assert!(Status::Starting.is_transitional());
    /// assert!(!Status::Stopped.is_transitional());
    /// ```
    #[must_use]
    pub fn is_transitional(&self) -> bool {
        matches!(self, Self::Pending | Self::Starting | Self::Stopping)
    }

    /// Copies what is still borrowed, so that the status outlives the input.
    ///
    /// ```
    /// use aliyun_instance_status::Status;
    ///
    /// let word = String::from("Resetting");
    /// let status: Status<'static> = Status::from(word.as_str()).into_owned();
    /// drop(word);
    /// assert_eq!(status, "Resetting");
    /// ```
    #[must_use]
    pub fn into_owned(self) -> Status<'static> {
        match self {
            Self::Pending => Status::Pending,
            Self::Starting => Status::Starting,
            Self::Running => Status::Running,
            Self::Stopping => Status::Stopping,
            Self::Stopped => Status::Stopped,
            Self::Unknown(unknown) => Status::Unknown(unknown.into_owned()),
        }
    }
}

impl<'a> From<Cow<'a, str>> for Status<'a> {
    #[inline]
    fn from(word: Cow<'a, str>) -> Self {
        match KnownStatus::named(word.as_bytes()) {
            Some(known) => known.status(),
            None => Self::Unknown(UnknownStatus(word)),
        }
    }
}

impl<'a> From<&'a str> for Status<'a> {
    #[inline]
    fn from(word: &'a str) -> Self {
        Self::from(Cow::Borrowed(word))
    }
}

impl From<String> for Status<'static> {
    fn from(word: String) -> Self {
        Self::from(Cow::Owned(word))
    }
}

impl FromStr for Status<'static> {
    type Err = Infallible;

    fn from_str(word: &str) -> Result<Self, Infallible> {
        Ok(Status::from(word).into_owned())
    }
}

impl AsRef<str> for Status<'_> {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq<str> for Status<'_> {
    fn eq(&self, word: &str) -> bool {
        self.as_str() == word
    }
}

impl PartialEq<&str> for Status<'_> {
    fn eq(&self, word: &&str) -> bool {
        self.as_str() == *word
    }
}

impl PartialEq<Status<'_>> for str {
    fn eq(&self, status: &Status<'_>) -> bool {
        self == status.as_str()
    }
}

impl PartialEq<Status<'_>> for &str {
    fn eq(&self, status: &Status<'_>) -> bool {
        *self == status.as_str()
    }
}

impl fmt::Display for Status<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
