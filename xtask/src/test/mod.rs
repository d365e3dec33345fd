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
use std::panic::resume_unwind;
use std::sync::mpsc;
use std::thread;
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
        run_all(checkout, chosen, &mut outcomes)?;
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

/// A lane that waits for its turn: its place among all, the lane, and the failed lane that it would have needed.
type Queued = (String, Lane, Option<&'static str>);

/// Runs the lanes in their order; those of [`lanes::BESIDE`] have a queue of their own, which goes on beside the rest.
fn run_all(checkout: &Checkout, chosen: Vec<Lane>, outcomes: &mut Vec<Outcome>) -> Result<(), XtaskError> {
    let count = chosen.len();
    thread::scope(|scope| {
        let (queue, queued) = mpsc::channel();
        let run = move |(place, lane, hinder): Queued| run_lane(checkout, &place, lane, hinder);
        let beside = scope.spawn(move || queued.into_iter().map(run).collect::<Result<Vec<_>, _>>());
        for (number, lane) in chosen.into_iter().enumerate() {
            let place = format!("[{:>2}/{count}]", number + 1);
            let hinder = lane.hinder(outcomes);
            if lanes::BESIDE.contains(&lane.name) {
                let _ = queue.send((place, lane, hinder));
            } else {
                outcomes.push(run_lane(checkout, &place, lane, hinder)?);
            }
        }
        drop(queue);
        outcomes.extend(beside.join().unwrap_or_else(|panic| resume_unwind(panic))?);
        Ok(())
    })
}

fn run_lane(checkout: &Checkout, place: &str, lane: Lane, hinder: Option<&str>) -> Result<Outcome, XtaskError> {
    println!("{place} {:<9} started", lane.name);
    let mut log = Log::create(checkout.scratch(&format!("{}.log", lane.name)))?;
    let outcome = match hinder {
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
