//! What is wrong with what a client has signed, whatever the service says: the text, the
//! signature or the secret.

use alloc::collections::BTreeSet;
use alloc::string::String;

use base64ct::{Base64, Encoding};
use hmac::Mac;

use crate::sign::hex::Hex;
use crate::sign::mac::{hmac_sha1, hmac_sha256, sha256};
use crate::sign::v3::REQUIRED_HEADERS;
use crate::sign::{Scheme, v3};

use super::canonical::{self, CONTENT_HASH, Canonical, Part, Section, Text};
use super::difference::unescape;
use super::echo::MANDATORY;
use super::{Diagnosis, Difference, Signed, SortOrder, mistake, order};

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
    /// [`guess`](Diagnosis::guess) cannot tell which side's secret has it.
    WhiteSpace,
    /// It has an `&` at its end, which V3's key must not have, and which this crate adds
    /// for RPC. [`guess`](Diagnosis::guess) cannot tell which side's secret has it.
    Ampersand,
    /// RPC: the `&` at the end of the key is missing.
    NoAmpersand,
    /// Nothing visible: it is the secret of another access key, or an old one.
    Other,
}

/// What can be told without the service's text. Where values are not escaped, what looks
/// like a parameter may be a part of one: only known names count.
pub(super) fn of_text(client: &Text<'_>, body: Option<&[u8]>) -> Option<Diagnosis> {
    let Some(canonical) = &client.canonical else {
        let ends = |end| client.whole.matches(end).count();
        let is_crlf = ends("\n") > 1 && ends("\n") == ends("\r\n");
        let fault = if is_crlf { Diagnosis::LineEnds } else { Diagnosis::Malformed };
        return client.hash.is_none().then_some(fault);
    };
    let mut known = canonical.parts();
    known.retain(Part::is_known);
    let may_be_pieces = may_be_in_values(&known, canonical);
    known.retain(|part| !may_be_pieces || part.section != Section::Parameter);
    let mut names = BTreeSet::new();
    let twice = known.iter().find(|part| !names.insert((part.section, part.name)));
    let fault = match &*canonical.method {
        "get" | "post" => Some(Diagnosis::LowerCaseMethod),
        _ if names.contains(&(Section::Parameter, "Signature")) => Some(Diagnosis::SignatureSigned),
        _ => twice.map(|part| canonical::differs(&part.key(), Difference::Repeated)),
    };
    let fault = fault.or_else(|| order::fault(&known));
    if fault.is_some() || canonical.scheme != Some(Scheme::V3) {
        return fault;
    }
    // A name that differs only in case counts as signed.
    let text = client.whole.to_ascii_lowercase();
    let (before, hash) = text.rsplit_once('\n')?;
    let (lines, names) = before.rsplit_once('\n')?;
    let is_signed =
        |name: &str| lines.contains(&["\n", name, ":"].concat()) && names.contains(name);
    let present = known.iter().filter(|part| part.section == Section::Header);
    let mut needed = REQUIRED_HEADERS.into_iter().chain(present.map(|part| part.name));
    if let Some(name) = needed.find(|name| !is_signed(name)) {
        let key = (Section::Header, name.as_bytes().into());
        return Some(canonical::differs(&key, Difference::NotSigned));
    }
    let is_equal = lines.contains(&["\n", CONTENT_HASH, ":", hash, "\n"].concat())
        && body.is_none_or(|body| sha256(body).as_str() == hash);
    (!is_equal).then_some(Diagnosis::Body)
}

/// Whether parameters in no known order may be pieces of values that were not escaped. They are
/// parameters where values are escaped, and where each name occurs once and belongs in a query:
/// V3 has some of them in headers.
fn may_be_in_values(known: &[Part<'_>], Canonical { scheme, query, .. }: &Canonical) -> bool {
    let mut parts = known.iter().filter(|part| part.section == Section::Parameter);
    let mut names: BTreeSet<&str> = ["Signature"].into();
    names.extend(MANDATORY.split(' ').filter(|_| *scheme == Some(Scheme::V3)));
    let are_parameters = mistake::unescape_only(query, mistake::RESERVED) != *query
        && parts.all(|part| names.insert(part.name));
    let order = order::fault(known);
    matches!(order, Some(Diagnosis::Order { order: SortOrder::Unsorted, .. })) && !are_parameters
}

/// What is known to be wrong with the signature or the key. Where the signature is that of
/// the text by the client's key, that key is [another](SecretFault::Other) than the
/// service's, or the service has another text.
pub(super) fn of_key(signed: &Signed<'_>, client: &Text<'_>) -> Option<Diagnosis> {
    let is_rpc = client.scheme() != Some(Scheme::V3);
    let sent = signed.signature.as_deref();
    let seen = sent.and_then(|sent| of_signature(sent, is_rpc)).map(Diagnosis::Signature);
    let seen = seen.or_else(|| of_secret(signed.key?.secret().v3_key()).map(Diagnosis::Secret));
    if seen.is_some() {
        return seen;
    }
    let (sent, secret) = (unescape(sent?), signed.key?.secret());
    let is_by_secret = signature_by(secret.v3_key(), client)?.as_bytes() == &*sent;
    let has_ampersand = signature_by(secret.rpc_key(), client)?.as_bytes() == &*sent;
    Some(match (is_rpc, is_by_secret, has_ampersand) {
        (true, _, true) | (false, true, _) => Diagnosis::Secret(SecretFault::Other),
        (true, true, _) => Diagnosis::Secret(SecretFault::NoAmpersand),
        (false, _, true) => Diagnosis::Secret(SecretFault::Ampersand),
        _ => Diagnosis::Signature(SignatureFault::Other),
    })
}

/// What a signature shows to be wrong by itself.
fn of_signature(sent: &str, is_rpc: bool) -> Option<SignatureFault> {
    match &*unescape(sent) {
        [] => Some(SignatureFault::Empty),
        plain if plain.contains(&b'\r') || plain.contains(&b'\n') => Some(SignatureFault::LineEnd),
        _ if is_rpc && sent.contains(['+', ' ']) => Some(SignatureFault::UnescapedPlus),
        _ => None,
    }
}

/// What a secret shows to be wrong by itself.
pub(super) fn of_secret(secret: &[u8]) -> Option<SecretFault> {
    // A byte order mark is no better than a space.
    let is_space = |one: char| one.is_whitespace() || one.is_control() || one == '\u{FEFF}';
    match core::str::from_utf8(secret).ok()? {
        "" => Some(SecretFault::Empty),
        text if text.contains(is_space) => Some(SecretFault::WhiteSpace),
        text if text.ends_with('&') => Some(SecretFault::Ampersand),
        _ => None,
    }
}

/// The signature that `key` gives for the client's text. `None` for a canonical query alone, which
/// does not say which scheme signs it.
fn signature_by(key: &[u8], client: &Text<'_>) -> Option<String> {
    if client.scheme()? == Scheme::Rpc {
        let mac = hmac_sha1(key).chain_update(client.whole);
        return Some(Base64::encode_string(&mac.finalize().into_bytes()));
    }
    let text =
        client.hash.map_or_else(|| v3::string_to_sign(client.whole), |_| client.whole.into());
    let mac = hmac_sha256(key).chain_update(text);
    Some(Hex::encode(&mac.finalize().into_bytes()).as_str().into())
}
