//! A received request that its signature vouches for.

use alloc::sync::Arc;
use core::fmt;

use crate::call::Call;
use crate::decode_error::DecodeError;

use super::Scheme;
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
pub struct Verified<'a> {
    claim: Arc<Claim<'a>>,
    scheme: Scheme,
}

impl<'a> Verified<'a> {
    pub(super) fn new(claim: Arc<Claim<'a>>, scheme: Scheme) -> Self {
        Self { claim, scheme }
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
        &self.claim.access_key_id
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
        &self.claim.signature_nonce
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
        self.claim.security_token.as_deref()
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
        &self.claim.timestamp
    }

    /// The scheme with which it is signed.
    ///
    /// ```
    /// use aliyun_instance_status::sign::Verified;
    ///
    /// fn log(verified: &Verified) {
    ///     println!("{} signs with {}", verified.access_key_id(), verified.scheme());
    /// }
    /// ```
    #[must_use]
    pub fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// How many seconds its timestamp is valid, as its scheme is documented:
    /// [`rpc::WINDOW`](super::rpc::WINDOW) or [`v3::WINDOW`](super::v3::WINDOW). A
    /// request of the same nonce is refused as expired once this has passed since the
    /// timestamp, if it is the [`Clock`](super::Clock)'s window.
    ///
    /// ```
    /// use std::collections::HashMap;
    ///
    /// use aliyun_instance_status::sign::Verified;
    ///
    /// /// Keeps a caller's nonce, and until when: a timestamp may be as far ahead as behind.
    /// fn keep(seen: &mut HashMap<[String; 2], u64>, verified: &Verified, now: u64) {
    ///     let until = now.saturating_add(2 * verified.window());
    ///     let nonce = [verified.access_key_id(), verified.signature_nonce()];
    ///     seen.insert(nonce.map(str::to_owned), until);
    /// }
    /// ```
    #[must_use]
    pub fn window(&self) -> u64 {
        self.scheme.window()
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
        self.claim.call.clone()
    }

    /// The same request, owned: for a task that outlives the buffers of the request.
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
        Verified { claim: Claim::into_shared_owned(self.claim), scheme: self.scheme }
    }
}

impl fmt::Debug for Verified<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.claim.fmt_as("Verified", f)
    }
}
