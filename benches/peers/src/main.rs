//! Compares `aliyun-instance-status` with its peers, in one process, on the same
//! bytes, in interleaved rounds, and prints how many times faster it is. What is
//! compared, and how, stands in `README.md`.

mod environment;
mod error;
mod json;
mod linear;
mod measure;
mod pages;
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

use measure::Effort;
use pages::Layout;
use report::Report;

const USAGE: &str =
    "usage: aliyun-instance-status-peers [--quick] [--only NAME] [--markdown] [--svg PATH]";

const SIZES: [usize; 5] = [1, 10, 50, 1_000, 100_000];

/// What the command line asks for.
struct Options {
    effort: Effort,
    markdown: bool,
    svg: Option<PathBuf>,
}

impl Options {
    fn parse(mut arguments: impl Iterator<Item = String>) -> Option<Self> {
        let mut options = Self { effort: Effort::FULL, markdown: false, svg: None };
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--quick" => options.effort = Effort::QUICK,
                "--only" => options.effort.only = arguments.next()?.leak(),
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
    let report = measure(options.effort);
    println!("{}\nrounds: {}\n", environment::describe(), options.effort.rounds);
    if options.markdown {
        report.print_markdown();
    } else {
        report.print();
    }
    if let Some(path) = options.svg
        && let Err(error) = fs::write(&path, svg::chart(&report.rows))
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

fn measure(effort: Effort) -> Report {
    let mut rows = error::decode(effort);
    for layout in [Layout::Compact, Layout::Indented] {
        rows.extend(SIZES.iter().flat_map(|&records| json::decode(layout, records, effort)));
    }
    for layout in [Layout::Compact, Layout::Indented] {
        rows.extend(SIZES.iter().flat_map(|&records| xml::decode(layout, records, effort)));
    }
    rows.extend(SIZES.iter().flat_map(|&records| json::write(records, effort)));
    rows.extend(SIZES.iter().flat_map(|&records| xml::write(records, effort)));
    rows.extend(query::decode(effort));
    rows.extend(query::write_call(effort));
    rows.extend(query::write_request(effort));
    Report {
        rows,
        uneven: uneven::decode(effort),
        growth: linear::growth(effort),
        signatures: sign::costs(effort),
    }
}
