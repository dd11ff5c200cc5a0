//! Why a value could not be encoded.

use core::fmt;

use crate::Field;

/// A character that XML 1.0 cannot carry, not even as a reference: a control character
/// other than tab, line feed and carriage return; U+FFFE or U+FFFF.
///
/// Only writing XML can fail. JSON and queries carry every character.
///
/// ```
/// use aliyun_instance_status::{Field, Page};
///
/// let error = Page::new("R\u{1}", 0, 1, 10).to_xml().unwrap_err();
/// assert_eq!((error.field(), error.character()), (Field::RequestId, '\u{1}'));
/// assert_eq!(error.to_string(), "XML cannot carry U+0001, at byte 1 of RequestId");
/// ```
///
/// Source: [XML 1.0, production 2](https://www.w3.org/TR/xml/#NT-Char).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct EncodeError {
    field: Field,
    character: char,
    offset: usize,
}

impl EncodeError {
    pub(crate) const fn new(field: Field, character: char, offset: usize) -> Self {
        Self { field, character, offset }
    }

    /// The member whose value has the character.
    ///
    /// ```
    /// use aliyun_instance_status::{ErrorReply, Field};
    ///
    /// let error = ErrorReply::new("Throttling\0").to_xml().unwrap_err();
    /// assert_eq!(error.field(), Field::Code);
    /// ```
    #[must_use]
    pub const fn field(&self) -> Field {
        self.field
    }

    /// The character that XML cannot carry.
    ///
    /// ```
    /// use aliyun_instance_status::ErrorReply;
    ///
    /// let error = ErrorReply::new("Throttling\u{b}").to_xml().unwrap_err();
    /// assert_eq!(error.character(), '\u{b}');
    /// ```
    #[must_use]
    pub const fn character(&self) -> char {
        self.character
    }

    /// The offset of the character, in bytes from the start of the value.
    ///
    /// ```
    /// use aliyun_instance_status::ErrorReply;
    ///
    /// let error = ErrorReply::new("Throttling\0").to_xml().unwrap_err();
    /// assert_eq!(error.offset(), "Throttling".len());
    /// ```
    #[must_use]
    pub const fn offset(&self) -> usize {
        self.offset
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { field, character, offset } = self;
        let code = u32::from(*character);
        write!(f, "XML cannot carry U+{code:04X}, at byte {offset} of {field}")
    }
}

/// The words of `Display`, because `unwrap` shows `Debug`.
impl fmt::Debug for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EncodeError(\"{self}\")")
    }
}

impl core::error::Error for EncodeError {}
