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
#[must_use]
pub struct Signed<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) key: Option<&'a AccessKey>,
    pub(super) signature: Option<Cow<'a, str>>,
    pub(super) sent: Option<&'a str>,
    pub(super) body: Option<&'a [u8]>,
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
    pub fn new(text: impl Into<Cow<'a, str>>) -> Self {
        Self { text: text.into(), key: None, signature: None, sent: None, body: None }
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
    pub fn with_key(self, key: &'a AccessKey) -> Self {
        Self { key: Some(key), ..self }
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
    pub fn with_signature(self, as_sent: impl Into<Cow<'a, str>>) -> Self {
        Self { signature: Some(as_sent.into()), ..self }
    }

    /// With the query as it was sent, to be compared with what was signed where the reply has
    /// no echo: a query that was sent escaped twice is refused for the format of its
    /// timestamp.
    ///
    /// ```
    /// use aliyun_instance_status::ErrorReply;
    /// use aliyun_instance_status::sign::{Diagnosis, Difference, Signed};
    ///
    /// let signed = Signed::new("GET&%2F&Timestamp%3D2016-02-23T12%253A46%253A24Z");
    /// let signed = signed.with_sent("Timestamp=2016-02-23T12%253A46%253A24Z&Signature=x");
    /// let diagnosis = Diagnosis::of(&ErrorReply::new("InvalidTimeStamp.Format"), signed);
    /// let (name, difference) = ("Timestamp".into(), Difference::ReceivedEncodedTwice);
    /// assert_eq!(diagnosis, Diagnosis::Parameter { name, difference });
    /// ```
    pub fn with_sent(self, query: &'a str) -> Self {
        Self { sent: Some(query), ..self }
    }

    /// With the body as it was sent: V3 signs its hash, RPC the parameters in it.
    ///
    /// ```
    /// use aliyun_instance_status::ErrorReply;
    /// use aliyun_instance_status::sign::{Diagnosis, Signed, SignedRequest};
    ///
    /// fn explain(error: &ErrorReply, signed: &SignedRequest, sent: &[u8]) -> Diagnosis {
    ///     Diagnosis::of(error, Signed::from(signed).with_body(sent))
    /// }
    /// ```
    pub fn with_body(self, body: &'a [u8]) -> Self {
        Self { body: Some(body), ..self }
    }
}

impl<'a> From<&'a SignedRequest> for Signed<'a> {
    fn from(request: &'a SignedRequest) -> Self {
        let text = request.canonical_request().map(Cow::Borrowed);
        let text = text.unwrap_or_else(|| request.string_to_sign().into());
        Self::new(text).with_signature(request.signature())
    }
}

impl fmt::Debug for Signed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signed").finish_non_exhaustive()
    }
}
