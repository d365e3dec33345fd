//! One lane of the test run: what it does and how its result is counted.

use crate::error::XtaskError;
use crate::log::Log;
use crate::session::Session;
use crate::tally::Tally;
use std::process::Command;
use std::time::{Duration, Instant};

/// A part of the test run. It is data: the commands and the reader of their output.
pub struct Lane {
    /// Its name, which is also that of its log.
    pub name: &'static str,
    /// Lanes without which this one cannot say anything.
    pub needs: &'static [&'static str],
    /// What it does; the first step that fails ends it.
    pub steps: Vec<Step>,
    /// Reads the number of tests from what the steps printed.
    pub count: fn(&str) -> Option<Tally>,
    /// Something that must be said beside the result.
    pub note: Option<String>,
}

/// A command and where it runs.
pub enum Step {
    /// In the person's own environment.
    Here(Command),
    /// In a session of its own, without a screen.
    Session(Command),
    /// In a session of its own with a virtual screen.
    Window(Command),
    /// It cannot be done; the reason.
    Impossible(String),
}

/// How a lane ended.
pub struct Outcome {
    /// The lane.
    pub name: &'static str,
    /// What it checked.
    pub tally: Tally,
    /// How long it took.
    pub took: Duration,
    /// Something that must be said beside the result.
    pub note: Option<String>,
    /// Why it failed.
    pub failure: Option<String>,
}

impl Outcome {
    /// Whether everything that it checked holds.
    pub const fn is_good(&self) -> bool {
        self.failure.is_none() && self.tally.failed == 0
    }

    /// A lane that did not run because another failed.
    pub fn held_up(name: &'static str, by: &str) -> Self {
        let failure = Some(format!("not run, because {by} failed"));
        Self { name, tally: Tally::FAILED, took: Duration::ZERO, note: None, failure }
    }
}

impl Lane {
    /// The lane that this one needs and that failed, if there is one.
    pub fn hinder(&self, before: &[Outcome]) -> Option<&'static str> {
        let failed = |need: &&&str| before.iter().any(|done| done.name == **need && !done.is_good());
        self.needs.iter().find(failed).copied()
    }

    /// Does the lane's work; the output goes to the log.
    pub fn run(self, log: &mut Log) -> Outcome {
        let started = Instant::now();
        let result = self.steps.into_iter().try_for_each(|step| step.run(log));
        let tally = settle((self.count)(&log.text()), result.is_ok());
        let failure = result.err().map(|error| error.to_string());
        Outcome { name: self.name, tally, took: started.elapsed(), note: self.note, failure }
    }
}

/// A lane without counted tests is one check; one that failed for another reason than a test counts that reason.
fn settle(counted: Option<Tally>, went_well: bool) -> Tally {
    match (counted, went_well) {
        (Some(tally), true) => tally,
        (None, true) => Tally::PASSED,
        (Some(tally), false) if tally.failed > 0 => tally,
        (counted, false) => counted.unwrap_or_default() + Tally::FAILED,
    }
}

impl Step {
    fn run(self, log: &mut Log) -> Result<(), XtaskError> {
        match self {
            Self::Here(mut command) => log.run(&mut command),
            Self::Session(command) => log.run(&mut Session::without_display()?.host(&command)),
            Self::Window(command) => log.run(&mut Session::with_display()?.host(&command)),
            Self::Impossible(reason) => Err(XtaskError::NotInTree(reason)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lane_is_held_up_by_what_it_needs_and_by_nothing_else() {
        let lane = |needs| Lane { name: "crates", needs, steps: Vec::new(), count: |_| None, note: None };
        let done = |name, failed| Outcome { tally: Tally { passed: 1, failed }, ..Outcome::held_up(name, "setup") };
        let good = |name| Outcome { failure: None, ..done(name, 0) };
        assert_eq!(lane(&["build"]).hinder(&[good("build"), done("ui", 1)]), None);
        assert_eq!(lane(&["pages", "build"]).hinder(&[good("pages"), done("build", 1)]), Some("build"));
    }

    #[test]
    fn a_failure_is_always_counted_and_never_twice() {
        let tally = |passed, failed| Tally { passed, failed };
        assert_eq!(settle(Some(tally(9, 0)), true), tally(9, 0));
        assert_eq!(settle(None, true), tally(1, 0));
        assert_eq!(settle(Some(tally(9, 2)), false), tally(9, 2));
        assert_eq!(settle(Some(tally(9, 0)), false), tally(9, 1), "the runner failed after its tests");
        assert_eq!(settle(None, false), tally(0, 1), "it did not compile");
    }
}
