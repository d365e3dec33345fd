//! What a desktop gets from a fleet: what comes by live, what was missed from the stream, and without NATS what this
//! relay's own file has.

use super::{Fleet, Live};
use crate::house::House;
use crate::links::{Slot, alone};
use async_nats::jetstream::stream::DirectGetErrorKind;
use callside_core::person::PersonId;
use callside_link::wire::MAX_BATCH;
use callside_link::{Cursor, Envelope, Place};
use futures_util::StreamExt as _;
use std::collections::VecDeque;
use std::sync::Arc;
use tokio::sync::{broadcast, watch};

/// One subject of the stream, as far as this desktop has it.
struct Subject {
    name: String,
    place: u64,
    /// Something may be in the stream that did not come by.
    behind: bool,
    live: VecDeque<Live>,
}

/// A desktop's place in the stream.
pub(crate) struct Follower {
    fleet: Arc<Fleet>,
    person: PersonId,
    cursor: Option<Cursor>,
    /// The log that the places count in; unknown until NATS has been there.
    log: Option<String>,
    own: Subject,
    everyone: Subject,
    own_live: Option<async_nats::Subscriber>,
    everyone_live: broadcast::Receiver<Live>,
    came: watch::Receiver<u64>,
    /// How far this link has the relay's own file, while NATS is away.
    local: i64,
}

impl Follower {
    /// Begins to listen first and looks for what was missed after, so that nothing falls between.
    pub(crate) async fn begin(fleet: &Arc<Fleet>, person: &PersonId, cursor: Option<&Cursor>) -> Self {
        let subject = |name: String| Subject { name, place: 0, behind: true, live: VecDeque::new() };
        Self {
            fleet: Arc::clone(fleet),
            person: person.clone(),
            cursor: cursor.cloned(),
            log: None,
            own: subject(fleet.subjects.to(person.as_str())),
            everyone: subject(fleet.subjects.to_everyone()),
            own_live: fleet.client.subscribe(fleet.subjects.live(person)).await.ok(),
            everyone_live: fleet.everyone.subscribe(),
            came: fleet.came.subscribe(),
            local: 0,
        }
    }

    /// Something to send, or nothing just now.
    pub(crate) async fn pull(&mut self, house: &House) -> Result<Option<alone::Batch>, ()> {
        if !self.fleet.is_up() {
            let page = house.store.waiting(&self.person, self.local, alone::rows(), true).await.map_err(|_| ())?;
            let Some(last) = page.last() else { return Ok(None) };
            self.local = last.seq;
            return Ok(Some((alone::envelopes(page), None)));
        }
        if self.log.is_none() {
            self.find_place().await?;
        }
        let mut events = Vec::new();
        let fleet = Arc::clone(&self.fleet);
        for subject in [&mut self.own, &mut self.everyone] {
            if subject.behind {
                subject.fetch(&fleet, &mut events).await?;
            }
            subject.take_live(&mut events);
        }
        if events.is_empty() {
            return Ok(None);
        }
        let place = Place { own: self.own.place, everyone: self.everyone.place };
        Ok(Some((events, self.log.as_deref().map(|log| Cursor::new(log, place)))))
    }

    /// Where to begin: at the cursor; without one where the person's other desktops are; with one of another log, at
    /// the beginning of what is kept.
    async fn find_place(&mut self) -> Result<(), ()> {
        let (_, log) = self.fleet.stream().await.map_err(|_| ())?;
        let place = match &self.cursor {
            Some(cursor) => cursor.place_in(log).unwrap_or_default(),
            None => self.fleet.last_place(&self.person, log).await.unwrap_or_default(),
        };
        (self.own.place, self.everyone.place) = (place.own, place.everyone);
        self.log = Some(log.clone());
        Ok(())
    }

    /// Comes back when there may be something.
    pub(crate) async fn woken(&mut self, slot: &Slot) {
        let own = async {
            match &mut self.own_live {
                Some(live) => live.next().await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            message = own => match message {
                Some(message) => self.own.live.extend(Live::read(message)),
                // The subscription is over: the client is closing.
                None => self.own_live = None,
            },
            live = self.everyone_live.recv() => match live {
                Ok(live) => self.everyone.live.push_back(live),
                Err(_) => self.everyone.behind = true,
            },
            () = slot.woken.notified() => {}
            _ = self.came.changed() => (self.own.behind, self.everyone.behind) = (true, true),
        }
    }

    /// What came by may have missed something at the very end: looks at the next pull.
    pub(crate) fn look_again(&mut self) {
        (self.own.behind, self.everyone.behind) = (true, true);
    }
}

impl Subject {
    /// Reads from the stream what lies behind the place.
    async fn fetch(&mut self, fleet: &Fleet, events: &mut Vec<Envelope>) -> Result<(), ()> {
        let (stream, _) = fleet.stream().await.map_err(|_| ())?;
        while events.len() < MAX_BATCH {
            match stream.direct_get_next_for_subject(self.name.as_str(), Some(self.place + 1)).await {
                Ok(message) => {
                    self.place = message.sequence;
                    push(&message.payload, events);
                }
                Err(error) if error.kind() == DirectGetErrorKind::NotFound => {
                    self.behind = false;
                    return Ok(());
                }
                Err(error) => {
                    tracing::debug!(%error, "the stream could not be read");
                    return Err(());
                }
            }
        }
        Ok(())
    }

    /// Takes what came by, as long as nothing is missing before it.
    fn take_live(&mut self, events: &mut Vec<Envelope>) {
        while let Some(live) = self.live.front() {
            if live.seq > self.place {
                if live.last > self.place || self.behind || events.len() >= MAX_BATCH {
                    // Fetched from the stream at the next pull, this one too.
                    self.behind = self.behind || live.last > self.place;
                    return;
                }
                self.place = live.seq;
                push(&live.payload, events);
            }
            self.live.pop_front();
        }
    }
}

/// What this version cannot read at all is left out, and said.
fn push(payload: &[u8], events: &mut Vec<Envelope>) {
    match serde_json::from_slice(payload) {
        Ok(envelope) => events.push(envelope),
        Err(_) => tracing::error!("the stream holds a message that is no event; it was skipped"),
    }
}
