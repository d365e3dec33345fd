//! The numbers of a team: counted by whole days, read as sums over days.

pub(crate) mod counting;
mod days;
pub(crate) mod reading;
mod rows;

pub use days::Days;
pub use reading::{Scope, TeamNumbers};
