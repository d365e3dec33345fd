//! The far end of a link, by WebSocket or by server-sent events.

use axum::body::{Body, Bytes};
use callside_link::wire::MAX_MESSAGE;
use callside_link::{FromDesktop, FromRelay};
use futures_util::{FutureExt as _, SinkExt as _, StreamExt as _, stream};
use hyper::upgrade::Upgraded;
use hyper_util::rt::TokioIo;
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::{Role, WebSocketConfig};

/// A desktop that takes nothing for this long is gone.
const PATIENCE: Duration = Duration::from_secs(30);
/// Longest message of a desktop, in bytes: it only says hello and how far it is.
const MAX_SAID: usize = 16 * 1024;

/// The far end.
pub(crate) enum Far {
    /// A WebSocket.
    Socket(Box<WebSocketStream<TokioIo<Upgraded>>>),
    /// Server-sent events one way, requests the other.
    Events {
        /// Towards the desktop.
        out: mpsc::Sender<Bytes>,
        /// What it says.
        said: mpsc::Receiver<FromDesktop>,
    },
}

/// The far end is gone, or says what cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lost {
    Gone,
    Garbled,
}

/// An upgraded connection as a WebSocket.
pub(crate) async fn socket(upgraded: Upgraded) -> Far {
    let config = WebSocketConfig::default()
        .read_buffer_size(4 * 1024)
        .write_buffer_size(0)
        .max_write_buffer_size(2 * MAX_MESSAGE)
        .max_message_size(Some(MAX_SAID))
        .max_frame_size(Some(MAX_SAID));
    let io = TokioIo::new(upgraded);
    Far::Socket(Box::new(WebSocketStream::from_raw_socket(io, Role::Server, Some(config)).await))
}

/// The body of an answer that is written bit by bit.
pub(crate) fn events_body(out: mpsc::Receiver<Bytes>) -> Body {
    Body::from_stream(stream::unfold(out, |mut out| async move {
        let bytes = out.recv().await?;
        Some((Ok::<_, Infallible>(bytes), out))
    }))
}

impl Far {
    /// Says something; waits as long as the network is full, up to a bound.
    pub(crate) async fn say(&mut self, message: &FromRelay) -> Result<(), Lost> {
        let text = message.encode();
        let said = async {
            match self {
                Self::Socket(socket) => socket.send(Message::text(text)).await.map_err(|_| Lost::Gone),
                Self::Events { out, .. } => {
                    out.send(Bytes::from(format!("data: {text}\n\n"))).await.map_err(|_| Lost::Gone)
                }
            }
        };
        tokio::time::timeout(PATIENCE, said).await.map_err(|_| Lost::Gone)?
    }

    /// The next thing that the desktop says and we know. Cancelling it loses nothing.
    pub(crate) async fn next(&mut self) -> Result<FromDesktop, Lost> {
        match self {
            Self::Events { out, said } => tokio::select! {
                said = said.recv() => said.ok_or(Lost::Gone),
                () = out.closed() => Err(Lost::Gone),
            },
            Self::Socket(socket) => loop {
                let text = match socket.next().await {
                    Some(Ok(Message::Text(text))) => text,
                    Some(Ok(Message::Close(_)) | Err(_)) | None => return Err(Lost::Gone),
                    Some(Ok(_)) => continue,
                };
                match FromDesktop::decode(&text) {
                    Ok(Some(message)) => return Ok(message),
                    Ok(None) => {}
                    Err(_) => return Err(Lost::Garbled),
                }
            },
        }
    }

    /// What it has said already, without waiting.
    pub(crate) fn said(&mut self) -> Option<Result<FromDesktop, Lost>> {
        self.next().now_or_never()
    }

    pub(crate) const fn is_events(&self) -> bool {
        matches!(self, Self::Events { .. })
    }

    /// Ends it in order; where that fails it is gone already.
    pub(crate) async fn close(self) {
        if let Self::Socket(mut socket) = self {
            let _ = tokio::time::timeout(Duration::from_secs(2), (*socket).close(None)).await;
        }
    }
}
