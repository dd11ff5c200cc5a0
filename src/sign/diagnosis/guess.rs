//! What a server can tell of a signature that does not match, without what the client has
//! signed: it tries the known ways to get it wrong.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use hmac::Mac;
use zeroize::Zeroizing;

use crate::bytes::percent;
use crate::sign::mac::{hmac_sha1, hmac_sha256};
use crate::sign::unverified::Proof;
use crate::sign::{AccessKeySecret, Method, Unverified, rpc, v3};

use super::{Diagnosis, Difference, SecretFault};

impl Diagnosis {
    /// Why a signature does not match, as far as a server can tell with just the call and
    /// the right secret: it signs in each of the known wrong ways, and looks for the
    /// signature that was sent. `None` if none gives it, or if the signature matches.
    ///
    /// | tried | diagnosis |
    /// |---|---|
    /// | RPC's key without its `&`, a key with one too many | [`Secret`](Diagnosis::Secret) |
    /// | the secret with a line end or a space at its end | [`Secret`](Diagnosis::Secret) |
    /// | the other method | [`Method`](Diagnosis::Method) |
    /// | RPC: `Timestamp`, or every value, percent-encoded twice | [`Parameter`](Diagnosis::Parameter) |
    /// | RPC: the escapes of forms, or escapes in lower case | [`Parameter`](Diagnosis::Parameter) |
    /// | RPC: a canonical query that was not escaped again | [`Malformed`](Diagnosis::Malformed) |
    ///
    /// It computes a dozen signatures. It is for the server's log: do not tell a caller who
    /// may not have the secret at all.
    ///
    /// ```
    /// use aliyun_instance_status::sign::{AccessKeySecret, Diagnosis, Unverified};
    ///
    /// fn log(unverified: &Unverified, now: u64, secret: &AccessKeySecret) {
    ///     if let Err(error) = unverified.verify(now, Some(secret)) {
    ///         match Diagnosis::guess(unverified, secret) {
    ///             Some(likely) => eprintln!("{error}: {likely}"),
    ///             None => eprintln!("{error}"),
    ///         }
    ///     }
    /// }
    /// ```
    #[must_use]
    pub fn guess(unverified: &Unverified<'_>, secret: &AccessKeySecret) -> Option<Self> {
        match &unverified.proof {
            Proof::Rpc(signature) => {
                let signature = signature.as_ref()?;
                let is_by = |key: &[u8], text: &str| {
                    hmac_sha1(key).chain_update(text).verify_slice(signature).is_ok()
                };
                of_rpc(unverified, secret, is_by)
            }
            Proof::V3 { signature, .. } => {
                let signature = signature.as_ref()?;
                let is_by = |key: &[u8], text: &str| {
                    hmac_sha256(key).chain_update(text).verify_slice(signature).is_ok()
                };
                of_v3(unverified, secret, is_by)
            }
        }
    }
}

fn of_rpc(
    unverified: &Unverified<'_>,
    secret: &AccessKeySecret,
    is_by: impl Fn(&[u8], &str) -> bool,
) -> Option<Diagnosis> {
    let (key, canonical) = (secret.rpc_key(), &*unverified.canonical);
    let method = unverified.method.as_str();
    let text = rpc::string_to_sign(method, canonical);
    if is_by(key, &text) {
        return None;
    }
    if is_by(secret.v3_key(), &text) {
        return Some(Diagnosis::Secret(SecretFault::NoAmpersand));
    }
    if let Some(fault) = fault_of_key(secret, b"&", |key| is_by(key, &text)) {
        return Some(Diagnosis::Secret(fault));
    }
    let other = other(unverified.method).as_str();
    if is_by(key, &rpc::string_to_sign(other, canonical)) {
        return Some(Diagnosis::Method);
    }
    let by_query = |query: &str| is_by(key, &rpc::string_to_sign(method, query));
    let ways: [(Change, Difference); 4] = [
        (timestamp_encoded_twice, Difference::SignedEncodedTwice),
        (|_, value| encoded(value), Difference::SignedEncodedTwice),
        (|_, value| form_escapes(value), Difference::OtherEscapes),
        (|_, value| small_escapes(value), Difference::OtherEscapes),
    ];
    for (change, difference) in ways {
        let (query, first) = with_values(canonical, change);
        if by_query(&query) {
            return Some(Diagnosis::Parameter { name: first?, difference });
        }
    }
    let raw = [format!("{method}&%2F&{canonical}"), format!("{method}&/&{canonical}")];
    raw.iter().any(|text| is_by(key, text)).then_some(Diagnosis::Malformed)
}

fn of_v3(
    unverified: &Unverified<'_>,
    secret: &AccessKeySecret,
    is_by: impl Fn(&[u8], &str) -> bool,
) -> Option<Diagnosis> {
    let (key, canonical) = (secret.v3_key(), &*unverified.canonical);
    let text = v3::string_to_sign(canonical);
    if is_by(key, &text) {
        return None;
    }
    if let Some(fault) = fault_of_key(secret, b"", |key| is_by(key, &text)) {
        return Some(Diagnosis::Secret(fault));
    }
    let (_, after) = canonical.split_once('\n')?;
    let other = format!("{}\n{after}", other(unverified.method));
    is_by(key, &v3::string_to_sign(&other)).then_some(Diagnosis::Method)
}

/// What was put behind the secret, and should not be.
fn fault_of_key(
    secret: &AccessKeySecret,
    end: &[u8],
    is_by: impl Fn(&[u8]) -> bool,
) -> Option<SecretFault> {
    let behind: [(&[u8], SecretFault); 4] = [
        (b"&", SecretFault::Ampersand),
        (b"\n", SecretFault::WhiteSpace),
        (b"\r\n", SecretFault::WhiteSpace),
        (b" ", SecretFault::WhiteSpace),
    ];
    behind.into_iter().find_map(|(behind, fault)| {
        let parts = [secret.v3_key(), behind, end];
        let length = parts.iter().map(|part| part.len()).sum();
        let mut key = Zeroizing::new(Vec::with_capacity(length));
        for part in parts {
            key.extend_from_slice(part);
        }
        is_by(&key).then_some(fault)
    })
}

const fn other(method: Method) -> Method {
    match method {
        Method::Get => Method::Post,
        Method::Post => Method::Get,
    }
}

/// What a client makes of the canonical value of a parameter of this name.
type Change = fn(&str, &str) -> String;

/// A canonical query with each value changed, and the name of the first that is another then.
fn with_values(canonical: &str, change: Change) -> (String, Option<String>) {
    let (mut out, mut first) = (String::with_capacity(canonical.len()), None);
    for pair in canonical.split('&') {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let new = change(name, value);
        if new != value && first.is_none() {
            first = Some(super::compare::shown(name.as_bytes()));
        }
        if !out.is_empty() {
            out.push('&');
        }
        out.push_str(name);
        out.push('=');
        out.push_str(&new);
    }
    (out, first)
}

fn timestamp_encoded_twice(name: &str, value: &str) -> String {
    if matches!(name, "Timestamp" | "TimeStamp") { encoded(value) } else { value.into() }
}

fn encoded(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    percent::encode(&mut out, value);
    out
}

/// As `application/x-www-form-urlencoded` has it.
fn form_escapes(value: &str) -> String {
    value.replace("%20", "+").replace("%2A", "*").replace('~', "%7E")
}

fn small_escapes(value: &str) -> String {
    let mut pieces = value.split('%');
    let mut out = String::from(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (digits, rest) = piece.split_at_checked(2).unwrap_or((piece, ""));
        out.push('%');
        out.push_str(&digits.to_ascii_lowercase());
        out.push_str(rest);
    }
    out
}
