//! What is told of a bad query: a message for every kind of error, with the byte that it points to.

use aliyun_instance_status::{Call, InvalidInstanceIds, Request};

use crate::support::rows;

#[test]
fn of_queries() {
    for [query, message] in rows(
        "
        ZoneId=a                                 → missing RegionId at byte 8
        InstanceId.1=a&InstanceId.1=b&RegionId=c → duplicate InstanceId at byte 15
        RegionId=%C0%AF                          → invalid UTF-8 at byte 9
        RegionId=%4                              → `%` without two hexadecimal digits at byte 9
        RegionId=a b                             → byte that a query cannot carry at byte 10
        RegionId=a&=b                            → parameter without a name at byte 11
        RegionId=a&PageSize=                     → not an integer in PageSize at byte 20
        RegionId=a&PageSize=51                   → PageSize outside 1 to 50 at byte 20
        RegionId=a&Action=DescribeInstances      → Action other than DescribeInstanceStatus at byte 18
        RegionId=a&Version=2013-01-10            → Version other than 2014-05-26 at byte 19
        RegionId=a&InstanceId=b                  → InstanceId without a valid index: write InstanceId.1 at byte 11
        RegionId=a&page_size=50                  → misspelling of PageSize at byte 11
        https://h/?RegionId=a                    → URL where a query belongs at byte 0
        RegionId=a&InstanceId.1=                 → empty InstanceId at byte 24
        RegionId=a&InstanceId.101=b              → more than 100 instance ids, or an index beyond 100 at byte 11
        ",
    ) {
        let error = Request::from_query(query).expect_err(query);
        assert_eq!(error.to_string(), message, "{query}");
    }
    let many = format!("RegionId=a{}", "&x=y".repeat(257));
    assert!(Request::from_query(&many).is_ok());
    let error = Call::from_query(&many).expect_err("257 unknown parameters");
    assert_eq!(
        error.to_string(),
        "more than 256 unknown parameters, or 278 in all besides instance ids at byte 1035"
    );
}

#[test]
fn of_lists_of_ids() {
    let refused: InvalidInstanceIds = Request::new("a").with_instance_ids(["i"; 101]).unwrap_err();
    assert_eq!(refused.to_string(), "more than 100 instance ids for one request");
    assert_eq!(InvalidInstanceIds::Empty.to_string(), "an empty instance id");
}
