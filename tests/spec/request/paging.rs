//! Turning pages, and splitting long lists of ids.

use aliyun_instance_status::{
    InstanceStatus, InvalidInstanceIds, Page, PageNumber, PageSize, Request, Status,
};
use proptest::prelude::*;

use crate::support::strategy::cases;

fn page(total: u32, number: u32, size: u32, records: usize) -> Page<'static> {
    let record = InstanceStatus { instance_id: "i-a".into(), status: Status::Running };
    let mut page = Page::new("R-1", total, number, size);
    page.instance_statuses = vec![record; records];
    page
}

/// A counter as a server may send it, often a small one.
fn counter() -> impl Strategy<Value = u32> {
    prop_oneof![0_u32..60, any::<u32>(), Just(u32::MAX)]
}

#[track_caller]
fn next(request: &Request<'_>, page: &Page<'_>) -> Option<u32> {
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

/// Whether the list has been taken out of the page, or never was in it.
#[test]
fn the_list_does_not_count() {
    let request = Request::new("a");
    assert_eq!(next(&request, &page(11, 1, 10, 0)), Some(2));
    assert_eq!(next(&request, &page(10, 1, 10, 11)), None);
    assert_eq!(next(&request, &page(0, 1, 10, 10)), None);
}

/// A server may clamp the size that was asked for, and says so.
#[test]
fn pages_are_counted_by_the_size_that_was_used() {
    let request = Request::new("a").with_page_size(PageSize::MAX);
    assert_eq!(next(&request, &page(30, 1, 20, 20)), Some(2));
    assert_eq!(next(&request, &page(30, 1, 0, 20)), None);
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
    let request = Request::new("a").with_instance_ids(ids(100)).expect("a hundred");
    assert_eq!(request.instance_ids().len(), Request::MAX_INSTANCE_IDS);
    let too_many = Err(InvalidInstanceIds::TooMany);
    assert_eq!(Request::new("a").with_instance_ids(ids(101)), too_many);
    // It stops at the first id too many.
    assert_eq!(Request::new("a").with_instance_ids(std::iter::repeat("i")), too_many);
}

/// No ids are not all instances.
#[test]
fn at_least_one_id() {
    let request = Request::new("a").with_instance_ids(["i-a"]).expect("one id");
    assert_eq!(request.clone().with_instance_ids(ids(0)), Err(InvalidInstanceIds::None));
    assert_eq!(request.split_instance_ids(ids(0)).count(), 0);
    // An empty id names no instance.
    let with_an_empty_one = Request::new("a").with_instance_ids(["i-a", ""]);
    assert_eq!(with_an_empty_one, Err(InvalidInstanceIds::Empty));
    let split = Request::new("a").split_instance_ids(["", "i-a", "", "i-a"]);
    assert!(split.eq(Request::new("a").with_instance_ids(["i-a"])));
    let refused = Request::new("a").with_instance_ids(ids(0)).expect_err("no ids");
    assert_eq!(refused.to_string(), "no instance ids, which would select the whole region");
}

#[test]
fn what_a_server_takes_of_its_list() {
    let request = |number, size| {
        Request::new("a")
            .with_page_number(PageNumber::new(number).expect("a number"))
            .with_page_size(PageSize::new(size).expect("a size"))
    };
    for (number, size, total, expected) in [
        (1, 10, 0, 0..0),
        (1, 10, 3, 0..3),
        (1, 10, 10, 0..10),
        (2, 10, 11, 10..11),
        (3, 50, 208, 100..150),
        (5, 50, 208, 200..208),
        (6, 50, 208, 208..208),
        (u32::MAX, 50, 208, 208..208),
        #[cfg(target_pointer_width = "64")]
        (u32::MAX, 50, usize::MAX, 214_748_364_700..214_748_364_750),
        // A list that long has no such page.
        #[cfg(target_pointer_width = "32")]
        (u32::MAX, 50, usize::MAX, usize::MAX..usize::MAX),
    ] {
        assert_eq!(request(number, size).page_range(total), expected, "page {number}");
    }
}

#[test]
fn what_a_request_selects() {
    let all = Request::new("a");
    assert!(all.selects("i-a") && all.selects(""));
    let two = all.with_instance_ids(["i-a", "i-b"]).expect("two ids");
    assert!(two.selects("i-a") && two.selects("i-b"));
    assert!(!two.selects("i-c") && !two.selects("I-A") && !two.selects(""));
}

#[test]
fn a_page_echoes_its_request() {
    let request = Request::new("a")
        .with_page_number(PageNumber::new(7).expect("a number"))
        .with_page_size(PageSize::MAX);
    assert_eq!(Page::answering(&request, "R-1", 208), Page::new("R-1", 208, 7, 50));
    assert_eq!(Page::answering(&Request::new("a"), "R-1", 0), Page::new("R-1", 0, 1, 10));
    let too_many = Page::answering(&request, "R-1", usize::MAX);
    assert_eq!(too_many.total_count, u32::MAX);
}

#[test]
fn a_page_is_a_list() {
    let mut page = page(3, 1, 10, 1);
    page.extend([InstanceStatus::new("i-b", Status::Stopped)]);
    page.extend(None);
    let ids = |page: &Page<'_>| -> Vec<String> {
        page.into_iter().map(|instance| instance.instance_id.to_string()).collect()
    };
    assert_eq!(ids(&page), ["i-a", "i-b"]);
    assert_eq!((page.iter().len(), page.total_count), (2, 3));
    let mut instances: Vec<_> = page.into_iter().rev().collect();
    assert_eq!(instances[0], InstanceStatus::new("i-b", Status::Stopped));
    instances.sort();
    assert_eq!(instances[0].instance_id, "i-a");
}

fn ids(count: usize) -> Vec<&'static str> {
    vec!["i-a"; count]
}

/// An id of one to three letters, so that some are repeated. It is made without a regular
/// expression, with which proptest takes several times as long.
fn id() -> impl Strategy<Value = String> {
    (1..=3_usize, proptest::array::uniform3(b'a'..=b'z')).prop_map(|(length, letters)| {
        let letters = letters.into_iter().take(length).map(char::from);
        "i-".chars().chain(letters).collect()
    })
}

proptest! {
    #![proptest_config(cases(256))]

    /// A loop over a fleet ends, and has then seen every instance once, in whichever order
    /// it takes the list out and asks for the next page.
    #[test]
    fn a_loop_sees_the_whole_fleet(
        total in 0_u32..500,
        asked in 1_u32..=50,
        clamp in 1_u32..=50,
        takes_first in any::<bool>(),
    ) {
        let size = asked.min(clamp);
        let mut request = Request::new("a").with_page_size(PageSize::new(asked).expect("a size"));
        let (mut seen, mut calls) = (0, 0);
        loop {
            let number = request.page_number().get();
            let records = total.saturating_sub((number - 1) * size).min(size);
            calls += 1;
            let mut page = page(total, number, size, usize::try_from(records).expect("few"));
            let taken = if takes_first { page.instance_statuses.drain(..).len() } else { 0 };
            let next = request.next_page(&page);
            seen += taken + page.instance_statuses.len();
            match next {
                Some(next) => request = next,
                None => break,
            }
        }
        prop_assert_eq!(seen, usize::try_from(total).expect("few"));
        prop_assert_eq!(calls, total.div_ceil(size).max(1));
    }

    /// A server that echoes nonsense, other on each page, with any list: the number grows by
    /// one, by the rule, and nothing else of the request changes.
    #[test]
    fn page_numbers_grow(
        number in prop_oneof![1_u32..4, any::<u32>().prop_map(|number| number.max(1))],
        pages in proptest::collection::vec((counter(), counter(), counter(), 0_usize..3), 1..8),
    ) {
        let mut request = Request::new("a")
            .with_zone_id("z")
            .with_page_number(PageNumber::new(number).expect("a page"));
        for (total, echoed, size, records) in pages {
            let number = request.page_number().get();
            let reached = u64::from(number) * u64::from(size);
            let more = size > 0 && reached < u64::from(total) && number < u32::MAX;
            let next = request.next_page(&page(total, echoed, size, records));
            let expected = more.then(|| {
                let number = PageNumber::new(number + 1).expect("a page");
                request.clone().with_page_number(number)
            });
            prop_assert_eq!(&next, &expected);
            let Some(next) = next else { break };
            request = next;
        }
    }

    /// The pages of a list are the list.
    #[test]
    fn page_ranges_tile_the_list(total in 0_usize..500, size in 1_u32..=50) {
        let mut request = Request::new("a").with_page_size(PageSize::new(size).expect("a size"));
        let mut reached = 0;
        loop {
            let range = request.page_range(total);
            prop_assert_eq!(range.start, reached);
            reached = range.end;
            match request.next_page(&Page::answering(&request, "R-1", total)) {
                Some(next) => request = next,
                None => break,
            }
        }
        prop_assert_eq!(reached, total);
    }

    #[test]
    fn split_ids_are_all_ids_in_order_and_once(ids in proptest::collection::vec(id(), 0..350)) {
        let whole = Request::new("a").with_zone_id("z");
        let requests: Vec<_> = whole.clone().split_instance_ids(ids.clone()).collect();
        let mut seen = std::collections::BTreeSet::new();
        let ids: Vec<String> = ids.into_iter().filter(|id| seen.insert(id.clone())).collect();
        prop_assert_eq!(requests.len(), ids.len().div_ceil(100));
        let all: Vec<&str> = requests.iter().flat_map(Request::instance_ids).collect();
        prop_assert_eq!(all, ids);
        prop_assert!(requests.iter().all(|request| request.zone_id() == whole.zone_id()));
    }
}
