//! Headers as the canonical request has them.

use alloc::string::String;
use alloc::vec::Vec;

use crate::sign::VerifyError;

/// Names in lower case, values trimmed, sorted by name and then by value.
pub(super) struct Headers<'a>(Vec<(String, &'a str)>);

impl<'a> Headers<'a> {
    /// Those whose lower-case name is to be kept.
    pub(super) fn read(headers: &[(&str, &'a str)], keep: impl Fn(&str) -> bool) -> Self {
        let lower = headers.iter().map(|(name, value)| {
            // OWS = *( SP / HTAB ) (RFC 9110, section 5.6.3)
            (name.to_ascii_lowercase(), value.trim_matches([' ', '\t']))
        });
        let mut headers: Vec<_> = lower.filter(|(name, _)| keep(name)).collect();
        headers.sort();
        Self(headers)
    }

    /// The value of a header that must be there, once.
    pub(super) fn one(&self, name: &'static str) -> Result<&'a str, VerifyError> {
        let from = self.0.partition_point(|(other, _)| other.as_str() < name);
        let mut values = self.0.iter().skip(from).take_while(|(other, _)| other == name);
        match (values.next(), values.next()) {
            (Some((_, value)), None) if !value.is_empty() => Ok(value),
            (Some(_), Some(_)) => Err(VerifyError::DuplicateHeader(name)),
            _ => Err(VerifyError::MissingHeader(name)),
        }
    }

    /// The names and values.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &'a str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), *value))
    }

    /// The same without those whose name is not to be kept.
    pub(super) fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        self.0.retain(|(name, _)| keep(name));
    }

    /// `name:value` in a line each; the values of one name joined with `,`.
    pub(super) fn lines(&self) -> String {
        let mut lines = String::new();
        for same in self.same() {
            for (place, (name, value)) in same.iter().enumerate() {
                if place == 0 {
                    lines.push_str(name);
                }
                lines.push(if place == 0 { ':' } else { ',' });
                lines.push_str(value);
            }
            lines.push('\n');
        }
        lines
    }

    /// The names, with `;` between them.
    pub(super) fn names(&self) -> String {
        let names = self.same().filter_map(|same| same.first());
        names.map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(";")
    }

    /// The headers of one name, and of the next.
    fn same(&self) -> impl Iterator<Item = &[(String, &'a str)]> {
        self.0.chunk_by(|(a, _), (b, _)| a == b)
    }
}
