//! From a received request to the answer: no sockets, no clock.

use std::num::NonZeroU64;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use aliyun_instance_status::sign::{AccessKeySecret, Clock, Received};
use aliyun_instance_status::{ErrorCode, ErrorResponse, Format, Refusal, Reply, Response};

use crate::log::Log;
use crate::nonces::Nonces;
use crate::{Fleet, Options};

/// The endpoint that replies name.
const HOST_ID: &str = "ecs.aliyuncs.com";

/// How many milliseconds `x-acs-retry-after` tells a throttled client to wait.
const RETRY_AFTER: u32 = 100;

/// The mocked service.
pub(crate) struct Service {
    access_key_id: String,
    secret: AccessKeySecret,
    fleet: Fleet,
    throttle: Option<NonZeroU64>,
    pub(crate) latency: Duration,
    pub(crate) log: Option<Log>,
    started: u64,
    calls: AtomicU64,
    verified_calls: AtomicU64,
    nonces: Mutex<Nonces>,
}

/// What goes back to the client, and what the log says of it.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) format: Format,
    pub(crate) request_id: String,
    pub(crate) retry_after: Option<u32>,
    pub(crate) body: String,
    pub(crate) summary: String,
}

impl Service {
    pub(crate) fn new(options: Options, log: Option<Log>, now: u64) -> Self {
        Self {
            access_key_id: options.access_key_id,
            secret: options.secret,
            fleet: options.fleet,
            throttle: options.throttle,
            latency: options.latency,
            log,
            started: now,
            calls: AtomicU64::new(0),
            verified_calls: AtomicU64::new(0),
            nonces: Mutex::new(Nonces::new()),
        }
    }

    /// Answers a request that is received at `now`, in seconds since the Unix epoch.
    pub(crate) fn answer(&self, call: &Received<'_>, now: u64) -> Answer {
        let request_id = self.request_id();
        let (scheme, format) = (call.scheme(), call.format());
        let mut reply = match self.page(call, &request_id, now) {
            Ok(page) => page.into(),
            Err(refusal) => refusal.into_reply(request_id.clone(), HOST_ID),
        };
        let (outcome, retry_after) = match &mut reply {
            Reply::Response(page) => {
                let sent = page.instance_statuses.len();
                (format!("{sent} of {} instances", page.total_count), None)
            }
            Reply::Error(error) => {
                error.recommend = Some(page_about(error, &request_id).into());
                (error.code.to_string(), error.code.is_throttling().then_some(RETRY_AFTER))
            }
        };
        let status = reply.http_status();
        // XML carries every fleet that was read, and the messages are ASCII.
        let body = reply.encode(format).unwrap_or_default();
        let method = known(call.method);
        let summary = format!("{method} {scheme} {status} {outcome}, {format}, {request_id}");
        Answer { status, format, request_id, retry_after, body, summary }
    }

    fn page(
        &self,
        call: &Received<'_>,
        request_id: &str,
        now: u64,
    ) -> Result<Response<'_>, Refusal> {
        let unverified = call.read()?;
        let secret = (unverified.access_key_id() == self.access_key_id).then_some(&self.secret);
        let clock = Clock { now, window: unverified.window() };
        // Clients compare the echo with what they signed, to tell a wrong secret from a wrong
        // encoding.
        let verified =
            unverified.verify(clock, secret).map_err(|error| unverified.refusal(error))?;
        let mut nonces = self.nonces.lock().unwrap_or_else(PoisonError::into_inner);
        if !nonces.insert(verified.signature_nonce()) {
            return Err(ErrorCode::SIGNATURE_NONCE_USED.into());
        }
        drop(nonces);
        if self.is_throttled() {
            return Err(ErrorCode::THROTTLING.into());
        }
        let call = verified.call()?;
        if let Some(format) = &call.common.format {
            format.parse::<Format>()?;
        }
        Ok(self.fleet.page(&call.request, request_id)?)
    }

    /// Counts a call, and says whether it is one too many.
    fn is_throttled(&self) -> bool {
        let before = self.verified_calls.fetch_add(1, Ordering::Relaxed);
        self.throttle.is_some_and(|every| before % every == every.get() - 1)
    }

    /// An id of the service's shape, an upper-case UUID, that says when the mock started
    /// and which of its calls this is.
    fn request_id(&self) -> String {
        let call = self.calls.fetch_add(1, Ordering::Relaxed).wrapping_add(1);
        format!(
            "{:08X}-0000-4000-8000-{:012X}",
            self.started & 0xFFFF_FFFF,
            call & 0xFFFF_FFFF_FFFF
        )
    }
}

/// The address of the service's page about an error.
fn page_about(error: &ErrorResponse<'_>, request_id: &str) -> String {
    let code = error.code.as_str();
    format!("https://api.aliyun.com/troubleshoot?q={code}&product=Ecs&requestId={request_id}")
}

/// The method if it is one of the standard, since any other word may be a secret in the
/// wrong place, and as long as its sender likes.
fn known(method: &str) -> &str {
    let standard = ["GET", "POST", "HEAD", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"];
    if standard.contains(&method) { method } else { "OTHER" }
}
