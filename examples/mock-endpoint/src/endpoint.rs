//! The mock on a thread of its own.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use tokio::sync::oneshot;

use crate::Options;
use crate::log::Log;
use crate::server;
use crate::service::Service;

/// A running mock. Dropping it stops it.
#[derive(Debug)]
pub struct MockEndpoint {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl MockEndpoint {
    /// Starts a mock on 127.0.0.1. When this returns, it takes calls.
    ///
    /// # Errors
    ///
    /// A port that is taken, and what else the system may refuse.
    pub fn start(options: Options) -> io::Result<Self> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, options.port));
        let listener = TcpListener::bind(address)
            .map_err(|error| io::Error::new(error.kind(), format!("{address}: {error}")))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let listener = {
            let _context = runtime.enter();
            tokio::net::TcpListener::from_std(listener)?
        };
        let log = options.log.then(|| Log::start(io::stderr())).transpose()?;
        let service = Arc::new(Service::new(options, log, server::now()));
        let (stop, stopped) = oneshot::channel::<()>();
        let thread = thread::Builder::new()
            .name("mock-endpoint".to_owned())
            .spawn(move || runtime.block_on(server::run(listener, service, stopped)))?;
        Ok(Self { address, stop: Some(stop), thread: Some(thread) })
    }

    /// The address that it listens on.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address as a URL without a path: `http://127.0.0.1:40404`. The host that V3 signs
    /// has no scheme: that is [`address`](Self::address) as text.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Takes no more calls, and returns when those under way are answered.
    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for MockEndpoint {
    fn drop(&mut self) {
        // To drop the sender is the message.
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _: thread::Result<()> = thread.join();
        }
    }
}
