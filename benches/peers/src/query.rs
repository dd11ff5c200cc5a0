//! Query strings: reading and writing a signed call, and writing a request.

use std::borrow::Cow;
use std::hint::black_box;
use std::mem;

use aliyun_instance_status::{Call, CommonParameters, PageNumber, PageSize, Request};
use serde::{Deserialize, Serialize};

use crate::job::{Job, Plan, Row, Target};

const TYPED: &[Target] = &[Target::new(1, 2.0, 3.0)];
const PAIRS: &[Target] = &[Target::new(1, 2.0, 2.5)];
const WRITE: &[Target] = &[Target::new(1, 2.4, 3.0)];

/// A signed call as it stands in a URL, in 359 bytes.
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

/// Reading and writing.
pub(crate) fn all(plan: &Plan) -> Vec<Row> {
    [decode, write_call, write_request].iter().flat_map(|job| job(plan)).collect()
}

/// Reading a signed call.
fn decode(plan: &Plan) -> Vec<Row> {
    let call = Call::from_query(CALL).expect("this crate reads a signed call");
    let theirs = typed(CALL).expect("serde_urlencoded reads a signed call");
    assert_eq!(call.to_query(), CALL, "this crate reads another call");
    assert_eq!(theirs.into_call(), call, "serde_urlencoded reads another call");
    assert_eq!(pairs(CALL), CALL_PAIRS.map(borrowed), "form_urlencoded reads another call");

    Job::new("decode a signed query".to_owned(), 1, CALL.len(), || {
        Call::from_query(black_box(CALL))
    })
    .beside("serde_urlencoded, typed", TYPED, || typed(black_box(CALL)))
    .beside("form_urlencoded, pairs", PAIRS, || pairs(black_box(CALL)))
    .run(plan)
}

/// Writing a signed call, by each to a new string.
fn write_call(plan: &Plan) -> Vec<Row> {
    let call = Call::from_query(CALL).expect("this crate reads a signed call");
    let value = typed(CALL).expect("serde_urlencoded reads a signed call");
    let theirs = serde_urlencoded::to_string(&value).expect("serde_urlencoded writes a call");
    let read = Call::from_query(&theirs).expect("this crate reads what serde_urlencoded wrote");
    assert_eq!(read, call, "serde_urlencoded writes another call");

    let (call, value) = (&call, &value);
    Job::new("write a signed query".to_owned(), 1, CALL.len(), || black_box(call).to_query())
        .beside("serde_urlencoded", WRITE, || serde_urlencoded::to_string(black_box(value)))
        .run(plan)
}

/// Writing a request, by each to a buffer that it keeps.
fn write_request(plan: &Plan) -> Vec<Row> {
    let request = Request::from_query(CALL).expect("this crate reads a request");
    let value: TypedRequest<'_> =
        serde_urlencoded::from_str(CALL).expect("serde_urlencoded reads a request");
    let (mut ours, mut theirs) = (String::new(), String::new());
    write_ours(&request, &mut ours);
    write_serde(&value, &mut theirs).expect("serde_urlencoded writes a request");
    for query in [&ours, &theirs] {
        let read = Request::from_query(query).expect("this crate reads what was written");
        assert_eq!(read, request, "{query} is another request");
    }

    let (request, value, bytes) = (&request, &value, ours.len());
    Job::new("write a query".to_owned(), 1, bytes, || write_ours(black_box(request), &mut ours))
        .beside("serde_urlencoded", WRITE, || write_serde(black_box(value), &mut theirs))
        .run(plan)
}

fn write_ours(request: &Request<'_>, out: &mut String) {
    out.clear();
    request.write_query(out);
    black_box(&*out);
}

fn write_serde(
    request: &TypedRequest<'_>,
    out: &mut String,
) -> Result<(), serde_urlencoded::ser::Error> {
    out.clear();
    let mut pairs = form_urlencoded::Serializer::new(mem::take(out));
    request.serialize(serde_urlencoded::Serializer::new(&mut pairs))?;
    *out = pairs.finish();
    black_box(&*out);
    Ok(())
}

fn borrowed<'a>((name, value): (&'a str, &'a str)) -> (Cow<'a, str>, Cow<'a, str>) {
    (Cow::Borrowed(name), Cow::Borrowed(value))
}

impl<'a> TypedCall<'a> {
    fn into_call(self) -> Call<'a> {
        assert_eq!(self.action, Request::ACTION);
        assert_eq!(self.version, Request::VERSION);
        let request = Request::new(self.region_id)
            .with_zone_id(self.zone_id)
            .with_page_number(PageNumber::new(self.page_number).expect("a page's number"))
            .with_page_size(PageSize::new(self.page_size).expect("a page's size"))
            .with_instance_ids([self.instance_id])
            .expect("one id is not too many");
        let mut common = CommonParameters::default();
        common.access_key_id = Some(self.access_key_id);
        common.format = Some(self.format);
        common.signature = Some(self.signature);
        common.signature_method = Some(self.signature_method);
        common.signature_nonce = Some(self.signature_nonce);
        common.signature_version = Some(self.signature_version);
        common.timestamp = Some(self.timestamp);
        Call { request, common }
    }
}
