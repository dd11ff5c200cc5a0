//! The codec beside `serde_json` and quick-xml, in bytes and in records: pages of 1, 10, 50 and
//! 1,000 records in both formats; then an error reply and queries, by the codec alone.
//! The program of this package compares it with more, and holds it to floors.
//!
//! The others read into the struct that one would derive, which borrows where it can, takes a
//! status for any text and does not check what it skips. quick-xml is there twice: by its
//! serde, and by a loop over its events.

use std::borrow::Cow;
use std::hint::black_box;
use std::time::Duration;

use aliyun_instance_status::{
    Call, ErrorCode, ErrorReply, InstanceStatus, Page, Reply, Request, Status,
};
use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, BenchmarkId, Criterion, Throughput};
use quick_xml::events::Event;
use serde::{Deserialize, Serialize};

const SIZES: [u32; 4] = [1, 10, 50, 1_000];

const CALL: &str = "AccessKeyId=testid&Action=DescribeInstanceStatus&Format=JSON\
    &InstanceId.1=i-bp1j4i2jdf3owlhe0001&PageNumber=1&PageSize=50&RegionId=cn-hangzhou\
    &SignatureMethod=HMAC-SHA1&SignatureNonce=3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf\
    &SignatureVersion=1.0&Timestamp=2016-02-23T12%3A46%3A24Z&Version=2014-05-26\
    &ZoneId=cn-hangzhou-d&Signature=OLeaidS1JvxuMvnyHOwuJ%2BuX5qY%3D";

fn main() {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(3))
        .configure_from_args();
    read(&mut criterion);
    write(&mut criterion);
    error_reply(&mut criterion);
    queries(&mut criterion);
    criterion.final_summary();
}

/// The page as one would derive it.
#[derive(Serialize, Deserialize, Default, PartialEq, Debug)]
#[serde(rename = "DescribeInstanceStatusResponse", rename_all = "PascalCase")]
struct DerivedPage<'a> {
    #[serde(borrow)]
    request_id: Cow<'a, str>,
    total_count: u32,
    page_number: u32,
    page_size: u32,
    instance_statuses: DerivedList<'a>,
}

#[derive(Serialize, Deserialize, Default, PartialEq, Debug)]
#[serde(rename_all = "PascalCase")]
struct DerivedList<'a> {
    #[serde(borrow, default)]
    instance_status: Vec<DerivedRecord<'a>>,
}

#[derive(Serialize, Deserialize, Default, PartialEq, Debug)]
#[serde(rename_all = "PascalCase")]
struct DerivedRecord<'a> {
    #[serde(borrow)]
    instance_id: Cow<'a, str>,
    #[serde(borrow)]
    status: Cow<'a, str>,
}

/// The loop over quick-xml's events that one would write, for texts of one run.
fn by_events(xml: &str) -> Result<DerivedPage<'_>, quick_xml::Error> {
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().trim_text_start = true;
    let (mut page, mut record) = (DerivedPage::default(), DerivedRecord::default());
    let mut text = Cow::Borrowed("");
    loop {
        match reader.read_event()? {
            Event::Text(run) => text = run.into_inner(),
            Event::End(tag) => match tag.name().into_inner() {
                "RequestId" => page.request_id = std::mem::take(&mut text),
                "TotalCount" => page.total_count = text.parse().unwrap_or_default(),
                "PageNumber" => page.page_number = text.parse().unwrap_or_default(),
                "PageSize" => page.page_size = text.parse().unwrap_or_default(),
                "InstanceId" => record.instance_id = std::mem::take(&mut text),
                "Status" => record.status = std::mem::take(&mut text),
                "InstanceStatus" => {
                    page.instance_statuses.instance_status.push(std::mem::take(&mut record));
                }
                _ => {}
            },
            Event::Eof => return Ok(page),
            _ => {}
        }
    }
}

fn read(criterion: &mut Criterion) {
    for page in SIZES.map(page) {
        for (layout, body) in [("compact", page.to_json()), ("indented", page.to_json_pretty())] {
            let mut group = criterion.benchmark_group(format!("read JSON, {layout}"));
            let derived: DerivedPage<'_> = serde_json::from_str(&body).expect("it is a page");
            assert_eq!(Page::from_json(&body).as_ref(), Ok(&page));
            assert_eq!(serde_json::to_string(&derived).ok(), Some(page.to_json()));
            measure(&mut group, "codec", &page, &body, || Page::from_json(black_box(&body)));
            measure(&mut group, "serde_json", &page, &body, || {
                serde_json::from_str::<DerivedPage<'_>>(black_box(&body))
            });
        }
        for (layout, body) in [("compact", page.to_xml()), ("indented", page.to_xml_pretty())] {
            let mut group = criterion.benchmark_group(format!("read XML, {layout}"));
            let body = body.expect("XML can carry the page");
            let derived: DerivedPage<'_> = quick_xml::de::from_str(&body).expect("it is a page");
            assert_eq!(Page::from_xml(&body).as_ref(), Ok(&page));
            assert_eq!(by_events(&body).expect("it is a page"), derived);
            measure(&mut group, "codec", &page, &body, || Page::from_xml(black_box(&body)));
            measure(&mut group, "quick-xml, events", &page, &body, || by_events(black_box(&body)));
            measure(&mut group, "quick-xml, serde", &page, &body, || {
                quick_xml::de::from_str::<DerivedPage<'_>>(black_box(&body))
            });
        }
    }
}

/// Each writes into a new string, and quick-xml without the declaration.
fn write(criterion: &mut Criterion) {
    for page in SIZES.map(page) {
        let (json, xml) = (page.to_json(), page.to_xml().expect("XML can carry the page"));
        let derived: DerivedPage<'_> = serde_json::from_str(&json).expect("it is a page");
        let mut group = criterion.benchmark_group("write JSON");
        measure(&mut group, "codec", &page, &json, || black_box(&page).to_json());
        measure(&mut group, "serde_json", &page, &json, || {
            serde_json::to_string(black_box(&derived))
        });
        group.finish();
        let mut group = criterion.benchmark_group("write XML");
        measure(&mut group, "codec", &page, &xml, || black_box(&page).to_xml());
        measure(&mut group, "quick-xml, serde", &page, &xml, || {
            quick_xml::se::to_string(black_box(&derived))
        });
    }
}

fn measure<T>(
    group: &mut BenchmarkGroup<'_, WallTime>,
    name: &str,
    page: &Page<'_>,
    body: &str,
    mut routine: impl FnMut() -> T,
) {
    let (elements, bytes) = (page.instance_statuses.len() as u64, body.len() as u64);
    group.throughput(Throughput::ElementsAndBytes { elements, bytes });
    group.bench_function(BenchmarkId::new(name, elements), |bencher| bencher.iter(&mut routine));
}

/// As the service answers a call for a region that does not exist.
fn error_reply(criterion: &mut Criterion) {
    let mut error = ErrorReply::new(ErrorCode::from_static("InvalidRegionId.NotFound"));
    error.request_id = Some("6EF60BEC-0242-43AF-BB20-270359FB54A7".into());
    error.host_id = Some("ecs.aliyuncs.com".into());
    error.message = Some("The specified RegionId does not exist.".into());
    let recommend = "https://api.aliyun.com/troubleshoot?q=InvalidRegionId.NotFound&product=Ecs";
    error.recommend = Some(recommend.into());
    let (json, xml) = (error.to_json(), error.to_xml().expect("XML can carry the error reply"));
    let mut group = criterion.benchmark_group("error reply");
    group.bench_function("read JSON", |b| b.iter(|| Reply::from_json(black_box(&json))));
    group.bench_function("read XML", |b| b.iter(|| Reply::from_xml(black_box(&xml))));
    group.bench_function("read either", |b| b.iter(|| Reply::decode_any(black_box(&json))));
    group.bench_function("write JSON", |b| b.iter(|| black_box(&error).to_json()));
    group.bench_function("write XML", |b| b.iter(|| black_box(&error).to_xml()));
}

fn queries(criterion: &mut Criterion) {
    let call = Call::from_query(CALL).expect("a valid call");
    assert_eq!(call.to_query(), CALL);
    let mut group = criterion.benchmark_group("query");
    group.throughput(Throughput::Bytes(CALL.len() as u64));
    group.bench_function("read a request", |b| b.iter(|| Request::from_query(black_box(CALL))));
    group.bench_function("read a call", |b| b.iter(|| Call::from_query(black_box(CALL))));
    group.bench_function("write a call", |b| b.iter(|| black_box(&call).to_query()));
    group.bench_function("write a request", |b| b.iter(|| black_box(&call.request).to_query()));
}

/// A page with ids as the service makes them, and all five statuses.
fn page(records: u32) -> Page<'static> {
    let statuses = ["Running", "Stopped", "Starting", "Running", "Stopping", "Pending", "Running"];
    let mut page = Page::new("6EF60BEC-0242-43AF-BB20-270359FB54A7", records, 1, records);
    page.extend((0..records).zip(statuses.into_iter().cycle()).map(|(number, status)| {
        InstanceStatus::new(format!("i-bp1j4i2jdf3owlh{number:06}"), Status::from(status))
    }));
    page
}
