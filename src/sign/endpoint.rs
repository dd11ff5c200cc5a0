//! Where a call goes.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use core::fmt;

use crate::quoted::Quoted;

/// Where a call goes: the host, and the `content-type` that the HTTP stack adds, if any. V3
/// signs both.
///
/// A host alone will do: `"ecs.aliyuncs.com"` is `Into<Endpoint>`. It is signed as it
/// is: exactly what the HTTP stack sends as `host`, with a port if that sends one, without
/// a scheme and without a path.
///
/// ```
/// use aliyun_instance_status::sign::Endpoint;
///
/// let endpoint = Endpoint::from("127.0.0.1:8080").with_content_type("application/json");
/// assert_eq!(endpoint.host(), "127.0.0.1:8080");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Endpoint<'a> {
    host: Cow<'a, str>,
    content_type: Option<Cow<'a, str>>,
}

/// A region id that cannot be part of a host name. `Display` says what it was.
///
/// ```
/// use aliyun_instance_status::sign::{Endpoint, InvalidRegionId};
///
/// let refused: InvalidRegionId = Endpoint::of_region("cn hangzhou").unwrap_err();
/// assert_eq!(refused.offset, 2);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct InvalidRegionId {
    refused: Quoted,
    /// The first byte that a host name cannot have, or the id's length if it is empty, ends
    /// with `-` or is too long.
    pub offset: usize,
}

/// As many characters as a label of a host's name can have, without `ecs-`
/// ([RFC 1035, section 2.3.4](https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4)).
const MAX_REGION_ID: usize = 59;

impl<'a> Endpoint<'a> {
    /// The endpoint of ECS in a region: `ecs.cn-beijing.aliyuncs.com`. Two regions have the
    /// older form, `ecs-cn-hangzhou.aliyuncs.com` and `ecs-us-west-1.aliyuncs.com`, as in
    /// the SDKs' table of endpoints.
    ///
    /// The set of regions is open, so any id is accepted that can be part of a host name.
    ///
    /// # Errors
    ///
    /// An id that is empty, longer than 59 characters, or has anything but ASCII letters,
    /// digits and inner `-`: `evil.example/#`.
    ///
    /// ```
    /// use aliyun_instance_status::sign::Endpoint;
    ///
    /// # fn main() -> Result<(), aliyun_instance_status::sign::InvalidRegionId> {
    /// assert_eq!(Endpoint::of_region("cn-beijing")?.host(), "ecs.cn-beijing.aliyuncs.com");
    /// assert_eq!(Endpoint::of_region("cn-hangzhou")?.host(), "ecs-cn-hangzhou.aliyuncs.com");
    /// assert_eq!(
    ///     Endpoint::of_region("evil.example/#").unwrap_err().to_string(),
    ///     "region id \"evil.example/#\" cannot be part of a host name, at byte 4",
    /// );
    /// # Ok(())
    /// # }
    /// ```
    pub fn of_region(region_id: &str) -> Result<Endpoint<'static>, InvalidRegionId> {
        let refuse = |offset| InvalidRegionId { refused: Quoted::new(region_id), offset };
        let is_label = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        if let Some(offset) = region_id.bytes().position(|byte| !is_label(byte)) {
            return Err(refuse(offset));
        }
        if region_id.starts_with('-') {
            return Err(refuse(0));
        }
        if region_id.is_empty() || region_id.ends_with('-') || region_id.len() > MAX_REGION_ID {
            return Err(refuse(region_id.len()));
        }
        let host = match region_id {
            "cn-hangzhou" | "us-west-1" => format!("ecs-{region_id}.aliyuncs.com"),
            _ => format!("ecs.{region_id}.aliyuncs.com"),
        };
        Ok(Endpoint { host: host.into(), content_type: None })
    }

    /// This endpoint for an HTTP stack that sends this `content-type` by itself, as many do
    /// with `POST`. A V3 call signs it, although its body is empty; an RPC call has its own.
    ///
    /// ```
    /// use aliyun_instance_status::sign::Endpoint;
    ///
    /// let endpoint = Endpoint::from("ecs.aliyuncs.com").with_content_type("application/json");
    /// assert_eq!(endpoint.content_type(), Some("application/json"));
    /// ```
    #[must_use]
    pub fn with_content_type(mut self, content_type: impl Into<Cow<'a, str>>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// The host, as in a URL and in the header `host`.
    ///
    /// ```
    /// use aliyun_instance_status::sign::Endpoint;
    ///
    /// assert_eq!(Endpoint::from("ecs.aliyuncs.com").host(), "ecs.aliyuncs.com");
    /// ```
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The `content-type` that the HTTP stack adds.
    ///
    /// ```
    /// use aliyun_instance_status::sign::Endpoint;
    ///
    /// assert_eq!(Endpoint::from("ecs.aliyuncs.com").content_type(), None);
    /// ```
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// This endpoint with owned strings.
    ///
    /// ```
    /// use aliyun_instance_status::sign::Endpoint;
    ///
    /// fn read(configured: String) -> Endpoint<'static> {
    ///     Endpoint::from(configured.trim()).into_owned()
    /// }
    /// assert_eq!(read("ecs.aliyuncs.com\n".into()).host(), "ecs.aliyuncs.com");
    /// ```
    #[must_use]
    pub fn into_owned(self) -> Endpoint<'static> {
        let owned = |text: Cow<'a, str>| Cow::Owned(text.into_owned());
        Endpoint { host: owned(self.host), content_type: self.content_type.map(owned) }
    }
}

impl<'a> From<&'a str> for Endpoint<'a> {
    fn from(host: &'a str) -> Self {
        Self { host: Cow::Borrowed(host), content_type: None }
    }
}

impl From<String> for Endpoint<'static> {
    fn from(host: String) -> Self {
        Self { host: Cow::Owned(host), content_type: None }
    }
}

/// For signing many calls to one endpoint.
impl<'a> From<&'a Endpoint<'_>> for Endpoint<'a> {
    fn from(endpoint: &'a Endpoint<'_>) -> Self {
        Self {
            host: Cow::Borrowed(endpoint.host()),
            content_type: endpoint.content_type().map(Cow::Borrowed),
        }
    }
}

impl fmt::Display for InvalidRegionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { refused, offset } = self;
        write!(f, "region id {refused} cannot be part of a host name, at byte {offset}")
    }
}

impl core::error::Error for InvalidRegionId {}
