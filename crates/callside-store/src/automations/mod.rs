//! Automations: occurrences that wait for a decision, runs, and what is watched.

mod occurrences;
mod runs;
mod watches;

pub use occurrences::Pending;
pub(crate) use occurrences::insert;
pub use runs::{Decisions, NewRun, RunFilter, StoredRun};
pub use watches::SeenRecord;
