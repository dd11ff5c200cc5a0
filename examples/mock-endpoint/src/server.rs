//! A loopback socket, and who gets a place at it.

use std::iter;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinError;
use tokio::time::error::Elapsed;
use tokio::time::{sleep, timeout};

use crate::connection;
use crate::limits::Limits;
use crate::service::Service;

/// How long calls under way may take to end, on top of the latency.
const GRACE: Duration = Duration::from_secs(5);

/// How many connections that wait to be accepted are still served at the end.
const MAX_WAITING: usize = 4096;

/// What all connections have in common.
#[derive(Clone)]
struct Server {
    service: Arc<Service>,
    limits: Limits,
    places: Arc<Semaphore>,
    is_stopping: watch::Sender<bool>,
}

/// Serves until `stop` is done, and then the calls that are under way.
pub(crate) async fn run(listener: TcpListener, service: Arc<Service>, stop: impl Future) {
    serve(listener, service, Limits::STANDARD, stop).await;
}

async fn serve(listener: TcpListener, service: Arc<Service>, limits: Limits, stop: impl Future) {
    let latency = service.latency;
    let places = Arc::new(Semaphore::new(limits.connections));
    let server = Server { service, limits, places, is_stopping: watch::Sender::new(false) };
    let is_stopping = server.is_stopping.clone();
    let listener = Arc::new(listener);
    let accepting = tokio::spawn(server.clone().accept(listener.clone()));
    stop.await;
    accepting.abort();
    // Only then is the other half of the listener gone.
    let _: Result<(), JoinError> = accepting.await;
    is_stopping.send_replace(true);
    if let Some(listener) = Arc::into_inner(listener) {
        server.serve_waiting(listener);
    }
    let _: Result<(), Elapsed> = timeout(latency + GRACE, is_stopping.closed()).await;
}

impl Server {
    async fn accept(self, listener: Arc<TcpListener>) {
        while let Ok(place) = self.places.clone().acquire_owned().await {
            let Ok((stream, _)) = listener.accept().await else {
                // Too many open files, for one: that passes.
                sleep(Duration::from_millis(50)).await;
                continue;
            };
            let served = self.serve(stream);
            tokio::spawn(async move {
                served.await;
                drop(place);
            });
        }
    }

    /// Serves who is connected and was not accepted yet, and nobody after them.
    fn serve_waiting(&self, listener: TcpListener) {
        let Ok(listener) = listener.into_std() else { return };
        let waiting = iter::from_fn(|| listener.accept().ok()).take(MAX_WAITING);
        for (stream, _) in waiting {
            let stream = stream.set_nonblocking(true).and_then(|()| TcpStream::from_std(stream));
            let Ok(stream) = stream else { continue };
            let (places, served) = (self.places.clone(), self.serve(stream));
            tokio::spawn(async move {
                let _place = places.acquire().await;
                served.await;
            });
        }
    }

    fn serve(&self, stream: TcpStream) -> impl Future<Output = ()> + use<> {
        let is_stopping = self.is_stopping.subscribe();
        connection::serve(stream, self.service.clone(), self.limits, is_stopping)
    }
}

/// The time, in seconds since the Unix epoch.
pub(crate) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

#[cfg(test)]
mod tests;
