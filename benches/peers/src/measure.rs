//! Measuring in interleaved rounds: each round runs every contestant of a job
//! once, and the ratios compare times of the same round, so that whatever slows
//! the machine down for a while slows down both sides of a ratio. Times are the thread's
//! on the processor, so that what else runs counts less.

use std::hint::black_box;
use std::time::Duration;

use cpu_time::ThreadTime;

/// One way to do a job.
pub struct Contestant<'a> {
    /// What the tables call it.
    pub name: &'static str,
    sample: Box<dyn FnMut(u32) -> Duration + 'a>,
}

impl<'a> Contestant<'a> {
    /// A contestant that does the job once whenever `run` is called. The time
    /// counts until what `run` returned has been dropped.
    pub fn new<R>(name: &'static str, mut run: impl FnMut() -> R + 'a) -> Self {
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
pub struct Effort {
    /// How often each contestant has its turn.
    pub rounds: usize,
    /// What a turn should take.
    pub sample: Duration,
}

impl Effort {
    /// Enough for figures.
    pub const FULL: Self = Self { rounds: 21, sample: Duration::from_millis(8) };

    /// Enough to see that everything runs.
    pub const QUICK: Self = Self { rounds: 1, sample: Duration::ZERO };

    /// Runs every contestant once in each round, in rotating order.
    #[must_use]
    pub fn measure(self, contestants: &mut [Contestant<'_>]) -> Measured {
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
pub struct Measured(Vec<Vec<f64>>);

impl Measured {
    /// The median time of a contestant.
    #[must_use]
    pub fn seconds(&self, contestant: usize) -> f64 {
        median(self.0[contestant].iter().copied())
    }

    /// The median over the rounds of how much longer one takes than another.
    #[must_use]
    pub fn ratio(&self, contestant: usize, other: usize) -> f64 {
        median(self.0[contestant].iter().zip(&self.0[other]).map(|(one, other)| one / other))
    }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
