//! What a person asks about automations: the log of runs, how the watch goes, and an Outbound Message that came in.

use super::watch::Progress;
use crate::companion::{Companion, Inner};
use crate::error::FlowError;
use callside_core::automation::{AutomationName, Happened, Occurrence, OccurrenceId, OutboundMessage, Told};
use callside_core::crm::CrmError;
use callside_core::facts::of;
use callside_core::ids::{CallKey, RecordId};
use callside_store::{Caption, RunFilter, StoredRun};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use std::collections::HashMap;
use std::sync::PoisonError;
use std::sync::atomic::Ordering;

/// How long a write of ours is taken for the cause of a message about the record.
const OWN_WRITE: SignedDuration = SignedDuration::from_mins(10);

/// Some runs of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunsPage {
    /// Newest first.
    pub runs: Vec<StoredRun>,
    /// What people know the calls by that set them off, as far as those are kept.
    pub calls: HashMap<CallKey, Caption>,
    /// Whether there are older ones.
    pub more: bool,
}

/// How the watch over an object goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WatchView {
    /// SObject API name.
    pub object: String,
    /// When it was looked at last.
    pub looked_at: Option<Timestamp>,
    /// Why the last look failed.
    pub trouble: Option<CrmError>,
}

impl Companion {
    /// Takes in an Outbound Message: when this returns `Some`, it is durable and may be acknowledged; notifications that
    /// came before are known by their ids. `None`: it is not of the signed-in org, or nobody ever signed in.
    ///
    /// # Errors
    /// When it could not be stored; Salesforce sends it again.
    pub async fn accept_message(&self, message: &OutboundMessage) -> Result<Option<usize>, FlowError> {
        self.inner.take_message(message).await
    }
}

impl Inner {
    /// See [`Companion::accept_message`].
    pub(crate) async fn take_message(&self, message: &OutboundMessage) -> Result<Option<usize>, FlowError> {
        let org = self.org();
        if org.identity.as_ref().is_none_or(|me| me.org != message.org) {
            return Ok(None);
        }
        let now = self.now();
        let mut told = Vec::new();
        for notification in &message.notifications {
            let values: Value =
                notification.fields.iter().map(|(name, text)| (name.clone(), Value::from(text.as_str()))).collect();
            let mut facts = of::record("record", &values, org.shape.objects.get(&notification.object));
            facts.set("record.Id", notification.record.as_str());
            let happened = Happened::Message {
                object: notification.object.clone(),
                id: notification.record.clone(),
                action: message.action.clone(),
            };
            let caused_by = self.own_writers(&notification.record, now - OWN_WRITE, false).await?;
            let id = OccurrenceId::notification(&notification.id);
            // A message tells what was chosen in Salesforce, whatever anybody here asks for.
            told.push(Told { occurrence: Occurrence { id, at: now, happened, caused_by }, facts, asked: None });
        }
        let new = self.store.keep_occurrences(&told, now).await?;
        self.occurred.notify_one();
        Ok(Some(new))
    }
}

impl Companion {
    /// Looks at the watched objects of Salesforce now instead of when it is time.
    pub fn watch_now(&self) {
        self.inner.look_now.store(true, Ordering::Release);
        self.inner.occurred.notify_one();
    }

    /// The log of runs, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn automation_runs(&self, filter: &RunFilter, most: u32) -> Result<RunsPage, FlowError> {
        let mut runs = self.inner.store.automation_runs(filter, most.saturating_add(1)).await?;
        let more = runs.len() > most as usize;
        runs.truncate(most as usize);
        let keys = runs.iter().filter_map(|run| run.occurrence.happened.call()).collect();
        let calls = self.inner.store.captions(&keys).await?;
        Ok(RunsPage { runs, calls, more })
    }

    /// How the watch over each object goes.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn watches(&self) -> Result<Vec<WatchView>, FlowError> {
        let inner = &self.inner;
        let configuration = inner.configuration();
        let mut objects: Vec<&str> = configuration
            .automations
            .iter()
            .flat_map(|list| &list.0)
            .filter(|automation| automation.enabled)
            .filter_map(|automation| automation.on.watches().map(|(object, _)| object))
            .collect();
        objects.sort_unstable();
        objects.dedup();
        let mut views = Vec::new();
        for object in objects {
            let progress: Option<Progress> = inner.store.watch(object).await?;
            let trouble = inner.watch_trouble(object);
            views.push(WatchView { object: object.to_owned(), looked_at: progress.map(|p| p.looked_at), trouble });
        }
        Ok(views)
    }
}

impl Inner {
    /// The automations that wrote a record since a moment, with those that had set them off.
    pub(super) async fn own_writers(
        &self,
        record: &RecordId,
        since: Timestamp,
        unseen: bool,
    ) -> Result<Vec<AutomationName>, FlowError> {
        let mut names = Vec::new();
        for run in self.store.writers_of(record, since, unseen).await? {
            for name in super::decide::chain(&run.occurrence, &run.run.automation) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        Ok(names)
    }

    pub(super) fn note_watch_trouble(&self, object: &str, trouble: Option<CrmError>) {
        let mut troubles = self.watch_troubles.lock().unwrap_or_else(PoisonError::into_inner);
        match trouble {
            Some(error) => {
                tracing::warn!(object, %error, "a watched object could not be looked at");
                troubles.insert(object.to_owned(), error);
            }
            None => drop(troubles.remove(object)),
        }
    }

    fn watch_trouble(&self, object: &str) -> Option<CrmError> {
        self.watch_troubles.lock().unwrap_or_else(PoisonError::into_inner).get(object).cloned()
    }
}
