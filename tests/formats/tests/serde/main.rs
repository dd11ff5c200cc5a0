//! The suite `tests/serde` again, with the binary formats beside JSON, and what only they have.

#[path = "../../../serde/derived.rs"]
mod derived;
mod formats;
mod named;
mod positions;
#[path = "../../../serde/replies.rs"]
mod replies;
#[path = "../../../serde/requests.rs"]
mod requests;
#[path = "../../../support/mod.rs"]
mod support;
#[path = "../../../serde/there_and_back.rs"]
mod there_and_back;
