//! The kinds of decode errors, with their messages and categories.

use core::fmt;

use super::Category;
use crate::Field;

/// What is wrong with an input, as a [`DecodeError`](crate::DecodeError) says it.
///
/// `#[non_exhaustive]`: a stricter check may add a kind.
///
/// ```
/// use aliyun_instance_status::{DecodeErrorKind, Field, Request};
///
/// let error = Request::from_query("RegionId=cn-hangzhou&PageSize=51").unwrap_err();
/// assert!(matches!(error.kind(), DecodeErrorKind::IntegerOutOfRange(Field::PageSize)));
/// assert_eq!(error.kind().to_string(), "PageSize outside 1 to 50");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// The input ends too early: an empty body, a truncated one. The offset is the input's
    /// length.
    UnexpectedEof,
    /// Bytes that are not UTF-8, or `%XY` escapes of such bytes. Where the body of a reply ends
    /// inside a character, its [category](crate::DecodeError::category) is
    /// [`Eof`](crate::Category::Eof).
    InvalidUtf8,
    /// UTF-16 or UTF-32, or an XML declaration that names an encoding other than UTF-8; `utf8`,
    /// `US-ASCII` and `ASCII` count as UTF-8.
    UnsupportedEncoding,
    /// A second byte order mark; the first is skipped.
    SecondByteOrderMark,
    /// A required member or parameter is missing. An empty `RegionId` or `Code` counts as
    /// missing. Where the object in a reply has the name in another spelling, `"status"` or
    /// `<instance-id>`, `Display` also says where.
    MissingField(Field),
    /// A known member or parameter occurs twice.
    DuplicateField(Field),
    /// A value of the wrong JSON type: `null`, an array in place of an object.
    UnexpectedType(Field),
    /// Not an integer: a sign, a fraction, an exponent, a letter, nothing.
    InvalidInteger(Field),
    /// A parameter of a request out of range: a `PageNumber` or `PageSize` of 0, a
    /// `PageNumber` beyond `u32::MAX`, a `PageSize` over 50, an owner's id beyond `u64::MAX`.
    IntegerOutOfRange(Field),
    /// A counter of a reply beyond `u32::MAX`, whatever a request may ask for:
    /// `"PageSize":4294967296`.
    CounterOutOfRange(Field),
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
    /// XML: two attributes of one name in a tag.
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
    /// Query: a name with a `?` in it, raw or escaped: a URL where a query belongs,
    /// `https://ecs.aliyuncs.com/?RegionId=a`. Skipping it would skip the first parameter of that
    /// URL. One `?` at the start of a query does not count.
    UrlForQuery,
    /// Query: an `Action` that is not `DescribeInstanceStatus`.
    UnexpectedAction,
    /// Query: a `Version` that is not `2014-05-26`.
    UnexpectedVersion,
    /// Query: an `InstanceId` without a valid index, which counts from 1 (or from 0, in old
    /// clients), or a misspelling of `InstanceId.N`: `InstanceIds.1`, `InstanceId[0]`,
    /// `instance_id`, `params[InstanceId.1]`. Skipping it would select the whole region.
    InvalidIndex,
    /// Query: a misspelt parameter name: `RegionID`, `pageNumber`, `page_size`,
    /// `amp;ZoneId`, `query.ZoneId`. Skipping it would select more than was asked for. The field is
    /// the name that was meant.
    MisspelledName(Field),
    /// Query: an empty `InstanceId.N`.
    EmptyInstanceId,
    /// Query: an `InstanceId.N` with an N of 101 to 999 (a longer one is
    /// [`InvalidIndex`](Self::InvalidIndex)), or more than 100 of them.
    TooManyInstanceIds,
    /// Query: more than 256 parameters that this version does not know, in a
    /// [`Call`](crate::Call); more than 278 besides the instance ids, where a signature is
    /// computed.
    TooManyParameters,
    /// Query: two parameters of one name, known or not, where a signature is computed: it is
    /// ambiguous which of them is meant.
    DuplicateParameter,
}

impl fmt::Display for DecodeErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::MissingField(field) => return write!(f, "missing {field}"),
            Self::DuplicateField(field) => return write!(f, "duplicate {field}"),
            Self::UnexpectedType(field) => return write!(f, "wrong type for {field}"),
            Self::InvalidInteger(field) => return write!(f, "not an integer in {field}"),
            Self::IntegerOutOfRange(Field::PageSize) => "PageSize outside 1 to 50",
            Self::IntegerOutOfRange(Field::PageNumber) => "PageNumber outside 1 to 4294967295",
            Self::IntegerOutOfRange(Field::OwnerId) => "OwnerId outside 0 to 18446744073709551615",
            Self::IntegerOutOfRange(Field::ResourceOwnerId) => {
                "ResourceOwnerId outside 0 to 18446744073709551615"
            }
            Self::IntegerOutOfRange(field) => return write!(f, "integer out of range in {field}"),
            Self::CounterOutOfRange(field) => {
                return write!(f, "integer beyond 4294967295 in {field}");
            }
            Self::UnexpectedElement(field) => return write!(f, "element inside {field}"),
            Self::MisspelledName(field) => return write!(f, "misspelling of {field}"),
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
            Self::UrlForQuery => "URL where a query belongs",
            Self::UnexpectedAction => "Action other than DescribeInstanceStatus",
            Self::UnexpectedVersion => "Version other than 2014-05-26",
            Self::InvalidIndex => "InstanceId without a valid index: write InstanceId.1",
            Self::EmptyInstanceId => "empty InstanceId",
            Self::TooManyInstanceIds => "more than 100 instance ids, or an index beyond 100",
            Self::TooManyParameters => {
                "more than 256 unknown parameters, or 278 in all besides instance ids"
            }
            Self::DuplicateParameter => "duplicate parameter",
        })
    }
}

impl DecodeErrorKind {
    /// What to do about an error of this kind.
    pub(super) const fn category(self) -> Category {
        match self {
            Self::UnexpectedEof => Category::Eof,
            Self::InvalidUtf8
            | Self::UnsupportedEncoding
            | Self::SecondByteOrderMark
            | Self::TrailingContent
            | Self::ExpectedValue
            | Self::ExpectedName
            | Self::ExpectedColon
            | Self::ExpectedComma
            | Self::InvalidLiteral
            | Self::InvalidEscape
            | Self::LoneSurrogate
            | Self::ControlCharacter
            | Self::InvalidName
            | Self::InvalidCharacter
            | Self::InvalidReference
            | Self::InvalidCharacterReference
            | Self::UnknownEntity
            | Self::InvalidAttribute
            | Self::DuplicateAttribute
            | Self::InvalidComment
            | Self::InvalidProcessingInstruction
            | Self::InvalidDeclaration
            | Self::CdataEndInText
            | Self::InvalidMarkup
            | Self::MismatchedTag
            | Self::InvalidPercent
            | Self::InvalidByte
            | Self::EmptyName
            | Self::UrlForQuery => Category::Syntax,
            _ => Category::Data,
        }
    }
}
