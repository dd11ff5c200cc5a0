//! A value that a constructor or a parser refuses.

use alloc::string::String;
use core::fmt;

use crate::bytes::remainder::consumed;
use crate::redaction::redact;

/// A value that a constructor or a parser refuses: `"51".parse::<PageSize>()`, a [`Format`](crate::Format) that is
/// neither JSON nor XML, and with the feature `sign` a method, a time, a nonce, or a region
/// that no host can be named for.
///
/// `Display` says what was refused and what is allowed. The value is shown in quotes, with
/// control characters escaped, cut after 32 characters, and without what looks like a secret.
///
/// ```
/// use aliyun_instance_status::{InvalidValue, PageSize};
///
/// let refused: InvalidValue = "100".parse::<PageSize>().unwrap_err();
/// assert_eq!(refused.to_string(), "PageSize \"100\" is not a number from 1 to 50");
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct InvalidValue {
    name: &'static str,
    refused: String,
    allowed: &'static str,
}

impl InvalidValue {
    pub(crate) fn new(name: &'static str, refused: &str, allowed: &'static str) -> Self {
        Self { name, refused: excerpt(refused), allowed }
    }

    /// What the value was meant for: the parameter's name on the wire, or `HTTP method`.
    ///
    /// ```
    /// use aliyun_instance_status::PageNumber;
    ///
    /// assert_eq!(PageNumber::try_from(0).unwrap_err().name(), "PageNumber");
    /// ```
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// What is allowed in its place, in words.
    ///
    /// ```
    /// use aliyun_instance_status::Format;
    ///
    /// assert_eq!("yaml".parse::<Format>().unwrap_err().allowed(), "JSON or XML");
    /// ```
    #[must_use]
    pub const fn allowed(&self) -> &'static str {
        self.allowed
    }
}

/// A refused value as a message shows it: cut where it is long, and without what looks like
/// a secret.
fn excerpt(value: &str) -> String {
    const MAX_SHOWN: usize = 32;
    const MAX_READ: usize = 512;
    let (read, has_more) = first(value, MAX_READ);
    let read = if has_more { without_a_beginning(read) } else { read };
    let redacted = redact(read);
    let (shown, is_cut) = first(&redacted, MAX_SHOWN);
    let mut excerpt = String::from(shown);
    if has_more || is_cut {
        excerpt.push('…');
    }
    excerpt
}

/// The text without what may be the beginning of a secret that was cut off, too short to be
/// recognised as one.
fn without_a_beginning(text: &str) -> &str {
    // A longer run is recognised: it is a signature with every character escaped, or more.
    const LONGEST_SIGNATURE: usize = 128;
    let is_of_a_secret =
        |character: char| character.is_ascii_alphanumeric() || "+/=%".contains(character);
    let before = text.trim_end_matches(is_of_a_secret);
    if consumed(text, before.len()) < LONGEST_SIGNATURE { before } else { text }
}

/// The first `count` characters of `text`, and whether there are more.
fn first(text: &str, count: usize) -> (&str, bool) {
    let end = text.char_indices().nth(count).map(|(end, _)| end);
    end.and_then(|end| text.get(..end)).map_or((text, false), |first| (first, true))
}

impl fmt::Display for InvalidValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?} is not {}", self.name, self.refused, self.allowed)
    }
}

/// Shows the words of `Display`, for `unwrap`.
impl fmt::Debug for InvalidValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "InvalidValue({self})")
    }
}

impl core::error::Error for InvalidValue {}
