//! Actions: offered and shown as a form; run and taken back; records to point at.

mod existing;
mod point;
mod run;

pub use existing::NamedRecord;
pub use point::GoesAlong;
pub use run::Ran;
pub(crate) use run::{Asked, Prepared, uuid};

use crate::companion::{Companion, Inner};
use crate::error::FlowError;
use callside_core::action::{
    self, Action, ActionPart, Actions, Form, FormField, Given, Moment, Offer, Present, StepKind,
};
use callside_core::call::Phase;
use callside_core::config::Configuration;
use callside_core::crm::CrmError;
use callside_core::describe::ObjectDescribe;
use callside_core::facts::{Facts, of};
use callside_core::ids::{CallKey, EntryId};
use callside_core::outbox::{Entry, State, Work};
use callside_store::Due;
use std::sync::Arc;
use std::time::Duration;

/// How long a person waits for a reading action.
const DEADLINE: Duration = Duration::from_secs(30);

/// One step of an action, ready to be filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepForm {
    /// Title of its template.
    pub title: String,
    /// What it does.
    pub kind: StepKind,
    /// Its object.
    pub object: Option<String>,
    /// Its form.
    pub form: Form,
}

impl Companion {
    /// The configuration of actions.
    #[must_use]
    pub fn actions(&self) -> Arc<Actions> {
        self.inner.actions()
    }

    /// The file that says what is configured.
    #[must_use]
    pub fn actions_file(&self) -> String {
        Configuration { actions: Some(Actions::clone(&self.actions())), ..Configuration::default() }.write()
    }

    /// The actions that are offered to this person, on this call or without one.
    ///
    /// # Errors
    /// [`FlowError::UnknownCall`], or when the database fails.
    pub async fn offered_actions(&self, call: Option<&CallKey>) -> Result<Vec<Action>, FlowError> {
        let actions = self.inner.actions();
        let Some(key) = call else {
            return Ok(actions.offered(Offer { role: self.role(), queue: None, moment: None }));
        };
        let call = self.inner.call(key).await?;
        let offer = Offer { role: self.role(), queue: call.queue().map(String::as_str), moment: moment(call.phase()) };
        Ok(actions.offered(offer))
    }

    /// The forms of an action, one a step, filled from the call.
    ///
    /// # Errors
    /// [`FlowError::UnknownAction`], [`FlowError::UnknownCall`], or when the database fails.
    pub async fn action_forms(&self, name: &str, call: Option<&CallKey>) -> Result<Vec<StepForm>, FlowError> {
        let action = self.inner.actions().allowed(name, self.role()).ok_or(FlowError::UnknownAction)?;
        let facts = self.facts(call).await?;
        let mut forms = Vec::new();
        for part in &action.parts {
            let Some(step) = part.step() else { continue };
            let describe = self.inner.describe_of(part).await?;
            let given = action::defaults(&part.template, step, &part.given(&facts), &facts, describe.as_deref());
            let mut form = action::form(&part.template, step, describe.as_deref(), &given);
            let given_before = |field: &FormField| part.goes_on && field.is_input;
            form.fields.retain(|field| !given_before(field) && !part.waits_for(&field.name));
            let (title, kind, object) = (part.template.title.clone(), step.kind(), step.object().map(str::to_owned));
            forms.push(StepForm { title, kind, object, form });
        }
        Ok(forms)
    }

    /// What stands in the record that a step of an action would change; `None` while it is not known which it is.
    ///
    /// # Errors
    /// [`FlowError::UnknownAction`], [`FlowError::UnknownCall`], [`FlowError::SignInNeeded`], [`FlowError::Crm`], or when
    /// the database fails.
    pub async fn present(
        &self,
        name: &str,
        call: Option<&CallKey>,
        place: usize,
        given: &Given,
    ) -> Result<Option<Present>, FlowError> {
        let action = self.inner.actions().allowed(name, self.role()).ok_or(FlowError::UnknownAction)?;
        let Some((part, step)) = action.parts.get(place).and_then(|part| Some((part, part.step()?))) else {
            return Ok(None);
        };
        let describe = self.inner.describe_of(part).await?;
        let facts = self.facts(call).await?;
        let Some(request) = action::present(step, given, &facts, describe.as_deref()) else { return Ok(None) };
        let crm = self.inner.crm().ok_or(FlowError::SignInNeeded)?;
        let answer = tokio::time::timeout(DEADLINE, crm.act(&request, "", None)).await;
        let answer = answer.unwrap_or(Err(CrmError::TooLate))?;
        Ok(Some(Present::read(&request, &answer, describe.as_deref())))
    }

    /// Runs an action with what a person gave for each of its steps, card numbers in it covered where they are. `key` makes
    /// asking twice the same as asking once.
    ///
    /// # Errors
    /// [`FlowError::UnknownAction`], [`FlowError::UnknownCall`], [`FlowError::Crm`] for an action that only reads, or
    /// when the database fails.
    pub async fn run_action(
        &self,
        name: &str,
        call: Option<&CallKey>,
        given: &[Given],
        key: &str,
    ) -> Result<Ran, FlowError> {
        let action = self.inner.actions().allowed(name, self.role()).ok_or(FlowError::UnknownAction)?;
        let facts = self.facts(call).await?;
        let mut parts = Vec::new();
        for (n, part) in action.parts.into_iter().enumerate() {
            let given = match given.get(n) {
                Some(typed) => Some(self.inner.covered(&part, typed).await?),
                None => None,
            };
            parts.push((part, given));
        }
        let asked = Asked { name, title: &action.title, parts, facts, call: call.cloned(), key, due: Due::Now };
        self.inner.run(asked).await
    }

    /// Runs an action as it was set up, with these facts: what automations do. Nothing is filled in by a person, so nothing
    /// is covered here: an admin set the values, and notes among the facts were covered before they were kept.
    ///
    /// # Errors
    /// As [`Self::run_action`].
    pub async fn run_action_for(
        &self,
        name: &str,
        facts: Facts,
        call: Option<CallKey>,
        key: &str,
    ) -> Result<Ran, FlowError> {
        let action = self.inner.actions().action(name).ok_or(FlowError::UnknownAction)?;
        let parts = action.parts.into_iter().map(|part| (part, None)).collect();
        self.inner.run(Asked { name, title: &action.title, parts, facts, call, key, due: Due::Now }).await
    }

    /// Takes a done action back: former values where nobody changed them since, the recycle bin for what is new. It is a
    /// new entry of the outbox.
    ///
    /// # Errors
    /// [`FlowError::UnknownEntry`], [`FlowError::TooLate`] when there is nothing to take back, [`FlowError::OtherOrg`], or
    /// when the database fails.
    pub async fn undo_action(&self, id: EntryId) -> Result<EntryId, FlowError> {
        let entry = self.inner.entry(id).await?;
        let (Work::Action { run }, State::Done { .. }) = (&entry.work, &entry.state) else {
            return Err(FlowError::TooLate);
        };
        if entry.org != self.identity().map(|me| me.org) {
            return Err(FlowError::OtherOrg);
        }
        let back = action::undo(run, format!("undo:{}", run.key), uuid).ok_or(FlowError::TooLate)?;
        let now = self.inner.now();
        let saved = self.inner.store.enqueue(&Work::Action { run: back }, now, Due::Now, now).await?;
        Ok(self.inner.announce_saved(saved))
    }

    /// An entry of the outbox.
    ///
    /// # Errors
    /// [`FlowError::UnknownEntry`], or when the database fails.
    pub async fn entry(&self, id: EntryId) -> Result<Entry, FlowError> {
        self.inner.entry(id).await
    }

    /// The facts of a call (or of none), of the person and of the moment.
    ///
    /// # Errors
    /// [`FlowError::UnknownCall`], or when the database fails.
    pub async fn facts(&self, call: Option<&CallKey>) -> Result<Facts, FlowError> {
        let inner = &self.inner;
        let org = inner.org();
        let mut facts = of::now(inner.now(), &org.zone(), &inner.working_hours());
        if let Some(me) = &org.identity {
            facts.join(of::me(me));
        }
        if let Some(key) = call {
            let call = inner.call(key).await?;
            let pop = inner.pop_of(&call).await?;
            facts.join(of::call(&call, &pop));
        }
        Ok(facts)
    }
}

impl Inner {
    /// What a person typed, with card numbers covered where they are. Most have none: only for the others it is asked what
    /// their fields hold.
    async fn covered(self: &Arc<Self>, part: &ActionPart, typed: &Given) -> Result<Given, FlowError> {
        let cards = self.preferences().card_numbers;
        let mut given = typed.clone();
        given.cover(&part.template, None, cards);
        if given != *typed {
            let describe = self.describe_of(part).await?;
            given = typed.clone();
            given.cover(&part.template, describe.as_deref(), cards);
        }
        Ok(given)
    }

    async fn describe_of(self: &Arc<Self>, part: &ActionPart) -> Result<Option<Arc<ObjectDescribe>>, FlowError> {
        let Some(step) = part.step() else { return Ok(None) };
        match (step.object(), step.kind()) {
            (Some(object), StepKind::Create | StepKind::Update) => self.describe(object).await,
            _ => Ok(None),
        }
    }
}

const fn moment(phase: Phase) -> Option<Moment> {
    Some(match phase {
        Phase::Waiting | Phase::Preview | Phase::Ringing => Moment::Ringing,
        Phase::Talking | Phase::OnHold => Moment::Talking,
        Phase::Ended => Moment::WrapUp,
    })
}
