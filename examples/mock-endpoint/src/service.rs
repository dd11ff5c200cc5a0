//! From a received request to the answer: no sockets, no clock.

use std::num::NonZeroU64;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use aliyun_instance_status::sign::AccessKeySecret;
use aliyun_instance_status::sign::v3::Received;
use aliyun_instance_status::{ErrorCode, Format, Reply, Response};

use crate::log::Log;
use crate::nonces::Nonces;
use crate::received_call::ReceivedCall;
use crate::refusal::Refusal;
use crate::{Fleet, Options};

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
    pub(crate) fn answer(&self, http: Received<'_>, now: u64) -> Answer {
        let request_id = self.request_id();
        let call = ReceivedCall::new(http);
        let (kind, format) = (call.kind, call.format());
        let page = self.page(&call, &request_id, now);
        let (outcome, retry_after, reply) = match page {
            Ok(page) => {
                let sent = page.instance_statuses.len();
                let outcome = format!("{sent} of {} instances", page.total_count);
                (outcome, None, Reply::Response(page))
            }
            Err(refusal) => {
                let error = refusal.to_error_response(&request_id);
                let retry_after = error.code.is_throttling().then_some(RETRY_AFTER);
                (error.code.to_string(), retry_after, Reply::Error(error))
            }
        };
        let status = reply.http_status();
        // XML carries every fleet that was read, and the messages are ASCII.
        let body = reply.encode(format).unwrap_or_default();
        let method = known(http.method);
        let summary = format!("{method} {kind} {status} {outcome}, {format}, {request_id}");
        Answer { status, format, request_id, retry_after, body, summary }
    }

    fn page(
        &self,
        call: &ReceivedCall<'_>,
        request_id: &str,
        now: u64,
    ) -> Result<Response<'_>, Refusal> {
        call.verify(now, |id| (id == self.access_key_id).then_some(&self.secret))?;
        if !self.nonces.lock().unwrap_or_else(PoisonError::into_inner).insert(call.nonce()) {
            return Err(ErrorCode::SIGNATURE_NONCE_USED.into());
        }
        if self.is_throttled() {
            return Err(ErrorCode::THROTTLING.into());
        }
        Ok(self.fleet.page(&call.decode()?.request, request_id)?)
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

/// The method if it is one of the standard, since any other word may be a secret in the
/// wrong place, and as long as its sender likes.
fn known(method: &str) -> &str {
    let standard = ["GET", "POST", "HEAD", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"];
    if standard.contains(&method) { method } else { "OTHER" }
}
