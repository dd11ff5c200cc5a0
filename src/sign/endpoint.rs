//! Where a call goes.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;

use crate::{Field, InvalidValue};

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

/// How long an id may be: shorter than any label of a host's name
/// ([RFC 1035, section 2.3.4](https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4)), so that
/// what follows a prefix such as `ecs-` fits too.
const MAX_REGION_ID: usize = 59;

impl<'a> Endpoint<'a> {
    /// The public endpoint of ECS in a region, `ecs.cn-beijing.aliyuncs.com`, as on the endpoint
    /// page of ECS's documentation of January 2026. The SDKs' own tables differ from it:
    /// `cn-hangzhou` has an older form there, `ecs-cn-hangzhou.aliyuncs.com`, which answers too,
    /// and some regions for finance and government have another region's endpoint. Pass such a
    /// host as it is.
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
    /// assert_eq!(Endpoint::of_region("cn-hangzhou")?.host(), "ecs.cn-hangzhou.aliyuncs.com");
    /// assert_eq!(
    ///     Endpoint::of_region("evil.example/#").unwrap_err().to_string(),
    ///     "RegionId \"evil.example/#\" is not 1 to 59 letters, digits and inner hyphens",
    /// );
    /// # Ok(())
    /// # }
    /// ```
    pub fn of_region(region_id: &str) -> Result<Endpoint<'static>, InvalidValue> {
        in_region("ecs", region_id)
    }

    /// The endpoint of ECS in a region for callers inside a VPC of that region, who need no way
    /// to the internet: `ecs-vpc.cn-beijing.aliyuncs.com`, from the page that
    /// [`of_region`](Endpoint::of_region) follows.
    ///
    /// # Errors
    ///
    /// Those of [`of_region`](Endpoint::of_region): `""`, `evil.example/#`.
    ///
    /// ```
    /// use aliyun_instance_status::sign::Endpoint;
    ///
    /// # fn main() -> Result<(), aliyun_instance_status::InvalidValue> {
    /// assert_eq!(Endpoint::vpc("cn-beijing")?.host(), "ecs-vpc.cn-beijing.aliyuncs.com");
    /// # Ok(())
    /// # }
    /// ```
    pub fn vpc(region_id: &str) -> Result<Endpoint<'static>, InvalidValue> {
        in_region("ecs-vpc", region_id)
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

    /// Copies what is still borrowed, so that the endpoint outlives what it was made of.
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

/// The endpoint of a service in a region.
fn in_region(service: &str, region_id: &str) -> Result<Endpoint<'static>, InvalidValue> {
    let is_label = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    let is_host = (1..=MAX_REGION_ID).contains(&region_id.len())
        && region_id.bytes().all(is_label)
        && !region_id.starts_with('-')
        && !region_id.ends_with('-');
    if !is_host {
        const ALLOWED: &str = "1 to 59 letters, digits and inner hyphens";
        return Err(InvalidValue::new(Field::RegionId.name(), region_id, ALLOWED));
    }
    Ok(format!("{service}.{region_id}.aliyuncs.com").into())
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
