//! Whether a name comes next in a query.

/// What comes next, asked for one name after the other.
pub(super) trait Names<'a> {
    /// The rest from its value on, if the name comes next.
    fn value_of(&self, name: &'static str, rest: &'a str) -> Option<&'a str>;

    /// The same for `name.index`, and the index.
    fn indexed<'s>(&'s self, name: &'static str, rest: &'a str) -> Option<(&'s str, &'a str)>
    where
        'a: 's;
}

/// Looks at the rest itself: sees the names that are written as they are, and their
/// `=`.
pub(super) struct Ahead;

impl<'a> Names<'a> for Ahead {
    #[inline]
    fn value_of(&self, name: &'static str, rest: &'a str) -> Option<&'a str> {
        rest.strip_prefix(name)?.strip_prefix('=')
    }

    #[inline]
    fn indexed<'s>(&'s self, name: &'static str, rest: &'a str) -> Option<(&'s str, &'a str)>
    where
        'a: 's,
    {
        let index = rest.strip_prefix(name)?.strip_prefix('.')?;
        // No valid index is longer.
        let length = index.bytes().take(4).position(|byte| byte == b'=')?;
        let (index, value) = index.split_at_checked(length)?;
        // An escape, or where a pair ends, is not for here.
        let is_plain = index.bytes().all(|byte| byte.is_ascii_digit());
        Some((index, value.strip_prefix('=')?)).filter(|_| is_plain)
    }
}

/// Knows the name, decoded, and where its value begins.
pub(super) struct Split<'n, 'a> {
    pub(super) name: &'n str,
    pub(super) value: &'a str,
}

impl<'a> Names<'a> for Split<'_, 'a> {
    #[inline]
    fn value_of(&self, name: &'static str, _: &'a str) -> Option<&'a str> {
        (self.name == name).then_some(self.value)
    }

    #[inline]
    fn indexed<'s>(&'s self, name: &'static str, rest: &'a str) -> Option<(&'s str, &'a str)>
    where
        'a: 's,
    {
        // Once its value is read, the name is behind.
        let is_next = rest.len() > self.value.len();
        let index = self.name.strip_prefix(name)?.strip_prefix('.')?;
        is_next.then_some((index, self.value))
    }
}
