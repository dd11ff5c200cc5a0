//! The steps of a listing, one by one.

use std::time::Duration;

use aliyun_instance_status::{
    BackOff, InstanceStatus, Listing, Page, Renew, Request, Status, Step,
};

const NO_HEADERS: [(&str, &str); 0] = [];

fn page(number: u32, total: u32, size: u32) -> String {
    let mut page = Page::new("R-1", total, number, size);
    page.extend([InstanceStatus::new("i-a", Status::Running)]);
    page.to_json()
}

/// Which page is due.
fn due(listing: &Listing) -> Option<u32> {
    listing.request().map(|request| request.page_number().get())
}

#[test]
fn pages_come_one_after_the_other() {
    let mut listing = Listing::new(Request::new("a"));
    for number in 1..=3 {
        assert_eq!(due(&listing), Some(number));
        let body = page(number, 21, 10);
        let step = listing.answered(200, NO_HEADERS, &body).expect("a page");
        assert!(matches!(step, Step::Page(page) if page.page_number == number));
    }
    assert_eq!((due(&listing), listing.has_changed()), (None, false));
}

/// Attempts are counted for each page, and start anew with the next, and after giving up.
#[test]
fn attempts_are_counted_for_each_page() {
    let mut listing = Listing::new(Request::new("a"))
        .with_back_off(BackOff { attempts: 2, ..BackOff::default() });
    for number in 1..=2 {
        assert!(matches!(listing.unanswered(), Ok(Step::Wait(_))));
        assert!(listing.answered(200, NO_HEADERS, &page(number, 30, 10)).is_ok());
    }
    for _ in 0..2 {
        assert!(matches!(listing.unanswered(), Ok(Step::Wait(_))));
        assert!(listing.answered(503, NO_HEADERS, "<html>").is_err());
        assert_eq!(due(&listing), Some(3), "it remains due");
    }
    assert!(listing.answered(200, NO_HEADERS, &page(3, 30, 10)).is_ok());
    assert_eq!(due(&listing), None);
}

#[test]
fn a_wait_says_all_that_the_advice_says() {
    let mut listing = Listing::new(Request::new("a"));
    let headers = [
        ("x-acs-retry-after", "1500"),
        ("date", "Sun, 06 Nov 1994 08:49:37 GMT"),
        ("x-acs-request-id", "R-9"),
    ];
    let step = listing.answered(400, headers, r#"{"Code":"IllegalTimestamp"}"#);
    let Ok(Step::Wait(wait)) = step else { panic!("{step:?}") };
    assert_eq!(wait.duration, Duration::from_millis(1_500));
    assert_eq!((wait.renew, wait.server_time), (Renew::Time, Some(784_111_777)));
    assert_eq!(wait.request_id.as_deref(), Some("R-9"));
}

/// A total that differs between two requests is no change of the fleet.
#[test]
fn requests_have_totals_of_their_own() {
    let ids = (0..150).map(|n| format!("i-{n}"));
    let mut listing = Listing::of(Request::new("a").split_instance_ids(ids));
    for (number, total) in [(1, 20), (2, 20), (1, 5)] {
        assert_eq!(due(&listing), Some(number));
        assert!(listing.answered(200, NO_HEADERS, &page(number, total, 10)).is_ok());
    }
    assert_eq!((due(&listing), listing.has_changed()), (None, false));
}

/// The size that the service says it used decides; 0 ends the list.
#[test]
fn a_service_may_clamp_the_size() {
    let mut listing = Listing::new(Request::new("a"));
    assert!(listing.answered(200, NO_HEADERS, &page(1, 4, 2)).is_ok());
    assert_eq!(due(&listing), Some(2));
    assert!(listing.answered(200, NO_HEADERS, &page(2, 400, 0)).is_ok());
    assert_eq!(due(&listing), None);
}

/// Pages borrow from the body.
#[test]
fn pages_borrow() {
    let mut listing = Listing::new(Request::new("a"));
    let body = page(1, 1, 10);
    let Ok(Step::Page(page)) = listing.answered(200, NO_HEADERS, &body) else { panic!("a page") };
    let id = page.instance_statuses[0].instance_id.as_ptr();
    assert!(body.as_bytes().as_ptr_range().contains(&id));
}
