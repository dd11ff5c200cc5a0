//! Odd queries: what each reads as, or why it is refused.

#![cfg(all(feature = "json", feature = "xml"))]

use aliyun_instance_status::{Call, DecodeError, DecodeErrorKind as Kind, Field, Format, Request};
use insta::assert_snapshot;
use proptest::prelude::*;
use proptest::sample::select;

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
    assert_snapshot!(error, @"more than 100 instance ids at byte 1601");
}

/// The two parts of a `POST` are one set, and offsets count through both.
#[test]
fn a_form_continues_the_query() {
    let call = Call::from_query_and_form("?RegionId=a&Format=JSON", "PageSize=5&ZoneId=b+c");
    let call = call.expect("a call");
    assert_snapshot!(call.to_query(), @"Action=DescribeInstanceStatus&Format=JSON&PageSize=5&RegionId=a&Version=2014-05-26&ZoneId=b%20c");
    let refused = |query, form| Call::from_query_and_form(query, form).unwrap_err();
    assert_snapshot!(refused("RegionId=a", "RegionId=b"), @"second RegionId at byte 10");
    assert_snapshot!(refused("ZoneId=a", "PageSize=0"), @"integer out of range in PageSize at byte 17");
    assert_snapshot!(refused("ZoneId=a", "PageSize=9"), @"missing RegionId at byte 18");
    assert_snapshot!(refused("RegionId=a", "?x=%"), @"`%` without two hexadecimal digits at byte 13");
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

/// Whatever else is wrong with a call, its refusal has a format.
#[test]
fn the_format_asked_for() {
    use Format::{Json, Xml};
    for (query, form, asked_for) in [
        ("", "", Ok(None)),
        ("Format", "Format=", Ok(None)),
        ("format=XML&Formats=XML&=XML", "", Ok(None)),
        ("?Format=JSON", "", Ok(Some(Json))),
        ("%&%4=%&Format=xml&Format=json", "Format=json", Ok(Some(Xml))),
        ("Format=&a=b", "&&F%6Frmat=%4A%53on", Ok(Some(Json))),
        ("Format=YAML&Format=XML", "", Err(())),
        ("Format=%4", "", Err(())),
        ("Format=XML ", "", Err(())),
    ] {
        assert_eq!(Format::asked_for(query, form).map_err(drop), asked_for, "{query} {form}");
    }
}

/// A request, a call, and a call whose query is empty read a query alike.
#[track_caller]
fn read(query: &str) -> Result<(), DecodeError> {
    let request = Request::from_query(query).map(drop);
    assert_eq!(Call::from_query(query).map(drop), request, "{query}");
    // A form has no `?` before it.
    if !query.starts_with('?') {
        assert_eq!(Call::from_query_and_form("", query).map(drop), request, "{query}");
    }
    request
}

#[track_caller]
fn assert_refused(query: &str, kind: Kind, offset: usize) {
    let error = read(query).expect_err(query);
    assert_eq!((error.kind(), error.offset()), (kind, offset), "{query}");
}

/// Queries of public reports and of clients in use, with what is expected of them.
#[test]
fn reported() {
    let cases = include_str!("hostile/query.jsonl");
    for line in cases.lines() {
        let case: serde_json::Value = serde_json::from_str(line).expect("a case is JSON");
        let text = |member: &str| case[member].as_str().expect("it is there");
        let (query, expected) = (text("input"), text("expect"));
        let Some(offset) = expected.strip_prefix("error at byte ") else {
            assert_eq!(read(query), Ok(()), "{line}");
            continue;
        };
        let offset = offset.split(':').next().expect("a piece").parse().expect("a number");
        let kind = match expected.split_once("it names ").map(|(_, name)| name) {
            None => Kind::InvalidIndex,
            Some("RegionId") => Kind::MisspelledName(Field::RegionId),
            Some("ZoneId") => Kind::MisspelledName(Field::ZoneId),
            Some("PageNumber") => Kind::MisspelledName(Field::PageNumber),
            Some("PageSize") => Kind::MisspelledName(Field::PageSize),
            Some(other) => panic!("{other}"),
        };
        assert_refused(query, kind, offset);
    }
    assert_eq!(cases.lines().count(), 14);
}

/// Other spellings of the list's name. To skip one would select the whole region.
#[test]
fn misspelt_ids() {
    for name in [
        "InstanceId",
        "instanceid",
        "INSTANCEID.1",
        "InstanceID.1",
        "InstanceIds",
        "InstancesID.1",
        "InstancesIds.12",
        "InstanceId1",
        "InstanceId_1",
        "InstanceId-1",
        "InstanceId[]",
        "InstanceId%5B%5D",
        "InstanceId%255B0%255D",
        "InstanceId%25252E1",
        "Instance%2549d.1",
        "instance_ids",
        "instance-id",
        "Instance.Id.1",
        "amp;InstanceId.1",
        "AMP;InstanceId.1",
        "amp%3BInstanceId.1",
        "+InstanceId.1",
        "%20InstanceId.1%20",
        "%22InstanceId.1%22",
        "?InstanceId.1",
        "InstanceId..1",
        "InstanceId.1.",
        "InstanceId.1.Id",
        "InstanceId.00000000000000000000000000000000000001",
        "中InstanceId",
        "I%6Estance_%2549%64%2573.007",
    ] {
        for pair in [format!("{name}=i-a"), format!("{name}="), name.into()] {
            assert_refused(&format!("RegionId=a&{pair}&PageSize=5"), Kind::InvalidIndex, 11);
        }
    }
}

#[test]
fn misspelt_names() {
    use Field::{
        AccessKeyId, Action, Format, OwnerId, PageNumber, PageSize, RegionId, ResourceOwnerAccount,
        Signature, SignatureNonce, Timestamp, Version, ZoneId,
    };
    for (name, field) in [
        ("RegionID", RegionId),
        ("regionId", RegionId),
        ("Region-Id", RegionId),
        ("%2552egionId", RegionId),
        ("??RegionId", RegionId),
        ("ZoneID", ZoneId),
        ("pageNumber", PageNumber),
        ("page_number", PageNumber),
        ("PageNumber%20", PageNumber),
        ("page_size", PageSize),
        ("amp;PageSize", PageSize),
        ("PageSize[]", PageSize),
        ("action", Action),
        ("version", Version),
        ("format", Format),
        ("accessKeyId", AccessKeyId),
        ("signature", Signature),
        ("Signature-Nonce", SignatureNonce),
        ("timestamp", Timestamp),
        ("TIMESTAMP", Timestamp),
        ("owner_id", OwnerId),
        ("resource_owner_account", ResourceOwnerAccount),
    ] {
        for value in ["=5", "=", ""] {
            let query = format!("ClusterId=c&{name}{value}&RegionId=a");
            assert_refused(&query, Kind::MisspelledName(field), 12);
        }
        // Also beside the right one.
        let query = format!("RegionId=a&{name}=b");
        assert_refused(&query, Kind::MisspelledName(field), 11);
    }
}

/// What was meant as something else is skipped.
#[test]
fn unknown_names() {
    for name in [
        "Tag.1.Key",
        "DryRun",
        "Instance",
        "InstanceIdentity",
        "Instance1Id",
        "Ids",
        "Region",
        "RegionIds",
        "RegionId1",
        "PageSize2",
        "PageNumbers",
        "amp;amp;PageSize",
        "amp;",
        "%25",
        "%2525",
        "...",
        "中",
        "InstanceIdInstanceIdInstanceIdInstanceId",
        "SignatureMethodVersionNonce",
    ] {
        assert_eq!(read(&format!("RegionId=a&{name}=b")), Ok(()), "{name}");
    }
    let call = Call::from_query("RegionId=a&TimeStamp=b&Timestamp=c").expect("both are known");
    assert_eq!(call.common.time_stamp.as_deref(), Some("b"));
    assert_eq!(call.common.timestamp.as_deref(), Some("c"));
}

/// Of two faults the one at the earlier byte is reported.
#[test]
fn the_first_fault_wins() {
    for (query, kind, offset) in [
        ("RegionId=a%4 b", Kind::InvalidPercent, 10),
        ("RegionId=a b%4", Kind::InvalidByte, 10),
        ("RegionId=%FF%zz", Kind::InvalidUtf8, 9),
        ("RegionId=%zz%FF", Kind::InvalidPercent, 9),
        ("RegionId=%E4%zz", Kind::InvalidUtf8, 9),
        ("RegionId=a#%FF", Kind::InvalidByte, 10),
        ("RegionId=%FF#", Kind::InvalidUtf8, 9),
        ("Region%FFId%4=a", Kind::InvalidUtf8, 6),
        ("Region Id%4=a", Kind::InvalidByte, 6),
        ("RegionId=a&RegionId=%zz", Kind::DuplicateField(Field::RegionId), 11),
        ("RegionId=a&Region%49d=%zz", Kind::DuplicateField(Field::RegionId), 11),
        ("regionId=%zz", Kind::MisspelledName(Field::RegionId), 0),
        ("x=1&InstanceIds=%zz", Kind::InvalidIndex, 4),
        ("InstanceId.1=a&InstanceId.1=%zz", Kind::DuplicateField(Field::InstanceId), 15),
        ("InstanceId.101=%zz", Kind::TooManyInstanceIds, 0),
        ("InstanceId.1=%zz", Kind::InvalidPercent, 13),
        ("InstanceId.1=&x=%zz", Kind::EmptyInstanceId, 13),
        ("=%zz", Kind::EmptyName, 0),
        ("PageSize=x%zz", Kind::InvalidInteger(Field::PageSize), 9),
        ("PageSize=51%zz", Kind::IntegerOutOfRange(Field::PageSize), 9),
        ("PageSize=5%zz", Kind::InvalidPercent, 10),
        ("PageSize=%zz", Kind::InvalidPercent, 9),
        ("PageSize=%35 ", Kind::InvalidByte, 12),
        ("PageSize=%78%FF", Kind::InvalidInteger(Field::PageSize), 9),
        ("PageSize=0&PageSize=0", Kind::IntegerOutOfRange(Field::PageSize), 9),
        ("Action=Start%zz", Kind::UnexpectedAction, 7),
        ("Action=DescribeInstanceStatus%zz", Kind::InvalidPercent, 29),
        ("Version=1 ", Kind::UnexpectedVersion, 8),
    ] {
        assert_refused(query, kind, offset);
    }
}

/// A query of pieces that are right, wrong, and wrong twice.
fn pieces() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "RegionId",
        "ZoneId",
        "PageSize",
        "PageNumber",
        "OwnerId",
        "Action",
        "Version",
        "Format",
        "InstanceId",
        ".1",
        ".2",
        ".100",
        ".101",
        "InstanceId.1=",
        "InstanceId.0=i",
        "regionID",
        "page_size",
        "amp;",
        "Tag.1",
        "=",
        "=",
        "=",
        "&",
        "&",
        "&",
        "a",
        "7",
        "0",
        "50",
        "51",
        "4294967296",
        "DescribeInstanceStatus",
        "2014-05-26",
        "%",
        "%4",
        "%zz",
        "%31",
        "%49",
        "%25",
        "%FF",
        "%E4%B8%AD",
        "%E4%B8",
        "中",
        "+",
        " ",
        "#",
        "\n",
        "\u{7F}",
        "?",
        ".",
        ";",
    ];
    proptest::collection::vec(select(PIECES), 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    /// What stands before the byte that is reported has no fault, but for being cut
    /// off there: it is read, or refused at its end, or for its last name or escape,
    /// of which the cut left a part.
    #[test]
    fn nothing_is_wrong_before_the_first_fault(query in pieces()) {
        let Err(error) = read(&query) else { return Ok(()) };
        if matches!(error.kind(), Kind::MissingField(_)) {
            return Ok(());
        }
        let before = &query[..error.offset()];
        let Err(cut) = read(before) else { return Ok(()) };
        let start = usize::from(before.starts_with('?'));
        let last = before.rfind('&').map_or(start, |at| at + 1);
        let is_in_name = !before[last..].contains('=') && cut.offset() == last;
        let is_half = cut.kind() == Kind::InvalidUtf8 && before[cut.offset()..].starts_with('%');
        prop_assert!(
            cut.offset() == before.len() || is_in_name || is_half,
            "{:?}: {}, but {:?}: {}", query, error, before, cut
        );
    }

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
