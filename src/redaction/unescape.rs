//! A text with every escape undone, however many lie over each other. A full-width form
//! counts as one, for ASCII.

use alloc::vec::Vec;

/// A character, and which bytes of the text say it.
#[derive(Clone, Copy)]
pub(super) struct Glyph {
    pub(super) character: char,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// A byte, and which bytes of the text say it.
#[derive(Clone, Copy)]
struct Byte {
    value: u8,
    start: usize,
    end: usize,
}

/// What a text says. Bytes that are no UTF-8 once they are unescaped are each U+FFFD.
pub(super) fn glyphs(text: &str) -> Vec<Glyph> {
    let bytes = unescape(text);
    let values: Vec<u8> = bytes.iter().map(|byte| byte.value).collect();
    let mut bytes = bytes.into_iter();
    let mut glyphs = Vec::with_capacity(values.len());
    let mut push = |character: char, length: usize| {
        let mut said_by = bytes.by_ref().take(length);
        if let Some(first) = said_by.next() {
            let last = said_by.last().unwrap_or(first);
            glyphs.push(Glyph { character, start: first.start, end: last.end });
        }
    };
    for chunk in values.utf8_chunks() {
        chunk.valid().chars().for_each(|character| push(character, character.len_utf8()));
        chunk.invalid().iter().for_each(|_| push(char::REPLACEMENT_CHARACTER, 1));
    }
    glyphs
}

/// Undoes an escape as soon as its last byte is there. What it says may be the last byte of
/// another: `%2520` is `%20` is a space.
///
/// Each escape has more bytes than what it says, and no more than 12: so this is linear.
fn unescape(text: &str) -> Vec<Byte> {
    let mut said: Vec<Byte> = Vec::with_capacity(text.len());
    for (start, value) in text.bytes().enumerate() {
        said.push(Byte { value, start, end: start.saturating_add(1) });
        while let Some((length, character)) = escape(&said) {
            let first = said.len().saturating_sub(length);
            let (start, end) =
                said.get(first).zip(said.last()).map_or((0, 0), |(a, z)| (a.start, z.end));
            said.truncate(first);
            said.extend(character.bytes().map(|value| Byte { value, start, end }));
        }
    }
    said
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

/// The escape, or full-width form, that these bytes end with, and its length.
fn escape(said: &[Byte]) -> Option<(usize, Escaped)> {
    let tail = |length: usize| said.get(said.len().checked_sub(length)?..);
    let values = |length: usize| Some(tail(length)?.iter().map(|byte| byte.value));
    let last = said.last()?.value;
    if last == b';' {
        return entity(said);
    }
    if last.is_ascii_hexdigit() {
        // %20
        if values(3).is_some_and(|mut of| of.next() == Some(b'%'))
            && let Some(code) = number(values(2)?, 16)
        {
            return u8::try_from(code).ok().map(|byte| (3, Escaped::Byte(byte)));
        }
        // \u0020 of JSON, %u0020 of old JavaScript
        let mut start = values(6).into_iter().flatten();
        if matches!(start.next(), Some(b'\\' | b'%'))
            && start.next() == Some(b'u')
            && let Some(code) = number(values(4)?, 16)
        {
            let character = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
            return Some((6, Escaped::Character(character)));
        }
    }
    if !last.is_ascii() {
        return full_width(values(3)?).map(|ascii| (3, ascii));
    }
    // \n, \/, \"
    let after_backslash = values(2).is_some_and(|mut of| of.next() == Some(b'\\'));
    let byte = match last {
        b'n' | b'r' | b't' | b'b' | b'f' => b' ',
        b'"' | b'\'' | b'/' | b'\\' => last,
        _ => return None,
    };
    after_backslash.then_some((2, Escaped::Byte(byte)))
}

/// `&amp;`, `&#32;`, `&#x20;`, and any other name, which says nothing that counts here.
fn entity(said: &[Byte]) -> Option<(usize, Escaped)> {
    const LONGEST: usize = 12;
    let length = said.iter().rev().take(LONGEST).position(|byte| byte.value == b'&')?;
    let length = length.checked_add(1)?;
    let name: Vec<u8> = said
        .get(said.len().checked_sub(length)?..)?
        .iter()
        .map(|byte| byte.value)
        .filter(|byte| !matches!(byte, b'&' | b';'))
        .collect();
    let escaped = match name.as_slice() {
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
    Some((length, escaped))
}

/// U+FF01 to U+FF5E, three bytes each, are `!` to `~` in the width of a Chinese character.
fn full_width(bytes: impl Iterator<Item = u8>) -> Option<Escaped> {
    let mut utf8 = [0; 3];
    utf8.iter_mut().zip(bytes).for_each(|(to, from)| *to = from);
    let character = core::str::from_utf8(&utf8).ok()?.chars().next()?;
    let code = u32::from(character).checked_sub(0xFEE0)?;
    let ascii = u8::try_from(code).ok()?;
    ascii.is_ascii_graphic().then_some(Escaped::Byte(ascii))
}

fn reference(digits: &[u8], radix: u32) -> Option<Escaped> {
    number(digits.iter().copied(), radix).and_then(char::from_u32).map(Escaped::Character)
}

/// The number that these digits are; none for no digits at all.
fn number(digits: impl Iterator<Item = u8>, radix: u32) -> Option<u32> {
    let digit = |byte: u8| char::from(byte).to_digit(radix);
    let (mut sum, mut any) = (0_u32, false);
    for byte in digits {
        sum = sum.checked_mul(radix)?.checked_add(digit(byte)?)?;
        any = true;
    }
    any.then_some(sum)
}
