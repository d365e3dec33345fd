//! Connections: how many, how long, and ending them without cutting anybody off. The door's, and a relay's.
//!
//! HTTP/1.1 only: hyper's automatic choice of version waits for the first bytes without a time-out, and no phone system
//! needs HTTP/2 for a delivery.

use crate::crowd::{Crowd, Guest};
use crate::settings::Limits;
use async_trait::async_trait;
use axum::body::Body;
use axum::http::{Request, Response};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;

/// Room for the request line and headers, in bytes. A connector's query is a few hundred.
const HEAD_BYTES: usize = 32 * 1024;

/// Most headers of a request.
const HEADERS: usize = 64;

/// Rest after the system could not accept a connection (too many open files), so that the loop does not spin.
const REST: Duration = Duration::from_millis(100);

/// Answers requests.
#[async_trait]
pub trait Answer: Send + Sync + 'static {
    /// Answers one. `from` is the other end of the connection.
    async fn answer(&self, request: Request<Body>, from: SocketAddr) -> Response<Body>;
}

/// What lies between TCP and HTTP.
#[async_trait]
pub trait Wire: Send + Sync + 'static {
    /// The connection as HTTP sees it.
    type Stream: AsyncRead + AsyncWrite + Unpin + Send + 'static;

    /// Prepares a fresh connection.
    async fn open(&self, stream: TcpStream) -> io::Result<Self::Stream>;
}

/// Nothing lies between: loopback, or a proxy in front.
#[derive(Debug, Clone, Copy)]
pub struct Plain;

#[async_trait]
impl Wire for Plain {
    type Stream = TcpStream;

    async fn open(&self, stream: TcpStream) -> io::Result<TcpStream> {
        Ok(stream)
    }
}

/// What all connections of a program share.
pub struct Connections<A, W> {
    /// Who answers.
    pub answer: Arc<A>,
    /// What lies between TCP and HTTP.
    pub wire: Arc<W>,
    /// Connections at a time; further ones wait.
    pub permits: Arc<Semaphore>,
    /// Connections of one source at a time; further ones are closed at once.
    pub crowd: Arc<Crowd>,
    /// Time-outs.
    pub limits: Limits,
    /// Becomes true, or is dropped, when it is time to end.
    pub closed: watch::Receiver<bool>,
}

impl<A, W> Clone for Connections<A, W> {
    fn clone(&self) -> Self {
        Self {
            answer: Arc::clone(&self.answer),
            wire: Arc::clone(&self.wire),
            permits: Arc::clone(&self.permits),
            crowd: Arc::clone(&self.crowd),
            limits: self.limits,
            closed: self.closed.clone(),
        }
    }
}

async fn closed(closing: &mut watch::Receiver<bool>) {
    // An error means that the other end was dropped, which closes as well.
    let _ = closing.wait_for(|closing| *closing).await;
}

impl<A: Answer, W: Wire> Connections<A, W> {
    /// Accepts connections until it is time to end; then waits for those under way.
    pub async fn listen(self, socket: TcpListener) {
        let mut connections = JoinSet::new();
        loop {
            while connections.try_join_next().is_some() {}
            let next = async {
                let permit = Arc::clone(&self.permits).acquire_owned().await.ok()?;
                Some((permit, socket.accept().await))
            };
            let mut ending = self.closed.clone();
            let accepted = tokio::select! {
                accepted = next => accepted,
                () = closed(&mut ending) => None,
            };
            match accepted {
                Some((permit, Ok((stream, from)))) => match self.crowd.enter(from.ip()) {
                    Some(guest) => {
                        connections.spawn(self.clone().converse(stream, from, (permit, guest)));
                    }
                    None => tracing::debug!("a source has as many connections as it may"),
                },
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

    async fn converse(mut self, stream: TcpStream, from: SocketAddr, room: (OwnedSemaphorePermit, Guest)) {
        // Without it small answers wait for the acknowledgement of earlier ones; where it fails they only come later.
        let _ = stream.set_nodelay(true);
        let opened = tokio::time::timeout(self.limits.headers, self.wire.open(stream)).await;
        let Ok(Ok(stream)) = opened else {
            tracing::debug!("a connection was not made private in time");
            return;
        };
        let answer = Arc::clone(&self.answer);
        let answer = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
            let answer = Arc::clone(&answer);
            async move { Ok::<_, Infallible>(answer.answer(request.map(Body::new), from).await) }
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(self.limits.headers)
            .max_headers(HEADERS)
            .max_buf_size(HEAD_BYTES)
            .max_header_size(HEAD_BYTES)
            .serve_connection(TokioIo::new(stream), answer)
            .with_upgrades();
        tokio::pin!(connection);
        let ended = tokio::select! {
            ended = connection.as_mut() => ended,
            () = closed(&mut self.closed) => {
                connection.as_mut().graceful_shutdown();
                connection.await
            }
        };
        if let Err(error) = ended {
            tracing::debug!(%error, "a connection ended early");
        }
        drop(room);
    }
}
