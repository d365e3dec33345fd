//! The documentation of our crates builds without a warning.

use crate::checkout::{Checkout, FEATURES};
use crate::test::{Lane, Step, count};

/// The lane.
pub fn lane(checkout: &Checkout) -> Option<Lane> {
    let mut doc = checkout.cargo();
    doc.args(["doc", "--workspace", "--no-deps", "--locked"]).args(FEATURES).env("RUSTDOCFLAGS", "-D warnings");
    Some(Lane { name: "rustdoc", needs: &["pages"], steps: vec![Step::Here(doc)], count: count::nothing, note: None })
}
