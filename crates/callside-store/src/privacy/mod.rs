//! What the file holds about people: counted, kept for its term, and forgotten for good.

mod clean;
mod erase;
mod exports;
mod free_room;
mod inventory;
mod places;
pub(crate) mod retire;

pub use erase::{Erased, Erasure, Found};
pub use exports::Export;
pub use inventory::Stock;
pub use retire::Retired;
