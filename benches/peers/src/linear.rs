//! Whether the cost grows with the page: this crate's time per record at
//! 100,000 records over that at 1,000, measured in the same rounds. Beside it, what memory
//! alone grows by.

use std::hint::black_box;

use aliyun_instance_status::Page;
use aliyun_instance_status_peers::measure::Contestant;
use aliyun_instance_status_peers::pages::{self, Layout, Shape};

use crate::job::Plan;
use crate::{json, xml};

/// The most that the cost per record may grow.
pub(crate) const LIMIT: f64 = 1.3;

/// The job that is none of this crate's: what memory alone grows by.
pub(crate) const MEMORY_ALONE: &str = "memory alone: check UTF-8, copy a list";

/// How the cost per record grows with the page.
pub(crate) struct Growth {
    pub(crate) job: String,
    pub(crate) ratio: f64,
}

const FEW: usize = 1_000;
const MANY: usize = 100_000;

/// Reading and writing, in both formats.
pub(crate) fn growth(plan: &Plan) -> Vec<Growth> {
    let (few, many) = (pages::value(Shape::Uniform, FEW), pages::value(Shape::Uniform, MANY));
    let mut growth = Vec::new();
    growth.extend(memory_alone(plan, &few, &many));
    for layout in [Layout::Compact, Layout::Indented] {
        let [few, many] = [&few, &many].map(|page| pages::json(page, Shape::Uniform, layout));
        growth.extend(compare(
            format!("decode JSON, {}", layout.name()),
            plan,
            || Page::from_json(black_box(&few)),
            || Page::from_json(black_box(&many)),
        ));
    }
    for layout in [Layout::Compact, Layout::Indented] {
        let [few, many] = [&few, &many].map(|page| pages::xml(page, Shape::Uniform, layout));
        growth.extend(compare(
            format!("decode XML, {}", layout.name()),
            plan,
            || Page::from_xml(black_box(&few)),
            || Page::from_xml(black_box(&many)),
        ));
    }
    let (mut short, mut long) = (String::new(), String::new());
    growth.extend(compare(
        "write JSON".to_owned(),
        plan,
        || json::write_ours(black_box(&few), &mut short),
        || json::write_ours(black_box(&many), &mut long),
    ));
    growth.extend(compare(
        "write XML".to_owned(),
        plan,
        || xml::write_ours(black_box(&few), &mut short),
        || xml::write_ours(black_box(&many), &mut long),
    ));
    growth
}

/// What every decoder has to do with memory: look at each byte, and fill a `Vec`. A page of many
/// records fits into no cache of the processor, and its list is new memory each time.
fn memory_alone(plan: &Plan, few: &Page<'_>, many: &Page<'_>) -> Option<Growth> {
    let [few, many] = [few, many].map(|page| pages::json(page, Shape::Uniform, Layout::Compact));
    let [few_read, many_read] = [&few, &many].map(|body| Page::from_json(body).expect("a page"));
    let touch = |body, page: &Page<'_>| {
        let is_utf8 = str::from_utf8(black_box(body)).is_ok();
        black_box(page.instance_statuses.clone());
        is_utf8
    };
    compare(MEMORY_ALONE.to_owned(), plan, || touch(&few, &few_read), || touch(&many, &many_read))
}

fn compare<F, M>(
    job: String,
    plan: &Plan,
    few: impl FnMut() -> F,
    many: impl FnMut() -> M,
) -> Option<Growth> {
    let mut contestants = [Contestant::new("few", few), Contestant::new("many", many)];
    let ratio = plan.measure(&format!("growth, {job}"), MANY, &mut contestants)?.ratio(1, 0);
    Some(Growth { job, ratio: ratio * FEW as f64 / MANY as f64 })
}
