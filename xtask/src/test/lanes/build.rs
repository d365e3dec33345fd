//! All programs and tests are compiled once, with the features that every later lane uses.

use crate::checkout::{Checkout, FEATURES};
use crate::test::{Lane, Step, count};

/// The lane.
pub fn lane(checkout: &Checkout) -> Option<Lane> {
    let mut build = checkout.cargo();
    build.args(["build", "--workspace", "--all-targets", "--locked"]).args(FEATURES);
    Some(Lane { name: "build", needs: &["pages"], steps: vec![Step::Here(build)], count: count::nothing, note: None })
}
