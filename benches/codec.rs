//! The codec's throughput, in bytes and in records, alone and beside the two
//! libraries that it is built on. `benches/peers` compares it with more of them.

use std::hint::black_box;
use std::time::Duration;

use aliyun_instance_status::{Call, InstanceStatus, Request, Response, Status};
use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, BenchmarkId, Criterion, Throughput};

#[path = "peers/src/xml/events.rs"]
mod events;
#[path = "peers/src/value.rs"]
mod value;

use value::{Page, same};

const OURS: &str = "aliyun-instance-status";

const SIZES: [u32; 2] = [50, 1_000];

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
    decode_json(&mut criterion);
    decode_xml(&mut criterion);
    write_json(&mut criterion);
    write_xml(&mut criterion);
    queries(&mut criterion);
    criterion.final_summary();
}

fn decode_json(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("decode JSON");
    for page in SIZES.map(page) {
        let layouts = [("compact", page.to_json()), ("indented", page.to_json_pretty())];
        for (layout, body) in &layouts {
            let body = body.as_bytes();
            same(OURS, layout, Response::from_json(body), &page);
            same("serde_json", layout, serde_json(body), &page);
            throughput(&mut group, &page, body.len());
            group.bench_function(id(OURS, layout, &page), |bencher| {
                bencher.iter(|| Response::from_json(black_box(body)));
            });
            group.bench_function(id("serde_json", layout, &page), |bencher| {
                bencher.iter(|| serde_json(black_box(body)));
            });
        }
    }
    group.finish();
}

fn decode_xml(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("decode XML");
    for page in SIZES.map(page) {
        let layouts = [("compact", page.to_xml()), ("indented", page.to_xml_pretty())];
        for (layout, body) in &layouts {
            let body = body.as_ref().expect("XML can carry the page").as_bytes();
            same(OURS, layout, Response::from_xml(body), &page);
            same("quick-xml", layout, events::decode(body), &page);
            throughput(&mut group, &page, body.len());
            group.bench_function(id(OURS, layout, &page), |bencher| {
                bencher.iter(|| Response::from_xml(black_box(body)));
            });
            group.bench_function(id("quick-xml", layout, &page), |bencher| {
                bencher.iter(|| events::decode(black_box(body)));
            });
        }
    }
    group.finish();
}

fn write_json(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("write JSON");
    for page in SIZES.map(page) {
        let value = Page::from(&page);
        let (mut ours, mut theirs) = (String::new(), Vec::new());
        throughput(&mut group, &page, page.to_json().len());
        group.bench_function(id(OURS, "compact", &page), |bencher| {
            bencher.iter(|| {
                ours.clear();
                black_box(&page).write_json(&mut ours);
                black_box(&*ours).len()
            });
        });
        group.bench_function(id("serde_json", "compact", &page), |bencher| {
            bencher.iter(|| {
                theirs.clear();
                let written = serde_json::to_writer(&mut theirs, black_box(&value));
                black_box(&*theirs);
                written
            });
        });
    }
    group.finish();
}

fn write_xml(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("write XML");
    for page in SIZES.map(page) {
        let mut out = String::new();
        page.write_xml(&mut out).expect("XML can carry the page");
        throughput(&mut group, &page, out.len());
        group.bench_function(id(OURS, "compact", &page), |bencher| {
            bencher.iter(|| {
                out.clear();
                let written = black_box(&page).write_xml(&mut out);
                black_box(&*out);
                written
            });
        });
    }
    group.finish();
}

fn queries(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("query");
    let call = Call::from_query(CALL).expect("a valid call");
    let request = call.request.clone();
    assert_eq!(call.to_query(), CALL);
    group.throughput(Throughput::Bytes(CALL.len() as u64));
    group.bench_function("Request::from_query", |bencher| {
        bencher.iter(|| Request::from_query(black_box(CALL)));
    });
    group.bench_function("Call::from_query", |bencher| {
        bencher.iter(|| Call::from_query(black_box(CALL)));
    });
    group.bench_function("Call::to_query", |bencher| {
        bencher.iter(|| black_box(&call).to_query());
    });
    group.throughput(Throughput::Bytes(request.to_query().len() as u64));
    group.bench_function("Request::to_query", |bencher| {
        bencher.iter(|| black_box(&request).to_query());
    });
    group.finish();
}

/// The fastest way that `serde_json` has: to check the UTF-8 of the whole body
/// costs less than to let it check each string.
fn serde_json(body: &[u8]) -> serde_json::Result<Page<'_>> {
    let text = str::from_utf8(body).map_err(serde::de::Error::custom)?;
    serde_json::from_str(text)
}

/// A page with ids as the service makes them, and all five statuses.
fn page(records: u32) -> Response<'static> {
    let statuses = ["Running", "Stopped", "Starting", "Running", "Stopping", "Pending", "Running"];
    let mut page = Response::new("6EF60BEC-0242-43AF-BB20-270359FB54A7", records, 1, records);
    page.instance_statuses = (0..records)
        .zip(statuses.into_iter().cycle())
        .map(|(number, status)| InstanceStatus {
            instance_id: format!("i-bp1j4i2jdf3owlh{number:06}").into(),
            status: Status::from(status),
        })
        .collect();
    page
}

fn id(who: &str, layout: &str, page: &Response<'_>) -> BenchmarkId {
    BenchmarkId::new(format!("{who}, {layout}"), page.instance_statuses.len())
}

fn throughput(group: &mut BenchmarkGroup<'_, WallTime>, page: &Response<'_>, bytes: usize) {
    let (elements, bytes) = (page.instance_statuses.len() as u64, bytes as u64);
    group.throughput(Throughput::ElementsAndBytes { elements, bytes });
}
