//! Reading a received request that has no `Authorization`: it is signed by RPC, or not at all.

use alloc::borrow::Cow;
use alloc::sync::Arc;

use base64ct::{Base64, Encoding};

use crate::Field;
use crate::sign::parameters::Parameters;
use crate::sign::unverified::SentSignature;
use crate::sign::{Claim, Method, Received, Scheme, Unverified, VerifyError, timestamp};

use super::{SIGNATURE_METHOD, SIGNATURE_VERSION};

/// Headers that V3 has and RPC has not.
const V3_HEADERS: [&str; 3] = ["x-acs-content-sha256", "x-acs-date", "x-acs-signature-nonce"];

/// Headers of a call that sends a bearer token in place of a signature.
const BEARER_HEADERS: [&str; 2] = ["x-acs-bearer-token", "x-acs-signature-type"];

/// Reads what the parameters claim, the signature among them.
pub(in crate::sign) fn read<'a>(
    received: &Received<'a>,
    method: Method,
) -> Result<Unverified<'a>, VerifyError> {
    let form = received.form()?;
    let parameters = Parameters::read(received.query, form, Some(Field::Signature))
        .map_err(VerifyError::Query)?;
    refuse_other_schemes(&parameters, received)?;
    let signature = parameters.get(Field::Signature);
    let signature = signature.ok_or(VerifyError::MissingParameter(Field::Signature))?;
    let signature = SentSignature::Rpc(decode(signature));
    let require = |field| required_value(parameters.get(field), field);
    let access_key_id = require(Field::AccessKeyId)?.clone();
    require(Field::Action)?;
    let signature_method = require(Field::SignatureMethod)?;
    let signature_nonce = require(Field::SignatureNonce)?.clone();
    let signature_version = require(Field::SignatureVersion)?;
    require(Field::Version)?;
    // Some SDKs send and sign an empty one.
    let signature_type = parameters.get(Field::SignatureType);
    if signature_type.is_some_and(|signature_type| !signature_type.is_empty()) {
        return Err(VerifyError::UnsupportedSignatureType);
    }
    // The documentation itself writes `HMAC-SHA1` and `Hmac-SHA1`.
    if !signature_method.eq_ignore_ascii_case(SIGNATURE_METHOD) {
        return Err(VerifyError::UnsupportedSignatureMethod);
    }
    if signature_version != SIGNATURE_VERSION {
        return Err(VerifyError::UnsupportedSignatureVersion);
    }
    let (sent, name) = match [Field::Timestamp, Field::TimeStamp].map(|name| parameters.get(name)) {
        [Some(_), Some(_)] => return Err(VerifyError::TwoTimestamps),
        [None, Some(sent)] => (Some(sent), Field::TimeStamp),
        [sent, None] => (sent, Field::Timestamp),
    };
    let timestamp = required_value(sent, Field::Timestamp)?.clone();
    let timestamp_name = name.name();
    let seconds = timestamp::seconds_with_decimals(&timestamp)
        .ok_or(VerifyError::MalformedTimestamp(timestamp_name))?;
    let security_token = parameters.get(Field::SecurityToken);
    let security_token = security_token.filter(|token| !token.is_empty()).cloned();
    let claim = Claim {
        scheme: Scheme::Rpc,
        access_key_id,
        signature_nonce,
        security_token,
        timestamp,
        timestamp_name,
        seconds,
        window: Scheme::Rpc.window(),
        parameters,
        form: "".into(),
        length: received.query.len().saturating_add(form.len()),
    };
    Ok(Unverified { claim: Arc::new(claim), method, signature })
}

/// Refuses a call with a bearer token, and a V3 call without its `Authorization`, by an error
/// that says so: otherwise the error would name a missing parameter of RPC.
fn refuse_other_schemes(
    parameters: &Parameters<'_>,
    received: &Received<'_>,
) -> Result<(), VerifyError> {
    let signature_type = parameters.get(Field::SignatureType);
    if signature_type.is_some_and(|name| name.eq_ignore_ascii_case("BEARERTOKEN")) {
        return Err(VerifyError::BearerToken);
    }
    if parameters.get(Field::Signature).is_some() {
        return Ok(());
    }
    if parameters.get(Field::BearerToken).is_some() || received.has_any_header(&BEARER_HEADERS) {
        return Err(VerifyError::BearerToken);
    }
    if received.has_any_header(&V3_HEADERS) {
        return Err(VerifyError::MissingHeader("authorization"));
    }
    Ok(())
}

/// The 20 bytes of a signature. Whatever is not the Base64 of so many bytes is not the
/// signature of any call.
fn decode(signature: &str) -> Option<[u8; 20]> {
    let mut bytes = [0; 20];
    let length = Base64::decode(signature, &mut bytes).map(<[u8]>::len);
    (length == Ok(20)).then_some(bytes)
}

/// The value of a required parameter, which must not be empty.
fn required_value<'p, 'a>(
    value: Option<&'p Cow<'a, str>>,
    field: Field,
) -> Result<&'p Cow<'a, str>, VerifyError> {
    value.filter(|value| !value.is_empty()).ok_or(VerifyError::MissingParameter(field))
}
