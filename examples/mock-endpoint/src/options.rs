//! How the mock behaves.

use std::num::NonZeroU64;
use std::time::Duration;

use aliyun_instance_status::sign::AccessKeySecret;

use crate::Fleet;

/// How the mock behaves. The default: a free port, the access key `testid` with the
/// secret `testsecret`, the fleet of 208, and no delay, throttling or log.
///
/// ```
/// use std::time::Duration;
///
/// let slow = mock_endpoint::Options { latency: Duration::from_millis(200), ..Default::default() };
/// ```
#[derive(Debug)]
pub struct Options {
    /// The port on 127.0.0.1, or 0 for one that is free.
    pub port: u16,
    /// The one access key id that there is.
    pub access_key_id: String,
    /// Its secret.
    pub secret: AccessKeySecret,
    /// What there is to answer with.
    pub fleet: Fleet,
    /// How long every answer is held back.
    pub latency: Duration,
    /// Every N-th call that is signed well is answered with `Throttling`.
    pub throttle: Option<NonZeroU64>,
    /// Whether standard error gets a line for every call, but for those that nobody reads
    /// in time.
    pub log: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            port: 0,
            access_key_id: "testid".to_owned(),
            secret: AccessKeySecret::new("testsecret"),
            fleet: Fleet::default(),
            latency: Duration::ZERO,
            throttle: None,
            log: false,
        }
    }
}
