//! Everything that the first stage of a pop needs to know of a number, in one go.

use crate::{Store, StoreError};
use callside_core::history::PastCall;
use callside_core::record::{CallerRef, Candidate};
use jiff::Timestamp;

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
    /// Earlier calls, newest first.
    pub past: Vec<PastCall>,
}

impl Store {
    /// What this machine knows of a number in E.164 form: records made here since `made_since`, and the last
    /// `past_rows` calls.
    ///
    /// # Errors
    /// As every read.
    pub async fn known(&self, e164: &str, made_since: Timestamp, past_rows: u32) -> Result<Known, StoreError> {
        Ok(Known {
            callers: self.callers(e164).await?,
            asked_at: self.asked_at(e164).await?,
            made: self.made_since(e164, made_since).await?,
            choice: self.choice(e164).await?,
            past: self.past_calls(e164, past_rows).await?,
        })
    }
}
