//! What has had its term goes.

use crate::automations::occurrences::{FORGET, KNOWN_FOR};
use crate::{Store, StoreError, files};
use callside_core::automation::forget_before;
use callside_core::privacy::{Retention, StoredKind, Term};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// What went, by kind; kinds of which nothing went are absent.
pub type Retired = BTreeMap<StoredKind, u64>;

/// A step: at most [`AT_ONCE`] rows older than a moment.
struct Step {
    kind: StoredKind,
    term: Term,
    sql: &'static str,
}

/// Rows of one commit, so that a call that comes in meanwhile hardly waits.
const AT_ONCE: i64 = 500;

/// What hangs on a call goes with it. A provider's clock may be wrong by years, so when we heard of it counts, too. A call of which something is still to be sent stays, and so does one that somebody
/// is to be called back for.
const STEPS: &[Step] = &[
    Step {
        kind: StoredKind::Calls,
        term: Term::Calls,
        sql: "DELETE FROM call WHERE id IN (SELECT id FROM call WHERE id < ?1 << 10
              AND NOT EXISTS (SELECT 1 FROM outbox WHERE kind = 'wrap_up' AND outbox.key = call.key
                              AND state <> 'cancelled' AND state IN ('waiting', 'leased', 'refused'))
              AND NOT EXISTS (SELECT 1 FROM callback WHERE callback.call = call.key AND done_at IS NULL AND message IS NULL)
              AND NOT EXISTS (SELECT 1 FROM event WHERE event.call = call.key AND received_at >= ?1)
              ORDER BY id LIMIT ?2)",
    },
    Step {
        kind: StoredKind::Settled,
        term: Term::Calls,
        sql: "DELETE FROM outbox WHERE id IN (SELECT id FROM outbox
              WHERE state IN ('done', 'cancelled') AND settled_at < ?1
              AND NOT EXISTS (SELECT 1 FROM callback WHERE callback.entry = outbox.id AND done_at IS NULL AND message IS NULL)
              LIMIT ?2)",
    },
    Step {
        kind: StoredKind::TeamHistory,
        term: Term::Calls,
        sql: "DELETE FROM event WHERE row IN (SELECT row FROM event WHERE about = 'history' AND received_at < ?1
              AND (call IS NULL OR NOT EXISTS (SELECT 1 FROM call WHERE call.key = event.call)) LIMIT ?2)",
    },
    Step {
        kind: StoredKind::Events,
        term: Term::Calls,
        sql: "DELETE FROM event WHERE row IN (SELECT row FROM event WHERE received_at < ?1
              AND (call IS NULL OR NOT EXISTS (SELECT 1 FROM call WHERE call.key = event.call)) LIMIT ?2)",
    },
    Step {
        kind: StoredKind::Events,
        term: Term::Calls,
        sql: "DELETE FROM forgotten_call WHERE mark IN (SELECT mark FROM forgotten_call WHERE at < ?1 LIMIT ?2)",
    },
    Step {
        kind: StoredKind::Memories,
        term: Term::Calls,
        sql: "DELETE FROM call_memory WHERE call IN (SELECT call FROM call_memory WHERE asked_at < ?1 LIMIT ?2)",
    },
    Step {
        kind: StoredKind::Choices,
        term: Term::Calls,
        sql: "DELETE FROM number_choice WHERE e164 IN (SELECT e164 FROM number_choice WHERE chosen_at < ?1 LIMIT ?2)",
    },
    Step {
        kind: StoredKind::Agents,
        term: Term::Calls,
        sql: "DELETE FROM agent_state WHERE agent IN (SELECT agent FROM agent_state WHERE at < ?1 LIMIT ?2)",
    },
    Step {
        kind: StoredKind::Records,
        term: Term::Copies,
        sql: "DELETE FROM caller WHERE id IN (SELECT id FROM caller WHERE seen_at < ?1 LIMIT ?2)",
    },
    Step {
        kind: StoredKind::Records,
        term: Term::Copies,
        sql: "DELETE FROM number WHERE e164 IN (SELECT e164 FROM number WHERE asked_at < ?1 LIMIT ?2)",
    },
    Step {
        kind: StoredKind::Records,
        term: Term::Copies,
        sql: "DELETE FROM caller_context WHERE caller IN
              (SELECT caller FROM caller_context WHERE seen_at < ?1 LIMIT ?2)",
    },
    Step {
        kind: StoredKind::Records,
        term: Term::Copies,
        sql: "DELETE FROM made_here WHERE (e164, record) IN
              (SELECT e164, record FROM made_here WHERE made_at < ?1 LIMIT ?2)",
    },
    Step {
        kind: StoredKind::LookUps,
        term: Term::Copies,
        sql: "DELETE FROM look_up_copy WHERE (caller, look_up) IN
              (SELECT caller, look_up FROM look_up_copy WHERE seen_at < ?1 LIMIT ?2)",
    },
    Step {
        kind: StoredKind::LookUps,
        term: Term::Copies,
        sql: "DELETE FROM rating WHERE record IN (SELECT record FROM rating WHERE seen_at < ?1 LIMIT ?2)",
    },
    // What records were when Salesforce told of them is a copy, too. That it was told stays known for a while.
    Step {
        kind: StoredKind::Automations,
        term: Term::Copies,
        sql: "UPDATE occurrence SET payload = NULL WHERE row IN
              (SELECT row FROM occurrence WHERE decided = 1 AND payload IS NOT NULL AND heard_at < ?1 LIMIT ?2)",
    },
    Step {
        kind: StoredKind::Rejections,
        term: Term::Diagnostics,
        sql: "DELETE FROM rejection WHERE id IN (SELECT id FROM rejection WHERE at < ?1 LIMIT ?2)",
    },
];

/// Runs go when their automation runs again; those of one that was taken away or switched off go here. Rows are in the order of
/// time, so the oldest are looked at, and not the log of months.
pub(crate) const RUNS: &str =
    "DELETE FROM automation_run WHERE id IN (SELECT id FROM automation_run ORDER BY id LIMIT ?2)
     AND began_at < ?1 AND state IN ('finished', 'held_back')";

impl Store {
    /// Lets go of what has had its term. What waits to be sent, or for a person, stays whatever its age.
    ///
    /// # Errors
    /// As every write; what went before the error is gone.
    pub async fn retire(&self, retention: &Retention, now: Timestamp) -> Result<Retired, StoreError> {
        let mut retired = Retired::new();
        let terms = STEPS.iter().map(|step| (step.kind, step.sql, retention.before(step.term, now)));
        let own =
            [(StoredKind::Automations, RUNS, forget_before(now)), (StoredKind::Automations, FORGET, now - KNOWN_FOR)];
        for (kind, sql, before) in terms.chain(own) {
            loop {
                let gone = self.retire_some(sql, before.as_millisecond().max(0)).await?;
                if gone > 0 {
                    *retired.entry(kind).or_default() += gone;
                }
                if gone < AT_ONCE.unsigned_abs() {
                    break;
                }
            }
        }
        let upgrades = files::copies_before_upgrades(self.path(), retention.before(Term::Diagnostics, now))?;
        for copy in &upgrades {
            std::fs::remove_file(copy)?;
        }
        if !upgrades.is_empty() {
            retired.insert(StoredKind::Backups, upgrades.len() as u64);
        }
        Ok(retired)
    }

    async fn retire_some(&self, sql: &'static str, before: i64) -> Result<u64, StoreError> {
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        let gone = sqlx::query(sql).bind(before).bind(AT_ONCE).execute(&mut *transaction).await?.rows_affected();
        transaction.commit().await?;
        Ok(gone)
    }
}
