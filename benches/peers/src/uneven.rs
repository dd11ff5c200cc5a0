//! Pages that are not uniform, beside the fastest peer of each format that reads
//! them all, `serde_json`'s borrowing derive and quick-xml's events.

use std::hint::black_box;

use aliyun_instance_status::Response;

use crate::measure::{Effort, Job, Target};
use crate::pages::{self, Layout, Shape};
use crate::report::Row;
use crate::value::same;
use crate::{json, xml};

/// A shape, what it is called, at which sizes it is measured, and what the ratios should
/// reach in JSON and in XML.
type Case = (Shape, &'static str, &'static [usize], &'static [Target], &'static [Target]);

const LARGE: &[usize] = &[1_000];
const ALL: &[usize] = &[1, 10, 1_000];

const CASES: [Case; 10] = [
    (
        Shape::Varying,
        "an unknown member that varies",
        LARGE,
        &[Target::new(1_000, 1.7, 2.3)],
        &[Target::new(1_000, 4.5, 6.5)],
    ),
    (
        Shape::Alternating,
        "order alternates",
        LARGE,
        &[Target::new(1_000, 1.8, 2.5)],
        &[Target::new(1_000, 5.0, 7.0)],
    ),
    (
        Shape::Spaces,
        "white space varies",
        LARGE,
        &[Target::new(1_000, 1.8, 2.5)],
        &[Target::new(1_000, 5.0, 7.0)],
    ),
    (
        Shape::Escaped,
        "one id in ten escaped",
        ALL,
        &[Target::new(1, 1.2, 2.0), Target::new(10, 1.2, 2.0), Target::new(1_000, 2.5, 4.0)],
        &[Target::new(1, 2.0, 4.0), Target::new(10, 2.0, 4.0), Target::new(1_000, 6.5, 9.0)],
    ),
    (
        Shape::NotAscii,
        "nothing is ASCII",
        ALL,
        &[Target::new(1, 1.2, 2.0), Target::new(10, 1.2, 2.0), Target::new(1_000, 1.8, 2.5)],
        &[Target::new(1, 2.0, 4.0), Target::new(10, 2.0, 4.0), Target::new(1_000, 4.2, 6.0)],
    ),
    (
        Shape::AllEscaped,
        "an escape in each",
        ALL,
        &[Target::new(1, 1.2, 2.0), Target::new(10, 1.2, 2.0), Target::new(1_000, 1.2, 2.2)],
        &[],
    ),
    (
        Shape::Cdata,
        "a CDATA section in each",
        ALL,
        &[],
        &[Target::new(1, 2.0, 4.0), Target::new(10, 2.0, 4.0), Target::new(1_000, 2.3, 4.0)],
    ),
    (Shape::Lengths, "ids of 8 to 40 bytes", LARGE, &[], &[]),
    (Shape::Order, "status before id", LARGE, &[], &[]),
    (Shape::Unknown, "an unknown member in each", LARGE, &[], &[]),
];

/// Reading each kind of page, in both formats.
pub(crate) fn decode(effort: Effort) -> Vec<Row> {
    let sizes = |sizes: &'static [usize], run: &mut dyn FnMut(usize) -> Vec<Row>| -> Vec<Row> {
        sizes.iter().flat_map(|&records| run(records)).collect()
    };
    let mut rows = Vec::new();
    for (shape, name, records, targets, _) in CASES {
        if shape != Shape::Cdata {
            rows.extend(sizes(records, &mut |n| decode_json(shape, name, n, targets, effort)));
        }
    }
    for (shape, name, records, _, targets) in CASES {
        rows.extend(sizes(records, &mut |n| decode_xml(shape, name, n, targets, effort)));
    }
    rows
}

fn decode_json(
    shape: Shape,
    name: &str,
    records: usize,
    targets: &'static [Target],
    effort: Effort,
) -> Vec<Row> {
    let name = format!("JSON, {name}");
    let page = pages::value(shape, records);
    let body = &*pages::json(&page, shape, Layout::Compact);
    same("aliyun-instance-status", &name, Response::from_json(body), &page);
    same("serde_json", &name, json::serde_json(body), &page);
    Job::new(name, records, body.len(), || Response::from_json(black_box(body)))
        .beside("serde_json, borrowed", targets, || json::serde_json(black_box(body)))
        .run(effort)
}

fn decode_xml(
    shape: Shape,
    name: &str,
    records: usize,
    targets: &'static [Target],
    effort: Effort,
) -> Vec<Row> {
    let name = format!("XML, {name}");
    let page = pages::value(shape, records);
    let body = &*pages::xml(&page, shape, Layout::Compact);
    same("aliyun-instance-status", &name, Response::from_xml(body), &page);
    same("quick-xml, events", &name, xml::events(body), &page);
    Job::new(name, records, body.len(), || Response::from_xml(black_box(body)))
        .beside("quick-xml, events by hand", targets, || xml::events(black_box(body)))
        .run(effort)
}
