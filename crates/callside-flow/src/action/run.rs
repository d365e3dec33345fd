//! Running: reads are answered at once, writes go into the outbox.

use super::DEADLINE;
use crate::companion::Inner;
use crate::error::FlowError;
use callside_core::action::{self, ActionPart, Answer, BindFault, Bound, Given, Request, Run, RunStep, StepKind, Todo};
use callside_core::crm::{CrmError, RefusalReason};
use callside_core::facts::Facts;
use callside_core::ids::{CallKey, EntryId};
use callside_core::outbox::Work;
use callside_store::{Due, Saved};
use data_encoding::HEXLOWER;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What became of asking for an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ran {
    /// It only reads: the answers of its steps.
    Answered(Vec<Answer>),
    /// It writes: it is durable and will be done exactly once.
    Queued(EntryId),
    /// It had been asked for before.
    Before(EntryId),
    /// What was given does not fit; nothing was sent.
    Faults {
        /// The step.
        step: usize,
        /// What is wrong.
        faults: Vec<BindFault>,
    },
}

/// A random UUID, version 4 (RFC 9562).
pub(crate) fn uuid() -> String {
    let mut bytes = [0_u8; 16];
    // Without randomness a key would not be one's own; the process is of no use then.
    getrandom::fill(&mut bytes).unwrap_or_default();
    bytes[6] = bytes[6] & 0x0F | 0x40;
    bytes[8] = bytes[8] & 0x3F | 0x80;
    let hex = HEXLOWER.encode(&bytes);
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// An action as it is asked for.
pub(crate) struct Asked<'a> {
    /// The name under which it is set up.
    pub name: &'a str,
    /// What people read.
    pub title: &'a str,
    /// Its parts, and what was filled in for each; `None`: as it was set up.
    pub parts: Vec<(ActionPart, Option<Given>)>,
    /// What is known.
    pub facts: Facts,
    /// The call that it is about.
    pub call: Option<CallKey>,
    /// The outbox has it once under this.
    pub key: &'a str,
    /// When what it writes has to be on the disk.
    pub due: Due,
}

/// What an action comes to, before anything is done.
pub(crate) enum Prepared {
    /// It only reads.
    Reads(Run),
    /// It writes.
    Writes(Run),
    /// What was given for a step does not fit.
    Faults { step: usize, faults: Vec<BindFault> },
}

impl Inner {
    /// Binds an action: asks for nothing but descriptions that are not known yet, and changes nothing.
    pub(crate) async fn prepare(self: &Arc<Self>, asked: Asked<'_>) -> Result<Prepared, FlowError> {
        let Asked { name, title, parts, facts, call, key, due: _ } = asked;
        let mut steps = Vec::new();
        let mut inputs = BTreeMap::new();
        for (place, (part, given)) in parts.into_iter().enumerate() {
            let title = part.template.title.clone();
            let mut given = given.unwrap_or_else(|| if place == 0 { part.given(&facts) } else { Given::default() });
            if part.goes_on {
                given.inputs = inputs.clone();
            }
            inputs.clone_from(&given.inputs);
            let mut gone = Vec::new();
            let todo = if place == 0 {
                match self.bound(&part.template, given, &facts, true).await? {
                    Ok(bound) => {
                        gone = bound.gone;
                        Todo::Ready { request: bound.request }
                    }
                    Err(faults) => return Ok(Prepared::Faults { step: place, faults }),
                }
            } else {
                Todo::Later { part: Box::new(part), given }
            };
            steps.push(RunStep { title, key: uuid(), todo, done: None, gone });
        }
        // Only a step that is bound later asks for facts.
        let later = steps.iter().any(|step| matches!(step.todo, Todo::Later { .. }));
        let facts = if later { facts } else { Facts::default() };
        let run = Run { key: key.to_owned(), setup: name.to_owned(), title: title.to_owned(), call, facts, steps };
        Ok(if run.steps.iter().all(reads) { Prepared::Reads(run) } else { Prepared::Writes(run) })
    }

    /// Reads what only reads; puts into the outbox what writes, once for a key.
    pub(crate) async fn run(self: &Arc<Self>, asked: Asked<'_>) -> Result<Ran, FlowError> {
        let due = asked.due;
        let run = match self.prepare(asked).await? {
            Prepared::Reads(run) => return self.read_now(run).await,
            Prepared::Writes(run) => run,
            Prepared::Faults { step, faults } => return Ok(Ran::Faults { step, faults }),
        };
        let now = self.now();
        let saved = self.store.enqueue(&Work::Action { run }, now, due, now).await?;
        let before = matches!(saved, Saved::Before(_));
        let id = self.announce_saved(saved);
        Ok(if before { Ran::Before(id) } else { Ran::Queued(id) })
    }

    pub(crate) fn announce_saved(&self, saved: Saved) -> EntryId {
        let id = saved.entry().id;
        if let Saved::Now(entry) = saved {
            self.announce_entry(entry);
            self.wake.notify_one();
        }
        id
    }

    /// Reads are answered at once, one after another.
    async fn read_now(self: &Arc<Self>, mut run: Run) -> Result<Ran, FlowError> {
        let crm = self.crm().ok_or(FlowError::SignInNeeded)?;
        let work = async {
            while let Some(place) = run.next() {
                let request = match self.request_of(&run, place).await? {
                    Ok(request) => request,
                    Err(faults) => return Ok(Ran::Faults { step: place, faults }),
                };
                match crm.act(&request, &run.steps[place].key, None).await {
                    Ok(answer) => {
                        run.steps[place].done = Some(match &request {
                            Request::Find(find) => self.with_made_here(crm.as_ref(), find, answer).await,
                            _ => answer,
                        });
                    }
                    Err(CrmError::Refused(refusal)) => {
                        let several = match refusal.reason {
                            RefusalReason::Several { .. } => self.several(&refusal).await,
                            _ => None,
                        };
                        run.steps[place].done = Some(several.ok_or(CrmError::Refused(refusal))?);
                        break;
                    }
                    Err(error) => return Err(error.into()),
                }
            }
            Ok(Ran::Answered(run.steps.into_iter().filter_map(|step| step.done).collect()))
        };
        tokio::time::timeout(DEADLINE, work).await.unwrap_or(Err(CrmError::TooLate.into()))
    }

    /// The request of a step, bound now where it could not be bound before.
    pub(crate) async fn request_of(
        self: &Arc<Self>,
        run: &Run,
        place: usize,
    ) -> Result<Result<Request, Vec<BindFault>>, FlowError> {
        match &run.steps[place].todo {
            Todo::Ready { request } => Ok(Ok(request.clone())),
            Todo::Later { part, given } => {
                let facts = run.facts_for(place);
                let mut all = part.given(&facts);
                all.inputs.extend(given.inputs.clone());
                all.fields.extend(given.fields.clone());
                let all = Given {
                    seen: given.seen.clone(),
                    allow_duplicate: given.allow_duplicate,
                    chosen: given.chosen.clone(),
                    ..all
                };
                Ok(self.bound(&part.template, all, &facts, false).await?.map(|bound| bound.request))
            }
        }
    }

    /// A person's form was filled from the defaults already; what comes later is filled from them now.
    async fn bound(
        self: &Arc<Self>,
        template: &action::Template,
        given: Given,
        facts: &Facts,
        filled: bool,
    ) -> Result<Result<Bound, Vec<BindFault>>, FlowError> {
        let Some(step) = template.steps.first() else { return Ok(Err(vec![BindFault::Nothing])) };
        let describe = match (step.object(), step.kind()) {
            (Some(object), StepKind::Create | StepKind::Update) => self.describe(object).await?,
            _ => None,
        };
        let hidden = action::defaults(template, step, &given, facts, describe.as_deref());
        let given = if filled { with_hidden(step, given, &hidden) } else { hidden };
        let faults = action::no_records(template, &given);
        if !faults.is_empty() {
            return Ok(Err(faults));
        }
        let zone = self.org().zone();
        Ok(action::bind(step, &given, facts, describe.as_deref(), &zone))
    }
}

/// Fields that the form does not show have the values of the template.
fn with_hidden(step: &action::Step, mut given: Given, defaults: &Given) -> Given {
    let empty = given.inputs.is_empty() && given.fields.is_empty();
    for spec in step.fields().0.iter().filter(|spec| spec.hidden || empty) {
        if let (false, Some(value)) = (given.fields.contains_key(&spec.field), defaults.fields.get(&spec.field)) {
            given.fields.insert(spec.field.clone(), value.clone());
        }
    }
    if empty {
        given.inputs.extend(defaults.inputs.clone());
    }
    given
}

fn reads(step: &RunStep) -> bool {
    match &step.todo {
        Todo::Ready { request } => request.reads(),
        Todo::Later { part, .. } => part.template.kind() == StepKind::Read,
    }
}
