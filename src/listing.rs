//! Lists all pages of one or more requests, with retries, without I/O.

mod error;

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::{self, Vec};
use core::time::Duration;

use crate::{BackOff, Page, Renew, Reply, Request, Retry, retry};

pub use error::ListingError;

/// The pages of one request, or of several, each asked for until it comes.
///
/// A listing makes no calls: it says which request is due ([`request`](Listing::request)), is
/// told what came of the call ([`answered`](Listing::answered), or
/// [`unanswered`](Listing::unanswered) if nothing came), and says what to do ([`Step`]).
///
/// It asks for no page again once the page came, and loses none to a retry. It always ends,
/// whatever the service answers: the number of the page only grows, a page without instances
/// ends the list or is an error, and each page gets as many attempts as the [`BackOff`] allows.
///
/// Pages are numbers, not a cursor. While instances are created or deleted between two calls,
/// what follows shifts: an instance may be listed twice or not at all.
/// [`has_changed`](Listing::has_changed) says that the total differed between two pages; then
/// list again, or drop what is there twice by its id.
///
/// ```
/// use std::error::Error;
///
/// use aliyun_instance_status::{InstanceStatus, Listing, PageSize, Request, Step};
///
/// # fn send(_: &Request<'_>) -> Result<(u16, Vec<(String, String)>, Vec<u8>), Box<dyn Error>> {
/// #     let page = r#"{"RequestId":"R-1","TotalCount":1,"PageNumber":1,"PageSize":50,
/// #         "InstanceStatuses":{"InstanceStatus":[{"InstanceId":"i-a","Status":"Running"}]}}"#;
/// #     Ok((200, Vec::new(), page.into()))
/// # }
/// fn list(region_id: &'static str) -> Result<Vec<InstanceStatus<'static>>, Box<dyn Error>> {
///     let mut listing = Listing::new(Request::new(region_id).with_page_size(PageSize::MAX));
///     let mut instances = Vec::new();
///     while let Some(request) = listing.request() {
///         let (status, headers, body) = send(request)?; // signed with a new nonce
///         match listing.answered(status, headers, &body)? {
///             Step::Page(page) => {
///                 instances.extend(page.into_iter().map(InstanceStatus::into_owned));
///             }
///             Step::Wait(wait) => std::thread::sleep(wait.duration),
///         }
///     }
///     Ok(instances)
/// }
/// assert_eq!(list("cn-hangzhou")?.len(), 1);
/// # Ok::<(), Box<dyn Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Listing {
    /// The request that is due; `None` when all pages have come.
    request: Option<Request<'static>>,
    /// The requests that have not begun yet.
    later: vec::IntoIter<Request<'static>>,
    back_off: BackOff,
    /// The number of the attempt that is due, counted from 1.
    attempt: u32,
    /// `total_count` of the due request's previous page.
    total_count: Option<u32>,
    has_changed: bool,
}

/// What to do after a call.
///
/// There are only these two cases; handle both.
///
/// ```
/// use aliyun_instance_status::Step;
///
/// fn log(step: &Step<'_>) -> String {
///     match step {
///         Step::Page(page) => format!("{} of {}", page.iter().len(), page.total_count),
///         Step::Wait(wait) => format!("again in {:?}", wait.duration),
///     }
/// }
/// # let page = aliyun_instance_status::Page::new("R-1", 0, 1, 10);
/// # assert_eq!(log(&Step::Page(page)), "0 of 0");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_enums, reason = "a caller that misses a case loses pages")]
pub enum Step<'b> {
    /// The page that was asked for. Take its instances; the next request, if any, is due.
    Page(Page<'b>),
    /// Wait, then make the call again, signed anew.
    Wait(Wait),
}

/// How long to wait before the call is made again, and what must be new then.
///
/// `#[non_exhaustive]`: a service may ask for something else one day.
///
/// ```
/// use aliyun_instance_status::{Listing, Renew, Request, Step};
///
/// let mut listing = Listing::new(Request::new("cn-hangzhou"));
/// let headers = [("Date", "Sun, 06 Nov 1994 08:49:37 GMT")];
/// let body = r#"{"Code":"InvalidTimeStamp.Expired"}"#;
/// let Step::Wait(wait) = listing.answered(400, headers, body)? else { unreachable!() };
/// assert_eq!((wait.renew, wait.server_time), (Renew::Time, Some(784_111_777)));
/// # Ok::<(), aliyun_instance_status::ListingError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Wait {
    /// How long to wait.
    pub duration: Duration,
    /// What must be new in the next attempt, besides the nonce and the timestamp.
    pub renew: Renew,
    /// The time by the service's clock, in seconds since the Unix epoch, if the caller's clock
    /// is off and the reply said so: see [`Retry::server_time`].
    pub server_time: Option<u64>,
    /// The id that the service gave the call.
    pub request_id: Option<String>,
}

impl Listing {
    /// All pages from the request's own page on.
    ///
    /// ```
    /// use aliyun_instance_status::{Listing, PageSize, Request};
    ///
    /// let request = Request::new("cn-hangzhou").with_page_size(PageSize::MAX);
    /// assert_eq!(Listing::new(request.clone()).request(), Some(&request));
    /// ```
    #[must_use]
    pub fn new(request: Request<'static>) -> Self {
        Self::of([request])
    }

    /// All pages of several requests, one request after the other: for more than 100 instance
    /// ids, with [`Request::split_instance_ids`]. No requests, no pages.
    ///
    /// ```
    /// use aliyun_instance_status::{Listing, PageSize, Request};
    ///
    /// let ids = (0..250).map(|n| format!("i-{n}"));
    /// let request = Request::new("cn-hangzhou").with_page_size(PageSize::MAX);
    /// let listing = Listing::of(request.split_instance_ids(ids));
    /// assert_eq!(listing.request().map(|first| first.instance_ids().count()), Some(100));
    /// ```
    #[must_use]
    pub fn of(requests: impl IntoIterator<Item = Request<'static>>) -> Self {
        let mut later = requests.into_iter().collect::<Vec<_>>().into_iter();
        Self {
            request: later.next(),
            later,
            back_off: BackOff::default(),
            attempt: 1,
            total_count: None,
            has_changed: false,
        }
    }

    /// Replaces the default policy of attempts and waits ([`BackOff::default`]); it applies to
    /// each page separately.
    ///
    /// ```
    /// use aliyun_instance_status::{BackOff, Listing, Request};
    ///
    /// let patient = BackOff { attempts: 10, ..BackOff::default() };
    /// let listing = Listing::new(Request::new("cn-hangzhou")).with_back_off(patient);
    /// # assert!(listing.request().is_some());
    /// ```
    #[must_use]
    pub const fn with_back_off(mut self, back_off: BackOff) -> Self {
        self.back_off = back_off;
        self
    }

    /// The request that is due, to be signed anew for every call; `None` when all pages have
    /// come.
    ///
    /// ```
    /// use aliyun_instance_status::{Listing, Page, Request};
    ///
    /// let mut listing = Listing::new(Request::new("cn-hangzhou"));
    /// let no_headers: [(&str, &str); 0] = [];
    /// listing.answered(200, no_headers, &Page::new("R-1", 0, 1, 10).to_json())?;
    /// assert_eq!(listing.request(), None);
    /// # Ok::<(), aliyun_instance_status::ListingError>(())
    /// ```
    #[must_use]
    pub const fn request(&self) -> Option<&Request<'static>> {
        self.request.as_ref()
    }

    /// What to do now that the call was answered, going by the HTTP status, the headers, as
    /// [`retry`] takes them, and the body, in either format.
    ///
    /// # Errors
    ///
    /// The service refused the call for good (`Forbidden.RAM`), or the body is not what the
    /// HTTP status promises. The last attempt failed, for a reason that another might not have.
    /// The page is empty although its counters say that more instances follow. No request was
    /// due.
    ///
    /// Except in the last case the request remains due, and its attempts are counted from 1
    /// again.
    ///
    /// ```
    /// use aliyun_instance_status::{Listing, Request};
    ///
    /// let mut listing = Listing::new(Request::new("cn-hangzhou"));
    /// let no_headers: [(&str, &str); 0] = [];
    /// let gave_up = listing.answered(403, no_headers, r#"{"Code":"Forbidden.RAM"}"#);
    /// assert_eq!(gave_up.unwrap_err().to_string(), "HTTP 403, Forbidden.RAM");
    /// ```
    pub fn answered<'b, N: AsRef<str>, V: AsRef<[u8]>>(
        &mut self,
        status: u16,
        headers: impl IntoIterator<Item = (N, V)>,
        body: &'b (impl AsRef<[u8]> + ?Sized),
    ) -> Result<Step<'b>, ListingError> {
        let reply = Reply::decode_any(body);
        let advice = retry(status, headers, &reply);
        match reply {
            Ok(Reply::Page(page)) => self.accept_page(page).map(Step::Page),
            Ok(Reply::Error(error)) => {
                self.wait_or_give_up(&advice, || ListingError::refused(status, error, &advice))
            }
            Err(error) => {
                let unread = || ListingError::unread(status, error, body.as_ref(), &advice);
                self.wait_or_give_up(&advice, unread)
            }
        }
    }

    /// What to do now that no reply came: the connection was refused, lost, or took too long.
    /// The call only reads, so it may be made again.
    ///
    /// # Errors
    ///
    /// This was the last attempt that the [`BackOff`] allows; the request then remains due, and
    /// its attempts are counted from 1 again. Or no request was due.
    ///
    /// ```
    /// use aliyun_instance_status::{Listing, Request, Step};
    ///
    /// let mut listing = Listing::new(Request::new("cn-hangzhou"));
    /// for _ in 0..3 {
    ///     assert!(matches!(listing.unanswered()?, Step::Wait(_)));
    /// }
    /// assert_eq!(listing.unanswered().unwrap_err().to_string(), "no reply");
    /// # Ok::<(), aliyun_instance_status::ListingError>(())
    /// ```
    pub fn unanswered(&mut self) -> Result<Step<'static>, ListingError> {
        self.wait_or_give_up(&Retry::unanswered(), ListingError::unanswered)
    }

    /// Whether the total differed between two pages of one request: instances were created or
    /// deleted in between, so that some may have been listed twice and some not at all.
    ///
    /// ```
    /// use aliyun_instance_status::{InstanceStatus, Listing, Page, Request, Status};
    ///
    /// let mut listing = Listing::new(Request::new("cn-hangzhou"));
    /// let no_headers: [(&str, &str); 0] = [];
    /// for (number, total) in [(1, 20), (2, 19)] {
    ///     let mut page = Page::new("R-1", total, number, 10);
    ///     page.extend([InstanceStatus::new("i-a", Status::Running)]);
    ///     listing.answered(200, no_headers, &page.to_json())?;
    /// }
    /// assert!(listing.has_changed());
    /// # Ok::<(), aliyun_instance_status::ListingError>(())
    /// ```
    #[must_use]
    pub const fn has_changed(&self) -> bool {
        self.has_changed
    }

    /// Notes the page's total, and moves on to the next request.
    fn accept_page<'b>(&mut self, page: Page<'b>) -> Result<Page<'b>, ListingError> {
        let Some(request) = &self.request else {
            return Err(ListingError::not_due());
        };
        let next = request.next_page(&page);
        if next.is_some() && page.instance_statuses.is_empty() {
            self.attempt = 1;
            return Err(ListingError::empty_page(&page));
        }
        self.has_changed |= self.total_count.is_some_and(|before| before != page.total_count);
        self.total_count = next.as_ref().map(|_| page.total_count);
        self.request = next.or_else(|| self.later.next());
        self.attempt = 1;
        Ok(page)
    }

    /// The wait before the next attempt, or the error that `failed` makes: no attempt is left,
    /// or another would not help.
    fn wait_or_give_up(
        &mut self,
        advice: &Retry,
        failed: impl FnOnce() -> ListingError,
    ) -> Result<Step<'static>, ListingError> {
        if self.request.is_none() {
            return Err(ListingError::not_due());
        }
        let Some((duration, renew)) = self.back_off.wait(advice, self.attempt).zip(advice.renew())
        else {
            self.attempt = 1;
            return Err(failed());
        };
        self.attempt = self.attempt.saturating_add(1);
        Ok(Step::Wait(Wait {
            duration,
            renew,
            server_time: advice.server_time(),
            request_id: advice.request_id().map(ToOwned::to_owned),
        }))
    }
}
