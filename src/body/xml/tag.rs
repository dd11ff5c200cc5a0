//! Start tags and their attributes, by production.

use alloc::vec::Vec;

use super::production::{fault, name, reference};
use crate::DecodeErrorKind;
use crate::body::input::{EOF, Fault};
use crate::bytes::remainder::skip_bytes;
use crate::bytes::space::{is_space, space};
use crate::bytes::xml_char::is_xml_char;

/// How many attributes a tag may have: many times what any gateway writes, and few enough
/// that the time to tell them apart stays in proportion to the tag's length.
const MAX_ATTRIBUTES: usize = 1_024;

/// A start tag, or one that is a whole element: `<a/>`.
pub(super) struct StartTag<'a> {
    pub(super) name: &'a str,
    pub(super) is_empty: bool,
}

/// `[40] STag ::= '<' Name (S Attribute)* S? '>'`
/// `[44] EmptyElemTag ::= '<' Name (S Attribute)* S? '/>'`, from after `<`
pub(super) fn start_tag(text: &str) -> Result<(StartTag<'_>, &str), Fault> {
    let (name, rest) = name(text);
    match rest.as_bytes() {
        [] | [b'/'] => return Err(EOF),
        [b'/', b'>', ..] | [b'>', ..] if !name.is_empty() => {}
        [first, ..] if is_space(*first) && !name.is_empty() => {}
        _ => return Err(fault(DecodeErrorKind::InvalidName, text)),
    }
    let end = attributes(rest)?;
    let after = end.strip_prefix("/>").or_else(|| end.strip_prefix('>')).unwrap_or("");
    Ok((StartTag { name, is_empty: end.starts_with('/') }, after))
}

/// `(S Attribute)* S?` of a tag. Returns the rest, which begins with the tag's `>` or `/>`.
/// `[41] Attribute ::= Name Eq AttValue`
/// Well-formedness constraint: Unique Att Spec.
fn attributes(text: &str) -> Result<&str, Fault> {
    let mut rest = text;
    // Sorted, for the binary search.
    let mut names = Vec::new();
    loop {
        let at = space(rest);
        match at.as_bytes() {
            [] | [b'/'] => return Err(EOF),
            [b'>', ..] | [b'/', b'>', ..] => return Ok(at),
            _ if at.len() == rest.len() => {
                return Err(fault(DecodeErrorKind::InvalidAttribute, at));
            }
            _ => {}
        }
        if names.len() == MAX_ATTRIBUTES {
            return Err(fault(DecodeErrorKind::TooManyAttributes, at));
        }
        let (name, value_at) = attribute_name(at)?;
        match names.binary_search(&name) {
            Ok(_) => return Err(fault(DecodeErrorKind::DuplicateAttribute, at)),
            Err(place) => names.insert(place, name),
        }
        rest = attribute_value(value_at, at)?;
    }
}

/// `Name Eq` of an attribute. Returns the name and the rest, which begins with the value.
/// `[25] Eq ::= S? '=' S?`
pub(super) fn attribute_name(text: &str) -> Result<(&str, &str), Fault> {
    let malformed = fault(DecodeErrorKind::InvalidAttribute, text);
    let (name, rest) = name(text);
    match rest.as_bytes() {
        [] => return Err(EOF),
        [b'=' | b'>' | b'/' | b'"' | b'\'', ..] => {}
        [first, ..] if is_space(*first) => {}
        _ => return Err(fault(DecodeErrorKind::InvalidName, text)),
    }
    let rest = space(rest);
    match rest.strip_prefix('=') {
        Some(value) if !name.is_empty() => Ok((name, space(value))),
        None if rest.is_empty() => Err(EOF),
        _ => Err(malformed),
    }
}

/// The quote at the start of `text`, and the rest. `malformed` is the fault where another
/// character stands there.
pub(super) fn opening_quote(text: &str, malformed: Fault) -> Result<(char, &str), Fault> {
    match text.chars().next() {
        None => Err(EOF),
        Some(quote @ ('"' | '\'')) => Ok((quote, skip_bytes(text, quote.len_utf8()))),
        Some(_) => Err(malformed),
    }
}

/// `[10] AttValue ::= '"' ([^<&"] | Reference)* '"' | "'" ([^<&'] | Reference)* "'"` of the
/// attribute at the start of `attribute`
fn attribute_value<'a>(text: &'a str, attribute: &str) -> Result<&'a str, Fault> {
    let (quote, mut rest) =
        opening_quote(text, fault(DecodeErrorKind::InvalidAttribute, attribute))?;
    loop {
        match rest.chars().next() {
            None => return Err(EOF),
            Some('<') => return Err(fault(DecodeErrorKind::InvalidAttribute, rest)),
            Some('&') => (_, rest) = reference(rest)?,
            Some(character) if !is_xml_char(character) => {
                return Err(fault(DecodeErrorKind::InvalidCharacter, rest));
            }
            Some(character) => {
                rest = skip_bytes(rest, character.len_utf8());
                if character == quote {
                    return Ok(rest);
                }
            }
        }
    }
}
