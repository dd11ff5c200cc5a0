//! JSON: reading and writing pages.

use std::hint::black_box;

use aliyun_instance_status::Page;
use aliyun_instance_status_peers::pages::{self, Layout, Shape};
use serde::de::Error as _;
use simd_json::Buffers;

use crate::job::{Job, Plan, Row, Target};
use crate::value::{DerivedPage, OwnedPage, same};

const COMPACT: &[Target] = &[
    Target::new(1, 1.8, 2.3),
    Target::new(10, 3.4, 4.5),
    Target::new(50, 4.0, 5.5),
    Target::new(1_000, 4.6, 6.5),
];
const COMPACT_SONIC: &[Target] =
    &[Target::new(10, 3.0, 4.0), Target::new(50, 3.8, 5.0), Target::new(1_000, 4.5, 6.0)];
const OWNED: &[Target] = &[Target::new(50, 2.0, 2.5)];
const INDENTED: &[Target] = &[
    Target::new(1, 1.6, 2.3),
    Target::new(10, 3.2, 4.5),
    Target::new(50, 4.6, 6.0),
    Target::new(1_000, 6.0, 8.0),
];
const INDENTED_SONIC: &[Target] = &[Target::new(10, 3.0, 4.0), Target::new(1_000, 5.5, 7.5)];
const WRITE: &[Target] = &[
    Target::new(1, 2.0, 3.0),
    Target::new(10, 3.0, 4.5),
    Target::new(50, 3.8, 5.5),
    Target::new(1_000, 4.3, 6.0),
];

/// The borrowing derive, fed by `serde_json`. Its `from_slice` checks the UTF-8 of
/// each string by itself, so that to check the whole body first is faster by half.
pub(crate) fn serde_json(body: &[u8]) -> serde_json::Result<DerivedPage<'_>> {
    serde_json::from_str(str::from_utf8(body).map_err(serde_json::Error::custom)?)
}

/// The owning derive, fed by `serde_json`, which gets text here, too.
fn serde_json_owned(body: &[u8]) -> serde_json::Result<OwnedPage> {
    serde_json::from_str(str::from_utf8(body).map_err(serde_json::Error::custom)?)
}

/// The borrowing derive, fed by sonic-rs.
fn sonic_rs(body: &[u8]) -> sonic_rs::Result<DerivedPage<'_>> {
    sonic_rs::from_slice(body)
}

/// The borrowing derive, fed by simd-json. It overwrites what it reads, so the
/// body is copied, to a buffer that is kept as its own buffers are.
fn simd_json<'a>(
    body: &[u8],
    copy: &'a mut Vec<u8>,
    buffers: &mut Buffers,
) -> simd_json::Result<DerivedPage<'a>> {
    copy.clear();
    copy.extend_from_slice(body);
    simd_json::serde::from_slice_with_buffers(copy, buffers)
}

/// Reading a uniform page.
pub(crate) fn decode(layout: Layout, records: usize, plan: &Plan) -> Vec<Row> {
    let name = format!("decode JSON, {}", layout.name());
    let page = pages::value(Shape::Uniform, records);
    let body = &*pages::json(&page, Shape::Uniform, layout);
    let (mut copy, mut buffers) = (Vec::new(), Buffers::default());

    same("aliyun-instance-status", &name, Page::from_json(body), &page);
    same("serde_json", &name, serde_json(body), &page);
    same("sonic-rs", &name, sonic_rs(body), &page);
    same("simd-json", &name, simd_json(body, &mut copy, &mut buffers), &page);

    let (serde, sonic) = match layout {
        Layout::Compact => (COMPACT, COMPACT_SONIC),
        Layout::Indented => (INDENTED, INDENTED_SONIC),
    };
    Job::new(name, records, body.len(), || Page::from_json(black_box(body)))
        .beside("serde_json, borrowed", serde, || serde_json(black_box(body)))
        .beside("sonic-rs, borrowed", sonic, || sonic_rs(black_box(body)))
        .beside("simd-json, with its copy", &[], || {
            black_box(simd_json(black_box(body), &mut copy, &mut buffers)).is_ok()
        })
        .run(plan)
}

/// Reading a page into records that own their strings, to outlive the body.
pub(crate) fn decode_owned(records: usize, plan: &Plan) -> Vec<Row> {
    let name = "decode JSON, compact, to owned records".to_owned();
    let page = pages::value(Shape::Uniform, records);
    let body = &*pages::json(&page, Shape::Uniform, Layout::Compact);

    same("aliyun-instance-status", &name, Page::from_json(body).map(Page::into_owned), &page);
    same("serde_json", &name, serde_json_owned(body), &page);
    same("sonic-rs", &name, sonic_rs::from_slice::<OwnedPage>(body), &page);

    Job::new(name, records, body.len(), || Page::from_json(black_box(body)).map(Page::into_owned))
        .beside("serde_json, owned", OWNED, || serde_json::from_slice::<OwnedPage>(black_box(body)))
        .beside("sonic-rs, owned", &[], || sonic_rs::from_slice::<OwnedPage>(black_box(body)))
        .run(plan)
}

/// Writing a page, by each to a buffer that it keeps.
pub(crate) fn write(records: usize, plan: &Plan) -> Vec<Row> {
    let page = pages::value(Shape::Uniform, records);
    let value = DerivedPage::from(&page);
    let (mut ours, mut serde, mut sonic) = (String::new(), Vec::new(), Vec::new());

    write_ours(&page, &mut ours);
    write_serde_json(&value, &mut serde).expect("serde_json writes a page");
    write_sonic_rs(&value, &mut sonic).expect("sonic-rs writes a page");
    same("serde_json", "what this crate wrote", serde_json(ours.as_bytes()), &page);
    same("aliyun-instance-status", "what serde_json wrote", Page::from_json(&serde), &page);
    same("aliyun-instance-status", "what sonic-rs wrote", Page::from_json(&sonic), &page);

    let (page, value, bytes) = (&page, &value, ours.len());
    Job::new("write JSON".to_owned(), records, bytes, || write_ours(black_box(page), &mut ours))
        .beside("serde_json", WRITE, || write_serde_json(black_box(value), &mut serde))
        .beside("sonic-rs", &[], || write_sonic_rs(black_box(value), &mut sonic))
        .run(plan)
}

pub(crate) fn write_ours(page: &Page<'_>, out: &mut String) {
    out.clear();
    page.write_json(out);
    black_box(&*out);
}

fn write_serde_json(page: &DerivedPage<'_>, out: &mut Vec<u8>) -> serde_json::Result<()> {
    out.clear();
    serde_json::to_writer(&mut *out, page)?;
    black_box(&*out);
    Ok(())
}

fn write_sonic_rs(page: &DerivedPage<'_>, out: &mut Vec<u8>) -> sonic_rs::Result<()> {
    out.clear();
    sonic_rs::to_writer(&mut *out, page)?;
    black_box(&*out);
    Ok(())
}
