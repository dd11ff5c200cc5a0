//! All that was measured, and its tables for a terminal.

use crate::job::{Row, Target};
use crate::linear::{self, Growth};
use crate::sign::Cost;

/// All that was measured.
pub(crate) struct Report {
    /// Pages of 1, 10 and 50 records, what the service sends.
    pub(crate) small: Vec<Row>,
    pub(crate) errors: Vec<Row>,
    pub(crate) uneven: Vec<Row>,
    /// Pages of 1,000 and 100,000 records, what proxies and tests have.
    pub(crate) large: Vec<Row>,
    pub(crate) queries: Vec<Row>,
    pub(crate) signatures: Vec<Cost>,
    pub(crate) growth: Vec<Growth>,
}

impl Report {
    /// The tables for a terminal, small and uneven pages first.
    pub(crate) fn print(&self) {
        print_rows("Pages as the service sends them", &self.small);
        print_rows("Error replies", &self.errors);
        print_rows("Pages that are not uniform, compact", &self.uneven);
        print_rows("Large pages", &self.large);
        print_rows("Queries", &self.queries);
        print_signatures(&self.signatures);
        print_growth(&self.growth);
        self.print_verdict();
    }

    /// How many figures reach what they should.
    fn print_verdict(&self) {
        let tables = [&self.small, &self.errors, &self.uneven, &self.large, &self.queries];
        let bound: Vec<(f64, Target)> =
            tables.into_iter().flatten().filter_map(|row| Some((row.ratio, row.target?))).collect();
        println!(
            "Of {} ratios with a floor, {} reach it, and {} the goal.",
            bound.len(),
            bound.iter().filter(|(ratio, target)| *ratio >= target.floor).count(),
            bound.iter().filter(|(ratio, target)| *ratio >= target.goal).count(),
        );
        let costs = &self.signatures;
        println!(
            "Of {} signatures, {} cost at most what they may, and {} what they should.",
            costs.len(),
            costs.iter().filter(|cost| cost.ratio <= cost.limit.most).count(),
            costs.iter().filter(|cost| cost.ratio <= cost.limit.goal).count(),
        );
        let ours = || self.growth.iter().filter(|growth| growth.job != linear::MEMORY_ALONE);
        println!(
            "Of {} times per record, {} grow to at most {} times.",
            ours().count(),
            ours().filter(|growth| growth.ratio <= linear::LIMIT).count(),
            linear::LIMIT,
        );
    }
}

fn print_rows(title: &str, rows: &[Row]) {
    if rows.is_empty() {
        return;
    }
    println!("{title}\n");
    println!(
        "{:42} {:>7}  {:26} {:>6} {:>6} {:>6} {:>10} {:>10}",
        "job", "records", "peer", "ratio", "floor", "goal", "ours MB/s", "peer MB/s"
    );
    for row in rows {
        let target = |value: fn(Target) -> f64| {
            row.target.map_or_else(|| "-".to_owned(), |target| value(target).to_string())
        };
        println!(
            "{:42} {:>7}  {:26} {:>6.2} {:>6} {:>6} {:>10} {:>10}",
            row.job,
            thousands(row.records),
            row.peer,
            row.ratio,
            target(|target| target.floor),
            target(|target| target.goal),
            whole(row.ours),
            whole(row.peers),
        );
    }
    println!();
}

fn print_signatures(costs: &[Cost]) {
    if costs.is_empty() {
        return;
    }
    println!("Signatures, in times the bare HMAC and hashes of the same bytes\n");
    println!(
        "{:42} {:>6} {:>6} {:>6} {:>8} {:>8}",
        "job", "cost", "most", "goal", "ours ns", "bare ns"
    );
    for Cost { job, ratio, limit, ours, bare } in costs {
        println!(
            "{job:42} {ratio:>6.2} {:>6} {:>6} {ours:>8.0} {bare:>8.0}",
            limit.most, limit.goal
        );
    }
    println!();
}

fn print_growth(growth: &[Growth]) {
    if growth.is_empty() {
        return;
    }
    println!("Time per record at 100,000 records, in times that at 1,000\n");
    for Growth { job, ratio } in growth {
        println!("{job:42} {ratio:>6.2}");
    }
    println!();
}

/// A ratio with two figures that count.
pub(crate) fn times(ratio: f64) -> String {
    if ratio < 9.95 { format!("{ratio:.1}×") } else { format!("{ratio:.0}×") }
}

/// A count with commas between the thousands.
pub(crate) fn thousands(count: usize) -> String {
    match count {
        0..1_000 => count.to_string(),
        _ => format!("{},{:03}", thousands(count / 1_000), count % 1_000),
    }
}

/// A speed in MB/s.
pub(crate) fn whole(speed: f64) -> String {
    thousands(speed.round() as usize)
}
