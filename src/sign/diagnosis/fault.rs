//! What can be wrong where both sides sign the same text: the signature, or the secret.

use alloc::string::String;

use base64ct::{Base64, Encoding};
use hmac::Mac;

use crate::sign::AccessKeySecret;
use crate::sign::hex::Hex;
use crate::sign::mac::{hmac_sha1, hmac_sha256, sha256};
use crate::sign::v3::ALGORITHM;

use super::difference::unescape;
use super::text::SignedText;
use super::{Diagnosis, Signed};

/// What is wrong with the signature of the right text.
///
/// `#[non_exhaustive]`: there are more ways to get a signature wrong.
///
/// ```
/// use aliyun_instance_status::sign::{Diagnosis, SignatureFault, Signed};
///
/// let text = "GET&%2F&RegionId%3Dcn-hangzhou";
/// let signed = Signed::new(text).with_signature("fS5EDQSyUeVqiOAAeF2tw2Qa8%3D%0A");
/// let diagnosis = Diagnosis::between(signed, text);
/// assert_eq!(diagnosis, Diagnosis::Signature(SignatureFault::LineEnd));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SignatureFault {
    /// It was sent empty.
    Empty,
    /// It was sent with a line end that a Base64 encoder added.
    LineEnd,
    /// RPC: its `+` was not escaped, and arrived as a space.
    UnescapedPlus,
    /// It is not what the secret gives for this text: another hash or encoding was used, or
    /// another text was signed.
    Other,
}

/// What is wrong with the secret, or with the key made from it.
///
/// `#[non_exhaustive]`: there are more ways to get a secret wrong.
///
/// ```
/// use aliyun_instance_status::sign::{AccessKey, Diagnosis, SecretFault, Signed};
///
/// let text = "GET&%2F&RegionId%3Dcn-hangzhou";
/// let key = AccessKey::new("testid", "testsecret&");
/// let diagnosis = Diagnosis::between(Signed::new(text).with_key(&key), text);
/// assert_eq!(diagnosis, Diagnosis::Secret(SecretFault::Ampersand));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SecretFault {
    /// It is empty.
    Empty,
    /// It has white space, a line end or a byte order mark, which no secret has.
    WhiteSpace,
    /// It has an `&` at its end, which V3's key must not have, and which this crate adds
    /// for RPC.
    Ampersand,
    /// RPC: the `&` at the end of the key is missing.
    NoAmpersand,
    /// Nothing visible: it is the secret of another access key, or an old one.
    Other,
}

/// The fault of what is known of the signature and the key.
pub(super) fn find(signed: &Signed<'_>, text: &SignedText<'_>) -> Option<Diagnosis> {
    let is_rpc = matches!(text, SignedText::Query { .. });
    let sent = signed.signature();
    if let Some(fault) = sent.and_then(|sent| of_sent(sent, is_rpc)) {
        return Some(Diagnosis::Signature(fault));
    }
    let secret = signed.key()?.secret();
    if let Some(fault) = of_secret(secret.v3_key()) {
        return Some(Diagnosis::Secret(fault));
    }
    let sent = unescape(sent?);
    let made_with = |key: &[u8]| made(key, text).is_some_and(|made| made.as_bytes() == &*sent);
    let (right, wrong, fault) = key_and_mistaken(secret, is_rpc);
    // Of a query alone nobody knows the signature.
    made(right, text)?;
    if made_with(right) {
        None
    } else if made_with(wrong) {
        Some(Diagnosis::Secret(fault))
    } else {
        Some(Diagnosis::Signature(SignatureFault::Other))
    }
}

fn key_and_mistaken(secret: &AccessKeySecret, is_rpc: bool) -> (&[u8], &[u8], SecretFault) {
    let (rpc, v3) = (secret.rpc_key(), secret.v3_key());
    if is_rpc { (rpc, v3, SecretFault::NoAmpersand) } else { (v3, rpc, SecretFault::Ampersand) }
}

/// What is to be seen of a signature alone.
fn of_sent(sent: &str, is_rpc: bool) -> Option<SignatureFault> {
    let has_line_end = |text: &[u8]| text.iter().any(|byte| matches!(byte, b'\r' | b'\n'));
    if sent.is_empty() {
        Some(SignatureFault::Empty)
    } else if has_line_end(&unescape(sent)) {
        Some(SignatureFault::LineEnd)
    } else if is_rpc && sent.contains(['+', ' ']) {
        Some(SignatureFault::UnescapedPlus)
    } else {
        None
    }
}

/// What is to be seen of a secret alone.
fn of_secret(secret: &[u8]) -> Option<SecretFault> {
    const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
    let is_space = |byte: &u8| byte.is_ascii_whitespace() || byte.is_ascii_control();
    if secret.is_empty() {
        Some(SecretFault::Empty)
    } else if secret.iter().any(is_space) || secret.starts_with(BYTE_ORDER_MARK) {
        Some(SecretFault::WhiteSpace)
    } else if secret.ends_with(b"&") {
        Some(SecretFault::Ampersand)
    } else {
        None
    }
}

/// The signature of a text by a key, if the text says what was signed.
fn made(key: &[u8], text: &SignedText<'_>) -> Option<String> {
    let of_hash = |hash: &str| {
        let mac = hmac_sha256(key).chain_update(ALGORITHM).chain_update("\n").chain_update(hash);
        String::from(Hex::encode(&mac.finalize().into_bytes()).as_str())
    };
    match text {
        SignedText::Query { signed, .. } => signed.map(|(_, text)| {
            Base64::encode_string(&hmac_sha1(key).chain_update(text).finalize().into_bytes())
        }),
        SignedText::Request(lines) => Some(of_hash(sha256(lines.text.as_bytes()).as_str())),
        SignedText::Hash(hash) => Some(of_hash(hash)),
    }
}
