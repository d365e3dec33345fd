//! Calls of cargo-nextest: always the whole workspace with the same features, so that nothing is compiled twice, and
//! an expression that picks the tests.

use crate::checkout::{Checkout, FEATURES, Profile};
use crate::setup::tools;
use std::process::Command;

/// Test programs of `tests/` that have a lane of their own.
pub const OWN_LANES: [&str; 3] = ["house", "foreign", "desktop"];

/// The unit test that compares the generated bindings with the committed ones.
pub const BINDINGS: &str = "(package(callside) & kind(lib) & test(bindings))";

/// A test program of `tests/`.
pub fn program(name: &str) -> String {
    format!("binary_id(callside-tests::{name})")
}

/// Everything that has no lane of its own. nextest refuses names that it does not find, so only those that the tree
/// has are left out.
pub fn the_rest(has_test_program: impl Fn(&str) -> bool) -> String {
    let programs = OWN_LANES.iter().filter(|name| has_test_program(name)).map(|name| program(name));
    let own: Vec<_> = programs.chain([BINDINGS.to_owned()]).collect();
    format!("not ({})", own.join(" | "))
}

/// nextest on the tests of an expression.
pub fn run(checkout: &Checkout, expression: &str) -> Command {
    let mut command = checkout.cargo();
    command.args(["nextest", "run", "--workspace", "--locked", "--no-fail-fast"]).args(FEATURES);
    command.args(["-E", expression]);
    with_programs(checkout, Profile::Dev, &mut command);
    command
}

/// Tells a test where the programs of the workspace and the drivers are: `CALLSIDE_BIN_DIR` and the path.
pub fn with_programs(checkout: &Checkout, profile: Profile, command: &mut Command) {
    command.env("CALLSIDE_BIN_DIR", checkout.programs(profile));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain(tools::cargo_programs());
    if let Ok(path) = std::env::join_paths(folders) {
        command.env("PATH", path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_leaves_out_exactly_what_has_its_own_lane() {
        assert_eq!(
            the_rest(|_| true),
            "not (binary_id(callside-tests::house) | binary_id(callside-tests::foreign) | \
             binary_id(callside-tests::desktop) | (package(callside) & kind(lib) & test(bindings)))"
        );
        let only_house = "not (binary_id(callside-tests::house) | (package(callside) & kind(lib) & test(bindings)))";
        assert_eq!(the_rest(|name| name == "house"), only_house);
    }
}
