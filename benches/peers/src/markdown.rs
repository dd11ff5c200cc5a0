//! The tables for the README: the sizes of a page side by side, what the service sends first.

use crate::job::Row;
use crate::linear::Growth;
use crate::report::{Report, thousands, times, whole};
use crate::sign::Cost;

/// Prints all of them.
pub(crate) fn print(report: &Report) {
    print_sizes("page", &report.small, &[1, 10, 50]);
    print_flat("error reply", &report.errors);
    print_sizes("large page", &report.large, &[1_000, 100_000]);
    print_growth(&report.growth);
    print_uneven(&report.uneven);
    print_flat("query", &report.queries);
    print_signatures(&report.signatures);
}

/// For each job a row of this crate's speeds, and one of ratios for each peer.
fn print_sizes(head: &str, rows: &[Row], sizes: &[usize]) {
    if rows.is_empty() {
        return;
    }
    print_head(&format!("{head} | beside"), &with_unit(sizes));
    let mut last_job = "";
    for first in rows.iter().filter(|row| row.records == sizes[0]) {
        if first.job != last_job {
            last_job = &first.job;
            let speeds = cells(rows, first, sizes, |row| whole(row.ours));
            println!("| **{last_job}** | this crate, MB/s | {speeds} |");
        }
        println!("| | {} | {} |", first.peer, cells(rows, first, sizes, |row| times(row.ratio)));
    }
    println!();
}

/// A row for each shape and format; not every shape is measured at each size.
fn print_uneven(rows: &[Row]) {
    const SIZES: [usize; 3] = [1, 10, 1_000];

    if rows.is_empty() {
        return;
    }
    print_head("uneven page, compact | beside", &with_unit(&SIZES));
    for row in rows.iter().filter(|row| row.records == SIZES[2]) {
        let Row { job, peer, .. } = row;
        println!("| {job} | {peer} | {} |", cells(rows, row, &SIZES, |row| times(row.ratio)));
    }
    println!();
}

fn print_flat(head: &str, rows: &[Row]) {
    if rows.is_empty() {
        return;
    }
    print_head(&format!("{head} | beside"), &["ratio", "this crate, MB/s"]);
    for Row { job, peer, ratio, ours, .. } in rows {
        println!("| {job} | {peer} | {} | {} |", times(*ratio), whole(*ours));
    }
    println!();
}

fn print_growth(growth: &[Growth]) {
    if growth.is_empty() {
        return;
    }
    print_head("job", &["time per record at 100,000, in times that at 1,000"]);
    for Growth { job, ratio } in growth {
        println!("| {job} | {ratio:.2} |");
    }
    println!();
}

fn print_signatures(costs: &[Cost]) {
    if costs.is_empty() {
        return;
    }
    print_head("signature", &["its cost, in times the bare HMAC and hashes of the same bytes"]);
    for Cost { job, ratio, .. } in costs {
        println!("| {job} | {ratio:.1} |");
    }
    println!();
}

/// The head of a table: columns of words, then columns of figures.
fn print_head(words: &str, figures: &[impl AsRef<str>]) {
    let names: Vec<&str> = figures.iter().map(AsRef::as_ref).collect();
    let rules = "---|".repeat(words.split(" | ").count());
    println!("| {words} | {} |\n|{rules}{}", names.join(" | "), "--:|".repeat(names.len()));
}

/// The sizes, of which the first says what is counted.
fn with_unit(sizes: &[usize]) -> Vec<String> {
    let unit = |size| match size {
        1 => "1 record".to_owned(),
        _ => format!("{} records", thousands(size)),
    };
    let rest = sizes.iter().skip(1).map(|&size| thousands(size));
    sizes.first().map(|&first| unit(first)).into_iter().chain(rest).collect()
}

/// What `cell` makes of the row of the same job and peer at each size.
fn cells(rows: &[Row], like: &Row, sizes: &[usize], cell: fn(&Row) -> String) -> String {
    let of_size = |&size: &usize| {
        let same = |row: &&Row| row.records == size && row.job == like.job && row.peer == like.peer;
        rows.iter().find(same).map(cell).unwrap_or_default()
    };
    sizes.iter().map(of_size).collect::<Vec<_>>().join(" | ")
}
