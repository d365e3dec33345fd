//! A run of an action on its way: what the outbox keeps.

use super::{ActionPart, Answer, Given, Gone, Request};
use crate::facts::Facts;
use crate::ids::{CallKey, RecordId};
use serde::{Deserialize, Serialize};

/// One run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// What makes it the only run of its kind: a random id for a person's, automation and event for an automation's.
    pub key: String,
    /// The set-up that is run.
    pub setup: String,
    /// Its title then.
    pub title: String,
    /// The call that it is about.
    pub call: Option<CallKey>,
    /// The facts as they were when it was asked for; later steps see the results of earlier ones besides.
    pub facts: Facts,
    /// Steps in order.
    pub steps: Vec<RunStep>,
}

/// One step of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunStep {
    /// What people call it.
    pub title: String,
    /// A random UUID (version 4) under which Salesforce knows this write again. It changes when a person mends it, never
    /// when it is merely sent again.
    pub key: String,
    /// What is to be done.
    pub todo: Todo,
    /// What came of it.
    pub done: Option<Done>,
    /// Fields that were given and are not written, with why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gone: Vec<Gone>,
}

/// What a step does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "todo", rename_all = "snake_case")]
pub enum Todo {
    /// This request.
    Ready {
        /// It.
        request: Request,
    },
    /// Not known before the steps before it are done.
    Later {
        /// What was set up, reduced to this step.
        part: Box<ActionPart>,
        /// What a person gave besides.
        given: Given,
    },
}

/// What came of a step.
pub type Done = Answer;

impl Run {
    /// Records that it changes, as far as they are known.
    pub fn touches(&self) -> impl Iterator<Item = &RecordId> {
        self.steps.iter().filter(|step| step.done.is_none()).flat_map(|step| match &step.todo {
            Todo::Ready { request } => Some(request.touches()).into_iter().flatten(),
            Todo::Later { .. } => None.into_iter().flatten(),
        })
    }

    /// The first step that is not done.
    #[must_use]
    pub fn next(&self) -> Option<usize> {
        self.steps.iter().position(|step| step.done.is_none())
    }

    /// The facts as the step at `place` sees them.
    #[must_use]
    pub fn facts_for(&self, place: usize) -> Facts {
        let mut facts = self.facts.clone();
        let before = place.checked_sub(1).and_then(|place| self.steps.get(place)?.done.as_ref());
        if let Some(answer) = before {
            facts.forget("previous");
            facts.set_json("previous", &answer.for_next());
        }
        facts
    }
}
