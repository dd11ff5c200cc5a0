//! The suite `tests/spec/serde` again, with the binary formats beside JSON, and what only they have.

#[path = "../../../spec/serde/derived.rs"]
mod derived;
mod formats;
mod named;
mod positions;
#[path = "../../../spec/serde/replies.rs"]
mod replies;
#[path = "../../../spec/serde/requests.rs"]
mod requests;
#[path = "../../../support/mod.rs"]
mod support;
#[path = "../../../spec/serde/there_and_back.rs"]
mod there_and_back;
