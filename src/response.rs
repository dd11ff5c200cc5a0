//! One page of the statuses that the service answers with.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::status::Status;

/// One page of instance statuses: the reply to a request that succeeded.
///
/// The service echoes the request's page number and size, but not always as
/// they were sent, and `total_count` counts the whole result, not this page.
/// [`Request::next_page`](crate::Request::next_page) draws the conclusions.
///
/// `#[non_exhaustive]`, because the service may add a member: build one with
/// [`Response::new`].
///
/// ```
/// use aliyun_instance_status::{InstanceStatus, Response, Status};
///
/// let mut page = Response::new("6EF60BEC-0242-43AF-BB20-270359FB54A7", 1, 1, 10);
/// page.instance_statuses.push(InstanceStatus {
///     instance_id: "i-ae4r89pp".into(),
///     status: Status::Stopped,
/// });
/// assert_eq!(page.instance_statuses.len(), 1);
/// ```
///
/// Source: [DescribeInstanceStatus](https://help.aliyun.com/zh/ecs/developer-reference/api-ecs-2014-05-26-describeinstancestatus).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "PascalCase"))]
#[non_exhaustive]
pub struct Response<'a> {
    /// The id that the service gave the call, most often an upper-case UUID.
    #[cfg_attr(feature = "serde", serde(borrow, deserialize_with = "crate::serde_shape::text"))]
    pub request_id: Cow<'a, str>,
    /// How many instances the request selects in all pages together (实例总个数).
    pub total_count: u32,
    /// The number of this page, from 1 (实例列表的页码).
    pub page_number: u32,
    /// How many instances a page holds at most (每页行数). Usually the number that
    /// was asked for; the documentation's limit is 50.
    pub page_size: u32,
    /// The instances of this page, in the service's order.
    #[cfg_attr(feature = "serde", serde(borrow, with = "crate::serde_shape::instance_statuses"))]
    pub instance_statuses: Vec<InstanceStatus<'a>>,
}

/// One instance and its status.
///
/// A plain literal: the documentation has had these two members since 2013.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "PascalCase"))]
#[expect(clippy::exhaustive_structs, reason = "users build it as a literal")]
pub struct InstanceStatus<'a> {
    /// The instance's id: `i-` and, today, 20 lower-case letters and digits.
    #[cfg_attr(feature = "serde", serde(borrow, deserialize_with = "crate::serde_shape::text"))]
    pub instance_id: Cow<'a, str>,
    /// Its status.
    #[cfg_attr(feature = "serde", serde(borrow))]
    pub status: Status<'a>,
}

impl<'a> Response<'a> {
    /// A page without instances.
    #[must_use]
    pub fn new(
        request_id: impl Into<Cow<'a, str>>,
        total_count: u32,
        page_number: u32,
        page_size: u32,
    ) -> Self {
        Self {
            request_id: request_id.into(),
            total_count,
            page_number,
            page_size,
            instance_statuses: Vec::new(),
        }
    }

    /// The same page, borrowing nothing: for another thread, or a cache.
    ///
    /// ```
    /// # #[cfg(feature = "json")]
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use aliyun_instance_status::{DecodeError, Response};
    ///
    /// fn fetch(body: Vec<u8>) -> Result<Response<'static>, DecodeError> {
    ///     Ok(Response::from_json(&body)?.into_owned())
    /// }
    /// # assert!(fetch(b"{}".into()).is_err());
    /// # fetch(Response::new("R", 0, 1, 1).to_json().into())?;
    /// # Ok(())
    /// # }
    /// # #[cfg(not(feature = "json"))]
    /// # fn main() {}
    /// ```
    #[must_use]
    pub fn into_owned(self) -> Response<'static> {
        Response {
            request_id: Cow::Owned(self.request_id.into_owned()),
            total_count: self.total_count,
            page_number: self.page_number,
            page_size: self.page_size,
            instance_statuses: self
                .instance_statuses
                .into_iter()
                .map(InstanceStatus::into_owned)
                .collect(),
        }
    }
}

impl InstanceStatus<'_> {
    /// The same entry, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> InstanceStatus<'static> {
        InstanceStatus {
            instance_id: Cow::Owned(self.instance_id.into_owned()),
            status: self.status.into_owned(),
        }
    }
}
