//! A service that answers `DescribeInstanceStatus` over HTTP/1 and HTTP/2, signed by RPC or
//! V3, in JSON or XML, from a database.
//!
//! ```text
//! ALIBABA_CLOUD_ACCESS_KEY_SECRET=testsecret cargo run -p axum-server -- --add-key testid
//! cargo run -p axum-server
//! ```

mod connections;
mod store;

use std::env;
use std::error::Error;
use std::io::{self, Write as _};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aliyun_instance_status::sign::{Nonces, Received};
use aliyun_instance_status::{ErrorCode, Format, Page, Refusal, Reply};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::request::Parts;
use axum::http::{Response, StatusCode};
use clap::Parser;
use connections::Limits;
use store::Store;
use tokio::net::TcpListener;
use tokio::signal::ctrl_c;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::spawn_blocking;
use tokio::time::timeout;
use tower_http::timeout::TimeoutLayer;
use tracing::{info, warn};
use uuid::Uuid;

/// What an error reply calls the endpoint.
const HOST_ID: &str = "ecs.example.com";

/// How many bytes a body may have. A call with a hundred ids has some ten thousand.
const MAX_BODY: usize = 128 * 1024;

/// How long a call may take, from the end of its head to its answer.
const CALL_TIMEOUT: Duration = Duration::from_secs(20);

/// How many calls have a thread each: they wait for the database, which is there for one at a
/// time, and which another process may lock.
const MAX_THREADS: usize = 4;

/// How long a call waits for a thread. With what all threads may wait for a lock, it is less
/// than the calls under way are given when the server is told to stop.
const THREAD_TIMEOUT: Duration = Duration::from_secs(3);

/// A connection may be silent for longer than a call may take. With other files, so many
/// connections are fewer than the 1,024 open files that a process usually may have.
const LIMITS: Limits =
    Limits { connections: 512, silence: Duration::from_secs(30), head: Duration::from_secs(20) };

/// Answers the ECS operation `DescribeInstanceStatus` from a database.
#[derive(Parser)]
struct Arguments {
    /// Where to listen; with port 0, on one that is free
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// The database, made with 120 instances in cn-hangzhou where there is no such file
    #[arg(long, value_name = "FILE", default_value = "ecs.sqlite3")]
    database: PathBuf,
    /// Store this access key, with the secret in `ALIBABA_CLOUD_ACCESS_KEY_SECRET`, and exit
    #[arg(long, value_name = "ID")]
    add_key: Option<String>,
}

struct Service {
    store: Store,
    threads: Arc<Semaphore>,
    nonces: Mutex<Nonces>,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Where it cannot be said, the exit code still says it.
            let _ = writeln!(io::stderr(), "axum-server: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    // Where the log cannot go, on a full disk for one, the server goes on: to report that on
    // standard error would be a panic.
    tracing_subscriber::fmt().with_writer(io::stderr).log_internal_errors(false).init();
    let arguments = Arguments::parse();
    let store = Store::open(&arguments.database)?;
    if let Some(id) = arguments.add_key {
        let secret = env::var("ALIBABA_CLOUD_ACCESS_KEY_SECRET").unwrap_or_default();
        return store.add_key(&id, &secret);
    }
    if !store.has_keys()? {
        warn!("no call will be answered: --add-key adds an access key");
    }
    // Before the address is out, so that no signal comes too early.
    let mut terminate = signal(SignalKind::terminate())?;
    let listener = TcpListener::bind(arguments.listen).await?;
    println!("http://{}", listener.local_addr()?);
    let threads = Arc::new(Semaphore::new(MAX_THREADS));
    let service = Service { store, threads, nonces: Mutex::default() };
    let app = Router::new()
        .fallback(answer)
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, CALL_TIMEOUT))
        .with_state(Arc::new(service));
    let stop = async move {
        tokio::select! { _ = ctrl_c() => {}, _ = terminate.recv() => {} }
        info!("stopping");
    };
    connections::serve(listener, app, LIMITS, stop).await;
    Ok(())
}

/// Answers a call of any method and path, on a thread that may wait for the database.
async fn answer(
    State(service): State<Arc<Service>>,
    parts: Parts,
    body: Bytes,
) -> Result<Response<String>, StatusCode> {
    let place = timeout(THREAD_TIMEOUT, service.threads.clone().acquire_owned()).await;
    let place = place.ok().and_then(Result::ok);
    let answered = spawn_blocking(move || service.answer(&parts, &body, place)).await;
    answered.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)
}

impl Service {
    fn answer(
        &self,
        parts: &Parts,
        body: &[u8],
        place: Option<OwnedSemaphorePermit>,
    ) -> Response<String> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        let request_id = format!("{:X}", Uuid::new_v4().hyphenated());
        let (format, page) = match Received::from_http(parts, body) {
            Ok(received) => (received.format(), self.page(&received, place, &request_id, now)),
            Err(error) => (Format::Json, Err(error.into())),
        };
        let code = page.as_ref().map_or_else(|refusal| refusal.code().to_string(), |_| "OK".into());
        let reply = page.map_or_else(|no| no.into_reply(&request_id, HOST_ID), Reply::from);
        // Nothing that the caller sent: it may be a secret in the wrong place.
        info!(version = ?parts.version, status = reply.http_status(), code, request_id);
        reply.to_http(format)
    }

    /// The page that is asked for, or why there is none: without a `place` among the threads
    /// that wait for the database, because it has too much to do, or is locked.
    fn page(
        &self,
        received: &Received<'_>,
        place: Option<OwnedSemaphorePermit>,
        request_id: &str,
        now: u64,
    ) -> Result<Page<'static>, Refusal> {
        let unverified = received.read()?;
        let _place = place.ok_or(ErrorCode::SERVICE_UNAVAILABLE)?;
        let secret = self.store.secret(unverified.access_key_id())?;
        let verified =
            unverified.verify(now, secret.as_ref()).map_err(|error| unverified.refusal(error))?;
        if !self.nonces.lock().unwrap_or_else(PoisonError::into_inner).use_once(&verified, now) {
            return Err(ErrorCode::SIGNATURE_NONCE_USED.into());
        }
        let call = verified.call()?;
        call.common.reply_format()?;
        Ok(self.store.page(&call.request, request_id)?)
    }
}
