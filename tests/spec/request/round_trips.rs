//! Whatever is written as a query reads back as the same request or call.

use aliyun_instance_status::{Call, Request};
use proptest::prelude::*;

use crate::support::percent;
use crate::support::strategy::{call, cases, request};

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn requests_round_trip(request in request()) {
        let query = request.to_query();
        prop_assert_eq!(Request::from_query(&query), Ok(request), "{}", query);
    }

    #[test]
    fn calls_round_trip(call in call()) {
        let query = call.to_query();
        prop_assert_eq!(Call::from_query(&query), Ok(call), "{}", query);
    }

    /// Sorted by the bytes of the names, each part encoded as an oracle does it.
    #[test]
    fn a_canonical_query_is_sorted_and_encoded(call in call()) {
        let canonical = call.canonical_query();
        let names: Vec<&str> = canonical.split('&').filter_map(|pair| pair.split_once('=')).map(|(name, _)| name).collect();
        prop_assert!(names.is_sorted(), "{:?}", names);
        let region = percent(call.request.region_id());
        let region = format!("&RegionId={region}");
        prop_assert!(canonical.contains(&region));
    }
}
