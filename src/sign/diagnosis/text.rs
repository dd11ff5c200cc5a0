//! A text as one of both sides signs it, and what is wrong with it whatever the other says.

use alloc::collections::BTreeSet;

use super::canonical::{self, CONTENT_HASH, Canonical, Part, Section};
use super::{Diagnosis, Difference, order};
use crate::sign::Scheme;
use crate::sign::mac::sha256;
use crate::sign::v3::{ALGORITHM, REQUIRED_HEADERS};

/// A text as one of both sides signs it, as far as it can be read.
pub(super) struct Text<'a> {
    pub(super) whole: &'a str,
    pub(super) canonical: Option<Canonical>,
    /// All that there is in a string to sign of V3.
    pub(super) hash: Option<&'a str>,
}

impl<'a> Text<'a> {
    pub(super) fn read(text: &'a str) -> Self {
        let hash = text.strip_prefix(ALGORITHM).map(str::trim);
        let is_canonical = hash.is_none() && !text.is_empty();
        Self { whole: text, canonical: Canonical::read(text).filter(|_| is_canonical), hash }
    }

    pub(super) fn is_v3(&self) -> bool {
        self.whole.contains('\n') || self.hash.is_some()
    }

    /// The scheme, `None` for a query alone and for what cannot be read.
    pub(super) fn scheme(&self) -> Option<Scheme> {
        let scheme = self.canonical.as_ref().and_then(|canonical| canonical.scheme);
        scheme.or(self.hash.and(Some(Scheme::V3)))
    }

    /// What can be told without the service's text. Where values are not escaped, what looks
    /// like a parameter may be a part of one: only known names count.
    pub(super) fn fault(&self, body: Option<&[u8]>) -> Option<Diagnosis> {
        let ends = |end| self.whole.matches(end).count();
        if ends("\n") > 1 && ends("\n") == ends("\r\n") {
            return Some(Diagnosis::LineEnds);
        }
        if self.hash.is_some() {
            return None;
        }
        let Some(canonical) = &self.canonical else { return Some(Diagnosis::Malformed) };
        if matches!(&*canonical.method, "get" | "post") {
            return Some(Diagnosis::LowerCaseMethod);
        }
        let mut known = canonical.parts();
        known.retain(Part::is_known);
        let mut names = BTreeSet::new();
        let twice = known.iter().find(|part| !names.insert((part.section, part.name)));
        if names.contains(&(Section::Parameter, "Signature")) {
            return Some(Diagnosis::SignatureSigned);
        }
        let fault = twice.map(|part| canonical::differs(&part.key(), Difference::Repeated));
        let fault = fault.or_else(|| order::fault(&known));
        if fault.is_some() || canonical.scheme != Some(Scheme::V3) {
            return fault;
        }
        let is_signed = |name| {
            names.contains(&(Section::Header, name))
                && names.contains(&(Section::SignedHeader, name))
        };
        let present = known.iter().filter(|part| part.section == Section::Header);
        let mut needed = REQUIRED_HEADERS.into_iter().chain(present.map(|part| part.name));
        if let Some(name) = needed.find(|name| !is_signed(name)) {
            let difference = Difference::NotSigned;
            return Some(Diagnosis::Header { name: name.into(), difference });
        }
        let hash = known.iter().find(|part| part.name == CONTENT_HASH)?.value;
        let is_equal =
            hash == canonical.body && body.is_none_or(|body| sha256(body).as_str() == hash);
        (!is_equal).then_some(Diagnosis::Body)
    }
}
