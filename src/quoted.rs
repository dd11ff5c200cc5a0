//! A refused value, as an error message shows it.

use alloc::string::{String, ToString as _};
use core::fmt;

use crate::redaction::redact;

/// A refused value as an error message shows it: in quotes, with escapes, cut where it is
/// long, and without what looks like a secret.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Quoted(String);

impl Quoted {
    /// How many characters are kept.
    const MAX_KEPT: usize = 32;
    /// How many characters are looked at. A secret that is cut off there cannot be known as
    /// one, but it ends far behind what is kept.
    const MAX_READ: usize = 512;

    pub(crate) fn new(value: &str) -> Self {
        let (read, more) = first(value, Self::MAX_READ);
        let redacted = redact(read).to_string();
        let (kept, cut) = first(&redacted, Self::MAX_KEPT);
        let mut kept = String::from(kept);
        if more || cut {
            kept.push('…');
        }
        Self(kept)
    }
}

/// The first `length` characters of a text, and whether it has more.
fn first(text: &str, length: usize) -> (&str, bool) {
    let end = text.char_indices().nth(length).map(|(end, _)| end);
    end.and_then(|end| text.get(..end)).map_or((text, false), |kept| (kept, true))
}

/// What `Display` shows, because a type that holds a refused value derives its own `Debug`.
impl fmt::Debug for Quoted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for Quoted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}
