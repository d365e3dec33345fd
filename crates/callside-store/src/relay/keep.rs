//! Deliveries come in: a whole group in one statement, one commit, one sync.

use super::RelayStore;
use crate::StoreError;
use callside_core::event::{CallChange, CallEvent, Event};
use callside_core::ids::CallKey;
use callside_core::work::WorkChange;
use jiff::Timestamp;
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

impl RelayStore {
    /// Keeps a group: all of it or nothing. Says for each, in their order, whether it was new. How the wrap-up of a call that was
    /// forgotten stands is not kept: its desk may tell that for the first time, long after the order.
    ///
    /// # Errors
    /// As every write; then nothing was kept.
    pub async fn keep(&self, group: &[NewDelivery], service: Service) -> Result<Vec<Kept>, StoreError> {
        // Without a WHERE SQLite takes ON for a join (sqlite.org/lang_upsert.html, "Parsing Ambiguity").
        const SQL: &str =
            "INSERT INTO delivery (id, call, caller, received_at, payload, people, reason, watchers, handed)
            SELECT e.value ->> 0, e.value ->> 1, e.value ->> 2, e.value ->> 3, e.value ->> 4, e.value ->> 5,
                   e.value ->> 6, e.value ->> 7, ?2
            FROM json_each(?1) AS e
            WHERE NOT EXISTS (SELECT 1 FROM delivery AS f INDEXED BY delivery_forgotten
                              WHERE f.handed = 3 AND f.id IN (e.value ->> 8, e.value ->> 9))
            ON CONFLICT (id) DO NOTHING RETURNING id, seq";
        let seal = self.store.seal().await?;
        let mut rows = Vec::with_capacity(group.len());
        for delivery in group {
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
            rows.push((
                delivery.event.id().0.as_str(),
                call,
                delivery.caller.as_deref().map(|number| seal.mark(number)),
                delivery.received_at.as_millisecond(),
                crate::columns::write_lean(&delivery.event)?,
                people(&delivery.placing)?,
                reason,
                watched(delivery.watchers.as_ref())?,
                seal.mark(&delivery.event.id().0),
                told_call(&delivery.event).map(|call| seal.mark(&mark_of(call))),
            ));
        }
        let rows = crate::columns::write(&rows)?;
        let mut writer = self.store.writer().await?;
        let kept: Vec<(String, i64)> =
            sqlx::query_as(SQL).bind(rows).bind(service.handed()).fetch_all(&mut writer.connection).await?;
        self.contents.came(kept.len());
        let mut kept: HashMap<String, i64> = kept.into_iter().collect();
        Ok(group.iter().map(|d| kept.remove(&d.event.id().0).map_or(Kept::Repeated, Kept::New)).collect())
    }
}
