//! The header `Authorization` of a received request.

use alloc::vec::Vec;

use crate::sign::{VerifyError, hex};

use super::ALGORITHM;

/// The members of the header, which names the signer, the signed headers and the signature:
///
/// ```text
/// ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=host;x-acs-action,Signature=7ea8…
/// ```
pub(super) struct Authorization<'a> {
    pub(super) access_key_id: &'a str,
    /// In lower case, sorted, all different.
    pub(super) signed_headers: Vec<&'a str>,
    /// `None` if it is not 64 lower-case hexadecimal digits, and so matches nothing.
    pub(super) signature: Option<[u8; 32]>,
}

impl<'a> Authorization<'a> {
    /// Reads the members by name, since the SDKs write them in two orders.
    pub(super) fn read(header: &'a str) -> Result<Self, VerifyError> {
        const MALFORMED: VerifyError = VerifyError::MalformedAuthorization;
        let (algorithm, members) = header.split_once(' ').unwrap_or((header, ""));
        if algorithm.eq_ignore_ascii_case("Bearer") {
            return Err(VerifyError::BearerToken);
        }
        if algorithm != ALGORITHM {
            let is_token = !members.is_empty() && !algorithm.contains(['=', ',']);
            return Err(if is_token { VerifyError::UnsupportedSignatureMethod } else { MALFORMED });
        }
        let (mut credential, mut signed_headers, mut signature) = (None, None, None);
        for member in members.split(',') {
            let (name, value) = member.trim_matches(' ').split_once('=').ok_or(MALFORMED)?;
            let slot = match name {
                "Credential" => &mut credential,
                "SignedHeaders" => &mut signed_headers,
                "Signature" => &mut signature,
                _ => return Err(MALFORMED),
            };
            if slot.replace(value).is_some() {
                return Err(MALFORMED);
            }
        }
        let is_text = |text: &&str| !text.is_empty() && !text.contains(char::is_control);
        let access_key_id = credential.filter(is_text).ok_or(MALFORMED)?;
        let signed_headers = signed_headers.filter(is_text).and_then(split).ok_or(MALFORMED)?;
        // Whatever cannot be decoded is a wrong signature, an empty one too.
        let signature = hex::decode(signature.ok_or(MALFORMED)?);
        Ok(Self { access_key_id, signed_headers, signature })
    }

    /// Whether this header, in lower case, is said to be signed.
    pub(super) fn signs(&self, name: &str) -> bool {
        self.signed_headers.binary_search(&name).is_ok()
    }
}

/// The names of `a;b`, if they are in lower case, sorted and distinct.
fn split(names: &str) -> Option<Vec<&str>> {
    let lower =
        |name: &str| !name.is_empty() && !name.bytes().any(|byte| byte.is_ascii_uppercase());
    // Checked before any is kept: that they ascend bounds how many there are.
    let names = names.split(';');
    let are_right = names.clone().is_sorted_by(|a, b| a < b) && names.clone().all(lower);
    are_right.then(|| names.collect())
}
