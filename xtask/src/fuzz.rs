//! `cargo xtask fuzz`: hostile inputs to every parser that reads bytes from outside, for as long as one likes.
//!
//! The targets are a program of `tests/`; its closing line is `N passed, M failed`, counted in targets.

use crate::checkout::{Checkout, Profile};
use crate::error::XtaskError;
use crate::process::Tree;
use crate::setup::{self, Need};
use crate::storm::{build, fresh_seed};
use std::process::Command;
use std::time::Duration;

/// The program.
pub const PROGRAM: &str = "fuzz";

const LIMIT: Duration = Duration::from_secs(24 * 60 * 60);

/// Runs the targets with optimised programs.
///
/// # Errors
/// When something does not build, or a parser breaks.
pub fn run(checkout: &Checkout, target: Option<&str>, seconds: u64, seed: Option<u64>) -> Result<(), XtaskError> {
    if !checkout.has_program(PROGRAM) {
        return Err(XtaskError::NotInTree(format!("program {PROGRAM}")));
    }
    setup::ready(checkout, &[Need::Build])?;
    build(checkout, Profile::Release)?;
    let seed = seed.unwrap_or_else(fresh_seed);
    println!("fuzz: {seconds} s for each target, seed {seed}");
    let mut fuzz = command(checkout, Profile::Release, seconds, seed);
    if let Some(target) = target {
        fuzz.args(["--target", target]);
    }
    Tree::spawn(&mut fuzz)?.wait(LIMIT)
}

/// The call of the program.
pub fn command(checkout: &Checkout, profile: Profile, seconds: u64, seed: u64) -> Command {
    let mut fuzz = Command::new(checkout.programs(profile).join(PROGRAM));
    fuzz.args(["--seconds", &seconds.to_string(), "--seed", &seed.to_string()]).current_dir(&checkout.root);
    fuzz
}
