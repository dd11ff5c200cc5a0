//! From a received request to what becomes of it: no sockets, no clock.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use aliyun_instance_status::sign::{
    AccessKeySecret, Diagnosis, Nonces, Received, Unverified, Verified, VerifyError,
};
use aliyun_instance_status::{Call, ErrorCode, Field, Format, Page, Refusal, Reply};
use hyper::Response;

use crate::every::Every;
use crate::log::Log;
use crate::{Fleet, Options, Throttling};

/// The endpoint that replies name.
const HOST_ID: &str = "ecs.aliyuncs.com";

/// The mocked service, and the gateway before it.
pub(crate) struct Service {
    access_key_id: String,
    secret: AccessKeySecret,
    fleet: Fleet,
    accepts_unsigned: bool,
    gateway_errors: Every,
    throttled: Every,
    throttling: Throttling,
    lost_replies: Every,
    pub(crate) latency: Duration,
    pub(crate) log: Option<Log>,
    started: u64,
    calls: AtomicU64,
    nonces: Mutex<Nonces>,
}

/// What becomes of a call, and what the log says of it.
pub(crate) struct Answer {
    pub(crate) outcome: Outcome,
    pub(crate) summary: String,
}

pub(crate) enum Outcome {
    Sent(Response<String>),
    /// A gateway's status, with a page of HTML.
    GatewayError(u16),
    /// The call is done, and nothing comes back.
    Lost,
}

/// Why a call gets no further.
enum Refused {
    Plainly(Refusal),
    /// By how it is signed, and what the log says of that.
    Unverified(Refusal, String),
    Throttled,
}

impl Service {
    pub(crate) fn new(options: Options, log: Option<Log>, now: u64) -> Self {
        Self {
            access_key_id: options.access_key_id,
            secret: options.secret,
            fleet: options.fleet,
            accepts_unsigned: options.unsigned,
            gateway_errors: Every::new(options.gateway_error),
            throttled: Every::new(options.throttle),
            throttling: options.throttling,
            lost_replies: Every::new(options.lose_reply),
            latency: options.latency,
            log,
            started: now,
            calls: AtomicU64::new(0),
            nonces: Mutex::new(Nonces::new()),
        }
    }

    /// Answers a request that is received at `now`, in seconds since the Unix epoch.
    pub(crate) fn answer(&self, received: &Received<'_>, now: u64) -> Answer {
        let read = received.read();
        let is_unsigned = matches!(read, Err(VerifyError::MissingParameter(Field::Signature)));
        let signed = if self.accepts_unsigned && is_unsigned { None } else { Some(read) };
        let scheme = match signed {
            Some(_) => received.scheme().to_string(),
            None => "unsigned".to_owned(),
        };
        let caller = format!("{} {scheme}", known(received.method));
        if let Some(before) = self.gateway_errors.pick() {
            let status = gateway_error(before);
            let summary = format!("{caller} {status} gateway error, HTML");
            return Answer { outcome: Outcome::GatewayError(status), summary };
        }
        let request_id = self.request_id();
        let admitted = self.admit(received, signed, now);
        let is_lost = admitted.is_ok() && self.lost_replies.pick().is_some();
        let (mut headers, mut remark) = (Vec::new(), String::new());
        let page = admitted.map_err(|refused| match refused {
            Refused::Plainly(refusal) => refusal,
            Refused::Unverified(refusal, why) => {
                remark = why;
                refusal
            }
            Refused::Throttled => {
                headers = self.throttling.headers(now);
                self.throttling.code().into()
            }
        });
        let page = page.and_then(|call| self.page(&call, &request_id));
        if is_lost {
            "not sent, ".clone_into(&mut remark);
        }
        let (reply, came_to) = finish(page, &request_id);
        let mut sent = reply.to_http(received.format());
        for (name, value) in headers {
            if let Ok(value) = value.try_into() {
                sent.headers_mut().insert(name, value);
            }
        }
        // In JSON where XML cannot carry it.
        let format = Format::detect(sent.body()).unwrap_or(received.format());
        let status = sent.status().as_u16();
        let summary = format!("{caller} {status} {came_to}, {format}, {remark}{request_id}");
        Answer { outcome: if is_lost { Outcome::Lost } else { Outcome::Sent(sent) }, summary }
    }

    /// The call, if nothing speaks against doing it; `signed` is how it was read, unless it
    /// need not be signed.
    fn admit<'a>(
        &self,
        received: &Received<'a>,
        signed: Option<Result<Unverified<'a>, VerifyError>>,
        now: u64,
    ) -> Result<Call<'a>, Refused> {
        let verified = match signed {
            Some(read) => {
                let refused = |error| Refused::Unverified(Refusal::from(error), said(error));
                Some(self.verify(&read.map_err(refused)?, now)?)
            }
            None => None,
        };
        if self.throttled.pick().is_some() {
            return Err(Refused::Throttled);
        }
        let call = if let Some(verified) = verified {
            verified.call()
        } else {
            let form = str::from_utf8(received.body).map_err(Refusal::from)?;
            Call::from_query_and_form(received.query, form)
        };
        Ok(call.map_err(Refusal::from)?)
    }

    fn verify<'a>(&self, unverified: &Unverified<'a>, now: u64) -> Result<Verified<'a>, Refused> {
        let secret = (unverified.access_key_id() == self.access_key_id).then_some(&self.secret);
        let verified = unverified.verify(now, secret).map_err(|error| {
            // Clients compare the echo with what they signed, to tell a wrong secret from a
            // wrong encoding.
            let refusal = unverified.refusal(error);
            let why = match error {
                VerifyError::SignatureMismatch | VerifyError::Expired(_) => {
                    let cause = Diagnosis::guess(unverified, now, secret);
                    cause.map(|cause| format!("likely cause: {cause}, ")).unwrap_or_default()
                }
                error => said(error),
            };
            Refused::Unverified(refusal, why)
        })?;
        let mut nonces = self.nonces.lock().unwrap_or_else(PoisonError::into_inner);
        if !nonces.use_once(&verified, now) {
            return Err(Refusal::from(ErrorCode::SIGNATURE_NONCE_USED).into());
        }
        Ok(verified)
    }

    fn page(&self, call: &Call<'_>, request_id: &str) -> Result<Page<'_>, Refusal> {
        call.common.reply_format()?;
        Ok(self.fleet.page(&call.request, request_id)?)
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

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Self::Plainly(refusal)
    }
}

/// What the log says of a call that is not verified: which header or parameter is wrong, and
/// nothing that the call holds.
fn said(error: VerifyError) -> String {
    format!("{error}, ")
}

/// The status of a gateway that has failed so many times before.
fn gateway_error(before: u64) -> u16 {
    match before % 3 {
        0 => 502,
        1 => 503,
        _ => 504,
    }
}

/// The reply, and in a few words what it is.
fn finish<'a>(page: Result<Page<'a>, Refusal>, request_id: &str) -> (Reply<'a>, String) {
    match page {
        Ok(page) => {
            let came_to =
                format!("{} of {} instances", page.instance_statuses.len(), page.total_count);
            (page.into(), came_to)
        }
        Err(refusal) => {
            let code = refusal.code().to_string();
            let mut reply = refusal.into_reply(request_id.to_owned(), HOST_ID);
            if let Reply::Error(error) = &mut reply {
                error.recommend = Some(page_about(&code, request_id).into());
            }
            (reply, code)
        }
    }
}

/// The address of the service's page about an error.
fn page_about(code: &str, request_id: &str) -> String {
    format!("https://api.aliyun.com/troubleshoot?q={code}&product=Ecs&requestId={request_id}")
}

/// The method if it is one of the standard, since any other word may be a secret in the
/// wrong place, and as long as its sender likes.
fn known(method: &str) -> &str {
    let standard = ["GET", "POST", "HEAD", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"];
    if standard.contains(&method) { method } else { "OTHER" }
}
