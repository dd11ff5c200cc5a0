//! The pieces of a URL.

/// A URL, or as much of one as there is: `/?RegionId=a` has neither scheme nor authority.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Url<'t> {
    /// Without its `://`.
    pub(crate) scheme: &'t str,
    /// The host, perhaps with a port.
    pub(crate) authority: &'t str,
    pub(crate) path: &'t str,
    /// With its `?`, and with what follows a `#`, which no query may have.
    pub(crate) query: &'t str,
}

impl<'t> Url<'t> {
    pub(crate) fn split(text: &'t str) -> Self {
        let (before, query) = split_at(text, text.find('?'));
        let (scheme, rest) = before.split_once("://").unwrap_or(("", before));
        let (authority, path) = split_at(rest, rest.find('/'));
        Self { scheme, authority, path, query }
    }

    /// Whether this is a URL rather than a query: it has a scheme, or a `?` before its first
    /// parameter, or is the path of a request line.
    pub(crate) fn is_url(text: &str) -> bool {
        let before = text.split(['=', '&']).next().unwrap_or_default();
        before.starts_with('/') || before.contains('?') || before.contains("://")
    }

    /// The authority as HTTP stacks send it in the header `host`: without the scheme's own
    /// port.
    pub(crate) fn host(&self) -> &'t str {
        let port = if self.scheme.eq_ignore_ascii_case("http") { ":80" } else { ":443" };
        self.authority.strip_suffix(port).unwrap_or(self.authority)
    }
}

fn split_at(text: &str, at: Option<usize>) -> (&str, &str) {
    at.and_then(|at| text.split_at_checked(at)).unwrap_or((text, ""))
}
