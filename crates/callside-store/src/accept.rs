//! Events in: de-duplicated, merged into their calls, in one transaction.

use crate::calls::Saved;
use crate::columns::{read, time, write, write_lean};
use crate::forgotten::Seal;
use crate::gather::Job;
use crate::store::{begin, commit};
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

    async fn run(jobs: &[&Self], turn: &mut SqliteConnection) -> Result<Vec<Vec<CallChanged>>, StoreError> {
        take_in(turn, jobs, Told::Here).await
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

/// A transaction that it begins and ends by itself.
async fn take_in(
    turn: &mut SqliteConnection,
    jobs: &[&Taking],
    told: Told,
) -> Result<Vec<Vec<CallChanged>>, StoreError> {
    let given: Vec<(&Event, Timestamp)> =
        jobs.iter().flat_map(|job| job.events.iter().map(|event| (event, job.received_at))).collect();
    let (mut new, known) = begin(turn, &given, told, jobs.first().map(|job| &job.seal)).await?;
    // An event that is given twice is news to the first who gave it.
    let news: Vec<Vec<&Event>> =
        jobs.iter().map(|job| job.events.iter().filter(|event| new.remove(event.id().0.as_str())).collect()).collect();
    for event in news.iter().flatten() {
        if let Event::Agent(event) = event {
            agents::hear(turn, event).await?;
        }
    }
    let changed = merge(&news, known, told);
    let saved = last_of(jobs, &changed);
    let work = news.iter().flatten().any(|event| matches!(event, Event::Work(_)));
    // Most often nothing more follows, and the calls and the end are one trip.
    if !work && calls::save_and_commit(turn, &saved, jobs.len() == 1).await? {
        return Ok(changed);
    }
    for Saved { call, is_new, home, received_at } in saved {
        calls::save(turn, call, is_new, home, received_at).await?;
    }
    for (job, news) in jobs.iter().zip(&news) {
        hear_work(turn, news, job.home, job.received_at).await?;
    }
    sqlx::query(commit!()).execute(turn).await?;
    Ok(changed)
}

/// Begins a transaction, keeps the events in it, and gives the ids of those that are new and the calls that any of them speaks
/// of.
async fn begin(
    turn: &mut SqliteConnection,
    events: &[(&Event, Timestamp)],
    told: Told,
    seal: Option<&Seal>,
) -> Result<(HashSet<String>, HashMap<CallKey, Call>), StoreError> {
    const SQL: &str = begin!(insert_events!("0, id"), "; ", calls::load_calls!("$2", "1, state"));
    let rows = event_rows(events, told, seal)?;
    let keys = events.iter().filter_map(|(event, _)| call_event(event));
    let keys: HashSet<String> = keys.map(|event| event.call.to_string()).collect();
    let found: Vec<(i64, String)> = sqlx::query_as(SQL).bind(write(&rows)?).bind(write(&keys)?).fetch_all(turn).await?;
    let (mut new, mut known) = (HashSet::new(), HashMap::new());
    for (what, text) in found {
        if what == 0 {
            new.insert(text);
        } else {
            let call: Call = read(&text, "call")?;
            known.insert(call.key.clone(), call);
        }
    }
    Ok((new, known))
}

/// Each call as it stands after all of it, once.
fn last_of<'c>(jobs: &[&Taking], changed: &'c [Vec<CallChanged>]) -> Vec<Saved<'c>> {
    let mut last: Vec<Saved<'c>> = Vec::new();
    let mut places: HashMap<&CallKey, usize> = HashMap::new();
    for (job, changes) in jobs.iter().zip(changed) {
        for CallChanged { call, is_new } in changes {
            match places.get(&call.key) {
                Some(place) => last[*place].call = call,
                None => {
                    places.insert(&call.key, last.len());
                    last.push(Saved { call, is_new: *is_new, home: job.home, received_at: job.received_at });
                }
            }
        }
    }
    last
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
        let (changed, stamp) = self.together(&self.taking, taking).await?;
        self.reached(stamp).await?;
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
        let mut turn = writer.turn().await?;
        let changed = take_in(&mut turn, &[&taking], Told::ForHistory).await?;
        turn.committed();
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
    const SQL: &str = insert_events!("id");
    let rows = event_rows(&[(event, received_at)], Told::Here, None)?;
    let new: Option<String> = sqlx::query_scalar(SQL).bind(write(&rows)?).fetch_optional(connection).await?;
    Ok(new.is_some())
}

/// Keeps events and gives something of those that are new. One that came for a history before, and comes for this desk now, is
/// new, and the last one in the order of arrival; not where its caller was forgotten meanwhile.
macro_rules! insert_events {
    ($gives:literal) => {
        concat!(
            "INSERT INTO event (id, about, call, kind, at, received_at, payload)
             SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6
             FROM json_each($1) WHERE NOT EXISTS
             (SELECT 1 FROM forgotten_call WHERE mark = value ->> 7
              AND (value ->> 1 <> 'call' OR value ->> 4 <= heard_until))
             ON CONFLICT (id) DO UPDATE SET about = excluded.about,
                 row = (SELECT row + 1 FROM event WHERE excluded.id <> '' ORDER BY row DESC LIMIT 1)
             WHERE event.about = 'history' AND excluded.about = 'call' AND event.payload <> '' RETURNING ",
            $gives
        )
    };
}
use insert_events;

/// An event's columns, and the mark of its call.
type EventRow<'e> = (&'e str, &'e str, Option<String>, String, i64, i64, String, Option<String>);

/// Each with when it was received. `seal`: for what others tell, which may be of a call that was forgotten.
fn event_rows<'e>(
    events: &[(&'e Event, Timestamp)],
    told: Told,
    seal: Option<&Seal>,
) -> Result<Vec<EventRow<'e>>, StoreError> {
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
    Ok(rows)
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
fn merge(news: &[Vec<&Event>], mut known: HashMap<CallKey, Call>, told: Told) -> Vec<Vec<CallChanged>> {
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
    all
}

const fn call_event(event: &Event) -> Option<&CallEvent> {
    match event {
        Event::Call(event) => Some(event),
        Event::Agent(_) | Event::Contact(_) | Event::Record(_) | Event::Work(_) => None,
    }
}
