//! Turning pages, and splitting long lists of ids.

#![cfg(all(feature = "json", feature = "xml"))]

use aliyun_instance_status::{InstanceStatus, PageNumber, PageSize, Request, Response, Status};
use proptest::prelude::*;

fn page(total: u32, number: u32, size: u32, records: usize) -> Response<'static> {
    let record = InstanceStatus { instance_id: "i-a".into(), status: Status::Running };
    let mut page = Response::new("R-1", total, number, size);
    page.instance_statuses = vec![record; records];
    page
}

#[track_caller]
fn next(request: &Request<'_>, page: &Response<'_>) -> Option<u32> {
    request.next_page(page).map(|request| request.page_number().get())
}

#[test]
fn the_last_page_is_the_last() {
    let first = Request::new("cn-hangzhou").with_page_size(PageSize::MAX);
    assert_eq!(next(&first, &page(208, 1, 50, 50)), Some(2));
    let fifth = first.with_page_number(PageNumber::new(5).expect("a page"));
    assert_eq!(next(&fifth, &page(208, 5, 50, 8)), None);
    assert_eq!(next(&fifth, &page(250, 5, 50, 50)), None);
    assert_eq!(next(&fifth, &page(251, 5, 50, 50)), Some(6));
}

#[test]
fn an_empty_page_is_the_last() {
    assert_eq!(next(&Request::new("a"), &page(u32::MAX, 1, 10, 0)), None);
}

/// A server may clamp the size that was asked for, and says so.
#[test]
fn pages_are_counted_by_the_size_that_was_used() {
    let request = Request::new("a").with_page_size(PageSize::MAX);
    assert_eq!(next(&request, &page(30, 1, 20, 20)), Some(2));
    assert_eq!(next(&request, &page(30, 1, 0, 20)), Some(2));
    assert_eq!(next(&request, &page(20, 1, 0, 20)), None);
}

#[test]
fn numbers_do_not_overflow() {
    let last = Request::new("a").with_page_number(PageNumber::new(u32::MAX).expect("a page"));
    assert_eq!(next(&last, &page(u32::MAX, u32::MAX, u32::MAX, 1)), None);
    assert_eq!(next(&last, &page(u32::MAX, u32::MAX, 1, 1)), None);
    let before = Request::new("a").with_page_number(PageNumber::new(u32::MAX - 1).expect("a page"));
    assert_eq!(next(&before, &page(u32::MAX, 1, 1, 1)), Some(u32::MAX));
}

#[test]
fn the_next_request_asks_for_the_same_instances() {
    let request = Request::new("a").with_zone_id("z").with_instance_ids(["i-a"]).expect("one id");
    let next = request.next_page(&page(11, 1, 10, 10)).expect("a second page");
    assert_eq!(next, request.with_page_number(PageNumber::new(2).expect("a page")));
}

#[test]
fn a_hundred_ids_and_no_more() {
    let ids = |count: usize| vec!["i-a"; count];
    let request = Request::new("a").with_instance_ids(ids(100)).expect("a hundred");
    assert_eq!(request.instance_ids().len(), Request::MAX_INSTANCE_IDS);
    assert!(Request::new("a").with_instance_ids(ids(101)).is_err());
    // It stops at the first id too many.
    assert!(Request::new("a").with_instance_ids(std::iter::repeat("i")).is_err());
}

proptest! {
    /// A loop over a fleet ends, and has then seen every instance once.
    #[test]
    fn a_loop_sees_the_whole_fleet(total in 0_u32..500, asked in 1_u32..=50, clamp in 1_u32..=50) {
        let size = asked.min(clamp);
        let mut request = Request::new("a").with_page_size(PageSize::new(asked).expect("a size"));
        let (mut seen, mut calls) = (0, 0);
        loop {
            let number = request.page_number().get();
            let records = total.saturating_sub((number - 1) * size).min(size);
            (seen, calls) = (seen + records, calls + 1);
            let page = page(total, number, size, usize::try_from(records).expect("few"));
            match request.next_page(&page) {
                Some(next) => request = next,
                None => break,
            }
        }
        prop_assert_eq!(seen, total);
        prop_assert_eq!(calls, total.div_ceil(size).max(1));
    }

    /// Whatever the service says, page numbers grow.
    #[test]
    fn page_numbers_grow(number in 1_u32.., counters in any::<[u32; 3]>(), records in 0_usize..3) {
        let request = Request::new("a").with_page_number(PageNumber::new(number).expect("a page"));
        let [total, echoed, size] = counters;
        if let Some(next) = request.next_page(&page(total, echoed, size, records)) {
            prop_assert_eq!(next.page_number().get(), number + 1);
        }
    }

    #[test]
    fn split_ids_are_all_ids_in_order(ids in proptest::collection::vec("i-[a-z]{1,3}", 0..350)) {
        let whole = Request::new("a").with_zone_id("z");
        let requests: Vec<_> = whole.clone().split_instance_ids(ids.clone()).collect();
        prop_assert_eq!(requests.len(), ids.len().div_ceil(100));
        let all: Vec<&str> = requests.iter().flat_map(Request::instance_ids).collect();
        prop_assert_eq!(all, ids);
        prop_assert!(requests.iter().all(|request| request.zone_id() == whole.zone_id()));
    }
}
