//! Compares `aliyun-instance-status` with its peers, in one process, on the same
//! bytes, in interleaved rounds, and prints how many times faster it is. What is
//! compared, and how, stands in `README.md`.

mod environment;
mod error;
mod job;
mod json;
mod linear;
mod markdown;
mod query;
mod report;
mod sign;
mod svg;
mod uneven;
mod value;
mod xml;

use std::hint::black_box;
use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, fs};

use aliyun_instance_status_peers::measure::Effort;
use aliyun_instance_status_peers::pages::Layout;
use job::{Plan, Row};
use report::Report;

const USAGE: &str =
    "usage: aliyun-instance-status-peers [--quick] [--only NAME] [--markdown] [--svg PATH]";

/// What the service sends: 10 records unless asked, 50 at most, 1 for one instance.
const SMALL: [usize; 3] = [1, 10, 50];
const LARGE: [usize; 2] = [1_000, 100_000];

/// What the command line asks for.
struct Options {
    plan: Plan,
    markdown: bool,
    svg: Option<PathBuf>,
}

impl Options {
    fn parse(mut arguments: impl Iterator<Item = String>) -> Option<Self> {
        let plan = Plan { effort: Effort::FULL, only: String::new() };
        let mut options = Self { plan, markdown: false, svg: None };
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--quick" => options.plan.effort = Effort::QUICK,
                "--only" => options.plan.only = arguments.next()?,
                "--markdown" => options.markdown = true,
                "--svg" => options.svg = Some(arguments.next()?.into()),
                _ => return None,
            }
        }
        Some(options)
    }
}

fn main() -> ExitCode {
    let Some(options) = Options::parse(env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    settle_allocator();
    let report = measure(&options.plan);
    println!("{}\nrounds: {}\n", environment::describe(), options.plan.effort.rounds);
    if options.markdown {
        markdown::print(&report);
    } else {
        report.print();
    }
    if let Some(path) = options.svg
        && let Err(error) = fs::write(&path, svg::chart(&report))
    {
        eprintln!("cannot write {}: {error}", path.display());
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// glibc's allocator returns large blocks to the system until it has once freed
/// a block of such a size; then it keeps them. That it learns this before the
/// first job makes the figures independent of the jobs' order.
fn settle_allocator() {
    drop(black_box(vec![0_u8; 31 << 20]));
}

fn measure(plan: &Plan) -> Report {
    Report {
        small: pages(&SMALL, plan),
        errors: error::decode(plan),
        uneven: uneven::decode(plan),
        large: pages(&LARGE, plan),
        queries: query::all(plan),
        signatures: sign::costs(plan),
        growth: linear::growth(plan),
    }
}

/// Reading and writing uniform pages.
fn pages(sizes: &[usize], plan: &Plan) -> Vec<Row> {
    let mut rows = Vec::new();
    for layout in [Layout::Compact, Layout::Indented] {
        rows.extend(sizes.iter().flat_map(|&records| json::decode(layout, records, plan)));
    }
    rows.extend(sizes.iter().flat_map(|&records| json::decode_owned(records, plan)));
    for layout in [Layout::Compact, Layout::Indented] {
        rows.extend(sizes.iter().flat_map(|&records| xml::decode(layout, records, plan)));
    }
    rows.extend(sizes.iter().flat_map(|&records| json::write(records, plan)));
    rows.extend(sizes.iter().flat_map(|&records| xml::write(records, plan)));
    rows
}
