//! The codec beside `serde_json` and quick-xml, in bytes and in records: pages of 1, 10, 50 and
//! 1,000 records in both formats. The program of this package compares it with more, error
//! replies and queries among them, and holds it to floors.
//!
//! The peers read and write what they do in the program.

#[path = "../src/xml/events.rs"]
mod events;
#[allow(dead_code, reason = "the program uses all of it")]
#[path = "../src/value.rs"]
mod value;

use std::hint::black_box;
use std::time::Duration;

use aliyun_instance_status::Page;
use aliyun_instance_status_peers::pages::{self, Layout, Shape};
use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, BenchmarkId, Criterion, Throughput};
use value::{DerivedPage, same};

const SIZES: [usize; 4] = [1, 10, 50, 1_000];

fn main() {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(3))
        .configure_from_args();
    read(&mut criterion);
    write(&mut criterion);
    criterion.final_summary();
}

fn read(criterion: &mut Criterion) {
    for page in SIZES.map(|records| pages::value(Shape::Uniform, records)) {
        for layout in [Layout::Compact, Layout::Indented] {
            let name = format!("read JSON, {}", layout.name());
            let body = pages::json(&page, Shape::Uniform, layout);
            let body = str::from_utf8(&body).expect("JSON is UTF-8");
            same("codec", &name, Page::from_json(body), &page);
            same("serde_json", &name, serde_json::from_str::<DerivedPage<'_>>(body), &page);
            let mut group = criterion.benchmark_group(name);
            measure(&mut group, "codec", &page, body, || Page::from_json(black_box(body)));
            measure(&mut group, "serde_json", &page, body, || {
                serde_json::from_str::<DerivedPage<'_>>(black_box(body))
            });
        }
        for layout in [Layout::Compact, Layout::Indented] {
            let name = format!("read XML, {}", layout.name());
            let body = pages::xml(&page, Shape::Uniform, layout);
            let body = str::from_utf8(&body).expect("XML is UTF-8");
            same("codec", &name, Page::from_xml(body), &page);
            same("quick-xml, events", &name, events::decode(body.as_bytes()), &page);
            same(
                "quick-xml, serde",
                &name,
                quick_xml::de::from_str::<DerivedPage<'_>>(body),
                &page,
            );
            let mut group = criterion.benchmark_group(name);
            measure(&mut group, "codec", &page, body, || Page::from_xml(black_box(body)));
            measure(&mut group, "quick-xml, events", &page, body, || {
                events::decode(black_box(body.as_bytes()))
            });
            measure(&mut group, "quick-xml, serde", &page, body, || {
                quick_xml::de::from_str::<DerivedPage<'_>>(black_box(body))
            });
        }
    }
}

/// Each writes into a new string, and quick-xml without the declaration.
fn write(criterion: &mut Criterion) {
    for page in SIZES.map(|records| pages::value(Shape::Uniform, records)) {
        let (json, xml) = (page.to_json(), page.to_xml().expect("XML can carry the page"));
        let derived = DerivedPage::from(&page);
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
