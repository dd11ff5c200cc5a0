//! Whatever a server answers, a listing ends in a page, a wait within the policy's limits, or
//! an error.

use std::time::Duration;

use aliyun_instance_status::{BackOff, InstanceStatus, Listing, Page, Request, Status, Step};
use proptest::prelude::*;

use crate::support::strategy::cases;

/// A page whose counters are anything.
fn page() -> impl Strategy<Value = Vec<u8>> {
    (any::<[u32; 3]>(), 0_usize..3).prop_map(|([total, number, size], instances)| {
        let mut page = Page::new("R-1", total, number, size % 60);
        page.extend((0..instances).map(|_| InstanceStatus::new("i-a", Status::Running)));
        page.to_json().into_bytes()
    })
}

fn body() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        page(),
        prop::collection::vec(any::<u8>(), 0..200),
        r#"\{"Code":"[A-Za-z.]{0,20}"\}"#.prop_map(String::into_bytes),
        Just(b"<html>".to_vec()),
    ]
}

fn headers() -> impl Strategy<Value = Vec<(String, Vec<u8>)>> {
    let name = prop_oneof![
        Just("x-acs-retry-after"),
        Just("Retry-After"),
        Just("Date"),
        Just("X-RateLimit-User"),
        Just("x-acs-request-id"),
    ];
    let value = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..30),
        "[0-9]{1,25}".prop_map(String::into_bytes),
        Just(b"Sun, 06 Nov 1994 08:49:37 GMT".to_vec()),
    ];
    prop::collection::vec((name.prop_map(str::to_owned), value), 0..5)
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn a_listing_ends(
        answers in prop::collection::vec((any::<u16>(), headers(), body()), 1..50),
    ) {
        let back_off = BackOff { attempts: 3, cap: Duration::from_secs(5), ..BackOff::default() };
        let mut listing = Listing::new(Request::new("a")).with_back_off(back_off);
        let (mut number, mut waits) = (0, 0);
        for (status, headers, body) in answers {
            let Some(request) = listing.request() else {
                let refused = listing.answered(status, headers, &body);
                prop_assert!(refused.is_err(), "no request is due");
                break;
            };
            let asked_for = request.page_number().get();
            prop_assert!(asked_for == number || asked_for == number + 1);
            match listing.answered(status, headers, &body) {
                Ok(Step::Page(_)) => (number, waits) = (asked_for, 0),
                Ok(Step::Wait(wait)) => {
                    waits += 1;
                    prop_assert!(waits < 3 && wait.duration <= Duration::from_secs(5));
                }
                Err(error) => {
                    prop_assert!(error.to_string().len() < 2_000);
                    break;
                }
            }
        }
    }
}

/// A server whose total always promises more can make a listing long, but not without pages:
/// what is empty ends it.
#[test]
fn counters_that_always_promise_more() {
    let mut listing = Listing::new(Request::new("a"));
    for number in 1..1_000 {
        let mut page = Page::new("R-1", u32::MAX, number, 10);
        page.extend([InstanceStatus::new("i-a", Status::Running)]);
        let step = listing
            .answered(200, [("", "")], &page.to_json())
            .map(|step| matches!(step, Step::Page(_)));
        assert_eq!(step, Ok(true));
    }
    let empty = Page::new("R-1", u32::MAX, 1_000, 10).to_json();
    let error = listing.answered(200, [("", "")], &empty).expect_err("no instances");
    assert_eq!(error.to_string(), "page 1000 of 4294967295 instances is empty");
}
