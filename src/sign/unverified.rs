//! A received request whose signature was read, and not yet verified.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use alloc::sync::Arc;
use core::fmt;

use crate::call::Call;
use crate::decode_error::DecodeError;
use crate::error_code::ErrorCode;
use crate::redaction::redact;
use crate::refusal::Refusal;

use super::{AccessKeySecret, Clock, Method, Scheme, Verified, VerifyError, rpc, v3};

/// A received request that claims who made it. Look up the secret of its
/// [`access_key_id`](Unverified::access_key_id), then [verify](Unverified::verify) it:
/// there is no other way to its parameters.
///
/// `Debug` shows the id and the nonce.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use aliyun_instance_status::sign::{AccessKeySecret, Clock, Received, Unverified};
///
/// # let query = "AccessKeyId=testid&Action=DescribeInstanceStatus&Format=XML\
/// #     &RegionId=cn-hangzhou&SignatureMethod=HMAC-SHA1\
/// #     &SignatureNonce=3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf&SignatureVersion=1.0\
/// #     &Timestamp=2016-02-23T12%3A46%3A24Z&Version=2014-05-26\
/// #     &Signature=fS5ED%2BQSyUeVqiOAAe%2BF2tw2Qa8%3D";
/// let received = Received { method: "GET", path: "/", query, headers: &[], body: b"" };
/// let unverified: Unverified = received.read()?;
/// assert_eq!(unverified.access_key_id(), "testid");
/// let secret = Some(AccessKeySecret::new("testsecret")); // from your database
/// let clock = Clock { now: 1_456_231_600, window: unverified.window() };
/// let verified = unverified.verify(clock, secret.as_ref())?;
/// assert_eq!(verified.call()?.request.region_id(), "cn-hangzhou");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Unverified<'a> {
    pub(super) claim: Arc<Claim<'a>>,
    pub(super) method: Method,
    /// When the call was made, in seconds since the Unix epoch.
    pub(super) seconds: i64,
    /// The canonical query of RPC, the canonical request of V3.
    pub(super) canonical: Cow<'a, str>,
    pub(super) proof: Proof,
}

/// Who has made a request and when, and what it asks for.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Claim<'a> {
    pub(super) access_key_id: Cow<'a, str>,
    pub(super) signature_nonce: Cow<'a, str>,
    pub(super) security_token: Option<Cow<'a, str>>,
    pub(super) timestamp: Cow<'a, str>,
    pub(super) call: Result<Call<'a>, DecodeError>,
}

/// The signature that was sent; `None` where it is none, which matches nothing.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum Proof {
    Rpc(Option<[u8; 20]>),
    V3 {
        signature: Option<[u8; 32]>,
        /// Whether the headers ask for this operation: to be said only to who has signed.
        operation: Result<(), VerifyError>,
    },
}

impl<'a> Unverified<'a> {
    /// The id of the access key whose secret must verify it.
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
        &self.claim.access_key_id
    }

    /// The nonce. Do not store it before the request is verified.
    ///
    /// ```
    /// use aliyun_instance_status::sign::Unverified;
    ///
    /// fn is_long(unverified: &Unverified) -> bool {
    ///     unverified.signature_nonce().len() > 64
    /// }
    /// ```
    #[must_use]
    pub fn signature_nonce(&self) -> &str {
        &self.claim.signature_nonce
    }

    /// The token of a temporary access key; an empty one counts as absent.
    ///
    /// ```
    /// use aliyun_instance_status::sign::Unverified;
    ///
    /// fn is_temporary(unverified: &Unverified) -> bool {
    ///     unverified.security_token().is_some()
    /// }
    /// ```
    #[must_use]
    pub fn security_token(&self) -> Option<&str> {
        self.claim.security_token.as_deref()
    }

    /// When the request was made, in UTC, as it was sent: `2016-02-23T12:46:24Z`; with RPC
    /// perhaps with decimals of a second.
    ///
    /// ```
    /// use aliyun_instance_status::sign::Unverified;
    ///
    /// fn log(unverified: &Unverified) {
    ///     println!("{} at {}", unverified.access_key_id(), unverified.timestamp());
    /// }
    /// ```
    #[must_use]
    pub fn timestamp(&self) -> &str {
        &self.claim.timestamp
    }

    /// The scheme with which it is signed.
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
    pub fn scheme(&self) -> Scheme {
        match self.proof {
            Proof::Rpc(_) => Scheme::Rpc,
            Proof::V3 { .. } => Scheme::V3,
        }
    }

    /// How many seconds its timestamp is valid, as its scheme is documented:
    /// [`rpc::WINDOW`] or [`v3::WINDOW`].
    ///
    /// ```
    /// use aliyun_instance_status::sign::Unverified;
    ///
    /// use aliyun_instance_status::sign::Clock;
    ///
    /// fn clock(unverified: &Unverified, now: u64) -> Clock {
    ///     Clock { now, window: unverified.window() }
    /// }
    /// ```
    #[must_use]
    pub fn window(&self) -> u64 {
        self.scheme().window()
    }

    /// Verifies that the request was made within the clock's window and signed with this
    /// secret, `None` for an unknown id.
    ///
    /// Compares in constant time, and does the same work for an unknown id as for a wrong
    /// signature. The caller must check whether the nonce is new, and whose the security
    /// token is.
    ///
    /// # Errors
    ///
    /// In the order in which they are checked: a timestamp outside the window; an id
    /// without a secret; a wrong signature, whatever its length and spelling, and an empty
    /// one; with V3, another operation or version.
    ///
    /// ```
    /// use aliyun_instance_status::sign::{Clock, Unverified, VerifyError};
    ///
    /// fn refuse(unverified: &Unverified) {
    ///     let too_late = Clock { now: u64::MAX, window: unverified.window() };
    ///     assert_eq!(unverified.verify(too_late, None), Err(VerifyError::Expired));
    /// }
    /// ```
    pub fn verify(
        &self,
        clock: Clock,
        secret: Option<&AccessKeySecret>,
    ) -> Result<Verified<'a>, VerifyError> {
        clock.check(self.seconds)?;
        let (is_signed, operation) = match &self.proof {
            Proof::Rpc(signature) => {
                let key = secret.map_or(&b"&"[..], AccessKeySecret::rpc_key);
                (rpc::matches(key, self.method, &self.canonical, signature.as_ref()), Ok(()))
            }
            Proof::V3 { signature, operation } => {
                let key = secret.map_or(&[][..], AccessKeySecret::v3_key);
                (v3::matches(key, &self.canonical, signature.as_ref()), *operation)
            }
        };
        if secret.is_none() {
            return Err(VerifyError::UnknownAccessKeyId);
        }
        if !is_signed {
            return Err(VerifyError::SignatureMismatch);
        }
        operation?;
        Ok(Verified::new(Arc::clone(&self.claim), self.scheme()))
    }

    /// What should have been signed, as this side computes it: the echo that follows a
    /// mismatch. With RPC it holds all parameters, the token included.
    ///
    /// ```
    /// use aliyun_instance_status::sign::{Unverified, rpc};
    ///
    /// fn is_the_same(unverified: &Unverified, clients: &str) -> bool {
    ///     unverified.string_to_sign() == clients
    /// }
    /// ```
    #[must_use]
    pub fn string_to_sign(&self) -> String {
        match self.scheme() {
            Scheme::Rpc => rpc::string_to_sign(self.method.as_str(), &self.canonical),
            Scheme::V3 => v3::string_to_sign(&self.canonical),
        }
    }

    /// The canonical request, whose hash a V3 signature signs; `None` with RPC.
    ///
    /// ```
    /// use aliyun_instance_status::sign::Unverified;
    ///
    /// fn show(unverified: &Unverified) {
    ///     println!("{}", unverified.canonical_request().unwrap_or("signed by RPC"));
    /// }
    /// ```
    #[must_use]
    pub fn canonical_request(&self) -> Option<&str> {
        match self.scheme() {
            Scheme::Rpc => None,
            Scheme::V3 => Some(&self.canonical),
        }
    }

    /// The refusal of this request for an error of [`verify`](Unverified::verify). After a
    /// mismatch its message ends as the service's does, with an echo of what should have
    /// been signed, so that clients can tell a wrong secret from a request that was changed
    /// on the way. It reveals nothing that the request does not hold.
    ///
    /// ```
    /// use aliyun_instance_status::Refusal;
    /// use aliyun_instance_status::sign::{AccessKeySecret, Clock, Unverified, Verified};
    ///
    /// fn check<'a>(
    ///     unverified: &Unverified<'a>,
    ///     clock: Clock,
    ///     secret: Option<&AccessKeySecret>,
    /// ) -> Result<Verified<'a>, Refusal> {
    ///     unverified.verify(clock, secret).map_err(|error| unverified.refusal(error))
    /// }
    /// ```
    #[must_use]
    pub fn refusal(&self, error: VerifyError) -> Refusal {
        if error != VerifyError::SignatureMismatch {
            return error.into();
        }
        let message = match self.canonical_request() {
            None => {
                let words = ErrorCode::SIGNATURE_DOES_NOT_MATCH.documented_message();
                let words = words.unwrap_or_default();
                format!("{words} server string to sign is:{}", self.string_to_sign())
            }
            Some(canonical) => format!(
                "Specified signature does not match our calculation. server StringToSign is [{}] \
                 server CanonicalRequest is [{canonical}]",
                self.string_to_sign(),
            ),
        };
        Refusal::from(error).with_message(message)
    }

    /// The same request, owned: to look its secret up in a task that outlives the buffers
    /// of the request.
    ///
    /// ```
    /// use aliyun_instance_status::sign::{Received, Unverified, VerifyError};
    ///
    /// fn read(query: String) -> Result<Unverified<'static>, VerifyError> {
    ///     let received =
    ///         Received { method: "GET", path: "/", query: &query, headers: &[], body: b"" };
    ///     Ok(received.read()?.into_owned())
    /// }
    /// # assert!(read(String::new()).is_err());
    /// ```
    #[must_use]
    pub fn into_owned(self) -> Unverified<'static> {
        Unverified {
            claim: Claim::into_shared_owned(self.claim),
            method: self.method,
            seconds: self.seconds,
            canonical: Cow::Owned(self.canonical.into_owned()),
            proof: self.proof,
        }
    }
}

impl fmt::Debug for Unverified<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.claim.fmt_as("Unverified", f)
    }
}

impl<'a> Claim<'a> {
    /// Clones the parts only where another request shares them.
    pub(super) fn into_shared_owned(shared: Arc<Self>) -> Arc<Claim<'static>> {
        let owned = |text: Cow<'a, str>| Cow::Owned(text.into_owned());
        let claim = Arc::unwrap_or_clone(shared);
        Arc::new(Claim {
            access_key_id: owned(claim.access_key_id),
            signature_nonce: owned(claim.signature_nonce),
            security_token: claim.security_token.map(owned),
            timestamp: owned(claim.timestamp),
            call: claim.call.map(Call::into_owned),
        })
    }

    /// Leaves the token and the parameters out.
    pub(super) fn fmt_as(&self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct(name)
            .field("access_key_id", &redact(&self.access_key_id))
            .field("signature_nonce", &redact(&self.signature_nonce))
            .finish_non_exhaustive()
    }
}
