//! A text with every escape undone, however many lie over each other. A full-width form
//! counts as one, for ASCII.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

/// What a text says.
pub(super) struct Unescaped<'t> {
    /// What no escape stands for any more; borrowed where the text says itself.
    pub(super) said: Cow<'t, str>,
    /// Of each byte of `said`, where in the text it begins to be said; last, the text's end.
    /// The bytes of one character that an escape stands for begin together. Empty where the
    /// text says itself.
    starts: Vec<usize>,
}

impl Unescaped<'_> {
    /// Where in the text a place of `said` is.
    pub(super) fn source(&self, place: usize) -> usize {
        self.starts.get(place).or(self.starts.last()).copied().unwrap_or(place)
    }
}

/// Undoes an escape as soon as its last byte is there. What it says may be the last byte of
/// another: `%2520` is `%20` is a space.
///
/// Each escape has more bytes than what it says, and no more than 12: so this is linear.
pub(super) fn unescape(text: &str) -> Unescaped<'_> {
    // What an escape or a full-width form ends or begins with.
    if !text.bytes().any(|byte| matches!(byte, b'%' | b';' | b'\\' | 0xEF)) {
        return Unescaped { said: Cow::Borrowed(text), starts: Vec::new() };
    }
    let mut said = Vec::with_capacity(text.len());
    let mut starts = Vec::with_capacity(text.len().saturating_add(1));
    for (place, byte) in text.bytes().enumerate() {
        said.push(byte);
        starts.push(place);
        while let Some((before, escaped)) = escape(&said) {
            let first = before.len();
            let start = starts.get(first).copied().unwrap_or(place);
            said.truncate(first);
            starts.truncate(first);
            said.extend(escaped.bytes());
            starts.resize(said.len(), start);
        }
    }
    starts.push(text.len());
    Unescaped { said: Cow::Owned(utf8(&said)), starts }
}

/// A text of the same length: a byte that is none of UTF-8 counts as one that says nothing.
fn utf8(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| '\0'));
    }
    text
}

/// What an escape stands for: a byte, or a character of several.
#[derive(Clone, Copy)]
enum Escaped {
    Byte(u8),
    Character(char),
}

impl Escaped {
    fn bytes(self) -> impl Iterator<Item = u8> {
        let mut buffer = [0; 4];
        let length = match self {
            Self::Byte(byte) => {
                buffer = [byte, 0, 0, 0];
                1
            }
            Self::Character(character) => character.encode_utf8(&mut buffer).len(),
        };
        buffer.into_iter().take(length)
    }
}

/// The escape, or full-width form, that these bytes end with, and what stands before it.
fn escape(said: &[u8]) -> Option<(&[u8], Escaped)> {
    Some(match said {
        [.., b';'] => return entity(said),
        // \n, \/, \"
        [before @ .., b'\\', b'n' | b'r' | b't' | b'b' | b'f'] => (before, Escaped::Byte(b' ')),
        [before @ .., b'\\', byte @ (b'"' | b'\'' | b'/' | b'\\')] => {
            (before, Escaped::Byte(*byte))
        }
        // %20
        [before @ .., b'%', a, b] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit() => {
            (before, Escaped::Byte(u8::try_from(number(&[*a, *b], 16)?).ok()?))
        }
        // \u0020 of JSON, %u0020 of old JavaScript; a surrogate says nothing that counts here
        [before @ .., b'\\' | b'%', b'u', a, b, c, d] if d.is_ascii_hexdigit() => {
            let code = number(&[*a, *b, *c, *d], 16)?;
            (before, Escaped::Character(char::from_u32(code).unwrap_or(' ')))
        }
        // U+FF01 to U+FF5E, which are `!` to `~` in the width of a Chinese character
        [before @ .., 0xEF, 0xBC, last @ 0x81..=0xBF] => {
            (before, Escaped::Byte(last.wrapping_sub(0x60)))
        }
        [before @ .., 0xEF, 0xBD, last @ 0x80..=0x9E] => {
            (before, Escaped::Byte(last.wrapping_sub(0x20)))
        }
        _ => return None,
    })
}

/// `&amp;`, `&#32;`, `&#x20;`, and any other name, which says nothing that counts here.
fn entity(said: &[u8]) -> Option<(&[u8], Escaped)> {
    const LONGEST: usize = 12;
    let length = said.iter().rev().take(LONGEST).position(|&byte| byte == b'&')?.checked_add(1)?;
    let (before, entity) = said.split_at_checked(said.len().checked_sub(length)?)?;
    let [_, name @ .., _] = entity else { return None };
    let escaped = match name {
        [b'#', b'x' | b'X', digits @ ..] => reference(digits, 16)?,
        [b'#', digits @ ..] => reference(digits, 10)?,
        b"amp" => Escaped::Byte(b'&'),
        b"lt" => Escaped::Byte(b'<'),
        b"gt" => Escaped::Byte(b'>'),
        b"quot" => Escaped::Byte(b'"'),
        b"apos" => Escaped::Byte(b'\''),
        [_, _, ..] if name.iter().all(u8::is_ascii_alphabetic) => Escaped::Byte(b' '),
        _ => return None,
    };
    Some((before, escaped))
}

fn reference(digits: &[u8], radix: u32) -> Option<Escaped> {
    number(digits, radix).and_then(char::from_u32).map(Escaped::Character)
}

/// The number that these digits are; none for no digits at all.
fn number(digits: &[u8], radix: u32) -> Option<u32> {
    let digits = core::str::from_utf8(digits).ok()?;
    // `from_str_radix` takes a sign.
    if digits.starts_with('+') { None } else { u32::from_str_radix(digits, radix).ok() }
}
