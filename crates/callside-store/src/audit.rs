//! The record of what mattered: lines that are added, each bound to the one before by its hash.

use crate::columns::{limit, read, time, write};
use crate::{Store, StoreError};
use callside_core::audit::{AuditLine, Deed, NewLine, Reference};
use data_encoding::HEXLOWER;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use sqlx::SqliteConnection;

/// SHA-256 of a line and all before it.
pub type ChainHash = [u8; 32];

/// The hash of a line's text after the lines before it; before the first one stand zeros.
#[must_use]
pub fn link(before: &ChainHash, line: &str) -> ChainHash {
    Sha256::new().chain_update(before).chain_update(line).finalize().into()
}

/// A hash as files have it: lower-case hex.
#[must_use]
pub fn hex(hash: &ChainHash) -> String {
    HEXLOWER.encode(hash)
}

/// A line as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    /// Its text: JSON of an [`AuditLine`], exactly as it was hashed.
    pub text: String,
    /// What it says.
    pub line: AuditLine,
    /// Hash of it and all before it.
    pub hash: ChainHash,
}

/// Lines that are cut in one transaction, so that a call that comes in meanwhile hardly waits.
const CUT_AT_ONCE: i64 = 5000;

/// What became of a write and has no line yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingDeed {
    /// In the order in which it happened.
    pub id: i64,
    /// When.
    pub at: Timestamp,
    /// Outbox entry.
    pub entry: i64,
    /// What it became.
    pub state: String,
    /// The number of the call that it is about.
    pub e164: Option<String>,
}

/// Each by itself is a look at an end; both at once would be a walk over all lines (sqlite.org/optoverview.html, "MIN/MAX").
pub(crate) const ENDS: &str = "SELECT (SELECT min(seq) FROM audit), (SELECT max(seq) FROM audit)";

impl Store {
    /// What became of writes and has no line yet.
    ///
    /// # Errors
    /// As every read.
    pub async fn waiting_deeds(&self) -> Result<Vec<WaitingDeed>, StoreError> {
        const SQL: &str = "SELECT w.id, w.at, w.entry, w.state, call.e164 FROM audit_waiting AS w
                           LEFT JOIN outbox ON outbox.id = w.entry
                           LEFT JOIN call ON call.key = outbox.key ORDER BY w.id";
        let mut reader = self.reader().await?;
        let rows: Vec<(i64, i64, i64, String, Option<String>)> = sqlx::query_as(SQL).fetch_all(&mut *reader).await?;
        rows.into_iter()
            .map(|(id, at, entry, state, e164)| Ok(WaitingDeed { id, at: time(at)?, entry, state, e164 }))
            .collect()
    }

    /// Adds lines; what waited up to `through` has its line among them.
    ///
    /// # Errors
    /// As every write; then none was added.
    pub async fn append_audit(&self, new: Vec<NewLine>, through: Option<i64>) -> Result<(), StoreError> {
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        append(&mut transaction, new).await?;
        if let Some(through) = through {
            sqlx::query("DELETE FROM audit_waiting WHERE id <= ?1").bind(through).execute(&mut *transaction).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// Cuts off the oldest lines, up to the first that is not older than a moment; at most 5,000 at once. A new line keeps
    /// their number and the hash that the rest follows from, in the same transaction. Says how many went.
    ///
    /// # Errors
    /// As every write; then nothing was cut.
    pub async fn cut_audit(&self, before: Timestamp, now: Timestamp) -> Result<u64, StoreError> {
        const YOUNG: &str = "SELECT seq FROM audit WHERE at >= ?1 ORDER BY seq LIMIT 1";
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        let (first, last): (Option<i64>, Option<i64>) = sqlx::query_as(ENDS).fetch_one(&mut *transaction).await?;
        let Some((first, last)) = first.zip(last) else { return Ok(0) };
        let young: Option<i64> =
            sqlx::query_scalar(YOUNG).bind(before.as_millisecond()).fetch_optional(&mut *transaction).await?;
        let through = young.map_or(last, |seq| seq - 1).min(first + CUT_AT_ONCE - 1);
        if through < first {
            return Ok(0);
        }
        let hash: Vec<u8> = sqlx::query_scalar("SELECT hash FROM audit WHERE seq = ?1")
            .bind(through)
            .fetch_one(&mut *transaction)
            .await?;
        let what = Deed::AuditCut { lines: through, hash: hex(&chain_hash(&hash)?) };
        append(&mut transaction, vec![NewLine { at: now, actor: None, what, about: None }]).await?;
        let gone = sqlx::query("DELETE FROM audit WHERE seq <= ?1").bind(through).execute(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(gone.rows_affected())
    }

    /// Lines before a place (`None`: the newest) that name somebody, or all of them; newest first.
    ///
    /// # Errors
    /// As every read.
    pub async fn audit_before(
        &self,
        before: Option<i64>,
        naming: Option<&Reference>,
        rows: u32,
    ) -> Result<Vec<AuditRow>, StoreError> {
        const SQL: &str = "SELECT line, hash FROM audit WHERE seq < ?1 AND (?3 IS NULL OR instr(line, ?3) > 0)
                           ORDER BY seq DESC LIMIT ?2";
        self.audit_rows(SQL, before.unwrap_or(i64::MAX), naming, rows).await
    }

    /// Lines after a place, oldest first.
    ///
    /// # Errors
    /// As every read.
    pub async fn audit_after(&self, after: i64, rows: u32) -> Result<Vec<AuditRow>, StoreError> {
        const SQL: &str = "SELECT line, hash FROM audit WHERE seq > ?1 AND ?3 IS NULL ORDER BY seq LIMIT ?2";
        self.audit_rows(SQL, after, None, rows).await
    }

    async fn audit_rows(
        &self,
        sql: &'static str,
        place: i64,
        naming: Option<&Reference>,
        rows: u32,
    ) -> Result<Vec<AuditRow>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<(String, Vec<u8>)> = sqlx::query_as(sql)
            .bind(place)
            .bind(limit(rows))
            .bind(naming.map(|who| who.0.as_str()))
            .fetch_all(&mut *reader)
            .await?;
        rows.into_iter()
            .map(|(text, hash)| Ok(AuditRow { line: read(&text, "audit")?, text, hash: chain_hash(&hash)? }))
            .collect()
    }
}

/// Adds lines to the end of the chain.
async fn append(connection: &mut SqliteConnection, new: Vec<NewLine>) -> Result<(), StoreError> {
    const LAST: &str = "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1";
    const ADD: &str = "INSERT INTO audit (seq, at, line, hash) VALUES (?1, ?2, ?3, ?4)";
    let last: Option<(i64, Vec<u8>)> = sqlx::query_as(LAST).fetch_optional(&mut *connection).await?;
    let (mut seq, mut hash) = match last {
        Some((seq, hash)) => (seq, chain_hash(&hash)?),
        None => (0, ChainHash::default()),
    };
    for line in new {
        seq += 1;
        let line = line.at_place(seq);
        let text = write(&line)?;
        hash = link(&hash, &text);
        sqlx::query(ADD)
            .bind(seq)
            .bind(line.at.as_millisecond())
            .bind(text)
            .bind(hash.as_slice())
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

fn chain_hash(bytes: &[u8]) -> Result<ChainHash, StoreError> {
    bytes.try_into().map_err(|_| StoreError::unexpected("audit"))
}
