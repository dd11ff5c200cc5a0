//! What an input is that is no reply, where that can be seen.

use aliyun_instance_status::{Category, DecodeError};

use crate::visible::visible;

/// What is compressed or has another encoding, and so says nothing where a fault is shown.
pub(crate) fn of_encoding(body: &[u8]) -> Option<(&'static str, &'static str)> {
    const DECOMPRESS: &str = "decompress it first, or let `curl --compressed` do it";
    const SAVE: &str = "save it as UTF-8; in PowerShell 5, `>` writes UTF-16";
    match body {
        [0x1F, 0x8B, ..] => Some(("compressed with gzip", DECOMPRESS)),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => Some(("compressed with zstd", DECOMPRESS)),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Some(("text in UTF-16", SAVE)),
        _ => None,
    }
}

/// What may help with a body that cannot be read.
pub(crate) fn of_body(body: &[u8], error: &DecodeError) -> Option<&'static str> {
    let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body).trim_ascii();
    let begins = |word: &str| {
        body.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
    };
    if body.is_empty() {
        Some("there is no body: `curl -i` shows the HTTP status, `curl -sS` why no reply came")
    } else if begins("<!doctype html") || begins("<html") {
        Some("this is HTML: something between you and the service has answered, a proxy perhaps")
    } else if is_request(body) {
        Some("this is a request: `instance-status query` reads those")
    } else if begins("curl:") {
        Some("this is what curl says where it has no reply")
    } else if error.category() == Category::Eof {
        Some("the end is missing: read the reply to its end, or call again")
    } else {
        None
    }
}

/// The name of the member or element that stands at this byte of a body.
pub(crate) fn name_at(body: &[u8], at: usize) -> String {
    let text = body.get(at..).unwrap_or_default();
    let text = text.strip_prefix(b"\"").unwrap_or(text);
    let is_end = |byte: &u8| byte.is_ascii_whitespace() || b"\"/>".contains(byte);
    // Nobody misspells a name at greater length.
    let text = text.get(..64).unwrap_or(text);
    let name = text.split(is_end).next().unwrap_or_default();
    visible(&String::from_utf8_lossy(name)).into_owned()
}

/// Whether a body is a request in any of the spellings that people paste.
fn is_request(body: &[u8]) -> bool {
    let body = body.strip_prefix(b"\"").or(body.strip_prefix(b"'")).unwrap_or(body);
    let word = body.split(u8::is_ascii_whitespace).next().unwrap_or_default();
    // The name of the first parameter, with the URL that may stand before it.
    let name = word.split(|byte| matches!(byte, b'=' | b'&')).next().unwrap_or_default();
    let has_parameter = name != word;
    let is_query = name.contains(&b'?') || matches!(name, b"Action" | b"AccessKeyId" | b"RegionId");
    let is_url = name.windows(3).any(|piece| piece == b"://");
    let is_document = matches!(name.first(), Some(b'<' | b'{' | b'['));
    matches!(word, b"GET" | b"POST") || (!is_document && (is_url || (has_parameter && is_query)))
}
