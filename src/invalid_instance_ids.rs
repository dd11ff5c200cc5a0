//! Why a request cannot take a list of instance ids.

use core::fmt;

use crate::Request;

/// Instance ids that one request cannot name.
///
/// [`Request::split_instance_ids`] takes any number of them, even none.
///
/// `#[non_exhaustive]`: a stricter check may add a variant.
///
/// ```
/// use aliyun_instance_status::{InvalidInstanceIds, Request};
///
/// let none: [&str; 0] = [];
/// let refused = Request::new("cn-hangzhou").with_instance_ids(none).unwrap_err();
/// assert_eq!(refused, InvalidInstanceIds::None);
/// assert_eq!(refused.to_string(), "no instance ids, which would select the whole region");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum InvalidInstanceIds {
    /// None at all. A request without ids selects the whole region: if that is what you
    /// want, leave out [`with_instance_ids`](Request::with_instance_ids).
    None,
    /// More than [`Request::MAX_INSTANCE_IDS`].
    TooMany,
    /// An empty id, which names no instance: a server that skips it, and finds no other,
    /// selects the whole region.
    Empty,
}

impl fmt::Display for InvalidInstanceIds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("no instance ids, which would select the whole region"),
            Self::TooMany => {
                write!(f, "more than {} instance ids for one request", Request::MAX_INSTANCE_IDS)
            }
            Self::Empty => f.write_str("an empty instance id"),
        }
    }
}

impl core::error::Error for InvalidInstanceIds {}
