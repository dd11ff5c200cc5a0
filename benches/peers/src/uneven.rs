//! Pages that are not uniform, beside the fastest peer of each format that reads
//! them all, `serde_json`'s borrowing derive and quick-xml's events, and beside this
//! crate's own decoder with the stencil off. Trying a stencil in vain may make it
//! at most 1.15 times slower: a ratio of 0.87.

use std::hint::black_box;

use aliyun_instance_status::{Response, without_stencil};

use crate::measure::{Effort, Job};
use crate::pages::{self, Layout, Shape};
use crate::report::Row;
use crate::value::same;
use crate::{json, xml};

const RECORDS: usize = 1_000;

const OFF: &str = "this crate, stencil off";

const SHAPES: [(Shape, &str); 9] = [
    (Shape::Uniform, "uniform, for comparison"),
    (Shape::Running, "uniform, all running"),
    (Shape::Escaped, "one id in ten escaped"),
    (Shape::Lengths, "ids of 8 to 40 bytes"),
    (Shape::Order, "status before id"),
    (Shape::Unknown, "an unknown member in each record"),
    (Shape::Varying, "an unknown member that varies"),
    (Shape::Cdata, "CDATA in each record"),
    (Shape::Alternating, "alternating layouts"),
];

/// Reading each kind of page, in both formats.
pub(crate) fn decode(effort: Effort) -> Vec<Row> {
    let json = SHAPES.iter().filter(|(shape, _)| *shape != Shape::Cdata);
    let json = json.flat_map(|&(shape, name)| decode_json(shape, name, effort));
    json.chain(SHAPES.iter().flat_map(|&(shape, name)| decode_xml(shape, name, effort))).collect()
}

fn decode_json(shape: Shape, name: &str, effort: Effort) -> Vec<Row> {
    let name = format!("JSON, {name}");
    let page = pages::value(shape, RECORDS);
    let body = &*pages::json(&page, shape, Layout::Compact);
    same("aliyun-instance-status", &name, Response::from_json(body), &page);
    same("serde_json", &name, json::serde_json(body), &page);
    Job::new(name, RECORDS, body.len(), || Response::from_json(black_box(body)))
        .beside("serde_json, borrowed", &[], || json::serde_json(black_box(body)))
        .beside(OFF, &[], || without_stencil::response_from_json(black_box(body)))
        .run(effort)
}

fn decode_xml(shape: Shape, name: &str, effort: Effort) -> Vec<Row> {
    let name = format!("XML, {name}");
    let page = pages::value(shape, RECORDS);
    let body = &*pages::xml(&page, shape, Layout::Compact);
    same("aliyun-instance-status", &name, Response::from_xml(body), &page);
    same("quick-xml, events", &name, xml::events(body), &page);
    Job::new(name, RECORDS, body.len(), || Response::from_xml(black_box(body)))
        .beside("quick-xml, events by hand", &[], || xml::events(black_box(body)))
        .beside(OFF, &[], || without_stencil::response_from_xml(black_box(body)))
        .run(effort)
}
