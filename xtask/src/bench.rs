//! `cargo xtask bench`: the benchmarks, as raw figures.
//!
//! They are a program of `tests/`; this file builds it and what it measures, and gives it a virtual screen for the
//! figures of the real window.

use crate::checkout::{Checkout, Profile};
use crate::error::XtaskError;
use crate::process::Tree;
use crate::session::Session;
use crate::setup::{self, Need};
use crate::storm;
use crate::test::lanes::with_programs;
use std::ffi::OsString;
use std::process::Command;
use std::time::Duration;

const PROGRAM: &str = "bench";
const LIMIT: Duration = Duration::from_secs(3 * 60 * 60);

/// Runs the benchmarks with the arguments of their program. Paths in them are those of the person's folder.
///
/// # Errors
/// When something does not build, or a benchmark fails.
pub fn run(checkout: &Checkout, arguments: &[OsString]) -> Result<(), XtaskError> {
    if !checkout.has_program(PROGRAM) {
        return Err(XtaskError::NotInTree(format!("program {PROGRAM}")));
    }
    setup::ready(checkout, &Need::ALL)?;
    Tree::spawn(checkout.npm().args(["run", "build"]))?.wait(LIMIT)?;
    storm::build(checkout, Profile::Release)?;
    let mut bench = Command::new(checkout.programs(Profile::Release).join(PROGRAM));
    bench.args(arguments);
    with_programs(checkout, Profile::Release, &mut bench);
    let session = Session::with_display()?;
    Tree::spawn(&mut session.host(&bench))?.wait(LIMIT)
}
