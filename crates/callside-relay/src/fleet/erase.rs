//! Forgetting one caller in the streams: messages are read one after the other, and those of the caller overwritten.

use super::follower::Kept;
use super::{Fleet, FleetError};
use async_nats::jetstream::stream::{DirectGetErrorKind, Stream};
use callside_core::event::Event;
use callside_core::ids::CallKey;
use callside_core::phone::{self, HomeRegion};
use callside_link::{Envelope, Heard};
use callside_store::relay::Erased;

impl Fleet {
    /// Erases what the streams have of a caller, by the number in E.164.
    ///
    /// # Errors
    /// [`FleetError`]; what was erased before stays erased, and trying again goes on.
    pub(crate) async fn erase(&self, caller: &str, home: Option<HomeRegion>) -> Result<Erased, FleetError> {
        let streams = self.streams().await?;
        let mut erased = Erased::default();
        let is_event = |payload: &[u8], calls: &[CallKey]| {
            serde_json::from_slice(payload).ok().and_then(|it| about(it, caller, home, calls))
        };
        erase_in(&streams.events, &self.subjects.all_events(), is_event, &mut erased).await?;
        if let Some(history) = &streams.history {
            let is_kept = |payload: &[u8], calls: &[CallKey]| {
                serde_json::from_slice(payload).ok().and_then(|kept: Kept| about(kept.envelope, caller, home, calls))
            };
            erase_in(history, &self.subjects.all_history(), is_kept, &mut erased).await?;
        }
        Ok(erased)
    }
}

/// `about`: what a message is about, where it is about the caller or a call that is known for theirs by then.
async fn erase_in(
    stream: &Stream,
    subject: &str,
    about: impl Fn(&[u8], &[CallKey]) -> Option<Theirs>,
    erased: &mut Erased,
) -> Result<(), FleetError> {
    let failed = |error: &dyn std::fmt::Display| FleetError::JetStream(error.to_string());
    let mut seq = 1;
    loop {
        match stream.direct_get_next_for_subject(subject, Some(seq)).await {
            Ok(message) => {
                seq = message.sequence + 1;
                if let Some(Theirs { call }) = about(&message.payload, &erased.calls) {
                    // Overwrites the message before it removes it.
                    stream.delete_message(message.sequence).await.map_err(|error| failed(&error))?;
                    erased.deliveries += 1;
                    erased.calls.extend(call.filter(|call| !erased.calls.contains(call)));
                }
            }
            Err(error) if error.kind() == DirectGetErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(failed(&error)),
        }
    }
}

/// A message that is about the caller.
struct Theirs {
    /// The call, where it is about one.
    call: Option<CallKey>,
}

fn about(envelope: Envelope, caller: &str, home: Option<HomeRegion>, calls: &[CallKey]) -> Option<Theirs> {
    let Heard::Known(event) = envelope.event else { return None };
    let is_theirs = |text: &str| phone::read(text, home).number().is_some_and(|number| number.e164() == caller);
    let (numbers, call): (Vec<&String>, _) = match &event {
        Event::Call(event) => (event.facts.customer_number.iter().collect(), Some(&event.call)),
        Event::Record(event) => (event.notification.fields.values().collect(), None),
        Event::Work(event) => (event.facts.customer_number.iter().collect(), Some(&event.call)),
        Event::Agent(_) | Event::Contact(_) => return None,
    };
    let theirs = numbers.into_iter().any(|text| is_theirs(text)) || call.is_some_and(|call| calls.contains(call));
    theirs.then(|| Theirs { call: call.cloned() })
}
