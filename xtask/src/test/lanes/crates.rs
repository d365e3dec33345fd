//! Unit tests, crate tests and the stories: everything that has no lane of its own.

use super::nextest;
use crate::checkout::Checkout;
use crate::test::{Lane, Step, count};

/// The lane. It has a session of its own because tests of the keychain need an unlocked one, and must never see the
/// person's.
pub fn lane(checkout: &Checkout) -> Option<Lane> {
    let mut run = nextest::run(checkout, &nextest::the_rest(|name| checkout.has_test_program(name)));
    // Half of the time these wait for the disk, a socket or another program.
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    run.args(["--test-threads", &(2 * cores).to_string()]);
    Some(Lane { name: "crates", needs: &["build"], steps: vec![Step::Session(run)], count: count::nextest, note: None })
}
