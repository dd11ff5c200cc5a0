//! Prints how many microseconds this crate and parsers in C and C++ take for the pages that
//! the service sends, in one process, on the same bytes, in interleaved rounds. What is
//! compared, and how, stands in `README.md`.

mod reader;

use std::env;
use std::hint::black_box;
use std::process::ExitCode;

use aliyun_instance_status::{Format, Page};
use aliyun_instance_status_peers::measure::{Contestant, Effort};
use aliyun_instance_status_peers::pages::{self, Layout, Shape};
use reader::{JSON, Parser, Reader, XML};

const SIZES: [usize; 3] = [1, 10, 50];

fn main() -> ExitCode {
    let effort = match env::args().skip(1).collect::<Vec<_>>().as_slice() {
        [] => Effort::FULL,
        [quick] if quick == "--quick" => Effort::QUICK,
        _ => {
            eprintln!("usage: aliyun-instance-status-native [--quick]");
            return ExitCode::from(2);
        }
    };
    println!("Microseconds, and in times those of this crate.\n");
    table(Format::Json, JSON, effort);
    table(Format::Xml, XML, effort);
    ExitCode::SUCCESS
}

fn table(format: Format, parsers: &[Parser], effort: Effort) {
    print!("{:24}{:>12}", format!("{format:?}, records"), "this crate");
    for Parser { name, version, .. } in parsers {
        print!("{:>20}", format!("{name} {version}"));
    }
    println!();
    for layout in [Layout::Compact, Layout::Indented] {
        for records in SIZES {
            row(format, parsers, layout, records, effort);
        }
    }
    println!();
}

fn row(format: Format, parsers: &[Parser], layout: Layout, records: usize, effort: Effort) {
    let page = pages::value(Shape::Uniform, records);
    let body = &*match format {
        Format::Xml => pages::xml(&page, Shape::Uniform, layout),
        Format::Json => pages::json(&page, Shape::Uniform, layout),
    };
    let mut readers: Vec<Reader> =
        parsers.iter().map(|parser| parser.reader(body, &page)).collect();
    let ours = match format {
        Format::Xml => Contestant::new("this crate", || Page::from_xml(black_box(body))),
        Format::Json => Contestant::new("this crate", || Page::from_json(black_box(body))),
    };
    let theirs = parsers.iter().zip(&mut readers);
    let mut contestants = vec![ours];
    contestants
        .extend(theirs.map(|(parser, reader)| Contestant::new(parser.name, || reader.read())));

    let measured = effort.measure(&mut contestants);
    let microseconds = |contestant| measured.seconds(contestant) * 1e6;
    print!("{:24}{:>12.3}", format!("{}, {records}", layout.name()), microseconds(0));
    for contestant in 1..contestants.len() {
        let ratio = measured.ratio(contestant, 0);
        print!("{:>20}", format!("{:.3} ({ratio:.2}×)", microseconds(contestant)));
    }
    println!();
}
