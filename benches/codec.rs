//! The codec's throughput, in bytes and in records: pages of 1, 10, 50 and 1,000 records and
//! an error reply, in both formats, and queries. `benches/peers` compares it with others.

use std::hint::black_box;
use std::time::Duration;

use aliyun_instance_status::{
    Call, ErrorCode, ErrorReply, InstanceStatus, Page, Reply, Request, Status,
};
use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, BenchmarkId, Criterion, Throughput};

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
    read_json(&mut criterion);
    read_xml(&mut criterion);
    write_json(&mut criterion);
    write_xml(&mut criterion);
    queries(&mut criterion);
    criterion.final_summary();
}

fn read_json(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("read JSON");
    for page in SIZES.map(page) {
        let layouts = [("compact", page.to_json()), ("indented", page.to_json_pretty())];
        for (layout, body) in &layouts {
            assert_eq!(Page::from_json(body).as_ref(), Ok(&page), "{layout}");
            throughput(&mut group, page.instance_statuses.len(), body);
            let id = BenchmarkId::new(*layout, page.instance_statuses.len());
            group.bench_function(id, |bencher| {
                bencher.iter(|| Page::from_json(black_box(body)));
            });
        }
    }
    let error = error_reply();
    let body = error.to_json();
    assert_eq!(Reply::from_json(&body), Ok(Reply::Error(error)));
    throughput(&mut group, 1, &body);
    group.bench_function("error reply", |bencher| {
        bencher.iter(|| Reply::from_json(black_box(&body)));
    });
    group.bench_function("error reply, format detected", |bencher| {
        bencher.iter(|| Reply::decode_any(black_box(&body)));
    });
    group.finish();
}

fn read_xml(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("read XML");
    for page in SIZES.map(page) {
        let layouts = [("compact", page.to_xml()), ("indented", page.to_xml_pretty())];
        for (layout, body) in layouts {
            let body = body.expect("XML can carry the page");
            assert_eq!(Page::from_xml(&body).as_ref(), Ok(&page), "{layout}");
            throughput(&mut group, page.instance_statuses.len(), &body);
            let id = BenchmarkId::new(layout, page.instance_statuses.len());
            group.bench_function(id, |bencher| {
                bencher.iter(|| Page::from_xml(black_box(&body)));
            });
        }
    }
    let error = error_reply();
    let body = error.to_xml().expect("XML can carry the error reply");
    assert_eq!(Reply::from_xml(&body), Ok(Reply::Error(error)));
    throughput(&mut group, 1, &body);
    group.bench_function("error reply", |bencher| {
        bencher.iter(|| Reply::from_xml(black_box(&body)));
    });
    group.bench_function("error reply, format detected", |bencher| {
        bencher.iter(|| Reply::decode_any(black_box(&body)));
    });
    group.finish();
}

fn write_json(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("write JSON");
    let mut out = String::new();
    for page in SIZES.map(page) {
        let records = page.instance_statuses.len();
        throughput(&mut group, records, &page.to_json());
        group.bench_function(BenchmarkId::new("compact", records), |bencher| {
            bencher.iter(|| {
                out.clear();
                black_box(&page).write_json(&mut out);
                black_box(&*out).len()
            });
        });
    }
    let error = error_reply();
    throughput(&mut group, 1, &error.to_json());
    group.bench_function("error reply", |bencher| {
        bencher.iter(|| {
            out.clear();
            black_box(&error).write_json(&mut out);
            black_box(&*out).len()
        });
    });
    group.finish();
}

fn write_xml(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("write XML");
    let mut out = String::new();
    for page in SIZES.map(page) {
        let records = page.instance_statuses.len();
        throughput(&mut group, records, &page.to_xml().expect("XML can carry the page"));
        group.bench_function(BenchmarkId::new("compact", records), |bencher| {
            bencher.iter(|| {
                out.clear();
                let written = black_box(&page).write_xml(&mut out);
                black_box(&*out);
                written
            });
        });
    }
    let error = error_reply();
    throughput(&mut group, 1, &error.to_xml().expect("XML can carry the error reply"));
    group.bench_function("error reply", |bencher| {
        bencher.iter(|| {
            out.clear();
            let written = black_box(&error).write_xml(&mut out);
            black_box(&*out);
            written
        });
    });
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

/// A page with ids as the service makes them, and all five statuses.
fn page(records: u32) -> Page<'static> {
    let statuses = ["Running", "Stopped", "Starting", "Running", "Stopping", "Pending", "Running"];
    let mut page = Page::new("6EF60BEC-0242-43AF-BB20-270359FB54A7", records, 1, records);
    page.instance_statuses = (0..records)
        .zip(statuses.into_iter().cycle())
        .map(|(number, status)| InstanceStatus {
            instance_id: format!("i-bp1j4i2jdf3owlh{number:06}").into(),
            status: Status::from(status),
        })
        .collect();
    page
}

/// As the service answers a call for a region that does not exist.
fn error_reply() -> ErrorReply<'static> {
    let mut error = ErrorReply::new(ErrorCode::from_static("InvalidRegionId.NotFound"));
    error.request_id = Some("6EF60BEC-0242-43AF-BB20-270359FB54A7".into());
    error.host_id = Some("ecs.aliyuncs.com".into());
    error.message = Some("The specified RegionId does not exist.".into());
    let recommend = "https://api.aliyun.com/troubleshoot?q=InvalidRegionId.NotFound&product=Ecs";
    error.recommend = Some(recommend.into());
    error
}

fn throughput(group: &mut BenchmarkGroup<'_, WallTime>, elements: usize, body: &str) {
    let (elements, bytes) = (elements as u64, body.len() as u64);
    group.throughput(Throughput::ElementsAndBytes { elements, bytes });
}
