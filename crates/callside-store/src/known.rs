//! Everything that the first stage of a pop needs to know of a number, in one go.

use crate::columns::{optional_time, read, time};
use crate::{Store, StoreError, history};
use callside_core::history::PastCall;
use callside_core::ids::RecordId;
use callside_core::record::{CallerContext, CallerRef, Candidate};
use jiff::Timestamp;
use sqlx::SqliteConnection;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What this machine knows of a number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// Copies of records that have the number, and when each was made.
    pub callers: Vec<(Candidate, Timestamp)>,
    /// When Salesforce last said who has the number, also when that was nobody.
    pub asked_at: Option<Timestamp>,
    /// Records that were made here for it lately, newest first.
    pub made: Vec<Candidate>,
    /// Whom the agent picked for it before.
    pub choice: Option<CallerRef>,
    /// What surrounds those records, and when that copy was made.
    pub contexts: BTreeMap<RecordId, (CallerContext, Timestamp)>,
    /// Earlier calls, newest first.
    pub past: Vec<PastCall>,
}

impl Store {
    /// What this machine knows of a number in E.164 form: records made here since `made_since`, and the last
    /// `past_rows` calls. It stands on the way of every pop, so all of it is two questions to one connection.
    ///
    /// # Errors
    /// As every read.
    pub async fn known(&self, e164: &str, made_since: Timestamp, past_rows: u32) -> Result<Known, StoreError> {
        let mut reader = self.reader().await?;
        let mut known = records(&mut reader, e164, made_since).await?;
        known.past = history::of_number(&mut reader, e164, past_rows).await?;
        Ok(known)
    }
}

/// A row about a number: which part it is, a noun, when it was kept, what surrounds it, and when that was kept.
type Row = (String, Option<String>, i64, Option<String>, Option<i64>);

async fn records(connection: &mut SqliteConnection, e164: &str, made_since: Timestamp) -> Result<Known, StoreError> {
    const SQL: &str = "SELECT 'copy', c.candidate, c.seen_at, x.context, x.seen_at
                       FROM caller_number n JOIN caller c ON c.id = n.caller
                       LEFT JOIN caller_context x ON x.caller = c.id WHERE n.e164 = ?1
                       UNION ALL SELECT 'made', m.candidate, m.made_at, x.context, x.seen_at
                       FROM made_here m LEFT JOIN caller_context x ON x.caller = m.record
                       WHERE m.e164 = ?1 AND m.made_at >= ?2
                       UNION ALL SELECT 'choice', json_object('object', object, 'id', record), chosen_at, NULL, NULL
                       FROM number_choice WHERE e164 = ?1
                       UNION ALL SELECT 'asked', NULL, asked_at, NULL, NULL FROM number WHERE e164 = ?1";
    let rows: Vec<Row> = sqlx::query_as(SQL).bind(e164).bind(made_since.as_millisecond()).fetch_all(connection).await?;
    let mut known = Known::default();
    let mut made = Vec::new();
    for (part, noun, at, context, context_at) in rows {
        let (noun, at) = (noun.as_deref().unwrap_or_default(), time(at)?);
        match part.as_str() {
            "asked" => known.asked_at = Some(at),
            "choice" => known.choice = Some(read(noun, "record")?),
            _ => {
                let candidate: Candidate = read(noun, "caller")?;
                if let Some(json) = &context {
                    let context = (read(json, "context")?, optional_time(context_at)?);
                    known.contexts.insert(candidate.record.id.clone(), context);
                }
                if part == "made" { made.push((at, candidate)) } else { known.callers.push((candidate, at)) }
            }
        }
    }
    known.callers.sort_by(|(a, _), (b, _)| a.record.id.cmp(&b.record.id));
    made.sort_by_key(|(at, _)| Reverse(*at));
    known.made = made.into_iter().map(|(_, candidate)| candidate).collect();
    Ok(known)
}
