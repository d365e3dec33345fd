//! The wrap-up transaction: the decision and its outbox entry are on the disk before the agent sees "saved".

use crate::outbox::{Saved, rows};
use crate::{Store, StoreError, at_desk, facts};
use callside_core::ids::EntryId;
use callside_core::outbox::Work;
use callside_core::plan::{About, Value, WrapUp, WrapUpPlan};
use jiff::Timestamp;
use sqlx::SqliteConnection;

/// A decision to save.
#[derive(Debug, Clone, Copy)]
pub struct NewWrapUp<'a> {
    /// What the agent decided.
    pub wrap_up: &'a WrapUp,
    /// The exact writes.
    pub plan: &'a WrapUpPlan,
    /// The disposition's label, for the history.
    pub label: &'a str,
    /// Not to be sent before this moment, so that undo is possible.
    pub not_before: Timestamp,
}

impl Store {
    /// Saves a decision: its disposition, its outbox entry and its words for the search, and clears the draft; all or
    /// nothing. A call has one wrap-up that is not cancelled.
    ///
    /// # Errors
    /// As every write; [`StoreError::UnknownCall`].
    pub async fn save_wrap_up(&self, new: NewWrapUp<'_>, now: Timestamp) -> Result<Saved, StoreError> {
        self.save_wrap_up_and(new, &[], now).await
    }

    /// The same, together with what phone systems are told after it: sent at the same time, and taken back with it.
    ///
    /// # Errors
    /// As [`Self::save_wrap_up`].
    pub async fn save_wrap_up_and(
        &self,
        new: NewWrapUp<'_>,
        told: &[Work],
        now: Timestamp,
    ) -> Result<Saved, StoreError> {
        let key = new.wrap_up.call.to_string();
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        let work = Work::WrapUp { wrap_up: new.wrap_up.clone(), plan: new.plan.clone() };
        if let Some(before) = rows::live(&mut transaction, work.kind(), &key).await? {
            return Ok(Saved::Before(before));
        }
        let draft = sqlx::query_scalar("SELECT draft FROM draft WHERE call = ?1").bind(&key);
        let draft = draft.fetch_optional(&mut *transaction).await?;
        let id = rows::insert(&mut transaction, &work, draft, new.not_before, now).await?;
        for work in told {
            if rows::live(&mut transaction, work.kind(), &work.key()).await?.is_none() {
                rows::insert(&mut transaction, work, None, new.not_before, now).await?;
            }
        }
        sqlx::query("DELETE FROM draft WHERE call = ?1").bind(&key).execute(&mut *transaction).await?;
        record(&mut transaction, id, new.wrap_up, new.label).await?;
        at_desk::replace(&mut transaction, id, new.wrap_up, new.plan, new.label, now).await?;
        let entry = rows::one(&mut transaction, id).await?.ok_or_else(|| StoreError::unexpected("outbox"))?;
        transaction.commit().await?;
        Ok(Saved::Now(entry))
    }
}

/// Writes the decision to the call: its disposition and what it is found by.
pub(crate) async fn record(
    connection: &mut SqliteConnection,
    entry: EntryId,
    wrap_up: &WrapUp,
    label: &str,
) -> Result<(), StoreError> {
    const DISPOSITION: &str = "INSERT INTO disposition (call, entry, code, label, decided_at)
                               VALUES (?1, ?2, ?3, ?4, ?5)
                               ON CONFLICT (call) DO UPDATE SET entry = excluded.entry, code = excluded.code,
                               label = excluded.label, decided_at = excluded.decided_at";
    const CALL: &str = "UPDATE call SET wrapped = 1, notes = ?2, known_name = coalesce(?3, known_name) WHERE key = ?1";
    let key = wrap_up.call.to_string();
    sqlx::query(DISPOSITION)
        .bind(&key)
        .bind(entry.0)
        .bind(&wrap_up.disposition.0)
        .bind(label)
        .bind(wrap_up.decided_at.as_millisecond())
        .execute(&mut *connection)
        .await?;
    let notes = Some(wrap_up.notes.as_str()).filter(|notes| !notes.trim().is_empty());
    sqlx::query(CALL).bind(&key).bind(notes).bind(name(&wrap_up.about)).execute(&mut *connection).await?;
    facts::write_anew(connection, &wrap_up.call).await
}

fn name(about: &About) -> Option<String> {
    match about {
        About::Nobody => None,
        About::Known { name, .. } => Some(name.clone()),
        About::New { fields, .. } => {
            let part = |field: &str| match fields.get(field) {
                Some(Value::Text(text)) => text.trim(),
                _ => "",
            };
            let whole = format!("{} {}", part("FirstName"), part("LastName"));
            Some(whole.trim().to_owned()).filter(|name| !name.is_empty())
        }
    }
}
