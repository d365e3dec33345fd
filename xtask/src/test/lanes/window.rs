//! The real window on a virtual screen, driven as a person would drive it.

use super::nextest;
use crate::checkout::Checkout;
use crate::test::{Lane, Step, count};

/// The lane.
pub fn lane(checkout: &Checkout) -> Option<Lane> {
    checkout.has_test_program("desktop").then(|| {
        let mut run = nextest::run(checkout, &nextest::program("desktop"));
        // The tests share one screen and one keyboard.
        run.args(["--test-threads", "1"]);
        let needs = &["build", "pages"];
        Lane { name: "desktop", needs, steps: vec![Step::Window(run)], count: count::nextest, note: None }
    })
}
