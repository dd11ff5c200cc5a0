//! Connections, each within limits that `axum::serve` does not have: how many there are, and
//! how long one may be silent or take over a head.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};
use tokio_io_timeout::TimeoutStream;
use tracing::warn;

/// How many calls may be under way on one connection of HTTP/2.
const MAX_STREAMS: u32 = 16;

/// How long the calls under way may take when the server is told to stop.
const GRACE: Duration = Duration::from_secs(5);

#[derive(Clone, Copy)]
pub(crate) struct Limits {
    /// How many connections are served at once. The next ones wait.
    pub(crate) connections: usize,
    /// How long nothing may come on a connection, or nothing that is sent be taken.
    pub(crate) silence: Duration,
    /// How long the head of a call may take to come, over HTTP/1.
    pub(crate) head: Duration,
}

/// Serves until `stop` is done, and then the calls that are under way.
pub(crate) async fn serve(
    listener: TcpListener,
    app: Router,
    limits: Limits,
    stop: impl Future<Output = ()>,
) {
    let open = GracefulShutdown::new();
    tokio::select! {
        () = accept(&listener, app, limits, &open) => {}
        () = stop => {}
    }
    drop(listener);
    if timeout(GRACE, open.shutdown()).await.is_err() {
        warn!("some calls were cut off");
    }
}

async fn accept(listener: &TcpListener, app: Router, limits: Limits, open: &GracefulShutdown) {
    let mut http = Builder::new(TokioExecutor::new());
    http.http1().timer(TokioTimer::new()).header_read_timeout(limits.head);
    http.http2().timer(TokioTimer::new()).max_concurrent_streams(MAX_STREAMS);
    let places = Arc::new(Semaphore::new(limits.connections));
    while let Ok(place) = places.clone().acquire_owned().await {
        let Ok((stream, _)) = listener.accept().await else {
            // Too many open files, for one: that passes.
            sleep(Duration::from_millis(50)).await;
            continue;
        };
        let mut stream = TimeoutStream::new(stream);
        stream.set_read_timeout(Some(limits.silence));
        stream.set_write_timeout(Some(limits.silence));
        let service = TowerToHyperService::new(app.clone());
        let served = http.serve_connection(TokioIo::new(Box::pin(stream)), service).into_owned();
        let served = open.watch(served);
        tokio::spawn(async move {
            // How a connection ends is its client's business.
            let _ = served.await;
            drop(place);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::{Duration, Limits, Router, TcpListener, serve};

    use std::future::pending;
    use std::net::SocketAddr;

    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpStream;
    use tokio::time::{sleep, timeout};

    const CALL: &[u8] = b"GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";

    async fn start(limits: Limits) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(serve(listener, Router::new(), limits, pending()));
        address
    }

    async fn connect(address: SocketAddr, said: &[u8]) -> TcpStream {
        let mut stream = TcpStream::connect(address).await.expect("a connection");
        stream.write_all(said).await.expect("it goes out");
        stream
    }

    /// Whether the connection ends within some seconds.
    async fn ends(mut stream: TcpStream) -> bool {
        let mut answer = Vec::new();
        timeout(Duration::from_secs(15), stream.read_to_end(&mut answer)).await.is_ok()
    }

    #[tokio::test]
    async fn a_silent_connection_ends() {
        let (silence, head) = (Duration::from_millis(200), Duration::from_secs(60));
        let address = start(Limits { connections: 8, silence, head }).await;
        for said in ["", "GET / HTTP/1.1\r\nHos", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"] {
            assert!(ends(connect(address, said.as_bytes()).await).await, "{said:?}");
        }
    }

    /// It sends a byte before every silence is over.
    #[tokio::test]
    async fn a_head_without_an_end_ends() {
        let (silence, head) = (Duration::from_secs(60), Duration::from_millis(500));
        let address = start(Limits { connections: 8, silence, head }).await;
        let (mut read, mut write) = connect(address, b"GET / HTTP/1.1\r\nx: ").await.into_split();
        let writing = tokio::spawn(async move {
            while write.write_all(b"x").await.is_ok() {
                sleep(Duration::from_millis(20)).await;
            }
        });
        let mut answer = Vec::new();
        let ended = timeout(Duration::from_secs(15), read.read_to_end(&mut answer)).await;
        assert!(ended.is_ok());
        writing.abort();
    }

    #[tokio::test]
    async fn who_finds_no_place_is_served_when_there_is_one() {
        let (silence, head) = (Duration::from_millis(500), Duration::from_secs(60));
        let address = start(Limits { connections: 2, silence, head }).await;
        let silent = [connect(address, b"").await, connect(address, b"GET").await];
        let mut waiting = connect(address, CALL).await;
        let mut answer = String::new();
        let read = timeout(Duration::from_millis(100), waiting.read_to_string(&mut answer)).await;
        assert!(read.is_err(), "{answer}");
        let read = timeout(Duration::from_secs(15), waiting.read_to_string(&mut answer)).await;
        read.expect("it is not too late").expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 404 "), "{answer}");
        drop(silent);
    }
}
