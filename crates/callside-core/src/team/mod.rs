//! What a supervisor reads: calls that are over, as numbers and one by one.
//!
//! [`FinishedCall`] -> [`Count`] (the numbers of a stretch of time); [`since`] tells two calls of one caller apart.

mod count;
mod filter;
mod finished;
mod link;
mod notes;
mod share;
mod since;
mod tally;

pub use count::{Count, Dimension, Handling, Slot};
pub use filter::{Again, CallFilter, MAX_SAVED, SavedFilter, Standing, hours_of};
pub use finished::{FinishedCall, LONGEST_WRAP_UP};
pub use link::CallLink;
pub use notes::{NOTE_STEP, NoteVersion, keeps_apart};
pub use share::Share;
pub use since::{Change, since};
pub use tally::{RepeatWindow, Tally};
