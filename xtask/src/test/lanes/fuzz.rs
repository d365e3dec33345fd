//! Hostile inputs to every parser, for a bounded time.

use crate::checkout::{Checkout, Profile};
use crate::fuzz;
use crate::storm;
use crate::test::{Lane, Step, count};

/// Seconds for each target.
const SECONDS: u64 = 2;

/// The lane.
pub fn lane(checkout: &Checkout) -> Option<Lane> {
    checkout.has_program(fuzz::PROGRAM).then(|| Lane {
        name: "fuzz",
        needs: &["build"],
        steps: vec![Step::Session(fuzz::command(checkout, Profile::Dev, SECONDS, storm::fresh_seed()))],
        count: count::closing_lines,
        note: None,
    })
}
