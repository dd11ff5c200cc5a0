//! Where a call goes.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;

use crate::field::Field;
use crate::invalid_value::InvalidValue;

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
    /// # fn main() -> Result<(), aliyun_instance_status::InvalidValue> {
    /// assert_eq!(Endpoint::of_region("cn-beijing")?.host(), "ecs.cn-beijing.aliyuncs.com");
    /// assert_eq!(Endpoint::of_region("cn-hangzhou")?.host(), "ecs-cn-hangzhou.aliyuncs.com");
    /// assert_eq!(
    ///     Endpoint::of_region("evil.example/#").unwrap_err().to_string(),
    ///     "RegionId \"evil.example/#\" is not 1 to 59 letters, digits and inner hyphens",
    /// );
    /// # Ok(())
    /// # }
    /// ```
    pub fn of_region(region_id: &str) -> Result<Endpoint<'static>, InvalidValue> {
        let is_label = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        let is_host = (1..=MAX_REGION_ID).contains(&region_id.len())
            && region_id.bytes().all(is_label)
            && !region_id.starts_with('-')
            && !region_id.ends_with('-');
        if !is_host {
            const ALLOWED: &str = "1 to 59 letters, digits and inner hyphens";
            return Err(InvalidValue::new(Field::RegionId.name(), region_id, ALLOWED));
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
