//! Reading a received request that is signed by the V3 signature.

use alloc::borrow::Cow;
use alloc::sync::Arc;

use crate::Request;
use crate::sign::mac::sha256;
use crate::sign::parameters::Parameters;
use crate::sign::unverified::SentSignature;
use crate::sign::{Claim, Method, PATH, Received, Scheme, Unverified, VerifyError, timestamp};

use super::authorization::Authorization;
use super::headers::CanonicalHeaders;
use super::{CanonicalRequest, EMPTY_SHA256, expected_length, for_each_piece, known_name};

/// The headers that must be there and signed, each once. Every other `x-acs-` header must be
/// signed if it is there.
pub(in crate::sign) const REQUIRED_HEADERS: [&str; 6] = [
    "host",
    "x-acs-action",
    "x-acs-content-sha256",
    "x-acs-date",
    "x-acs-signature-nonce",
    "x-acs-version",
];

/// Reads what the headers and the parameters claim, and checks the hash of the body.
pub(in crate::sign) fn read<'a>(
    received: &Received<'a>,
    method: Method,
) -> Result<Unverified<'a>, VerifyError> {
    let mut headers = CanonicalHeaders::read(&received.headers, |_| true);
    let authorization = Authorization::read(headers.one("authorization")?)?;
    for name in REQUIRED_HEADERS {
        headers.one(name)?;
    }
    let credential = headers.at_most_one("x-acs-accesskey-id")?;
    let security_token = headers.at_most_one("x-acs-security-token")?;
    check_and_keep_signed(&mut headers, &authorization, !received.body.is_empty())?;
    if credential.is_some_and(|id| id != authorization.access_key_id) {
        return Err(VerifyError::OtherCredential);
    }
    let timestamp_name = "x-acs-date";
    let date = headers.one(timestamp_name)?;
    let seconds =
        timestamp::seconds(date).ok_or(VerifyError::MalformedTimestamp(timestamp_name))?;
    let content_sha256 = headers.one("x-acs-content-sha256")?;
    let is_hash_of_body = match received.body {
        b"" => content_sha256 == EMPTY_SHA256,
        body => content_sha256 == sha256(body).as_str(),
    };
    if !is_hash_of_body {
        return Err(VerifyError::ContentMismatch);
    }
    let form = received.form()?;
    let parameters = Parameters::read(received.query, "", None).map_err(VerifyError::Query)?;
    let canonical = CanonicalRequest::read(expected_length(&parameters), |take| {
        for_each_piece([method.as_str(), PATH], &parameters, &headers, content_sha256, take);
    });
    let claim = Claim {
        scheme: Scheme::V3,
        access_key_id: Cow::Borrowed(authorization.access_key_id),
        signature_nonce: Cow::Borrowed(headers.one("x-acs-signature-nonce")?),
        security_token: security_token.filter(|token| !token.is_empty()).map(Cow::Borrowed),
        timestamp: Cow::Borrowed(date),
        timestamp_name,
        seconds,
        window: Scheme::V3.window(),
        parameters,
        form: form.into(),
        length: received.query.len().saturating_add(form.len()),
    };
    let operation = if headers.one("x-acs-action")? != Request::ACTION {
        Err(VerifyError::UnexpectedAction)
    } else if headers.one("x-acs-version")? != Request::VERSION {
        Err(VerifyError::UnexpectedVersion)
    } else {
        Ok(())
    };
    let signature = authorization.signature;
    Ok(Unverified {
        claim: Arc::new(claim),
        method,
        signature: SentSignature::V3 { signature, operation, canonical },
    })
}

/// Drops the unsigned headers. Refuses a request that lacks a header that is listed as
/// signed, or has an unsigned one that matters to the API: `host`, `x-acs-…`, and with a body
/// `content-type`.
fn check_and_keep_signed(
    headers: &mut CanonicalHeaders<'_>,
    authorization: &Authorization<'_>,
    has_body: bool,
) -> Result<(), VerifyError> {
    let matters = |name: &str| {
        name == "host" || name.starts_with("x-acs-") || (has_body && name == "content-type")
    };
    let is_unsigned = |name: &&str| matters(name) && !authorization.signs(name);
    if let Some(unsigned) = headers.names().find(is_unsigned) {
        return Err(VerifyError::UnsignedHeader(known_name(unsigned)));
    }
    headers.retain(|name| authorization.signs(name));
    // A line break would make two lines of one header, so that two different requests could
    // have one signature.
    let is_bad = |byte: u8| byte.is_ascii_control() && byte != b'\t';
    if let Some((malformed, _)) = headers.iter().find(|(_, value)| value.bytes().any(is_bad)) {
        return Err(VerifyError::MalformedHeader(known_name(malformed)));
    }
    // Both lists are sorted and distinct, and each header that is left is listed: where they
    // differ first, a listed one is missing.
    let mut names = headers.names();
    let mut listed = authorization.signed_headers.iter();
    match listed.find(|listed| names.next() != Some(**listed)) {
        Some(missing) => Err(VerifyError::MissingSignedHeader(known_name(missing))),
        None => Ok(()),
    }
}
