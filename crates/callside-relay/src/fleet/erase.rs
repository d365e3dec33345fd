//! Forgetting one caller in the streams: they are read in order, and what speaks of the caller is overwritten.

use super::follower::Kept;
use super::in_order::InOrder;
use super::{Fleet, FleetError};
use async_nats::jetstream::ErrorCode;
use async_nats::jetstream::stream::{DeleteMessageErrorKind, Stream};
use callside_core::event::Event;
use callside_core::ids::CallKey;
use callside_core::phone::PhoneNumber;
use callside_core::privacy::{Subject, Traces};
use callside_link::{Envelope, Heard};
use callside_store::relay::Erased;
use jiff::Timestamp;

impl Fleet {
    /// Erases what the streams have of a caller that came in until a moment, by the number in any spelling, with all of their
    /// calls. `calls`: those that are known already.
    ///
    /// # Errors
    /// [`FleetError`]; what was erased before stays erased, and trying again goes on.
    pub(crate) async fn erase(
        &self,
        number: &PhoneNumber,
        calls: &[CallKey],
        until: Timestamp,
    ) -> Result<Erased, FleetError> {
        let streams = self.streams().await?;
        let both = || std::iter::once(&streams.events).chain(&streams.history);
        let mut theirs = Subject { numbers: vec![number.clone()], calls: calls.to_vec(), ..Subject::default() };
        // All of a call is theirs as soon as one event of it says the number, also what came before that.
        let said = theirs.traces();
        for stream in both() {
            let (mut reader, mut place) = (InOrder::default(), 0);
            while let Some(stored) = reader.next(stream, place).await? {
                place = stored.place;
                if speaks(&stored.payload, &said)
                    && let Some(call) = envelope(&stored.payload).and_then(call)
                    && !theirs.calls.contains(&call)
                {
                    theirs.calls.push(call);
                }
            }
        }
        let traces = theirs.traces();
        let mut deliveries = 0;
        for stream in both() {
            let (mut reader, mut place) = (InOrder::default(), 0);
            while let Some(stored) = reader.next(stream, place).await? {
                place = stored.place;
                let came_later = || envelope(&stored.payload).is_some_and(|envelope| envelope.received_at > until);
                if speaks(&stored.payload, &traces) && !came_later() && overwrite(stream, place).await? {
                    deliveries += 1;
                }
            }
        }
        if deliveries > 0 && self.replicas > 1 {
            self.cut_logs().await;
        }
        Ok(Erased { deliveries, calls: theirs.calls })
    }
}

/// Overwrites a message and then removes it; false where another relay did so before.
async fn overwrite(stream: &Stream, place: u64) -> Result<bool, FleetError> {
    let Err(error) = stream.delete_message(place).await else { return Ok(true) };
    let gone = [ErrorCode::SEQUENCE_NOT_FOUND, ErrorCode::NO_MESSAGE_FOUND];
    match error.kind() {
        DeleteMessageErrorKind::JetStream(error) if gone.contains(&error.error_code()) => Ok(false),
        _ => Err(FleetError::JetStream(error.to_string())),
    }
}

fn speaks(payload: &[u8], traces: &Traces) -> bool {
    traces.are_in(&String::from_utf8_lossy(payload))
}

/// What a message of either stream tells.
fn envelope(payload: &[u8]) -> Option<Envelope> {
    let kept = serde_json::from_slice(payload).map(|Kept { envelope, .. }| envelope);
    kept.or_else(|_| serde_json::from_slice(payload)).ok()
}

/// The call that it is about.
fn call(envelope: Envelope) -> Option<CallKey> {
    match envelope.event {
        Heard::Known(Event::Call(event)) => Some(event.call),
        Heard::Known(Event::Work(event)) => Some(event.call),
        _ => None,
    }
}
