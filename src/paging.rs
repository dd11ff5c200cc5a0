//! One question, several requests: turning pages, on both sides, and splitting long lists of
//! ids.

use alloc::borrow::Cow;
use alloc::collections::BTreeSet;
use alloc::vec::Vec;
use core::ops::Range;

use crate::{Page, Request};

/// Turning pages.
impl<'a> Request<'a> {
    /// The request for the page after `page`, or `None` after the last.
    ///
    /// Only the counters decide, so the list may already have been taken out: there is a
    /// next page while this request's number times the page's `page_size` is less than its
    /// `total_count`. The size is the one that the service says it used, since it may clamp
    /// the one that was asked for; if it says 0, there is no next page. The next number is
    /// one more than the request's, whatever the service echoes: it only grows, so a loop
    /// ends.
    ///
    /// ```
    /// use aliyun_instance_status::{Request, Page};
    ///
    /// let request = Request::new("cn-hangzhou");
    /// let page = Page::new("R-1", 11, 1, 10);
    /// let next = request.next_page(&page).expect("the eleventh instance is on page 2");
    /// assert_eq!(next.page_number().get(), 2);
    /// assert_eq!(next.next_page(&page), None);
    /// ```
    #[must_use]
    pub fn next_page(&self, page: &Page<'_>) -> Option<Self> {
        let number = self.page_number();
        let size = u64::from(page.page_size);
        let reached = u64::from(number.get()).saturating_mul(size);
        if size == 0 || reached >= u64::from(page.total_count) {
            return None;
        }
        Some(self.clone().with_page_number(number.next()?))
    }

    /// Which of `total` instances, counted from 0, are on the requested page. Never beyond
    /// `total`, and empty after the last page, so it can index a list.
    ///
    /// ```
    /// use aliyun_instance_status::{PageNumber, Request};
    ///
    /// let fleet = ["i-a", "i-b", "i-c"];
    /// let request = Request::new("cn-hangzhou");
    /// assert_eq!(fleet[request.page_range(fleet.len())], fleet);
    /// let second = request.with_page_number(PageNumber::try_from(2)?);
    /// assert_eq!(second.page_range(12), 10..12);
    /// assert_eq!(second.page_range(3), 3..3);
    /// # Ok::<(), aliyun_instance_status::InvalidValue>(())
    /// ```
    #[must_use]
    pub fn page_range(&self, total: usize) -> Range<usize> {
        let size = u64::from(self.page_size().get());
        let before = u64::from(self.page_number().get()).saturating_sub(1).saturating_mul(size);
        let index = |index: u64| usize::try_from(index).map_or(total, |index| index.min(total));
        index(before)..index(before.saturating_add(size))
    }

    /// Whether the request selects this instance: it names it, or names none at all. The
    /// region, the zone and the cluster are for the server to check.
    ///
    /// ```
    /// use aliyun_instance_status::Request;
    ///
    /// let request = Request::new("cn-hangzhou");
    /// assert!(request.selects("i-a"));
    /// assert!(!request.with_instance_ids(["i-b"])?.selects("i-a"));
    /// # Ok::<(), aliyun_instance_status::InvalidInstanceIds>(())
    /// ```
    #[must_use]
    pub fn selects(&self, instance_id: &str) -> bool {
        let mut ids = self.instance_ids();
        ids.len() == 0 || ids.any(|id| id == instance_id)
    }

    /// Requests for any number of instances, at most 100 in each, otherwise alike.
    ///
    /// Empty ids are left out, and so is an id that was given before. No ids, no requests: one
    /// without ids would select the whole region. Each request may still have several pages,
    /// since a page holds at most 50 instances.
    ///
    /// A [`Listing`](crate::Listing) owns its requests, so for one the ids are owned strings:
    /// `ids.iter().cloned()`.
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
        let without_ids = Self { instance_ids: Vec::new(), ..self };
        let mut seen = BTreeSet::new();
        let ids = instance_ids.into_iter().map(Into::<Cow<'a, str>>::into);
        let mut ids = ids.filter(move |id| !id.is_empty() && seen.insert(id.clone()));
        core::iter::from_fn(move || {
            let chunk: Vec<_> = ids.by_ref().take(Self::MAX_INSTANCE_IDS).collect();
            (!chunk.is_empty()).then(|| Self { instance_ids: chunk, ..without_ids.clone() })
        })
    }
}
