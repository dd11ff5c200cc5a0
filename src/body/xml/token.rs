//! The tokens of an XML document, each well formed in itself.

use alloc::borrow::Cow;

use super::declaration::declaration;
use super::production::{self, fault};
use super::tag::{StartTag, start_tag};
use crate::DecodeErrorKind;
use crate::body::input::{EOF, Fault};
use crate::bytes::space::WHITE_SPACE;

/// A token of an XML document.
pub(super) enum Token<'a> {
    /// A start tag.
    Start(StartTag<'a>),
    /// The end of the innermost element.
    End,
    /// A run of character data.
    Text(&'a str),
    /// The inside of a CDATA section.
    Cdata(&'a str),
    /// The character that a reference stands for.
    Character(char),
    /// A comment, a processing instruction or the declaration.
    Misc,
}

/// Reads the token that `text` begins with, and returns what follows it. `text` is not empty
/// and begins with no end tag; `is_start` says whether it is the whole document.
pub(super) fn token(text: &str, is_start: bool) -> Result<(Token<'_>, &str), Fault> {
    if text.starts_with('&') {
        return production::reference(text)
            .map(|(character, rest)| (Token::Character(character), rest));
    }
    let Some(inside) = text.strip_prefix('<') else {
        return production::character_data(text).map(|(text, rest)| (Token::Text(text), rest));
    };
    match inside.as_bytes() {
        [b'!', ..] => markup(text),
        [b'?', ..] => instruction(text, is_start).map(|rest| (Token::Misc, rest)),
        _ => start_tag(inside).map(|(tag, rest)| (Token::Start(tag), rest)),
    }
}

/// Reads a token that begins with `<!`.
fn markup(text: &str) -> Result<(Token<'_>, &str), Fault> {
    if let Some(inside) = text.strip_prefix(COMMENT) {
        return production::comment(inside).map(|rest| (Token::Misc, rest));
    }
    if let Some(inside) = text.strip_prefix(CDATA) {
        let (text, rest) = production::cdata(inside);
        return Ok((Token::Cdata(text), rest));
    }
    if is_doctype(text) {
        return Err(fault(DecodeErrorKind::DtdForbidden, text));
    }
    let is_cut_off = CDATA.starts_with(text) || is_cut_off(text);
    Err(if is_cut_off { EOF } else { fault(DecodeErrorKind::InvalidMarkup, text) })
}

/// Reads a token that begins with `<?`.
fn instruction(text: &str, is_start: bool) -> Result<&str, Fault> {
    let inside = text.strip_prefix("<?").unwrap_or(text);
    let is_target_end =
        |rest: &str| rest == "?" || rest.starts_with("?>") || rest.starts_with(WHITE_SPACE);
    match inside.strip_prefix("xml").filter(|rest| is_target_end(rest)) {
        Some(rest) if is_start => declaration(rest),
        Some("?") => Err(EOF),
        Some(_) => Err(fault(DecodeErrorKind::InvalidDeclaration, text)),
        None => production::processing_instruction(inside),
    }
}

const COMMENT: &str = "<!--";
const CDATA: &str = "<![CDATA[";
const DOCTYPE: &str = "<!DOCTYPE";

/// Whether a document type declaration begins here, in whatever case.
pub(super) fn is_doctype(text: &str) -> bool {
    text.get(..DOCTYPE.len()).is_some_and(|start| start.eq_ignore_ascii_case(DOCTYPE))
}

/// Whether the text ends inside what begins a comment or a document type declaration.
pub(super) fn is_cut_off(text: &str) -> bool {
    let start = DOCTYPE.get(..text.len());
    COMMENT.starts_with(text) || start.is_some_and(|start| start.eq_ignore_ascii_case(text))
}

/// Adds a run of text, with its line ends normalised (XML 1.0, section 2.11). A string that is
/// one run stays borrowed.
pub(super) fn join<'a>(text: &mut Cow<'a, str>, run: &'a str) {
    if text.is_empty() && !run.contains('\r') {
        *text = Cow::Borrowed(run);
        return;
    }
    let (text, mut rest) = (text.to_mut(), run);
    while let Some((line, after)) = rest.split_once('\r') {
        text.push_str(line);
        text.push('\n');
        rest = after.strip_prefix('\n').unwrap_or(after);
    }
    text.push_str(rest);
}
