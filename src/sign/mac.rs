//! The keyed hashes of the two signatures.

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::{Digest, Sha256};

use super::hex::Hex;

/// HMAC-SHA1, to be fed, and then finished or compared in constant time.
pub(super) fn hmac_sha1(key: &[u8]) -> Hmac<Sha1> {
    keyed(key)
}

/// HMAC-SHA256, to be fed, and then finished or compared in constant time.
pub(super) fn hmac_sha256(key: &[u8]) -> impl Mac + use<> {
    keyed::<Hmac<Sha256>>(key)
}

/// SHA-256 of `bytes`, in lower-case hexadecimal.
pub(super) fn sha256(bytes: &[u8]) -> Hex {
    Hex::encode(&Sha256::digest(bytes))
}

#[expect(clippy::expect_used, reason = "HMAC takes keys of every length (RFC 2104, section 2)")]
fn keyed<M: KeyInit>(key: &[u8]) -> M {
    M::new_from_slice(key).expect("HMAC takes keys of every length")
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use base64ct::{Base64, Encoding};
    use hmac::Mac;

    use super::{hmac_sha1, sha256};

    fn base64(key: &str, text: &str) -> String {
        let mac = hmac_sha1(key.as_bytes()).chain_update(text);
        Base64::encode_string(&mac.finalize().into_bytes())
    }

    /// What the SDKs test their raw hashes with.
    #[test]
    fn published_hashes() {
        assert_eq!(base64("secret", "source"), "Jv4yi8SobFhg5t1C7nWLbhBSFZQ=");
        assert_eq!(base64("secret", "中文"), "CqCYIa39h9SSWuXnTz8F5hh9UPA=");
        assert_eq!(base64("secret", "中文unicode"), "szlfHs3WVaO/HgY3Cg7/uyXDaRw=");
        assert_eq!(
            base64("AccessSecret", "this is a HmacSha1 test."),
            "R/+CT5W7o1afa8ipECO3SyYjD60=",
        );
        assert_eq!(
            sha256(b"test").as_str(),
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        );
        assert_eq!(sha256(b"").as_str(), super::super::v3::EMPTY_SHA256);
    }
}
