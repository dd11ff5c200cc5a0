//! The two formats of a reply.

use alloc::string::String;
use core::fmt;
use core::str::FromStr;

use crate::bytes::space::is_space;
use crate::{DecodeError, EncodeError, Field, InvalidValue, Reply};

/// The format of a reply, which the parameter `Format` selects.
///
/// Always ask for one: official pages disagree on the default. A V3 call, which has no such
/// parameter, asks with the header `accept`.
///
/// ```
/// use aliyun_instance_status::Format;
///
/// # fn main() -> Result<(), aliyun_instance_status::InvalidValue> {
/// let asked_for: Format = "xml".parse()?;
/// assert_eq!(asked_for, Format::Xml);
/// assert_eq!(Format::Json.to_string(), "JSON");
/// assert_eq!(Format::detect("\n<Error>"), Some(Format::Xml));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(clippy::exhaustive_enums, reason = "the service has had these two since 2013")]
pub enum Format {
    /// JSON, `JSON` in a request.
    Json,
    /// XML, `XML` in a request.
    Xml,
}

impl Format {
    /// The value of the parameter `Format` that asks for it.
    ///
    /// ```
    /// use aliyun_instance_status::Format;
    ///
    /// assert_eq!(Format::Json.as_str(), "JSON");
    /// ```
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Json => "JSON",
            Self::Xml => "XML",
        }
    }

    /// The media type, for the header `Content-Type` of a reply.
    ///
    /// ```
    /// use aliyun_instance_status::Format;
    ///
    /// assert_eq!(Format::Xml.content_type(), "application/xml");
    /// ```
    #[must_use]
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Xml => "application/xml",
        }
    }

    /// The format of a body, by its first byte that is not white space: `{` or `[` for
    /// JSON, `<` for XML. A byte order mark is skipped.
    ///
    /// ```
    /// use aliyun_instance_status::Format;
    ///
    /// assert_eq!(Format::detect(b" {}"), Some(Format::Json));
    /// assert_eq!(Format::detect("no healthy upstream"), None);
    /// ```
    #[must_use]
    pub fn detect(body: &(impl AsRef<[u8]> + ?Sized)) -> Option<Self> {
        let body = body.as_ref();
        let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
        match body.iter().find(|byte| !is_space(**byte))? {
            b'{' | b'[' => Some(Self::Json),
            b'<' => Some(Self::Xml),
            _ => None,
        }
    }
}

impl<'a> Reply<'a> {
    /// Reads a page or an error reply in this format.
    ///
    /// # Errors
    ///
    /// Those of [`from_json`](crate::Reply::from_json) and
    /// [`from_xml`](crate::Reply::from_xml).
    ///
    /// ```
    /// use aliyun_instance_status::{Format, Reply};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let body = b"<Error><Code>Throttling</Code></Error>";
    /// let format = Format::detect(body).ok_or("neither JSON nor XML")?;
    /// let reply = Reply::decode(format, body)?;
    /// assert!(reply.into_result().is_err_and(|error| error.is_throttling()));
    /// # Ok(())
    /// # }
    /// ```
    pub fn decode(
        format: Format,
        body: &'a (impl AsRef<[u8]> + ?Sized),
    ) -> Result<Self, DecodeError> {
        match format {
            Format::Json => Self::from_json(body),
            Format::Xml => Self::from_xml(body),
        }
    }

    /// Reads a page or an error reply in either format.
    ///
    /// # Errors
    ///
    /// Those of [`decode`](crate::Reply::decode). What looks like neither format (a line of
    /// text from a load balancer) is refused as JSON, at its first byte that is not white
    /// space; a body that is empty or all white space ends too early.
    ///
    /// ```
    /// use aliyun_instance_status::{DecodeErrorKind, Reply};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = Reply::decode_any("<Error><Code>Throttling</Code></Error>")?;
    /// assert_eq!(reply, Reply::decode_any(r#"{"Code":"Throttling"}"#)?);
    ///
    /// let error = Reply::decode_any("\nupstream connect error").unwrap_err();
    /// assert_eq!(error.to_string(), "expected a JSON value at byte 1");
    /// let error = Reply::decode_any("").unwrap_err();
    /// assert_eq!(error.kind(), DecodeErrorKind::UnexpectedEof);
    /// # Ok(())
    /// # }
    /// ```
    pub fn decode_any(body: &'a (impl AsRef<[u8]> + ?Sized)) -> Result<Self, DecodeError> {
        Self::decode(Format::detect(body).unwrap_or(Format::Json), body)
    }

    /// Writes the page or the error reply in this format, without any white space between
    /// members.
    ///
    /// # Errors
    ///
    /// Those of [`to_xml`](crate::Reply::to_xml); JSON can carry everything.
    ///
    /// ```
    /// use aliyun_instance_status::{ErrorCode, Format, Refusal, Reply};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = Refusal::from(ErrorCode::THROTTLING).into_reply("R-1", "ecs.aliyuncs.com");
    /// for format in [Format::Json, Format::Xml] {
    ///     assert_eq!(Reply::decode(format, &reply.encode(format)?)?, reply);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn encode(&self, format: Format) -> Result<String, EncodeError> {
        match format {
            Format::Json => Ok(self.to_json()),
            Format::Xml => self.to_xml(),
        }
    }

    /// Writes the page or the error reply in this format, or in JSON where XML cannot carry
    /// it; says which. This is what a server sends: after a mismatch the message echoes the
    /// call's headers, whatever is in them.
    ///
    /// ```
    /// use aliyun_instance_status::{ErrorReply, Format, Reply};
    ///
    /// let mut error = ErrorReply::new("SignatureDoesNotMatch");
    /// let (format, _) = Reply::from(error.clone()).encode_or_json(Format::Xml);
    /// assert_eq!(format, Format::Xml);
    ///
    /// error.message = Some("x-acs-test:\u{FFFE}".into());
    /// let (format, body) = Reply::from(error).encode_or_json(Format::Xml);
    /// assert_eq!(format, Format::Json);
    /// assert!(body.starts_with('{'));
    /// ```
    #[must_use]
    pub fn encode_or_json(&self, format: Format) -> (Format, String) {
        match self.encode(format) {
            Ok(body) => (format, body),
            Err(_) => (Format::Json, self.to_json()),
        }
    }
}

impl FromStr for Format {
    type Err = InvalidValue;

    /// Reads `JSON` or `XML`, in any case.
    fn from_str(name: &str) -> Result<Self, InvalidValue> {
        if name.eq_ignore_ascii_case("json") {
            Ok(Self::Json)
        } else if name.eq_ignore_ascii_case("xml") {
            Ok(Self::Xml)
        } else {
            Err(InvalidValue::new(Field::Format.name(), name, "JSON or XML"))
        }
    }
}

impl AsRef<str> for Format {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
