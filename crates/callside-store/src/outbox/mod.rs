//! The outbox: lease, send with nothing open here, settle.
//!
//! Entries that touch the same record go out in the order in which they were saved: while an older one waits or is
//! being sent, younger ones stay back. One that was refused waits for a person and holds nobody up.

pub(crate) mod change;
mod enqueue;
pub(crate) mod lease;
pub(crate) mod list;
pub(crate) mod rows;
mod settle;
pub(crate) mod touched;

pub use change::{Cancelled, Retried, Revised};
pub use enqueue::Saved;
pub use lease::{Handed, LeaseToken, Leased};
pub use list::{EntryFilter, OutboxCounts};
pub use settle::{Outcome, Settled};
