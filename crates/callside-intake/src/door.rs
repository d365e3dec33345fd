//! The door itself: listeners, connections, and closing without cutting anybody off.
//!
//! Plain HTTP/1.1: hyper's automatic choice of version waits for the first bytes without a time-out, and no phone
//! system speaks HTTP/2 to loopback.

use crate::bind;
use crate::intake::Intake;
use crate::serve::Porter;
use crate::settings::{DoorError, DoorSettings};
use axum::body::Body;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;

/// Room for the request line and headers, in bytes. A connector's query is a few hundred.
const HEAD_BYTES: usize = 32 * 1024;

/// Most headers of a request.
const HEADERS: usize = 64;

/// Rest after the system could not accept a connection (too many open files), so that the loop does not spin.
const REST: Duration = Duration::from_millis(100);

/// An open door. Dropping it closes it at once; [`Door::close`] lets requests under way finish.
pub struct Door {
    addresses: Vec<SocketAddr>,
    base: String,
    patience: Duration,
    closing: watch::Sender<bool>,
    listeners: JoinSet<()>,
}

impl Door {
    /// Opens the door on 127.0.0.1 and ::1.
    ///
    /// # Errors
    /// [`DoorError::NoPort`] when none of the ports is free.
    pub async fn open(settings: DoorSettings, intake: Arc<Intake>) -> Result<Self, DoorError> {
        let sockets = bind::first_free(&settings.ports).await?;
        let addresses: Vec<_> = sockets.iter().filter_map(|socket| socket.local_addr().ok()).collect();
        let port = addresses.first().map_or(0, SocketAddr::port);
        let base = format!("http://127.0.0.1:{port}/{}", settings.path_secret.secret().expose());
        let limits = settings.limits;
        let permits = Arc::new(Semaphore::new(limits.connections.max(1)));
        let porter = Arc::new(Porter::new(settings, port, intake));
        let (closing, closed) = watch::channel(false);
        let mut listeners = JoinSet::new();
        for socket in sockets {
            listeners.spawn(listen(socket, Arc::clone(&porter), Arc::clone(&permits), closed.clone()));
        }
        Ok(Self { addresses, base, patience: limits.body + limits.sink, closing, listeners })
    }

    /// The port, the same on both addresses.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.addresses.first().map_or(0, SocketAddr::port)
    }

    /// Where the door listens.
    #[must_use]
    pub fn addresses(&self) -> &[SocketAddr] {
        &self.addresses
    }

    /// The start of every address, for the person who sets up a connector. It holds a secret: not for logs.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Takes no more connections, lets requests under way finish, and then is gone.
    pub async fn close(mut self) {
        self.closing.send_replace(true);
        let all = async { while self.listeners.join_next().await.is_some() {} };
        if tokio::time::timeout(self.patience, all).await.is_err() {
            tracing::warn!("requests were still under way when the door closed");
        }
    }
}

async fn closed(closing: &mut watch::Receiver<bool>) {
    // An error means that the door was dropped, which closes it as well.
    let _ = closing.wait_for(|closing| *closing).await;
}

async fn listen(socket: TcpListener, porter: Arc<Porter>, permits: Arc<Semaphore>, mut closing: watch::Receiver<bool>) {
    let mut connections = JoinSet::new();
    loop {
        while connections.try_join_next().is_some() {}
        let next = async {
            let permit = Arc::clone(&permits).acquire_owned().await.ok()?;
            Some((permit, socket.accept().await))
        };
        let accepted = tokio::select! {
            accepted = next => accepted,
            () = closed(&mut closing) => None,
        };
        match accepted {
            Some((permit, Ok((stream, _)))) => {
                connections.spawn(converse(stream, Arc::clone(&porter), permit, closing.clone()));
            }
            Some((_, Err(error))) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(REST).await;
            }
            None => break,
        }
    }
    drop(socket);
    while connections.join_next().await.is_some() {}
}

async fn converse(
    stream: TcpStream,
    porter: Arc<Porter>,
    permit: OwnedSemaphorePermit,
    mut closing: watch::Receiver<bool>,
) {
    // Without it small answers wait for the acknowledgement of earlier ones; where it fails they only come later.
    let _ = stream.set_nodelay(true);
    let limits = porter.limits;
    let answer = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
        let porter = Arc::clone(&porter);
        async move { Ok::<_, Infallible>(porter.answer(request.map(Body::new)).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.headers)
        .max_headers(HEADERS)
        .max_buf_size(HEAD_BYTES)
        .max_header_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), answer);
    tokio::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = closed(&mut closing) => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended early");
    }
    drop(permit);
}
