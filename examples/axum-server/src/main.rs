//! A service that answers `DescribeInstanceStatus` over HTTP/1 and HTTP/2, signed by RPC or
//! V3, in JSON or XML, from a database.
//!
//! ```text
//! ALIBABA_CLOUD_ACCESS_KEY_SECRET=testsecret cargo run -p axum-server -- --add-key testid
//! cargo run -p axum-server
//! ```

mod listener;
mod store;

use std::error::Error;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use std::{env, io};

use aliyun_instance_status::sign::{Nonces, Received};
use aliyun_instance_status::{ErrorCode, Format, Page, Refusal, Reply};
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::request::Parts;
use axum::http::{Response, StatusCode};
use axum::{Router, serve};
use clap::Parser;
use listener::Impatient;
use store::Store;
use tokio::net::TcpListener;
use tokio::signal::ctrl_c;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::oneshot;
use tokio::task::spawn_blocking;
use tokio::time::sleep;
use tower_http::timeout::TimeoutLayer;
use tracing::{info, warn};
use uuid::Uuid;

/// What an error reply calls the endpoint.
const HOST_ID: &str = "ecs.example.com";

/// How many bytes a body may have. A call with a hundred ids has some ten thousand.
const MAX_BODY: usize = 128 * 1024;

/// How long a call may take, from the end of its head to its answer.
const CALL_TIMEOUT: Duration = Duration::from_secs(20);

/// How long a connection may be silent: longer than a call may take.
const SILENCE: Duration = Duration::from_secs(30);

/// How long the calls under way may take when the server is told to stop.
const GRACE: Duration = Duration::from_secs(5);

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
    nonces: Mutex<Nonces>,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt().with_writer(io::stderr).init();
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
    let listener = Impatient { listener, silence: SILENCE };
    let service = Service { store, nonces: Mutex::default() };
    let app = Router::new()
        .fallback(answer)
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, CALL_TIMEOUT))
        .with_state(Arc::new(service));
    let (stop, stopped) = oneshot::channel::<()>();
    let serving = serve(listener, app).with_graceful_shutdown(async move {
        tokio::select! { _ = ctrl_c() => {}, _ = terminate.recv() => {} }
        info!("stopping");
        drop(stop);
    });
    tokio::select! {
        result = serving.into_future() => result?,
        () = async { let _ = stopped.await; sleep(GRACE).await } => warn!("some calls were cut off"),
    }
    Ok(())
}

/// Answers a call of any method and path, on a thread that may wait for the database.
async fn answer(
    State(service): State<Arc<Service>>,
    parts: Parts,
    body: Bytes,
) -> Result<Response<String>, StatusCode> {
    let answered = spawn_blocking(move || service.answer(&parts, &body)).await;
    answered.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)
}

impl Service {
    fn answer(&self, parts: &Parts, body: &[u8]) -> Response<String> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        let request_id = format!("{:X}", Uuid::new_v4().hyphenated());
        let (format, page) = match Received::from_http(parts, body) {
            Ok(received) => (received.format(), self.page(&received, &request_id, now)),
            Err(error) => (Format::Json, Err(error.into())),
        };
        let code = page.as_ref().map_or_else(|refusal| refusal.code().to_string(), |_| "OK".into());
        let reply = page.map_or_else(|no| no.into_reply(&request_id, HOST_ID), Reply::from);
        // Nothing that the caller sent: it may be a secret in the wrong place.
        info!(version = ?parts.version, status = reply.http_status(), code, request_id);
        reply.to_http(format)
    }

    /// The page that is asked for, or why there is none.
    fn page(
        &self,
        received: &Received<'_>,
        request_id: &str,
        now: u64,
    ) -> Result<Page<'static>, Refusal> {
        let unverified = received.read()?;
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
