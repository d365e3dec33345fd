//! From this relay's file to JetStream.
//!
//! Fresh deliveries go straight from memory. Whatever was not acknowledged, because NATS is away, because too much came
//! at once or because this program was killed, is read from the file and handed over again; JetStream knows repeats by
//! their ids. Marking in the file is lazy: a mark that is lost costs a repeat, never an event.

use super::follower::Kept;
use super::subjects::NOBODY;
use super::{Fleet, FleetError, PATIENCE, Subjects};
use crate::metrics::Metrics;
use crate::writer::Fresh;
use async_nats::connection::State;
use axum::body::Bytes;
use callside_link::{Envelope, Heard};
use callside_store::relay::{Placing, RelayStore, Unhanded};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};

/// Most deliveries under way at once.
const GROUP: usize = 256;
/// Marks are written to the file when so many are due, or after so long.
const MARKS: usize = 2_000;
const MARK_AFTER: Duration = Duration::from_millis(250);
/// Rest after a failure.
const REST: Duration = Duration::from_millis(500);

/// What the handover takes.
pub(crate) struct Queue {
    /// Deliveries that are on the disk.
    pub(super) fresh: mpsc::Receiver<Fresh>,
    /// Who wants to know when nothing is under way.
    pub(super) asked: mpsc::Receiver<oneshot::Sender<()>>,
}

impl Queue {
    /// Nothing is under way: whatever was kept is with JetStream or in the file.
    fn is_settled(&mut self) {
        while self.fresh.try_recv().is_ok() {}
        while let Ok(asker) = self.asked.try_recv() {
            // Who asked may have gone.
            let _ = asker.send(());
        }
    }
}

/// Hands over until the program ends.
pub(super) async fn run(fleet: Arc<Fleet>, store: Arc<RelayStore>, mut queue: Queue, metrics: Arc<Metrics>) {
    let mut marks = Marks { store: Arc::clone(&store), due: Vec::new() };
    let mut told = String::new();
    loop {
        // First what the file has: from before this start, or from while NATS was away.
        queue.is_settled();
        if let Err(error) = catch_up(&fleet, &store, &metrics, &mut marks).await {
            let reason = error.to_string();
            if told != reason {
                tracing::warn!(%error, "nothing is handed over to JetStream");
                told = reason;
            }
            fleet.set_up(false, &metrics);
            marks.write().await;
            tokio::time::sleep(REST).await;
            continue;
        }
        told.clear();
        fleet.set_up(true, &metrics);
        let goes_on = follow(&fleet, &mut queue, &metrics, &mut marks).await;
        marks.write().await;
        if !goes_on {
            return;
        }
        // Something failed, did not fit or is to be settled: the file has what is queued.
    }
}

/// Hands over everything that the file has, or says why not all of it arrived.
async fn catch_up(fleet: &Fleet, store: &RelayStore, metrics: &Metrics, marks: &mut Marks) -> Result<(), FleetError> {
    if fleet.client.connection_state() != State::Connected {
        return Err(FleetError::Unreachable);
    }
    fleet.streams().await?;
    let mut after = 0;
    loop {
        let page = store.unhanded(after, u32::try_from(GROUP).unwrap_or(u32::MAX)).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.seq;
        let count = page.len();
        send(fleet, page, marks).await?;
        metrics.handed(count);
        marks.write_if_due().await;
    }
}

/// Hands over what comes in; false when the program ends, true when the file must be looked at.
async fn follow(fleet: &Fleet, queue: &mut Queue, metrics: &Metrics, marks: &mut Marks) -> bool {
    let Queue { fresh: waiting, asked } = queue;
    let mut group = Vec::with_capacity(GROUP);
    let mut tick = tokio::time::interval(MARK_AFTER);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            count = waiting.recv_many(&mut group, GROUP) => {
                if count == 0 {
                    return false;
                }
                let unhanded: Vec<_> = group.drain(..).filter_map(unhanded).collect();
                let count = unhanded.len();
                if let Err(error) = send(fleet, unhanded, marks).await {
                    tracing::debug!(%error, "JetStream did not take all");
                    return true;
                }
                metrics.handed(count);
                marks.write_if_due().await;
            }
            () = fleet.look.notified() => return true,
            Some(asker) = asked.recv() => {
                // What is queued is in the file, and read from there.
                while waiting.try_recv().is_ok() {}
                let _ = asker.send(());
                return true;
            }
            _ = tick.tick() => {
                marks.write().await;
                if fleet.client.connection_state() != State::Connected {
                    return true;
                }
            }
        }
    }
}

fn unhanded(fresh: Fresh) -> Option<Unhanded> {
    match fresh.delivery.placing {
        Placing::To(people) => Some(Unhanded {
            seq: fresh.seq,
            received_at: fresh.delivery.received_at,
            event: fresh.delivery.event,
            people,
            watchers: fresh.delivery.watchers,
        }),
        Placing::Parked(_) => None,
    }
}

/// Sends a group and waits until JetStream has all of it.
async fn send(fleet: &Fleet, group: Vec<Unhanded>, marks: &mut Marks) -> Result<(), FleetError> {
    let failed = |error: &dyn std::fmt::Display| FleetError::JetStream(error.to_string());
    if fleet.client.connection_state() != State::Connected {
        return Err(FleetError::Unreachable);
    }
    let mut under_way = Vec::new();
    for delivery in group {
        let seq = delivery.seq;
        let mut acks = Vec::with_capacity(delivery.people.len() + 1);
        for message in messages(fleet, delivery) {
            let mut headers = async_nats::HeaderMap::new();
            headers.insert(async_nats::header::NATS_MESSAGE_ID, message.id.as_str());
            let published = fleet.context.publish_with_headers(message.subject, headers, message.payload);
            match tokio::time::timeout(PATIENCE, published).await {
                Ok(Ok(ack)) => acks.push(ack),
                Ok(Err(error)) => return Err(failed(&error)),
                Err(late) => return Err(failed(&late)),
            }
        }
        under_way.push((seq, acks));
    }
    for (seq, acks) in under_way {
        for ack in acks {
            ack.await.map_err(|error| failed(&error))?;
        }
        marks.due.push(seq);
    }
    Ok(())
}

/// One message to a person's subject.
struct Outgoing {
    subject: String,
    id: String,
    payload: Bytes,
}

/// To those whose it is, and to those who hear of it for the history of their teams.
fn messages(fleet: &Fleet, delivery: Unhanded) -> Vec<Outgoing> {
    let Unhanded { received_at, event, people, watchers, .. } = delivery;
    let id = event.id().clone();
    let mut messages = Vec::with_capacity(people.len() + 1);
    let told = watchers.as_ref().and_then(|_| fleet.terms.share.told(event.clone()));
    let envelope = Envelope { received_at, for_history: false, event: Heard::Known(event) };
    if let Ok(payload) = serde_json::to_vec(&envelope).map(Bytes::from) {
        let message = |person: &String| Outgoing {
            subject: fleet.subjects.to(person),
            id: Subjects::message_id(&id, person),
            payload: payload.clone(),
        };
        messages.extend(people.iter().map(message));
    }
    let watchers = watchers.unwrap_or_default();
    let kept = told.map(|told| Kept { envelope: Envelope { event: Heard::Known(told), ..envelope }, people, watchers });
    if let Some((payload, kept)) = kept.and_then(|kept| Some((Bytes::from(serde_json::to_vec(&kept).ok()?), kept))) {
        let message = |person: &str| Outgoing {
            subject: fleet.subjects.history(person),
            id: Subjects::message_id(&id, person),
            payload: payload.clone(),
        };
        // Where nobody looks after the team yet, it is kept for whoever will.
        let nobody = kept.watchers.is_empty().then_some(NOBODY);
        messages.extend(kept.watchers.iter().map(String::as_str).chain(nobody).map(message));
    }
    messages
}

/// What JetStream has and the file does not know yet.
struct Marks {
    store: Arc<RelayStore>,
    due: Vec<i64>,
}

impl Marks {
    async fn write_if_due(&mut self) {
        if self.due.len() >= MARKS {
            self.write().await;
        }
    }

    async fn write(&mut self) {
        if self.due.is_empty() {
            return;
        }
        match self.store.handed(&self.due).await {
            Ok(()) => self.due.clear(),
            Err(error) => {
                tracing::warn!(%error, "what the fleet has could not be marked; it will be handed over again")
            }
        }
    }
}
