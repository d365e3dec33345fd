//! What the agent does with a pop before wrapping up: pick, confirm, search, type.

use crate::companion::{Companion, Inner};
use crate::draft::{Draft, decided_draft, first_draft};
use crate::error::FlowError;
use crate::notice::Notice;
use crate::{lookup, stage_two};
use callside_core::call::Call;
use callside_core::ids::CallKey;
use callside_core::matching::{Match, MatchOutcome};
use callside_core::outbox::Entry;
use callside_core::pop::{Caller, Freshness, ScreenPop};
use callside_core::record::{CallerContext, CallerRef, Candidate};
use std::sync::Arc;

/// Calls that the desk lists at most; the history has them all.
const WORK_LIST: u32 = 50;

/// A call as the desk shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desk {
    /// The call itself.
    pub call: Call,
    /// The pop.
    pub pop: ScreenPop,
    /// What the agent has typed and picked.
    pub draft: Draft,
    /// The outbox entry, once the call is wrapped up.
    pub saved: Option<Entry>,
}

impl Companion {
    /// A call with its pop, draft and outbox entry.
    ///
    /// # Errors
    /// [`FlowError::UnknownCall`], or when the database fails.
    pub async fn desk(&self, key: &CallKey) -> Result<Desk, FlowError> {
        let call = self.inner.call(key).await?;
        let pop = self.inner.pop_of(&call).await?;
        let saved = self.inner.store.entry_of(key).await?;
        let decided = saved.as_ref().and_then(|entry| entry.work.wrap_up());
        let draft = match self.inner.store.draft(key).await? {
            Some(draft) => draft,
            None => decided
                .map_or_else(|| self.inner.proposed(&call, first_draft(&pop)), |(wrap_up, _)| decided_draft(wrap_up)),
        };
        Ok(Desk { call, pop, draft, saved })
    }

    /// Live calls and those that wait for a wrap-up, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn calls(&self) -> Result<Vec<Call>, FlowError> {
        Ok(self.inner.store.unwrapped(WORK_LIST).await?)
    }

    /// Keeps what the agent has typed and picked so far. When this returns it survives a crash.
    ///
    /// # Errors
    /// When it could not be stored.
    pub async fn save_draft(&self, call: &CallKey, draft: &Draft) -> Result<(), FlowError> {
        let draft = draft.covered(self.inner.preferences().card_numbers);
        self.inner.store.save_draft(call, &draft, self.inner.now()).await?;
        Ok(self.inner.store.keep_notes(call, &draft.notes, self.inner.now()).await?)
    }

    /// Takes a record for the caller; `None` = none of those that were found. The choice is remembered for the
    /// number when the record carries it.
    ///
    /// # Errors
    /// [`FlowError::UnknownCall`], [`FlowError::Crm`] when the record is not on this machine and Salesforce cannot
    /// tell, or when the database fails.
    pub async fn choose(&self, key: &CallKey, record: Option<&CallerRef>) -> Result<ScreenPop, FlowError> {
        let inner = &self.inner;
        let call = inner.call(key).await?;
        let pop = inner.pop_of(&call).await?;
        let (caller, context) = match record {
            None => {
                if let Some(number) = pop.line.number() {
                    inner.store.forget_choice(number.e164()).await?;
                }
                (Caller::of(&pop.line, MatchOutcome::None), CallerContext::default())
            }
            Some(record) => {
                let context = inner.store.context(record).await?.map(|(context, _)| context).unwrap_or_default();
                (inner.chosen(&pop, record).await?, context)
            }
        };
        inner.lay_pop(pop.clone());
        let picked = |pop: &mut ScreenPop| {
            (pop.caller, pop.context) = (caller, context);
            pop.changed.clear();
            pop.freshness = Freshness::Local { as_of: None };
        };
        let pop = inner.change_pop(key, picked).await?.unwrap_or(pop);
        if record.is_some() {
            stage_two::begin(inner, key);
        }
        Ok(pop)
    }

    /// The agent's word that the one match is the caller: personal data is shown from now on.
    ///
    /// # Errors
    /// [`FlowError::UnknownCall`], or when the database fails.
    pub async fn confirm(&self, key: &CallKey) -> Result<ScreenPop, FlowError> {
        let call = self.inner.call(key).await?;
        let pop = self.inner.pop_of(&call).await?;
        let meant = pop.caller.one().map(|matched| matched.candidate.record.clone());
        if let (Some(record), Some(number)) = (&meant, pop.line.number()) {
            self.inner.store.remember_choice(number.e164(), record, self.inner.now()).await?;
        }
        self.inner.lay_pop(pop.clone());
        let confirm = |pop: &mut ScreenPop| {
            if let Caller::One { matched, confirmed } = &mut pop.caller {
                // Of somebody else who was found meanwhile nothing was said.
                *confirmed |= meant.as_ref() == Some(&matched.candidate.record);
            }
        };
        Ok(self.inner.change_pop(key, confirm).await?.unwrap_or(pop))
    }

    /// Asks Salesforce again, now.
    ///
    /// # Errors
    /// [`FlowError::UnknownCall`], or when the database fails. Salesforce's trouble is part of the pop.
    pub async fn refresh(&self, key: &CallKey) -> Result<ScreenPop, FlowError> {
        let call = self.inner.call(key).await?;
        let pop = self.inner.pop_of(&call).await?;
        self.inner.lay_pop(pop);
        stage_two::run(&self.inner, key).await?;
        self.refresh_look_ups(key).await?;
        self.inner.pop_of(&call).await
    }

    /// People and companies by what an agent types; those that were made here minutes ago too.
    ///
    /// # Errors
    /// [`FlowError::SignInNeeded`] or [`FlowError::Crm`].
    pub async fn search(&self, text: &str) -> Result<Vec<Candidate>, FlowError> {
        let crm = self.inner.crm().ok_or(FlowError::SignInNeeded)?;
        let search = tokio::time::timeout(lookup::DEADLINE, crm.search(text));
        let found = search.await.unwrap_or(Err(callside_core::crm::CrmError::TooLate))?;
        Ok(self.inner.callers_with_made_here(text, found).await)
    }
}

impl Inner {
    pub(crate) async fn call(&self, key: &CallKey) -> Result<Call, FlowError> {
        self.store.call(key).await?.ok_or_else(|| FlowError::UnknownCall(key.clone()))
    }

    /// The pop as it stands, or made now for a call that never popped.
    pub(crate) async fn pop_of(&self, call: &Call) -> Result<ScreenPop, FlowError> {
        match self.shown(call).await? {
            Some(pop) => Ok(pop),
            None => {
                let line = self.line(call);
                let known = self.known(&line).await?;
                Ok(self.first_stage(call, line, known))
            }
        }
    }

    /// The record as the caller: one of those that were found, else fetched.
    async fn chosen(&self, pop: &ScreenPop, record: &CallerRef) -> Result<Caller, FlowError> {
        let found = match &pop.caller {
            Caller::Several { matches } => matches.iter().find(|m| m.candidate.record == *record).cloned(),
            Caller::One { matched, .. } if matched.candidate.record == *record => Some((**matched).clone()),
            _ => None,
        };
        let matched = match found {
            Some(mut matched) => {
                matched.why.chosen_before = true;
                if let Some(number) = pop.line.number() {
                    self.store.remember_choice(number.e164(), record, self.now()).await?;
                }
                matched
            }
            None => Match::picked(self.fetch(record).await?),
        };
        Ok(Caller::One { matched: Box::new(matched), confirmed: true })
    }

    async fn fetch(&self, record: &CallerRef) -> Result<Candidate, FlowError> {
        let crm = self.crm().ok_or(FlowError::SignInNeeded)?;
        let gone = || FlowError::Crm(callside_core::crm::CrmError::Unexpected { code: "NOT_FOUND".into() });
        crm.read_callers(std::slice::from_ref(record)).await?.pop().ok_or_else(gone)
    }

    pub(crate) fn announce_entry(&self, entry: Entry) {
        let entry = Arc::new(entry);
        self.answers.tell(&entry);
        self.say(Notice::Outbox { entry });
        self.occurred.notify_one();
        self.say(Notice::Calls);
    }
}
