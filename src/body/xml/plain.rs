//! What is plain in an XML document, taken by comparing. Each function takes the whole of a
//! thing from the start of `text` and returns what follows it, or takes nothing.

#![expect(clippy::inline_always, reason = "a few instructions each, with constant names")]

use super::production::ENTITIES;
use super::tag::StartTag;
use super::token::Token;
use crate::bytes::plain::{Cdata, XmlText, plain_length};
use crate::bytes::remainder::{skip_bytes, taken};

/// Reads a run of plain text, up to the first byte that is not plain.
#[inline(always)]
pub(super) fn text(text: &str) -> Option<(&str, &str)> {
    text.split_at_checked(plain_length::<XmlText>(text.as_bytes()))
}

/// Moves past the end tag of the element `name`.
#[inline(always)]
pub(super) fn end_tag<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    text.strip_prefix("</")?.strip_prefix(name)?.strip_prefix('>')
}

/// Reads a token that is a start tag without attributes, a run of text, a CDATA section or
/// one of the five entities.
#[inline]
pub(super) fn token(text: &str) -> Option<(Token<'_>, &str)> {
    match text.as_bytes() {
        [b'<', b'!', ..] => cdata(text).map(|(inside, rest)| (Token::Cdata(inside), rest)),
        [b'<', ..] => start_tag(text),
        [b'&', ..] => entity(text),
        _ => {
            let (run, rest) = self::text(text)?;
            (rest.starts_with(['<', '&']) && !run.is_empty()).then_some((Token::Text(run), rest))
        }
    }
}

/// Reads a start tag without attributes whose name is of ASCII letters.
#[inline(always)]
fn start_tag(text: &str) -> Option<(Token<'_>, &str)> {
    let inside = text.strip_prefix('<')?;
    let length = inside.bytes().position(|byte| !byte.is_ascii_alphabetic())?;
    let (name, rest) = inside.split_at_checked(length)?;
    let rest = rest.strip_prefix('>').filter(|_| length > 0)?;
    Some((Token::Start(StartTag { name, is_empty: false }), rest))
}

/// Reads a CDATA section without line ends and other controls. Returns its inside.
#[inline]
pub(super) fn cdata(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix("<![CDATA[")?;
    let mut end = inside;
    loop {
        end = skip_bytes(end, plain_length::<Cdata>(end.as_bytes()));
        if let Some(rest) = end.strip_prefix("]]>") {
            return Some((taken(inside, end), rest));
        }
        end = end.strip_prefix(']')?;
    }
}

/// Reads a reference to one of the five predefined entities.
fn entity(text: &str) -> Option<(Token<'_>, &str)> {
    ENTITIES.iter().find_map(|(entity, character)| {
        let rest = text.strip_prefix('&')?.strip_prefix(entity)?.strip_prefix(';')?;
        Some((Token::Character(*character), rest))
    })
}
