//! Headers as a canonical request has them.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::sign::VerifyError;

/// The name of a header as a constant, for errors that must not repeat the request.
#[cold]
pub(in crate::sign) fn known_name(name: &str) -> &'static str {
    const KNOWN: [&str; 15] = [
        "accept",
        "authorization",
        "content-type",
        "date",
        "host",
        "user-agent",
        "x-acs-accesskey-id",
        "x-acs-action",
        "x-acs-content-sha256",
        "x-acs-credentials-provider",
        "x-acs-date",
        "x-acs-security-token",
        "x-acs-signature-nonce",
        "x-acs-version",
        "x-sdk-client",
    ];
    let known = KNOWN.into_iter().find(|known| name.eq_ignore_ascii_case(known));
    known.unwrap_or("of another name")
}

/// Names in lower case, values trimmed, sorted by name and then by value.
pub(super) struct CanonicalHeaders<'a>(Vec<(Cow<'a, str>, &'a str)>);

impl<'a> CanonicalHeaders<'a> {
    /// Takes the headers whose lower-case name is to be kept.
    pub(super) fn read(headers: &[(&'a str, &'a str)], keep: impl Fn(&str) -> bool) -> Self {
        let lower = headers.iter().map(|(name, value)| {
            let name = if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
                Cow::Owned(name.to_ascii_lowercase())
            } else {
                Cow::Borrowed(*name)
            };
            // OWS = *( SP / HTAB ) (RFC 9110, section 5.6.3)
            (name, value.trim_matches([' ', '\t']))
        });
        let mut all = Vec::with_capacity(headers.len());
        all.extend(lower.filter(|(name, _)| keep(name)));
        all.sort_unstable();
        Self(all)
    }

    /// The value of a header that must be there, once.
    pub(super) fn one(&self, name: &'static str) -> Result<&'a str, VerifyError> {
        let value = self.at_most_one(name)?.filter(|value| !value.is_empty());
        value.ok_or(VerifyError::MissingHeader(name))
    }

    /// The value of a header that may be there, but not twice.
    pub(super) fn at_most_one(&self, name: &'static str) -> Result<Option<&'a str>, VerifyError> {
        let mut values = self.0.iter().filter(|(other, _)| other == name);
        match (values.next(), values.next()) {
            (value, None) => Ok(value.map(|(_, value)| *value)),
            _ => Err(VerifyError::DuplicateHeader(name)),
        }
    }

    /// The names and values.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &'a str)> {
        self.0.iter().map(|(name, value)| (&**name, *value))
    }

    /// Drops the headers whose lower-case name is not to be kept.
    pub(super) fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        self.0.retain(|(name, _)| keep(name));
    }

    /// Appends `name:value` in a line each; the values of one name joined with `,`.
    pub(super) fn write_lines(&self, out: &mut String) {
        for headers in self.by_name() {
            for (index, (name, value)) in headers.iter().enumerate() {
                if index == 0 {
                    out.extend([&**name, ":"]);
                } else {
                    out.push(',');
                }
                out.push_str(value);
            }
            out.push('\n');
        }
    }

    /// Appends the names, with `;` between them.
    pub(super) fn write_names(&self, out: &mut String) {
        for (index, name) in self.names().enumerate() {
            out.extend([if index == 0 { "" } else { ";" }, name]);
        }
    }

    /// The names, each once.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name().filter_map(|headers| headers.first()).map(|(name, _)| &**name)
    }

    /// The headers, grouped by name.
    fn by_name(&self) -> impl Iterator<Item = &[(Cow<'a, str>, &'a str)]> {
        self.0.chunk_by(|(a, _), (b, _)| a == b)
    }
}
