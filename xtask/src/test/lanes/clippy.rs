//! No warning from the compiler or from clippy, in any target.

use crate::checkout::{Checkout, FEATURES};
use crate::test::{Lane, Step, count};

/// The lane.
pub fn lane(checkout: &Checkout) -> Option<Lane> {
    let mut clippy = checkout.cargo();
    clippy.args(["clippy", "--workspace", "--all-targets", "--locked"]).args(FEATURES);
    clippy.args(["--", "-D", "warnings"]);
    Some(Lane { name: "clippy", needs: &["pages"], steps: vec![Step::Here(clippy)], count: count::nothing, note: None })
}
