//! A text that is signed, taken apart, and written again.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::difference::unescape;
use crate::sign::{Scheme, rpc};

/// Where a part of a signed text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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

/// A part of a signed text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part<'a> {
    pub(super) section: Section,
    /// The name as it is written; empty where a section has just one part.
    pub(super) name: Cow<'a, str>,
    pub(super) value: Cow<'a, str>,
}

impl<'a> Part<'a> {
    pub(super) fn new(
        section: Section,
        name: impl Into<Cow<'a, str>>,
        value: impl Into<Cow<'a, str>>,
    ) -> Self {
        Self { section, name: name.into(), value: value.into() }
    }

    pub(super) fn is_parameter(&self) -> bool {
        self.section == Section::Parameter
    }

    /// The name by which parts are sorted: that of a parameter is not escaped.
    pub(super) fn plain_name(&self) -> Cow<'_, [u8]> {
        if self.is_parameter() { unescape(&self.name) } else { Cow::Borrowed(self.name.as_bytes()) }
    }
}

/// A string to sign of RPC, a canonical request of V3, or a canonical query alone.
pub(super) struct Canonical<'a> {
    /// `None` for a query alone, which both schemes have.
    pub(super) scheme: Option<Scheme>,
    pub(super) parts: Vec<Part<'a>>,
}

impl<'a> Canonical<'a> {
    /// Takes a text apart, if that loses nothing of it.
    pub(super) fn read(text: &'a str) -> Option<Self> {
        let canonical = if text.contains('\n') {
            Self::read_v3(text)?
        } else if let Some((method, query)) = text.split_once("&%2F&") {
            let query = String::from_utf8(unescape(query).into_owned()).ok()?;
            let mut parts = alloc::vec![Part::new(Section::Method, "", method)];
            for part in parameters(&query) {
                let Part { section, name, value } = part?;
                parts.push(Part::new(section, name.into_owned(), value.into_owned()));
            }
            Self { scheme: Some(Scheme::Rpc), parts }
        } else {
            Self { scheme: None, parts: parameters(text).collect::<Option<_>>()? }
        };
        (canonical.write() == text).then_some(canonical)
    }

    fn read_v3(text: &'a str) -> Option<Self> {
        let mut lines = text.splitn(4, '\n');
        let mut parts = Vec::new();
        parts.push(Part::new(Section::Method, "", lines.next()?));
        parts.push(Part::new(Section::Path, "", lines.next()?));
        for part in parameters(lines.next()?) {
            parts.push(part?);
        }
        // From the end, since a value may have line ends in it.
        let mut last = lines.next()?.rsplitn(3, '\n');
        let (hash, names, mut headers) = (last.next()?, last.next()?, last.next()?);
        while let Some((name, after)) = headers.split_once(':') {
            let mut end = after.find('\n')?;
            let is_value = |line: &str| line.lines().next().is_some_and(|line| !line.contains(':'));
            while let Some(next) = after.get(end.checked_add(1)?..).filter(|rest| is_value(rest)) {
                end = end.checked_add(next.find('\n')?)?.checked_add(1)?;
            }
            let (value, rest) = after.split_at_checked(end)?;
            parts.push(Part::new(Section::Header, name, value));
            headers = rest.get(1..)?;
        }
        parts.extend(names.split(';').map(|name| Part::new(Section::SignedHeader, name, "")));
        parts.push(Part::new(Section::Body, "", hash));
        Some(Self { scheme: Some(Scheme::V3), parts })
    }

    /// The text that a client signs who has these parts.
    pub(super) fn write(&self) -> String {
        let one = |section| self.section(section).next().map_or("", |part| &*part.value);
        let length = |part: &Part<'_>| part.name.len().saturating_add(part.value.len());
        let length = self.parts.iter().map(length).fold(self.parts.len(), usize::saturating_add);
        let mut query = String::with_capacity(length.saturating_mul(2));
        let mut separator = "";
        for part in self.section(Section::Parameter) {
            push_all(&mut query, [separator, &part.name, "=", &part.value]);
            separator = "&";
        }
        match self.scheme {
            None => query,
            Some(Scheme::Rpc) => rpc::string_to_sign(one(Section::Method), &query),
            Some(Scheme::V3) => {
                let mut text = String::with_capacity(length.saturating_mul(2));
                let lines = [one(Section::Method), "\n", one(Section::Path), "\n", &query, "\n"];
                push_all(&mut text, lines);
                for part in self.section(Section::Header) {
                    push_all(&mut text, [&part.name, ":", &part.value, "\n"]);
                }
                let mut separator = "\n";
                for part in self.section(Section::SignedHeader) {
                    push_all(&mut text, [separator, &part.name]);
                    separator = ";";
                }
                push_all(&mut text, ["\n", one(Section::Body)]);
                text
            }
        }
    }

    pub(super) fn section(&self, section: Section) -> impl Iterator<Item = &Part<'a>> {
        self.parts.iter().filter(move |part| part.section == section)
    }

    /// A copy to be changed, which shares what stays.
    pub(super) fn copy(&self) -> Canonical<'_> {
        let parts =
            self.parts.iter().map(|part| Part::new(part.section, &*part.name, &*part.value));
        Canonical { scheme: self.scheme, parts: parts.collect() }
    }

    /// The canonical query alone.
    pub(super) fn query(&self) -> Canonical<'_> {
        let mut query = self.copy();
        query.scheme = None;
        query.parts.retain(Part::is_parameter);
        query
    }
}

/// The parameters of a canonical query, `None` for what has no `=`.
fn parameters(query: &str) -> impl Iterator<Item = Option<Part<'_>>> {
    let pairs = query.split('&').filter(|_| !query.is_empty());
    pairs.map(|pair| {
        let (name, value) = pair.split_once('=')?;
        Some(Part::new(Section::Parameter, name, value))
    })
}

fn push_all<const N: usize>(text: &mut String, pieces: [&str; N]) {
    text.extend(pieces);
}
