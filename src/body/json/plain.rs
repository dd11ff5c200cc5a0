//! What is plain in a JSON text, taken by comparing. Each function takes the whole of a thing
//! from the start of `text` and returns what follows it, or takes nothing.

#![expect(clippy::inline_always, reason = "a few instructions each, with constant names")]

use alloc::string::String;

use super::token;
use crate::bytes::decimal;
use crate::bytes::plain::{JsonString, plain_length};
use crate::bytes::remainder::taken;
use crate::bytes::space::space;

/// Moves past a member's name and its colon, and what separates the member from one before.
#[inline(always)]
pub(super) fn member<'a>(text: &'a str, is_first: bool, name: &str) -> Option<&'a str> {
    let text = space(if is_first { text } else { text.strip_prefix(',')? });
    text.strip_prefix('"')?.strip_prefix(name)?.strip_prefix("\":")
}

/// Reads a member's name and its colon, and what separates the member from one before.
/// Returns the text from the name's quote on, the name, and what follows.
#[inline(always)]
pub(super) fn name(text: &str, is_first: bool) -> Option<(&str, &str, &str)> {
    let text = if is_first { text } else { space(text.strip_prefix(',')?) };
    let (name, rest) = string(text)?;
    Some((text, name, rest.strip_prefix(':')?))
}

/// Reads a string without escapes.
#[inline(always)]
pub(super) fn string(text: &str) -> Option<(&str, &str)> {
    let (string, rest) = split_plain(text.strip_prefix('"')?)?;
    Some((string, rest.strip_prefix('"')?))
}

/// Reads a string in which every escape stands for one character.
#[inline]
pub(super) fn escaped_string(text: &str) -> Option<(String, &str)> {
    let (plain, mut rest) = split_plain(text.strip_prefix('"')?)?;
    // The quote is most often near.
    let mut string = String::with_capacity(plain.len().saturating_add(24));
    string.push_str(plain);
    while let Some(escape) = rest.strip_prefix('\\') {
        let after = if let Some(digits) = escape.strip_prefix('u') {
            // A half of a surrogate pair is no character by itself.
            string.push(char::from_u32(token::code_unit(digits.as_bytes()).ok()?)?);
            digits.get(4..)?
        } else {
            string.push(match escape.as_bytes().first()? {
                b'n' => '\n',
                b't' => '\t',
                b'r' => '\r',
                b'b' => '\u{8}',
                b'f' => '\u{C}',
                &letter @ (b'"' | b'\\' | b'/') => char::from(letter),
                _ => return None,
            });
            escape.get(1..)?
        };
        let (plain, after) = split_plain(after)?;
        string.push_str(plain);
        rest = after;
    }
    Some((string, rest.strip_prefix('"')?))
}

/// Splits the inside of a string at its first special byte.
#[inline(always)]
fn split_plain(text: &str) -> Option<(&str, &str)> {
    text.split_at_checked(plain_length::<JsonString>(text.as_bytes()))
}

/// Reads an integer of one to nine digits, without leading zeros, where a byte follows that
/// ends a number.
#[inline(always)]
pub(super) fn counter(text: &str) -> Option<(u32, &str)> {
    let (counter, rest) = decimal::plain_u32(text)?;
    let is_padded = matches!(text.as_bytes(), [b'0', b'0'..=b'9', ..]);
    let is_whole = matches!(rest.as_bytes(), [b',' | b'}' | b' ' | b'\n' | b'\r' | b'\t', ..]);
    (is_whole && !is_padded).then_some((counter, rest))
}

/// Moves past an integer or a literal, if the byte after it ends it.
#[inline]
pub(super) fn number_or_literal(text: &str) -> Option<&str> {
    let rest = match text.as_bytes().first()? {
        b't' => text.strip_prefix("true")?,
        b'f' => text.strip_prefix("false")?,
        b'n' => text.strip_prefix("null")?,
        _ => {
            let rest = text.trim_start_matches(|byte: char| byte.is_ascii_digit());
            match taken(text, rest).as_bytes() {
                [] | [b'0', _, ..] => return None,
                _ => rest,
            }
        }
    };
    let ends = matches!(rest.as_bytes(), [b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t', ..]);
    ends.then_some(rest)
}
