//! Forgetting one caller in the streams: they are read in order, and what speaks of the caller is overwritten.

use super::follower::Kept;
use super::in_order::InOrder;
use super::{Fleet, FleetError};
use callside_core::event::Event;
use callside_core::ids::CallKey;
use callside_core::phone::PhoneNumber;
use callside_core::privacy::{Subject, Traces};
use callside_link::{Envelope, Heard};
use callside_store::relay::Erased;

impl Fleet {
    /// Erases what the streams have of a caller, by the number in any spelling, with all of their calls. `calls`: those that are
    /// known already.
    ///
    /// # Errors
    /// [`FleetError`]; what was erased before stays erased, and trying again goes on.
    pub(crate) async fn erase(&self, number: &PhoneNumber, calls: &[CallKey]) -> Result<Erased, FleetError> {
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
                    && let Some(call) = call(&stored.payload)
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
                if speaks(&stored.payload, &traces) {
                    // Overwrites the message before it removes it.
                    let erased = stream.delete_message(place).await;
                    erased.map_err(|error| FleetError::JetStream(error.to_string()))?;
                    deliveries += 1;
                }
            }
        }
        Ok(Erased { deliveries, calls: theirs.calls })
    }
}

fn speaks(payload: &[u8], traces: &Traces) -> bool {
    traces.are_in(&String::from_utf8_lossy(payload))
}

/// The call that a message is about, of either stream.
fn call(payload: &[u8]) -> Option<CallKey> {
    let kept = serde_json::from_slice(payload).map(|Kept { envelope, .. }| envelope);
    let envelope: Envelope = kept.or_else(|_| serde_json::from_slice(payload)).ok()?;
    match envelope.event {
        Heard::Known(Event::Call(event)) => Some(event.call),
        Heard::Known(Event::Work(event)) => Some(event.call),
        _ => None,
    }
}
