//! What a desktop gets from a fleet: what comes by live, what was missed from the stream, and without NATS what this
//! relay's own file has.

use super::backlog::{Missed, missed};
use super::in_order::{InOrder, Stored};
use super::{Fleet, FleetError, Live};
use crate::backlog::Reading;
use crate::house::House;
use crate::links::{Slot, alone};
use async_nats::jetstream::stream::{DirectGetErrorKind, Stream};
use axum::body::Bytes;
use callside_core::person::PersonId;
use callside_link::wire::{MAX_BATCH, MAX_EVENTS};
use callside_link::{Cursor, Envelope, Place};
use callside_store::relay::Reach;
use futures_util::StreamExt as _;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;
use std::sync::Arc;
use tokio::sync::{broadcast, watch};

/// Messages that are asked for one by one before many are asked for at once, which needs a reader at the server.
const FEW: usize = 3;

/// What the stream of histories keeps: an event as it is told, whose call it is, and who hears of it as it comes in.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) envelope: Envelope,
    pub(super) people: Vec<String>,
    #[serde(default)]
    pub(super) watchers: Vec<String>,
}

/// What one message of a link takes.
struct Batch<'a> {
    house: &'a House,
    person: &'a PersonId,
    events: Vec<Envelope>,
    bytes: usize,
}

/// One subject of a stream, as far as this desktop has it.
struct Subject {
    name: String,
    /// It is one of histories.
    history: bool,
    place: u64,
    /// Something may be in the stream that did not come by.
    behind: bool,
    reader: InOrder,
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
    /// What is for the history of this person's teams, where the desktop understands it.
    history: Option<Subject>,
    /// What of it did not come as it happened; known when the log is.
    backlog: Option<Reading>,
    reader: InOrder,
    own_live: Option<async_nats::Subscriber>,
    history_live: Option<async_nats::Subscriber>,
    everyone_live: broadcast::Receiver<Live>,
    came: watch::Receiver<u64>,
    /// How far this link has the relay's own file, while NATS is away.
    local: i64,
}

impl Follower {
    /// Begins to listen first and looks for what was missed after, so that nothing falls between.
    pub(crate) async fn begin(fleet: &Arc<Fleet>, person: &PersonId, cursor: Option<&Cursor>, reach: Reach) -> Self {
        let subject = |name: String, history| Subject {
            reader: InOrder::of(&name),
            name,
            history,
            place: 0,
            behind: true,
            live: VecDeque::new(),
        };
        let history = reach == Reach::History;
        let history_live =
            if history { fleet.client.subscribe(fleet.subjects.live_history(person)).await.ok() } else { None };
        Self {
            fleet: Arc::clone(fleet),
            person: person.clone(),
            cursor: cursor.cloned(),
            log: None,
            own: subject(fleet.subjects.to(person.as_str()), false),
            everyone: subject(fleet.subjects.to_everyone(), false),
            history: history.then(|| subject(fleet.subjects.history(person.as_str()), true)),
            backlog: None,
            reader: InOrder::default(),
            history_live,
            own_live: fleet.client.subscribe(fleet.subjects.live(person)).await.ok(),
            everyone_live: fleet.everyone.subscribe(),
            came: fleet.came.subscribe(),
            local: 0,
        }
    }

    /// Something to send, or nothing just now.
    pub(crate) async fn pull(&mut self, house: &House) -> Result<Option<alone::Batch>, ()> {
        if !self.fleet.is_up() {
            let reach = if self.history.is_some() { Reach::History } else { Reach::Own };
            let page = house.store.waiting(&self.person, self.local, alone::page(), true, reach);
            let page = page.await.map_err(|_| ())?;
            let Some(last) = page.last() else { return Ok(None) };
            self.local = last.seq;
            return Ok(Some((alone::envelopes(house, &self.person, page), None)));
        }
        if self.log.is_none() {
            self.find_place().await?;
        }
        let before = self.place();
        let mut failed = false;
        let mut batch = Batch { house, person: &self.person, events: Vec::new(), bytes: 0 };
        for subject in [&mut self.own, &mut self.everyone].into_iter().chain(&mut self.history) {
            if subject.behind {
                failed |= subject.fetch(&self.fleet, &mut batch).await.is_err();
            }
            subject.take_live(&mut batch);
        }
        let events = batch.events;
        let place = self.place();
        // What was read before the stream failed is told: its places are behind this link.
        if failed && place == before {
            return Err(());
        }
        // What is not this person's to hear (any more) is passed over.
        if events.is_empty() && place == before {
            return self.pull_backlog(house).await;
        }
        Ok(Some((events, self.cursor())))
    }

    fn cursor(&self) -> Option<Cursor> {
        let cursor = Cursor::new(self.log.as_deref()?, self.place());
        Some(match &self.backlog {
            Some(reading) => cursor.with(reading.backlog()),
            None => cursor,
        })
    }

    /// What is held for this person's teams and did not come as it happened.
    async fn pull_backlog(&mut self, house: &House) -> Result<Option<alone::Batch>, ()> {
        let Some(reading) = &mut self.backlog else { return Ok(None) };
        match missed(&self.fleet, house, &self.person, reading, &mut self.reader).await? {
            Missed::Nothing => Ok(None),
            Missed::Some(events) => Ok(Some((events, self.cursor()))),
        }
    }

    fn place(&self) -> Place {
        let history = self.history.as_ref().map_or(0, |history| history.place);
        Place { own: self.own.place, everyone: self.everyone.place, history }
    }

    /// Where to begin: at the cursor; without one where the person's other desktops are; with one of another log, at
    /// the beginning of what is kept.
    async fn find_place(&mut self) -> Result<(), ()> {
        let log = &self.fleet.streams().await.map_err(|_| ())?.log;
        let (place, before) = match &self.cursor {
            Some(cursor) => (cursor.place_in(log).unwrap_or_default(), 0),
            None => {
                let place = self.fleet.last_place(&self.person, log).await.unwrap_or_default();
                (place, place.history)
            }
        };
        (self.own.place, self.everyone.place) = (place.own, place.everyone);
        if let Some(history) = &mut self.history {
            history.place = place.history;
            let had = self.cursor.as_ref().and_then(|cursor| cursor.backlog_in(log)).unwrap_or_default();
            self.backlog = Some(Reading::new(&self.person, had, before));
        }
        self.log = Some(log.clone());
        Ok(())
    }

    /// Comes back when there may be something.
    pub(crate) async fn woken(&mut self, slot: &Slot) {
        tokio::select! {
            message = next(&mut self.own_live) => match message {
                Some(message) => self.own.live.extend(Live::read(message)),
                // The subscription is over: the client is closing.
                None => self.own_live = None,
            },
            message = next(&mut self.history_live) => match (message, &mut self.history) {
                (Some(message), Some(history)) => history.live.extend(Live::read(message)),
                _ => self.history_live = None,
            },
            live = self.everyone_live.recv() => match live {
                Ok(live) => self.everyone.live.push_back(live),
                Err(_) => self.everyone.behind = true,
            },
            () = slot.woken.notified() => {}
            _ = self.came.changed() => self.look_again(),
        }
    }

    /// What came by may have missed something at the very end: looks at the next pull.
    pub(crate) fn look_again(&mut self) {
        for subject in [&mut self.own, &mut self.everyone].into_iter().chain(&mut self.history) {
            subject.behind = true;
        }
    }
}

/// The next message of a subscription; never where there is none.
async fn next(live: &mut Option<async_nats::Subscriber>) -> Option<async_nats::Message> {
    match live {
        Some(live) => live.next().await,
        None => std::future::pending().await,
    }
}

impl Subject {
    /// Reads from the stream what lies behind the place.
    async fn fetch(&mut self, fleet: &Fleet, batch: &mut Batch<'_>) -> Result<(), ()> {
        let streams = fleet.streams().await.map_err(|_| ())?;
        let Some(stream) = (if self.history { streams.history.as_ref() } else { Some(&streams.events) }) else {
            self.behind = false;
            return Ok(());
        };
        let mut asked = 0;
        while !batch.is_full() {
            let next = if asked < FEW && !self.reader.is_at(self.place) {
                asked += 1;
                self.next(stream).await
            } else {
                let next = self.reader.next(stream, self.place).await;
                next.map(|next| next.map(|Stored { place, payload, .. }| (place, payload)))
            };
            match next {
                Ok(Some((place, payload))) => {
                    self.place = place;
                    batch.push(self.history, &payload);
                }
                Ok(None) => {
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

    /// The next message of the subject, by a direct question: most desktops miss nothing, and that is told by one.
    async fn next(&self, stream: &Stream) -> Result<Option<(u64, Bytes)>, FleetError> {
        match stream.direct_get_next_for_subject(self.name.as_str(), Some(self.place + 1)).await {
            Ok(message) => Ok(Some((message.sequence, message.payload))),
            Err(error) if error.kind() == DirectGetErrorKind::NotFound => Ok(None),
            Err(error) => Err(FleetError::JetStream(error.to_string())),
        }
    }

    /// Takes what came by, as long as nothing is missing before it.
    fn take_live(&mut self, batch: &mut Batch<'_>) {
        while let Some(live) = self.live.front() {
            if live.seq > self.place {
                if live.last > self.place || self.behind || batch.is_full() {
                    // Fetched from the stream at the next pull, this one too.
                    self.behind = self.behind || live.last > self.place;
                    return;
                }
                self.place = live.seq;
                batch.push(self.history, &live.payload);
            }
            self.live.pop_front();
        }
    }
}

impl Batch<'_> {
    const fn is_full(&self) -> bool {
        self.events.len() >= MAX_BATCH || self.bytes >= MAX_EVENTS
    }

    /// What this version cannot read at all is left out, and said.
    fn push(&mut self, history: bool, payload: &[u8]) {
        self.bytes += payload.len();
        let event = if history {
            serde_json::from_slice(payload)
                .map(|Kept { envelope, people, .. }| self.house.for_history(self.person, envelope, &people))
        } else {
            serde_json::from_slice(payload).map(Some)
        };
        match event {
            Ok(event) => self.events.extend(event),
            Err(_) => tracing::error!("the stream holds a message that is no event; it was skipped"),
        }
    }
}
