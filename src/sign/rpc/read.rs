//! Reading a received request that is signed by the RPC signature, if by any.

use alloc::borrow::Cow;
use alloc::sync::Arc;

use base64ct::{Base64, Encoding};

use crate::field::Field;
use crate::query;
use crate::sign::parameters::{self, Parameter, Parameters, Values};
use crate::sign::unverified::Proof;
use crate::sign::{Claim, Method, Received, Scheme, Unverified, VerifyError, timestamp};

use super::{SIGNATURE_METHOD, SIGNATURE_VERSION};

/// Headers that V3 has and RPC has not.
const V3_HEADERS: [&str; 3] = ["x-acs-content-sha256", "x-acs-date", "x-acs-signature-nonce"];

/// Headers of a call that a bearer token stands for.
const BEARER_HEADERS: [&str; 2] = ["x-acs-bearer-token", "x-acs-signature-type"];

/// What the signature says about itself.
struct Parts<'p, 'a> {
    access_key_id: Option<&'p Cow<'a, str>>,
    has_action: bool,
    has_bearer_token: bool,
    security_token: Option<&'p Cow<'a, str>>,
    signature: Option<&'p Cow<'a, str>>,
    method: Option<&'p Cow<'a, str>>,
    nonce: Option<&'p Cow<'a, str>>,
    kind: Option<&'p Cow<'a, str>>,
    version: Option<&'p Cow<'a, str>>,
    time_stamp: Option<&'p Cow<'a, str>>,
    timestamp: Option<&'p Cow<'a, str>>,
    has_version: bool,
}

pub(in crate::sign) fn read<'a>(
    received: &Received<'a>,
    method: Method,
) -> Result<Unverified<'a>, VerifyError> {
    let form = received.form()?;
    let call = query::Received::read(received.query, form);
    let as_it_came = call.as_ref().ok().and_then(|call| {
        let canonical = parameters::as_it_came(call, received.query, form)?;
        Some((canonical.into(), Parts::of_call(call)))
    });
    let (all, signature);
    let (canonical, parts) = match as_it_came {
        Some(both) => both,
        None => {
            let parameters =
                Parameters::read(received.query, form, "Signature").map_err(VerifyError::Query)?;
            (all, signature) = (parameters.all, parameters.excepted);
            (parameters.canonical, Parts::of_parameters(&all, signature.as_ref()))
        }
    };
    parts.refuse_other_schemes(received)?;
    let proof = Proof::Rpc(parts.proof()?);
    let access_key_id = require(parts.access_key_id, Field::AccessKeyId)?;
    require_constant(parts.has_action, Field::Action)?;
    let signature_method = require(parts.method, Field::SignatureMethod)?;
    let signature_nonce = require(parts.nonce, Field::SignatureNonce)?;
    let signature_version = require(parts.version, Field::SignatureVersion)?;
    require_constant(parts.has_version, Field::Version)?;
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
    let sent = match (parts.timestamp, parts.time_stamp) {
        (Some(_), Some(_)) => return Err(VerifyError::TwoTimestamps),
        (one, other) => require(one.or(other), Field::Timestamp)?,
    };
    let seconds = timestamp::seconds_with_decimals(sent).ok_or(VerifyError::MalformedTimestamp)?;
    let claim = Claim {
        scheme: Scheme::Rpc,
        access_key_id: access_key_id.clone(),
        signature_nonce: signature_nonce.clone(),
        security_token: parts.security_token.filter(|token| !token.is_empty()).cloned(),
        timestamp: sent.clone(),
        seconds,
        window: Scheme::Rpc.window(),
        call: call.map(|received| received.call),
    };
    Ok(Unverified { claim: Arc::new(claim), method, canonical, proof })
}

impl<'p, 'a> Parts<'p, 'a> {
    fn of_call(received: &'p query::Received<'a>) -> Self {
        let common = &received.call.common;
        Self {
            access_key_id: common.access_key_id.as_ref(),
            has_action: received.has(Field::Action),
            has_bearer_token: common.bearer_token.is_some(),
            security_token: common.security_token.as_ref(),
            signature: common.signature.as_ref(),
            method: common.signature_method.as_ref(),
            nonce: common.signature_nonce.as_ref(),
            kind: common.signature_type.as_ref(),
            version: common.signature_version.as_ref(),
            time_stamp: common.time_stamp.as_ref(),
            timestamp: common.timestamp.as_ref(),
            has_version: received.has(Field::Version),
        }
    }

    fn of_parameters(all: &'p [Parameter<'a>], signature: Option<&'p Cow<'a, str>>) -> Self {
        let mut values = Values::new(all);
        // In the order of their names.
        Self {
            access_key_id: values.take("AccessKeyId"),
            has_action: values.take("Action").is_some_and(|action| !action.is_empty()),
            has_bearer_token: values.take("BearerToken").is_some(),
            security_token: values.take("SecurityToken"),
            signature,
            method: values.take("SignatureMethod"),
            nonce: values.take("SignatureNonce"),
            kind: values.take("SignatureType"),
            version: values.take("SignatureVersion"),
            time_stamp: values.take("TimeStamp"),
            timestamp: values.take("Timestamp"),
            has_version: values.take("Version").is_some_and(|version| !version.is_empty()),
        }
    }

    /// Refuses, in clear words, a call that no secret signs, and one of V3 that lacks its
    /// `Authorization`: else they would be told what RPC misses.
    fn refuse_other_schemes(&self, received: &Received<'_>) -> Result<(), VerifyError> {
        if self.kind.is_some_and(|kind| kind.eq_ignore_ascii_case("BEARERTOKEN")) {
            return Err(VerifyError::BearerToken);
        }
        if self.signature.is_some() {
            return Ok(());
        }
        if self.has_bearer_token || received.has_any_header(&BEARER_HEADERS) {
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
        let text = self.signature.ok_or(VerifyError::MissingParameter(Field::Signature))?;
        let mut bytes = [0; 20];
        let length = Base64::decode(&**text, &mut bytes).map(<[u8]>::len);
        Ok((length == Ok(20)).then_some(bytes))
    }
}

/// The value of a parameter that must be there and hold something.
fn require<'p, 'a>(
    value: Option<&'p Cow<'a, str>>,
    field: Field,
) -> Result<&'p Cow<'a, str>, VerifyError> {
    value.filter(|value| !value.is_empty()).ok_or(VerifyError::MissingParameter(field))
}

fn require_constant(is_there: bool, field: Field) -> Result<(), VerifyError> {
    is_there.then_some(()).ok_or(VerifyError::MissingParameter(field))
}
