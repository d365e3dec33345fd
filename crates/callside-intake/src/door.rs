//! The door itself: both listeners, and closing without cutting anybody off.

use crate::bind;
use crate::connections::{Connections, Plain};
use crate::crowd::Crowd;
use crate::intake::Intake;
use crate::serve::Porter;
use crate::settings::{DoorError, DoorSettings};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

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
        // All come from this machine: there are no sources to tell apart.
        let crowd = Arc::new(Crowd::default());
        let connections = Connections { answer: porter, wire: Arc::new(Plain), permits, crowd, limits, closed };
        let mut listeners = JoinSet::new();
        for socket in sockets {
            listeners.spawn(connections.clone().listen(socket));
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
