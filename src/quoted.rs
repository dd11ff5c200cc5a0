//! What an error says of a value that was refused.

use alloc::string::String;
use core::fmt;

use crate::bytes::remainder::consumed;
use crate::redaction::redact;

/// A refused value as a message shows it: in quotes, with escapes, cut
/// where it is long, and without what looks like a secret.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Quoted(String);

impl Quoted {
    /// How many characters are kept.
    const MOST: usize = 32;
    /// How many are looked at.
    const LOOKED_AT: usize = 512;

    pub(crate) fn new(value: &str) -> Self {
        let (looked_at, more) = first(value, Self::LOOKED_AT);
        let looked_at = if more { without_a_beginning(looked_at) } else { looked_at };
        let redacted = redact(looked_at);
        let (kept, cut) = first(&redacted, Self::MOST);
        let mut kept = String::from(kept);
        if more || cut {
            kept.push('…');
        }
        Self(kept)
    }
}

/// Without what may be the beginning of a secret that was cut off, too short to be known as one.
fn without_a_beginning(text: &str) -> &str {
    // A run that is longer than a signature with every character escaped is known as one.
    const LONGEST: usize = 128;
    let is_of_a_secret =
        |character: char| character.is_ascii_alphanumeric() || "+/=%".contains(character);
    let before = text.trim_end_matches(is_of_a_secret);
    if consumed(text, before.len()) < LONGEST { before } else { text }
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
