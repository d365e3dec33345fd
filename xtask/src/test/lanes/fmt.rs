//! Rust sources are formatted.

use crate::checkout::Checkout;
use crate::test::{Lane, Step, count};

/// The lane.
pub fn lane(checkout: &Checkout) -> Option<Lane> {
    let mut fmt = checkout.cargo();
    fmt.args(["fmt", "--all", "--check"]);
    Some(Lane { name: "fmt", needs: &[], steps: vec![Step::Here(fmt)], count: count::nothing, note: None })
}
