//! Measuring in interleaved rounds: each round runs every contestant of a job
//! once, and the ratios compare times of the same round, so that whatever slows
//! the machine down for a while slows down both sides of a ratio. Times are the thread's
//! on the processor, so that what else runs counts less.

use std::hint::black_box;
use std::time::Duration;

use cpu_time::ThreadTime;

use crate::report::Row;

/// One way to do a job.
pub(crate) struct Contestant<'a> {
    name: &'static str,
    sample: Box<dyn FnMut(u32) -> Duration + 'a>,
}

impl<'a> Contestant<'a> {
    /// A contestant that does the job once whenever `run` is called. The time
    /// counts until what `run` returned has been dropped.
    pub(crate) fn new<R>(name: &'static str, mut run: impl FnMut() -> R + 'a) -> Self {
        let sample = move |iterations| {
            let start = ThreadTime::now();
            for _ in 0..iterations {
                black_box(run());
            }
            start.elapsed()
        };
        Self { name, sample: Box::new(sample) }
    }

    /// How many iterations fill a sample. Warms the contestant up on the way.
    fn iterations(&mut self, sample: Duration) -> u32 {
        let mut iterations = 1;
        loop {
            let took = (self.sample)(iterations);
            if took >= sample / 4 {
                let fit = sample.as_nanos() * u128::from(iterations) / took.as_nanos().max(1);
                return u32::try_from(fit).unwrap_or(u32::MAX).max(1);
            }
            iterations *= 2;
        }
    }
}

/// How long to measure.
#[derive(Clone, Copy)]
pub(crate) struct Effort {
    pub(crate) rounds: usize,
    /// What each contestant's turn in a round should take.
    pub(crate) sample: Duration,
    /// Which jobs to do: those with this in their names.
    pub(crate) only: &'static str,
}

impl Effort {
    /// Enough for figures.
    pub(crate) const FULL: Self = Self { rounds: 21, sample: Duration::from_millis(8), only: "" };

    /// Enough to see that everything runs.
    pub(crate) const QUICK: Self = Self { rounds: 1, sample: Duration::ZERO, only: "" };

    /// Runs every contestant once in each round, in rotating order.
    pub(crate) fn measure(self, contestants: &mut [Contestant<'_>]) -> Measured {
        let iterations: Vec<u32> =
            contestants.iter_mut().map(|contestant| contestant.iterations(self.sample)).collect();
        let mut seconds = vec![Vec::with_capacity(self.rounds); contestants.len()];
        for round in 0..self.rounds {
            for turn in 0..contestants.len() {
                let index = (round + turn) % contestants.len();
                let took = (contestants[index].sample)(iterations[index]);
                seconds[index].push(took.as_secs_f64() / f64::from(iterations[index]));
            }
        }
        Measured(seconds)
    }
}

/// Seconds per iteration, of each contestant in each round.
pub(crate) struct Measured(Vec<Vec<f64>>);

impl Measured {
    /// The median time of a contestant.
    pub(crate) fn seconds(&self, contestant: usize) -> f64 {
        median(self.0[contestant].iter().copied())
    }

    /// The median over the rounds of how much longer one takes than another.
    pub(crate) fn ratio(&self, contestant: usize, other: usize) -> f64 {
        median(self.0[contestant].iter().zip(&self.0[other]).map(|(one, other)| one / other))
    }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// What a ratio should reach on pages of so many records.
#[derive(Clone, Copy)]
pub(crate) struct Target {
    pub(crate) records: usize,
    pub(crate) floor: f64,
    pub(crate) goal: f64,
}

impl Target {
    pub(crate) const fn new(records: usize, floor: f64, goal: f64) -> Self {
        Self { records, floor, goal }
    }
}

/// A job that this crate and its peers do, on the same bytes.
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

    /// The same job, done by a peer too.
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
    pub(crate) fn run(mut self, effort: Effort) -> Vec<Row> {
        if !self.name.contains(effort.only) {
            return Vec::new();
        }
        eprintln!("measuring: {} ({})", self.name, self.records);
        let measured = effort.measure(&mut self.contestants);
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
