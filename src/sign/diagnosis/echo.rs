//! What a message echoes of what the service would have signed.
//!
//! ```text
//! … server string to sign is:GET&%2F&AccessKeyId%3Dtestid…
//! … server StringToSign is [ACS3-HMAC-SHA256\n9f86…] server CanonicalRequest is [GET\n/\n…]
//! ```
//!
//! It goes by what is there, not by the words around it, because each gateway words its echo
//! differently.

use alloc::borrow::Cow;
use alloc::string::String;
use core::cmp::Ordering;

use super::Diagnosis;
use super::canonical::{Canonical, Section};
use super::client::Client;
use super::compare;
use super::difference::unescape;
use crate::bytes::remainder::{consumed, taken};
use crate::sign::Scheme;
use crate::sign::v3::ALGORITHM;

/// The echo of one scheme, in a message without its escapes.
pub(super) struct Echo<'m> {
    message: Cow<'m, str>,
    scheme: Scheme,
}

/// What stands in a message of a string to sign of RPC.
struct StringToSign<'m> {
    text: &'m str,
    /// Whether it stands in brackets, and so is whole.
    is_enclosed: bool,
    /// Whether dots stand for the rest of it.
    is_cut: bool,
}

impl<'m> Echo<'m> {
    /// Looks for the scheme of the client first, since the newer gateway echoes both.
    pub(super) fn find(message: &'m str, client: &Client<'_>) -> Option<Self> {
        let find = |scheme| {
            let mut echoes = readings(message).map(|message| Self { message, scheme });
            echoes.find(|echo| match scheme {
                Scheme::Rpc => string_to_sign(&echo.message, client).is_some(),
                Scheme::V3 => method_line(&echo.message).is_some() || hash(&echo.message).is_some(),
            })
        };
        let (first, second) =
            if client.is_v3() { (Scheme::V3, Scheme::Rpc) } else { (Scheme::Rpc, Scheme::V3) };
        find(first).or_else(|| find(second))
    }

    /// Why what the client has signed differs, `None` where it is equal.
    pub(super) fn compare(&self, client: &Client<'_>) -> Option<Diagnosis> {
        match self.scheme {
            Scheme::Rpc => self.compare_rpc(client),
            Scheme::V3 => self.compare_v3(client),
        }
    }

    fn compare_rpc(&self, client: &Client<'_>) -> Option<Diagnosis> {
        let echo = string_to_sign(&self.message, client)?;
        let Some(server) = Canonical::read(echo.text).filter(|_| !echo.is_cut) else {
            return Some(Diagnosis::CutOff);
        };
        if echo.is_enclosed || has_mandatory(&server) {
            let is_whole = echo.is_enclosed || is_whole(&server, client);
            return compare::texts(client, &server, !is_whole);
        }
        Some(Diagnosis::CutOff)
    }

    fn compare_v3(&self, client: &Client<'_>) -> Option<Diagnosis> {
        if let Some(server) = canonical_request(&self.message).and_then(Canonical::read) {
            return compare::texts(client, &server, false);
        }
        let by_hash = hash(&self.message).map(|hash| client.compare_hash(hash));
        let is_cut = method_line(&self.message).is_some();
        match by_hash {
            Some(Some(Diagnosis::OtherHash)) if is_cut => Some(Diagnosis::CutOff),
            Some(found) => found,
            None => Some(Diagnosis::CutOff),
        }
    }
}

/// Whether these parameters are at least what every call has: no service verifies one
/// without them.
fn has_mandatory(server: &Canonical<'_>) -> bool {
    let has = |name: &str| server.section(Section::Parameter).any(|part| part.name == name);
    let mandatory = [
        "AccessKeyId",
        "Action",
        "SignatureMethod",
        "SignatureNonce",
        "SignatureVersion",
        "Version",
    ];
    mandatory.into_iter().all(has) && (has("Timestamp") || has("TimeStamp"))
}

/// Whether the last parameter has its whole value, and none that the client has signed would
/// follow it.
fn is_whole(server: &Canonical<'_>, client: &Client<'_>) -> bool {
    let Some(client) = &client.parts else { return false };
    let Some(last) = server.section(Section::Parameter).last() else { return false };
    client.section(Section::Parameter).all(|part| match part.plain_name().cmp(&last.plain_name()) {
        Ordering::Less => true,
        Ordering::Equal => part.value == last.value,
        Ordering::Greater => false,
    })
}

/// The message as it is, and with the escapes undone of what may have carried it: of HTML or
/// XML, of a JSON text in a string, of a URL.
fn readings<'m>(message: &'m str) -> impl Iterator<Item = Cow<'m, str>> {
    let unescaped = move |step: usize| match step {
        0 => Some(Cow::Borrowed(message)),
        1 => (message.contains("&amp;") || message.contains('\\')).then(|| {
            let text = message.replace("&amp;", "&").replace("\\u0026", "&");
            Cow::Owned(text.replace("\\r\\n", "\n").replace("\\n", "\n").replace("\\\"", "\""))
        }),
        _ => message
            .contains("%26")
            .then(|| Cow::Owned(String::from_utf8_lossy(&unescape(message)).into_owned())),
    };
    // Neither scheme signs a carriage return.
    let with_line_feeds = |message: Cow<'m, str>| match message.contains("\r\n") {
        true => Cow::Owned(message.replace("\r\n", "\n")),
        false => message,
    };
    (0..3).filter_map(unescaped).map(with_line_feeds)
}

/// Where a string to sign of RPC is.
fn string_to_sign<'m>(message: &'m str, client: &Client<'_>) -> Option<StringToSign<'m>> {
    let at = message.find("&%2F&")?;
    let (before, _) = message.split_at_checked(at)?;
    let before = before.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let text = message.get(before.len()..)?;
    // A query in escapes; `+` and `*` are the escapes of those who have others.
    let is_escaped = |character: char| {
        character.is_ascii_alphanumeric()
            || matches!(character, '&' | '-' | '.' | '_' | '~' | '%' | '+' | '*')
    };
    let after = text.trim_start_matches(is_escaped);
    let text = taken(text, after);
    let whole = text.trim_end_matches('.');
    let dots = consumed(text, whole.len());
    let is_full_stop = dots == 1 && !client.text.ends_with('.');
    Some(StringToSign {
        text: if is_full_stop { whole } else { text },
        is_enclosed: before.ends_with('[') && after.starts_with(']'),
        is_cut: dots > 1 || after.starts_with('…'),
    })
}

/// A whole canonical request, from its method to the hash of its body.
fn canonical_request(message: &str) -> Option<&str> {
    let text = message.get(method_line(message)?..)?;
    let headers = text.splitn(4, '\n').nth(3)?;
    let (_, names) = headers.split_once("\n\n")?;
    let (_, hash) = names.split_once('\n')?;
    Some(taken(text, hash.strip_prefix(first_hash(hash)?)?))
}

/// Where a canonical request begins: at a method, with its path in the next line.
fn method_line(message: &str) -> Option<usize> {
    message.match_indices("\n/").find_map(|(at, _)| {
        let before = message.get(..at)?;
        let start = before.trim_end_matches(|letter: char| letter.is_ascii_uppercase()).len();
        (start < at).then_some(start)
    })
}

/// The hash in a string to sign of V3.
fn hash(message: &str) -> Option<&str> {
    let after = message.split(ALGORITHM).skip(1);
    after.filter_map(|after| first_hash(after.trim_ascii_start())).next()
}

/// The hash that a text begins with.
fn first_hash(text: &str) -> Option<&str> {
    let hash = text.get(..64)?;
    hash.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(hash)
}
