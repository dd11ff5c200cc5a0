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
        let mut parts = Vec::new();
        let scheme = if text.contains('\n') {
            read_v3(text, &mut parts)?;
            Some(Scheme::V3)
        } else if let Some((method, query)) = text.split_once("&%2F&") {
            parts.push(Part::new(Section::Method, "", method));
            let query = String::from_utf8(unescape(query).into_owned()).ok()?;
            for Part { section, name, value } in parameters(&query) {
                parts.push(Part::new(section, name.into_owned(), value.into_owned()));
            }
            Some(Scheme::Rpc)
        } else {
            parts.extend(parameters(text));
            None
        };
        let canonical = Self { scheme, parts };
        (canonical.write() == text).then_some(canonical)
    }

    /// The text that a client signs who has these parts.
    pub(super) fn write(&self) -> String {
        let one = |section| self.section(section).next().map_or("", |part| &*part.value);
        let query = self.join(Section::Parameter, "=", "&");
        match self.scheme {
            None => query,
            Some(Scheme::Rpc) => rpc::string_to_sign(one(Section::Method), &query),
            Some(Scheme::V3) => {
                let headers = self.join(Section::Header, ":", "\n");
                let names = self.join(Section::SignedHeader, "", ";");
                let (method, path) = (one(Section::Method), one(Section::Path));
                [method, path, &query, &headers, "", &names, one(Section::Body)].join("\n")
            }
        }
    }

    fn join(&self, section: Section, before_value: &str, separator: &str) -> String {
        let mut text = String::new();
        for (at, part) in self.section(section).enumerate() {
            let separator = if at == 0 { "" } else { separator };
            text.extend([separator, &part.name, before_value, &part.value]);
        }
        text
    }

    pub(super) fn section(&self, section: Section) -> impl Iterator<Item = &Part<'a>> {
        self.parts.iter().filter(move |part| part.section == section)
    }

    /// A copy to be changed, which shares what stays.
    pub(super) fn copy(&self) -> Canonical<'_> {
        let parts = self.parts.iter();
        let parts = parts.map(|part| Part::new(part.section, &*part.name, &*part.value));
        Canonical { scheme: self.scheme, parts: parts.collect() }
    }

    /// The canonical query alone.
    pub(super) fn query(&self) -> Canonical<'_> {
        let mut query = Canonical { scheme: None, ..self.copy() };
        query.parts.retain(Part::is_parameter);
        query
    }
}

fn read_v3<'a>(text: &'a str, parts: &mut Vec<Part<'a>>) -> Option<()> {
    let mut lines = text.splitn(4, '\n');
    parts.push(Part::new(Section::Method, "", lines.next()?));
    parts.push(Part::new(Section::Path, "", lines.next()?));
    parts.extend(parameters(lines.next()?));
    // From the end, since a value may have line ends in it.
    let mut last = lines.next()?.rsplitn(3, '\n');
    let (hash, names, headers) = (last.next()?, last.next()?, last.next()?);
    for line in headers.strip_suffix('\n')?.split('\n') {
        match line.split_once(':') {
            Some((name, value)) => parts.push(Part::new(Section::Header, name, value)),
            None => parts.last_mut()?.value.to_mut().extend(["\n", line]),
        }
    }
    parts.extend(names.split(';').map(|name| Part::new(Section::SignedHeader, name, "")));
    parts.push(Part::new(Section::Body, "", hash));
    Some(())
}

/// The parameters of a canonical query. One that has no `=` would be written with it.
fn parameters(query: &str) -> impl Iterator<Item = Part<'_>> {
    query.split('&').filter(|_| !query.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        Part::new(Section::Parameter, name, value)
    })
}
