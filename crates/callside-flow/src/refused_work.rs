//! Refused writes as work of the team: other desks hear where one waits, and a desk lets go of one that somebody else was
//! given ([0069](../../../docs/adr/0069-a-desk-lets-go-first.md)).

use crate::companion::{Companion, Inner};
use crate::error::FlowError;
use callside_core::crm::RefusalReason;
use callside_core::event::Event;
use callside_core::ids::CallKey;
use callside_core::outbox::{Entry, State};
use callside_core::plan::WrapUp;
use callside_core::work::{Given, RefusedWrite, Settled, Settlement, WorkChange, WorkEvent, WorkItem, WorkKind};
use callside_store::{Cancelled, EntryFilter, OpenWork};
use std::sync::Arc;

/// Places of the list that are shown.
const SHOWN: u32 = 1_000;

/// A write that was refused and waits for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefusedWork {
    /// In this desk's outbox.
    Here {
        /// The entry.
        entry: Box<Entry>,
        /// How the work stands, where somebody ever did something to it.
        item: Option<Box<WorkItem>>,
    },
    /// At another desk.
    There(Box<OpenWork>),
}

impl Companion {
    /// Writes that were refused and wait for a person: of this desk, then of others; each newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn refused_work(&self) -> Result<Vec<RefusedWork>, FlowError> {
        let store = &self.inner.store;
        let mut open = Vec::new();
        for entry in store.entries(EntryFilter::Refused, SHOWN).await? {
            let item = match entry.work.wrap_up() {
                Some((wrap_up, _)) => store.work_item(WorkKind::Refused, &wrap_up.call).await?.map(Box::new),
                None => None,
            };
            open.push(RefusedWork::Here { entry: Box::new(entry), item });
        }
        let others = store.refused_elsewhere().await?.into_iter();
        open.extend(others.map(|there| RefusedWork::There(Box::new(there))));
        Ok(open)
    }
}

impl Inner {
    /// The refused write of a call as a piece of work, where nothing was ever done to it.
    pub(crate) async fn refused_item(&self, call: &CallKey) -> Result<WorkItem, FlowError> {
        let entry = self.store.entry_of(call).await?;
        let item = entry.as_ref().and_then(|entry| self.as_refused(entry));
        item.ok_or_else(|| FlowError::UnknownCall(call.clone()))
    }

    fn as_refused(&self, entry: &Entry) -> Option<WorkItem> {
        let (State::Refused { refusal, .. }, (wrap_up, _)) = (&entry.state, entry.work.wrap_up()?) else { return None };
        Some(self.refused_here(wrap_up, &refusal.reason))
    }

    fn refused_here(&self, wrap_up: &WrapUp, reason: &RefusalReason) -> WorkItem {
        let refused = Some(RefusedWrite { desk: self.worker(), because: reason.kind() });
        let because = Some(self.label(wrap_up));
        WorkItem { refused, because, ..WorkItem::open(WorkKind::Refused, wrap_up.call.clone()) }
    }

    /// Somebody at a desk gave a refused write to somebody: the call is given to them as one that is to be logged, but to
    /// the desk where it waits only to be mended.
    pub(crate) async fn give_refused(self: &Arc<Self>, item: &WorkItem, given: Option<Given>) -> Result<(), FlowError> {
        let desk = item.refused.as_ref().map(|refused| &refused.desk);
        let handed = given.filter(|given| Some(&given.to) != desk);
        let unlogged = self.store.work_item(WorkKind::Unlogged, &item.call).await?;
        if handed.is_some() || unlogged.as_ref().is_some_and(|unlogged| unlogged.given.is_some()) {
            let unlogged = unlogged.unwrap_or_else(|| WorkItem::open(WorkKind::Unlogged, item.call.clone()));
            self.keep_work(&item.call, WorkChange::Item { item: unlogged.given(handed) }, true).await?;
        }
        self.follow_refused(&item.call).await
    }

    /// Brings what other desks hear of the refused write of a call to how it stands here, and lets go of it where it was
    /// given to somebody else. Nothing where it was never at this desk: another one says how it stands.
    pub(crate) async fn follow_refused(self: &Arc<Self>, call: &CallKey) -> Result<(), FlowError> {
        let item = self.store.work_item(WorkKind::Refused, call).await?;
        // Most desks and most calls never had one.
        if item.is_none() && self.colleagues().is_none() {
            return Ok(());
        }
        let open = item.filter(|item| item.settled.is_none());
        let (item, how) = match (self.store.entry_of(call).await?, open) {
            (Some(entry), None) => return self.tell_refused(&entry).await,
            (Some(entry), Some(item)) => match self.end_of(&entry, &item).await? {
                Some(how) => (item, how),
                None => return Ok(()),
            },
            (None, Some(item)) if self.store.was_taken_back(call).await? => (item, Settlement::LetGo),
            (None, _) => return Ok(()),
        };
        let settled = Some(Settled { how, by: self.worker(), at: self.now() });
        self.keep_work(call, WorkChange::Item { item: WorkItem { settled, ..item } }, true).await
    }

    /// How a refused write that others know of came to its end here, if it did.
    async fn end_of(self: &Arc<Self>, entry: &Entry, item: &WorkItem) -> Result<Option<Settlement>, FlowError> {
        Ok(match &entry.state {
            State::Refused { .. } if item.is_asked_for() => self.let_go(entry).await?,
            State::Done { .. } => {
                entry.work.wrap_up().map(|(wrap_up, _)| Settlement::Logged { outcome: self.label(wrap_up) })
            }
            _ => None,
        })
    }

    /// Takes a refused write back, as its agent could; not where an answer was lost, for it may stand in Salesforce.
    async fn let_go(self: &Arc<Self>, entry: &Entry) -> Result<Option<Settlement>, FlowError> {
        match self.store.cancel(entry.id, self.now()).await? {
            Cancelled::TooLate => Ok(None),
            Cancelled::Done(entry) => {
                self.taken_back(*entry).await?;
                Ok(Some(Settlement::LetGo))
            }
        }
    }

    /// Others hear of a refusal.
    async fn tell_refused(self: &Arc<Self>, entry: &Entry) -> Result<(), FlowError> {
        if self.colleagues().is_none() || self.worker().0.is_empty() {
            return Ok(());
        }
        let Some(item) = self.as_refused(entry) else { return Ok(()) };
        let call = item.call.clone();
        self.keep_work(&call, WorkChange::Item { item }, true).await
    }

    /// Entries were settled: those that were refused, or were before, are followed.
    pub(crate) async fn follow_settled(self: &Arc<Self>, calls: Vec<CallKey>) {
        for call in calls {
            if let Err(error) = self.follow_refused(&call).await {
                tracing::error!(%error, "a refused write could not be followed");
            }
        }
    }

    /// Other desks told of refused writes: those of this desk are let go where somebody else has them.
    pub(crate) async fn follow_told(self: &Arc<Self>, events: &[Event]) -> Result<(), FlowError> {
        for event in events {
            if let Event::Work(WorkEvent { call, what: WorkChange::Item { item }, .. }) = event
                && item.kind == WorkKind::Refused
            {
                self.follow_refused(call).await?;
            }
        }
        Ok(())
    }

    /// Refusals of a time without a relay, or of the moment before the program was killed.
    pub(crate) async fn follow_all_refused(self: &Arc<Self>) {
        match self.store.entries(EntryFilter::Refused, SHOWN).await {
            Ok(entries) => {
                let wrap_ups = entries.iter().filter_map(|entry| entry.work.wrap_up());
                self.follow_settled(wrap_ups.map(|(wrap_up, _)| wrap_up.call.clone()).collect()).await;
            }
            Err(error) => tracing::error!(%error, "the outbox cannot be read"),
        }
    }
}
