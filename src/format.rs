//! The two formats of a reply.

#[cfg(all(feature = "json", feature = "xml"))]
use alloc::string::String;
use core::fmt;
use core::str::FromStr;

/// The format of a reply, which the parameter `Format` asks for.
///
/// Always ask: official pages disagree on which one is the default. A V3 call, which
/// has no such parameter, asks by the header `accept`.
///
/// ```
/// use aliyun_instance_status::Format;
///
/// # fn main() -> Result<(), aliyun_instance_status::UnknownFormat> {
/// assert_eq!("xml".parse::<Format>()?, Format::Xml);
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

/// A `Format` that is neither JSON nor XML.
///
/// `#[non_exhaustive]`, because it may come to say more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct UnknownFormat;

impl Format {
    /// The media type, for the header `Content-Type` of a reply.
    #[must_use]
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Xml => "application/xml",
        }
    }

    /// The format of a body, told by its first byte that is no white space: `{`
    /// or `[` for JSON, `<` for XML. A byte order mark is passed over.
    #[must_use]
    pub fn detect(body: &(impl AsRef<[u8]> + ?Sized)) -> Option<Self> {
        let body = body.as_ref();
        let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
        match body.iter().find(|byte| !matches!(byte, b' ' | b'\t' | b'\r' | b'\n'))? {
            b'{' | b'[' => Some(Self::Json),
            b'<' => Some(Self::Xml),
            _ => None,
        }
    }
}

#[cfg(all(feature = "json", feature = "xml"))]
impl<'a> crate::Reply<'a> {
    /// Reads a page or an error reply in this format. Takes the features `json` and
    /// `xml`; with one of them there is nothing to choose.
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
    /// assert!(reply.into_result().is_err());
    /// # Ok(())
    /// # }
    /// ```
    pub fn decode(
        format: Format,
        body: &'a (impl AsRef<[u8]> + ?Sized),
    ) -> Result<Self, crate::DecodeError> {
        match format {
            Format::Json => Self::from_json(body),
            Format::Xml => Self::from_xml(body),
        }
    }

    /// Writes the page or the error reply in this format, without white space around.
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
    pub fn encode(&self, format: Format) -> Result<String, crate::EncodeError> {
        match format {
            Format::Json => Ok(self.to_json()),
            Format::Xml => self.to_xml(),
        }
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    /// Reads `JSON` or `XML`, in any case.
    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        if name.eq_ignore_ascii_case("json") {
            Ok(Self::Json)
        } else if name.eq_ignore_ascii_case("xml") {
            Ok(Self::Xml)
        } else {
            Err(UnknownFormat)
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Json => "JSON",
            Self::Xml => "XML",
        })
    }
}

impl fmt::Display for UnknownFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("format that is neither JSON nor XML")
    }
}

impl core::error::Error for UnknownFormat {}
