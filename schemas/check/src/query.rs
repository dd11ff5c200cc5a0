//! Query strings, and objects of a query's parameters.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Map, Value, json};

use crate::text::characters;

/// The query string of an object's members, which are strings or numbers;
/// `InstanceId` may be an array.
///
/// # Panics
///
/// A member is neither.
#[must_use]
pub fn query(object: &Map<String, Value>) -> String {
    let mut pairs = Vec::new();
    for (name, value) in object {
        match value {
            Value::Array(ids) => {
                let indexed = ids.iter().enumerate();
                pairs.extend(indexed.map(|(index, id)| pair(&format!("{name}.{}", index + 1), id)));
            }
            value => pairs.push(pair(name, value)),
        }
    }
    pairs.join("&")
}

fn pair(name: &str, value: &Value) -> String {
    let value = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        other => panic!("{name}: {other} is no parameter"),
    };
    format!("{}={}", encode(name), encode(&value))
}

fn encode(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect::<Vec<_>>().concat()
}

/// The object of a query string that the crate has written, every value a string.
///
/// # Panics
///
/// It is no such query string, or has a name twice.
#[must_use]
pub fn object(query: &str) -> Map<String, Value> {
    let mut object = Map::new();
    for pair in query.split('&') {
        let (name, value) = pair.split_once('=').expect("each pair has its sign");
        let twice = object.insert(decode(name), decode(value).into());
        assert_eq!(twice, None, "{name} in {query}");
    }
    object
}

fn decode(text: &str) -> String {
    let mut pieces = text.split('%');
    let mut bytes = pieces.next().expect("a split has a first piece").as_bytes().to_vec();
    for piece in pieces {
        let (digits, rest) = piece.split_at(2);
        bytes.push(u8::from_str_radix(digits, 16).expect("two digits"));
        bytes.extend(rest.bytes());
    }
    String::from_utf8(bytes).expect("UTF-8")
}

/// Objects with the ids as an array, most of them valid.
pub fn with_array() -> impl Strategy<Value = Map<String, Value>> {
    let count = prop_oneof![3 => 1..4_usize, 1 => select(&[50, 99, 100, 101][..])];
    let ids = count.prop_flat_map(|count| prop::collection::vec(id(), count));
    (named(), proptest::option::of(ids)).prop_map(|(mut object, ids)| {
        object.extend(ids.map(|ids| ("InstanceId".into(), ids.into())));
        object
    })
}

/// Objects with the ids by index, as a query has them, most of them valid.
pub fn with_indices() -> impl Strategy<Value = Map<String, Value>> {
    const ODD: [&str; 15] = [
        "InstanceId",
        "InstanceIds",
        "InstanceIds.1",
        "InstancesID.1",
        "InstanceId[0]",
        "instance_id",
        "amp;InstanceId.1",
        " InstanceId.1",
        "InstanceIds.1.x",
        "InstanceId.",
        "InstanceId.01",
        "InstanceId.101",
        "InstanceId.-1",
        "InstanceId.1.2",
        "InstanceId.１",
    ];
    let indices = prop_oneof![
        6 => subsequence((0..=100).collect::<Vec<u32>>(), 0..4),
        1 => select(vec![(1..=100).collect::<Vec<_>>(), (0..=99).collect(), (0..=100).collect()]),
    ];
    let ids = indices.prop_flat_map(|indices| {
        indices
            .into_iter()
            .map(|index| (Just(format!("InstanceId.{index}")), id()))
            .collect::<Vec<_>>()
    });
    let odd = prop_oneof![20 => Just(None), 1 => (select(&ODD[..]), id()).prop_map(Some)];
    (named(), ids, odd).prop_map(|(mut object, ids, odd)| {
        object.extend(ids);
        object.extend(odd.map(|(name, id)| (name.into(), id)));
        object
    })
}

fn id() -> impl Strategy<Value = Value> {
    prop_oneof![200 => "i-[a-z0-9]{1,8}", 1 => Just(String::new())].prop_map(Value::from)
}

/// All parameters but the ids, most of them seldom there.
fn named() -> impl Strategy<Value = Map<String, Value>> {
    const TEXTS: [&str; 14] = [
        "ZoneId",
        "ClusterId",
        "OwnerAccount",
        "ResourceOwnerAccount",
        "Format",
        "AccessKeyId",
        "Signature",
        "SignatureMethod",
        "SignatureVersion",
        "SignatureNonce",
        "SignatureType",
        "Timestamp",
        "TimeStamp",
        "SecurityToken",
    ];
    // What is not known is skipped; what is misspelt, or has no name, is refused.
    const OTHERS: [&str; 15] = [
        "InstanceIdX",
        "Instance",
        "Region",
        "PageSize2",
        "未知",
        "a b",
        "amp;",
        "InstanceID",
        "regionId",
        "page_size",
        "pageNumber",
        "amp;ZoneId",
        "timestamp",
        "[Action]",
        "",
    ];
    let always = mostly(
        prop_oneof![9 => "[a-z-]{1,9}", 1 => characters()].prop_map(Value::from),
        vec![json!("")],
    );
    let constants = [("Action", "DescribeInstanceStatus"), ("Version", "2014-05-26")];
    let constants = constants.map(|(name, only)| {
        (Just(name), mostly(Just(json!(only)), vec![json!(""), json!("describeInstanceStatus")]))
    });
    let pages = ["PageNumber", "PageSize"].map(|name| (Just(name), mostly(page(), odd_integers())));
    let owners =
        ["OwnerId", "ResourceOwnerId"].map(|name| (Just(name), mostly(owner(), odd_integers())));
    let seldom = |name: BoxedStrategy<&'static str>, value: BoxedStrategy<Value>| {
        prop_oneof![3 => Just(None), 1 => (name, value).prop_map(Some)].boxed()
    };
    let mut members = vec![
        seldom(select(TEXTS.to_vec()).boxed(), characters().prop_map(Value::from).boxed()),
        seldom(Just("BearerToken").boxed(), characters().prop_map(Value::from).boxed()),
        seldom(select(OTHERS.to_vec()).boxed(), characters().prop_map(Value::from).boxed()),
    ];
    members.extend(
        constants
            .into_iter()
            .chain(pages)
            .chain(owners)
            .map(|(name, value)| seldom(name.boxed(), value)),
    );
    (prop_oneof![40 => always.prop_map(Some), 1 => Just(None)], members).prop_map(
        |(region_id, members)| {
            let members = members.into_iter().flatten();
            let region_id = region_id.map(|region_id| ("RegionId", region_id));
            region_id.into_iter().chain(members).map(|(name, value)| (name.into(), value)).collect()
        },
    )
}

fn mostly(good: impl Strategy<Value = Value> + 'static, odd: Vec<Value>) -> BoxedStrategy<Value> {
    prop_oneof![12 => good, 1 => select(odd)].boxed()
}

fn page() -> impl Strategy<Value = Value> {
    prop_oneof![
        (1..=50_u32).prop_map(Value::from),
        select(vec![
            json!("1"),
            json!("50"),
            json!("007"),
            json!(50),
            json!("00000000000000000000049")
        ]),
    ]
}

fn owner() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<u64>().prop_map(Value::from),
        any::<u64>().prop_map(|id| id.to_string().into()),
        select(vec![json!(0), json!("0"), json!(u64::MAX), json!("00018446744073709551615")]),
    ]
}

/// None is a page's size; some are a page's number or an owner's id.
fn odd_integers() -> Vec<Value> {
    vec![
        json!(0),
        json!(51),
        json!(-1),
        json!(1.5),
        json!("0"),
        json!("00"),
        json!("051"),
        json!("60"),
        json!("+1"),
        json!("-1"),
        json!(" 1"),
        json!("1\n"),
        json!("1.0"),
        json!("１"),
        json!(""),
        json!(u32::MAX),
        json!(1_u64 << 32),
        json!("4294967295"),
        json!("4294967296"),
        json!("18446744073709551616"),
        json!("99999999999999999999"),
    ]
}
