//! Where an input is at fault: `FILE:LINE:COLUMN`, and the line with a caret under the byte.

use std::fmt::{self, Write as _};

use unicode_width::UnicodeWidthChar as _;

use crate::visible::{visible, width};

/// How many columns of a long line are shown on each side of the byte.
const CONTEXT: usize = 60;

/// The error, which names the byte itself, with the place of the byte and its line.
pub(crate) fn report(name: &str, input: &[u8], offset: usize, error: &impl fmt::Display) -> String {
    let (before, after) = input.split_at_checked(offset).unwrap_or((input, b""));
    let line = before.split(|&byte| byte == b'\n').count();
    let before = before.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
    let after = after.split(|&byte| byte == b'\n').next().unwrap_or_default();
    // No editor counts a byte order mark.
    let before = before.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(before);
    let column = characters(before).saturating_add(1);

    let before = end(before);
    let margin = line.to_string();
    format!(
        "{name}:{line}:{column}: error: {error}\n{margin} | {before}{}\n{:3$} | {:4$}^",
        start(after.strip_suffix(b"\r").unwrap_or(after)),
        "",
        "",
        margin.len(),
        width(&before),
    )
}

/// How many characters there are; each byte that is part of no character counts as one.
fn characters(bytes: &[u8]) -> usize {
    let counts = bytes
        .utf8_chunks()
        .flat_map(|chunk| [chunk.valid().chars().count(), chunk.invalid().len()]);
    counts.sum()
}

/// The last columns of the text.
fn end(text: &[u8]) -> String {
    // A character takes up to four bytes, and may take no column.
    let start = text.len().saturating_sub(CONTEXT.saturating_mul(4));
    let text_from = |at: usize| text.get(at..).unwrap_or_default();
    let is_start = |at: &usize| !text_from(*at).first().is_some_and(|&byte| is_continuation(byte));
    let start = (start..text.len()).find(is_start).unwrap_or(start);
    let shown = shown(text_from(start));
    let mut columns: usize = 0;
    let fits = |(_, character): &(usize, char)| {
        columns = columns.saturating_add(character.width().unwrap_or(0));
        columns <= CONTEXT
    };
    match shown.char_indices().rev().take_while(fits).last().map_or(shown.len(), |(at, _)| at) {
        0 if start == 0 => shown,
        from => format!("…{}", shown.get(from..).unwrap_or_default()),
    }
}

/// The first columns of the text.
fn start(text: &[u8]) -> String {
    let end = text.len().min(CONTEXT.saturating_mul(4));
    let end = (0..=end).rev().find(|&at| text.get(at).is_none_or(|&byte| !is_continuation(byte)));
    let end = end.unwrap_or(0);
    let shown = shown(text.get(..end).unwrap_or_default());
    let mut columns: usize = 0;
    let is_over = |&(_, character): &(usize, char)| {
        columns = columns.saturating_add(character.width().unwrap_or(0));
        columns > CONTEXT
    };
    match shown.char_indices().find(is_over) {
        None if end == text.len() => shown,
        over => {
            let end = over.map_or(shown.len(), |(at, _)| at);
            format!("{}…", shown.get(..end).unwrap_or_default())
        }
    }
}

const fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

/// The text, with what is not UTF-8 byte by byte, and a tab as one space.
fn shown(text: &[u8]) -> String {
    let mut shown = String::new();
    for chunk in text.utf8_chunks() {
        shown.push_str(&visible(&chunk.valid().replace('\t', " ")));
        for byte in chunk.invalid() {
            _ = write!(shown, "\\x{byte:02X}");
        }
    }
    shown
}
