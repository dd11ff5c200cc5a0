//! The specification, by subject. One program, because each program costs its own copy of all
//! that it links: `cargo test --test spec reply::` runs the tests of one subject.

mod against_quick_xml;
mod arbitrary;
mod diagnosis;
mod http;

#[path = "../support/lanes.rs"]
mod lanes;

mod listing;
mod readme;
mod redaction;
mod reply;
mod reported;
mod request;
mod retry;
mod serde;
mod sign;

#[path = "../support/mod.rs"]
mod support;

mod values;
mod verify;
