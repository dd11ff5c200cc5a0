//! A listing drives a client to every page, whatever the service does: here a simulated one,
//! which verifies every call and remembers its nonces.

mod any_server;
mod fleets;
mod messages;
mod service;
mod steps;
