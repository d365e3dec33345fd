//! Programs of others against ours: jsforce and a SOQL parser drive the sandbox, our sign-in meets another server.

use super::nextest;
use crate::checkout::Checkout;
use crate::test::{Lane, Step, count};

/// The lane. The scripts lie in `ui/tests/foreign/`; the test program `foreign` starts the sandbox and runs them.
pub fn lane(checkout: &Checkout) -> Option<Lane> {
    let step = match (checkout.has_test_program("foreign"), checkout.has("ui/tests/foreign")) {
        (true, _) => Step::Session(nextest::run(checkout, &nextest::program("foreign"))),
        (false, true) => Step::Impossible("test program `foreign` that runs ui/tests/foreign/".into()),
        (false, false) => return None,
    };
    Some(Lane { name: "foreign", needs: &["build"], steps: vec![step], count: count::nextest, note: None })
}
