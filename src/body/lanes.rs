//! The lanes of a reader, each of which falls back to the one below it. Those above the
//! careful lane are there for speed alone: without them, every input gives the same value,
//! or the same error at the same byte.

/// The number of the lane that takes what is plain by comparing bytes.
pub(super) const PLAIN: u8 = 1;

/// The number of the lane that compares records with a stencil: the one that users get.
pub(super) const STENCIL: u8 = 2;
