//! Flags of quality review.

use crate::columns::{read, write};
use crate::{Store, StoreError};
use callside_core::ids::CallKey;
use callside_core::work::{QualityFlag, WorkEvent};
use sqlx::SqliteConnection;
use std::collections::BTreeMap;

pub(super) async fn hear(
    connection: &mut SqliteConnection,
    event: &WorkEvent,
    flag: &QualityFlag,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO quality_flag (id, call, changed_at, kind, for_agent, resolved, flag)
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                       ON CONFLICT (id) DO UPDATE SET changed_at = excluded.changed_at, kind = excluded.kind,
                         for_agent = excluded.for_agent, resolved = excluded.resolved, flag = excluded.flag
                       WHERE excluded.call = call AND excluded.changed_at >= changed_at";
    sqlx::query(SQL)
        .bind(&flag.id.0)
        .bind(event.call.to_string())
        .bind(event.at.as_microsecond())
        .bind(&flag.kind)
        .bind(flag.for_agent)
        .bind(flag.resolved.is_some())
        .bind(write(flag)?)
        .execute(connection)
        .await?;
    Ok(())
}

impl Store {
    /// The flags of a call, oldest first; `as_agent`: only those that its agent sees.
    ///
    /// # Errors
    /// As every read.
    pub async fn flags(&self, call: &CallKey, as_agent: bool) -> Result<Vec<QualityFlag>, StoreError> {
        const SQL: &str = "SELECT flag FROM quality_flag WHERE call = ?1 AND for_agent >= ?2";
        let mut reader = self.reader().await?;
        let rows: Vec<String> =
            sqlx::query_scalar(SQL).bind(call.to_string()).bind(as_agent).fetch_all(&mut *reader).await?;
        let flags: Result<Vec<QualityFlag>, _> = rows.iter().map(|text| read(text, "flag")).collect();
        let mut flags = flags?;
        flags.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
        Ok(flags)
    }

    /// Kinds of the flags of these calls that are not resolved; calls without any are absent.
    ///
    /// # Errors
    /// As every read.
    pub async fn open_flags(
        &self,
        calls: &[CallKey],
        as_agent: bool,
    ) -> Result<BTreeMap<CallKey, Vec<String>>, StoreError> {
        const SQL: &str = "SELECT call, kind FROM quality_flag WHERE call IN (SELECT value FROM json_each(?1))
                           AND resolved = 0 AND for_agent >= ?2 ORDER BY call, changed_at, id";
        let mut reader = self.reader().await?;
        let rows: Vec<(String, String)> =
            sqlx::query_as(SQL).bind(write(&calls)?).bind(as_agent).fetch_all(&mut *reader).await?;
        let mut flags: BTreeMap<CallKey, Vec<String>> = BTreeMap::new();
        for (call, kind) in rows {
            let call = call.parse().map_err(|_| StoreError::unexpected("flag"))?;
            flags.entry(call).or_default().push(kind);
        }
        Ok(flags)
    }
}
