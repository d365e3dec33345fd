//! Deliveries come in: a whole group in one commit, and but for very large ones in one statement, with a sync of its own or with the
//! next one.

use super::RelayStore;
use crate::forgotten::Seal;
use crate::log_sync::Stamp;
use crate::{Due, StoreError};
use callside_core::event::{CallChange, CallEvent, Event};
use callside_core::ids::CallKey;
use callside_core::work::WorkChange;
use jiff::Timestamp;
use sqlx::query::QueryAs;
use sqlx::sqlite::SqliteArguments;
use sqlx::{AssertSqlSafe, Sqlite};
use std::collections::HashMap;

/// Where a delivery goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Placing {
    /// Into these inboxes: persons, or [`super::EVERYONE`].
    To(Vec<String>),
    /// Nowhere yet: an admin sees it with this stable word and can place it later.
    Parked(&'static str),
}

/// How this relay works, which decides who has to have a delivery besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Service {
    /// Alone: this file is all there is.
    Alone,
    /// In a fleet: this file holds it until the fleet does.
    Fleet,
}

impl Service {
    pub(crate) const fn handed(self) -> i64 {
        match self {
            Self::Alone => 2,
            Self::Fleet => 0,
        }
    }
}

/// One event that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDelivery {
    /// The event.
    pub event: Event,
    /// The other party's number in E.164, where it can be read.
    pub caller: Option<String>,
    /// When it came in.
    pub received_at: Timestamp,
    /// Where it goes.
    pub placing: Placing,
    /// Who hears of it for the history of their teams; `None` where it is for no history. It is held for its term, also for
    /// those who are given the team later.
    pub watchers: Option<Vec<String>>,
}

/// What became of one delivery of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It is new and stands at this place of the file.
    New(i64),
    /// An event of this id was kept before, also where it was forgotten since: nothing changed.
    Repeated,
}

/// The placings as JSON text; `None` for parked.
fn people(placing: &Placing) -> Result<Option<String>, StoreError> {
    match placing {
        Placing::To(people) => Ok(Some(crate::columns::write(people)?)),
        Placing::Parked(_) => Ok(None),
    }
}

/// The watchers as JSON text.
pub(super) fn watched(watchers: Option<&Vec<String>>) -> Result<Option<String>, StoreError> {
    watchers.map(crate::columns::write).transpose()
}

/// The call of what a desk tells of its wrap-up. What happens on a call that goes on is heard.
const fn told_call(event: &Event) -> Option<&CallKey> {
    match event {
        Event::Call(CallEvent { what: CallChange::WrappedUp { .. }, call, .. }) => Some(call),
        _ => None,
    }
}

/// What the mark of a forgotten call is made of; no event has such an id.
pub(super) fn mark_of(call: &CallKey) -> String {
    format!("call {call}")
}

/// A group that is committed and may not be on the disk yet: what was new in it is given to nobody before
/// [`RelayStore::settle`], because a cut of the power may still take it back.
#[derive(Debug)]
#[must_use]
pub struct Committed {
    kept: Vec<Kept>,
    stamp: Stamp,
}

impl Committed {
    /// The last place of the file among those that are new.
    fn last(&self) -> Option<i64> {
        let places = self.kept.iter().filter_map(|kept| match kept {
            Kept::New(seq) => Some(*seq),
            Kept::Repeated => None,
        });
        places.max()
    }
}

/// Most rows of one statement: SQLite takes 32,766 values (sqlite.org/limits.html).
const ROWS: usize = 2_048;

type Insert = QueryAs<'static, Sqlite, (String, i64), SqliteArguments>;

/// Keeps some deliveries. It has room for the next power of two, so that few statements stay prepared; rows without an id are none.
fn insert(deliveries: &[NewDelivery], service: Service, seal: &Seal) -> Result<Insert, StoreError> {
    let handed = service.handed();
    let rows = ["(?,?,?,?,?,?,?,?,?,?)"].repeat(deliveries.len().next_power_of_two()).join(",");
    // Without a WHERE SQLite takes ON for a join (sqlite.org/lang_upsert.html, "Parsing Ambiguity").
    let sql = format!(
        "INSERT INTO delivery (id, call, caller, received_at, payload, people, reason, watchers, handed)
        SELECT column1, column2, column3, column4, column5, column6, column7, column8, {handed} FROM (VALUES {rows})
        WHERE column1 IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM delivery AS f INDEXED BY delivery_forgotten
                          WHERE f.handed = 3 AND f.id IN (column9, column10))
        ON CONFLICT (id) DO NOTHING RETURNING id, seq"
    );
    let mut query = sqlx::query_as(AssertSqlSafe(sql));
    for delivery in deliveries {
        let (call, reason) = (
            match &delivery.event {
                Event::Call(event) => Some(event.call.to_string()),
                // Whoever hears of a flag hears nothing else of its call because of that.
                Event::Work(event) => matches!(event.what, WorkChange::Item { .. }).then(|| event.call.to_string()),
                Event::Agent(_) | Event::Contact(_) | Event::Record(_) => None,
            },
            match delivery.placing {
                Placing::To(_) => None,
                Placing::Parked(reason) => Some(reason),
            },
        );
        query = query
            .bind(delivery.event.id().0.clone())
            .bind(call)
            .bind(delivery.caller.as_deref().map(|number| seal.mark(number)))
            .bind(delivery.received_at.as_millisecond())
            .bind(crate::columns::write_lean(&delivery.event)?)
            .bind(people(&delivery.placing)?)
            .bind(reason)
            .bind(watched(delivery.watchers.as_ref())?)
            .bind(seal.mark(&delivery.event.id().0))
            .bind(told_call(&delivery.event).map(|call| seal.mark(&mark_of(call))));
    }
    Ok(query)
}

impl RelayStore {
    /// Keeps a group: all of it or nothing. Says for each, in their order, whether it was new. How the wrap-up of a call that was
    /// forgotten stands is not kept: its desk may tell that for the first time, long after the order.
    ///
    /// # Errors
    /// As every write; then nothing was kept.
    pub async fn keep(&self, group: &[NewDelivery], service: Service) -> Result<Vec<Kept>, StoreError> {
        let committed = self.write(group, service, Due::Now).await?;
        if committed.kept.contains(&Kept::Repeated) {
            // Nothing is written for a repeat, so nothing was synced for it: the first one may not be on the disk yet.
            return self.settle(committed).await;
        }
        self.lasting.reached(committed.last());
        Ok(committed.kept)
    }

    /// The same without its sync: further groups can be committed before this one is [settled](Self::settle).
    ///
    /// # Errors
    /// As every write; then nothing was kept.
    pub async fn commit(&self, group: &[NewDelivery], service: Service) -> Result<Committed, StoreError> {
        self.write(group, service, Due::WithNext).await
    }

    /// Returns when a group is on the disk, with all that were committed before it.
    ///
    /// # Errors
    /// The disk failed, and nobody can tell what is on it: nothing more is kept until the file is opened anew.
    pub async fn settle(&self, committed: Committed) -> Result<Vec<Kept>, StoreError> {
        self.store.reached(committed.stamp).await?;
        self.lasting.reached(committed.last());
        Ok(committed.kept)
    }

    async fn write(&self, group: &[NewDelivery], service: Service, due: Due) -> Result<Committed, StoreError> {
        let seal = self.store.seal().await?;
        let parts = group.chunks(ROWS).map(|part| insert(part, service, seal));
        let mut inserts = parts.collect::<Result<Vec<Insert>, StoreError>>()?;
        let mut kept: HashMap<String, i64> = HashMap::with_capacity(group.len());
        let mut writer = self.store.writer_for(due).await?;
        if inserts.len() > 1 {
            let mut transaction = writer.begin().await?;
            for insert in inserts {
                kept.extend(insert.fetch_all(&mut *transaction).await?);
            }
            transaction.commit().await?;
        } else if let Some(only) = inserts.pop() {
            // One statement needs no transaction around it, which would be two trips more to the connection's thread.
            kept.extend(only.fetch_all(&mut writer.connection).await?);
        }
        let stamp = self.store.stamp();
        drop(writer);
        self.contents.came(kept.len());
        let kept = group.iter().map(|d| kept.remove(&d.event.id().0).map_or(Kept::Repeated, Kept::New)).collect();
        Ok(Committed { kept, stamp })
    }
}

#[cfg(test)]
#[path = "keep_tests.rs"]
mod tests;
