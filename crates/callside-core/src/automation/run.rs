//! One run of an automation, as a state machine: it says what comes next and is told what became of it.
//!
//! A run carries the steps that are still to do, so that a change of the automation does not change what has begun.

use super::{Automation, AutomationName, Step};
use crate::action::BindFault;
use crate::facts::{Fact, Facts};
use crate::ids::RecordId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, VecDeque};

/// Longest toast and longest tag, in characters.
const TOAST: usize = 240;
const TAG: usize = 100;

/// A run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Which automation.
    pub automation: AutomationName,
    /// What it was called when it ran.
    pub title: String,
    /// What is known: the occurrence's facts, and what actions gave back.
    pub facts: Facts,
    /// Steps that are still to do.
    todo: VecDeque<Step>,
    /// Steps that it may still take.
    left: u32,
    /// What was done, in order.
    pub done: Vec<StepDone>,
    /// Where it stands.
    pub state: RunState,
}

/// Where a run stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum RunState {
    /// It has something to do.
    Going,
    /// An action is on its way.
    Waiting {
        /// Number of its step.
        step: u32,
        /// The result's own name.
        result: Option<String>,
    },
    /// It is over.
    Finished {
        /// How.
        outcome: Outcome,
    },
}

/// How a run ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// Every step was taken.
    Done,
    /// An action was taken back by a person; the steps after it were not taken.
    TakenBack {
        /// Number of the step.
        step: u32,
    },
    /// An action could not be prepared; the steps after it were not taken.
    Failed {
        /// Number of the step.
        step: u32,
        /// What was wrong.
        why: Cannot,
    },
    /// It had more steps than it may take.
    TooManySteps,
}

/// Why an action could not be prepared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "cannot", rename_all = "snake_case")]
pub enum Cannot {
    /// There is no action of this name any more.
    NoAction {
        /// The name.
        action: String,
    },
    /// What it was given does not fit.
    DoesNotFit {
        /// Every reason.
        faults: Vec<BindFault>,
    },
    /// Salesforce refused.
    Refused {
        /// Salesforce's own words.
        message: String,
    },
    /// Salesforce answered something that cannot be read.
    Unexpected {
        /// Salesforce's error code, or the HTTP status.
        code: String,
    },
    /// The run does not know the step that it waits for.
    NoStep,
}

/// A step that was left out, because what it needs is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftOut {
    /// A text without anything in it.
    Toast,
    /// A record without an id.
    OpenRecord,
    /// A tag without anything in it.
    Tag,
}

/// A step that was taken, for the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepDone {
    /// Its number, counted from 1 in the order of taking.
    pub number: u32,
    /// What it was.
    pub what: Done,
    /// What became of it; `None` while that is not known.
    pub result: Option<Value>,
}

/// What a step was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "did", rename_all = "snake_case")]
pub enum Done {
    /// Ran an action with these inputs.
    Action {
        /// Its name.
        action: String,
        /// Inputs as they were filled.
        with: BTreeMap<String, Value>,
    },
    /// Showed a text.
    Toast {
        /// The text.
        text: String,
    },
    /// Opened a record.
    OpenRecord {
        /// Its id.
        record: RecordId,
    },
    /// Put a tag on the call.
    Tag {
        /// The tag.
        tag: String,
    },
    /// Took a way.
    Branch {
        /// The condition as it is written.
        when: String,
        /// Whether it held.
        held: bool,
    },
    /// Left a step out, because what it needs is not known.
    LeftOut {
        /// Which kind of step.
        step: LeftOut,
    },
}

/// An action to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// Number of its step within the run: with the run it is the key under which the outbox knows it.
    pub number: u32,
    /// The action's name.
    pub action: String,
    /// Its inputs, filled.
    pub with: BTreeMap<String, Value>,
}

/// What comes next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// Run this action, then tell [`Run::acted`].
    Act(Act),
    /// Show this text.
    Toast(String),
    /// Open this record.
    OpenRecord(RecordId),
    /// Put this tag on the call.
    Tag(String),
    /// Nothing: it is over.
    Finished(Outcome),
}

impl Run {
    /// A run that has done nothing yet.
    #[must_use]
    pub fn begin(automation: &Automation, facts: Facts) -> Self {
        Self {
            automation: automation.name.clone(),
            title: automation.title.clone(),
            facts,
            todo: automation.steps.iter().cloned().collect(),
            left: automation.limits.steps.min(super::Limits::MOST_STEPS),
            done: Vec::new(),
            state: RunState::Going,
        }
    }

    /// Takes steps until one needs something from outside. While an action is on its way, or after the end, nothing is
    /// taken and the same is said again.
    pub fn advance(&mut self) -> Next {
        loop {
            match &self.state {
                RunState::Finished { outcome } => return Next::Finished(outcome.clone()),
                RunState::Waiting { step, .. } => return self.waiting_for(*step),
                RunState::Going => {}
            }
            let Some(step) = self.todo.pop_front() else {
                self.state = RunState::Finished { outcome: Outcome::Done };
                continue;
            };
            if let Some(next) = self.take(step) {
                return next;
            }
        }
    }

    /// One step; `None` when it needs nothing from outside.
    fn take(&mut self, step: Step) -> Option<Next> {
        if let Step::Branch { when, then, otherwise } = step {
            let held = when.holds(&self.facts);
            self.note(Done::Branch { when: when.into(), held }, None);
            for step in (if held { then } else { otherwise }).into_iter().rev() {
                self.todo.push_front(step);
            }
            return None;
        }
        if self.left == 0 {
            self.todo.clear();
            self.state = RunState::Finished { outcome: Outcome::TooManySteps };
            return None;
        }
        self.left -= 1;
        match step {
            Step::Action { action, with, result } => Some(self.act(action, &with, result)),
            Step::Toast { text } => {
                let Some(text) = self.text(&text, TOAST) else { return self.left_out(LeftOut::Toast) };
                self.note(Done::Toast { text: text.clone() }, Some(Value::Null));
                Some(Next::Toast(text))
            }
            Step::OpenRecord { record } => {
                let id = self.text(&record, 18).and_then(|id| RecordId::new(&id).ok());
                let Some(record) = id else { return self.left_out(LeftOut::OpenRecord) };
                self.note(Done::OpenRecord { record: record.clone() }, Some(Value::Null));
                Some(Next::OpenRecord(record))
            }
            Step::Tag { tag } => {
                let Some(tag) = self.text(&tag, TAG) else { return self.left_out(LeftOut::Tag) };
                self.note(Done::Tag { tag: tag.clone() }, Some(Value::Null));
                Some(Next::Tag(tag))
            }
            Step::Stop => {
                self.todo.clear();
                None
            }
            Step::Branch { .. } => None,
        }
    }

    fn text(&self, template: &crate::template::Template, longest: usize) -> Option<String> {
        let text: String = template.fill(&self.facts)?.to_string().trim().chars().take(longest).collect();
        (!text.is_empty()).then_some(text)
    }

    fn left_out(&mut self, step: LeftOut) -> Option<Next> {
        self.note(Done::LeftOut { step }, Some(Value::Null));
        None
    }

    fn act(&mut self, action: String, with: &BTreeMap<String, crate::template::Tree>, result: Option<String>) -> Next {
        let with: BTreeMap<String, Value> =
            with.iter().filter_map(|(name, tree)| Some((name.clone(), tree.fill(&self.facts)?))).collect();
        let number = self.note(Done::Action { action: action.clone(), with: with.clone() }, None);
        self.state = RunState::Waiting { step: number, result };
        Next::Act(Act { number, action, with })
    }

    fn note(&mut self, what: Done, result: Option<Value>) -> u32 {
        let number = u32::try_from(self.done.len()).unwrap_or(u32::MAX - 1) + 1;
        self.done.push(StepDone { number, what, result });
        number
    }

    /// The action that is on its way, said again after a restart.
    fn waiting_for(&self, step: u32) -> Next {
        let said = self.done.iter().find(|done| done.number == step).map(|done| &done.what);
        match said {
            Some(Done::Action { action, with }) => {
                Next::Act(Act { number: step, action: action.clone(), with: with.clone() })
            }
            _ => Next::Finished(Outcome::Failed { step, why: Cannot::NoStep }),
        }
    }

    /// Says what the action of a step gave back, or how it ended the run. Said twice, or about another step, it changes
    /// nothing.
    pub fn acted(&mut self, number: u32, gave: Result<Value, Outcome>) {
        let RunState::Waiting { step, result } = &self.state else { return };
        if *step != number {
            return;
        }
        let name = result.clone();
        match gave {
            Ok(value) => {
                self.facts.forget("previous");
                self.facts.set_json("previous", &value);
                if let Some(name) = name {
                    self.facts.set_json(&format!("results.{name}"), &value);
                }
                if let Some(done) = self.done.iter_mut().find(|done| done.number == number) {
                    done.result = Some(value);
                }
                self.state = RunState::Going;
            }
            Err(outcome) => {
                self.todo.clear();
                self.state = RunState::Finished { outcome };
            }
        }
    }

    /// Whether all its steps were taken, so that the next [`Self::advance`] only ends it.
    #[must_use]
    pub fn is_through(&self) -> bool {
        self.state == RunState::Going && self.todo.is_empty()
    }

    /// Whether it is over.
    #[must_use]
    pub const fn is_finished(&self) -> bool {
        matches!(self.state, RunState::Finished { .. })
    }

    /// The step whose action is on its way.
    #[must_use]
    pub const fn waits_for(&self) -> Option<u32> {
        match self.state {
            RunState::Waiting { step, .. } => Some(step),
            RunState::Going | RunState::Finished { .. } => None,
        }
    }

    /// What the run saw, for the log: the facts that its condition and steps could ask for.
    #[must_use]
    pub fn inputs(&self) -> BTreeMap<String, String> {
        let own = |path: &str| path.starts_with("previous.") || path.starts_with("results.");
        let facts = self.facts.iter().filter(|(path, _)| !own(path.as_str()));
        facts.map(|(path, fact)| (path.to_string(), shown(fact))).collect()
    }
}

fn shown(fact: &Fact) -> String {
    fact.to_string().chars().take(500).collect()
}

/// Key under which the outbox knows the action of a run's step; the same for every attempt.
#[must_use]
pub fn outbox_key(run: i64, step: u32) -> String {
    format!("automation:{run}:{step}")
}

/// The run whose step has such a key.
#[must_use]
pub fn run_of_key(key: &str) -> Option<i64> {
    key.strip_prefix("automation:")?.split(':').next()?.parse().ok()
}

/// When a run counts as old enough to be forgotten.
#[must_use]
pub fn forget_before(now: Timestamp) -> Timestamp {
    now.checked_sub(jiff::SignedDuration::from_hours(24 * 90)).unwrap_or(Timestamp::MIN)
}
