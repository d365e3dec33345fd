//! What is still to be done, who does it, and what a supervisor marks on a call.

use crate::companion::{Companion, Inner};
use crate::error::FlowError;
use crate::notice::Notice;
use crate::stage_two;
use callside_core::audit::Deed;
use callside_core::callback::CallBack;
use callside_core::event::Event;
use callside_core::hand_over::{NoColleagues, WorkFate};
use callside_core::ids::CallKey;
use callside_core::person::PersonId;
use callside_core::plan::WrapUp;
use callside_core::role::Role;
use callside_core::work::{
    FlagId, Given, QualityFlag, Resolved, Settled, Settlement, WorkChange, WorkEvent, WorkItem, WorkKind, Worker,
};
use callside_store::{HistoryCursor, OpenWork, Rejection, UnloggedPage, WorkCounts};
use std::sync::Arc;

/// Places of a list that are shown.
const SHOWN: u32 = 1_000;

/// Somebody to call again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenCallback {
    /// From this desk's own list.
    Own {
        /// The place in the list.
        callback: Box<CallBack>,
        /// How the work stands, where somebody ever did something to it.
        item: Option<Box<WorkItem>>,
    },
    /// From another desk.
    Given(Box<OpenWork>),
}

/// A flag as a supervisor sets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFlag {
    /// Its kind.
    pub kind: String,
    /// What they say.
    pub comment: String,
    /// The agent sees it.
    pub for_agent: bool,
}

impl Companion {
    /// Who works here: the e-mail address of whoever is signed in, in lower case, else the user name.
    #[must_use]
    pub fn worker(&self) -> Worker {
        self.inner.worker()
    }

    /// The flags of a call that this person may see, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn flags(&self, call: &CallKey) -> Result<Vec<QualityFlag>, FlowError> {
        Ok(self.inner.store.flags(call, self.inner.sees_as_agent()).await?)
    }

    /// Flags a call. The agent's desk hears of a flag that is for them.
    ///
    /// # Errors
    /// [`FlowError::UnknownCall`], or when the database fails.
    pub async fn flag_call(&self, call: &CallKey, new: NewFlag) -> Result<(), FlowError> {
        let inner = &self.inner;
        let preferences = inner.preferences();
        let mut comment = QualityFlag::comment(&new.comment);
        preferences.card_numbers.apply(&mut comment);
        let (by, at) = (inner.worker(), inner.now());
        let id = FlagId(crate::action::uuid());
        let for_agent = preferences.flags_for_agents.unwrap_or(new.for_agent);
        self.keep_flag(call, QualityFlag { id, kind: new.kind, comment, for_agent, by, at, resolved: None }).await
    }

    /// Nothing is left to be done about a flag, or there is again.
    ///
    /// # Errors
    /// [`FlowError::UnknownCall`] when the call has no such flag, or when the database fails.
    pub async fn resolve_flag(&self, call: &CallKey, id: &FlagId, resolved: bool) -> Result<(), FlowError> {
        let flags = self.inner.store.flags(call, false).await?;
        let flag = flags.into_iter().find(|flag| flag.id == *id);
        let flag = flag.ok_or_else(|| FlowError::UnknownCall(call.clone()))?;
        let done = Resolved { by: self.inner.worker(), at: self.inner.now() };
        self.keep_flag(call, QualityFlag { resolved: resolved.then_some(done), ..flag }).await
    }

    async fn keep_flag(&self, call: &CallKey, flag: QualityFlag) -> Result<(), FlowError> {
        let deed = Deed::CallFlagged { flag: flag.id.0.clone(), resolved: flag.resolved.is_some() };
        let tell = flag.for_agent;
        self.inner.keep_work(call, WorkChange::Flag { flag }, tell).await?;
        self.record_quietly(deed, self.reference_of(call).await?).await;
        Ok(())
    }

    /// Calls that are over and that nobody logged, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unlogged(&self, before: Option<HistoryCursor>, limit: u32) -> Result<UnloggedPage, FlowError> {
        Ok(self.inner.store.unlogged(before, limit).await?)
    }

    /// Whom to call again, the soonest first: from this desk's list and from other desks.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open_callbacks(&self) -> Result<Vec<OpenCallback>, FlowError> {
        let store = &self.inner.store;
        let mut open = Vec::new();
        for callback in store.callbacks(SHOWN).await? {
            let item = store.work_item(WorkKind::Callback, &callback.call).await?;
            let (due_at, item) = (callback.due_at, item.map(Box::new));
            open.push((due_at, OpenCallback::Own { callback: Box::new(callback), item }));
        }
        for given in store.given_callbacks().await? {
            let due_at = given.item.as_ref().and_then(|item| item.due_at).unwrap_or(given.call.at);
            open.push((due_at, OpenCallback::Given(Box::new(given))));
        }
        open.sort_by_key(|(due_at, _)| *due_at);
        Ok(open.into_iter().map(|(_, callback)| callback).collect())
    }

    /// How much is open for whoever is signed in.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn work_counts(&self) -> Result<WorkCounts, FlowError> {
        Ok(self.inner.store.work_counts(&self.inner.worker(), self.inner.now()).await?)
    }

    /// To whom work can be given; `None` where desks are not connected.
    ///
    /// # Errors
    /// [`NoColleagues`].
    pub async fn colleagues(&self) -> Result<Option<Vec<PersonId>>, NoColleagues> {
        match self.inner.colleagues() {
            None => Ok(None),
            Some(colleagues) => colleagues.people().await.map(Some),
        }
    }

    /// Gives a piece of work to somebody, or to nobody. Their desk hears of it as soon as it can be reached.
    ///
    /// # Errors
    /// [`FlowError::UnknownCall`], or when the database fails.
    pub async fn give_work(
        &self,
        kind: WorkKind,
        call: &CallKey,
        to: Option<Worker>,
        note: &str,
    ) -> Result<(), FlowError> {
        let inner = &self.inner;
        let item = inner.item(kind, call).await?;
        let mut note = note.to_owned();
        inner.preferences().card_numbers.apply(&mut note);
        let deed = Deed::WorkGiven { to: to.as_ref().map(|to| self.seal().user(&to.0)) };
        let given = to.map(|to| Given { to, by: inner.worker(), at: inner.now(), note });
        // Whoever had it hears that they have it no more.
        let tell = inner.concerns_others(&item) || given.as_ref().is_some_and(|given| given.to != inner.worker());
        let item = item.given(given.clone());
        inner.keep_work(call, WorkChange::Item { item: item.clone() }, tell || kind == WorkKind::Refused).await?;
        if kind == WorkKind::Refused {
            inner.give_refused(&item, given).await?;
        }
        self.record_quietly(deed, self.reference_of(call).await?).await;
        Ok(())
    }

    /// Brings a piece of work to its end, or opens it again. Whoever gave it hears of it.
    ///
    /// # Errors
    /// [`FlowError::UnknownCall`], or when the database fails.
    pub async fn settle_work(&self, kind: WorkKind, call: &CallKey, how: Option<Settlement>) -> Result<(), FlowError> {
        let inner = &self.inner;
        let reason = match &how {
            Some(Settlement::Dismissed { reason }) => Some(Some(*reason)),
            Some(Settlement::Logged { .. } | Settlement::CalledBack | Settlement::LetGo) => None,
            None => Some(None),
        };
        let item = inner.item(kind, call).await?;
        let settled = how.map(|how| Settled { how, by: inner.worker(), at: inner.now() });
        inner.settle(WorkItem { settled, ..item }).await?;
        if let Some(reason) = reason {
            self.record_quietly(Deed::WorkDismissed { reason }, self.reference_of(call).await?).await;
        }
        Ok(())
    }

    /// Makes an earlier call ready to be wrapped up: its caller is looked up as if it rang now, and nothing is announced
    /// as a new call.
    ///
    /// # Errors
    /// [`FlowError::UnknownCall`], or when the database fails. Salesforce's trouble is part of the pop.
    pub async fn take_up(&self, key: &CallKey) -> Result<(), FlowError> {
        let inner = &self.inner;
        let call = inner.call(key).await?;
        let pop = inner.pop_of(&call).await?;
        inner.lay_pop(pop);
        inner.change_pop(key, |_| ()).await?;
        stage_two::begin(inner, key);
        Ok(())
    }

    /// Tells other desks what they have not heard yet, as far as they can be reached.
    pub async fn tell_colleagues(&self) {
        self.inner.follow_all_refused().await;
        self.inner.tell_colleagues().await;
    }
}

impl Inner {
    pub(crate) fn worker(&self) -> Worker {
        let org = self.org();
        let Some(me) = org.identity.as_ref() else { return Worker(String::new()) };
        let address = me.email.as_deref().and_then(|email| PersonId::new(email).ok());
        Worker(address.map_or_else(|| me.username.clone(), String::from))
    }

    /// Whether this person sees only flags that are for agents.
    pub(crate) fn sees_as_agent(&self) -> bool {
        !self.role().covers(Role::Supervisor)
    }

    async fn item(&self, kind: WorkKind, call: &CallKey) -> Result<WorkItem, FlowError> {
        if let Some(item) = self.store.work_item(kind, call).await? {
            return Ok(item);
        }
        if kind == WorkKind::Refused {
            return self.refused_item(call).await;
        }
        let mut item = WorkItem::open(kind, call.clone());
        if kind == WorkKind::Callback {
            let callbacks = self.store.callbacks(SHOWN).await?;
            let own = callbacks.into_iter().find(|callback| callback.call == *call);
            item.due_at = own.as_ref().map(|own| own.due_at);
            item.because = own.map(|own| own.because);
        }
        Ok(item)
    }

    /// Whether somebody at another desk gave it or has it.
    fn concerns_others(&self, item: &WorkItem) -> bool {
        let me = self.worker();
        item.given.as_ref().is_some_and(|given| given.to != me || given.by != me)
    }

    async fn settle(self: &Arc<Self>, item: WorkItem) -> Result<(), FlowError> {
        let tell = self.concerns_others(&item);
        let call = item.call.clone();
        self.keep_work(&call, WorkChange::Item { item }, tell).await
    }

    pub(crate) async fn keep_work(
        self: &Arc<Self>,
        call: &CallKey,
        what: WorkChange,
        tell: bool,
    ) -> Result<(), FlowError> {
        let now = self.now();
        let event = WorkEvent::of(&self.call(call).await?, what, self.worker(), now);
        self.store.keep_work(&event, tell && self.colleagues().is_some(), now).await?;
        self.announce_work();
        if tell {
            let inner = Arc::clone(self);
            tokio::spawn(async move { inner.tell_colleagues().await });
        }
        Ok(())
    }

    /// A wrap-up was saved: the work that its call and its number asked for is done.
    pub(crate) async fn work_is_done(self: &Arc<Self>, wrap_up: &WrapUp, label: &str) -> Result<(), FlowError> {
        for item in self.store.work_around(&wrap_up.call).await? {
            if item.settled.is_none() {
                let how = match item.kind {
                    WorkKind::Unlogged => Settlement::Logged { outcome: label.to_owned() },
                    WorkKind::Callback => Settlement::CalledBack,
                    // The outbox says how it stands.
                    WorkKind::Refused => continue,
                };
                let settled = Some(Settled { how, by: self.worker(), at: wrap_up.decided_at });
                self.settle(WorkItem { settled, ..item }).await?;
            }
        }
        Ok(())
    }

    /// A wrap-up was taken back: so is what it did to work.
    pub(crate) async fn work_is_open_again(self: &Arc<Self>, wrap_up: &WrapUp) -> Result<(), FlowError> {
        for item in self.store.work_around(&wrap_up.call).await? {
            if item.settled.as_ref().is_some_and(|settled| settled.at == wrap_up.decided_at) {
                self.settle(WorkItem { settled: None, ..item }).await?;
            }
        }
        Ok(())
    }

    pub(crate) fn announce_work(&self) {
        self.say(Notice::Work);
        self.say(Notice::Callbacks);
    }

    /// Events that other desks told of work.
    pub(crate) fn announce_told(&self, events: &[Event]) {
        if events.iter().any(|event| matches!(event, Event::Work(_))) {
            self.announce_work();
        }
    }

    /// In the order in which it was done; what cannot be said now stops what comes after.
    pub(crate) async fn tell_colleagues(&self) {
        let _turn = self.telling.lock().await;
        let Some(colleagues) = self.colleagues() else { return };
        loop {
            let told = async {
                let Some((place, event)) = self.store.next_unsent_work().await? else { return Ok(false) };
                match colleagues.tell_work(&event).await {
                    WorkFate::Later => return Ok(false),
                    WorkFate::Taken => {}
                    WorkFate::Refused => self.note_untold(&event).await?,
                }
                self.store.work_is_sent(place).await?;
                Ok::<_, FlowError>(true)
            };
            match told.await {
                Ok(true) => {}
                Ok(false) => return,
                Err(error) => {
                    tracing::error!(%error, "what other desks should hear could not be read");
                    return;
                }
            }
        }
    }

    async fn note_untold(&self, event: &WorkEvent) -> Result<(), FlowError> {
        let rejection = Rejection {
            at: self.now(),
            source: "relay".into(),
            reason: "work_refused".into(),
            detail: format!("the relay did not take {} of call {}", event.what.word(), event.call),
        };
        Ok(self.store.note_rejection(&rejection).await?)
    }
}
