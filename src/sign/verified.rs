//! A received request whose signature was verified.

use alloc::sync::Arc;
use core::fmt;
use core::ops::Deref;

use crate::{Call, DecodeError};

use super::Claim;

/// A received request whose signature was verified: its [`Claim`] is true, and its
/// parameters are what was signed.
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
pub struct Verified<'a> {
    pub(super) claim: Arc<Claim<'a>>,
}

impl<'a> Verified<'a> {
    /// The call, decoded from the verified parameters and no others: those of the query and
    /// of the form in the body. It is decoded each time it is asked for.
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
        self.claim.parameters.call(&self.claim.form, self.claim.length)
    }

    /// Copies what is still borrowed, so that the request outlives the buffers it was received
    /// in.
    ///
    /// ```
    /// use std::sync::mpsc::{SendError, Sender};
    ///
    /// use aliyun_instance_status::sign::Verified;
    ///
    /// type Queue = Sender<Verified<'static>>;
    ///
    /// fn enqueue(queue: &Queue, verified: Verified) -> Result<(), SendError<Verified<'static>>> {
    ///     queue.send(verified.into_owned())
    /// }
    /// ```
    #[must_use]
    pub fn into_owned(self) -> Verified<'static> {
        Verified { claim: Claim::into_owned(self.claim) }
    }
}

/// Gives access to the [`Claim`]: who made the request, and when.
impl<'a> Deref for Verified<'a> {
    type Target = Claim<'a>;

    fn deref(&self) -> &Claim<'a> {
        &self.claim
    }
}

impl fmt::Debug for Verified<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.claim.fmt_as("Verified", f)
    }
}
