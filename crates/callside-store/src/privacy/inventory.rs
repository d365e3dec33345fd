//! What is there, kind by kind.

use crate::columns::optional_time;
use crate::{Store, StoreError, files};
use callside_core::privacy::StoredKind;
use jiff::Timestamp;

/// How much there is of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stock {
    /// What.
    pub kind: StoredKind,
    /// How many rows or files.
    pub count: u64,
    /// The oldest, where rows have an age.
    pub oldest: Option<Timestamp>,
}

/// Counts rows and tells the age of the oldest; none for what is counted elsewhere.
const fn question(kind: StoredKind) -> Option<&'static str> {
    Some(match kind {
        StoredKind::Calls => "SELECT count(*), min(id) >> 10 FROM call",
        StoredKind::Events => {
            "SELECT count(*), min(received_at) FROM event
                                WHERE payload <> '' AND about <> 'history'"
        }
        StoredKind::TeamHistory => {
            "SELECT count(*), min(received_at) FROM event INDEXED BY event_of_history
             WHERE about = 'history' AND payload <> ''"
        }
        StoredKind::Pops => "SELECT count(*), min(shown_at) FROM pop",
        StoredKind::Choices => {
            "SELECT count(*), min(at) FROM (SELECT chosen_at AS at FROM chosen UNION ALL SELECT chosen_at FROM number_choice)"
        }
        StoredKind::Drafts => {
            "SELECT count(*), min(at) FROM (SELECT saved_at AS at FROM draft UNION ALL SELECT at FROM note_version)"
        }
        StoredKind::Unsent => {
            "SELECT count(*), min(at) FROM (SELECT created_at AS at FROM outbox WHERE due_at IS NOT NULL UNION ALL
             SELECT created_at FROM outbox WHERE state = 'refused' AND settled_at IS NOT NULL)"
        }
        StoredKind::Settled => "SELECT count(*), min(created_at) FROM outbox WHERE state IN ('done', 'cancelled')",
        StoredKind::Callbacks => "SELECT count(*), min(due_at) FROM callback",
        StoredKind::Work => {
            "SELECT count(*), min(at) / 1000 FROM
             (SELECT changed_at AS at FROM quality_flag UNION ALL SELECT changed_at FROM work
              UNION ALL SELECT told_at * 1000 FROM wrap_up_told)"
        }
        StoredKind::Suppressed => "SELECT count(*), min(since) FROM suppression",
        StoredKind::Records => {
            "SELECT count(*), min(at) FROM (SELECT seen_at AS at FROM caller UNION ALL SELECT made_at FROM made_here)"
        }
        StoredKind::LookUps => {
            "SELECT count(*), min(seen_at) FROM (SELECT seen_at FROM look_up_copy UNION ALL SELECT seen_at FROM rating)"
        }
        StoredKind::Memories => "SELECT count(*), min(asked_at) FROM call_memory",
        StoredKind::Agents => "SELECT count(*), min(at) FROM agent_state",
        StoredKind::Automations => {
            "SELECT count(*), min(at) FROM
             (SELECT began_at AS at FROM automation_run UNION ALL SELECT heard_at FROM occurrence)"
        }
        StoredKind::Watched => "SELECT count(*), min(seen_at) FROM watched_record",
        StoredKind::Rejections => "SELECT count(*), min(at) FROM rejection",
        StoredKind::PhoneUse => "SELECT count(*), NULL FROM phone_use",
        StoredKind::Settings => {
            "SELECT (SELECT count(*) FROM setting) + (SELECT count(*) FROM describe) + (SELECT count(*) FROM watch), NULL"
        }
        StoredKind::Exports => "SELECT count(*), min(at) FROM export",
        // Its lines are numbered without a gap.
        StoredKind::Audit => {
            "SELECT coalesce((SELECT max(seq) FROM audit) - (SELECT min(seq) FROM audit) + 1, 0),
                    (SELECT at FROM audit ORDER BY seq LIMIT 1)"
        }
        StoredKind::Backups | StoredKind::Logs => return None,
    })
}

impl Store {
    /// What is there of each kind that this file holds, and the copies beside it.
    ///
    /// # Errors
    /// As every read.
    pub async fn inventory(&self) -> Result<Vec<Stock>, StoreError> {
        let mut stock = Vec::new();
        let mut reader = self.reader().await?;
        for kind in StoredKind::ALL {
            if let Some(sql) = question(kind) {
                let (count, oldest): (i64, Option<i64>) = sqlx::query_as(sql).fetch_one(&mut *reader).await?;
                let oldest = oldest.map(|ms| optional_time(Some(ms))).transpose()?;
                stock.push(Stock { kind, count: count.try_into().unwrap_or(0), oldest });
            }
        }
        let copies = files::copies_of(self.path())?.len();
        stock.push(Stock { kind: StoredKind::Backups, count: copies as u64, oldest: None });
        Ok(stock)
    }
}
