//! HTTP on a loopback socket, within bounds.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aliyun_instance_status::sign::{Received, timestamp};
use http_body_util::{BodyExt as _, Full, LengthLimitError, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONNECTION, CONTENT_TYPE};
use hyper::http::request::Parts;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::task::JoinError;
use tokio::time::error::Elapsed;
use tokio::time::{sleep, timeout};
use tokio_io_timeout::TimeoutStream;

use crate::service::{Answer, Service};

/// What a test would wait for too long.
struct Limits {
    /// How many connections are served at once, each with one call at a time. The next
    /// ones wait.
    connections: usize,
    /// How long a client may take nothing of an answer.
    write_timeout: Duration,
}

impl Limits {
    const STANDARD: Self = Self { connections: 256, write_timeout: Duration::from_secs(20) };
}

/// How many bytes a request line and its headers may have. A call with a hundred ids
/// has some ten thousand.
const MAX_HEAD: usize = 128 * 1024;

/// How many bytes a body may have.
const MAX_BODY: usize = 128 * 1024;

/// How long a client may take to send a head, and then a body.
const READ_TIMEOUT: Duration = Duration::from_secs(20);

/// How long calls under way may take to end, on top of the latency.
const GRACE: Duration = Duration::from_secs(5);

type Reply = Response<Full<Bytes>>;

/// Serves until `stop` is done, and then the calls that are under way.
pub(crate) async fn run(listener: TcpListener, service: Arc<Service>, stop: impl Future) {
    serve(listener, service, Limits::STANDARD, stop).await;
}

async fn serve(listener: TcpListener, service: Arc<Service>, limits: Limits, stop: impl Future) {
    let graceful = Arc::new(GracefulShutdown::new());
    let accepting = tokio::spawn(accept(listener, service.clone(), limits, graceful.clone()));
    stop.await;
    accepting.abort();
    // Only then are the listener and the other half of `graceful` gone.
    let _: Result<(), JoinError> = accepting.await;
    if let Some(graceful) = Arc::into_inner(graceful) {
        let _: Result<(), Elapsed> = timeout(service.latency + GRACE, graceful.shutdown()).await;
    }
}

async fn accept(
    listener: TcpListener,
    service: Arc<Service>,
    limits: Limits,
    graceful: Arc<GracefulShutdown>,
) {
    let connections = Arc::new(Semaphore::new(limits.connections));
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(READ_TIMEOUT).max_buf_size(MAX_HEAD);
    while let Ok(permit) = connections.clone().acquire_owned().await {
        let Ok((stream, _)) = listener.accept().await else {
            // Too many open files, for one: that passes.
            sleep(Duration::from_millis(50)).await;
            continue;
        };
        let service = service.clone();
        let respond = service_fn(move |request| respond(service.clone(), request));
        // Or else who never reads keeps its place for ever.
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(limits.write_timeout));
        let connection = http.serve_connection(TokioIo::new(Box::pin(stream)), respond);
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // A connection that breaks is the client's affair.
            let _: hyper::Result<()> = connection.await;
            drop(permit);
        });
    }
}

async fn respond(service: Arc<Service>, request: Request<Incoming>) -> Result<Reply, Infallible> {
    let (head, body) = request.into_parts();
    let body = match timeout(READ_TIMEOUT, Limited::new(body, MAX_BODY).collect()).await {
        Ok(Ok(body)) => body.to_bytes(),
        Ok(Err(error)) if error.is::<LengthLimitError>() => {
            return Ok(not_a_call(StatusCode::PAYLOAD_TOO_LARGE));
        }
        Ok(Err(_)) => return Ok(not_a_call(StatusCode::BAD_REQUEST)),
        Err(_) => return Ok(not_a_call(StatusCode::REQUEST_TIMEOUT)),
    };
    let now = now();
    let Some(answer) = answer(&service, &head, &body, now) else {
        return Ok(not_a_call(StatusCode::BAD_REQUEST));
    };
    // Before the delay, since a client that goes away ends this, and its call has counted.
    if let Some(log) = &service.log {
        log.line(format!("{} {}", timestamp(now), answer.summary));
    }
    if !service.latency.is_zero() {
        sleep(service.latency).await;
    }
    Ok(to_http(answer))
}

/// The time, in seconds since the Unix epoch.
pub(crate) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// The answer, or nothing to a call with a header that is not UTF-8: left out, it would
/// be one that no signature covers.
fn answer(service: &Service, head: &Parts, body: &[u8], now: u64) -> Option<Answer> {
    let headers: Vec<(&str, &str)> = head
        .headers
        .iter()
        .map(|(name, value)| Some((name.as_str(), str::from_utf8(value.as_bytes()).ok()?)))
        .collect::<Option<_>>()?;
    let received = Received {
        method: head.method.as_str(),
        path: head.uri.path(),
        query: head.uri.query().unwrap_or_default(),
        headers: &headers,
        body,
    };
    Some(service.answer(&received, now))
}

fn to_http(answer: Answer) -> Reply {
    let mut reply = Response::builder()
        .status(answer.status)
        .header(CONTENT_TYPE, answer.format.content_type())
        .header("x-acs-request-id", answer.request_id);
    if let Some(milliseconds) = answer.retry_after {
        reply = reply.header("x-acs-retry-after", milliseconds);
    }
    let body = Full::from(answer.body);
    reply.body(body).unwrap_or_else(|_| not_a_call(StatusCode::INTERNAL_SERVER_ERROR))
}

/// The answer to what never reaches the service.
fn not_a_call(status: StatusCode) -> Reply {
    let mut reply = Response::new(Full::default());
    *reply.status_mut() = status;
    // What is left of the request is not read.
    reply.headers_mut().insert(CONNECTION, hyper::header::HeaderValue::from_static("close"));
    reply
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test that fails may panic")]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::{SocketAddr, TcpStream};
    use std::thread;

    use tokio::sync::oneshot;

    use super::{Arc, Duration, Limits, Service, TcpListener, now, serve};
    use crate::Options;

    const CALL: &[u8] = b"GET / HTTP/1.1\r\n\r\n";

    fn connect(address: SocketAddr) -> TcpStream {
        let stream = TcpStream::connect(address).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(15))).expect("a time-out");
        stream
    }

    /// Makes calls and reads no answer, until no more go out.
    fn fill(stream: &mut TcpStream) {
        stream.set_write_timeout(Some(Duration::from_millis(300))).expect("a time-out");
        let calls = CALL.repeat(100);
        while stream.write_all(&calls).is_ok() {}
    }

    #[test]
    fn a_client_that_never_reads_loses_its_place() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.expect("a runtime");
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("a port");
        let address = listener.local_addr().expect("an address");
        let service = Arc::new(Service::new(Options::default(), None, now()));
        let limits = Limits { connections: 1, write_timeout: Duration::from_millis(500) };
        let (stop, stopped) = oneshot::channel::<()>();
        let server =
            thread::spawn(move || runtime.block_on(serve(listener, service, limits, stopped)));

        let mut silent = connect(address);
        fill(&mut silent);
        let mut other = connect(address);
        other.write_all(CALL).expect("it goes out");
        let mut start = [0; b"HTTP/1.1 400".len()];
        other.read_exact(&mut start).expect("a place, and an answer");
        assert_eq!(start, *b"HTTP/1.1 400");
        drop(stop);
        drop(other);
        server.join().expect("it ends");
    }
}
