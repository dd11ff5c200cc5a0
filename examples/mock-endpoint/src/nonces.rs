//! The nonces that were used.

use std::collections::{HashSet, VecDeque};
use std::hash::{BuildHasher, RandomState};

/// The last nonces, as keyed hashes: however many calls come and however long their
/// nonces are, this takes no more than a few megabytes.
pub(crate) struct Nonces {
    hasher: RandomState,
    seen: HashSet<u64>,
    in_order: VecDeque<u64>,
}

impl Nonces {
    /// How many are remembered. A client would have to make more calls than this
    /// within the window of a timestamp to get a replay through.
    const MAX: usize = 65_536;

    pub(crate) fn new() -> Self {
        Self { hasher: RandomState::new(), seen: HashSet::new(), in_order: VecDeque::new() }
    }

    /// Remembers a nonce, and says whether it is new.
    pub(crate) fn insert(&mut self, nonce: &str) -> bool {
        let hash = self.hasher.hash_one(nonce);
        if !self.seen.insert(hash) {
            return false;
        }
        self.in_order.push_back(hash);
        if self.in_order.len() > Self::MAX
            && let Some(oldest) = self.in_order.pop_front()
        {
            self.seen.remove(&oldest);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::Nonces;

    #[test]
    fn the_last_ones_are_remembered_and_no_more() {
        let mut nonces = Nonces::new();
        for nonce in 0..=Nonces::MAX {
            assert!(nonces.insert(&nonce.to_string()));
        }
        assert_eq!(nonces.seen.len(), Nonces::MAX);
        assert!(!nonces.insert("1"));
        assert!(nonces.insert("0"), "the first one has made room");
    }
}
