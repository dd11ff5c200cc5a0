//! Why bytes could not be decoded, and at which byte.

use core::fmt;

use crate::field::Field;

/// What is wrong with an input, and where.
///
/// Small and `Copy`. `Display` says what and at which byte; it never repeats the input,
/// which may hold secrets.
///
/// ```
/// # #[cfg(feature = "json")] {
/// use aliyun_instance_status::{DecodeErrorKind, Field, Response};
///
/// let error = Response::from_json(r#"{"RequestId":7}"#).unwrap_err();
/// assert_eq!(error.kind(), DecodeErrorKind::UnexpectedType(Field::RequestId));
/// assert_eq!(error.offset(), 13);
/// assert_eq!(error.to_string(), "wrong type for RequestId at byte 13");
/// # }
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct DecodeError {
    kind: DecodeErrorKind,
    offset: usize,
}

/// What is wrong with an input.
///
/// `#[non_exhaustive]`: a stricter check may add a kind.
///
/// ```
/// use aliyun_instance_status::{DecodeErrorKind, Field, Request};
///
/// let error = Request::from_query("RegionId=cn-hangzhou&PageSize=51").unwrap_err();
/// assert!(matches!(error.kind(), DecodeErrorKind::IntegerOutOfRange(Field::PageSize)));
/// assert_eq!(error.kind().to_string(), "integer out of range in PageSize");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// The input ends too early: an empty body, a truncated one. The offset is the input's
    /// length.
    UnexpectedEof,
    /// Bytes that are not UTF-8, or `%XY` escapes whose bytes are not.
    InvalidUtf8,
    /// UTF-16, or an XML declaration that names an encoding other than UTF-8.
    UnsupportedEncoding,
    /// A second byte order mark; the first is skipped.
    SecondByteOrderMark,
    /// A required member or parameter is missing. An empty `RegionId` or `Code` counts as
    /// missing.
    MissingField(Field),
    /// A known member or parameter occurs twice.
    DuplicateField(Field),
    /// A value of the wrong JSON type: `null`, an array in place of an object.
    UnexpectedType(Field),
    /// Not an integer: a sign, a fraction, an exponent, a letter, nothing.
    InvalidInteger(Field),
    /// An integer out of range: a counter or a `PageNumber` beyond `u32::MAX`, a
    /// `PageNumber` or `PageSize` of 0, a `PageSize` over 50, an owner's id beyond
    /// `u64::MAX`.
    IntegerOutOfRange(Field),
    /// More than 128 levels of nesting in what is skipped.
    DepthLimit,
    /// Anything but white space (and in XML, comments and processing instructions) after
    /// the end of the document.
    TrailingContent,
    /// An error reply where a page was expected. [`Reply`](crate::Reply) reads both.
    ErrorReply,

    /// JSON: neither a page nor an error reply: no list, no `Code` or an empty one, and
    /// none of a page's counters. `{}`, for example.
    NotAReply,
    /// JSON: no value where one is due: `,]`, a comment, HTML.
    ExpectedValue,
    /// JSON: no `"` where a member's name is due.
    ExpectedName,
    /// JSON: no `:` after a member's name.
    ExpectedColon,
    /// JSON: neither a comma nor the closing bracket after a value.
    ExpectedComma,
    /// JSON: not a number or literal: `01`, `2.`, `tru`, `NaN`.
    InvalidLiteral,
    /// JSON: a `\` that does not begin an escape: `\x41`, `\u12`.
    InvalidEscape,
    /// JSON: a `\u` escape of one half of a surrogate pair.
    LoneSurrogate,
    /// JSON: an unescaped control character in a string.
    ControlCharacter,

    /// XML: the root element is neither `DescribeInstanceStatusResponse` nor `Error`, or is
    /// `DescribeInstanceStatusResponse` where an error was expected.
    UnexpectedRoot,
    /// XML: text between elements.
    UnexpectedText,
    /// XML: an element inside a string or a counter.
    UnexpectedElement(Field),
    /// XML: a document type declaration. It is never read, so nothing is ever expanded or
    /// fetched.
    DtdForbidden,
    /// XML: an invalid name (productions 4 to 5): `<1a/>`, `<a!b/>`.
    InvalidName,
    /// XML: a character that XML 1.0 does not allow (production 2).
    InvalidCharacter,
    /// XML: a `&` that does not begin a reference: `&`, `&amp b`, `&#;`.
    InvalidReference,
    /// XML: a reference to a character that XML 1.0 does not allow: `&#0;`.
    InvalidCharacterReference,
    /// XML: an entity that is not one of the five predefined ones: `&nbsp;`.
    UnknownEntity,
    /// XML: an attribute without quotes, value or space before it, or with a
    /// `<` in its value.
    InvalidAttribute,
    /// XML: the same attribute twice in one tag.
    DuplicateAttribute,
    /// XML: more than 1,024 attributes in one tag.
    TooManyAttributes,
    /// XML: a comment with `--` in it.
    InvalidComment,
    /// XML: a processing instruction without a target, or with the reserved
    /// target `xml` in another case.
    InvalidProcessingInstruction,
    /// XML: a declaration anywhere but at the first byte, without a version, or with a
    /// version other than 1.x.
    InvalidDeclaration,
    /// XML: `]]>` in text.
    CdataEndInText,
    /// XML: a `<!` that begins neither a comment nor a CDATA section, or a malformed tag.
    InvalidMarkup,
    /// XML: an end tag that does not match its start tag.
    MismatchedTag,

    /// Query: a `%` without two hexadecimal digits after it.
    InvalidPercent,
    /// Query: a byte that no request line can carry: a control character, a space, `#`.
    InvalidByte,
    /// Query: a parameter without a name.
    EmptyName,
    /// Query: an `Action` that is not `DescribeInstanceStatus`.
    UnexpectedAction,
    /// Query: a `Version` that is not `2014-05-26`.
    UnexpectedVersion,
    /// Query: an `InstanceId` without a valid index, which counts from 1 (or from 0, in old
    /// clients), or a misspelling of it: `InstanceIds.1`, `InstanceId[0]`, `instance_id`.
    /// Skipping it would select the whole region.
    InvalidIndex,
    /// Query: a misspelt parameter name: `RegionID`, `pageNumber`, `page_size`,
    /// `amp;ZoneId`. Skipping it would select more than was asked for. The field is the
    /// name that was meant.
    MisspelledName(Field),
    /// Query: an empty `InstanceId.N`.
    EmptyInstanceId,
    /// Query: an `InstanceId.N` beyond 100, or more than 100 of them.
    TooManyInstanceIds,
    /// Query: more than 256 parameters that this version does not know, in a
    /// [`Call`](crate::Call).
    TooManyParameters,
    /// Query: the same parameter twice, known or not, where a signature is computed: it is
    /// ambiguous which one is meant.
    DuplicateParameter,
}

/// What to do about a [`DecodeError`].
///
/// ```
/// # #[cfg(feature = "json")] {
/// use aliyun_instance_status::{Category, Reply};
///
/// let what_to_do = |body: &str| match Reply::from_json(body) {
///     Ok(_) => "read it",
///     Err(error) => match error.category() {
///         Category::Eof => "call again: the connection broke",
///         Category::Syntax => "look at what stands between: it is not the service's",
///         Category::Data => "report it: the service says what its documentation does not",
///     },
/// };
/// assert!(what_to_do(r#"{"RequestId":"R-1""#).starts_with("call again"));
/// assert!(what_to_do("<html>502 Bad Gateway").starts_with("look"));
/// assert!(what_to_do(r#"{"RequestId":7}"#).starts_with("report"));
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_enums, reason = "as serde_json has them, but for its I/O")]
pub enum Category {
    /// Malformed: not JSON, not XML, not a query, or not UTF-8. A line of text from a load
    /// balancer, HTML where JSON was asked for, a body that was changed on the way. Look at
    /// the HTTP status and at the beginning of the body. As a server, refuse the call.
    Syntax,
    /// Well formed, but not what this operation sends: a member is missing, repeated, out
    /// of range or of the wrong type; the root element is another operation's, or `html`;
    /// the `Action` is another one. Trying again will not help, unless the HTTP status says
    /// so.
    Data,
    /// The input ends too early: an empty body, a connection that broke. Read all of it
    /// before decoding, or call again.
    Eof,
}

impl DecodeError {
    pub(crate) const fn new(kind: DecodeErrorKind, offset: usize) -> Self {
        Self { kind, offset }
    }

    /// What is wrong.
    ///
    /// ```
    /// use aliyun_instance_status::{DecodeErrorKind, Field, Request};
    ///
    /// let error = Request::from_query("RegionId=").unwrap_err();
    /// assert_eq!(error.kind(), DecodeErrorKind::MissingField(Field::RegionId));
    /// ```
    #[must_use]
    pub const fn kind(&self) -> DecodeErrorKind {
        self.kind
    }

    /// Where, in bytes from the start of the input, including a byte order mark. Never more
    /// than the input's length. For a request in two parts, a query and a form, the form's
    /// bytes are counted on from the end of the query.
    ///
    /// It points to the first byte of a value of the wrong type; to the `\`, `&` or `%` of
    /// a bad escape; to the second name of a duplicate; to the closing bracket or tag
    /// before which something is missing (in a query, to its end); to the end of a
    /// truncated input.
    ///
    /// ```
    /// let query = "RegionId=cn-hangzhou&RegionId=cn-beijing";
    /// let error = aliyun_instance_status::Request::from_query(query).unwrap_err();
    /// assert_eq!(query.get(error.offset()..), Some("RegionId=cn-beijing"));
    /// ```
    #[must_use]
    pub const fn offset(&self) -> usize {
        self.offset
    }

    /// What to do about it.
    ///
    /// ```
    /// use aliyun_instance_status::{Category, Request};
    ///
    /// let error = Request::from_query("PageSize=10").unwrap_err();
    /// assert_eq!(error.category(), Category::Data); // no RegionId
    /// ```
    #[must_use]
    pub const fn category(&self) -> Category {
        use DecodeErrorKind as Kind;

        match self.kind {
            Kind::UnexpectedEof => Category::Eof,
            Kind::InvalidUtf8
            | Kind::UnsupportedEncoding
            | Kind::SecondByteOrderMark
            | Kind::TrailingContent
            | Kind::ExpectedValue
            | Kind::ExpectedName
            | Kind::ExpectedColon
            | Kind::ExpectedComma
            | Kind::InvalidLiteral
            | Kind::InvalidEscape
            | Kind::LoneSurrogate
            | Kind::ControlCharacter
            | Kind::InvalidName
            | Kind::InvalidCharacter
            | Kind::InvalidReference
            | Kind::InvalidCharacterReference
            | Kind::UnknownEntity
            | Kind::InvalidAttribute
            | Kind::DuplicateAttribute
            | Kind::InvalidComment
            | Kind::InvalidProcessingInstruction
            | Kind::InvalidDeclaration
            | Kind::CdataEndInText
            | Kind::InvalidMarkup
            | Kind::MismatchedTag
            | Kind::InvalidPercent
            | Kind::InvalidByte
            | Kind::EmptyName => Category::Syntax,
            _ => Category::Data,
        }
    }
}

impl fmt::Display for DecodeErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, field) = self.parts();
        f.write_str(what)?;
        match field {
            Some(field) => write!(f, " {field}"),
            None => Ok(()),
        }
    }
}

impl DecodeErrorKind {
    /// What is wrong in words, and the field that the words end with.
    const fn parts(self) -> (&'static str, Option<Field>) {
        let what = match self {
            Self::MissingField(field) => return ("missing", Some(field)),
            Self::DuplicateField(field) => return ("duplicate", Some(field)),
            Self::UnexpectedType(field) => return ("wrong type for", Some(field)),
            Self::InvalidInteger(field) => return ("not an integer in", Some(field)),
            Self::IntegerOutOfRange(field) => return ("integer out of range in", Some(field)),
            Self::UnexpectedElement(field) => return ("element inside", Some(field)),
            Self::MisspelledName(field) => return ("misspelling of", Some(field)),
            Self::UnexpectedEof => "unexpected end of input",
            Self::InvalidUtf8 => "invalid UTF-8",
            Self::UnsupportedEncoding => "encoding other than UTF-8",
            Self::SecondByteOrderMark => "second byte order mark",
            Self::DepthLimit => "nesting deeper than 128 levels",
            Self::TrailingContent => "content after the end of the document",
            Self::ErrorReply => "error reply in place of a page (`Reply` reads both)",
            Self::NotAReply => "neither a page nor an error reply",
            Self::ExpectedValue => "expected a JSON value",
            Self::ExpectedName => "expected a member's name in quotes",
            Self::ExpectedColon => "expected a colon",
            Self::ExpectedComma => "expected a comma or a closing bracket",
            Self::InvalidLiteral => "invalid number or literal",
            Self::InvalidEscape => "invalid escape in a string",
            Self::LoneSurrogate => "lone surrogate in a string",
            Self::ControlCharacter => "control character in a string",
            Self::UnexpectedRoot => "unexpected root element",
            Self::UnexpectedText => "text between elements",
            Self::DtdForbidden => "document type declaration",
            Self::InvalidName => "invalid XML name",
            Self::InvalidCharacter => "character that XML does not allow",
            Self::InvalidReference => "`&` that does not begin a reference",
            Self::InvalidCharacterReference => "reference to a character that XML does not allow",
            Self::UnknownEntity => "unknown entity",
            Self::InvalidAttribute => "malformed attribute",
            Self::DuplicateAttribute => "duplicate attribute",
            Self::TooManyAttributes => "more than 1,024 attributes in a tag",
            Self::InvalidComment => "`--` inside a comment",
            Self::InvalidProcessingInstruction => "malformed processing instruction",
            Self::InvalidDeclaration => "misplaced or malformed XML declaration",
            Self::CdataEndInText => "`]]>` in text",
            Self::InvalidMarkup => "malformed markup",
            Self::MismatchedTag => "mismatched end tag",
            Self::InvalidPercent => "`%` without two hexadecimal digits",
            Self::InvalidByte => "byte that a query cannot carry",
            Self::EmptyName => "parameter without a name",
            Self::UnexpectedAction => "Action other than DescribeInstanceStatus",
            Self::UnexpectedVersion => "Version other than 2014-05-26",
            Self::InvalidIndex => "InstanceId without a valid index: write InstanceId.1",
            Self::EmptyInstanceId => "empty InstanceId",
            Self::TooManyInstanceIds => "more than 100 instance ids",
            Self::TooManyParameters => "more than 256 unknown parameters",
            Self::DuplicateParameter => "duplicate parameter",
        };
        (what, None)
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {}", self.kind, self.offset)
    }
}

/// What `unwrap` shows: the kind, and what `Display` says.
impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DecodeError({:?}, \"{self}\")", self.kind)
    }
}

impl core::error::Error for DecodeError {}
