//! The headers that every request signed by V3 has.

use alloc::vec::Vec;
use core::fmt;

use crate::request::Request;

/// What a request signed by V3 says in its headers: who makes it, when, and to
/// which endpoint.
///
/// `x-acs-action`, `x-acs-version` and `x-acs-content-sha256` are always the same
/// for this operation, and so have no field here. `Debug` hides the token.
///
/// `#[non_exhaustive]`, because the gateway adds headers: build one with
/// [`new`](CommonHeaders::new).
///
/// ```
/// use aliyun_instance_status::sign::{self, v3};
///
/// let mut common =
///     v3::CommonHeaders::new("ecs.aliyuncs.com", "testid", "2023-10-26T10:22:32Z", "nonce-1");
/// common.security_token = Some("CAIS…");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct CommonHeaders<'a> {
    /// `host`: the endpoint, with its port where the HTTP stack sends one.
    pub host: &'a str,
    /// `Credential`: the id of the access key that signs.
    pub access_key_id: &'a str,
    /// `x-acs-date`: when the request was made, in UTC, as
    /// [`timestamp`](crate::sign::timestamp) writes it.
    pub date: &'a str,
    /// `x-acs-signature-nonce`: a string that is never used twice.
    pub signature_nonce: &'a str,
    /// `x-acs-security-token`: the token of a temporary access key.
    pub security_token: Option<&'a str>,
    /// `content-type`, where the HTTP stack sends one with an empty body.
    pub content_type: Option<&'a str>,
}

impl<'a> CommonHeaders<'a> {
    /// The headers that must be there, and no others. Values are text that
    /// HTTP can carry: no controls, no white space around.
    #[must_use]
    pub const fn new(
        host: &'a str,
        access_key_id: &'a str,
        date: &'a str,
        signature_nonce: &'a str,
    ) -> Self {
        Self {
            host,
            access_key_id,
            date,
            signature_nonce,
            security_token: None,
            content_type: None,
        }
    }

    /// The headers to sign, in the order of their names.
    pub(super) fn to_signed<'s>(self, content_sha256: &'s str) -> Vec<(&'static str, &'s str)>
    where
        'a: 's,
    {
        let all = [
            ("content-type", self.content_type),
            ("host", Some(self.host)),
            ("x-acs-action", Some(Request::ACTION)),
            ("x-acs-content-sha256", Some(content_sha256)),
            ("x-acs-date", Some(self.date)),
            ("x-acs-security-token", self.security_token),
            ("x-acs-signature-nonce", Some(self.signature_nonce)),
            ("x-acs-version", Some(Request::VERSION)),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }
}

impl fmt::Debug for CommonHeaders<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CommonHeaders")
            .field("host", &self.host)
            .field("access_key_id", &self.access_key_id)
            .field("date", &self.date)
            .field("signature_nonce", &self.signature_nonce)
            .field("security_token", &self.security_token.map(|_| "[hidden]"))
            .field("content_type", &self.content_type)
            .finish()
    }
}
