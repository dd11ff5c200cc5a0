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

use unescape::unescape;

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
    /// `&/` as in `GET&%2F&`, or a `/` on a line of its own.
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
    let unescaped = unescape(text);
    let said = &*unescaped.said;
    let echo = echo(said).map(|echo| echo..said.len());
    let in_text =
        |secret: Range<usize>| unescaped.source(secret.start)..unescaped.source(secret.end);
    let found = secrets(said).chain(spaced_signatures(said)).chain(echo).map(in_text);
    // As it stands, too: what looks like an escape may be a part of a secret.
    let escaped = matches!(unescaped.said, Cow::Owned(_)).then(|| secrets(text));
    let mut hidden: Vec<_> = found.chain(escaped.into_iter().flatten()).collect();
    hidden.sort_unstable_by_key(|secret| secret.start);
    let mut shown = String::new();
    let mut at = 0;
    for Range { start, end } in hidden {
        // One may reach into the next.
        if start > at || at == 0 {
            shown.push_str(text.get(at..start).unwrap_or_default());
            let after_a_word = shown.ends_with(char::is_alphanumeric);
            shown.push_str(if after_a_word { " " } else { "" });
            shown.push_str(HIDDEN);
        }
        at = end.max(at);
    }
    if at == 0 {
        return Cow::Borrowed(text);
    }
    shown.push_str(text.get(at..).unwrap_or_default());
    Cow::Owned(shown)
}

/// Where the first of the words has said that a secret follows, if a letter or digit does.
fn echo(said: &str) -> Option<usize> {
    let letters_of = || said.char_indices().filter(|(_, letter)| letter.is_alphanumeric());
    let letters: String = letters_of().map(|(_, letter)| letter.to_ascii_lowercase()).collect();
    let after = |word: &str, next: Next| {
        // Finds in `said`, once for all matches, where the letters end that they end with.
        let (mut places, mut passed, mut place) = (letters_of(), 0_usize, 0_usize);
        letters.match_indices(word).find_map(|(start, word)| {
            let end = start.checked_add(word.len())?;
            while passed < end {
                let (start, letter) = places.next()?;
                passed = passed.checked_add(letter.len_utf8())?;
                place = start.checked_add(letter.len_utf8())?;
            }
            let length = length_of_gap(said.get(place..)?, next)?;
            place.checked_add(length)
        })
    };
    let start = WORDS.into_iter().filter_map(|(word, next)| after(word, next)).min()?;
    said.get(start..)?.contains(char::is_alphanumeric).then_some(start)
}

/// How much of what follows a word belongs to it, if it is what must follow.
fn length_of_gap(rest: &str, next: Next) -> Option<usize> {
    let gap = rest.split(char::is_alphanumeric).next()?;
    match next {
        Anything => Some(0),
        Assignment => gap.find(['=', ':'])?.checked_add(1),
        Path => {
            let separator = gap.find(['&', '\n'])?;
            gap.get(separator..)?.find('/')?.checked_add(separator)?.checked_add(1)
        }
    }
}

/// The long runs of Base64 or hexadecimal, with their padding.
fn secrets(said: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    iter::from_fn(move || {
        loop {
            let rest = said.get(at..)?;
            let rest = rest.trim_start_matches(|character| !is_base64(character));
            let run = rest.split(|character| !is_base64(character)).next()?;
            let after = rest.get(run.len()..)?;
            let padding = after.bytes().take(2).take_while(|&byte| byte == b'=').count();
            let start = said.len().checked_sub(rest.len())?;
            at = start.checked_add(run.len())?.checked_add(padding)?;
            // One signature of a hundred has no digit, but all of RPC's have a padding.
            let is_odd = padding > 0 || run.bytes().any(|byte| byte.is_ascii_digit());
            match run.len() {
                0 => return None,
                SECRET.. if is_odd => return Some(start..at),
                _ => {}
            }
        }
    })
}

/// The signatures of RPC whose `+` arrived as spaces: 27 characters and a `=`.
fn spaced_signatures(said: &str) -> impl Iterator<Item = Range<usize>> {
    said.match_indices('=').filter_map(|(end, padding)| {
        let (before, signature) = said.get(..end)?.as_bytes().split_last_chunk::<27>()?;
        let is_one = |byte: &u8| *byte == b' ' || is_base64(char::from(*byte));
        let is_signature = signature.iter().all(is_one)
            && signature.iter().any(u8::is_ascii_digit)
            && !matches!(signature, [b' ', ..] | [.., b' '])
            && !before.last().is_some_and(|byte| is_base64(char::from(*byte)));
        is_signature.then_some(before.len()..end.checked_add(padding.len())?)
    })
}

fn is_base64(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '+' | '/')
}
