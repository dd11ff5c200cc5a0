//! XML: reading and writing pages.

mod events;
mod tree;

use std::hint::black_box;

use aliyun_instance_status::{EncodeError, Response};
use quick_xml::{DeError, SeError};

use crate::measure::{Effort, Job, Target};
use crate::pages::{self, Layout, Shape};
use crate::report::Row;
use crate::value::{Page, same};

pub(crate) use events::decode as events;

const EVENTS: &[Target] = &[Target::new(50, 4.5, 8.0), Target::new(1_000, 11.0, 16.0)];
const SERDE: &[Target] = &[Target::new(50, 16.0, 25.0), Target::new(1_000, 36.0, 50.0)];
const TREE: &[Target] = &[Target::new(50, 8.0, 14.0), Target::new(1_000, 20.0, 30.0)];
const WRITE: &[Target] = &[Target::new(50, 12.0, 20.0), Target::new(1_000, 20.0, 28.0)];

/// quick-xml's serde layer. It borrows only from `&str`, so the body is checked
/// first.
fn serde(body: &[u8]) -> Result<Page<'_>, DeError> {
    let text = str::from_utf8(body).map_err(|error| DeError::Custom(error.to_string()))?;
    quick_xml::de::from_str(text)
}

/// Reading a uniform page.
pub(crate) fn decode(layout: Layout, records: usize, effort: Effort) -> Vec<Row> {
    let name = format!("decode XML, {}", layout.name());
    let page = pages::value(Shape::Uniform, records);
    let body = &*pages::xml(&page, Shape::Uniform, layout);

    same("aliyun-instance-status", &name, Response::from_xml(body), &page);
    same("quick-xml, events", &name, events(body), &page);
    same("quick-xml, serde", &name, serde(body), &page);
    same("roxmltree", &name, tree::decode(body), &page);

    Job::new(name, records, body.len(), || Response::from_xml(black_box(body)))
        .beside("quick-xml, events by hand", EVENTS, || events(black_box(body)))
        .beside("quick-xml, serde", SERDE, || serde(black_box(body)))
        .beside("roxmltree and a walk", TREE, || tree::decode(black_box(body)))
        .run(effort)
}

/// Writing a page, by each to a buffer that it keeps.
pub(crate) fn write(records: usize, effort: Effort) -> Vec<Row> {
    let page = pages::value(Shape::Uniform, records);
    let value = Page::from(&page);
    let (mut ours, mut theirs) = (String::new(), String::new());

    write_ours(&page, &mut ours).expect("this crate writes a page");
    write_serde(&value, &mut theirs).expect("quick-xml's serde layer writes a page");
    same("quick-xml, serde", "what this crate wrote", serde(ours.as_bytes()), &page);
    same("aliyun-instance-status", "what quick-xml wrote", Response::from_xml(&theirs), &page);

    let (page, value, bytes) = (&page, &value, ours.len());
    Job::new("write XML".to_owned(), records, bytes, || write_ours(black_box(page), &mut ours))
        .beside("quick-xml, serde", WRITE, || write_serde(black_box(value), &mut theirs))
        .run(effort)
}

pub(crate) fn write_ours(page: &Response<'_>, out: &mut String) -> Result<(), EncodeError> {
    out.clear();
    page.write_xml(out)?;
    black_box(&*out);
    Ok(())
}

/// The declaration is written by hand, because the serde layer writes none.
fn write_serde(page: &Page<'_>, out: &mut String) -> Result<(), SeError> {
    out.clear();
    out.push_str("<?xml version='1.0' encoding='UTF-8'?>");
    quick_xml::se::to_writer(&mut *out, page)?;
    black_box(&*out);
    Ok(())
}
