//! `cargo xtask test`: everything that CI runs, lane by lane.

pub mod count;
mod lane;
pub mod lanes;
mod summary;

use crate::checkout::Checkout;
use crate::error::XtaskError;
use crate::log::Log;
use crate::setup::{self, Need};
use crate::tally::Tally;
pub use lane::{Lane, Outcome, Step};
use std::time::Instant;

/// Runs the lanes of these names, or all; prints the progress, the table and, as the very last line, the tally.
/// Tells whether everything holds.
///
/// # Errors
/// When a name is unknown or a log cannot be written.
pub fn run(checkout: &Checkout, names: &[String], needs: &[Need]) -> Result<bool, XtaskError> {
    let chosen = choose(lanes::all(checkout), names)?;
    let mut outcomes = vec![ready(checkout, needs)?];
    if outcomes[0].is_good() {
        let count = chosen.len();
        for (number, lane) in chosen.into_iter().enumerate() {
            print!("[{:>2}/{count}] ", number + 1);
            let outcome = run_lane(checkout, lane, &outcomes)?;
            outcomes.push(outcome);
        }
    }
    println!("\n{}", summary::table(&outcomes));
    println!("{}", summary::total(&outcomes));
    Ok(outcomes.iter().all(Outcome::is_good))
}

/// The first lane: a machine that lacks something is said here, and nothing else is tried.
fn ready(checkout: &Checkout, needs: &[Need]) -> Result<Outcome, XtaskError> {
    println!("[setup] started");
    let mut log = Log::create(checkout.scratch("setup.log"))?;
    let started = Instant::now();
    let failure = setup::ensure(checkout, needs, &mut log).err().map(|error| error.to_string());
    let tally = if failure.is_none() { Tally::PASSED } else { Tally::FAILED };
    let outcome = Outcome { name: "setup", tally, took: started.elapsed(), note: None, failure };
    finish(&outcome, &log);
    Ok(outcome)
}

fn run_lane(checkout: &Checkout, lane: Lane, before: &[Outcome]) -> Result<Outcome, XtaskError> {
    let held_up = |need: &&&str| before.iter().any(|done| done.name == **need && !done.is_good());
    let mut log = Log::create(checkout.scratch(&format!("{}.log", lane.name)))?;
    println!("{:<9} started", lane.name);
    let outcome = match lane.needs.iter().find(held_up) {
        Some(need) => Outcome::held_up(lane.name, need),
        None => lane.run(&mut log),
    };
    finish(&outcome, &log);
    Ok(outcome)
}

fn finish(outcome: &Outcome, log: &Log) {
    if !outcome.is_good() {
        println!("--- {} ---\n{}--- end of {} ---", log.path.display(), log.text(), outcome.name);
    }
    println!("        {:<9} {}", outcome.name, summary::ended(outcome));
}

fn choose(all: Vec<Lane>, names: &[String]) -> Result<Vec<Lane>, XtaskError> {
    if let Some(unknown) = names.iter().find(|name| all.iter().all(|lane| lane.name != **name)) {
        let known: Vec<_> = all.iter().map(|lane| lane.name).collect();
        return Err(XtaskError::NotInTree(format!("lane {unknown} (it has {})", known.join(", "))));
    }
    Ok(all.into_iter().filter(|lane| names.is_empty() || names.iter().any(|name| name == lane.name)).collect())
}
