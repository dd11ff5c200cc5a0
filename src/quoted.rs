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

    pub(crate) fn new(value: &str) -> Self {
        match value.char_indices().nth(Self::MOST) {
            Some((end, _)) => {
                let mut kept = String::from(value.get(..end).unwrap_or_default());
                kept.push('…');
                Self(kept)
            }
            None => Self(value.into()),
        }
    }
}

/// As in a message: types that hold one derive theirs.
impl fmt::Debug for Quoted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for Quoted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&redact(&self.0), f)
    }
}
