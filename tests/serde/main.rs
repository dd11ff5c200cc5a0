//! What the feature `serde` promises: owned values, in every format, in the shape that JSON
//! has on the wire.

#![cfg(feature = "serde")]

mod derived;
mod formats;
mod positions;
mod replies;
mod requests;
// Without the rest of `support`, which needs JSON.
#[path = "../support/strategy.rs"]
#[allow(dead_code, reason = "each test uses its part")]
mod strategy;
mod there_and_back;
#[cfg(feature = "json")]
mod wire;
