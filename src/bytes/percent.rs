//! Percent-encoding as the API's signatures require it, and decoding as forms require it.
//!
//! Source: [RFC 3986, section 2](https://www.rfc-editor.org/rfc/rfc3986#section-2).

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::bytes::hex;
use crate::bytes::plain::{Query, plain_length};
use crate::bytes::remainder::consumed;
use crate::decode_error::{DecodeError, DecodeErrorKind};

/// Appends `text` with every byte escaped that is not unreserved. A space is `%20` and never
/// `+`, hexadecimal digits are in upper case.
pub(crate) fn encode(out: &mut String, text: &str) {
    let mut rest = text;
    loop {
        let length = rest.bytes().position(|byte| !is_unreserved(byte)).unwrap_or(rest.len());
        let Some((unreserved, reserved)) = rest.split_at_checked(length) else { return };
        out.push_str(unreserved);
        let Some(first) = reserved.chars().next() else { return };
        match u8::try_from(first) {
            Ok(byte) if byte.is_ascii() => escape(out, byte),
            _ => first.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| escape(out, byte)),
        }
        rest = reserved.get(first.len_utf8()..).unwrap_or_default();
    }
}

/// `text`, which may already have escapes, with those of [`encode`].
#[cfg(feature = "sign")]
pub(crate) fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    encode(&mut out, text);
    out
}

/// Whether a byte stands for itself.
pub(crate) fn is_unreserved(byte: u8) -> bool {
    UNRESERVED.get(usize::from(byte)) == Some(&true)
}

/// The unreserved bytes: `ALPHA / DIGIT / "-" / "." / "_" / "~"`. A table, since a query is
/// scanned twice before it is signed.
#[expect(clippy::indexing_slicing, reason = "checked when built")]
static UNRESERVED: [bool; 256] = {
    let mut table = [false; 256];
    let mut index: u8 = 0;
    while index < 128 {
        table[index as usize] =
            index.is_ascii_alphanumeric() || matches!(index, b'-' | b'.' | b'_' | b'~');
        index += 1;
    }
    table
};

fn escape(out: &mut String, byte: u8) {
    let start = usize::from(byte).saturating_mul(3);
    out.push_str(ESCAPES.get(start..start.saturating_add(3)).unwrap_or_default());
}

/// The escapes of all bytes, from `%00` to `%FF`, of three characters each.
const ESCAPES: &str = "\
    %00%01%02%03%04%05%06%07%08%09%0A%0B%0C%0D%0E%0F\
    %10%11%12%13%14%15%16%17%18%19%1A%1B%1C%1D%1E%1F\
    %20%21%22%23%24%25%26%27%28%29%2A%2B%2C%2D%2E%2F\
    %30%31%32%33%34%35%36%37%38%39%3A%3B%3C%3D%3E%3F\
    %40%41%42%43%44%45%46%47%48%49%4A%4B%4C%4D%4E%4F\
    %50%51%52%53%54%55%56%57%58%59%5A%5B%5C%5D%5E%5F\
    %60%61%62%63%64%65%66%67%68%69%6A%6B%6C%6D%6E%6F\
    %70%71%72%73%74%75%76%77%78%79%7A%7B%7C%7D%7E%7F\
    %80%81%82%83%84%85%86%87%88%89%8A%8B%8C%8D%8E%8F\
    %90%91%92%93%94%95%96%97%98%99%9A%9B%9C%9D%9E%9F\
    %A0%A1%A2%A3%A4%A5%A6%A7%A8%A9%AA%AB%AC%AD%AE%AF\
    %B0%B1%B2%B3%B4%B5%B6%B7%B8%B9%BA%BB%BC%BD%BE%BF\
    %C0%C1%C2%C3%C4%C5%C6%C7%C8%C9%CA%CB%CC%CD%CE%CF\
    %D0%D1%D2%D3%D4%D5%D6%D7%D8%D9%DA%DB%DC%DD%DE%DF\
    %E0%E1%E2%E3%E4%E5%E6%E7%E8%E9%EA%EB%EC%ED%EE%EF\
    %F0%F1%F2%F3%F4%F5%F6%F7%F8%F9%FA%FB%FC%FD%FE%FF";

/// Splits off what stands before the first byte that ends it, decoded; `text` begins at byte
/// `offset` of the input.
#[inline]
pub(crate) fn decode_until(
    is_end: impl Fn(u8) -> bool,
    text: &str,
    offset: usize,
) -> Result<(Cow<'_, str>, &str), DecodeError> {
    let plain = text.split_at_checked(plain_length::<Query>(text.as_bytes()));
    if let Some((plain, rest)) = plain
        && rest.bytes().next().is_none_or(&is_end)
    {
        return Ok((Cow::Borrowed(plain), rest));
    }
    let end = text.bytes().position(is_end).unwrap_or(text.len());
    let (part, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    Ok((decode(part, offset)?, rest))
}

/// Decodes `text`, which begins at byte `offset` of the input: `%XY` in either case, and `+`
/// for a space, as forms write it. Borrows a text without either.
///
/// Reports the first fault of three kinds: a bad escape, a byte that no request line can
/// carry, escapes that are not UTF-8.
#[inline(never)]
pub(crate) fn decode(text: &str, offset: usize) -> Result<Cow<'_, str>, DecodeError> {
    if text.bytes().all(|byte| !matches!(byte, b'%' | b'+') && !is_forbidden(byte)) {
        return Ok(Cow::Borrowed(text));
    }
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    let fault = loop {
        let (plain, special) =
            rest.split_at_checked(plain_length::<Query>(rest)).unwrap_or((rest, &[]));
        decoded.extend_from_slice(plain);
        match first(special) {
            Ok((byte, after)) => {
                decoded.push(byte);
                rest = after;
            }
            Err(fault) => break fault.map(|kind| (kind, special.len())),
        }
    };
    let (kind, left) = match (String::from_utf8(decoded), fault) {
        (Ok(decoded), None) => return Ok(Cow::Owned(decoded)),
        (Ok(_), Some(fault)) => fault,
        (Err(error), _) => {
            let source = source_of(text.as_bytes(), error.utf8_error().valid_up_to());
            (DecodeErrorKind::InvalidUtf8, source.len())
        }
    };
    Err(DecodeError::new(kind, offset.saturating_add(consumed(text, left))))
}

/// Whether no request line can carry this byte: a control, a space, `#`.
const fn is_forbidden(byte: u8) -> bool {
    matches!(byte, 0x00..=0x20 | 0x7F | b'#')
}

/// The byte that `text` begins with, decoded, and what follows it; or its fault, which is
/// `None` at the end of the text.
fn first(text: &[u8]) -> Result<(u8, &[u8]), Option<DecodeErrorKind>> {
    match text {
        [] => Err(None),
        [b'%', ..] => escaped(text).ok_or(Some(DecodeErrorKind::InvalidPercent)),
        [b'+', rest @ ..] => Ok((b' ', rest)),
        [byte, ..] if is_forbidden(*byte) => Err(Some(DecodeErrorKind::InvalidByte)),
        [byte, rest @ ..] => Ok((*byte, rest)),
    }
}

/// The byte of the escape that `text` begins with, and what follows it.
fn escaped(text: &[u8]) -> Option<(u8, &[u8])> {
    match text {
        [b'%', high, low, rest @ ..] => Some((hex::byte(*high, *low)?, rest)),
        _ => None,
    }
}

/// The part of `text` from which its decoded bytes come, from this index on.
#[cold]
fn source_of(text: &[u8], index: usize) -> &[u8] {
    let mut rest = text;
    for _ in 0..index {
        rest = first(rest).map_or(rest, |(_, after)| after);
    }
    rest
}

/// Decodes escapes once, in bytes that need not be UTF-8. A `%` that begins no escape stays,
/// and so does `+`.
#[cfg(feature = "sign")]
pub(crate) fn decode_once(text: &[u8]) -> Cow<'_, [u8]> {
    if !text.contains(&b'%') {
        return Cow::Borrowed(text);
    }
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((byte, after)) = escaped(rest).or(rest.split_first().map(|(b, r)| (*b, r))) {
        decoded.push(byte);
        rest = after;
    }
    Cow::Owned(decoded)
}

/// Decodes escapes until none is left, in bytes that need not be UTF-8: `%252E` is `.`. A `%`
/// that begins no escape stays, and so does `+`.
pub(crate) fn decode_all(text: &[u8]) -> Cow<'_, [u8]> {
    if !text.contains(&b'%') {
        return Cow::Borrowed(text);
    }
    let mut decoded: Vec<u8> = Vec::with_capacity(text.len());
    for &byte in text {
        decoded.push(byte);
        // What was decoded may be the last digit of an escape that began before it.
        while let Some((before, last)) = decoded.split_last_chunk::<3>() {
            let Some((byte, _)) = escaped(last) else { break };
            let length = before.len();
            decoded.truncate(length);
            decoded.push(byte);
        }
    }
    Cow::Owned(decoded)
}
