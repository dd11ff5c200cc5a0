//! Names of a query that are another spelling of a known one, and those that are not.

use aliyun_instance_status::{Call, DecodeErrorKind as Kind, Field};

use crate::{assert_refused, read};

/// Queries of public reports and of clients in use, with what is expected of them.
#[test]
fn reported() {
    let cases = include_str!("../hostile/query.jsonl");
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
        "InstanceId[0].Id",
        "instanceIds%5B0%5D%5Bid%5D",
        "InstanceIds.member.1",
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

/// As bytes: `-` sorts before `.`.
#[test]
fn unknown_names_are_written_in_their_place() {
    let query = "Action=DescribeInstanceStatus&InstanceId-a=1&InstanceId.1=i-a&InstanceId.2=i-b\
                 &InstanceIdx=1&RegionId=a&Version=2014-05-26&Z=1&ZoneId=b&a=1";
    let mut pairs: Vec<&str> = query.split('&').collect();
    pairs.reverse();
    let call = Call::from_query(&pairs.join("&")).map(|call| call.canonical_query());
    assert_eq!(call.as_deref(), Ok(query));
}
