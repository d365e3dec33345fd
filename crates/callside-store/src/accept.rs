//! Events in: de-duplicated, merged into their calls, in one transaction.

use crate::columns::{read, time, write_lean};
use crate::{Store, StoreError, agents, calls, work};
use callside_core::call::Call;
use callside_core::event::{CallEvent, Event};
use callside_core::ids::CallKey;
use callside_core::phone::HomeRegion;
use jiff::Timestamp;
use sqlx::SqliteConnection;
use std::collections::HashMap;

/// A call that new events changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallChanged {
    /// The call as it stands now.
    pub call: Call,
    /// It was not known before.
    pub is_new: bool,
}

impl Store {
    /// Takes events in: all or none. An event that was taken in before changes nothing, so a batch can be given again
    /// until it succeeds. `home` is the region of customer numbers without a country code.
    ///
    /// Gives the calls that new events of phone systems speak of, in the order of the events. A call that is known only
    /// because a colleague gave its work is not among them. What Salesforce told of records is not
    /// kept here but by [`Store::keep_occurrences`].
    ///
    /// # Errors
    /// As every write; then nothing was taken in.
    pub async fn accept(
        &self,
        events: &[Event],
        received_at: Timestamp,
        home: Option<HomeRegion>,
    ) -> Result<Vec<CallChanged>, StoreError> {
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        let mut news = Vec::new();
        for event in events {
            if insert(&mut transaction, event, received_at).await? {
                news.push(event);
            }
        }
        for event in &news {
            if let Event::Agent(event) = event {
                agents::hear(&mut transaction, event).await?;
            }
        }
        let changed = merge(&mut transaction, &news).await?;
        for change in &changed {
            calls::save(&mut transaction, &change.call, change.is_new, home, received_at).await?;
        }
        hear_work(&mut transaction, &news, home, received_at).await?;
        transaction.commit().await?;
        Ok(changed)
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
    const SQL: &str = "INSERT INTO event (id, about, call, kind, at, received_at, payload)
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (id) DO NOTHING";
    let (about, call, at) = match event {
        Event::Call(e) => ("call", Some(e.call.to_string()), e.at),
        Event::Agent(e) => ("agent", None, e.at),
        Event::Contact(e) => ("contact", None, e.at),
        Event::Work(e) => ("work", Some(e.call.to_string()), e.at),
        // Kept as an occurrence.
        Event::Record(_) => return Ok(false),
    };
    let done = sqlx::query(SQL)
        .bind(event.id().0.as_str())
        .bind(about)
        .bind(call)
        .bind(kind(event)?)
        .bind(at.as_millisecond())
        .bind(received_at.as_millisecond())
        .bind(write_lean(event)?)
        .execute(connection)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// The word that the event's own serialisation uses for what happened.
fn kind(event: &Event) -> Result<String, StoreError> {
    let (value, tag) = match event {
        Event::Call(e) => (serde_json::to_value(&e.what), "change"),
        Event::Agent(e) => (serde_json::to_value(&e.state), "state"),
        Event::Contact(e) => (serde_json::to_value(&e.change), "change"),
        Event::Record(e) => return Ok(e.notification.object.clone()),
        Event::Work(e) => return Ok(e.what.word().to_owned()),
    };
    let word = value.ok().and_then(|value| Some(value.get(tag)?.as_str()?.to_owned()));
    word.ok_or_else(|| StoreError::unexpected("event kind"))
}

async fn merge(connection: &mut SqliteConnection, news: &[&Event]) -> Result<Vec<CallChanged>, StoreError> {
    let events: Vec<&CallEvent> = news.iter().filter_map(|event| call_event(event)).collect();
    let known = calls::load(connection, events.iter().map(|event| &event.call)).await?;
    let mut changed: Vec<CallChanged> = Vec::new();
    let mut places: HashMap<&CallKey, usize> = HashMap::new();
    for event in events {
        if let Some(place) = places.get(&event.call) {
            changed[*place].call.hear(event);
            continue;
        }
        places.insert(&event.call, changed.len());
        changed.push(match known.get(&event.call) {
            Some(call) => {
                let mut call = call.clone();
                call.hear(event);
                CallChanged { call, is_new: false }
            }
            None => CallChanged { call: Call::begin(event), is_new: true },
        });
    }
    Ok(changed)
}

const fn call_event(event: &Event) -> Option<&CallEvent> {
    match event {
        Event::Call(event) => Some(event),
        Event::Agent(_) | Event::Contact(_) | Event::Record(_) | Event::Work(_) => None,
    }
}
