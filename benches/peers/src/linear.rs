//! Whether the cost grows with the page: this crate's time per record at
//! 100,000 records over that at 1,000, measured in the same rounds.

use std::hint::black_box;

use aliyun_instance_status::Response;

use crate::measure::{Contestant, Effort};
use crate::pages::{self, Layout, Shape};
use crate::report::Growth;
use crate::{json, xml};

const FEW: usize = 1_000;
const MANY: usize = 100_000;

/// Reading and writing, in both formats.
pub(crate) fn growth(effort: Effort) -> Vec<Growth> {
    if !"linearity".contains(effort.only) {
        return Vec::new();
    }
    eprintln!("measuring: linearity");
    let (few, many) = (pages::value(Shape::Uniform, FEW), pages::value(Shape::Uniform, MANY));
    let mut growth = Vec::new();
    for layout in [Layout::Compact, Layout::Indented] {
        let [few, many] = [&few, &many].map(|page| pages::json(page, Shape::Uniform, layout));
        let job = format!("decode JSON, {}", layout.name());
        growth.push(compare(
            job,
            effort,
            || Response::from_json(black_box(&few)),
            || Response::from_json(black_box(&many)),
        ));
    }
    for layout in [Layout::Compact, Layout::Indented] {
        let [few, many] = [&few, &many].map(|page| pages::xml(page, Shape::Uniform, layout));
        let job = format!("decode XML, {}", layout.name());
        growth.push(compare(
            job,
            effort,
            || Response::from_xml(black_box(&few)),
            || Response::from_xml(black_box(&many)),
        ));
    }
    let (mut short, mut long) = (String::new(), String::new());
    growth.push(compare(
        "write JSON".to_owned(),
        effort,
        || json::write_ours(black_box(&few), &mut short),
        || json::write_ours(black_box(&many), &mut long),
    ));
    growth.push(compare(
        "write XML".to_owned(),
        effort,
        || xml::write_ours(black_box(&few), &mut short),
        || xml::write_ours(black_box(&many), &mut long),
    ));
    growth
}

fn compare<F, M>(
    job: String,
    effort: Effort,
    few: impl FnMut() -> F,
    many: impl FnMut() -> M,
) -> Growth {
    let mut contestants = [Contestant::new("few", few), Contestant::new("many", many)];
    let ratio = effort.measure(&mut contestants).ratio(1, 0);
    Growth { job, ratio: ratio * FEW as f64 / MANY as f64 }
}
