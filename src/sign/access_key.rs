//! An access key: its id, its secret, and the token of a temporary one.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;

use hmac::Hmac;
use sha1::Sha1;
use zeroize::Zeroizing;

use super::mac::hmac_sha1;

/// The secret of an access key. Its memory is wiped when it is dropped.
///
/// `Debug` shows nothing of it, and there is no way to get it back out. A `String` or
/// `Vec<u8>` that it is made from is wiped too; a `&str` is copied, and the original is the
/// caller's to wipe.
///
/// ```
/// use aliyun_instance_status::sign::AccessKeySecret;
///
/// let secret = AccessKeySecret::new("testsecret");
/// assert_eq!(format!("{secret:?}"), "AccessKeySecret([hidden])");
/// ```
pub struct AccessKeySecret {
    /// The secret and `&`, which is the key of the RPC signature.
    rpc_key: Zeroizing<Vec<u8>>,
}

impl AccessKeySecret {
    /// A secret, of any length, as the console shows it.
    ///
    /// ```
    /// use aliyun_instance_status::sign::AccessKeySecret;
    ///
    /// # let file = b"testsecret\n".to_vec();
    /// let secret = AccessKeySecret::new(file.trim_ascii_end()); // a line end is no part of it
    /// # let _ = secret;
    /// ```
    #[must_use]
    pub fn new(secret: impl Into<Vec<u8>>) -> Self {
        let secret = Zeroizing::new(secret.into());
        // Of the whole length from the start: what grew would leave a copy behind.
        let mut rpc_key = Zeroizing::new(Vec::with_capacity(secret.len().saturating_add(1)));
        rpc_key.extend_from_slice(&secret);
        rpc_key.push(b'&');
        Self { rpc_key }
    }

    /// The key of the RPC signature.
    pub(super) fn rpc_key(&self) -> &[u8] {
        &self.rpc_key
    }

    /// The key of V3: the secret as it is.
    pub(super) fn v3_key(&self) -> &[u8] {
        self.rpc_key.split_last().map_or(&[], |(_, secret)| secret)
    }
}

impl From<&str> for AccessKeySecret {
    fn from(secret: &str) -> Self {
        Self::new(secret)
    }
}

impl From<String> for AccessKeySecret {
    fn from(secret: String) -> Self {
        Self::new(secret)
    }
}

impl From<Vec<u8>> for AccessKeySecret {
    fn from(secret: Vec<u8>) -> Self {
        Self::new(secret)
    }
}

impl fmt::Debug for AccessKeySecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessKeySecret([hidden])")
    }
}

/// What a client signs with: the id of an access key, its secret, and the token of a
/// temporary key.
///
/// Clones share the secret and the token, which are wiped when the last clone is dropped.
/// `Debug` shows only the id.
///
/// ```
/// use aliyun_instance_status::sign::AccessKey;
///
/// let key = AccessKey::new("testid", "testsecret").with_security_token("CAIS…");
/// let shown = r#"AccessKey { id: "testid", secret: "[hidden]", security_token: Some("[hidden]") }"#;
/// assert_eq!(format!("{key:?}"), shown);
/// ```
#[derive(Clone)]
pub struct AccessKey {
    id: Arc<str>,
    secret: Arc<KeyedSecret>,
    security_token: Option<Arc<Zeroizing<String>>>,
}

/// The secret of an access key, which its clones share.
struct KeyedSecret {
    secret: AccessKeySecret,
    /// The HMAC of the RPC signature, which has hashed its key already.
    rpc_mac: Hmac<Sha1>,
}

impl AccessKey {
    /// An access key, by its id and its secret as the console shows them.
    ///
    /// The secret is an [`AccessKeySecret`], or anything that one is made from.
    ///
    /// ```
    /// use aliyun_instance_status::sign::{AccessKey, AccessKeySecret};
    ///
    /// let secret = AccessKeySecret::new("testsecret");
    /// assert_eq!(AccessKey::new("testid", secret).id(), "testid");
    /// ```
    #[must_use]
    pub fn new(id: impl Into<Arc<str>>, secret: impl Into<AccessKeySecret>) -> Self {
        let secret = secret.into();
        let rpc_mac = hmac_sha1(secret.rpc_key());
        let secret = Arc::new(KeyedSecret { secret, rpc_mac });
        Self { id: id.into(), secret, security_token: None }
    }

    /// This key with the token that STS issued with it, which makes it a temporary key.
    ///
    /// ```
    /// use aliyun_instance_status::sign::AccessKey;
    ///
    /// let key = AccessKey::new("STS.testid", "testsecret").with_security_token("CAIS…");
    /// # assert_eq!(key.id(), "STS.testid");
    /// ```
    #[must_use]
    pub fn with_security_token(mut self, token: impl Into<String>) -> Self {
        self.security_token = Some(Arc::new(Zeroizing::new(token.into())));
        self
    }

    /// The id.
    ///
    /// ```
    /// use aliyun_instance_status::sign::AccessKey;
    ///
    /// assert_eq!(AccessKey::new("testid", "testsecret").id(), "testid");
    /// ```
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    pub(super) fn secret(&self) -> &AccessKeySecret {
        &self.secret.secret
    }

    /// The HMAC of the RPC signature, to be fed with what is signed.
    pub(super) fn rpc_mac(&self) -> Hmac<Sha1> {
        self.secret.rpc_mac.clone()
    }

    pub(super) fn security_token(&self) -> Option<&str> {
        self.security_token.as_ref().map(|token| token.as_str())
    }
}

impl fmt::Debug for AccessKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let token = self.security_token.as_ref().map(|_| "[hidden]");
        f.debug_struct("AccessKey")
            .field("id", &self.id)
            .field("secret", &"[hidden]")
            .field("security_token", &token)
            .finish()
    }
}
