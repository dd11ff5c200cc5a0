//! Every N-th of what passes.

use std::num::NonZeroU64;
use std::sync::atomic::{AtomicU64, Ordering};

/// Counts what passes, and picks every N-th; or none.
pub(crate) struct Every {
    nth: Option<NonZeroU64>,
    passed: AtomicU64,
}

impl Every {
    pub(crate) fn new(nth: Option<NonZeroU64>) -> Self {
        Self { nth, passed: AtomicU64::new(0) }
    }

    /// Counts one, and says whether it is an N-th: then, how many were before it.
    pub(crate) fn pick(&self) -> Option<u64> {
        let nth = self.nth?;
        let before = self.passed.fetch_add(1, Ordering::Relaxed);
        (before % nth == nth.get() - 1).then(|| before / nth)
    }
}

#[cfg(test)]
mod tests {
    use super::{Every, NonZeroU64};

    #[test]
    fn every_nth_is_picked() {
        for (nth, picked) in [
            (None, [None; 6]),
            (NonZeroU64::new(1), [Some(0), Some(1), Some(2), Some(3), Some(4), Some(5)]),
            (NonZeroU64::new(3), [None, None, Some(0), None, None, Some(1)]),
        ] {
            let every = Every::new(nth);
            assert_eq!([(); 6].map(|()| every.pick()), picked, "{nth:?}");
        }
    }
}
