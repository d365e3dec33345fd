//! Reads in the stream of histories what somebody was not told as it happened, whoever it was kept for. An event is kept once
//! for each who hears of it; one of those messages counts.

use super::Fleet;
use super::follower::Kept;
use super::in_order::InOrder;
use super::subjects::NOBODY;
use crate::backlog::{Held, Reading};
use crate::house::House;
use callside_core::person::PersonId;
use callside_link::wire::{MAX_BATCH, MAX_EVENTS};
use callside_link::{Envelope, Heard};

/// Messages without anything for this desktop, after which it is told how far it is.
const MOST: usize = 2_000;

/// What reading on brought.
pub(super) enum Missed {
    /// There is nothing more.
    Nothing,
    /// These events, or none so far: how far it was read is news.
    Some(Vec<Envelope>),
}

/// Reads on until one message of a link is full.
pub(super) async fn missed(
    fleet: &Fleet,
    house: &House,
    person: &PersonId,
    reading: &mut Reading,
    reader: &mut InOrder,
) -> Result<Missed, ()> {
    reading.look(&house.directory());
    let streams = fleet.streams().await.map_err(|_| ())?;
    let Some(stream) = &streams.history else { return Ok(Missed::Nothing) };
    let (mut events, mut bytes) = (Vec::new(), 0);
    for _ in 0..MOST {
        let Some(after) = reading.after() else { break };
        if events.len() >= MAX_BATCH || bytes >= MAX_EVENTS {
            return Ok(Missed::Some(events));
        }
        match reader.next(stream, after).await {
            Ok(Some(message)) => {
                reading.is_at(message.place);
                let told = told(fleet, house, person, reading, (message.place, &message.subject, &message.payload));
                if let Some(envelope) = told {
                    bytes += message.payload.len();
                    events.push(envelope);
                }
            }
            Ok(None) => reading.is_read(),
            // What was read before is told: its places are behind this link.
            Err(_) if !events.is_empty() => return Ok(Missed::Some(events)),
            Err(error) => {
                tracing::debug!(%error, "the stream of histories could not be read");
                return Err(());
            }
        }
    }
    let nothing = events.is_empty() && reading.after().is_none();
    Ok(if nothing { Missed::Nothing } else { Missed::Some(events) })
}

/// What of a message is missing at this desktop. What cannot be read is met by whoever it was kept for, and said there.
fn told(
    fleet: &Fleet,
    house: &House,
    person: &PersonId,
    reading: &Reading,
    (place, subject, payload): (u64, &str, &[u8]),
) -> Option<Envelope> {
    let Kept { envelope, people, watchers } = serde_json::from_slice(payload).ok()?;
    let was_told = watchers.iter().any(|watcher| watcher == person.as_str());
    let first = || watchers.first().map_or(NOBODY, String::as_str);
    if subject != fleet.subjects.history(if was_told { person.as_str() } else { first() }) {
        return None;
    }
    let Heard::Known(event) = &envelope.event else { return None };
    let held = Held { event, people: &people, watchers: &watchers, place };
    if reading.is_missing(&held) { house.for_history(person, envelope, &people) } else { None }
}
