//! What an error says of a value that was refused.

use alloc::string::String;
use core::fmt;

use crate::redaction::redact;

/// A refused value as a message shows it: in quotes, with escapes, cut
/// where it is long, and without what looks like a secret.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Quoted(String);

impl Quoted {
    /// How many characters are kept.
    const MOST: usize = 32;
    /// How many are looked at: a secret that begins among those kept is known by its whole length.
    const LOOKED_AT: usize = 512;

    pub(crate) fn new(value: &str) -> Self {
        let (looked_at, more) = first(value, Self::LOOKED_AT);
        let redacted = redact(looked_at);
        let (kept, cut) = first(&redacted, Self::MOST);
        let mut kept = String::from(kept);
        if more || cut {
            kept.push('…');
        }
        Self(kept)
    }
}

/// The first `most` characters of `text`, and whether there are more.
fn first(text: &str, most: usize) -> (&str, bool) {
    let end = text.char_indices().nth(most).map(|(end, _)| end);
    end.and_then(|end| text.get(..end)).map_or((text, false), |kept| (kept, true))
}

/// As in a message: types that hold one derive theirs.
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
