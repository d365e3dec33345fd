//! Pops as they were shown: what the agent could know when they decided.

use crate::columns::{read, time, write};
use crate::gather::Job;
use crate::store::{begin, commit};
use crate::{Store, StoreError};
use callside_core::ids::CallKey;
use callside_core::pop::ScreenPop;
use jiff::Timestamp;
use sqlx::SqliteConnection;
use std::collections::BTreeMap;

/// A pop that is kept.
pub(crate) struct Shown {
    pop: ScreenPop,
    at: Timestamp,
}

impl Job for Shown {
    type Answer = ();

    async fn run(jobs: &[&Self], turn: &mut SqliteConnection) -> Result<Vec<()>, StoreError> {
        // Of several names of one call the last holds.
        const SQL: &str = begin!(
            "INSERT INTO pop (call, shown_at, pop)
             SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each($1);",
            commit!(
                "UPDATE call SET known_name = v.value ->> 1 FROM json_each($2) AS v
                 WHERE call.key = v.value ->> 0 AND wrapped = 0 AND known_name IS NOT v.value ->> 1"
            )
        );
        let (mut rows, mut names) = (Vec::with_capacity(jobs.len()), BTreeMap::new());
        for Self { pop, at } in jobs {
            rows.push((pop.call.to_string(), at.as_millisecond(), write(pop)?));
            if let Some(matched) = pop.caller.one() {
                names.insert(pop.call.to_string(), matched.candidate.name.as_str());
            }
        }
        let names: Vec<_> = names.into_iter().collect();
        sqlx::query(SQL).bind(write(&rows)?).bind(write(&names)?).execute(turn).await?;
        Ok(vec![(); jobs.len()])
    }
}

impl Store {
    /// Keeps a pop as it was shown. The one caller's name finds the call from now on. Rides with the next write: what it
    /// was made of is on the disk, and nobody waits for it. Pops that are shown at the same time are one transaction.
    ///
    /// # Errors
    /// As every write; [`StoreError::UnknownCall`].
    pub async fn save_pop(&self, pop: &ScreenPop, at: Timestamp) -> Result<(), StoreError> {
        self.together(&self.shown, Shown { pop: pop.clone(), at }).await?;
        Ok(())
    }

    /// The pops of a call as they were shown and when, oldest first.
    ///
    /// # Errors
    /// As every read.
    pub async fn pops(&self, call: &CallKey) -> Result<Vec<(Timestamp, ScreenPop)>, StoreError> {
        const SQL: &str = "SELECT shown_at, pop FROM pop WHERE call = ?1 ORDER BY id";
        let mut reader = self.reader().await?;
        let rows: Vec<(i64, String)> = sqlx::query_as(SQL).bind(call.to_string()).fetch_all(&mut *reader).await?;
        rows.iter().map(|(at, json)| Ok((time(*at)?, read(json, "pop")?))).collect()
    }

    /// The last pop of a call.
    ///
    /// # Errors
    /// As every read.
    pub async fn last_pop(&self, call: &CallKey) -> Result<Option<ScreenPop>, StoreError> {
        const SQL: &str = "SELECT pop FROM pop WHERE call = ?1 ORDER BY id DESC LIMIT 1";
        let mut reader = self.reader().await?;
        let row: Option<String> = sqlx::query_scalar(SQL).bind(call.to_string()).fetch_optional(&mut *reader).await?;
        row.map(|json| read(&json, "pop")).transpose()
    }
}
