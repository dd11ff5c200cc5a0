//! What a client has signed, and what is wrong with it whatever the service says.

use alloc::collections::BTreeSet;

use super::canonical::{Canonical, Part, Section};
use super::compare::shown;
use super::{Diagnosis, Difference, order};
use crate::field::Field;
use crate::sign::Scheme;
use crate::sign::mac::sha256;
use crate::sign::v3::{ALGORITHM, REQUIRED_HEADERS};

/// The header with the hash of the body.
pub(super) const CONTENT_HASH: &str = "x-acs-content-sha256";

/// What a client has signed, as far as it can be read.
pub(super) struct Client<'a> {
    pub(super) text: &'a str,
    pub(super) parts: Option<Canonical<'a>>,
    /// All that there is in a string to sign of V3.
    pub(super) hash: Option<&'a str>,
}

impl<'a> Client<'a> {
    pub(super) fn read(text: &'a str) -> Self {
        match text.strip_prefix(ALGORITHM) {
            Some(hash) => Self { text, parts: None, hash: Some(hash.trim()) },
            None if text.is_empty() => Self { text, parts: None, hash: None },
            None => Self { text, parts: Canonical::read(text), hash: None },
        }
    }

    pub(super) fn is_v3(&self) -> bool {
        self.text.contains('\n') || self.hash.is_some()
    }

    /// The scheme, `None` for a query alone and for what cannot be read.
    pub(super) fn scheme(&self) -> Option<Scheme> {
        let scheme = self.parts.as_ref().and_then(|parts| parts.scheme);
        scheme.or(self.hash.and(Some(Scheme::V3)))
    }

    /// Compares with the hash in a string to sign of V3.
    pub(super) fn compare_hash(&self, hash: &str) -> Diagnosis {
        let own = sha256(self.text.as_bytes());
        match self.scheme() {
            _ if self.hash.unwrap_or(own.as_str()) == hash => Diagnosis::Equal,
            Some(Scheme::Rpc) => Diagnosis::OtherScheme { service: Scheme::V3 },
            _ => Diagnosis::OtherHash,
        }
    }

    /// What can be told without the service's text. Where values are not escaped, what looks
    /// like a parameter may be a part of one: only known names count.
    pub(super) fn fault(&self, body: Option<&[u8]>) -> Option<Diagnosis> {
        let ends = |end| self.text.matches(end).count();
        if ends("\n") > 1 && ends("\n") == ends("\r\n") {
            return Some(Diagnosis::LineEnds);
        }
        if self.hash.is_some() {
            return None;
        }
        let Some(parts) = &self.parts else { return Some(Diagnosis::Malformed) };
        let mut known = parts.copy();
        known.parts.retain(is_known);
        let method = known.section(Section::Method).next();
        if method.is_some_and(|method| matches!(&*method.value, "get" | "post")) {
            return Some(Diagnosis::LowerCaseMethod);
        }
        if known.parts.iter().any(|part| part.is_parameter() && part.name == "Signature") {
            return Some(Diagnosis::SignatureSigned);
        }
        repeated(&known)
            .or_else(|| order::fault(&known))
            .or_else(|| unsigned(&known))
            .or_else(|| other_body(&known, body))
    }
}

/// Whether it has a name that this operation's calls have.
pub(super) fn is_known(part: &Part<'_>) -> bool {
    match part.section {
        Section::Parameter => {
            part.name.starts_with("InstanceId.")
                || Field::ALL.iter().any(|field| field.name() == part.name)
        }
        Section::Header | Section::SignedHeader => {
            part.name.starts_with("x-acs-") || matches!(&*part.name, "host" | "content-type")
        }
        Section::Method | Section::Path | Section::Body => true,
    }
}

/// A name that is there twice, where the service would refuse it or join its values.
fn repeated(parts: &Canonical<'_>) -> Option<Diagnosis> {
    let mut seen = BTreeSet::new();
    let part = parts.parts.iter().find(|part| !seen.insert((part.section, &part.name)))?;
    let (name, difference) = (shown(part), Difference::Repeated);
    Some(match part.section {
        Section::Parameter => Diagnosis::Parameter { name, difference },
        _ => Diagnosis::Header { name, difference },
    })
}

/// A header of V3 that must be signed and is not.
fn unsigned(parts: &Canonical<'_>) -> Option<Diagnosis> {
    if parts.scheme != Some(Scheme::V3) {
        return None;
    }
    let has = |section, name: &str| parts.section(section).any(|part| part.name == name);
    let is_signed = |name: &&str| has(Section::Header, name) && has(Section::SignedHeader, name);
    let present = parts.section(Section::Header).map(|part| &*part.name);
    let name = REQUIRED_HEADERS.into_iter().chain(present).find(|name| !is_signed(name))?;
    Some(Diagnosis::Header { name: name.into(), difference: Difference::NotSigned })
}

/// The hash that was signed is not that of the header, or of the body.
fn other_body(parts: &Canonical<'_>, body: Option<&[u8]>) -> Option<Diagnosis> {
    let hash = parts.section(Section::Body).next()?;
    let header = parts.section(Section::Header).find(|part| part.name == CONTENT_HASH)?;
    let is_equal =
        header.value == hash.value && body.is_none_or(|body| sha256(body).as_str() == hash.value);
    (!is_equal).then_some(Diagnosis::Body)
}
