//! What a client may take of the mock.

use std::time::Duration;

/// How many bytes a request line and its headers may have. A call with a hundred ids
/// has some ten thousand.
pub(crate) const MAX_HEAD: usize = 128 * 1024;

/// How many bytes a body may have.
pub(crate) const MAX_BODY: usize = 128 * 1024;

/// How many calls may be under way on one connection of HTTP/2.
pub(crate) const MAX_STREAMS: u32 = 16;

/// What a test would wait for too long.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
    /// How many connections are served at once, each with one call at a time, or with
    /// several of HTTP/2. The next ones wait.
    pub(crate) connections: usize,
    /// How long a client may take to send a head, and then a body.
    pub(crate) read_timeout: Duration,
    /// How long a client may take nothing of an answer.
    pub(crate) write_timeout: Duration,
}

impl Limits {
    pub(crate) const STANDARD: Self = Self {
        connections: 256,
        read_timeout: Duration::from_secs(20),
        write_timeout: Duration::from_secs(20),
    };
}
