//! Watching Salesforce: what is new, changed or gone since the last look.
//!
//! The window overlaps by some minutes, because a change becomes visible only when its transaction commits, which is
//! later than its stamp; a change that was met before is known by record and stamp. The first look at an object learns
//! what is there and sets nothing off.

use crate::companion::Inner;
use crate::error::FlowError;
use crate::notice::Notice;
use callside_core::automation::{
    Automation, AutomationName, Happened, Occurrence, OccurrenceId, RecordChange, Told, Trigger, Whose,
};
use callside_core::budget::{Pace, Purpose};
use callside_core::crm::{ChangedRecord, Crm, CrmError, Watch};
use callside_core::facts::{Facts, of};
use callside_core::ids::RecordId;
use callside_core::shape::{ObjectShape, OrgShape};
use callside_store::SeenRecord;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How far a look goes back behind the newest change that was met.
const OVERLAP: SignedDuration = SignedDuration::from_mins(5);
/// Deletions are asked for in whole minutes.
const BETWEEN_DELETIONS: SignedDuration = SignedDuration::from_mins(2);
/// How long a write of ours is remembered as the cause of a change.
const OWN_WRITE: SignedDuration = SignedDuration::from_hours(1);
/// How long a look waits for writes of ours that may have arrived without being settled.
const DOUBT: Duration = Duration::from_secs(600);

/// How long nothing is looked at while the org's API calls are nearly used up.
const STOPPED: Duration = Duration::from_secs(30 * 60);

/// How far the watch over an object has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Progress {
    /// What was created before is not new.
    pub baseline: Timestamp,
    /// The newest change that was met, by Salesforce's clock.
    pub stamp: Timestamp,
    /// Up to where deletions are known.
    pub deletions: Option<Timestamp>,
    /// When the last look was, by this machine's clock.
    pub looked_at: Timestamp,
}

/// When to look next.
#[derive(Default)]
pub(crate) struct Watching {
    last: Option<Instant>,
    doubt: Option<Instant>,
}

/// An object that is watched, and for whom.
struct Watched<'a> {
    object: &'a str,
    automations: Vec<&'a Automation>,
}

impl Watching {
    /// How long until the next look is due; `None` before the first, which begins when there is something to look at.
    pub(crate) fn until_due(&self, inner: &Inner) -> Option<Duration> {
        let every = Duration::from_secs(u64::from(inner.preferences().watch_seconds.max(10)));
        let every = match inner.pace(Purpose::Polling) {
            Pace::Go => every,
            Pace::Slow { times } => every.saturating_mul(times),
            // The next look is after the org has calls again; `budget` finds out.
            Pace::Stop => STOPPED,
        };
        self.last.map(|last| every.saturating_sub(last.elapsed()))
    }

    /// Looks at every watched object when it is time or somebody asked; whether anything was found.
    pub(crate) async fn look(&mut self, inner: &Arc<Inner>) -> Result<bool, FlowError> {
        let configuration = inner.configuration();
        let watched = watched(configuration.automations.iter().flat_map(|list| &list.0));
        let asked = inner.look_now.swap(false, std::sync::atomic::Ordering::AcqRel);
        if watched.is_empty() || (!asked && self.until_due(inner).is_some_and(|wait| !wait.is_zero())) {
            return Ok(false);
        }
        let Some(crm) = inner.crm() else { return Ok(false) };
        if self.is_in_doubt(inner).await? {
            inner.look_now.store(asked, std::sync::atomic::Ordering::Release);
            return Ok(false);
        }
        self.last = Some(Instant::now());
        let mut found = false;
        for one in watched {
            found |= match one.look(inner, crm.as_ref()).await {
                Ok(found) => found,
                Err(FlowError::Crm(error)) => {
                    inner.note_watch_trouble(one.object, Some(error));
                    false
                }
                Err(other) => return Err(other),
            };
        }
        inner.say(Notice::Automations);
        Ok(found)
    }

    /// A write of a run may stand in Salesforce and not be known here yet: what a look brings could not be told from
    /// what others did.
    async fn is_in_doubt(&mut self, inner: &Inner) -> Result<bool, FlowError> {
        if !inner.store.run_is_in_doubt().await? {
            self.doubt = None;
            return Ok(false);
        }
        Ok(self.doubt.get_or_insert_with(Instant::now).elapsed() < DOUBT)
    }
}

fn watched<'a>(automations: impl Iterator<Item = &'a Automation>) -> Vec<Watched<'a>> {
    let mut objects: BTreeMap<&str, Vec<&Automation>> = BTreeMap::new();
    for automation in automations.filter(|automation| automation.enabled) {
        if let Some((object, _)) = automation.on.watches() {
            objects.entry(object).or_default().push(automation);
        }
    }
    objects.into_iter().map(|(object, automations)| Watched { object, automations }).collect()
}

impl Watched<'_> {
    async fn look(&self, inner: &Inner, crm: &dyn Crm) -> Result<bool, FlowError> {
        let Some(shape) = crm.object(self.object).await? else {
            inner.note_watch_trouble(self.object, Some(CrmError::Unexpected { code: "INVALID_TYPE".into() }));
            return Ok(false);
        };
        let now = inner.now();
        let before: Option<Progress> = inner.store.watch(self.object).await?;
        let mut progress =
            before.unwrap_or(Progress { baseline: now - OVERLAP, stamp: now, deletions: None, looked_at: now });
        progress.looked_at = now;
        let mut happened = Vec::new();
        let mut seen = Vec::new();
        if self.automations.iter().any(|automation| !matches!(automation.on, Trigger::DeletedRecord { .. })) {
            let org = inner.org();
            let me = org.identity.as_ref().map(|me| me.user.clone());
            for changed in crm.changes(&self.question(&progress, me.as_ref())).await? {
                progress.stamp = progress.stamp.max(changed.changed_at);
                let known = inner.store.seen_record(&changed.id).await?;
                if known.as_ref().is_some_and(|known| known.stamp == changed.stamp) {
                    continue;
                }
                if before.is_some() {
                    let causes = causes(inner, &changed, me.as_ref()).await?;
                    happened.push(self.told(
                        &changed,
                        known.as_ref(),
                        &progress,
                        (&org.shape, &shape),
                        me.as_ref(),
                        causes,
                    ));
                }
                seen.push(SeenRecord { record: changed.id, stamp: changed.stamp, fields: changed.values });
            }
        }
        if self.automations.iter().any(|automation| matches!(automation.on, Trigger::DeletedRecord { .. })) {
            happened.extend(self.deleted(crm, &mut progress, now).await?);
        }
        inner.store.save_watch(self.object, &progress, &happened, &seen, now).await?;
        inner.note_watch_trouble(self.object, None);
        Ok(!happened.is_empty())
    }

    fn question(&self, progress: &Progress, me: Option<&RecordId>) -> Watch {
        let mut watches = self.automations.iter().filter_map(|automation| automation.on.watches());
        let all_mine = watches.all(|(_, whose)| whose == Whose::Mine);
        Watch {
            object: self.object.to_owned(),
            since: progress.stamp - OVERLAP,
            owner: me.filter(|_| all_mine).cloned(),
            fields: self.automations.iter().flat_map(|automation| automation.fields()).collect(),
        }
    }

    fn told(
        &self,
        changed: &ChangedRecord,
        known: Option<&SeenRecord>,
        progress: &Progress,
        (org, shape): (&OrgShape, &ObjectShape),
        me: Option<&RecordId>,
        caused_by: Vec<AutomationName>,
    ) -> Told {
        let mine = changed.owner.as_ref().or(changed.changed_by.as_ref()) == me;
        let asked: BTreeSet<String> = self.automations.iter().flat_map(|automation| automation.fields()).collect();
        let of_record = |branch: &str, values: &Value| {
            let mut facts = of::record(branch, values, Some(shape));
            of::parents(&mut facts, branch, org, self.object, &asked);
            facts
        };
        let mut facts = of_record("record", &changed.values);
        let is_new = known.is_none() && changed.created_at >= progress.baseline;
        let (id, change) = if is_new {
            (OccurrenceId::new_record(&changed.id), RecordChange::New)
        } else {
            if let Some(known) = known {
                facts.join(of_record("before", &known.fields));
            }
            let fields = known.map(|known| differing(&known.fields, &changed.values)).unwrap_or_default();
            (OccurrenceId::updated(&changed.id, &changed.stamp), RecordChange::Updated { fields })
        };
        let happened = Happened::Record { object: self.object.to_owned(), id: changed.id.clone(), change, mine };
        let occurrence = Occurrence { id, at: changed.changed_at, happened, caused_by };
        Told { occurrence, facts, asked: Some(asked) }
    }

    async fn deleted(&self, crm: &dyn Crm, progress: &mut Progress, now: Timestamp) -> Result<Vec<Told>, FlowError> {
        let Some(since) = progress.deletions else {
            progress.deletions = Some(now);
            return Ok(Vec::new());
        };
        if now.duration_since(since) < BETWEEN_DELETIONS {
            return Ok(Vec::new());
        }
        // The minute in which the last question ended is asked for again: seconds are ignored.
        let deletions = crm.deletions(self.object, since - SignedDuration::from_mins(1), now).await?;
        progress.deletions = Some(deletions.covered.min(now));
        let happened = deletions.records.into_iter().map(|(record, at)| {
            let mut facts = Facts::new();
            facts.set("record.Id", record.as_str());
            let id = OccurrenceId::deleted(&record, at);
            let change = RecordChange::Deleted;
            let happened = Happened::Record { object: self.object.to_owned(), id: record, change, mine: false };
            Told { occurrence: Occurrence { id, at, happened, caused_by: Vec::new() }, facts, asked: None }
        });
        Ok(happened.collect())
    }
}

/// The automations whose writes left this change: those that wrote the record and whose change was not met yet.
async fn causes(
    inner: &Inner,
    changed: &ChangedRecord,
    me: Option<&RecordId>,
) -> Result<Vec<AutomationName>, FlowError> {
    if changed.changed_by.is_none() || changed.changed_by.as_ref() != me {
        return Ok(Vec::new());
    }
    inner.own_writers(&changed.id, inner.now() - OWN_WRITE, true).await
}

/// What every change moves says nothing about what was changed.
fn differing(before: &Value, now: &Value) -> BTreeSet<String> {
    const ALWAYS: [&str; 3] = ["attributes", "SystemModstamp", "LastModifiedById"];
    let Some(members) = now.as_object() else { return BTreeSet::new() };
    let differs = |(name, value): &(&String, &Value)| {
        !ALWAYS.contains(&name.as_str()) && before.get(name.as_str()) != Some(value)
    };
    members.iter().filter(differs).map(|(name, _)| name.clone()).collect()
}
