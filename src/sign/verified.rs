//! A received request that its signature vouches for.

use alloc::sync::Arc;
use core::fmt;

use crate::call::Call;
use crate::decode_error::DecodeError;

use super::unverified::Claim;

/// A received request that was verified: who made it, and the way to its parameters.
///
/// `Debug` shows the id and the nonce.
///
/// ```
/// use std::collections::HashSet;
///
/// use aliyun_instance_status::sign::Verified;
/// use aliyun_instance_status::{Call, ErrorCode, Refusal};
///
/// fn call<'a>(verified: &Verified<'a>, seen: &mut HashSet<String>) -> Result<Call<'a>, Refusal> {
///     if !seen.insert(verified.signature_nonce().to_owned()) {
///         return Err(ErrorCode::SIGNATURE_NONCE_USED.into());
///     }
///     Ok(verified.call()?)
/// }
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Verified<'a>(Arc<Claim<'a>>);

impl<'a> Verified<'a> {
    pub(super) fn new(claim: Arc<Claim<'a>>) -> Self {
        Self(claim)
    }

    /// The id of the access key whose secret signed it.
    ///
    /// ```
    /// use aliyun_instance_status::sign::Verified;
    ///
    /// fn log(verified: &Verified) {
    ///     println!("a call of {}", verified.access_key_id());
    /// }
    /// ```
    #[must_use]
    pub fn access_key_id(&self) -> &str {
        &self.0.access_key_id
    }

    /// The nonce. Refuse the request if you have seen it within the window.
    ///
    /// ```
    /// use aliyun_instance_status::sign::Verified;
    ///
    /// fn is_new(verified: &Verified, seen: &mut std::collections::HashSet<String>) -> bool {
    ///     seen.insert(verified.signature_nonce().to_owned())
    /// }
    /// ```
    #[must_use]
    pub fn signature_nonce(&self) -> &str {
        &self.0.signature_nonce
    }

    /// The token of a temporary access key. Refuse the request if it is not the key's.
    ///
    /// ```
    /// use aliyun_instance_status::sign::Verified;
    ///
    /// fn is_tokens(verified: &Verified, issued: Option<&str>) -> bool {
    ///     verified.security_token() == issued
    /// }
    /// ```
    #[must_use]
    pub fn security_token(&self) -> Option<&str> {
        self.0.security_token.as_deref()
    }

    /// When the request was made, in UTC, as it was sent.
    ///
    /// ```
    /// use aliyun_instance_status::sign::Verified;
    ///
    /// fn log(verified: &Verified) {
    ///     println!("signed at {}", verified.timestamp());
    /// }
    /// ```
    #[must_use]
    pub fn timestamp(&self) -> &str {
        &self.0.timestamp
    }

    /// The call, decoded from the verified parameters and no others: those of the query and
    /// of the form in the body.
    ///
    /// # Errors
    ///
    /// Those of [`Call::from_query_and_form`].
    ///
    /// ```
    /// use aliyun_instance_status::sign::Verified;
    /// use aliyun_instance_status::{DecodeError, Request};
    ///
    /// fn request<'a>(verified: &Verified<'a>) -> Result<Request<'a>, DecodeError> {
    ///     Ok(verified.call()?.request)
    /// }
    /// ```
    pub fn call(&self) -> Result<Call<'a>, DecodeError> {
        self.0.call.clone()
    }
}

impl fmt::Debug for Verified<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt_as("Verified", f)
    }
}
