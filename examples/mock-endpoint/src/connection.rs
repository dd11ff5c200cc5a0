//! One connection, from its first byte to a last word that its client can read.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1::{self, Parts};
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::error::Elapsed;
use tokio::time::{sleep, timeout};
use tokio_io_timeout::TimeoutStream;

use crate::exchange;
use crate::limits::{Limits, MAX_HEAD};
use crate::service::Service;

/// How long an idle connection is still read at the end: a request that was in its socket
/// gets an answer.
const LAST_CALLS: Duration = Duration::from_millis(100);

/// How long what a client goes on sending after its last answer is read. To close before
/// would reset the connection, and the client might lose the answer.
const LINGER: Duration = Duration::from_secs(1);

/// Serves a connection until either side closes it, or until the mock is stopping and the
/// call under way is answered.
pub(crate) async fn serve(
    stream: TcpStream,
    service: Arc<Service>,
    limits: Limits,
    is_stopping: watch::Receiver<bool>,
) {
    // Or else who never reads keeps its place for ever.
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(limits.write_timeout));
    let last_calls = last_calls(is_stopping.clone());
    let linger = is_stopping.clone();
    let respond = service_fn(move |request| {
        Box::pin(exchange::respond(service.clone(), limits, is_stopping.clone(), request))
    });
    let mut connection = http(limits).serve_connection(TokioIo::new(Box::pin(stream)), respond);
    let (mut last_calls, mut are_over) = (pin!(last_calls), false);
    let ended = poll_fn(|cx| {
        if !are_over && last_calls.as_mut().poll(cx).is_ready() {
            are_over = true;
            Pin::new(&mut connection).graceful_shutdown();
        }
        connection.poll_without_shutdown(cx)
    })
    .await;
    let Parts { io, read_buf, .. } = connection.into_parts();
    let mut stream = io.into_inner();
    if let Err(error) = ended {
        if error.is_user() {
            return; // a lost reply
        }
        let _: std::io::Result<()> = stream.write_all(last_word(&error, &read_buf)).await;
    }
    let wait = if *linger.borrow() { Duration::ZERO } else { LINGER };
    let _: Result<(), Elapsed> = timeout(wait, close(&mut stream)).await;
}

fn http(limits: Limits) -> http1::Builder {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(limits.read_timeout)
        .max_buf_size(MAX_HEAD)
        .max_header_size(MAX_HEAD)
        // A client may send its call, close its side, and wait.
        .half_close(true);
    http
}

/// Done when no more calls are taken.
async fn last_calls(mut is_stopping: watch::Receiver<bool>) {
    // Without a sender there is no mock any more.
    let _ = is_stopping.wait_for(|is_stopping| *is_stopping).await;
    sleep(LAST_CALLS).await;
}

/// What hyper leaves unsaid when it gives a connection up.
fn last_word(error: &hyper::Error, received: &[u8]) -> &'static [u8] {
    if error.is_parse_version_h2() {
        b"HTTP/1.1 505 HTTP Version Not Supported\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
    } else if error.is_timeout() && !received.is_empty() {
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
