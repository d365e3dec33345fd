//! The engine as the place where the front door's events go.

use async_trait::async_trait;
use callside_core::automation::OutboundMessage;
use callside_core::event::Event;
use callside_core::ids::Provider;
use callside_flow::{Companion, FlowError};
use callside_intake::{Accepted, EventSink, Received, RejectionNote, SinkError};
use callside_store::{Rejection, StoreError};
use std::time::Duration;

/// When a sender should come back after the database was busy.
const RETRY_AFTER: Duration = Duration::from_secs(5);

pub(crate) struct Sink(pub(crate) Companion);

#[async_trait]
impl EventSink for Sink {
    async fn accept(&self, events: Vec<Event>, received: Received) -> Result<Accepted, SinkError> {
        match self.0.accept(&events, received.at).await {
            Ok(new) => Ok(Accepted { new, repeated: events.len().saturating_sub(new) }),
            Err(error) => Err(not_kept(&error)),
        }
    }

    async fn message(&self, message: OutboundMessage) -> Result<Option<Accepted>, SinkError> {
        let told = message.notifications.len();
        match self.0.accept_message(&message).await {
            Ok(new) => Ok(new.map(|new| Accepted { new, repeated: told.saturating_sub(new) })),
            Err(error) => Err(not_kept(&error)),
        }
    }

    fn rejected(&self, note: RejectionNote) {
        let companion = self.0.clone();
        let rejection = Rejection {
            at: note.at,
            source: note.provider.map_or("door", Provider::as_str).to_owned(),
            reason: note.code.to_owned(),
            detail: format!("{} (HTTP {}, {} bytes)", note.reason, note.status, note.bytes),
        };
        tokio::spawn(async move {
            if let Err(error) = companion.note_rejection(&rejection).await {
                tracing::warn!(%error, "a refused delivery could not be noted");
            }
        });
    }
}

fn not_kept(error: &FlowError) -> SinkError {
    if matches!(error, FlowError::Store(StoreError::Full | StoreError::ReadOnly | StoreError::Gone)) {
        return SinkError::Full;
    }
    tracing::error!(%error, "what came in could not be kept");
    SinkError::Busy { retry_after: RETRY_AFTER }
}
