//! The nonces that were used.

use alloc::collections::BTreeSet;
use core::fmt;

use sha2::{Digest, Sha256};

use super::{Claim, Verified};

/// The nonces of the calls that a server has let through, so that it lets none through twice.
///
/// Nonces are kept per access key: two keys may use equal ones. A nonce is forgotten once its
/// call's timestamp has left the window, since the call would then be refused as expired. So
/// the memory that is used grows with the calls of two windows (a timestamp may be ahead of the
/// server's clock, too), 62 minutes for RPC, by about 75 bytes a call, however long the
/// nonces are.
///
/// ```
/// use aliyun_instance_status::sign::{AccessKeySecret, Nonces, Unverified};
/// use aliyun_instance_status::{Call, ErrorCode, Refusal};
///
/// fn admit<'a>(
///     unverified: &Unverified<'a>,
///     secret: Option<&AccessKeySecret>,
///     nonces: &mut Nonces, // behind a `Mutex`, say
///     now: u64,
/// ) -> Result<Call<'a>, Refusal> {
///     let verified =
///         unverified.verify(now, secret).map_err(|error| unverified.refusal(error))?;
///     if !nonces.use_once(&verified, now) {
///         return Err(ErrorCode::SIGNATURE_NONCE_USED.into());
///     }
///     Ok(verified.call()?)
/// }
/// ```
#[derive(Clone, Default)]
pub struct Nonces {
    /// The nonces that are remembered.
    used: BTreeSet<Fingerprint>,
    /// Each nonce by when it may be forgotten, the earliest first.
    queue: BTreeSet<(i64, Fingerprint)>,
}

/// A half of a SHA-256. To find two nonces with one fingerprint takes some 2^64 hashes, and only
/// gets the second call refused.
type Fingerprint = [u8; 16];

impl Nonces {
    /// No nonces: none was used.
    ///
    /// ```
    /// use aliyun_instance_status::sign::Nonces;
    ///
    /// let nonces = Nonces::new();
    /// assert!(nonces.is_empty());
    /// ```
    #[must_use]
    pub const fn new() -> Self {
        Self { used: BTreeSet::new(), queue: BTreeSet::new() }
    }

    /// Uses the nonce of a verified call; `now` is the time by which it was verified, in
    /// seconds since the Unix epoch. `false` if its caller has used the nonce before, or if
    /// the call has left its window since: refuse it then, with
    /// [`ErrorCode::SIGNATURE_NONCE_USED`](crate::ErrorCode::SIGNATURE_NONCE_USED).
    ///
    /// ```
    /// use aliyun_instance_status::sign::{Nonces, Verified};
    ///
    /// fn is_replay(nonces: &mut Nonces, verified: &Verified<'_>, now: u64) -> bool {
    ///     !nonces.use_once(verified, now)
    /// }
    /// ```
    #[must_use = "a call whose nonce was used before must be refused"]
    pub fn use_once(&mut self, verified: &Verified<'_>, now: u64) -> bool {
        let now = i64::try_from(now).unwrap_or(i64::MAX);
        while let Some((expiry, nonce)) = self.queue.first().copied()
            && expiry < now
        {
            self.queue.pop_first();
            self.used.remove(&nonce);
        }
        let expiry = verified.seconds.saturating_add_unsigned(verified.window);
        let nonce = fingerprint(verified);
        let is_new = expiry >= now && self.used.insert(nonce);
        if is_new {
            self.queue.insert((expiry, nonce));
        }
        is_new
    }

    /// How many nonces are remembered.
    ///
    /// ```
    /// use aliyun_instance_status::sign::Nonces;
    ///
    /// assert_eq!(Nonces::new().len(), 0);
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.queue.len()
    }

    /// Whether no nonce is remembered.
    ///
    /// ```
    /// use aliyun_instance_status::sign::Nonces;
    ///
    /// assert!(Nonces::default().is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.queue.is_empty()
    }
}

/// The fingerprint of a caller's nonce. The length keeps the two texts apart.
fn fingerprint(claim: &Claim<'_>) -> Fingerprint {
    let id = claim.access_key_id().as_bytes();
    let hash = Sha256::new()
        .chain_update(id.len().to_le_bytes())
        .chain_update(id)
        .chain_update(claim.signature_nonce());
    hash.finalize().first_chunk().copied().unwrap_or_default()
}

/// Shows how many there are: a nonce is its caller's business.
impl fmt::Debug for Nonces {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Nonces").field("len", &self.len()).finish_non_exhaustive()
    }
}
