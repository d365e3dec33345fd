//! Automations: occurrences that wait for a decision, runs, and what is watched.

pub(crate) mod occurrences;
pub(crate) mod runs;
mod told;
mod watches;

pub(crate) use occurrences::insert;
pub use occurrences::{HeardEvent, Undone};
pub use runs::{Decisions, NewRun, RunChange, RunFilter, StoredRun};
pub use told::ToldBatch;
pub use watches::SeenRecord;
