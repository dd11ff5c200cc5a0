//! A part of a text that others have written, to be shown in a message.

use alloc::string::String;

use crate::bytes::remainder::consumed;
use crate::redaction::redact;

/// The beginning of a text as a message shows it: `count` characters, and without what looks
/// like a secret.
pub(crate) fn excerpt(text: &str, count: usize) -> String {
    /// How many characters are looked at.
    const MAX_READ: usize = 512;
    let (read, has_more) = first(text, MAX_READ);
    let read = if has_more { without_a_beginning(read) } else { read };
    let redacted = redact(read);
    let (shown, is_cut) = first(&redacted, count);
    let mut excerpt = String::from(shown);
    if has_more || is_cut {
        excerpt.push('…');
    }
    excerpt
}

/// The text without what may be the beginning of a secret that was cut off, too short to be
/// recognised as one.
fn without_a_beginning(text: &str) -> &str {
    // A longer run is recognised: it is a signature with every character escaped, or more.
    const LONGEST_SIGNATURE: usize = 128;
    let is_of_a_secret =
        |character: char| character.is_ascii_alphanumeric() || "+/=%".contains(character);
    let before = text.trim_end_matches(is_of_a_secret);
    if consumed(text, before.len()) < LONGEST_SIGNATURE { before } else { text }
}

/// The first `count` characters of `text`, and whether there are more.
fn first(text: &str, count: usize) -> (&str, bool) {
    let end = text.char_indices().nth(count).map(|(end, _)| end);
    end.and_then(|end| text.get(..end)).map_or((text, false), |first| (first, true))
}
