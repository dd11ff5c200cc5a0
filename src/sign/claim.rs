//! The identity and the time that a request claims.

use alloc::borrow::Cow;
use alloc::sync::Arc;
use core::fmt;

use crate::redaction::redact;

use super::parameters::Parameters;
use super::{Scheme, VerifyError};

/// Who made a request, and when: true of a [`Verified`](super::Verified) request, only
/// claimed by an [`Unverified`](super::Unverified) one. Both dereference to it.
///
/// `Debug` shows the id and the nonce.
///
/// ```
/// use aliyun_instance_status::sign::{Claim, Unverified, Verified};
///
/// fn log(claim: &Claim) {
///     println!("{} at {}", claim.access_key_id(), claim.timestamp());
/// }
/// fn log_both(unverified: &Unverified, verified: &Verified) {
///     log(unverified);
///     log(verified);
/// }
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Claim<'a> {
    pub(super) scheme: Scheme,
    pub(super) access_key_id: Cow<'a, str>,
    pub(super) signature_nonce: Cow<'a, str>,
    pub(super) security_token: Option<Cow<'a, str>>,
    pub(super) timestamp: Cow<'a, str>,
    /// The parameter or header that the timestamp was sent in.
    pub(super) timestamp_name: &'static str,
    /// The timestamp in seconds since the Unix epoch.
    pub(super) seconds: i64,
    pub(super) window: u64,
    /// What is asked for. It leaves this module only through `Verified::call`.
    pub(super) parameters: Parameters<'a>,
    /// The form in the body with V3, which signs only its hash; with RPC, its parameters are
    /// among the others, and this is empty.
    pub(super) form: Cow<'a, str>,
    /// How long the query and the form are together.
    pub(super) length: usize,
}

impl<'a> Claim<'a> {
    /// The id of the access key whose secret signs the request.
    ///
    /// ```
    /// use aliyun_instance_status::sign::Unverified;
    ///
    /// async fn secret(unverified: &Unverified<'_>) -> Option<Vec<u8>> {
    ///     look_up(unverified.access_key_id()).await
    /// }
    /// # async fn look_up(_: &str) -> Option<Vec<u8>> { None }
    /// ```
    #[must_use]
    pub fn access_key_id(&self) -> &str {
        &self.access_key_id
    }

    /// The nonce, unique per access key. Refuse a verified request if its access key has used
    /// the nonce before: [`Nonces`](super::Nonces) does. Do not store the nonce of a request
    /// that is not verified.
    ///
    /// ```
    /// use aliyun_instance_status::sign::Verified;
    ///
    /// fn log(verified: &Verified) {
    ///     println!("{} used {}", verified.access_key_id(), verified.signature_nonce());
    /// }
    /// ```
    #[must_use]
    pub fn signature_nonce(&self) -> &str {
        &self.signature_nonce
    }

    /// The token of a temporary access key; an empty one counts as absent. Refuse the
    /// request if the token is not the key's.
    ///
    /// ```
    /// use aliyun_instance_status::sign::Verified;
    ///
    /// fn token_matches(verified: &Verified, issued: Option<&str>) -> bool {
    ///     verified.security_token() == issued
    /// }
    /// ```
    #[must_use]
    pub fn security_token(&self) -> Option<&str> {
        self.security_token.as_deref()
    }

    /// When the request was made, in UTC, as it was sent: `2016-02-23T12:46:24Z`; with RPC
    /// perhaps with decimals of a second.
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
        &self.timestamp
    }

    /// The scheme with which the request is signed.
    ///
    /// ```
    /// use aliyun_instance_status::sign::{Scheme, Unverified};
    ///
    /// fn count(unverified: &Unverified, rpc_calls: &mut u32) {
    ///     if unverified.scheme() == Scheme::Rpc {
    ///         *rpc_calls += 1;
    ///     }
    /// }
    /// ```
    #[must_use]
    pub const fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// How many seconds the timestamp may be older or newer than the server's clock: the
    /// [scheme's own](Scheme::window), or what
    /// [`Unverified::with_window`](super::Unverified::with_window) set. Once this many seconds
    /// have passed since the timestamp, this request is refused as expired, so that its nonce
    /// may be forgotten.
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
    pub const fn window(&self) -> u64 {
        self.window
    }

    /// Checks that the timestamp is within the window around `now`, in seconds since the
    /// Unix epoch.
    pub(super) fn check_timestamp(&self, now: u64) -> Result<(), VerifyError> {
        let now = i64::try_from(now).unwrap_or(i64::MAX);
        if now.abs_diff(self.seconds) <= self.window {
            Ok(())
        } else {
            Err(VerifyError::Expired(self.timestamp_name))
        }
    }

    /// Copies what is borrowed; clones the rest only if the `Arc` is shared.
    pub(super) fn into_owned(shared: Arc<Self>) -> Arc<Claim<'static>> {
        let owned = |text: Cow<'a, str>| Cow::Owned(text.into_owned());
        let claim = Arc::unwrap_or_clone(shared);
        Arc::new(Claim {
            scheme: claim.scheme,
            access_key_id: owned(claim.access_key_id),
            signature_nonce: owned(claim.signature_nonce),
            security_token: claim.security_token.map(owned),
            timestamp: owned(claim.timestamp),
            timestamp_name: claim.timestamp_name,
            seconds: claim.seconds,
            window: claim.window,
            parameters: claim.parameters.into_owned(),
            form: owned(claim.form),
            length: claim.length,
        })
    }

    /// Writes the `Debug` output of a type called `name`: the id and the nonce, without the
    /// token and the parameters.
    pub(super) fn fmt_as(&self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct(name)
            .field("access_key_id", &redact(&self.access_key_id))
            .field("signature_nonce", &redact(&self.signature_nonce))
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Claim<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fmt_as("Claim", f)
    }
}
