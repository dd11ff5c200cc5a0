//! The tables: plain text for a terminal, markdown for the README.

use crate::measure::Target;

/// This crate beside one peer.
pub(crate) struct Row {
    pub(crate) job: String,
    pub(crate) records: usize,
    pub(crate) peer: &'static str,
    /// The peer's time over this crate's: the median over the rounds.
    pub(crate) ratio: f64,
    pub(crate) target: Option<Target>,
    /// Million bytes per second.
    pub(crate) ours: f64,
    pub(crate) peers: f64,
}

/// How the cost per record grows with the page.
pub(crate) struct Growth {
    pub(crate) job: String,
    pub(crate) ratio: f64,
}

/// What a signature costs beside the bare hashes of the same bytes.
pub(crate) struct Cost {
    pub(crate) job: &'static str,
    /// This crate's time over that of the hashes: the median over the rounds.
    pub(crate) ratio: f64,
    /// The most that it may be, and what it should be at most.
    pub(crate) floor: f64,
    pub(crate) goal: f64,
    /// Nanoseconds.
    pub(crate) ours: f64,
    pub(crate) bare: f64,
}

/// The most that the cost per record may grow.
const GROWTH_LIMIT: f64 = 2.5;

/// All that was measured.
pub(crate) struct Report {
    pub(crate) rows: Vec<Row>,
    pub(crate) uneven: Vec<Row>,
    pub(crate) growth: Vec<Growth>,
    pub(crate) signatures: Vec<Cost>,
}

impl Report {
    /// The tables for a terminal.
    pub(crate) fn print(&self) {
        print_plain(&self.rows);
        let bound = self.rows.iter().filter_map(|row| Some((row.ratio, row.target?)));
        let (all, floors, goals) =
            bound.fold((0, 0, 0), |(all, floors, goals), (ratio, target)| {
                let [floor, goal] =
                    [target.floor, target.goal].map(|least| usize::from(ratio >= least));
                (all + 1, floors + floor, goals + goal)
            });
        println!("\nOf {all} ratios with a floor, {floors} reach it, and {goals} the goal.");
        println!("\nPages that are not uniform, compact:\n");
        print_plain(&self.uneven);
        println!(
            "\nTime per record at 100,000 records over that at 1,000 (at most {GROWTH_LIMIT}):\n"
        );
        for Growth { job, ratio } in &self.growth {
            println!("{job:38} {ratio:6.2}");
        }
        println!("\nSignatures, in times the bare HMAC and hashes of the same bytes:\n");
        println!(
            "{:38} {:>6} {:>6} {:>6} {:>8} {:>8}",
            "job", "cost", "most", "goal", "ours ns", "bare ns"
        );
        for Cost { job, ratio, floor, goal, ours, bare } in &self.signatures {
            println!("{job:38} {ratio:>6.2} {floor:>6} {goal:>6} {ours:>8.0} {bare:>8.0}");
        }
    }

    /// The tables for the README: a page's sizes side by side.
    pub(crate) fn print_markdown(&self) {
        println!("| job | peer | 50 records | 1,000 | 100,000 |");
        println!("|---|---|--:|--:|--:|");
        let (pages, single): (Vec<&Row>, Vec<&Row>) =
            self.rows.iter().partition(|row| row.records > 1);
        let mut last_job = "";
        for first in pages.iter().filter(|row| row.records == 50) {
            let sizes = |cell: fn(&Row) -> String| {
                let same = |row: &&&Row| row.job == first.job && row.peer == first.peer;
                let cells: Vec<String> = pages.iter().filter(same).map(|row| cell(row)).collect();
                cells.join(" | ")
            };
            if first.job != last_job {
                last_job = &first.job;
                println!(
                    "| **{last_job}** | this crate, MB/s | {} |",
                    sizes(|row| whole(row.ours))
                );
            }
            println!("| | {} | {} |", first.peer, sizes(|row| times(row.ratio)));
        }
        print_flat("job", &single);
        print_flat("page of 1,000 records", &self.uneven.iter().collect::<Vec<_>>());
        println!("\n| job | time per record, 100,000 records over 1,000 |\n|---|--:|");
        for Growth { job, ratio } in &self.growth {
            println!("| {job} | {ratio:.2} |");
        }
        println!("\n| signature | its cost, in times the bare HMAC and hashes |\n|---|--:|");
        for Cost { job, ratio, .. } in &self.signatures {
            println!("| {job} | {ratio:.1} |");
        }
    }
}

fn print_plain(rows: &[Row]) {
    println!(
        "{:38} {:>7}  {:26} {:>6} {:>6} {:>6} {:>10} {:>10}",
        "job", "records", "peer", "ratio", "floor", "goal", "ours MB/s", "peer MB/s"
    );
    for row in rows {
        let target = |value: fn(Target) -> f64| {
            row.target.map_or_else(|| "-".to_owned(), |target| value(target).to_string())
        };
        println!(
            "{:38} {:>7}  {:26} {:>6.2} {:>6} {:>6} {:>10} {:>10}",
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
}

fn print_flat(head: &str, rows: &[&Row]) {
    println!("\n| {head} | peer | ratio | this crate, MB/s | peer, MB/s |");
    println!("|---|---|--:|--:|--:|");
    for row in rows {
        let Row { job, peer, ratio, ours, peers, .. } = row;
        println!("| {job} | {peer} | {} | {} | {} |", times(*ratio), whole(*ours), whole(*peers));
    }
}

/// A ratio with two figures that count.
pub(crate) fn times(ratio: f64) -> String {
    if ratio < 10.0 { format!("{ratio:.1}×") } else { format!("{ratio:.0}×") }
}

/// A count with commas between the thousands.
pub(crate) fn thousands(count: usize) -> String {
    match count {
        0..1_000 => count.to_string(),
        _ => format!("{},{:03}", thousands(count / 1_000), count % 1_000),
    }
}

fn whole(speed: f64) -> String {
    thousands(speed.round() as usize)
}
