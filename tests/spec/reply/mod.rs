//! What a reply is: which bodies are one, what each reads as, how it is written, and where a bad
//! one is refused.

mod any_format;
mod borrowed;
mod corpus;
mod exhaustive;
mod faults;
mod golden;
mod hostile;
mod json_test_suite;
mod lanes;
mod layout;
mod messages;
mod misspelt;
mod round_trips;
mod small_scope;

mod well_formed;
mod written;
