//! How the mock behaves.

use std::num::NonZeroU64;
use std::time::Duration;

use aliyun_instance_status::sign::AccessKeySecret;

use crate::{Fleet, Throttling};

/// How the mock behaves. The default: a free port, the access key `testid` with the
/// secret `testsecret`, the fleet of 208, and no delay, failure or log.
///
/// A call meets the failures in the order in which they are listed here, and each counts
/// only the calls that get past those before it: a gateway's error keeps a call from the
/// service, which counts what is signed well, or `unsigned`, to throttle it; and of what is
/// done then, the reply can be lost.
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
    /// Whether calls without any signature are answered too, so that they can be typed by
    /// hand. They need no access key, timestamp or nonce. What is signed is still verified.
    pub unsigned: bool,
    /// Every N-th call, of whatever kind, never reaches the service: a gateway answers it
    /// with a page of HTML, and 502, 503 and 504 in turn. Its nonce is not used up.
    pub gateway_error: Option<NonZeroU64>,
    /// Every N-th call that is signed well is throttled. Its nonce is used up.
    pub throttle: Option<NonZeroU64>,
    /// What throttled calls are answered with.
    pub throttling: Throttling,
    /// Every N-th call is done, but its connection is closed without the reply. Calls count
    /// that are signed well and not throttled. The nonce is used up, so a client that sends
    /// the same call again gets `SignatureNonceUsed`.
    pub lose_reply: Option<NonZeroU64>,
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
            unsigned: false,
            gateway_error: None,
            throttle: None,
            throttling: Throttling::default(),
            lose_reply: None,
            log: false,
        }
    }
}
