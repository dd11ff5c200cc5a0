//! The request: which instances, and which page of them.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::fmt;

use crate::page::{PageNumber, PageSize};

/// A request for one page of instance statuses in a region.
///
/// Built by [`new`](Request::new) and the `with_` methods, each of which may be
/// left out: what was never set is not written, and the service takes its
/// default. Only `Request` decides what a valid request is.
///
/// ```
/// use aliyun_instance_status::{PageSize, Request};
///
/// # fn main() -> Result<(), aliyun_instance_status::TooManyInstanceIds> {
/// let request = Request::new("cn-hangzhou")
///     .with_zone_id("cn-hangzhou-d")
///     .with_page_size(PageSize::MAX)
///     .with_instance_ids(["i-bp1j4i2jdf3owlhe0001", "i-ae4r89pp"])?;
/// assert_eq!(request.page_number().get(), 1);
/// # Ok(())
/// # }
/// ```
///
/// Source: [DescribeInstanceStatus](https://help.aliyun.com/zh/ecs/developer-reference/api-ecs-2014-05-26-describeinstancestatus),
/// and the official SDKs for the four parameters of an owner.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "PascalCase"))]
pub struct Request<'a> {
    pub(crate) region_id: Cow<'a, str>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(crate) zone_id: Option<Cow<'a, str>>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(crate) cluster_id: Option<Cow<'a, str>>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(crate) page_number: Option<PageNumber>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(crate) page_size: Option<PageSize>,
    #[cfg_attr(
        feature = "serde",
        serde(rename = "InstanceId", skip_serializing_if = "Vec::is_empty")
    )]
    pub(crate) instance_ids: Vec<Cow<'a, str>>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(crate) owner_id: Option<u64>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(crate) owner_account: Option<Cow<'a, str>>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(crate) resource_owner_id: Option<u64>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(crate) resource_owner_account: Option<Cow<'a, str>>,
}

/// More than 100 instance ids for one request.
///
/// [`Request::split_instance_ids`] makes as many requests as it takes.
///
/// `#[non_exhaustive]`, because it may come to say how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct TooManyInstanceIds;

impl<'a> Request<'a> {
    /// The operation's name, which the parameter `Action` carries.
    pub const ACTION: &'static str = "DescribeInstanceStatus";

    /// The version of the API, which the parameter `Version` carries.
    pub const VERSION: &'static str = "2014-05-26";

    /// How many instance ids one request can name. The service refuses more
    /// with `InvalidParameter.TooManyInstanceIds`.
    pub const MAX_INSTANCE_IDS: usize = 100;

    /// A request for the first ten instances of a region.
    ///
    /// The set of regions is open, so any id is taken; decoding refuses an
    /// empty one as missing.
    #[must_use]
    pub fn new(region_id: impl Into<Cow<'a, str>>) -> Self {
        Self {
            region_id: region_id.into(),
            zone_id: None,
            cluster_id: None,
            page_number: None,
            page_size: None,
            instance_ids: Vec::new(),
            owner_id: None,
            owner_account: None,
            resource_owner_id: None,
            resource_owner_account: None,
        }
    }

    /// Selects the instances of one zone (可用区).
    #[must_use]
    pub fn with_zone_id(mut self, zone_id: impl Into<Cow<'a, str>>) -> Self {
        self.zone_id = Some(zone_id.into());
        self
    }

    /// Selects the instances of one cluster. The documentation calls it deprecated.
    #[must_use]
    pub fn with_cluster_id(mut self, cluster_id: impl Into<Cow<'a, str>>) -> Self {
        self.cluster_id = Some(cluster_id.into());
        self
    }

    /// Asks for this page instead of the first.
    #[must_use]
    pub const fn with_page_number(mut self, page_number: PageNumber) -> Self {
        self.page_number = Some(page_number);
        self
    }

    /// Asks for pages of this size instead of ten.
    #[must_use]
    pub const fn with_page_size(mut self, page_size: PageSize) -> Self {
        self.page_size = Some(page_size);
        self
    }

    /// Selects these instances, in place of those given before. None at all
    /// selects the whole region.
    ///
    /// # Errors
    ///
    /// More than 100 ids, the service's limit.
    pub fn with_instance_ids<I>(mut self, instance_ids: I) -> Result<Self, TooManyInstanceIds>
    where
        I: IntoIterator,
        I::Item: Into<Cow<'a, str>>,
    {
        let mut ids = instance_ids.into_iter().map(Into::into);
        self.instance_ids = ids.by_ref().take(Self::MAX_INSTANCE_IDS).collect();
        match ids.next() {
            Some(_) => Err(TooManyInstanceIds),
            None => Ok(self),
        }
    }

    /// Acts for the account of this id.
    #[must_use]
    pub const fn with_owner_id(mut self, owner_id: u64) -> Self {
        self.owner_id = Some(owner_id);
        self
    }

    /// Acts for the account of this name.
    #[must_use]
    pub fn with_owner_account(mut self, owner_account: impl Into<Cow<'a, str>>) -> Self {
        self.owner_account = Some(owner_account.into());
        self
    }

    /// Names the owner of the resources by id.
    #[must_use]
    pub const fn with_resource_owner_id(mut self, resource_owner_id: u64) -> Self {
        self.resource_owner_id = Some(resource_owner_id);
        self
    }

    /// Names the owner of the resources by account.
    #[must_use]
    pub fn with_resource_owner_account(
        mut self,
        resource_owner_account: impl Into<Cow<'a, str>>,
    ) -> Self {
        self.resource_owner_account = Some(resource_owner_account.into());
        self
    }

    /// The region's id.
    #[must_use]
    pub fn region_id(&self) -> &str {
        &self.region_id
    }

    /// The zone's id, if one was given.
    #[must_use]
    pub fn zone_id(&self) -> Option<&str> {
        self.zone_id.as_deref()
    }

    /// The cluster's id, if one was given.
    #[must_use]
    pub fn cluster_id(&self) -> Option<&str> {
        self.cluster_id.as_deref()
    }

    /// The page's number: 1 where none was given.
    #[must_use]
    pub fn page_number(&self) -> PageNumber {
        self.page_number.unwrap_or_default()
    }

    /// The page's size: 10 where none was given.
    #[must_use]
    pub fn page_size(&self) -> PageSize {
        self.page_size.unwrap_or_default()
    }

    /// The ids of the instances, in order.
    #[must_use]
    pub fn instance_ids(&self) -> impl ExactSizeIterator<Item = &str> {
        self.instance_ids.iter().map(AsRef::as_ref)
    }

    /// The id of the account, if one was given.
    #[must_use]
    pub const fn owner_id(&self) -> Option<u64> {
        self.owner_id
    }

    /// The name of the account, if one was given.
    #[must_use]
    pub fn owner_account(&self) -> Option<&str> {
        self.owner_account.as_deref()
    }

    /// The id of the resources' owner, if one was given.
    #[must_use]
    pub const fn resource_owner_id(&self) -> Option<u64> {
        self.resource_owner_id
    }

    /// The account of the resources' owner, if one was given.
    #[must_use]
    pub fn resource_owner_account(&self) -> Option<&str> {
        self.resource_owner_account.as_deref()
    }

    /// The same request, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> Request<'static> {
        let owned = |text: Cow<'a, str>| Cow::Owned(text.into_owned());
        Request {
            region_id: owned(self.region_id),
            zone_id: self.zone_id.map(owned),
            cluster_id: self.cluster_id.map(owned),
            page_number: self.page_number,
            page_size: self.page_size,
            instance_ids: self.instance_ids.into_iter().map(owned).collect(),
            owner_id: self.owner_id,
            owner_account: self.owner_account.map(owned),
            resource_owner_id: self.resource_owner_id,
            resource_owner_account: self.resource_owner_account.map(owned),
        }
    }
}

impl fmt::Display for TooManyInstanceIds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("more than 100 instance ids for one request")
    }
}

impl core::error::Error for TooManyInstanceIds {}
