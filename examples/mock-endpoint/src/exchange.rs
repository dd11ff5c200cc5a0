//! From an HTTP request to its answer, within bounds.

use std::sync::Arc;
use std::{error, fmt};

use aliyun_instance_status::sign::{Received, timestamp};
use http_body_util::{BodyExt as _, Full};
use hyper::body::{Body as _, Bytes, Incoming};
use hyper::header::{CONNECTION, CONTENT_TYPE, HOST, HeaderValue};
use hyper::http::request::Parts;
use hyper::http::uri::Authority;
use hyper::{Request, Response, StatusCode, Version};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use crate::limits::{Limits, MAX_BODY};
use crate::server::now;
use crate::service::{Answer, Outcome, Service};

type Reply = Response<Full<Bytes>>;

/// The reply is lost on purpose: the connection is closed instead.
#[derive(Debug)]
pub(crate) struct Lost;

pub(crate) async fn respond(
    service: Arc<Service>,
    limits: Limits,
    is_stopping: watch::Receiver<bool>,
    request: Request<Incoming>,
) -> Result<Reply, Lost> {
    let (head, body) = request.into_parts();
    let answer = match read(body, limits).await {
        Ok(body) => answer(&service, &head, &body),
        Err(status) => Err(status),
    };
    let mut reply = match answer {
        Ok(Answer { outcome, summary }) => {
            // Before the delay, since a client that goes away ends this, and its call has
            // counted.
            if let Some(log) = &service.log {
                log.line(format!("{} {summary}", timestamp(now())));
            }
            if !service.latency.is_zero() {
                sleep(service.latency).await;
            }
            to_http(outcome)?
        }
        Err(status) => not_a_call(status),
    };
    if *is_stopping.borrow() {
        close(&mut reply);
    }
    Ok(reply)
}

/// The body, in one piece: a client may send it in as many as it has bytes.
async fn read(body: Incoming, limits: Limits) -> Result<Vec<u8>, StatusCode> {
    timeout(limits.read_timeout, collect(body)).await.unwrap_or(Err(StatusCode::REQUEST_TIMEOUT))
}

async fn collect(mut body: Incoming) -> Result<Vec<u8>, StatusCode> {
    // What is announced is refused before a byte of it is asked for.
    let announced = usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX);
    let mut bytes = Vec::with_capacity(announced.min(MAX_BODY));
    let mut length = announced;
    while length <= MAX_BODY {
        let Some(frame) = body.frame().await else { return Ok(bytes) };
        if let Ok(data) = frame.map_err(|_| StatusCode::BAD_REQUEST)?.into_data() {
            bytes.extend_from_slice(&data);
            length = announced.max(bytes.len());
        }
    }
    Err(StatusCode::PAYLOAD_TOO_LARGE)
}

/// The answer, or the status of what is no call.
fn answer(service: &Service, head: &Parts, body: &[u8]) -> Result<Answer, StatusCode> {
    if !has_host(head) {
        return Err(StatusCode::BAD_REQUEST);
    }
    let received = Received::from_http(head, body).map_err(|_| StatusCode::BAD_REQUEST)?;
    Ok(service.answer(&received, now()))
}

/// Whether there is one host, or with HTTP/1.0 none (RFC 9112, section 3.2). HTTP/2 has it in
/// the URI instead (RFC 9113, section 8.3.1).
fn has_host(head: &Parts) -> bool {
    let mut hosts = head.headers.get_all(HOST).iter().map(HeaderValue::as_bytes);
    match (hosts.next(), hosts.next()) {
        (None, _) => head.version < Version::HTTP_11 || head.uri.authority().is_some(),
        (Some(b""), None) => true,
        (Some(host), None) => !host.contains(&b'@') && Authority::try_from(host).is_ok(),
        _ => false,
    }
}

fn to_http(outcome: Outcome) -> Result<Reply, Lost> {
    match outcome {
        Outcome::Lost => Err(Lost),
        Outcome::GatewayError(status) => {
            let page = format!("<html>\n<body><h1>{status}</h1></body>\n</html>\n");
            let reply = Response::builder().status(status).header(CONTENT_TYPE, "text/html");
            let reply = reply.body(Full::from(page));
            Ok(reply.unwrap_or_else(|_| not_a_call(StatusCode::INTERNAL_SERVER_ERROR)))
        }
        Outcome::Sent(reply) => Ok(reply.map(Full::from)),
    }
}

/// The answer to what never reaches the service. What is left of the request is not read.
fn not_a_call(status: StatusCode) -> Reply {
    let mut reply = Response::new(Full::default());
    *reply.status_mut() = status;
    close(&mut reply);
    reply
}

fn close(reply: &mut Reply) {
    reply.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
}

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the reply is lost")
    }
}

impl error::Error for Lost {}
