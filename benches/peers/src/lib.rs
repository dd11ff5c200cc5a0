//! What the comparisons share: the pages that everybody reads, and how times are taken.

pub mod measure;
pub mod pages;
