//! Text that cannot steer a terminal, and the columns that it takes.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr as _;

/// The text with its control, bidirectional, invisible and combining characters as escapes.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    // What `escape_debug` has more of, a backslash and quotes, steers nothing.
    let is_plain =
        |character: char| matches!(character, ' '..='~') || character.escape_debug().len() == 1;
    if text.chars().all(is_plain) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if is_plain(character) {
            shown.push(character);
        } else {
            shown.extend(character.escape_debug());
        }
    }
    shown.into()
}

/// How many columns of a terminal it takes.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}
