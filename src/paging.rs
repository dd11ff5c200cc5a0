//! One question, several requests: turning pages, and splitting long lists of ids.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::request::Request;
use crate::response::Response;

/// Turning pages.
impl<'a> Request<'a> {
    /// The request for the page after `response`, or `None` after the last.
    ///
    /// The last page is an empty one, or the one with which the pages reach
    /// `total_count`. They are counted by the size that the service says it
    /// used, since it may clamp the one that was asked for; where it says 0, by
    /// the number of instances it sent. Page numbers only grow, so a loop over
    /// `next_page` ends.
    ///
    /// ```
    /// use aliyun_instance_status::{InstanceStatus, Request, Response, Status};
    ///
    /// let request = Request::new("cn-hangzhou");
    /// let mut page = Response::new("R-1", 11, 1, 10);
    /// page.instance_statuses.push(InstanceStatus {
    ///     instance_id: "i-instance1".into(),
    ///     status: Status::Running,
    /// });
    /// let next = request.next_page(&page).expect("the eleventh instance is on page 2");
    /// assert_eq!(next.page_number().get(), 2);
    /// assert_eq!(next.next_page(&page), None);
    /// ```
    #[must_use]
    pub fn next_page(&self, response: &Response<'_>) -> Option<Self> {
        let sent = response.instance_statuses.len();
        if sent == 0 {
            return None;
        }
        let size = match response.page_size {
            0 => u64::try_from(sent).unwrap_or(u64::MAX),
            size => u64::from(size),
        };
        let seen = u64::from(self.page_number().get()).saturating_mul(size);
        if seen >= u64::from(response.total_count) {
            return None;
        }
        let page_number = self.page_number().next()?;
        Some(self.clone().with_page_number(page_number))
    }

    /// Requests for any number of instances, at most 100 in each, alike in all
    /// else.
    ///
    /// No ids make no request: one without ids would select the whole region.
    /// Each request still has its pages, since a page holds at most 50.
    ///
    /// ```
    /// use aliyun_instance_status::Request;
    ///
    /// let ids = (0..250).map(|n| format!("i-{n}"));
    /// let requests: Vec<_> = Request::new("cn-hangzhou").split_instance_ids(ids).collect();
    /// assert_eq!(requests.len(), 3);
    /// assert_eq!(requests[2].instance_ids().count(), 50);
    /// ```
    pub fn split_instance_ids<I>(self, instance_ids: I) -> impl Iterator<Item = Self>
    where
        I: IntoIterator,
        I::Item: Into<Cow<'a, str>>,
    {
        let mut ids = instance_ids.into_iter().map(Into::into);
        core::iter::from_fn(move || {
            let chunk: Vec<_> = ids.by_ref().take(Self::MAX_INSTANCE_IDS).collect();
            (!chunk.is_empty()).then(|| Self { instance_ids: chunk, ..self.clone() })
        })
    }
}
