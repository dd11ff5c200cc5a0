//! A mock of the Alibaba Cloud ECS endpoint for one operation,
//! `DescribeInstanceStatus`: an HTTP server on loopback that reads a call, checks its
//! signature, and answers from a fleet file as the service would.
//!
//! For whoever tests a client without an account: as a program, `mock-endpoint`, or
//! from a Rust test, on a free port:
//!
//! ```
//! use mock_endpoint::{MockEndpoint, Options};
//!
//! # fn main() -> std::io::Result<()> {
//! let mock = MockEndpoint::start(Options::default())?;
//! println!("point the client at {}", mock.url());
//! # Ok(())
//! # }
//! ```

#![deny(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used
)]

mod connection;
mod endpoint;
mod every;
mod exchange;
mod fleet;
mod limits;
mod log;
mod object;
mod options;
mod server;
mod service;
mod throttling;

pub use endpoint::MockEndpoint;
pub use fleet::{Fleet, FleetError};
pub use options::Options;
pub use throttling::Throttling;
