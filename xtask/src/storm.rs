//! `cargo xtask storm`: kills and lost answers at random moments, then the books are compared.
//!
//! The rounds are a program of `tests/`; this file builds it with the programs that it kills and starts it. Its
//! closing line is `N passed, M failed`, counted in rounds.

use crate::checkout::{Checkout, FEATURES, Profile};
use crate::error::XtaskError;
use crate::process::Tree;
use crate::session::Session;
use crate::setup::{self, Need};
use crate::test::lanes::with_programs;
use std::process::Command;
use std::time::Duration;

/// The program.
pub const PROGRAM: &str = "storm";

/// Long enough for thousands of rounds.
const LIMIT: Duration = Duration::from_secs(6 * 60 * 60);

/// Runs the storm with optimised programs.
///
/// # Errors
/// When something does not build, or a round fails.
pub fn run(checkout: &Checkout, rounds: u32, seed: Option<u64>) -> Result<(), XtaskError> {
    if !checkout.has_program(PROGRAM) {
        return Err(XtaskError::NotInTree(format!("program {PROGRAM}")));
    }
    setup::ready(checkout, &[Need::Build, Need::Session])?;
    build(checkout, Profile::Release)?;
    let seed = seed.unwrap_or_else(fresh_seed);
    println!("storm: {rounds} rounds of each kind, seed {seed}");
    let session = Session::without_display()?;
    Tree::spawn(&mut session.host(&command(checkout, Profile::Release, rounds, seed)))?.wait(LIMIT)
}

/// The call of the storm program.
pub fn command(checkout: &Checkout, profile: Profile, rounds: u32, seed: u64) -> Command {
    let mut storm = Command::new(checkout.programs(profile).join(PROGRAM));
    storm.args(["--rounds", &rounds.to_string(), "--seed", &seed.to_string()]).current_dir(&checkout.root);
    with_programs(checkout, profile, &mut storm);
    storm
}

/// Builds the programs of the tests and those that they start.
///
/// # Errors
/// When something does not compile.
pub fn build(checkout: &Checkout, profile: Profile) -> Result<(), XtaskError> {
    let mut build = checkout.cargo();
    build.args(["build", "--workspace", "--bins", "--locked"]).args(profile.arguments()).args(FEATURES);
    Tree::spawn(&mut build)?.wait(LIMIT)
}

/// A seed that differs from run to run; it is printed, so that a run can be had again.
pub fn fresh_seed() -> u64 {
    std::time::UNIX_EPOCH.elapsed().map_or(1, |since| since.as_secs() % 1_000_000_007)
}
