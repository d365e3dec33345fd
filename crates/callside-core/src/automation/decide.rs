//! Which automations an occurrence sets off. Pure, so that a rehearsal asks the same question over stored calls.

use super::run::Next;
use super::{Automation, AutomationName, Occurrence, Run};
use crate::facts::Facts;

/// Longest chain of automations that set each other off.
const LONGEST_CHAIN: usize = 5;

/// What is decided about an automation that an occurrence could set off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decided<'a> {
    /// It runs.
    Runs(&'a Automation),
    /// It would run, but is held back.
    HeldBack(&'a Automation, HeldBack),
}

/// Why an automation is held back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeldBack {
    /// Its own write brought this about.
    OwnWrite,
    /// Automations have set each other off too many times.
    Chain,
    /// It ran as often as it may within an hour.
    TooOften,
}

/// Which of the automations run on this, in their order. `ran_within_the_hour` counts the last hour's runs of one.
#[must_use]
pub fn decide<'a>(
    automations: &'a [Automation],
    occurrence: &Occurrence,
    facts: &Facts,
    ran_within_the_hour: impl Fn(&AutomationName) -> u32,
) -> Vec<Decided<'a>> {
    let set_off = automations.iter().filter(|automation| {
        automation.enabled
            && automation.on.is_set_off_by(&occurrence.happened)
            && automation.when.as_ref().is_none_or(|rule| rule.holds(facts))
    });
    set_off
        .map(|automation| {
            let held = if occurrence.caused_by.contains(&automation.name) {
                Some(HeldBack::OwnWrite)
            } else if occurrence.caused_by.len() >= LONGEST_CHAIN {
                Some(HeldBack::Chain)
            } else if ran_within_the_hour(&automation.name) >= automation.limits.runs_per_hour {
                Some(HeldBack::TooOften)
            } else {
                None
            };
            held.map_or(Decided::Runs(automation), |held| Decided::HeldBack(automation, held))
        })
        .collect()
}

/// What an automation would do with these facts: its steps with their values filled in, branches taken. Actions are
/// taken to give nothing back, so what hangs on their results reads as not known.
#[must_use]
pub fn rehearse(automation: &Automation, facts: &Facts) -> Vec<Next> {
    let mut run = Run::begin(automation, facts.clone());
    let mut steps = Vec::new();
    loop {
        match run.advance() {
            Next::Finished(_) => return steps,
            step => {
                if let Next::Act(act) = &step {
                    run.acted(act.number, Ok(serde_json::Value::Null));
                }
                steps.push(step);
            }
        }
    }
}
