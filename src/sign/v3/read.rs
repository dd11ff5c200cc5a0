//! Reading a received request that is signed by the V3 signature.

use alloc::borrow::Cow;
use alloc::sync::Arc;

use crate::query;
use crate::request::Request;
use crate::sign::mac::sha256;
use crate::sign::parameters::{self, Parameters};
use crate::sign::unverified::{Claim, Proof, Unverified};
use crate::sign::{Method, PATH, Received, VerifyError, clock};

use super::authorization::Authorization;
use super::headers::Headers;
use super::{EMPTY_SHA256, join};

/// What must be there and signed, each once. Every other `x-acs-` header must be
/// signed where it is there.
pub(in crate::sign) const REQUIRED_HEADERS: [&str; 6] = [
    "host",
    "x-acs-action",
    "x-acs-content-sha256",
    "x-acs-date",
    "x-acs-signature-nonce",
    "x-acs-version",
];

pub(in crate::sign) fn read<'a>(
    received: &Received<'a>,
    method: Method,
) -> Result<Unverified<'a>, VerifyError> {
    let mut headers = Headers::read(received.headers, |_| true);
    let authorization = Authorization::read(headers.one("authorization")?)?;
    for name in REQUIRED_HEADERS {
        headers.one(name)?;
    }
    let credential = headers.at_most_one("x-acs-accesskey-id")?;
    let security_token = headers.at_most_one("x-acs-security-token")?;
    keep_signed(&mut headers, &authorization, !received.body.is_empty())?;
    if credential.is_some_and(|id| id != authorization.access_key_id) {
        return Err(VerifyError::OtherCredential);
    }
    let timestamp = headers.one("x-acs-date")?;
    let seconds = clock::seconds(timestamp).ok_or(VerifyError::MalformedTimestamp)?;
    let content_sha256 = headers.one("x-acs-content-sha256")?;
    let is_content = match received.body {
        b"" => content_sha256 == EMPTY_SHA256,
        body => content_sha256 == sha256(body).as_str(),
    };
    if !is_content {
        return Err(VerifyError::ContentMismatch);
    }
    let form = received.form()?;
    let call = query::Received::read(received.query, form);
    let query = match &call {
        // Elsewhere it would be known as the last parameter, here it is one among others.
        Ok(call) if call.call.common.signature.is_none() && form.is_empty() => {
            parameters::as_it_came(call, received.query, "").map(Cow::Borrowed)
        }
        _ => None,
    };
    let query = match query {
        Some(query) => query,
        None => Parameters::read(received.query, "", "").map_err(VerifyError::Query)?.canonical,
    };
    let claim = Claim {
        access_key_id: Cow::Borrowed(authorization.access_key_id),
        signature_nonce: Cow::Borrowed(headers.one("x-acs-signature-nonce")?),
        security_token: security_token.filter(|token| !token.is_empty()).map(Cow::Borrowed),
        timestamp: Cow::Borrowed(timestamp),
        call: call.map(|received| received.call),
    };
    let operation = if headers.one("x-acs-action")? != Request::ACTION {
        Err(VerifyError::UnexpectedAction)
    } else if headers.one("x-acs-version")? != Request::VERSION {
        Err(VerifyError::UnexpectedVersion)
    } else {
        Ok(())
    };
    Ok(Unverified {
        claim: Arc::new(claim),
        method,
        seconds,
        canonical: join(method.as_str(), PATH, &query, &headers, content_sha256).into(),
        proof: Proof::V3 { signature: authorization.signature, operation },
    })
}

/// Leaves the signed headers, if all are there that are said to be, and none else
/// has a meaning for the API: `content-type` has one where there is a body.
fn keep_signed(
    headers: &mut Headers<'_>,
    authorization: &Authorization<'_>,
    has_body: bool,
) -> Result<(), VerifyError> {
    let matters = |name: &str| {
        name == "host" || name.starts_with("x-acs-") || (has_body && name == "content-type")
    };
    if headers.iter().any(|(name, _)| matters(name) && !authorization.signs(name)) {
        return Err(VerifyError::UnsignedHeader);
    }
    headers.retain(|name| authorization.signs(name));
    // A line break would make two lines of one header, so that a request could be
    // taken apart otherwise than it was signed.
    let is_bad = |byte: u8| byte.is_ascii_control() && byte != b'\t';
    if headers.iter().any(|(_, value)| value.bytes().any(is_bad)) {
        return Err(VerifyError::MalformedHeader);
    }
    // Names on both sides are sorted and different.
    if !headers.names().eq(authorization.signed_headers.iter().copied()) {
        return Err(VerifyError::MissingSignedHeader);
    }
    Ok(())
}
