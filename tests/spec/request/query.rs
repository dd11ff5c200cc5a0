//! Odd queries: what each reads as, or why it is refused.

use aliyun_instance_status::Call;
use insta::assert_snapshot;
use proptest::prelude::*;

use crate::support::rows;
use crate::support::strategy::cases;

/// One row of the snapshot for each query, its bytes escaped.
const QUERIES: &[&str] = &[
    // Escapes.
    "RegionId=a%",
    "RegionId=a%4",
    "RegionId=a%ZZ",
    "RegionId=%4Z",
    "RegionId=%u4E2D",
    "RegionId=%+1",
    "RegionId=%FF",
    "RegionId=ab%C0%AF",
    "RegionId=%ED%A0%80",
    "RegionId=%E4%B8",
    "RegionId=%D6%D0",
    "RegionId=%e4%B8%ad",
    "RegionId=中%E4",
    "RegionId=a&%FF=b",
    "RegionId=a+b%20c",
    "RegionId=%2541",
    "RegionId=%26%3D%23",
    "RegionId=%00%0D%0A%7F",
    "Region%49d=cn",
    "%RegionId=a",
    // Bytes that no request line carries.
    "RegionId=a\0",
    "RegionId=a\r\nHost: b",
    "RegionId=a b",
    "RegionId=a\tb",
    "RegionId=a\u{7F}",
    "RegionId=a#fragment",
    "RegionId=中",
    "RegionId=a\u{85}",
    // Duplicates.
    "RegionId=a&RegionId=b",
    "RegionId=a&Region%49d=b",
    "RegionId=a&InstanceId.1=b&InstanceId.1=c",
    "RegionId=a&InstanceId.1=b&InstanceId.%31=c",
    "RegionId=a&PageSize=1&PageSize=1",
    "RegionId=a&Signature=b&Signature=c",
    "RegionId=a&Action=DescribeInstanceStatus&Action=DescribeInstanceStatus",
    "RegionId=a&Other=b&Other=c",
    // Separators.
    "",
    "?",
    "&&&",
    "&RegionId=a&",
    "?RegionId=a",
    "??RegionId=a",
    "RegionId=a;ZoneId=b",
    "RegionId=a&=v",
    "RegionId=a&=",
    "RegionId",
    "RegionId=",
    "RegionId=a&ZoneId",
    "RegionId=a&ZoneId=",
    "RegionId=a=b",
    "regionid=a",
    // Indices.
    "RegionId=a&InstanceId.0=b",
    "RegionId=a&InstanceId.0=b&InstanceId.1=c",
    "RegionId=a&InstanceId.00=b",
    "RegionId=a&InstanceId.01=b",
    "RegionId=a&InstanceId.-1=b",
    "RegionId=a&InstanceId.+1=b",
    "RegionId=a&InstanceId.=b",
    "RegionId=a&InstanceId.1.2=b",
    "RegionId=a&InstanceId[1]=b",
    "RegionId=a&InstanceId.１=b",
    "RegionId=a&InstanceId.1%20=b",
    "RegionId=a&instanceid.1=b",
    "RegionId=a&InstanceId=b",
    "RegionId=a&InstanceId=%5B%22b%22%5D",
    "RegionId=a&InstanceIds=%5B%22b%22%5D",
    "RegionId=a&InstanceId.3=c&InstanceId.1=b",
    "RegionId=a&InstanceId.2=c&InstanceId.10=d&InstanceId.1=b",
    "RegionId=a&InstanceId.100=b",
    "RegionId=a&InstanceId.101=b",
    "RegionId=a&InstanceId.999=b",
    "RegionId=a&InstanceId.1000=b",
    "RegionId=a&InstanceId.4294967295=b",
    "RegionId=a&InstanceId.18446744073709551616=b",
    "RegionId=a&InstanceId.1=",
    "RegionId=a&InstanceId.1",
    "RegionId=a&InstanceId.1&ZoneId=b",
    // Numbers.
    "PageNumber&RegionId=a",
    "PageNumber=&RegionId=a",
    "Action&RegionId=a",
    "RegionId=a&PageNumber=",
    "RegionId=a&PageNumber=01",
    "RegionId=a&PageNumber=-1",
    "RegionId=a&PageNumber=%2B1",
    "RegionId=a&PageNumber=+1",
    "RegionId=a&PageNumber=%201",
    "RegionId=a&PageNumber=1.0",
    "RegionId=a&PageNumber=１",
    "RegionId=a&PageNumber=0",
    "RegionId=a&PageNumber=2147483648",
    "RegionId=a&PageNumber=4294967295",
    "RegionId=a&PageNumber=4294967296",
    "RegionId=a&PageNumber=18446744073709551616",
    "RegionId=a&PageSize=0",
    "RegionId=a&PageSize=50",
    "RegionId=a&PageSize=51",
    "RegionId=a&OwnerId=18446744073709551615",
    "RegionId=a&OwnerId=18446744073709551616",
    "RegionId=a&OwnerId=-1",
    // Constants.
    "RegionId=a&Action=describeInstanceStatus",
    "RegionId=a&Action=",
    "RegionId=a&Version=2014-05-26",
    "RegionId=a&Version=",
    "Action=DescribeInstanceStatus",
];

#[test]
fn odd_queries() {
    let rows: Vec<String> = QUERIES
        .iter()
        .map(|query| {
            let outcome = match Call::from_query(query) {
                // What it says, in the one spelling, without what all calls say.
                Ok(call) => call
                    .to_query()
                    .replace("Action=DescribeInstanceStatus&", "")
                    .replace("&Version=2014-05-26", ""),
                Err(error) => {
                    assert!(error.offset() <= query.len(), "{query}: {error}");
                    format!("! {error}")
                }
            };
            format!("{:<66} {outcome}", query.escape_debug().to_string())
        })
        .collect();
    assert_snapshot!(rows.join("\n"));
}

#[test]
fn a_hundred_and_one_ids_are_too_many() {
    let ids = |from: u32| (from..=100).map(|n| format!("&InstanceId.{n}=i")).collect::<String>();
    let hundred = format!("RegionId=a{}", ids(1));
    let call = Call::from_query(&hundred).expect("100 ids");
    assert_eq!(call.request.instance_ids().len(), 100);
    let error = Call::from_query(&format!("RegionId=a{}", ids(0))).map(|_| ()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "more than 100 instance ids, or an index beyond 100 at byte 1601"
    );
}

/// The two parts of a `POST` are one set, and offsets count through both.
#[test]
fn a_form_continues_the_query() {
    let call = Call::from_query_and_form("?RegionId=a&Format=JSON", "PageSize=5&ZoneId=b+c");
    let call = call.expect("a call");
    assert_eq!(
        call.to_query(),
        "Action=DescribeInstanceStatus&Format=JSON&PageSize=5&RegionId=a&Version=2014-05-26\
        &ZoneId=b%20c",
    );
    for [query, form, message] in rows(
        "
        RegionId=a → RegionId=b → duplicate RegionId at byte 10
        ZoneId=a   → PageSize=0 → PageSize outside 1 to 50 at byte 17
        ZoneId=a   → PageSize=9 → missing RegionId at byte 18
        RegionId=a → x=%        → `%` without two hexadecimal digits at byte 12
        RegionId=a → ?x=%       → URL where a query belongs at byte 10
        ",
    ) {
        let error = Call::from_query_and_form(query, form).expect_err(message);
        assert_eq!(error.to_string(), message);
    }
}

/// Every byte that may stand in a value, and every escape, decodes as it must.
#[test]
fn every_byte_and_every_escape() {
    for byte in 0..=u8::MAX {
        let escape = format!("RegionId=a%{byte:02X}");
        let lower = format!("RegionId=a%{byte:02x}");
        let call = Call::from_query(&escape);
        assert_eq!(call.is_ok(), byte.is_ascii(), "{escape}");
        assert_eq!(call, Call::from_query(&lower), "{escape}");
        if let Ok(call) = call {
            assert_eq!(call.request.region_id().as_bytes()[1], byte);
        }
        let raw = format!("RegionId=a{}", char::from(byte));
        let forbidden = matches!(byte, 0..=0x20 | 0x7F | b'#' | b'%');
        assert_eq!(Call::from_query(&raw).is_err(), forbidden, "{raw:?}");
    }
}

proptest! {
    #![proptest_config(cases(256))]

    /// The same parameters in any order and by any escapes are the same call.
    #[test]
    fn order_and_escapes_change_nothing(
        order in Just([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]).prop_shuffle(),
        escapes in proptest::collection::vec(any::<bool>(), 61),
    ) {
        const PAIRS: [&str; 12] = [
            "AccessKeyId=testid", "Action=DescribeInstanceStatus", "Format=JSON", "InstanceId.1=i-a",
            "InstanceId.10=i-c", "InstanceId.2=i-b", "OwnerId=7", "PageSize=50", "RegionId=cn-hangzhou",
            "Version=2014-05-26", "Tag=x", "Signature=a%2B",
        ];
        let pairs = order.iter().map(|&at| escaped(PAIRS[at], &escapes[at..]));
        let query = pairs.collect::<Vec<_>>().join("&");
        let in_order = PAIRS.join("&");
        prop_assert_eq!(Call::from_query(&query), Call::from_query(&in_order), "{}", query);
    }
}

/// The letters that `which` says are escaped, but those of an escape.
fn escaped(pair: &str, which: &[bool]) -> String {
    let letter = |(letter, which): (char, &bool)| match letter {
        '=' | '%' | '2' | 'B' => letter.into(),
        _ if *which => format!("%{:02x}", u32::from(letter)),
        _ => letter.into(),
    };
    pair.chars().zip(which.iter().cycle()).map(letter).collect()
}
