//! A job that this crate and its peers do, on the same bytes, and what its ratios should reach.

use aliyun_instance_status_peers::measure::{Contestant, Effort, Measured};

/// How long to measure, and which jobs.
pub(crate) struct Plan {
    pub(crate) effort: Effort,
    /// What the names of the jobs to do contain.
    pub(crate) only: String,
}

impl Plan {
    /// Measures a job, if its name is asked for, and says so.
    pub(crate) fn measure(
        &self,
        job: &str,
        records: usize,
        contestants: &mut [Contestant<'_>],
    ) -> Option<Measured> {
        if !job.contains(&self.only) {
            return None;
        }
        eprintln!("measuring: {job} ({records})");
        Some(self.effort.measure(contestants))
    }
}

/// What a ratio should reach on pages of so many records.
#[derive(Clone, Copy)]
pub(crate) struct Target {
    records: usize,
    pub(crate) floor: f64,
    pub(crate) goal: f64,
}

impl Target {
    pub(crate) const fn new(records: usize, floor: f64, goal: f64) -> Self {
        Self { records, floor, goal }
    }
}

/// This crate beside one peer.
pub(crate) struct Row {
    pub(crate) job: String,
    /// An error reply or a query counts as one.
    pub(crate) records: usize,
    pub(crate) peer: &'static str,
    /// The peer's time over this crate's: the median over the rounds.
    pub(crate) ratio: f64,
    pub(crate) target: Option<Target>,
    /// Million bytes per second.
    pub(crate) ours: f64,
    pub(crate) peers: f64,
}

/// A job that this crate and its peers do.
pub(crate) struct Job<'a> {
    name: String,
    records: usize,
    bytes: usize,
    /// This crate first.
    contestants: Vec<Contestant<'a>>,
    /// What each peer's ratio should reach.
    targets: Vec<&'static [Target]>,
}

impl<'a> Job<'a> {
    /// A job that this crate does with `ours`.
    pub(crate) fn new<R>(
        name: String,
        records: usize,
        bytes: usize,
        ours: impl FnMut() -> R + 'a,
    ) -> Self {
        let contestants = vec![Contestant::new("aliyun-instance-status", ours)];
        Self { name, records, bytes, contestants, targets: Vec::new() }
    }

    /// Adds a peer that does the job, too.
    pub(crate) fn beside<R>(
        mut self,
        peer: &'static str,
        targets: &'static [Target],
        run: impl FnMut() -> R + 'a,
    ) -> Self {
        self.contestants.push(Contestant::new(peer, run));
        self.targets.push(targets);
        self
    }

    /// Measures all, and gives a row of the table for each peer.
    pub(crate) fn run(mut self, plan: &Plan) -> Vec<Row> {
        let Some(measured) = plan.measure(&self.name, self.records, &mut self.contestants) else {
            return Vec::new();
        };
        let speed = |contestant| self.bytes as f64 / measured.seconds(contestant) / 1e6;
        let row = |(index, targets): (usize, &&'static [Target])| Row {
            job: self.name.clone(),
            records: self.records,
            peer: self.contestants[index + 1].name,
            ratio: measured.ratio(index + 1, 0),
            target: targets.iter().find(|target| target.records == self.records).copied(),
            ours: speed(0),
            peers: speed(index + 1),
        };
        self.targets.iter().enumerate().map(row).collect()
    }
}
