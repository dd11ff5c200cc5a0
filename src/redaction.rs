//! How much of a text may be shown that may echo a request: no signature, no token, no
//! string to sign.
//!
//! A text is judged by the shape of its pieces and never decoded, since whatever marks an
//! escape marks what must be hidden. False alarms cost a little; a leak costs an account.

use core::fmt::{self, Write as _};

/// How many characters of Base64 or hexadecimal in a row are taken for a secret. An
/// instance id has 20 or, with its prefix, 22; a group of a UUID 12; an HMAC-SHA1 in Base64
/// 27 and its padding.
const SECRET_LENGTH: usize = 24;

/// Words that are followed by an echo or a secret, whatever its shape: as letters and digits
/// in lower case, since white space and punctuation between them do not count.
const ECHOES: [&str; 5] =
    ["stringtosign", "canonicalrequest", "待签名字符串", "acs3hmacsha256", "accesskeysecret"];

/// Words that are followed by a secret, whatever its shape, where one of [`BETWEEN`] stands
/// between the two, as in a header, in JSON, in a query or in XML.
const NAMES: [&str; 10] = [
    "signature",
    "token",
    "secret",
    "secretkey",
    "secretaccesskey",
    "password",
    "authorization",
    "签名",
    "密钥",
    "令牌",
];

/// Colons, equals signs, and arrows.
const BETWEEN: [char; 9] = [':', '：', '﹕', '∶', '=', '＝', '>', '＞', '→'];

/// A text as far as it may be shown: its `Display` and its `Debug` have `[hidden]` in place
/// of the rest.
#[derive(Clone, Copy)]
pub(crate) struct Redacted<'t> {
    shown: &'t str,
    /// Whether some of the text is hidden.
    pub(crate) hides: bool,
}

/// Hides what begins with the first piece of a text that may belong to a secret or to an
/// echo.
///
/// ```text
/// server string to sign is:GET&%2F&AccessKeyId%3Dtestid…  →  server string to sign [hidden]
/// Signature fS5ED+QSyUeVqiOAAe+F2tw2Qa8= is wrong         →  Signature [hidden]
/// see https://api.aliyun.com/errors?q=Throttling          →  see https://api.aliyun.com/errors?[hidden]
/// ```
///
/// Takes time in proportion to the text, and no memory.
pub(crate) fn redact(text: &str) -> Redacted<'_> {
    let start = first_secret(text).into_iter().chain(after_a_word(text)).min();
    let shown = start.and_then(|start| text.get(..start));
    Redacted { shown: shown.unwrap_or(text), hides: shown.is_some() }
}

impl Redacted<'_> {
    /// What stands in place of the rest of the text.
    fn placeholder(&self) -> &'static str {
        match self.hides {
            false => "",
            true if self.shown.ends_with(char::is_alphanumeric) => " [hidden]",
            true => "[hidden]",
        }
    }
}

impl fmt::Display for Redacted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.shown)?;
        f.write_str(self.placeholder())
    }
}

/// Writes with escapes for the characters that Rust escapes, but for quotes and backslashes.
pub(crate) struct Escaping<'w, 'f>(pub(crate) &'w mut fmt::Formatter<'f>);

impl fmt::Write for Escaping<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.chars().try_for_each(|character| match character {
            '\'' | '"' | '\\' => self.0.write_char(character),
            _ => character.escape_debug().try_for_each(|part| self.0.write_char(part)),
        })
    }
}

/// In quotes, with the escapes that the `Debug` of a string has.
impl fmt::Debug for Redacted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        for character in self.shown.chars() {
            match character {
                '\'' => f.write_char('\'')?,
                _ => character.escape_debug().try_for_each(|part| f.write_char(part))?,
            }
        }
        f.write_str(self.placeholder())?;
        f.write_char('"')
    }
}

/// Where the first piece begins that looks like a part of a secret or of an echo, with the
/// pieces directly before it that are not ordinary words: a `+` may have become a space, or
/// a line have been broken.
fn first_secret(text: &str) -> Option<usize> {
    let (mut at, mut after_words) = (0_usize, 0);
    // By chance, one piece of a secret may look like a word. Two in a row do not.
    let mut in_words = true;
    // A line end at the end of a text breaks no line.
    for piece in text.trim_end().split_inclusive(is_separator) {
        let next = at.checked_add(piece.len())?;
        if let Some(url) = url(piece) {
            if let Some(place) = secret_in_url(url) {
                return next.checked_sub(url.len())?.checked_add(place);
            }
            (after_words, in_words) = (next, true);
        } else if is_secret(piece) || is_url_of_user(piece) {
            return Some(after_words);
        } else {
            match WordLength::of(piece) {
                Some(WordLength::Short) => {}
                Some(WordLength::Long) if in_words => after_words = next,
                length => in_words = length.is_some(),
            }
        }
        at = next;
    }
    None
}

/// How long an ordinary word is.
enum WordLength {
    /// Too short to tell a word from a piece of a secret.
    Short,
    Long,
}

impl WordLength {
    /// The length of a piece that is letters between punctuation, none of them a capital but
    /// the first. A letter of a script other than Latin is long enough.
    fn of(piece: &str) -> Option<Self> {
        let word = piece.trim_matches(|character: char| !character.is_alphanumeric());
        let mut letters = word.chars();
        let is_word = letters.next().is_none_or(char::is_alphabetic)
            && letters.all(|letter| letter.is_alphabetic() && !letter.is_uppercase());
        let is_long = word.chars().nth(3).is_some() || word.ends_with(is_separator);
        is_word.then_some(if is_long { Self::Long } else { Self::Short })
    }
}

/// Whether a character stands between pieces: white space, and any other that is neither
/// ASCII nor may stand inside of a secret, such as a Chinese one.
fn is_separator(character: char) -> bool {
    let is_in_a_piece = to_ascii(character).is_ascii() || is_invisible(character);
    !is_mark(character) && (character.is_whitespace() || !is_in_a_piece)
}

/// Whether a character shows that what it stands in is an echo: a query or a string to sign
/// has it, any kind of escape begins with it, or it ends a line.
fn is_mark(character: char) -> bool {
    match to_ascii(character) {
        '%' | '&' | '=' | '\\' | '\u{2028}' | '\u{2029}' => true,
        character => character.is_control() && character != '\t',
    }
}

/// Whether a piece may be a part of a secret or of an echo.
fn is_secret(piece: &str) -> bool {
    // Not for a lone `%` or `&`, which a message may be about.
    let is_marked = piece.contains(is_mark)
        && piece.contains(|character: char| character.is_alphanumeric() || character.is_control());
    is_marked || piece.len() >= SECRET_LENGTH && has_long_run(piece)
}

/// Whether a piece has a run of Base64 or hexadecimal that is long enough for a secret.
fn has_long_run(piece: &str) -> bool {
    let is_secret = |run: &str| is_long(run) && !is_words(run);
    let has_both_cases = |run: &str| {
        run.contains(|c| to_ascii(c).is_ascii_lowercase())
            && run.contains(|c| to_ascii(c).is_ascii_uppercase())
    };
    runs(piece, ['+', '/']).any(is_secret)
        // A UUID and an id are in one case, and an ordinary word with hyphens has no digit.
        || runs(piece, ['-', '_']).any(|run| is_secret(run) && has_both_cases(run))
}

/// The runs of Base64 with these two characters besides the letters and digits. The standard
/// ones are `+` and `/`, those that are safe in a URL `-` and `_` (RFC 4648, section 5).
fn runs(piece: &str, others: [char; 2]) -> impl Iterator<Item = &str> {
    piece.split(move |character| {
        let ascii = to_ascii(character);
        !ascii.is_ascii_alphanumeric() && !others.contains(&ascii) && !is_invisible(character)
    })
}

fn is_long(run: &str) -> bool {
    run.chars().filter(|&character| !is_invisible(character)).nth(SECRET_LENGTH - 1).is_some()
}

/// Whether a run is words, such as `DescribeInstanceStatusResponse`: it has no digit, and few
/// capitals. Of signatures without padding one in ten thousand would pass for words.
fn is_words(run: &str) -> bool {
    let count = |is_one: fn(&char) -> bool| run.chars().map(to_ascii).filter(is_one).count();
    let [letters, capitals] = [char::is_ascii_alphabetic, char::is_ascii_uppercase].map(count);
    count(char::is_ascii_digit) == 0 && capitals <= letters / 4
}

/// What follows `http://` or `https://` in a piece.
fn url(piece: &str) -> Option<&str> {
    let (before, rest) = piece.split_once(':')?;
    let url = rest.strip_prefix("//")?;
    let is_url = ends_with(before, &["http", "https"]);
    (is_url && !is_secret(before)).then_some(url)
}

/// Whether a piece is a URL with a user, whatever its scheme.
fn is_url_of_user(piece: &str) -> bool {
    piece.split_once("://").is_some_and(|(_, url)| has_user(url))
}

/// Whether what follows the scheme of a URL begins with a user, perhaps with a password.
fn has_user(url: &str) -> bool {
    url.split(['/', '?']).next().is_some_and(|authority| authority.contains('@'))
}

/// Where in a URL what must be hidden begins: a user with a password, the query, or a path that
/// holds a secret.
fn secret_in_url(url: &str) -> Option<usize> {
    if has_user(url) {
        return Some(0);
    }
    let (mut at, mut path) = (0_usize, 0);
    for segment in url.split_inclusive(['/', '?']) {
        if is_secret(segment.trim_end_matches('/')) {
            return Some(path);
        }
        at = at.checked_add(segment.len())?;
        if segment.ends_with('?') && at < url.len() {
            return Some(at);
        }
        path = if path == 0 { at } else { path };
    }
    None
}

/// The offset just after the first of [`ECHOES`] or [`NAMES`] (and one of [`BETWEEN`]), if a
/// letter or digit follows it.
fn after_a_word(text: &str) -> Option<usize> {
    let start = text.char_indices().find_map(|(start, last)| {
        let (before, rest) = text.split_at_checked(start.checked_add(last.len_utf8())?)?;
        if ends_with(before, &ECHOES) {
            return Some(before.len());
        }
        // Most characters stand inside of a word, or end none.
        let ends_word = last.is_alphanumeric() && !rest.starts_with(char::is_alphanumeric);
        if !ends_word || !ends_with(before, &NAMES) {
            return None;
        }
        let gap = rest.split(char::is_alphanumeric).next()?;
        let (_, after) = gap.split_once(BETWEEN)?;
        before.len().checked_add(gap.len())?.checked_sub(after.len())
    })?;
    text.get(start..)?.contains(char::is_alphanumeric).then_some(start)
}

/// Whether a text ends with one of `words`, ignoring case and everything that is not a letter
/// or digit. Its last character must be one.
fn ends_with(text: &str, words: &[&str]) -> bool {
    let lower_case = |character: char| to_ascii(character).to_ascii_lowercase();
    let mut characters = text.chars();
    let last = characters.next_back().map(lower_case);
    let counts = |character: &char| character.is_alphanumeric() && !is_invisible(*character);
    words.iter().filter_map(|word| word.strip_suffix(last?)).any(|word| {
        let mut letters = characters.clone().rev().filter(counts).map(lower_case);
        word.chars().rev().all(|wanted| letters.next() == Some(wanted))
    })
}

/// The ASCII character whose full-width form this is, or else the character itself.
fn to_ascii(character: char) -> char {
    match character {
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(u32::from(character).wrapping_sub(0xFEE0)).unwrap_or(character)
        }
        _ => character,
    }
}

/// Whether a character has no width, so that it may stand inside of what looks like one run: it
/// has Unicode's property `Default_Ignorable_Code_Point`.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
            | '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}' | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}'
    )
}
