//! A short storm: kills and lost answers at random moments.

use crate::checkout::{Checkout, Profile};
use crate::storm;
use crate::test::{Lane, Step, count};

/// Rounds of each kind.
const ROUNDS: u32 = 50;

/// The lane.
pub fn lane(checkout: &Checkout) -> Option<Lane> {
    checkout.has_program(storm::PROGRAM).then(|| {
        let run = storm::command(checkout, Profile::Dev, ROUNDS, storm::fresh_seed());
        Lane {
            name: "storm",
            needs: &["build"],
            steps: vec![Step::Session(run)],
            count: count::closing_lines,
            note: None,
        }
    })
}
