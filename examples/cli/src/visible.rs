//! Text that cannot steer a terminal, and the columns that it takes.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// The text with its control, bidirectional, invisible and combining characters as escapes.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_plain) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if is_plain(character) {
            shown.push(character);
        } else if character.escape_debug().len() > 1 {
            shown.extend(character.escape_debug());
        } else {
            shown.extend(character.escape_unicode());
        }
    }
    shown.into()
}

/// Whether a character stands for itself on a terminal, where it can be seen.
fn is_plain(character: char) -> bool {
    /// Blanks that Unicode counts as letters and symbols, and that have a width.
    const BLANK: [char; 3] = ['\u{115F}', '\u{2800}', '\u{FFA0}'];
    match character {
        // A backslash and quotes, which `escape_debug` escapes, steer nothing.
        ' '..='~' => true,
        _ => {
            character.escape_debug().len() == 1
                && character.width().is_some_and(|columns| columns > 0)
                && !BLANK.contains(&character)
        }
    }
}

/// How many columns of a terminal it takes.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}
