//! An allocator that counts, for tests of what something takes from the heap.
#![allow(dead_code, reason = "each test uses its part")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

/// Counts what one thread does between [`count`]'s start and end.
struct Counting;

thread_local! {
    static TALLY: Cell<Option<Tally>> = const { Cell::new(None) };
}

#[derive(Clone, Copy, Default)]
pub(crate) struct Tally {
    pub(crate) allocations: usize,
    pub(crate) live: isize,
    pub(crate) peak: isize,
}

impl Tally {
    fn note(allocations: usize, bytes: isize) {
        // While a thread ends, its tally is gone and nothing is counted.
        let _ = TALLY.try_with(|tally| {
            if let Some(mut counts) = tally.get() {
                counts.allocations += allocations;
                counts.live += bytes;
                counts.peak = counts.peak.max(counts.live);
                tally.set(Some(counts));
            }
        });
    }
}

pub(crate) fn bytes(size: usize) -> isize {
    isize::try_from(size).unwrap_or(isize::MAX)
}

#[expect(
    unsafe_code,
    reason = "a global allocator is unsafe by its trait; it passes everything on"
)]
// SAFETY: every call goes to `System` as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        Tally::note(1, bytes(layout.size()));
        // SAFETY: the caller keeps `alloc`'s contract.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        Tally::note(0, -bytes(layout.size()));
        // SAFETY: the caller keeps `dealloc`'s contract.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        // The old block lives until the new one is filled.
        Tally::note(1, bytes(new_size));
        Tally::note(0, -bytes(layout.size()));
        // SAFETY: the caller keeps `realloc`'s contract.
        unsafe { System.realloc(pointer, layout, new_size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Runs `work` and counts what it takes.
pub(crate) fn count<T>(work: impl FnOnce() -> T) -> (T, Tally) {
    TALLY.set(Some(Tally::default()));
    let value = work();
    let tally = TALLY.replace(None).unwrap_or_default();
    (value, tally)
}
