//! The productions of XML 1.0 that a document without a document type declaration can
//! have, by number.
//!
//! Each function reads one thing from the start of `text`, or from after what begins it, and
//! returns what follows it, or the first fault. A text that ends inside a thing is a fault of
//! its own, so that a document that is cut off after a fault keeps that fault.
//!
//! Source: [XML 1.0, fifth edition](https://www.w3.org/TR/xml/).

use crate::DecodeErrorKind;
use crate::body::input::{EOF, Fault};
use crate::bytes::plain::{Cdata, is_plain};
use crate::bytes::remainder::{skip_bytes, taken};
use crate::bytes::space::is_space;
use crate::bytes::xml_char::is_xml_char;

/// A fault at the start of `text`.
pub(super) const fn fault(kind: DecodeErrorKind, text: &str) -> Fault {
    (kind, text.len())
}

/// `[4] NameStartChar`
const fn is_name_start(character: char) -> bool {
    matches!(character,
        ':' | 'A'..='Z' | '_' | 'a'..='z'
        | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}'
        | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

/// `[4a] NameChar`
const fn is_name_char(character: char) -> bool {
    is_name_start(character)
        || matches!(character,
            '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

/// `[5] Name ::= NameStartChar (NameChar)*`, or `""` if none begins here
pub(super) fn name(text: &str) -> (&str, &str) {
    let rest = match text.strip_prefix(is_name_start) {
        Some(rest) => rest.trim_start_matches(is_name_char),
        None => text,
    };
    (taken(text, rest), rest)
}

/// `[2] Char*` before the first `end`. Returns them and the rest, which begins with `end`, or is
/// empty if there is none.
fn characters<'a>(text: &'a str, end: &str) -> Result<(&'a str, &'a str), Fault> {
    let (inside, rest) = split_before(text, end);
    if is_plain::<Cdata>(inside.as_bytes()) || inside.chars().all(is_xml_char) {
        return Ok((inside, rest));
    }
    Err(fault(DecodeErrorKind::InvalidCharacter, text.trim_start_matches(is_xml_char)))
}

/// The text before the first `end` and the text from there on, which is empty if there is none.
fn split_before<'a>(text: &'a str, end: &str) -> (&'a str, &'a str) {
    text.find(end).and_then(|at| text.split_at_checked(at)).unwrap_or((text, ""))
}

/// `[15] Comment ::= '<!--' ((Char - '-') | ('-' (Char - '-')))* '-->'`, from after `<!--`
pub(super) fn comment(text: &str) -> Result<&str, Fault> {
    let (_, dashes) = characters(text, "--")?;
    match dashes.strip_prefix("--") {
        None | Some("") => Err(EOF),
        Some(rest) => rest.strip_prefix('>').ok_or(fault(DecodeErrorKind::InvalidComment, dashes)),
    }
}

/// `[16] PI ::= '<?' PITarget (S (Char* - (Char* '?>' Char*)))? '?>'`, from after `<?`
/// `[17] PITarget ::= Name - (('X' | 'x') ('M' | 'm') ('L' | 'l'))`
pub(super) fn processing_instruction(text: &str) -> Result<&str, Fault> {
    let malformed = fault(DecodeErrorKind::InvalidProcessingInstruction, text);
    let (target, rest) = name(text);
    match rest.as_bytes() {
        [] | [b'?'] if !target.is_empty() || rest.is_empty() => return Err(EOF),
        _ if target.is_empty() || target.eq_ignore_ascii_case("xml") => return Err(malformed),
        [b'?', b'>', ..] => {}
        [first, ..] if is_space(*first) => {}
        _ => return Err(malformed),
    }
    let (_, end) = characters(rest, "?>")?;
    end.strip_prefix("?>").ok_or(EOF)
}

/// `[20] CData ::= (Char* - (Char* ']]>' Char*))`, from after `<![CDATA[`; returns the
/// section's inside. It ends before a fault, which is then the next thing, and where the text
/// ends.
pub(super) fn cdata(text: &str) -> (&str, &str) {
    let (inside, end) = split_before(text, "]]>");
    if !is_plain::<Cdata>(inside.as_bytes()) {
        let odd = inside.trim_start_matches(is_xml_char);
        if !odd.is_empty() {
            let before = taken(inside, odd);
            return (before, skip_bytes(text, before.len()));
        }
    }
    match end.strip_prefix("]]>") {
        Some(rest) => (inside, rest),
        // What the text ends with may be half of the section's end.
        None => (inside.strip_suffix("]]").or(inside.strip_suffix(']')).unwrap_or(inside), ""),
    }
}

/// `[14] CharData ::= [^<&]* - ([^<&]* ']]>' [^<&]*)`, one character at least. It ends before
/// a fault, which is then the next thing.
pub(super) fn character_data(text: &str) -> Result<(&str, &str), Fault> {
    let mut rest = text;
    loop {
        let kind = match rest.chars().next() {
            None | Some('<' | '&') => break,
            Some(']') if rest.starts_with("]]>") => DecodeErrorKind::CdataEndInText,
            Some(character) if !is_xml_char(character) => DecodeErrorKind::InvalidCharacter,
            Some(character) => {
                rest = skip_bytes(rest, character.len_utf8());
                continue;
            }
        };
        if rest.len() == text.len() {
            return Err(fault(kind, rest));
        }
        break;
    }
    Ok((taken(text, rest), rest))
}

/// `[66] CharRef ::= '&#' [0-9]+ ';' | '&#x' [0-9a-fA-F]+ ';'`
/// `[68] EntityRef ::= '&' Name ';'`
///
/// Without a document type there are five entities (section 4.6).
pub(super) fn reference(text: &str) -> Result<(char, &str), Fault> {
    let inside = text.strip_prefix('&').unwrap_or(text);
    let number = inside.strip_prefix('#');
    let (digits, radix) = match number.and_then(|number| number.strip_prefix('x')) {
        Some(digits) => (digits, 16),
        None => (number.unwrap_or(""), 10),
    };
    let (body, rest) = if number.is_some() {
        let rest = digits.trim_start_matches(|digit: char| digit.is_digit(radix));
        (taken(digits, rest), rest)
    } else {
        name(inside)
    };
    let Some(rest) = rest.strip_prefix(';').filter(|_| !body.is_empty()) else {
        let malformed = fault(DecodeErrorKind::InvalidReference, text);
        return Err(if rest.is_empty() { EOF } else { malformed });
    };
    let character = if number.is_some() {
        // Digits that overflow are beyond Unicode too. Leading zeros do not.
        u32::from_str_radix(body, radix)
            .ok()
            .and_then(char::from_u32)
            .filter(|&character| is_xml_char(character))
            .ok_or(fault(DecodeErrorKind::InvalidCharacterReference, text))?
    } else {
        let known = ENTITIES.iter().find(|(name, _)| *name == body);
        known.ok_or(fault(DecodeErrorKind::UnknownEntity, text))?.1
    };
    Ok((character, rest))
}

/// The five entities that need no declaration.
pub(super) const ENTITIES: [(&str, char); 5] =
    [("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\'')];
