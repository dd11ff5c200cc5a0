//! What XML 1.0 asks of a document and quick-xml does not check: the productions
//! of the specification, by number.
//!
//! Each function checks one piece of the document and returns what is wrong and
//! at which byte of the piece.
//!
//! Source: [XML 1.0, fifth edition](https://www.w3.org/TR/xml/).

use alloc::vec::Vec;

use crate::decode_error::DecodeErrorKind;
use crate::swar::{XML, is_plain};
use crate::xml_char::is_xml_char;

/// What is wrong, and at which byte of the piece that was checked.
pub(super) type Fault = (DecodeErrorKind, usize);

/// `[3] S ::= (#x20 | #x9 | #xD | #xA)+`
pub(super) const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
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

/// `[5] Name ::= NameStartChar (NameChar)*`
pub(super) fn name(text: &str) -> Result<(), Fault> {
    // Letters alone, as the service's names are, need no table.
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return Ok(());
    }
    let mut characters = text.chars();
    if characters.next().is_some_and(is_name_start) && characters.all(is_name_char) {
        Ok(())
    } else {
        Err((DecodeErrorKind::InvalidName, 0))
    }
}

/// `Char*`, production 2 again.
pub(super) fn characters(text: &str) -> Result<(), Fault> {
    if is_plain::<XML>(text.as_bytes()) {
        return Ok(());
    }
    match text.char_indices().find(|&(_, character)| !is_xml_char(character)) {
        Some((at, _)) => Err((DecodeErrorKind::InvalidCharacter, at)),
        None => Ok(()),
    }
}

/// `[14] CharData ::= [^<&]* - ([^<&]* ']]>' [^<&]*)`
pub(super) fn character_data(text: &str) -> Result<(), Fault> {
    // Most text is a value of plain bytes, or the white space of an indentation.
    if is_plain::<XML>(text.as_bytes()) || text.bytes().all(is_space) {
        return Ok(());
    }
    characters(text)?;
    match text.find("]]>") {
        Some(at) => Err((DecodeErrorKind::CdataEndInText, at)),
        None => Ok(()),
    }
}

/// `[15] Comment ::= '<!--' ((Char - '-') | ('-' (Char - '-')))* '-->'`, its inside
pub(super) fn comment(text: &str) -> Result<(), Fault> {
    characters(text)?;
    let last = text.len().saturating_sub(1);
    match text.find("--").or(text.ends_with('-').then_some(last)) {
        Some(at) => Err((DecodeErrorKind::InvalidComment, at)),
        None => Ok(()),
    }
}

/// `[16] PI ::= '<?' PITarget (S (Char* - (Char* '?>' Char*)))? '?>'`, its inside
/// `[17] PITarget ::= Name - (('X' | 'x') ('M' | 'm') ('L' | 'l'))`
pub(super) fn processing_instruction(text: &str) -> Result<(), Fault> {
    characters(text)?;
    let (target, _) = until(text, is_space);
    if target.eq_ignore_ascii_case("xml") || name(target).is_err() {
        return Err((DecodeErrorKind::InvalidProcessingInstruction, 0));
    }
    Ok(())
}

/// `[23] XMLDecl ::= '<?xml' VersionInfo EncodingDecl? SDDecl? S? '?>'`, what
/// follows `<?xml` and precedes `?>`
/// `[26] VersionNum ::= '1.' [0-9]+`
/// `[32] SDDecl ::= S 'standalone' Eq (("'" ('yes' | 'no') "'") | ('"' ('yes' | 'no') '"'))`
pub(super) fn declaration(text: &str) -> Result<(), Fault> {
    const MALFORMED: DecodeErrorKind = DecodeErrorKind::InvalidDeclaration;
    let mut expected = ["version", "encoding", "standalone"].into_iter();
    let mut is_first = true;
    for attribute in Attributes::new(text) {
        let Attribute { name, at, value, value_at } =
            attribute.map_err(|(_, at)| (MALFORMED, at))?;
        // In this order; only the first must be there.
        if is_first && name != "version" || !expected.any(|expected| expected == name) {
            return Err((MALFORMED, at));
        }
        is_first = false;
        let is_valid = match name {
            "version" => value.strip_prefix("1.").is_some_and(|minor| {
                !minor.is_empty() && minor.bytes().all(|b| b.is_ascii_digit())
            }),
            "encoding" if value.eq_ignore_ascii_case("UTF-8") => true,
            "encoding" if is_encoding_name(value) => {
                return Err((DecodeErrorKind::UnsupportedEncoding, value_at));
            }
            "standalone" => matches!(value, "yes" | "no"),
            _ => false,
        };
        if !is_valid {
            return Err((MALFORMED, value_at));
        }
    }
    if is_first { Err((MALFORMED, 0)) } else { Ok(()) }
}

/// `[81] EncName ::= [A-Za-z] ([A-Za-z0-9._] | '-')*`
fn is_encoding_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|byte| matches!(byte, b'.' | b'_' | b'-') || byte.is_ascii_alphanumeric())
}

/// `[40] STag ::= '<' Name (S Attribute)* S? '>'`, what follows the name
pub(super) fn attributes(text: &str) -> Result<(), Fault> {
    let mut count: usize = 0;
    for attribute in Attributes::new(text) {
        let Attribute { name: attribute_name, at, value, value_at } = attribute?;
        name(attribute_name).map_err(|(kind, _)| (kind, at))?;
        attribute_value(value).map_err(|(kind, at)| (kind, value_at.saturating_add(at)))?;
        count = count.saturating_add(1);
    }
    if count > 1 { unique(text, count) } else { Ok(()) }
}

/// Well-formedness constraint: Unique Att Spec. Sorted rather than compared each
/// with each, which takes seconds for a tag of many attributes
/// (RUSTSEC-2026-0194); counted first, so that they take 8 bytes each and no more.
fn unique(text: &str, count: usize) -> Result<(), Fault> {
    let name_at = |at: usize| until(text.get(at..).unwrap_or(""), |b| b == b'=' || is_space(b)).0;
    let mut names = Vec::with_capacity(count);
    names.extend(Attributes::new(text).flatten().map(|attribute| attribute.at));
    names.sort_unstable_by(|&a, &b| name_at(a).cmp(name_at(b)).then(a.cmp(&b)));
    let second_of = |pair: &[usize]| match *pair {
        [first, second] if name_at(first) == name_at(second) => Some(second),
        _ => None,
    };
    match names.windows(2).filter_map(second_of).min() {
        Some(at) => Err((DecodeErrorKind::DuplicateAttribute, at)),
        None => Ok(()),
    }
}

/// `[10] AttValue ::= '"' ([^<&"] | Reference)* '"' | "'" ([^<&'] | Reference)* "'"`,
/// between the quotes
fn attribute_value(text: &str) -> Result<(), Fault> {
    characters(text)?;
    if let Some(at) = text.find('<') {
        return Err((DecodeErrorKind::InvalidAttribute, at));
    }
    let mut at = 0;
    while let Some(ampersand) = text.get(at..).and_then(|rest| rest.find('&')) {
        at = at.saturating_add(ampersand);
        let inside = text.get(at.saturating_add(1)..).unwrap_or("");
        let (inside, _) = inside.split_once(';').ok_or((DecodeErrorKind::InvalidReference, at))?;
        reference(inside).map_err(|kind| (kind, at))?;
        at = at.saturating_add(1);
    }
    Ok(())
}

/// `[66] CharRef ::= '&#' [0-9]+ ';' | '&#x' [0-9a-fA-F]+ ';'`
/// `[68] EntityRef ::= '&' Name ';'`, what stands between `&` and `;`
///
/// Without a document type there are five entities (section 4.6).
pub(super) fn reference(text: &str) -> Result<char, DecodeErrorKind> {
    match text {
        "amp" => return Ok('&'),
        "lt" => return Ok('<'),
        "gt" => return Ok('>'),
        "quot" => return Ok('"'),
        "apos" => return Ok('\''),
        _ => {}
    }
    let Some(number) = text.strip_prefix('#') else {
        return Err(if name(text).is_ok() {
            DecodeErrorKind::UnknownEntity
        } else {
            DecodeErrorKind::InvalidReference
        });
    };
    let (digits, radix) = match number.strip_prefix('x') {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
        return Err(DecodeErrorKind::InvalidReference);
    }
    // Digits that overflow are beyond Unicode too. Leading zeros do not.
    u32::from_str_radix(digits, radix)
        .ok()
        .and_then(char::from_u32)
        .filter(|&character| is_xml_char(character))
        .ok_or(DecodeErrorKind::InvalidCharacterReference)
}

/// `[41] Attribute ::= Name Eq AttValue`
struct Attribute<'a> {
    name: &'a str,
    at: usize,
    value: &'a str,
    value_at: usize,
}

/// The attributes of a tag, each after white space; names and values unchecked.
struct Attributes<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Attributes<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// Moves past white space and says whether there was any.
    fn space(&mut self) -> bool {
        let (space, _) = until(self.rest(), |byte| !is_space(byte));
        self.at = self.at.saturating_add(space.len());
        !space.is_empty()
    }

    fn attribute(&mut self) -> Result<Attribute<'a>, Fault> {
        let at = self.at;
        let malformed = (DecodeErrorKind::InvalidAttribute, at);
        let (name, _) = until(self.rest(), |byte| byte == b'=' || is_space(byte));
        self.at = self.at.saturating_add(name.len());
        self.space();
        if name.is_empty() || !self.rest().starts_with('=') {
            return Err(malformed);
        }
        self.at = self.at.saturating_add(1);
        self.space();
        let Some(&quote @ (b'"' | b'\'')) = self.rest().as_bytes().first() else {
            return Err(malformed);
        };
        let value_at = self.at.saturating_add(1);
        let (value, after) = until(self.text.get(value_at..).unwrap_or(""), |byte| byte == quote);
        if after.is_empty() {
            return Err(malformed);
        }
        self.at = value_at.saturating_add(value.len()).saturating_add(1);
        Ok(Attribute { name, at, value, value_at })
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = Result<Attribute<'a>, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        let after_space = self.space();
        if self.rest().is_empty() {
            return None;
        }
        if !after_space {
            return Some(Err((DecodeErrorKind::InvalidAttribute, self.at)));
        }
        Some(self.attribute())
    }
}

/// Splits `text` before the first byte, an ASCII one, that `ends` it.
pub(super) fn until(text: &str, ends: impl Fn(u8) -> bool) -> (&str, &str) {
    let end = text.bytes().position(ends).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}
