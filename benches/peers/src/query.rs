//! Query strings: reading and writing a signed call, and writing a request.

use std::borrow::Cow;
use std::hint::black_box;
use std::mem;

use aliyun_instance_status::{Call, CommonParameters, PageNumber, PageSize, Request};
use serde::{Deserialize, Serialize};

use crate::measure::{Effort, Job, Target};
use crate::report::Row;

const TYPED: &[Target] = &[Target::new(1, 3.0, 5.0)];
const PAIRS: &[Target] = &[Target::new(1, 2.0, 3.5)];
const WRITE: &[Target] = &[Target::new(1, 1.5, 3.0)];

/// A signed call as it stands in a URL.
const CALL: &str = "AccessKeyId=testid&Action=DescribeInstanceStatus&Format=JSON\
    &InstanceId.1=i-bp1j4i2jdf3owlhe0001&PageNumber=1&PageSize=50&RegionId=cn-hangzhou\
    &SignatureMethod=HMAC-SHA1&SignatureNonce=3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf\
    &SignatureVersion=1.0&Timestamp=2016-02-23T12%3A46%3A24Z&Version=2014-05-26\
    &ZoneId=cn-hangzhou-d&Signature=OLeaidS1JvxuMvnyHOwuJ%2BuX5qY%3D";

/// What the call says, in its order, for `form_urlencoded`.
const CALL_PAIRS: [(&str, &str); 14] = [
    ("AccessKeyId", "testid"),
    ("Action", "DescribeInstanceStatus"),
    ("Format", "JSON"),
    ("InstanceId.1", "i-bp1j4i2jdf3owlhe0001"),
    ("PageNumber", "1"),
    ("PageSize", "50"),
    ("RegionId", "cn-hangzhou"),
    ("SignatureMethod", "HMAC-SHA1"),
    ("SignatureNonce", "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf"),
    ("SignatureVersion", "1.0"),
    ("Timestamp", "2016-02-23T12:46:24Z"),
    ("Version", "2014-05-26"),
    ("ZoneId", "cn-hangzhou-d"),
    ("Signature", "OLeaidS1JvxuMvnyHOwuJ+uX5qY="),
];

/// A request, as `serde_urlencoded` reads and writes it: it has no lists, so
/// that the one id is a field.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct TypedRequest<'a> {
    #[serde(borrow)]
    action: Cow<'a, str>,
    #[serde(borrow, rename = "InstanceId.1")]
    instance_id: Cow<'a, str>,
    page_number: u32,
    page_size: u32,
    #[serde(borrow)]
    region_id: Cow<'a, str>,
    #[serde(borrow)]
    zone_id: Cow<'a, str>,
}

/// A signed call. The fields are mandatory, because serde borrows a `Cow` but
/// not an `Option<Cow>`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct TypedCall<'a> {
    #[serde(borrow)]
    access_key_id: Cow<'a, str>,
    #[serde(borrow)]
    action: Cow<'a, str>,
    #[serde(borrow)]
    format: Cow<'a, str>,
    #[serde(borrow, rename = "InstanceId.1")]
    instance_id: Cow<'a, str>,
    page_number: u32,
    page_size: u32,
    #[serde(borrow)]
    region_id: Cow<'a, str>,
    #[serde(borrow)]
    signature_method: Cow<'a, str>,
    #[serde(borrow)]
    signature_nonce: Cow<'a, str>,
    #[serde(borrow)]
    signature_version: Cow<'a, str>,
    #[serde(borrow)]
    timestamp: Cow<'a, str>,
    #[serde(borrow)]
    version: Cow<'a, str>,
    #[serde(borrow)]
    zone_id: Cow<'a, str>,
    #[serde(borrow)]
    signature: Cow<'a, str>,
}

fn typed(query: &str) -> Result<TypedCall<'_>, serde_urlencoded::de::Error> {
    serde_urlencoded::from_str(query)
}

fn pairs(query: &str) -> Vec<(Cow<'_, str>, Cow<'_, str>)> {
    form_urlencoded::parse(query.as_bytes()).collect()
}
