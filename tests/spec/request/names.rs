//! Names of a query that are another spelling of a known one, and those that are not.

use aliyun_instance_status::{Call, DecodeErrorKind as Kind, Field};

use super::{assert_refused, read};

/// A URL where a query belongs: its first parameter has a name that nothing knows. Only one
/// `?` at the start of a query may be left on it.
#[test]
fn urls() {
    for name in [
        "https://ecs.aliyuncs.com/?RegionId",
        "HTTPS://ecs.aliyuncs.com?Action",
        "ecs.aliyuncs.com/?InstanceId.1",
        "/?PageNumber",
        "/?",
        "?RegionId",
        "InstanceId.1?x",
        "InstanceId.?1",
        "InstanceId?",
        "RegionId?",
        "amp;?PageSize",
        "a?b?c",
        "%3FRegionId",
        "%3f",
        "https%3A%2F%2Fecs.aliyuncs.com%2F%3FRegionId",
        "https%253A%252F%252Fecs.aliyuncs.com%252F%253FRegionId",
        "%25252525253F",
        // The fault is behind what is seen to be a URL.
        "/?Region%zz",
        "/%3FRegion%FF",
        "/?Region Id",
    ] {
        for pair in [format!("{name}=a"), format!("{name}="), name.into(), format!("{name}=%")] {
            assert_refused(&format!("RegionId=a&{pair}&PageSize=5"), Kind::UrlForQuery, 11);
        }
        let form = format!("Format=JSON&{name}=1");
        let refused = Call::from_query_and_form("RegionId=a", &form);
        let refused = refused.map_err(|error| (error.kind(), error.offset()));
        assert_eq!(refused, Err((Kind::UrlForQuery, 22)), "{name}");
    }
    for (query, offset) in [("??RegionId=a", 1), ("?/?RegionId=a", 1), ("&?RegionId=a", 1)] {
        assert_refused(query, Kind::UrlForQuery, offset);
    }
    let in_form = Call::from_query_and_form("", "?RegionId=a").map_err(|error| error.kind());
    assert_eq!(in_form, Err(Kind::UrlForQuery));
    // What is wrong before it is wrong first, and a value may have one.
    assert_refused("/%zz?RegionId=a", Kind::InvalidPercent, 1);
    assert_refused("Region Id?", Kind::InvalidByte, 6);
    for query in ["?RegionId=a", "RegionId=a?", "RegionId=a&x=https://h/?y", "RegionId=a&x=%3F"] {
        assert_eq!(read(query), Ok(()), "{query}");
    }
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
        "amp;amp;InstanceId.1",
        "%26amp%3BAmp;InstanceId.1",
        "+InstanceId.1",
        "%20InstanceId.1%20",
        "%22InstanceId.1%22",
        "InstanceId..1",
        "InstanceId.1.",
        "InstanceId.1.Id",
        "InstanceId[0].Id",
        "instanceIds%5B0%5D%5Bid%5D",
        "InstanceIds.member.1",
        "params[InstanceId.1]",
        "params%5BInstanceId%5D%5B0%5D",
        "params[instance_ids][0][id]",
        "query.InstanceId",
        "a.b.InstanceId.1",
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
        ResourceOwnerId, Signature, SignatureNonce, Timestamp, Version, ZoneId,
    };
    for (name, field) in [
        ("RegionID", RegionId),
        ("regionId", RegionId),
        ("Region-Id", RegionId),
        ("%2552egionId", RegionId),
        ("query.RegionId", RegionId),
        ("amp;params[RegionId]", RegionId),
        ("query.ZoneId", ZoneId),
        ("params%5Bzone_id%5D", ZoneId),
        ("params['PageSize']", PageSize),
        ("a.b[PageNumber]", PageNumber),
        ("Resource.OwnerId", ResourceOwnerId),
        ("Request.OwnerId", OwnerId),
        ("ZoneID", ZoneId),
        ("pageNumber", PageNumber),
        ("page_number", PageNumber),
        ("PageNumber%20", PageNumber),
        ("page_size", PageSize),
        ("amp;PageSize", PageSize),
        ("amp;AMP;PageSize", PageSize),
        ("%26amp%3BPageSize", PageSize),
        ("%2526amp;%26amp;PageSize", PageSize),
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
        "amp;",
        "amp;amp;",
        "ampPageSize",
        "amp.Page.Size2",
        "params[Action]",
        "System.Version",
        "query.Signature",
        "ZoneId.Name",
        "PageSize[0]",
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
