//! XML: reading and writing pages.

mod error_events;
mod events;
mod tree;

use std::hint::black_box;

use aliyun_instance_status::{EncodeError, Page};
use aliyun_instance_status_peers::pages::{self, Layout, Shape};
use quick_xml::{DeError, SeError};

use crate::job::{Job, Plan, Row, Target};
use crate::value::{DerivedPage, same};

pub(crate) use error_events::decode as error_events;
pub(crate) use events::decode as events;

const COMPACT: &[Target] = &[
    Target::new(1, 5.0, 7.0),
    Target::new(10, 9.0, 12.0),
    Target::new(50, 11.0, 15.0),
    Target::new(1_000, 14.0, 18.0),
];
const INDENTED: &[Target] = &[
    Target::new(1, 5.0, 7.0),
    Target::new(10, 8.5, 12.0),
    Target::new(50, 11.0, 15.0),
    Target::new(1_000, 14.0, 18.0),
];
const WRITE: &[Target] = &[
    Target::new(1, 10.0, 16.0),
    Target::new(10, 16.0, 22.0),
    Target::new(50, 20.0, 28.0),
    Target::new(1_000, 22.0, 28.0),
];

/// quick-xml's serde layer. It borrows only from `&str`, so the body is checked
/// first.
fn serde(body: &[u8]) -> Result<DerivedPage<'_>, DeError> {
    let text = str::from_utf8(body).map_err(|error| DeError::Custom(error.to_string()))?;
    quick_xml::de::from_str(text)
}

/// Reading a uniform page.
pub(crate) fn decode(layout: Layout, records: usize, plan: &Plan) -> Vec<Row> {
    let name = format!("decode XML, {}", layout.name());
    let page = pages::value(Shape::Uniform, records);
    let body = &*pages::xml(&page, Shape::Uniform, layout);

    same("aliyun-instance-status", &name, Page::from_xml(body), &page);
    same("quick-xml, events", &name, events(body), &page);
    same("quick-xml, serde", &name, serde(body), &page);
    same("roxmltree", &name, tree::decode(body), &page);

    let events_targets = if layout == Layout::Compact { COMPACT } else { INDENTED };
    Job::new(name, records, body.len(), || Page::from_xml(black_box(body)))
        .beside("quick-xml, events by hand", events_targets, || events(black_box(body)))
        .beside("quick-xml, serde", &[], || serde(black_box(body)))
        .beside("roxmltree and a walk", &[], || tree::decode(black_box(body)))
        .run(plan)
}

/// Writing a page, by each to a buffer that it keeps.
pub(crate) fn write(records: usize, plan: &Plan) -> Vec<Row> {
    let page = pages::value(Shape::Uniform, records);
    let value = DerivedPage::from(&page);
    let (mut ours, mut theirs) = (String::new(), String::new());

    write_ours(&page, &mut ours).expect("this crate writes a page");
    write_serde(&value, &mut theirs).expect("quick-xml's serde layer writes a page");
    same("quick-xml, serde", "what this crate wrote", serde(ours.as_bytes()), &page);
    same("aliyun-instance-status", "what quick-xml wrote", Page::from_xml(&theirs), &page);

    let (page, value, bytes) = (&page, &value, ours.len());
    Job::new("write XML".to_owned(), records, bytes, || write_ours(black_box(page), &mut ours))
        .beside("quick-xml, serde", WRITE, || write_serde(black_box(value), &mut theirs))
        .run(plan)
}

pub(crate) fn write_ours(page: &Page<'_>, out: &mut String) -> Result<(), EncodeError> {
    out.clear();
    page.write_xml(out)?;
    black_box(&*out);
    Ok(())
}

/// The declaration is written by hand, because the serde layer writes none.
fn write_serde(page: &DerivedPage<'_>, out: &mut String) -> Result<(), SeError> {
    out.clear();
    out.push_str("<?xml version='1.0' encoding='UTF-8'?>");
    quick_xml::se::to_writer(&mut *out, page)?;
    black_box(&*out);
    Ok(())
}
