//! The rules of the house: dependency table, file sizes, seams, frozen migrations, capabilities and their tests.

use super::nextest;
use crate::checkout::Checkout;
use crate::test::{Lane, Step, count};

/// The lane.
pub fn lane(checkout: &Checkout) -> Option<Lane> {
    checkout.has_test_program("house").then(|| {
        let run = nextest::run(checkout, &nextest::program("house"));
        Lane { name: "house", needs: &["build"], steps: vec![Step::Here(run)], count: count::nextest, note: None }
    })
}
