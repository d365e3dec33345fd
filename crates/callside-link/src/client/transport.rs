//! One open connection, by WebSocket or by server-sent events.

use super::gate::{Gate, GateError, refusal};
use super::sse::EventStream;
use crate::wire::{FromDesktop, FromRelay, Hello, MAX_MESSAGE, WireError, paths};
use futures_util::{SinkExt as _, StreamExt as _};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::http::{HeaderValue, StatusCode};
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async_with_config};

/// Why there is no connection, or no longer one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Broken {
    /// As a relay's front refuses.
    Gate(GateError),
    /// It broke off.
    Off,
    /// It says what cannot be read.
    Garbled,
}

/// An open connection.
pub(crate) enum Transport {
    /// A WebSocket.
    Socket(Box<WebSocketStream<MaybeTlsStream<TcpStream>>>),
    /// Server-sent events one way, requests the other.
    Events(Box<Events>),
}

/// A link of server-sent events.
pub(crate) struct Events {
    gate: Gate,
    session: String,
    desktop: String,
    response: reqwest::Response,
    fields: EventStream,
}

/// Opens a WebSocket and says hello.
pub(crate) async fn socket(gate: &Gate, session: &str, hello: &Hello) -> Result<Transport, Broken> {
    let mut url = gate.at(paths::LINK);
    let scheme = if url.scheme() == "https" { "wss" } else { "ws" };
    url.set_scheme(scheme).map_err(|()| Broken::Gate(GateError::Address))?;
    let mut request = url.as_str().into_client_request().map_err(|_| Broken::Gate(GateError::Address))?;
    request.headers_mut().insert("authorization", bearer(session)?);
    let config = WebSocketConfig::default()
        .read_buffer_size(16 * 1024)
        .max_message_size(Some(MAX_MESSAGE))
        .max_frame_size(Some(MAX_MESSAGE));
    let connected = connect_async_with_config(request, Some(config), true).await;
    let (socket, _) = connected.map_err(|error| Broken::Gate(unopened(&error)))?;
    let mut transport = Transport::Socket(Box::new(socket));
    transport.say(&FromDesktop::Hello(hello.clone())).await?;
    Ok(transport)
}

/// What a failed opening means. A proxy that lets no WebSocket through answers by itself: that is "no relay".
fn unopened(error: &Error) -> GateError {
    match error {
        Error::Http(response) => match response.status() {
            StatusCode::UNAUTHORIZED => GateError::Refused,
            StatusCode::FORBIDDEN if response.headers().contains_key("callside-relay") => GateError::NotOfTheTeam,
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
                GateError::Busy { retry_after: Duration::from_secs(1) }
            }
            _ => GateError::NotARelay,
        },
        Error::Io(_) | Error::Tls(_) => GateError::Unreachable,
        _ => GateError::NotARelay,
    }
}

fn bearer(session: &str) -> Result<HeaderValue, Broken> {
    let mut value =
        HeaderValue::from_str(&format!("Bearer {session}")).map_err(|_| Broken::Gate(GateError::Refused))?;
    value.set_sensitive(true);
    Ok(value)
}

/// Opens a stream of server-sent events; the hello is its request.
pub(crate) async fn events(gate: &Gate, session: &str, hello: &Hello) -> Result<Transport, Broken> {
    let request = gate.http().post(gate.at(paths::STREAM)).bearer_auth(session).json(hello);
    let response = request.header("accept", "text/event-stream").send().await;
    let response = response.map_err(|_| Broken::Gate(GateError::Unreachable))?;
    if let Some(error) = refusal(&response) {
        return Err(Broken::Gate(error));
    }
    let kind = response.headers().get("content-type").and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("text/event-stream") {
        return Err(Broken::Gate(GateError::NotARelay));
    }
    Ok(Transport::Events(Box::new(Events {
        gate: gate.clone(),
        session: session.to_owned(),
        desktop: hello.desktop.clone(),
        response,
        fields: EventStream::default(),
    })))
}

impl Transport {
    /// Is this the fall-back?
    pub(crate) const fn is_fallback(&self) -> bool {
        matches!(self, Self::Events(_))
    }

    /// Says something.
    pub(crate) async fn say(&mut self, message: &FromDesktop) -> Result<(), Broken> {
        match self {
            Self::Socket(socket) => socket.send(Message::text(message.encode())).await.map_err(|_| Broken::Off),
            Self::Events(events) => events.say(message).await,
        }
    }

    /// The next message that we know. Cancelling it loses nothing.
    pub(crate) async fn next(&mut self) -> Result<FromRelay, Broken> {
        loop {
            let text = match self {
                Self::Socket(socket) => match socket.next().await {
                    Some(Ok(Message::Text(text))) => text.to_string(),
                    Some(Ok(Message::Close(_)) | Err(_)) | None => return Err(Broken::Off),
                    Some(Ok(_)) => continue,
                },
                Self::Events(events) => events.next().await?,
            };
            match FromRelay::decode(&text) {
                Ok(Some(message)) => return Ok(message),
                Ok(None) => tracing::debug!("a message of a newer relay was skipped"),
                Err(WireError::TooLong | WireError::Malformed) => return Err(Broken::Garbled),
            }
        }
    }

    /// Ends it in order; where that fails it is gone already.
    pub(crate) async fn close(self) {
        if let Self::Socket(mut socket) = self {
            let _ = (*socket).close(None).await;
        }
    }
}

impl Events {
    async fn say(&self, message: &FromDesktop) -> Result<(), Broken> {
        let request = self.gate.http().post(self.gate.at(paths::SAY)).bearer_auth(&self.session);
        let request = request.header("callside-desktop", &self.desktop).header("content-type", "application/json");
        let response = request.timeout(Duration::from_secs(15)).body(message.encode()).send().await;
        match response.map_err(|_| Broken::Off).map(|response| refusal(&response))? {
            None => Ok(()),
            Some(error) => Err(Broken::Gate(error)),
        }
    }

    async fn next(&mut self) -> Result<String, Broken> {
        loop {
            if let Some(data) = self.fields.data() {
                return Ok(data);
            }
            match self.response.chunk().await {
                Ok(Some(chunk)) => self.fields.push(&chunk).map_err(|_| Broken::Garbled)?,
                Ok(None) | Err(_) => return Err(Broken::Off),
            }
        }
    }
}
