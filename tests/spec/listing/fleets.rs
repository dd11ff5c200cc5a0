//! Fleets at rest, fleets that change, and a service with faults.

use aliyun_instance_status::{BackOff, Listing, PageSize, Request};
use proptest::prelude::*;

use super::service::{Fault, Service, list};
use crate::support::strategy::cases;

fn fault() -> impl Strategy<Value = Fault> {
    prop_oneof![
        4 => Just(Fault::None),
        1 => Just(Fault::Throttled(Some(2_000))),
        1 => Just(Fault::Throttled(None)),
        1 => prop_oneof![Just(502), Just(503), Just(504), Just(429)].prop_map(Fault::Gateway),
        1 => Just(Fault::Lost),
        1 => Just(Fault::CutOff),
        1 => Just(Fault::TokenExpires),
    ]
}

/// A region, or some of its instances, and some that are not there.
fn listing() -> impl Strategy<Value = (Listing, Option<usize>)> {
    let region = (10_u32..=50).prop_map(|size| Request::new("a").with_page_size(page_size(size)));
    (region, proptest::option::of(1_usize..250)).prop_map(|(region, ids)| match ids {
        None => (Listing::new(region), None),
        Some(count) => {
            let ids = (0..count).map(|n| format!("i-{n}"));
            (Listing::of(region.split_instance_ids(ids)), Some(count))
        }
    })
}

fn page_size(size: u32) -> PageSize {
    PageSize::new(size).expect("a size")
}

proptest! {
    #![proptest_config(cases(256))]

    /// Of a fleet at rest every instance is listed once, or an error says why, within the
    /// bound of the attempts.
    #[test]
    fn a_fleet_at_rest(
        instances in 0_usize..300,
        (listing, named) in listing(),
        mut faults in prop::collection::vec(fault(), 0..40),
        forbidden in proptest::option::weighted(0.1, any::<prop::sample::Index>()),
        skew in prop_oneof![3 => Just(0), 1 => -100_000_i64..100_000],
    ) {
        if let Some(place) = forbidden.filter(|_| !faults.is_empty()) {
            *place.get_mut(&mut faults) = Fault::Forbidden;
        }
        let mut service = Service::new(instances, faults);
        let listed = list(&mut service, listing, skew);
        prop_assert!(!listed.has_changed);
        let selected = named.map_or(instances, |named| named.min(instances));
        match listed.gave_up {
            None => {
                let expected: Vec<_> = (0..selected).map(|n| format!("i-{n}")).collect();
                prop_assert_eq!(listed.ids, expected);
            }
            Some(error) => prop_assert!(!error.to_string().is_empty()),
        }
        let pages = u32::try_from(listed.totals.len()).expect("few pages") + 1;
        prop_assert!(listed.calls <= BackOff::default().attempts * pages);
    }

    /// Whatever can be waited or renewed away is, with attempts enough.
    #[test]
    fn patience_lists_everything(
        instances in 0_usize..300,
        faults in prop::collection::vec(fault(), 0..40),
        skew in -100_000_i64..100_000,
    ) {
        let (attempts, request) = (100, Request::new("a").with_page_size(page_size(30)));
        let listing = Listing::new(request).with_back_off(BackOff { attempts, ..BackOff::default() });
        let listed = list(&mut Service::new(instances, faults), listing, skew);
        prop_assert_eq!(listed.gave_up, None);
        let expected: Vec<_> = (0..instances).map(|n| format!("i-{n}")).collect();
        prop_assert_eq!(listed.ids, expected);
    }

    /// Where the total changes between two pages, the listing says so, and only there.
    #[test]
    fn a_fleet_that_changes(
        instances in 0_usize..100,
        changes in prop::collection::vec(
            prop_oneof![Just(Fault::None), Just(Fault::Created), Just(Fault::Deleted)], 0..40),
    ) {
        let mut service = Service::new(instances, changes);
        let listing = Listing::new(Request::new("a").with_page_size(page_size(5)));
        let listed = list(&mut service, listing, 0);
        prop_assert_eq!(listed.gave_up, None);
        let differs = listed.totals.windows(2).any(|totals| totals[0] != totals[1]);
        prop_assert_eq!(listed.has_changed, differs);
    }
}
