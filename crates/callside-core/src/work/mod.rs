//! What is still to be done about calls, who does it, and what a supervisor marks on them.
//!
//! A [`WorkEvent`] says how one thing stands: a flag, or a piece of work. It carries all of it, so that the latest one
//! counts in whatever order they are heard ([0058](../../../docs/adr/0058-work-is-told-whole.md)).

mod event;
mod flag;
mod item;

pub use event::{WorkChange, WorkEvent};
pub use flag::{FLAGS, FlagFilter, FlagId, LONGEST_COMMENT, QualityFlag, Resolved};
pub use item::{
    DismissReason, Given, LONGEST_WORK_NOTE, RefusedWrite, Settled, Settlement, WorkItem, WorkKind, Worker,
};

#[cfg(test)]
mod tests;
