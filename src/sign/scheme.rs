//! The two signatures, by name.

use core::fmt;

use super::{rpc, v3};

/// How a request is signed.
///
/// `#[non_exhaustive]`: the API may add a third.
///
/// ```
/// use aliyun_instance_status::sign::Scheme;
///
/// assert_eq!(Scheme::V3.to_string(), "V3");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Scheme {
    /// `SignatureVersion=1.0`: the signature is one of the parameters.
    Rpc,
    /// `ACS3-HMAC-SHA256`: the signature is a header.
    V3,
}

impl Scheme {
    /// How many seconds a timestamp is valid, as documented: [`rpc::WINDOW`] or
    /// [`v3::WINDOW`].
    ///
    /// ```
    /// use aliyun_instance_status::sign::Scheme;
    ///
    /// assert!(Scheme::V3.window() < Scheme::Rpc.window());
    /// ```
    #[must_use]
    pub const fn window(self) -> u64 {
        match self {
            Self::Rpc => rpc::WINDOW,
            Self::V3 => v3::WINDOW,
        }
    }
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Rpc => "RPC",
            Self::V3 => "V3",
        })
    }
}
