//! A text that is signed, taken apart, and written again.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::difference::unescape;
use super::{Diagnosis, Difference, MAX_TEXT};
use crate::query::names;
use crate::redaction::redact;
use crate::sign::v3::ALGORITHM;
use crate::sign::{Scheme, rpc};

/// The header with the hash of the body.
pub(super) const CONTENT_HASH: &str = "x-acs-content-sha256";

/// Where a part of a signed text stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Section {
    Method,
    Path,
    /// A parameter of the query, with the escapes of a canonical query.
    Parameter,
    /// A line of V3's headers.
    Header,
    /// One of the names that follow V3's headers.
    SignedHeader,
    /// The hash of the body, the last line of V3.
    Body,
}

/// What parts are sorted by, and recognised by on both sides: the section and the name, without
/// the escapes that the name of a parameter has.
pub(super) type Key<'a> = (Section, Cow<'a, [u8]>);

/// A part of a signed text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Part<'a> {
    pub(super) section: Section,
    /// The name as it is written; empty where a section has just one part.
    pub(super) name: &'a str,
    pub(super) value: &'a str,
}

impl<'a> Part<'a> {
    /// One of the pairs in a canonical query.
    pub(super) fn parameter(pair: &'a str) -> Self {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        Self { section: Section::Parameter, name, value }
    }

    pub(super) fn key(&self) -> Key<'a> {
        let is_escaped = self.section == Section::Parameter;
        let name = self.name;
        (self.section, if is_escaped { unescape(name) } else { Cow::Borrowed(name.as_bytes()) })
    }

    /// Whether its name is one that calls of this operation may have, or it needs none.
    pub(super) fn is_known(&self) -> bool {
        matches!(self.name, "" | "host" | "content-type") && self.section != Section::Parameter
            || ["InstanceId.", "x-acs-"].iter().any(|start| self.name.starts_with(start))
            || names::parameter(self.name).is_some()
    }
}

/// What a message calls the parts of a key. A name that looks like a secret is hidden: it may
/// be a piece of a token that was not escaped.
pub(super) fn shown((section, name): &Key<'_>) -> String {
    let text = core::str::from_utf8(name).unwrap_or_default();
    let is_one = |byte: u8| byte.is_ascii_alphanumeric() || b".-_;[]".contains(&byte);
    let is_name = (1..=64).contains(&text.len()) && text.bytes().all(is_one);
    String::from(match section {
        Section::Method => "the method",
        Section::Path => "the path",
        Section::Body => "the body",
        _ if is_name && !text.starts_with(ALGORITHM) && !redact(text).hides => text,
        _ => "[hidden]",
    })
}

/// The diagnosis that the parts of a key differ.
pub(super) fn differs(key: &Key<'_>, difference: Difference) -> Diagnosis {
    let name = shown(key);
    match (key.0, &*name, difference) {
        (Section::Method, ..) => Diagnosis::Method,
        (Section::Path, ..) => Diagnosis::Path,
        (Section::Body, _, Difference::Case) => {
            Diagnosis::Header { name: CONTENT_HASH.into(), difference }
        }
        (Section::Body, ..) | (Section::Header, CONTENT_HASH, Difference::Other) => Diagnosis::Body,
        (Section::Parameter, "Signature", Difference::NotReceived) => Diagnosis::SignatureSigned,
        (Section::Parameter, ..) => Diagnosis::Parameter { name, difference },
        (Section::Header | Section::SignedHeader, ..) => Diagnosis::Header { name, difference },
    }
}

/// A text as one of both sides signs it, as far as it can be read.
pub(super) struct Text<'a> {
    pub(super) whole: &'a str,
    pub(super) canonical: Option<Canonical>,
    /// All that there is in a string to sign of V3.
    pub(super) hash: Option<&'a str>,
}

impl<'a> Text<'a> {
    pub(super) fn read(whole: &'a str) -> Self {
        let hash = whole.strip_prefix(ALGORITHM).map(str::trim);
        Self { whole, canonical: Canonical::read(whole), hash }
    }

    /// The scheme, `None` for a query alone and for what cannot be read.
    pub(super) fn scheme(&self) -> Option<Scheme> {
        self.canonical.as_ref().map_or(self.hash.and(Some(Scheme::V3)), |parts| parts.scheme)
    }
}

/// A string to sign of RPC, a canonical request of V3, or a canonical query alone.
#[derive(Clone, Default)]
pub(super) struct Canonical {
    /// `None` for a query alone, which both schemes have.
    pub(super) scheme: Option<Scheme>,
    pub(super) method: String,
    pub(super) path: String,
    /// The canonical query, with its own escapes alone.
    pub(super) query: String,
    /// V3's headers, a line each, but that a value may have line ends in it.
    pub(super) headers: Vec<String>,
    pub(super) signed_headers: String,
    pub(super) body: String,
}

impl Canonical {
    /// A canonical query alone.
    pub(super) fn of_query(query: &str) -> Self {
        Self { query: query.into(), ..Self::default() }
    }

    /// Takes a text apart, if that loses nothing of it.
    pub(super) fn read(text: &str) -> Option<Self> {
        let text = Some(text).filter(|text| (1..=MAX_TEXT).contains(&text.len()))?;
        let canonical = if text.contains('\n') {
            Self::read_v3(text)?
        } else if let Some((method, query)) = text.split_once(rpc::ENCODED_PATH) {
            let query = String::from_utf8(unescape(query).into_owned()).ok()?;
            Self { scheme: Some(Scheme::Rpc), method: method.into(), query, ..Self::default() }
        } else {
            Self::of_query(text)
        };
        let query = &*canonical.query;
        let is_query = query.is_empty() || query.split('&').all(|pair| pair.contains('='));
        let has_names = is_query && canonical.headers.iter().all(|line| line.contains(':'));
        (has_names && canonical.write() == text).then_some(canonical)
    }

    fn read_v3(text: &str) -> Option<Self> {
        let mut first = text.splitn(4, '\n').map(String::from);
        let (method, path, query) = (first.next()?, first.next()?, first.next()?);
        let rest = first.next()?;
        // From the end, since the value of a header may have line ends in it.
        let mut last = rest.rsplitn(3, '\n').map(String::from);
        let (body, signed_headers, lines) = (last.next()?, last.next()?, last.next()?);
        let mut headers: Vec<String> = Vec::new();
        for line in lines.strip_suffix('\n')?.split('\n') {
            match headers.last_mut() {
                Some(header) if !line.contains(':') => header.extend(["\n", line]),
                _ => headers.push(line.into()),
            }
        }
        Some(Self { scheme: Some(Scheme::V3), method, path, query, headers, signed_headers, body })
    }

    /// The text that a client with these parts signs.
    pub(super) fn write(&self) -> String {
        self.with_query(&self.query)
    }

    /// The text with another query.
    pub(super) fn with_query(&self, query: &str) -> String {
        match self.scheme {
            None => query.into(),
            Some(Scheme::Rpc) => rpc::string_to_sign(&self.method, query),
            Some(Scheme::V3) => {
                let Self { method, path, signed_headers, body, .. } = self;
                let headers = self.headers.join("\n");
                [method, path, query, &headers, "", signed_headers, body].join("\n")
            }
        }
    }

    /// All parts, in the order of their sections.
    pub(super) fn parts(&self) -> Vec<Part<'_>> {
        let one = |section, value| Part { section, name: "", value };
        let headers = self.headers.iter().filter_map(|line| line.split_once(':'));
        // One that is not there may be echoed as an empty one.
        let headers = headers.filter(|(_, value)| !value.is_empty());
        let mut parts = Vec::from([one(Section::Method, &*self.method)]);
        parts.push(one(Section::Path, &*self.path));
        let pairs = self.query.split('&').filter(|pair| !pair.is_empty());
        parts.extend(pairs.map(Part::parameter));
        parts.extend(headers.map(|(name, value)| Part { section: Section::Header, name, value }));
        let names = self.signed_headers.split(';');
        parts.extend(names.map(|name| Part { name, ..one(Section::SignedHeader, "") }));
        parts.push(one(Section::Body, &*self.body));
        parts
    }
}
