//! Forgetting one caller in the stream: its messages are read one after the other, and those of the caller overwritten.

use super::{Fleet, FleetError};
use async_nats::jetstream::stream::DirectGetErrorKind;
use callside_core::event::Event;
use callside_core::phone::{self, HomeRegion};
use callside_link::{Envelope, Heard};

impl Fleet {
    /// Erases what the stream has of a caller, by the number in E.164. Says how many messages that were.
    ///
    /// # Errors
    /// [`FleetError`]; what was erased before stays erased, and trying again goes on.
    pub(crate) async fn erase(&self, caller: &str, home: Option<HomeRegion>) -> Result<u64, FleetError> {
        let failed = |error: &dyn std::fmt::Display| FleetError::JetStream(error.to_string());
        let (stream, _) = self.stream().await?;
        let (mut seq, mut erased) = (1, 0);
        loop {
            match stream.direct_get_next_for_subject(self.subjects.all_events(), Some(seq)).await {
                Ok(message) => {
                    seq = message.sequence + 1;
                    if is_of(&message.payload, caller, home) {
                        // Overwrites the message before it removes it.
                        stream.delete_message(message.sequence).await.map_err(|error| failed(&error))?;
                        erased += 1;
                    }
                }
                Err(error) if error.kind() == DirectGetErrorKind::NotFound => return Ok(erased),
                Err(error) => return Err(failed(&error)),
            }
        }
    }
}

fn is_of(payload: &[u8], caller: &str, home: Option<HomeRegion>) -> bool {
    let Ok(Envelope { event: Heard::Known(event), .. }) = serde_json::from_slice(payload) else { return false };
    let is_theirs = |text: &str| phone::read(text, home).number().is_some_and(|number| number.e164() == caller);
    match event {
        Event::Call(event) => event.facts.customer_number.as_deref().is_some_and(is_theirs),
        Event::Record(event) => event.notification.fields.values().any(|text| is_theirs(text)),
        Event::Work(event) => event.facts.customer_number.as_deref().is_some_and(is_theirs),
        Event::Agent(_) | Event::Contact(_) => false,
    }
}
