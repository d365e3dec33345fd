//! The encrypted SQLite file of a desk, and the only user of sqlx.
//!
//! One file holds what phone systems said, the copy of Salesforce that the first stage of a pop is made from, what the
//! agent typed, and the outbox. It is sealed with SQLCipher; the key lives in the OS keychain. Decisions behind it:
//! docs/adr/0004. One source file per table; transactions over several tables are in `accept`, `wrap_ups` and `outbox`.

mod accept;
mod agents;
mod at_desk;
mod audit;
mod automations;
mod back_fill;
mod callbacks;
mod callers;
mod calls;
mod choices;
mod columns;
mod connection;
mod decided;
mod describes;
mod drafts;
mod error;
mod facts;
mod files;
mod forgotten;
mod gather;
mod history;
mod known;
mod lock;
mod log_sync;
mod look_ups;
mod made_here;
mod memories;
mod messages;
mod migrations;
mod newest_words;
mod note_versions;
mod open;
mod orgs;
mod outbox;
mod phone_use;
#[cfg(test)]
mod plans;
mod pops;
mod privacy;
mod ratings;
mod rejections;
pub mod relay;
mod search;
mod settings;
mod store;
mod suppression;
mod team;
mod upkeep;
mod without_facts;
mod work;
mod wrap_ups;
mod wrap_ups_told;

pub use accept::CallChanged;
pub use agents::AgentStanding;
pub use audit::{AuditRow, ChainHash, WaitingDeed, hex, link};
pub use automations::{Decisions, HeardEvent, NewRun, RunChange, RunFilter, SeenRecord, StoredRun, ToldBatch, Undone};
pub use back_fill::{FillId, Logs};
pub use calls::Caption;
pub use choices::Chosen;
pub use decided::DecidedBatch;
pub use error::StoreError;
pub use facts::FilterChoices;
pub use files::{Held, set_aside};
pub use history::{HistoryCursor, HistoryPage};
pub use known::Known;
pub use messages::DueMessage;
pub use orgs::IDENTITY;
pub use outbox::{
    Cancelled, EntryFilter, Handed, LeaseToken, Leased, OutboxCounts, Outcome, Retried, Revised, Saved, Settled,
};
pub use phone_use::{Heard, PhoneUse};
pub use privacy::{Erased, Erasure, Export, Found, Retired, Stock};
pub use ratings::RatingSums;
pub use rejections::Rejection;
pub use store::{Due, Store};
pub use team::{Days, Scope, TeamNumbers};
pub use work::{OpenWork, UnloggedPage, WorkCounts};
pub use wrap_ups::NewWrapUp;
pub use wrap_ups_told::UntoldWrapUp;
