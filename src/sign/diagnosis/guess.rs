//! What a server can tell of a signature that does not match, without what the client has
//! signed: it tries the known ways to get it wrong.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use zeroize::Zeroizing;

use crate::sign::{AccessKeySecret, Unverified};

use super::canonical::Canonical;
use super::{Diagnosis, MAX_TEXT, SecretFault, fault, mistake};

impl Diagnosis {
    /// Why [`verify`](Unverified::verify) has refused a call, as far as a server can tell
    /// with just the call, the time and the secret: it signs in each of the known
    /// wrong ways, and looks for the signature that was sent. `None` if none gives it, or if
    /// the signature matches.
    ///
    /// | tried | diagnosis |
    /// |---|---|
    /// | outside the window, a clock that is off by whole hours, within two minutes | [`LocalTime`](Diagnosis::LocalTime) |
    /// | RPC's key without its `&`, a key with one too many on either side | [`Secret`](Diagnosis::Secret) |
    /// | the secret with a line end or a space at its end, on either side | [`Secret`](Diagnosis::Secret) |
    /// | the other method, or this in small letters | [`Method`](Diagnosis::Method), [`LowerCaseMethod`](Diagnosis::LowerCaseMethod) |
    /// | one value or every value percent-encoded twice, or not at all; a `+` for a space; the escapes of the encoders of common languages | [`Parameter`](Diagnosis::Parameter) |
    /// | one parameter left out, which something has added after it was signed | [`Parameter`](Diagnosis::Parameter) |
    /// | parameters in natural order, by whole pairs, without regard to case, as they were sent | [`Order`](Diagnosis::Order) |
    /// | an empty `Signature` among them, names with `amp;` | [`SignatureSigned`](Diagnosis::SignatureSigned), [`CopiedFromHtml`](Diagnosis::CopiedFromHtml) |
    /// | the canonical query escaped once more, or, for RPC, not again | [`QueryEncodedTwice`](Diagnosis::QueryEncodedTwice), [`Malformed`](Diagnosis::Malformed) |
    /// | V3: `host` with a default port, in capitals, with a scheme or a path | [`Header`](Diagnosis::Header) |
    /// | V3: lines that end with CRLF, or the empty one missing | [`LineEnds`](Diagnosis::LineEnds), [`Malformed`](Diagnosis::Malformed) |
    ///
    /// It computes about a hundred signatures of texts that together have at most 4 MiB;
    /// of a call with more than 128 KiB to sign it tries none. It is for the server's log:
    /// do not tell a caller who may not have the secret at all.
    ///
    /// ```
    /// use aliyun_instance_status::sign::{AccessKeySecret, Diagnosis, Unverified};
    ///
    /// /// Called with what `verify` was called with, after it has refused the call.
    /// fn log(unverified: &Unverified, now: u64, secret: Option<&AccessKeySecret>) {
    ///     match Diagnosis::guess(unverified, now, secret) {
    ///         Some(likely) => eprintln!("refused: {likely}"),
    ///         None => eprintln!("refused"),
    ///     }
    /// }
    /// ```
    #[must_use]
    pub fn guess(
        unverified: &Unverified<'_>,
        now: u64,
        secret: Option<&AccessKeySecret>,
    ) -> Option<Self> {
        if let Some(hours) = hours_off(unverified, now) {
            return Some(Self::LocalTime { hours });
        }
        let secret = secret?;
        if unverified.canonical_length() > MAX_TEXT {
            return None;
        }
        // The secret alone, the key made of it, and what the key should have signed.
        let (plain, key, text) = match unverified.canonical_request() {
            Some(text) => (secret.v3_key(), secret.v3_key(), Cow::Borrowed(text)),
            None => (secret.v3_key(), secret.rpc_key(), unverified.string_to_sign().into()),
        };
        if unverified.is_signed(key, &text) {
            return None;
        }
        let end = key.strip_prefix(plain)?;
        let is_by = |key: &[&[u8]]| unverified.is_signed(&Zeroizing::new(key.concat()), &text);
        // What a secret is read or configured with, though it is no part of it: the client's, or
        // the server's own.
        for behind in ["&", "\n", "\r\n", " "].map(str::as_bytes) {
            let own = plain.strip_suffix(behind);
            if is_by(&[plain, behind, end]) || own.is_some_and(|secret| is_by(&[secret, end])) {
                return fault::of_secret(behind).map(Self::Secret);
            }
        }
        if unverified.is_signed(plain, &text) {
            return Some(Self::Secret(SecretFault::NoAmpersand));
        }
        let names: Vec<&str> = unverified.parameters.names_as_sent().collect();
        mistake::find(&Canonical::read(&text)?, &names, |text| unverified.is_signed(key, text))
    }
}

/// By how many hours a timestamp outside the window is off, if by whole ones.
fn hours_off(unverified: &Unverified<'_>, now: u64) -> Option<i64> {
    let off = unverified.seconds.checked_sub(i64::try_from(now).ok()?)?;
    let is_outside = off.unsigned_abs() > unverified.window();
    // No time zone is farther from UTC.
    let mut zones = (-14..=14_i64).filter(|&hours| is_outside && hours != 0);
    zones.find(|hours| off.abs_diff(hours.saturating_mul(3_600)) <= 120)
}
