//! Events in: de-duplicated, merged into their calls, in one transaction.

use crate::columns::{read, time, write, write_lean};
use crate::forgotten::Seal;
use crate::gather::Job;
use crate::{Store, StoreError, agents, calls, work};
use callside_core::call::Call;
use callside_core::event::{CallEvent, Event};
use callside_core::ids::CallKey;
use callside_core::phone::HomeRegion;
use jiff::Timestamp;
use sqlx::SqliteConnection;
use std::collections::{HashMap, HashSet};

/// A call that new events changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallChanged {
    /// The call as it stands now.
    pub call: Call,
    /// It was not known before.
    pub is_new: bool,
}

/// Events that are taken in together.
pub(crate) struct Taking {
    events: Vec<Event>,
    received_at: Timestamp,
    home: Option<HomeRegion>,
    seal: Seal,
}

impl Job for Taking {
    type Answer = Vec<CallChanged>;

    async fn run(jobs: &[&Self], connection: &mut SqliteConnection) -> Result<Vec<Vec<CallChanged>>, StoreError> {
        take_in(connection, jobs, Told::Here).await
    }
}

/// For whom events came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// For whoever works at this desk.
    Here,
    /// For the history of a team.
    ForHistory,
}

impl Told {
    const fn about_call(self) -> &'static str {
        match self {
            Self::Here => "call",
            Self::ForHistory => "history",
        }
    }

    fn begin(self, event: &CallEvent) -> Call {
        match self {
            Self::Here => Call::begin(event),
            Self::ForHistory => Call::begin_for_history(event),
        }
    }

    fn hear(self, call: &mut Call, event: &CallEvent) {
        match self {
            Self::Here => call.hear(event),
            Self::ForHistory => call.hear_for_history(event),
        }
    }
}

async fn take_in(
    connection: &mut SqliteConnection,
    jobs: &[&Taking],
    told: Told,
) -> Result<Vec<Vec<CallChanged>>, StoreError> {
    let given: Vec<(&Event, Timestamp)> =
        jobs.iter().flat_map(|job| job.events.iter().map(|event| (event, job.received_at))).collect();
    let seal = jobs.first().map(|job| &job.seal);
    let mut new = insert_all(connection, &given, told, seal).await?;
    // An event that is given twice is news to the first who gave it.
    let news: Vec<Vec<&Event>> =
        jobs.iter().map(|job| job.events.iter().filter(|event| new.remove(event.id().0.as_str())).collect()).collect();
    for event in news.iter().flatten() {
        if let Event::Agent(event) = event {
            agents::hear(connection, event).await?;
        }
    }
    let changed = merge(connection, &news, told).await?;
    save(connection, jobs, &changed).await?;
    for (job, news) in jobs.iter().zip(&news) {
        hear_work(connection, news, job.home, job.received_at).await?;
    }
    Ok(changed)
}

/// Saves each call as it stands after all of it, once.
async fn save(
    connection: &mut SqliteConnection,
    jobs: &[&Taking],
    changed: &[Vec<CallChanged>],
) -> Result<(), StoreError> {
    let mut last: Vec<(&Call, bool, &Taking)> = Vec::new();
    let mut places: HashMap<&CallKey, usize> = HashMap::new();
    for (job, changes) in jobs.iter().zip(changed) {
        for CallChanged { call, is_new } in changes {
            match places.get(&call.key) {
                Some(place) => last[*place].0 = call,
                None => {
                    places.insert(&call.key, last.len());
                    last.push((call, *is_new, job));
                }
            }
        }
    }
    for (call, is_new, job) in last {
        calls::save(connection, call, is_new, job.home, job.received_at).await?;
    }
    Ok(())
}

impl Store {
    /// Takes events in: all or none. An event that was taken in before changes nothing, so a batch can be given again
    /// until it succeeds. `home` is the region of customer numbers without a country code. What comes in at the same time
    /// is one transaction and one sync.
    ///
    /// Of a call that was forgotten, what happened before that is dropped, and so is whatever a colleague tells of its work;
    /// what happens on it later is news.
    ///
    /// Gives the calls that new events of phone systems speak of, in the order of the events. A call that is known only
    /// because a colleague gave its work is not among them. What Salesforce told of records is not
    /// kept here but by [`Store::keep_occurrences`].
    ///
    /// # Errors
    /// As every write; then nothing was taken in, or it is not known to be on the disk.
    pub async fn accept(
        &self,
        events: &[Event],
        received_at: Timestamp,
        home: Option<HomeRegion>,
    ) -> Result<Vec<CallChanged>, StoreError> {
        let taking = Taking { events: events.to_vec(), received_at, home, seal: self.seal().await?.clone() };
        let changed = self.together(&self.taking, taking).await?;
        self.synced().await?;
        Ok(changed)
    }

    /// Takes in what a relay told of calls for the history of a team: all or none. It counts like everything that is heard,
    /// and nothing pops, is remembered elsewhere or set off because of it. What is told of a call that was forgotten here is
    /// dropped, whenever it happened. Says how many calls changed.
    ///
    /// # Errors
    /// As every write; then nothing was taken in.
    pub async fn accept_history(
        &self,
        events: &[Event],
        received_at: Timestamp,
        home: Option<HomeRegion>,
    ) -> Result<usize, StoreError> {
        let events = events.iter().filter(|event| call_event(event).is_some()).cloned().collect();
        let taking = Taking { events, received_at, home, seal: self.seal().await?.clone() };
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        let changed = take_in(&mut transaction, &[&taking], Told::ForHistory).await?;
        transaction.commit().await?;
        Ok(changed.iter().map(Vec::len).sum())
    }

    /// Every event of a call with when it was received, by the provider's clock.
    ///
    /// # Errors
    /// As every read.
    pub async fn heard(&self, call: &CallKey) -> Result<Vec<(Timestamp, Event)>, StoreError> {
        const SQL: &str = "SELECT received_at, payload FROM event WHERE call = ?1 ORDER BY at, id";
        let mut reader = self.reader().await?;
        let rows: Vec<(i64, String)> = sqlx::query_as(SQL).bind(call.to_string()).fetch_all(&mut *reader).await?;
        rows.iter().map(|(at, json)| Ok((time(*at)?, read(json, "event")?))).collect()
    }

    /// Every event of a call, by the provider's clock.
    ///
    /// # Errors
    /// As every read.
    pub async fn events(&self, call: &CallKey) -> Result<Vec<Event>, StoreError> {
        const SQL: &str = "SELECT payload FROM event WHERE call = ?1 ORDER BY at, id";
        let mut reader = self.reader().await?;
        let rows: Vec<String> = sqlx::query_scalar(SQL).bind(call.to_string()).fetch_all(&mut *reader).await?;
        rows.iter().map(|json| read(json, "event")).collect()
    }
}

/// Flags and work of the team. Work may be about a call that this desk has never heard of.
async fn hear_work(
    connection: &mut SqliteConnection,
    news: &[&Event],
    home: Option<HomeRegion>,
    received_at: Timestamp,
) -> Result<(), StoreError> {
    for event in news {
        let Event::Work(event) = event else { continue };
        if calls::load(connection, std::iter::once(&event.call)).await?.is_empty() {
            let call = Call::begin(&event.call_event());
            calls::save(connection, &call, true, home, received_at).await?;
        }
        work::hear(connection, event).await?;
    }
    Ok(())
}

/// Whether the event is new.
pub(crate) async fn insert(
    connection: &mut SqliteConnection,
    event: &Event,
    received_at: Timestamp,
) -> Result<bool, StoreError> {
    Ok(!insert_all(connection, &[(event, received_at)], Told::Here, None).await?.is_empty())
}

/// Keeps events, each with when it was received; gives the ids of those that are new. One that came for a history before,
/// and comes for this desk now, is new; not where its caller was forgotten meanwhile. `seal`: for what others tell, which may be
/// of a call that was forgotten.
async fn insert_all(
    connection: &mut SqliteConnection,
    events: &[(&Event, Timestamp)],
    told: Told,
    seal: Option<&Seal>,
) -> Result<HashSet<String>, StoreError> {
    const SQL: &str = "INSERT INTO event (id, about, call, kind, at, received_at, payload)
                       SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6
                       FROM json_each(?1) WHERE NOT EXISTS
                       (SELECT 1 FROM forgotten_call WHERE mark = value ->> 7
                        AND (value ->> 1 <> 'call' OR value ->> 4 <= heard_until))
                       ON CONFLICT (id) DO UPDATE SET about = excluded.about
                       WHERE event.about = 'history' AND excluded.about = 'call' AND event.payload <> '' RETURNING id";
    let mut rows = Vec::with_capacity(events.len());
    for (event, received_at) in events {
        let (about, call, at) = match event {
            Event::Call(e) => (told.about_call(), Some(&e.call), e.at),
            Event::Agent(e) => ("agent", None, e.at),
            Event::Contact(e) => ("contact", None, e.at),
            Event::Work(e) => ("work", Some(&e.call), e.at),
            // Kept as an occurrence.
            Event::Record(_) => continue,
        };
        let times = (at.as_millisecond(), received_at.as_millisecond());
        let call = call.map(ToString::to_string);
        let mark = seal.zip(call.as_deref()).map(|(seal, call)| seal.mark(call));
        rows.push((event.id().0.as_str(), about, call, kind(event)?, times.0, times.1, write_lean(event)?, mark));
    }
    if rows.is_empty() {
        return Ok(HashSet::new());
    }
    let new: Vec<String> = sqlx::query_scalar(SQL).bind(write(&rows)?).fetch_all(connection).await?;
    Ok(new.into_iter().collect())
}

/// The word that the event's own serialisation uses for what happened.
fn kind(event: &Event) -> Result<String, StoreError> {
    let (value, tag) = match event {
        Event::Call(e) => return Ok(e.what.word().to_owned()),
        Event::Agent(e) => (serde_json::to_value(&e.state), "state"),
        Event::Contact(e) => (serde_json::to_value(&e.change), "change"),
        Event::Record(e) => return Ok(e.notification.object.clone()),
        Event::Work(e) => return Ok(e.what.word().to_owned()),
    };
    let word = value.ok().and_then(|value| Some(value.get(tag)?.as_str()?.to_owned()));
    word.ok_or_else(|| StoreError::unexpected("event kind"))
}

/// The calls that the news of each job speak of, as they stand after that job.
async fn merge(
    connection: &mut SqliteConnection,
    news: &[Vec<&Event>],
    told: Told,
) -> Result<Vec<Vec<CallChanged>>, StoreError> {
    let events = news.iter().flatten().filter_map(|event| call_event(event));
    let mut known = calls::load(connection, events.map(|event| &event.call)).await?;
    let mut all = Vec::with_capacity(news.len());
    for news in news {
        let mut changed: Vec<CallChanged> = Vec::new();
        let mut places: HashMap<&CallKey, usize> = HashMap::new();
        for event in news.iter().filter_map(|event| call_event(event)) {
            if let Some(place) = places.get(&event.call) {
                told.hear(&mut changed[*place].call, event);
                continue;
            }
            places.insert(&event.call, changed.len());
            changed.push(match known.get(&event.call) {
                Some(call) => {
                    let mut call = call.clone();
                    told.hear(&mut call, event);
                    CallChanged { call, is_new: false }
                }
                None => CallChanged { call: told.begin(event), is_new: true },
            });
        }
        known.extend(changed.iter().map(|change| (change.call.key.clone(), change.call.clone())));
        all.push(changed);
    }
    Ok(all)
}

const fn call_event(event: &Event) -> Option<&CallEvent> {
    match event {
        Event::Call(event) => Some(event),
        Event::Agent(_) | Event::Contact(_) | Event::Record(_) | Event::Work(_) => None,
    }
}
