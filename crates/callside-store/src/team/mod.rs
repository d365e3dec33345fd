//! The numbers of a team: counted by whole days, read as sums over days.

mod counting;
mod days;
mod reading;
mod rows;

pub use days::Days;
pub use reading::{Scope, TeamNumbers};
