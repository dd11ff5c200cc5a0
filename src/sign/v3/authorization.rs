//! The header `Authorization` of a received request.

use alloc::vec::Vec;

use crate::sign::{VerifyError, hex};

use super::ALGORITHM;

/// ```text
/// ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=host;x-acs-action,Signature=7ea8…
/// ```
pub(super) struct Authorization<'a> {
    pub(super) access_key_id: &'a str,
    /// In lower case, sorted, all different.
    pub(super) signed_headers: Vec<&'a str>,
    pub(super) signature: [u8; 32],
}

impl<'a> Authorization<'a> {
    /// Reads the members by name, since the SDKs write them in two orders.
    pub(super) fn read(header: &'a str) -> Result<Self, VerifyError> {
        const MALFORMED: VerifyError = VerifyError::MalformedAuthorization;
        if header.contains(|character: char| character.is_control()) {
            return Err(MALFORMED);
        }
        let (algorithm, members) = header.split_once(' ').ok_or(MALFORMED)?;
        if algorithm != ALGORITHM {
            return Err(VerifyError::UnsupportedSignatureMethod);
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
            if value.is_empty() || slot.replace(value).is_some() {
                return Err(MALFORMED);
            }
        }
        let signed_headers = split(signed_headers.ok_or(MALFORMED)?).ok_or(MALFORMED)?;
        let signature = hex::decode(signature.ok_or(MALFORMED)?);
        Ok(Self {
            access_key_id: credential.ok_or(MALFORMED)?,
            signed_headers,
            signature: signature.ok_or(VerifyError::MalformedSignature)?,
        })
    }

    /// Whether this header, in lower case, is said to be signed.
    pub(super) fn signs(&self, name: &str) -> bool {
        self.signed_headers.binary_search(&name).is_ok()
    }
}

/// The names of `a;b`, if they are as the signature wants them.
fn split(names: &str) -> Option<Vec<&str>> {
    let names: Vec<&str> = names.split(';').collect();
    let sorted = names.iter().zip(names.iter().skip(1)).all(|(a, b)| a < b);
    let lower = |name: &&str| !name.is_empty() && !name.contains(|c: char| c.is_ascii_uppercase());
    (sorted && names.iter().all(lower)).then_some(names)
}
