//! The TypeScript bindings in the tree are those that the Rust shapes give.

use super::nextest;
use crate::checkout::Checkout;
use crate::test::{Lane, Step, count};

/// The lane.
pub fn lane(checkout: &Checkout) -> Option<Lane> {
    checkout.has("ui/src/host/bindings.ts").then(|| {
        let run = nextest::run(checkout, nextest::BINDINGS);
        Lane { name: "gen", needs: &["build"], steps: vec![Step::Here(run)], count: count::nextest, note: None }
    })
}
