//! Unit tests, crate tests and the stories: everything that has no lane of its own.

use super::nextest;
use crate::checkout::Checkout;
use crate::test::{Lane, Step, count};

/// The lane. It has a session of its own because tests of the keychain need an unlocked one, and must never see the
/// person's.
pub fn lane(checkout: &Checkout) -> Option<Lane> {
    let run = nextest::run(checkout, &nextest::the_rest(|name| checkout.has_test_program(name)));
    Some(Lane { name: "crates", needs: &["build"], steps: vec![Step::Session(run)], count: count::nextest, note: None })
}
