//! What happened before, for the history and outbox screens.

use crate::companion::Companion;
use crate::error::FlowError;
use callside_core::history::PastCall;
use callside_core::ids::CallKey;
use callside_core::outbox::{Entry, State};
use callside_core::pop::ScreenPop;
use callside_core::team::CallFilter;
use callside_store::{EntryFilter, HistoryCursor, OutboxCounts, Rejection};
use jiff::Timestamp;

/// A past call with where its wrap-up stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastEntry {
    /// The call.
    pub call: PastCall,
    /// Where its wrap-up stands, once there is one.
    pub state: Option<State>,
    /// Kinds of its flags that are not resolved and that this person may see.
    pub flags: Vec<String>,
}

/// A page of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastPage {
    /// Newest first.
    pub rows: Vec<PastEntry>,
    /// Give this to get the next page; `None` when this is the last.
    pub next: Option<HistoryCursor>,
}

impl Companion {
    /// Past calls, newest first: all of them, or those with these words in names and notes or digits in the number; of
    /// these, what a filter lets through.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn history(
        &self,
        text: &str,
        filter: &CallFilter,
        before: Option<HistoryCursor>,
        limit: u32,
    ) -> Result<PastPage, FlowError> {
        let store = &self.inner.store;
        let as_agent = self.inner.sees_as_agent();
        let mut filter = filter.clone();
        filter.flag.iter_mut().for_each(|flag| flag.as_agent = as_agent);
        let page = store.filtered(text, &filter, before, limit).await?;
        let keys: Vec<CallKey> = page.calls.iter().map(|call| call.key.clone()).collect();
        let mut flags = store.open_flags(&keys, as_agent).await?;
        let mut rows = Vec::with_capacity(page.calls.len());
        for call in page.calls {
            let state = match call.entry {
                Some(id) => store.entry(id).await?.map(|entry| entry.state),
                None => None,
            };
            let flags = flags.remove(&call.key).unwrap_or_default();
            rows.push(PastEntry { call, state, flags });
        }
        Ok(PastPage { rows, next: page.next })
    }

    /// The pops of a call as the agent saw them, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn pops_as_shown(&self, call: &CallKey) -> Result<Vec<(Timestamp, ScreenPop)>, FlowError> {
        Ok(self.inner.store.pops(call).await?)
    }

    /// The outbox: refused entries first, then waiting ones, then the newest that were sent.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn outbox(&self, limit: u32) -> Result<Vec<Entry>, FlowError> {
        Ok(self.inner.store.entries(EntryFilter::All, limit).await?)
    }

    /// Numbers of the outbox; `since` is the agent's midnight.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn outbox_counts(&self, since: Timestamp) -> Result<OutboxCounts, FlowError> {
        Ok(self.inner.store.outbox_counts(since).await?)
    }

    /// Waits until nothing is waiting to be sent any more: for scripts and tests.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn drained(&self) -> Result<(), FlowError> {
        let mut notices = self.subscribe();
        while !self.inner.store.entries(EntryFilter::Open, 1).await?.is_empty() {
            // A missed notice only means that the list is read once more.
            let _ = notices.recv().await;
        }
        Ok(())
    }

    /// Notes an event that was refused at the door, for the diagnostics.
    ///
    /// # Errors
    /// When it could not be stored.
    pub async fn note_rejection(&self, rejection: &Rejection) -> Result<(), FlowError> {
        Ok(self.inner.store.note_rejection(rejection).await?)
    }

    /// Events that were refused at the door, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rejections(&self, limit: u32) -> Result<Vec<Rejection>, FlowError> {
        Ok(self.inner.store.rejections(limit).await?)
    }
}
