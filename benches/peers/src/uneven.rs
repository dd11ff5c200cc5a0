//! Pages that are not uniform, beside the fastest peer of each format that reads
//! them all, `serde_json`'s borrowing derive and quick-xml's events.

use std::hint::black_box;

use aliyun_instance_status::Page;
use aliyun_instance_status_peers::pages::{self, Layout, Shape};

use crate::job::{Job, Plan, Row, Target};
use crate::value::same;
use crate::{json, xml};

/// A shape, the sizes that it is measured at, and what the ratios should reach.
struct Case {
    shape: Shape,
    sizes: &'static [usize],
    json: &'static [Target],
    xml: &'static [Target],
}

const LARGE: &[usize] = &[1_000];
const ALL: &[usize] = &[1, 10, 1_000];

const CASES: [Case; 11] = [
    Case {
        shape: Shape::Varying,
        sizes: LARGE,
        json: &[Target::new(1_000, 1.7, 2.3)],
        xml: &[Target::new(1_000, 4.5, 6.5)],
    },
    Case {
        shape: Shape::Alternating,
        sizes: LARGE,
        json: &[Target::new(1_000, 1.8, 2.5)],
        xml: &[Target::new(1_000, 5.0, 7.0)],
    },
    Case {
        shape: Shape::Spaces,
        sizes: LARGE,
        json: &[Target::new(1_000, 1.8, 2.5)],
        xml: &[Target::new(1_000, 5.0, 7.0)],
    },
    Case {
        shape: Shape::Escaped,
        sizes: ALL,
        json: &[Target::new(1, 1.2, 2.0), Target::new(10, 1.2, 2.0), Target::new(1_000, 2.5, 4.0)],
        xml: &[Target::new(1, 2.0, 4.0), Target::new(10, 2.0, 4.0), Target::new(1_000, 6.5, 9.0)],
    },
    Case {
        shape: Shape::NotAscii,
        sizes: ALL,
        json: &[Target::new(1, 1.2, 2.0), Target::new(10, 1.2, 2.0), Target::new(1_000, 1.8, 2.5)],
        xml: &[Target::new(1, 2.0, 4.0), Target::new(10, 2.0, 4.0), Target::new(1_000, 4.2, 6.0)],
    },
    Case {
        shape: Shape::AllEscaped,
        sizes: ALL,
        json: &[Target::new(1, 1.2, 2.0), Target::new(10, 1.2, 2.0), Target::new(1_000, 1.2, 2.2)],
        xml: XML_PIECES,
    },
    // XML alone.
    Case { shape: Shape::Cdata, sizes: ALL, json: &[], xml: XML_PIECES },
    Case { shape: Shape::Running, sizes: LARGE, json: &[], xml: &[] },
    Case { shape: Shape::Lengths, sizes: LARGE, json: &[], xml: &[] },
    Case { shape: Shape::Order, sizes: LARGE, json: &[], xml: &[] },
    Case { shape: Shape::Unknown, sizes: LARGE, json: &[], xml: &[] },
];

/// An escape or a CDATA section in each.
const XML_PIECES: &[Target] =
    &[Target::new(1, 2.0, 4.0), Target::new(10, 2.0, 4.0), Target::new(1_000, 2.3, 4.0)];

/// Reading each kind of page, in both formats.
pub(crate) fn decode(plan: &Plan) -> Vec<Row> {
    let of_each_size = |case: &Case, run: fn(&Case, usize, &Plan) -> Vec<Row>| -> Vec<Row> {
        case.sizes.iter().flat_map(|&records| run(case, records, plan)).collect()
    };
    let in_json = CASES.iter().filter(|case| case.shape != Shape::Cdata);
    let mut rows: Vec<Row> = in_json.flat_map(|case| of_each_size(case, decode_json)).collect();
    rows.extend(CASES.iter().flat_map(|case| of_each_size(case, decode_xml)));
    rows
}

fn decode_json(case: &Case, records: usize, plan: &Plan) -> Vec<Row> {
    let name = format!("JSON, {}", case.shape.name());
    let page = pages::value(case.shape, records);
    let body = &*pages::json(&page, case.shape, Layout::Compact);
    same("aliyun-instance-status", &name, Page::from_json(body), &page);
    same("serde_json", &name, json::serde_json(body), &page);
    Job::new(name, records, body.len(), || Page::from_json(black_box(body)))
        .beside("serde_json, borrowed", case.json, || json::serde_json(black_box(body)))
        .run(plan)
}

fn decode_xml(case: &Case, records: usize, plan: &Plan) -> Vec<Row> {
    let name = format!("XML, {}", case.shape.name());
    let page = pages::value(case.shape, records);
    let body = &*pages::xml(&page, case.shape, Layout::Compact);
    same("aliyun-instance-status", &name, Page::from_xml(body), &page);
    same("quick-xml, events", &name, xml::events(body), &page);
    Job::new(name, records, body.len(), || Page::from_xml(black_box(body)))
        .beside("quick-xml, events by hand", case.xml, || xml::events(black_box(body)))
        .run(plan)
}
