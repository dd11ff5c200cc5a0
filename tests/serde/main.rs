//! What the feature `serde` promises: owned values, in every format, in the shape that JSON
//! has on the wire.

mod derived;
mod formats;
mod positions;
mod replies;
mod requests;
#[path = "../support/mod.rs"]
mod support;
mod there_and_back;
mod wire;
