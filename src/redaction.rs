//! What may be shown of a text that may echo a request: no signature, no token, no string
//! to sign.
//!
//! It goes by what is there, not by the words around it, because each gateway words its
//! echo differently. False alarms cost a little; a leak costs an account.

mod unescape;

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::iter;
use core::ops::Range;

use unescape::{Glyph, glyphs};

const HIDDEN: &str = "[hidden]";

/// How many characters of Base64 or hexadecimal in a row are taken for a secret, where one
/// is a digit. An instance id has 20, a group of a UUID 12, an HMAC-SHA1 in Base64 28.
const SECRET: usize = 24;

/// What must stand between a word and the next letter for all that follows to be hidden.
#[derive(Clone, Copy)]
enum Next {
    Anything,
    /// `=`, or the colon of a header or of JSON.
    Assignment,
    /// `&/`, as in `GET&%2F&`.
    Path,
}

use Next::{Anything, Assignment, Path};

/// The words before a secret, as letters and digits in lower case: what stands between
/// them, such as the blanks in `String to Sign`, does not count.
const WORDS: [(&str, Next); 10] = [
    ("stringtosign", Anything),
    ("canonicalrequest", Anything),
    ("待签名字符串", Anything),
    ("acs3hmacsha256", Anything),
    ("accesskeysecret", Anything),
    ("signature", Assignment),
    ("securitytoken", Assignment),
    ("bearertoken", Assignment),
    ("get", Path),
    ("post", Path),
];

/// The text as it may be shown.
///
/// ```text
/// server string to sign is:GET&%2F&AccessKeyId%3Dtestid…  →  server string to sign [hidden]
/// Signature fS5ED+QSyUeVqiOAAe+F2tw2Qa8= is wrong         →  Signature [hidden] is wrong
/// ```
///
/// Takes time and memory in proportion to the text.
pub(crate) fn redact(text: &str) -> Cow<'_, str> {
    let glyphs = glyphs(text);
    let echo = echo(&glyphs).unwrap_or(text.len());
    let secrets = secrets(&glyphs).take_while(|secret| secret.start < echo);
    let secrets = secrets.chain((echo < text.len()).then_some(echo..text.len()));
    let mut shown = String::new();
    let mut at = 0;
    for secret in secrets {
        // A secret may reach up to the echo, and into it.
        if secret.start > at || at == 0 {
            shown.push_str(text.get(at..secret.start).unwrap_or_default());
            let after_a_word = shown.ends_with(char::is_alphanumeric);
            shown.push_str(if after_a_word { " " } else { "" });
            shown.push_str(HIDDEN);
        }
        at = secret.end.max(at);
    }
    if at == 0 {
        return Cow::Borrowed(text);
    }
    shown.push_str(text.get(at..).unwrap_or_default());
    Cow::Owned(shown)
}

/// Where the first of the words has said that a secret follows, if a letter or digit does.
fn echo(glyphs: &[Glyph]) -> Option<usize> {
    let mut letters = String::new();
    // Of each byte of `letters`, which glyph it is of.
    let mut places = Vec::new();
    for (place, glyph) in glyphs.iter().enumerate() {
        if glyph.character.is_alphanumeric() {
            letters.push(glyph.character.to_ascii_lowercase());
            places.resize(letters.len(), place);
        }
    }
    let after = |word: &str, next: Next| {
        let mut found = letters.match_indices(word);
        found.find_map(|(start, _)| {
            let end = start.checked_add(word.len())?;
            let last = *places.get(end.checked_sub(1)?)?;
            let gap = glyphs.get(last..places.get(end).copied().unwrap_or(glyphs.len()))?;
            let (last, gap) = gap.split_first()?;
            match next {
                Anything => Some(last.end),
                Assignment => end_of(gap, &['=', ':']),
                Path => {
                    let ampersand = gap.iter().position(|glyph| glyph.character == '&')?;
                    end_of(gap.get(ampersand..)?, &['/'])
                }
            }
        })
    };
    let start = WORDS.into_iter().filter_map(|(word, next)| after(word, next)).min()?;
    let mut hidden = glyphs.iter().rev().take_while(|glyph| glyph.start >= start);
    hidden.any(|glyph| glyph.character.is_alphanumeric()).then_some(start)
}

/// Where the first of these characters ends.
fn end_of(glyphs: &[Glyph], wanted: &[char]) -> Option<usize> {
    glyphs.iter().find(|glyph| wanted.contains(&glyph.character)).map(|glyph| glyph.end)
}

/// The long runs of Base64 or hexadecimal, with their padding.
fn secrets(glyphs: &[Glyph]) -> impl Iterator<Item = Range<usize>> {
    let mut rest = glyphs;
    iter::from_fn(move || {
        loop {
            let start = rest.iter().position(|glyph| is_base64(glyph.character))?;
            let (_, run) = rest.split_at_checked(start)?;
            let length = run.iter().position(|glyph| !is_base64(glyph.character));
            let (run, after) = run.split_at_checked(length.unwrap_or(run.len()))?;
            let padding = after.iter().take(2).take_while(|glyph| glyph.character == '=').count();
            let (padding, after) = after.split_at_checked(padding)?;
            rest = after;
            // One signature of a hundred has no digit, but all of RPC's have a padding.
            let is_odd = !padding.is_empty() || run.iter().any(|g| g.character.is_ascii_digit());
            if run.len() >= SECRET && is_odd {
                let end = padding.last().or(run.last())?.end;
                return Some(run.first()?.start..end);
            }
        }
    })
}

fn is_base64(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '+' | '/')
}
