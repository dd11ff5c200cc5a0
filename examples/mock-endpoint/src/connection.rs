//! One connection, from its first byte to a last word that its client can read.

use std::future::poll_fn;
use std::io::Cursor;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::server::conn::http1::{self, Parts};
use hyper::server::conn::http2;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, join, split};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::error::Elapsed;
use tokio::time::{sleep, timeout};
use tokio_io_timeout::TimeoutStream;

use crate::exchange;
use crate::limits::{Limits, MAX_HEAD, MAX_STREAMS};
use crate::service::Service;

/// How long an idle connection is still read at the end: a request that was in its socket
/// gets an answer.
const LAST_CALLS: Duration = Duration::from_millis(100);

/// How long what a client goes on sending after its last answer is read. To close before
/// would reset the connection, and the client might lose the answer.
const LINGER: Duration = Duration::from_secs(1);

/// Serves a connection until either side closes it, or until the mock is stopping and the
/// calls under way are answered.
pub(crate) async fn serve(
    stream: TcpStream,
    service: Arc<Service>,
    limits: Limits,
    is_stopping: watch::Receiver<bool>,
) {
    // Or else who never reads keeps its place for ever.
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(limits.write_timeout));
    let longest_silence = limits.read_timeout + service.latency;
    let stopping = is_stopping.clone();
    let respond = service_fn(move |request| {
        Box::pin(exchange::respond(service.clone(), limits, is_stopping.clone(), request))
    });
    let mut connection = http1(limits).serve_connection(TokioIo::new(Box::pin(stream)), respond);
    let shut_down = |http: &mut http1::Connection<_, _>| Pin::new(http).graceful_shutdown();
    let poll = http1::Connection::poll_without_shutdown;
    let ended = drive(&mut connection, poll, shut_down, stopping.clone()).await;
    let Parts { io, read_buf, service: respond, .. } = connection.into_parts();
    let mut stream = io.into_inner();
    match ended {
        Err(error) if error.is_parse_version_h2() => {
            stream.as_mut().set_read_timeout_pinned(Some(longest_silence));
            let (read, write) = split(stream);
            let stream = TokioIo::new(join(Cursor::new(read_buf).chain(read), write));
            let mut connection = http2().serve_connection(stream, respond);
            let shut_down =
                |http: &mut http2::Connection<_, _, _>| Pin::new(http).graceful_shutdown();
            let poll = |http: &mut http2::Connection<_, _, _>, cx: &mut Context<'_>| {
                Pin::new(http).poll(cx)
            };
            let _: hyper::Result<()> = drive(&mut connection, poll, shut_down, stopping).await;
            return;
        }
        Err(error) if error.is_user() => return, // a lost reply
        Err(error) => {
            let _: std::io::Result<()> = stream.write_all(last_word(&error, &read_buf)).await;
        }
        Ok(()) => {}
    }
    let wait = if *stopping.borrow() { Duration::ZERO } else { LINGER };
    let _: Result<(), Elapsed> = timeout(wait, close(&mut stream)).await;
}

fn http1(limits: Limits) -> http1::Builder {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(limits.read_timeout)
        .max_buf_size(MAX_HEAD)
        .max_header_size(MAX_HEAD)
        // A client may send its call, close its side, and wait.
        .half_close(true);
    http
}

/// For a client that begins with HTTP/2, as one does that knows it beforehand.
fn http2() -> http2::Builder<TokioExecutor> {
    let mut http = http2::Builder::new(TokioExecutor::new());
    http.timer(TokioTimer::new())
        .max_concurrent_streams(MAX_STREAMS)
        .max_header_list_size(u32::try_from(MAX_HEAD).unwrap_or(u32::MAX));
    http
}

/// Polls a connection to its end, and tells it when no more calls are taken.
async fn drive<C, T>(
    connection: &mut C,
    poll: impl Fn(&mut C, &mut Context<'_>) -> Poll<T>,
    shut_down: impl Fn(&mut C),
    is_stopping: watch::Receiver<bool>,
) -> T {
    let (mut last_calls, mut are_over) = (pin!(last_calls(is_stopping)), false);
    poll_fn(|cx| {
        if !are_over && last_calls.as_mut().poll(cx).is_ready() {
            are_over = true;
            shut_down(connection);
        }
        poll(connection, cx)
    })
    .await
}

/// Done when no more calls are taken.
async fn last_calls(mut is_stopping: watch::Receiver<bool>) {
    // Without a sender there is no mock any more.
    let _ = is_stopping.wait_for(|is_stopping| *is_stopping).await;
    sleep(LAST_CALLS).await;
}

/// What hyper leaves unsaid when it gives a connection up.
fn last_word(error: &hyper::Error, received: &[u8]) -> &'static [u8] {
    if error.is_timeout() && !received.is_empty() {
        b"HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
    } else if error.is_incomplete_message() && !received.is_empty() {
        b"HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
    } else {
        b""
    }
}

/// Says that no more will come, and reads to the end of what the client sends.
async fn close(stream: &mut Pin<Box<TimeoutStream<TcpStream>>>) {
    let mut ignored = [0; 4096];
    if stream.shutdown().await.is_ok() {
        while stream.read(&mut ignored).await.is_ok_and(|length| length > 0) {}
    }
}
