//! Why bytes could not be decoded, and at which byte.

mod kind;

use core::fmt;
use core::num::NonZeroU32;

pub use kind::DecodeErrorKind;

/// What is wrong with an input, and where.
///
/// Small and `Copy`. `Display` says what is wrong and at which byte; it never repeats the
/// input, which may hold secrets.
///
/// ```
/// use aliyun_instance_status::{DecodeErrorKind, Field, Page};
///
/// let error = Page::from_json(r#"{"RequestId":7}"#).unwrap_err();
/// assert_eq!(error.kind(), DecodeErrorKind::UnexpectedType(Field::RequestId));
/// assert_eq!(error.offset(), 13);
/// assert_eq!(error.to_string(), "wrong type for RequestId at byte 13");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct DecodeError {
    kind: DecodeErrorKind,
    /// Where a missing member of a reply stands under a misspelt name, which is never at byte 0
    /// and seldom beyond 4 GB.
    misspelt_at: Option<NonZeroU32>,
    /// Whether bad UTF-8 is a character that the input ends inside.
    is_cut_off: bool,
    offset: usize,
}

/// What to do about a [`DecodeError`].
///
/// ```
/// use aliyun_instance_status::{Category, Reply};
///
/// let what_to_do = |body: &str| match Reply::from_json(body) {
///     Ok(_) => "read it",
///     Err(error) => match error.category() {
///         Category::Eof => "read to the end: this is only a part",
///         Category::Syntax => "look at what stands between: it is not the service's",
///         Category::Data => "report it: the service says what its documentation does not",
///     },
/// };
/// assert!(what_to_do(r#"{"RequestId":"R-1""#).starts_with("read to the end"));
/// assert!(what_to_do("<html>502 Bad Gateway").starts_with("look"));
/// assert!(what_to_do(r#"{"RequestId":7}"#).starts_with("report"));
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
    /// the `Action` is another operation's. Trying again will not help, unless the HTTP
    /// status says so.
    Data,
    /// The input ends too early, be it inside a character: an empty body, a connection that
    /// broke, a buffer that was decoded before all of it was read. Read to the end;
    /// [`retry`](crate::retry) says by the HTTP status whether to call again.
    Eof,
}

impl DecodeError {
    pub(crate) const fn new(kind: DecodeErrorKind, offset: usize) -> Self {
        Self { kind, misspelt_at: None, is_cut_off: false, offset }
    }

    /// The error of a reply that is not UTF-8, and perhaps cut off where it is not.
    #[cold]
    pub(crate) const fn not_utf8(at: usize, is_cut_off: bool) -> Self {
        Self { is_cut_off, ..Self::new(DecodeErrorKind::InvalidUtf8, at) }
    }

    /// The error with the place of a misspelt name added.
    #[cold]
    pub(crate) fn with_misspelling_at(self, at: usize) -> Self {
        Self { misspelt_at: u32::try_from(at).ok().and_then(NonZeroU32::new), ..self }
    }

    /// What is wrong with the input.
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

    /// Where the input is wrong, in bytes from its start, including a byte order mark. Never
    /// more than the input's length. For a request in two parts, a query and a form, the
    /// form's bytes are counted on from the end of the query.
    ///
    /// The offset points to the first byte of a value of the wrong type; to the `\`, `&` or `%` of
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

    /// Where a missing member of a reply stands under a misspelt name, in bytes from the start of
    /// the input: in JSON at the name's opening quote, in XML at the name's first byte. `None` if
    /// no member is missing, if no other name in the object differs from the missing one only in
    /// case and punctuation, or if the place is beyond 4 GB.
    ///
    /// ```
    /// use aliyun_instance_status::Page;
    ///
    /// let body = r#"{"requestId":"R-1"}"#;
    /// let error = Page::from_json(body).unwrap_err();
    /// assert_eq!(error.misspelt_at().and_then(|at| body.get(at..at + 11)), Some("\"requestId\""));
    /// assert_eq!(error.to_string(), "missing RequestId at byte 18, misspelt at byte 1");
    /// ```
    #[must_use]
    pub fn misspelt_at(&self) -> Option<usize> {
        self.misspelt_at.and_then(|at| usize::try_from(at.get()).ok())
    }

    /// What to do about the error.
    ///
    /// ```
    /// use aliyun_instance_status::{Category, Request};
    ///
    /// let error = Request::from_query("PageSize=10").unwrap_err();
    /// assert_eq!(error.category(), Category::Data); // no RegionId
    /// ```
    #[must_use]
    pub const fn category(&self) -> Category {
        if self.is_cut_off { Category::Eof } else { self.kind.category() }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {}", self.kind, self.offset)?;
        self.misspelt_at.map_or(Ok(()), |at| write!(f, ", misspelt at byte {at}"))
    }
}

/// The kind and the words of `Display`, because `unwrap` shows `Debug`.
impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DecodeError({:?}, \"{self}\")", self.kind)
    }
}

impl core::error::Error for DecodeError {}
