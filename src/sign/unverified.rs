//! A received request whose signature was read but not yet verified.

use alloc::format;
use alloc::string::String;
use alloc::sync::Arc;
use core::fmt;
use core::ops::Deref;

use hmac::Mac;

use crate::{ErrorCode, Refusal};

use super::mac::{hmac_sha1, sha256};
use super::v3::CanonicalRequest;
use super::{AccessKeySecret, Claim, MAX_ECHO, Method, Verified, VerifyError, rpc, v3};

/// A received request that claims who made it. Look up the secret of its
/// [`access_key_id`](Claim::access_key_id), then [verify](Unverified::verify) it: there is
/// no other way to its parameters.
///
/// `Debug` shows the id and the nonce.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use aliyun_instance_status::sign::{AccessKeySecret, Received, Unverified};
///
/// # let query = "AccessKeyId=testid&Action=DescribeInstanceStatus&Format=XML\
/// #     &RegionId=cn-hangzhou&SignatureMethod=HMAC-SHA1\
/// #     &SignatureNonce=3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf&SignatureVersion=1.0\
/// #     &Timestamp=2016-02-23T12%3A46%3A24Z&Version=2014-05-26\
/// #     &Signature=fS5ED%2BQSyUeVqiOAAe%2BF2tw2Qa8%3D";
/// # let now = 1_456_231_600;
/// let received = Received { method: "GET", path: "/", query, headers: vec![], body: b"" };
/// let unverified: Unverified = received.read()?;
/// assert_eq!(unverified.access_key_id(), "testid");
/// let secret = Some(AccessKeySecret::new("testsecret")); // from your database
/// let verified = unverified.verify(now, secret.as_ref())?;
/// assert_eq!(verified.call()?.request.region_id(), "cn-hangzhou");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Unverified<'a> {
    pub(super) claim: Arc<Claim<'a>>,
    pub(super) method: Method,
    pub(super) signature: SentSignature,
}

/// The signature that was sent. `None` stands for one that cannot be decoded, and so matches
/// nothing.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum SentSignature {
    Rpc(Option<[u8; 20]>),
    V3 {
        signature: Option<[u8; 32]>,
        /// Whether the headers ask for this operation: reported only after the signature
        /// verifies.
        operation: Result<(), VerifyError>,
        canonical: CanonicalRequest,
    },
}

impl<'a> Unverified<'a> {
    /// This request, to be verified with another window than the
    /// [scheme's own](super::Scheme::window): how many seconds its timestamp may be older or newer
    /// than the server's clock.
    ///
    /// ```
    /// use aliyun_instance_status::sign::{Received, Unverified, VerifyError};
    ///
    /// /// Reads a request that must not be older than a minute.
    /// fn read<'a>(received: &Received<'a>) -> Result<Unverified<'a>, VerifyError> {
    ///     Ok(received.read()?.with_window(60))
    /// }
    /// ```
    #[must_use]
    pub fn with_window(mut self, seconds: u64) -> Self {
        Arc::make_mut(&mut self.claim).window = seconds;
        self
    }

    /// Verifies that the request was made within its [window](Claim::window) around `now`, in
    /// seconds since the Unix epoch, and signed with `secret`. Pass `None` if you know no
    /// secret for the access key id.
    ///
    /// Compares in constant time, and does the same work for an unknown id as for a wrong
    /// signature. The caller must check that the nonce is new, and that the security token
    /// belongs to the access key.
    ///
    /// # Errors
    ///
    /// In the order in which they are checked: a timestamp outside the window; an id
    /// without a secret; a wrong signature, whatever its length and spelling, and an empty
    /// one; with V3, another operation or version.
    ///
    /// ```
    /// use aliyun_instance_status::sign::{Unverified, VerifyError};
    ///
    /// fn refuse(unverified: &Unverified) {
    ///     let too_late = u64::MAX; // SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs()
    ///     let refused = unverified.verify(too_late, None);
    ///     assert!(matches!(refused, Err(VerifyError::Expired(_)))); // with the parameter's name
    /// }
    /// ```
    pub fn verify(
        &self,
        now: u64,
        secret: Option<&AccessKeySecret>,
    ) -> Result<Verified<'a>, VerifyError> {
        self.check_timestamp(now)?;
        let (is_signed, operation) = match &self.signature {
            SentSignature::Rpc(signature) => {
                let key = secret.map_or(&b"&"[..], AccessKeySecret::rpc_key);
                (rpc::matches(key, self.method, &self.parameters, signature.as_ref()), Ok(()))
            }
            SentSignature::V3 { signature, operation, canonical } => {
                let key = secret.map_or(&[][..], AccessKeySecret::v3_key);
                (v3::matches(key, &canonical.hash, signature.as_ref()), *operation)
            }
        };
        if secret.is_none() {
            return Err(VerifyError::UnknownAccessKeyId);
        }
        if !is_signed {
            return Err(VerifyError::SignatureMismatch);
        }
        operation?;
        Ok(Verified { claim: Arc::clone(&self.claim) })
    }

    /// What should have been signed, as this side computes it: the echo that follows a
    /// mismatch. With RPC it holds all parameters, the token included.
    ///
    /// ```
    /// use aliyun_instance_status::sign::{Unverified, rpc};
    ///
    /// fn agrees(unverified: &Unverified, client_text: &str) -> bool {
    ///     unverified.string_to_sign() == client_text
    /// }
    /// ```
    #[must_use]
    pub fn string_to_sign(&self) -> String {
        match &self.signature {
            SentSignature::Rpc(_) => self.rpc_string_to_sign(usize::MAX),
            SentSignature::V3 { canonical, .. } => v3::string_to_sign_by_hash(&canonical.hash),
        }
    }

    /// Whether the signature that was sent is the one that `key` gives for `text`: a string to sign
    /// of RPC, a canonical request of V3.
    pub(super) fn is_signed(&self, key: &[u8], text: &str) -> bool {
        match &self.signature {
            SentSignature::Rpc(signature) => {
                let mac = hmac_sha1(key).chain_update(text);
                signature.is_some_and(|signature| mac.verify_slice(&signature).is_ok())
            }
            SentSignature::V3 { signature, .. } => {
                v3::matches(key, &sha256(text.as_bytes()), signature.as_ref())
            }
        }
    }

    /// How long the canonical query or request is, or the part of it that is kept.
    pub(super) fn canonical_length(&self) -> usize {
        match &self.signature {
            SentSignature::Rpc(_) => self.parameters.canonical_length(),
            SentSignature::V3 { canonical, .. } => canonical.text.len(),
        }
    }

    /// The string to sign of the first `max` bytes of the canonical query.
    fn rpc_string_to_sign(&self, max: usize) -> String {
        rpc::string_to_sign(self.method.as_str(), &self.parameters.canonical_query(max))
    }

    /// The canonical request, whose hash a V3 signature signs; `None` with RPC, and if it is
    /// longer than 1 MiB, which no request line holds: such a one is not kept.
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
        match &self.signature {
            SentSignature::V3 { canonical, .. } => canonical.is_whole.then_some(&canonical.text),
            SentSignature::Rpc(_) => None,
        }
    }

    /// The refusal of this request for an error of [`verify`](Unverified::verify). After a
    /// mismatch its message ends as the service's does, with an echo of what should have
    /// been signed, so that clients can tell a wrong secret from a request that was changed
    /// on the way. It reveals nothing that the request does not hold. What is signed of a
    /// request is echoed up to 1 MiB.
    ///
    /// ```
    /// use aliyun_instance_status::Refusal;
    /// use aliyun_instance_status::sign::{AccessKeySecret, Unverified, Verified};
    ///
    /// fn check<'a>(
    ///     unverified: &Unverified<'a>,
    ///     now: u64,
    ///     secret: Option<&AccessKeySecret>,
    /// ) -> Result<Verified<'a>, Refusal> {
    ///     unverified.verify(now, secret).map_err(|error| unverified.refusal(error))
    /// }
    /// ```
    #[must_use]
    pub fn refusal(&self, error: VerifyError) -> Refusal {
        if error != VerifyError::SignatureMismatch {
            return error.into();
        }
        let message = match &self.signature {
            SentSignature::Rpc(_) => {
                let words = ErrorCode::SIGNATURE_DOES_NOT_MATCH.documented_message();
                let words = words.unwrap_or_default();
                let echo = self.rpc_string_to_sign(MAX_ECHO);
                format!("{words} server string to sign is:{echo}")
            }
            SentSignature::V3 { canonical, .. } => format!(
                "Specified signature does not match our calculation. server StringToSign is [{}] \
                 server CanonicalRequest is [{}{}",
                self.string_to_sign(),
                canonical.text,
                // The missing bracket tells `Diagnosis` that the echo is cut off.
                if canonical.is_whole { "]" } else { "" },
            ),
        };
        Refusal::from(error).with_message(message)
    }

    /// Copies what is still borrowed, so that the request outlives the buffers it was received
    /// in, as for a look-up of its secret.
    ///
    /// ```
    /// use aliyun_instance_status::sign::{Received, Unverified, VerifyError};
    ///
    /// fn read(query: String) -> Result<Unverified<'static>, VerifyError> {
    ///     let received =
    ///         Received { method: "GET", path: "/", query: &query, headers: vec![], body: b"" };
    ///     Ok(received.read()?.into_owned())
    /// }
    /// # assert!(read(String::new()).is_err());
    /// ```
    #[must_use]
    pub fn into_owned(self) -> Unverified<'static> {
        Unverified {
            claim: Claim::into_owned(self.claim),
            method: self.method,
            signature: self.signature,
        }
    }
}

/// Gives access to the [`Claim`]: who says that they made the request, and when.
impl<'a> Deref for Unverified<'a> {
    type Target = Claim<'a>;

    fn deref(&self) -> &Claim<'a> {
        &self.claim
    }
}

impl fmt::Debug for Unverified<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.claim.fmt_as("Unverified", f)
    }
}
