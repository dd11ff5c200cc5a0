//! What a request asks for, with the defaults of what it does not say.

use super::Request;
use crate::{PageNumber, PageSize};

/// What the request asks for.
impl Request<'_> {
    /// The region's id.
    ///
    /// ```
    /// use aliyun_instance_status::Request;
    ///
    /// let request = Request::from_query("RegionId=cn-hangzhou")?;
    /// assert_eq!(request.region_id(), "cn-hangzhou");
    /// # Ok::<(), aliyun_instance_status::DecodeError>(())
    /// ```
    #[must_use]
    pub fn region_id(&self) -> &str {
        &self.region_id
    }

    /// The zone's id, if one was given.
    ///
    /// ```
    /// use aliyun_instance_status::Request;
    ///
    /// let request = Request::from_query("RegionId=cn-hangzhou&ZoneId=cn-hangzhou-b")?;
    /// assert_eq!(request.zone_id(), Some("cn-hangzhou-b"));
    /// # Ok::<(), aliyun_instance_status::DecodeError>(())
    /// ```
    #[must_use]
    pub fn zone_id(&self) -> Option<&str> {
        self.zone_id.as_deref()
    }

    /// The cluster's id, if one was given.
    ///
    /// ```
    /// use aliyun_instance_status::Request;
    ///
    /// let request = Request::from_query("RegionId=cn-hangzhou&ClusterId=cls-clusterid1")?;
    /// assert_eq!(request.cluster_id(), Some("cls-clusterid1"));
    /// # Ok::<(), aliyun_instance_status::DecodeError>(())
    /// ```
    #[must_use]
    pub fn cluster_id(&self) -> Option<&str> {
        self.cluster_id.as_deref()
    }

    /// The page's number: 1 if none was given.
    ///
    /// ```
    /// use aliyun_instance_status::{PageNumber, Request};
    ///
    /// assert_eq!(Request::new("cn-hangzhou").page_number(), PageNumber::FIRST);
    /// ```
    #[must_use]
    pub fn page_number(&self) -> PageNumber {
        self.page_number.unwrap_or_default()
    }

    /// The page's size: 10 if none was given.
    ///
    /// ```
    /// use aliyun_instance_status::{PageSize, Request};
    ///
    /// assert_eq!(Request::new("cn-hangzhou").page_size(), PageSize::default());
    /// ```
    #[must_use]
    pub fn page_size(&self) -> PageSize {
        self.page_size.unwrap_or_default()
    }

    /// The ids of the instances, in order.
    ///
    /// ```
    /// use aliyun_instance_status::Request;
    ///
    /// let request = Request::from_query("RegionId=cn-hangzhou&InstanceId.2=i-b&InstanceId.1=i-a")?;
    /// assert!(request.instance_ids().eq(["i-a", "i-b"]));
    /// # Ok::<(), aliyun_instance_status::DecodeError>(())
    /// ```
    #[must_use]
    pub fn instance_ids(&self) -> impl ExactSizeIterator<Item = &str> {
        self.instance_ids.iter().map(AsRef::as_ref)
    }

    /// The id of the account, if one was given.
    ///
    /// ```
    /// use aliyun_instance_status::Request;
    ///
    /// let request = Request::from_query("RegionId=cn-hangzhou&OwnerId=1234567890")?;
    /// assert_eq!(request.owner_id(), Some(1234567890));
    /// # Ok::<(), aliyun_instance_status::DecodeError>(())
    /// ```
    #[must_use]
    pub const fn owner_id(&self) -> Option<u64> {
        self.owner_id
    }

    /// The name of the account, if one was given.
    ///
    /// ```
    /// use aliyun_instance_status::Request;
    ///
    /// let request = Request::from_query("RegionId=cn-hangzhou&OwnerAccount=ECSforCloud")?;
    /// assert_eq!(request.owner_account(), Some("ECSforCloud"));
    /// # Ok::<(), aliyun_instance_status::DecodeError>(())
    /// ```
    #[must_use]
    pub fn owner_account(&self) -> Option<&str> {
        self.owner_account.as_deref()
    }

    /// The id of the resources' owner, if one was given.
    ///
    /// ```
    /// use aliyun_instance_status::Request;
    ///
    /// let request = Request::from_query("RegionId=cn-hangzhou&ResourceOwnerId=1234567890")?;
    /// assert_eq!(request.resource_owner_id(), Some(1234567890));
    /// # Ok::<(), aliyun_instance_status::DecodeError>(())
    /// ```
    #[must_use]
    pub const fn resource_owner_id(&self) -> Option<u64> {
        self.resource_owner_id
    }

    /// The account of the resources' owner, if one was given.
    ///
    /// ```
    /// use aliyun_instance_status::Request;
    ///
    /// let request = Request::from_query("RegionId=cn-hangzhou&ResourceOwnerAccount=ECSforCloud")?;
    /// assert_eq!(request.resource_owner_account(), Some("ECSforCloud"));
    /// # Ok::<(), aliyun_instance_status::DecodeError>(())
    /// ```
    #[must_use]
    pub fn resource_owner_account(&self) -> Option<&str> {
        self.resource_owner_account.as_deref()
    }
}
