//! What a client has signed, and what else it knows of it.

use alloc::borrow::Cow;
use core::fmt;

use crate::sign::{AccessKey, SignedRequest};

/// What a client has signed, for a [`Diagnosis`](super::Diagnosis): the text, and whatever
/// else is known. The more is known, the more the diagnosis can tell.
///
/// A [`SignedRequest`] of this crate is `Into<Signed>`, with its signature. `Debug` shows
/// nothing of it.
///
/// ```
/// use aliyun_instance_status::sign::{Diagnosis, SecretFault, Signed, AccessKey};
///
/// let text = "GET&%2F&RegionId%3Dcn-hangzhou";
/// let key = AccessKey::new("testid", "testsecret\n"); // read from a file, with its line end
/// let diagnosis = Diagnosis::between(Signed::new(text).with_key(&key), text);
/// assert_eq!(diagnosis, Diagnosis::Secret(SecretFault::WhiteSpace));
/// ```
#[derive(Clone)]
pub struct Signed<'a> {
    text: Cow<'a, str>,
    key: Option<&'a AccessKey>,
    signature: Option<Cow<'a, str>>,
}

impl<'a> Signed<'a> {
    /// What was signed: RPC's string to sign or canonical query, or V3's canonical request.
    /// V3's string to sign tells only that there is a difference, not which.
    ///
    /// ```
    /// use aliyun_instance_status::sign::{Diagnosis, Signed};
    ///
    /// let diagnosis = Diagnosis::between(Signed::new("GET&%2F&a%3D1"), "POST&%2F&a%3D1");
    /// assert_eq!(diagnosis, Diagnosis::Method);
    /// ```
    #[must_use]
    pub fn new(text: impl Into<Cow<'a, str>>) -> Self {
        Self { text: text.into(), key: None, signature: None }
    }

    /// With the access key that signed it, whose secret is examined if everything else is
    /// equal.
    ///
    /// ```
    /// use aliyun_instance_status::sign::{AccessKey, Signed, SignedRequest};
    ///
    /// fn known<'a>(request: &'a SignedRequest, key: &'a AccessKey) -> Signed<'a> {
    ///     Signed::from(request).with_key(key)
    /// }
    /// ```
    #[must_use]
    pub fn with_key(mut self, key: &'a AccessKey) -> Self {
        self.key = Some(key);
        self
    }

    /// With the signature as it was sent: for RPC as in the URL or the form, with its
    /// escapes; for V3 as in the header.
    ///
    /// ```
    /// use aliyun_instance_status::sign::{Diagnosis, SignatureFault, Signed};
    ///
    /// let text = "GET&%2F&RegionId%3Dcn-hangzhou";
    /// let signed = Signed::new(text).with_signature("fS5ED+QSyUeVqiOAAe+F2tw2Qa8=");
    /// let diagnosis = Diagnosis::between(signed, text);
    /// assert_eq!(diagnosis, Diagnosis::Signature(SignatureFault::UnescapedPlus));
    /// ```
    #[must_use]
    pub fn with_signature(mut self, as_sent: impl Into<Cow<'a, str>>) -> Self {
        self.signature = Some(as_sent.into());
        self
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn key(&self) -> Option<&AccessKey> {
        self.key
    }

    pub(super) fn signature(&self) -> Option<&str> {
        self.signature.as_deref()
    }
}

impl<'a> From<&'a SignedRequest> for Signed<'a> {
    fn from(request: &'a SignedRequest) -> Self {
        let text = match request.canonical_request() {
            Some(canonical) => Cow::Borrowed(canonical),
            None => Cow::Owned(request.string_to_sign()),
        };
        Self::new(text).with_signature(request.signature())
    }
}

impl fmt::Debug for Signed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signed").finish_non_exhaustive()
    }
}
