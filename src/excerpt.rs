//! A part of a text that others have written, to be shown in a message.

use alloc::string::{String, ToString as _};

use crate::redaction::redact;

/// How many characters are read. A secret that is cut off there cannot be known as one, but it
/// ends far after what is shown.
pub(crate) const MAX_READ: usize = 512;

/// The beginning of a text as a message shows it: `length` characters, fewer than a hundred,
/// and without what looks like a secret.
pub(crate) fn excerpt(text: &str, length: usize) -> String {
    let (read, has_more) = first(text, MAX_READ);
    let redacted = redact(read).to_string();
    let (shown, is_cut) = first(&redacted, length);
    let mut excerpt = String::from(shown);
    if has_more || is_cut {
        excerpt.push('…');
    }
    excerpt
}

/// The first `length` characters of a text, and whether it has more.
fn first(text: &str, length: usize) -> (&str, bool) {
    let end = text.char_indices().nth(length).map(|(end, _)| end);
    end.and_then(|end| text.get(..end)).map_or((text, false), |first| (first, true))
}
