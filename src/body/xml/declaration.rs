//! The XML declaration, by production.

use super::production::fault;
use super::tag::{attribute_name, opening_quote};
use crate::DecodeErrorKind;
use crate::body::input::{EOF, Fault};
use crate::bytes::remainder::{skip_bytes, taken};
use crate::bytes::space::space;

const INVALID_DECLARATION: DecodeErrorKind = DecodeErrorKind::InvalidDeclaration;

/// `[23] XMLDecl ::= '<?xml' VersionInfo EncodingDecl? SDDecl? S? '?>'`, from after `<?xml`
/// `[26] VersionNum ::= '1.' [0-9]+`
/// `[32] SDDecl ::= S 'standalone' Eq (("'" ('yes' | 'no') "'") | ('"' ('yes' | 'no') '"'))`
pub(super) fn declaration(text: &str) -> Result<&str, Fault> {
    let mut expected = ["version", "encoding", "standalone"].into_iter();
    let mut rest = text;
    loop {
        let is_first = rest.len() == text.len();
        let at = space(rest);
        match at.strip_prefix("?>") {
            Some(_) if is_first => return Err(fault(INVALID_DECLARATION, text)),
            Some(after) => return Ok(after),
            None if matches!(at, "" | "?") => return Err(EOF),
            None if at.len() == rest.len() => return Err(fault(INVALID_DECLARATION, at)),
            None => {}
        }
        let (name, value_at) = attribute_name(at).map_err(|(kind, left)| {
            if (kind, left) == EOF { EOF } else { (INVALID_DECLARATION, left) }
        })?;
        // In this order; only the first must be there.
        if is_first && name != "version" || !expected.any(|expected| expected == name) {
            return Err(fault(INVALID_DECLARATION, at));
        }
        let (value, after) = declared_value(value_at, at)?;
        let kind = match name {
            "version" if value.strip_prefix("1.").is_some_and(is_digits) => None,
            "standalone" if matches!(value, "yes" | "no") => None,
            "encoding" if is_utf8(value) => None,
            "encoding" if is_encoding_name(value) => Some(DecodeErrorKind::UnsupportedEncoding),
            _ => Some(INVALID_DECLARATION),
        };
        if let Some(kind) = kind {
            return Err(fault(kind, skip_bytes(value_at, '"'.len_utf8())));
        }
        rest = after;
    }
}

/// The quoted value at the start of `text`, of an attribute of a declaration that begins
/// `attribute`. Its characters are those of an encoding's name.
fn declared_value<'a>(text: &'a str, attribute: &str) -> Result<(&'a str, &'a str), Fault> {
    let (quote, value) = opening_quote(text, fault(INVALID_DECLARATION, attribute))?;
    let rest = value.trim_start_matches(is_encoding_character);
    match rest.strip_prefix(quote) {
        Some(after) => Ok((taken(value, rest), after)),
        None if matches!(rest, "" | "?") => Err(EOF),
        // Without its closing quote.
        None if rest.starts_with("?>") => Err(fault(INVALID_DECLARATION, attribute)),
        None => Err(fault(INVALID_DECLARATION, value)),
    }
}

/// Whether text in the encoding of this name is UTF-8: ASCII is a part of it, and Python's
/// writers spell it `utf8`.
fn is_utf8(name: &str) -> bool {
    ["UTF-8", "utf8", "US-ASCII", "ASCII"].iter().any(|known| name.eq_ignore_ascii_case(known))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `[81] EncName ::= [A-Za-z] ([A-Za-z0-9._] | '-')*`
fn is_encoding_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.chars().all(is_encoding_character)
}

/// The characters of an encoding's name. The other values of a declaration have no more.
const fn is_encoding_character(character: char) -> bool {
    matches!(character, '.' | '_' | '-') || character.is_ascii_alphanumeric()
}
