//! Reading a received request that is signed by the RPC signature, if by any.

use alloc::borrow::Cow;

use base64ct::{Base64, Encoding};

use crate::field::Field;
use crate::sign::parameters::{Parameters, Values};
use crate::sign::unverified::{Claim, Proof, Unverified};
use crate::sign::{Method, Received, VerifyError, clock};

use super::{SIGNATURE_METHOD, SIGNATURE_VERSION};

/// Headers that V3 has and RPC has not.
const V3_HEADERS: [&str; 3] = ["x-acs-content-sha256", "x-acs-date", "x-acs-signature-nonce"];

/// Headers of a call that a bearer token stands for.
const BEARER_HEADERS: [&str; 2] = ["x-acs-bearer-token", "x-acs-signature-type"];

/// What the signature says about itself.
#[derive(Default)]
struct Parts<'a> {
    access_key_id: Option<Cow<'a, str>>,
    action: Option<Cow<'a, str>>,
    bearer_token: Option<Cow<'a, str>>,
    security_token: Option<Cow<'a, str>>,
    signature: Option<Cow<'a, str>>,
    method: Option<Cow<'a, str>>,
    nonce: Option<Cow<'a, str>>,
    kind: Option<Cow<'a, str>>,
    version: Option<Cow<'a, str>>,
    time_stamp: Option<Cow<'a, str>>,
    timestamp: Option<Cow<'a, str>>,
    api_version: Option<Cow<'a, str>>,
}

pub(in crate::sign) fn read<'a>(
    received: &Received<'a>,
    method: Method,
) -> Result<Unverified<'a>, VerifyError> {
    let form = received.form()?;
    let parameters =
        Parameters::read(received.query, form, "Signature").map_err(VerifyError::Query)?;
    let Parameters { all, excepted, canonical } = parameters;
    let mut values = Values::new(all);
    // In the order of their names.
    let parts = Parts {
        access_key_id: values.take("AccessKeyId"),
        action: values.take("Action"),
        bearer_token: values.take("BearerToken"),
        security_token: values.take("SecurityToken"),
        signature: excepted,
        method: values.take("SignatureMethod"),
        nonce: values.take("SignatureNonce"),
        kind: values.take("SignatureType"),
        version: values.take("SignatureVersion"),
        time_stamp: values.take("TimeStamp"),
        timestamp: values.take("Timestamp"),
        api_version: values.take("Version"),
    };
    parts.refuse_other_schemes(received)?;
    let proof = Proof::Rpc(parts.proof()?);
    let access_key_id = require(parts.access_key_id, Field::AccessKeyId)?;
    require(parts.action, Field::Action)?;
    let signature_method = require(parts.method, Field::SignatureMethod)?;
    let signature_nonce = require(parts.nonce, Field::SignatureNonce)?;
    let signature_version = require(parts.version, Field::SignatureVersion)?;
    require(parts.api_version, Field::Version)?;
    // Some SDKs send and sign an empty one.
    if parts.kind.is_some_and(|kind| !kind.is_empty()) {
        return Err(VerifyError::UnsupportedSignatureType);
    }
    // The documentation itself writes `HMAC-SHA1` and `Hmac-SHA1`.
    if !signature_method.eq_ignore_ascii_case(SIGNATURE_METHOD) {
        return Err(VerifyError::UnsupportedSignatureMethod);
    }
    if signature_version != SIGNATURE_VERSION {
        return Err(VerifyError::UnsupportedSignatureVersion);
    }
    let timestamp = match (parts.timestamp, parts.time_stamp) {
        (Some(_), Some(_)) => return Err(VerifyError::TwoTimestamps),
        (one, other) => require(one.or(other), Field::Timestamp)?,
    };
    let seconds =
        clock::seconds_with_decimals(&timestamp).ok_or(VerifyError::MalformedTimestamp)?;
    let claim = Claim {
        access_key_id,
        signature_nonce,
        security_token: parts.security_token.filter(|token| !token.is_empty()),
        timestamp,
        query: received.query,
        form,
    };
    Ok(Unverified { claim, method, seconds, canonical, proof })
}

impl Parts<'_> {
    /// Refuses, in clear words, a call that no secret signs, and one of V3 that lacks its
    /// `Authorization`: else they would be told what RPC misses.
    fn refuse_other_schemes(&self, received: &Received<'_>) -> Result<(), VerifyError> {
        let is_bearer = |kind: &str| kind.eq_ignore_ascii_case("BEARERTOKEN");
        if self.kind.as_deref().is_some_and(is_bearer) {
            return Err(VerifyError::BearerToken);
        }
        if self.signature.is_some() {
            return Ok(());
        }
        if self.bearer_token.is_some() || received.has_any_header(&BEARER_HEADERS) {
            return Err(VerifyError::BearerToken);
        }
        if received.has_any_header(&V3_HEADERS) {
            return Err(VerifyError::MissingHeader("authorization"));
        }
        Ok(())
    }

    /// The 20 bytes of the signature. Whatever is not the Base64 of so many is no signature
    /// of any call.
    fn proof(&self) -> Result<Option<[u8; 20]>, VerifyError> {
        let text = self.signature.as_deref();
        let text = text.ok_or(VerifyError::MissingParameter(Field::Signature))?;
        let mut bytes = [0; 20];
        let length = Base64::decode(text, &mut bytes).map(<[u8]>::len);
        Ok((length == Ok(20)).then_some(bytes))
    }
}

/// The value of a parameter that must be there and hold something.
fn require(value: Option<Cow<'_, str>>, field: Field) -> Result<Cow<'_, str>, VerifyError> {
    value.filter(|value| !value.is_empty()).ok_or(VerifyError::MissingParameter(field))
}
