//! Examples in the documentation compile and run; nextest does not know them.

use crate::checkout::{Checkout, FEATURES};
use crate::test::{Lane, Step, count};

/// The lane.
pub fn lane(checkout: &Checkout) -> Option<Lane> {
    let mut test = checkout.cargo();
    test.args(["test", "--doc", "--workspace", "--locked", "--no-fail-fast"]).args(FEATURES);
    Some(Lane { name: "doctests", needs: &["build"], steps: vec![Step::Here(test)], count: count::libtest, note: None })
}
