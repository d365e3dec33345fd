//! What changed automations would have done about records of Salesforce, when it told of them.

use super::automations::{Parts, changes, run, today};
use super::{About, Differing, News, Rules, Runs, Scenery};
use crate::automation::{Automation, AutomationName, Happened, RecordChange, Told};
use crate::facts::of;
use std::collections::BTreeSet;

/// What came of something that Salesforce told of a record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OfRecord {
    /// What would have gone otherwise.
    pub differing: Option<Differing>,
    /// Fields that automations ask for and that nobody had asked for then, as `Object.Field`: what those automations
    /// would have done about this record cannot be told, and is left out.
    pub unknown: BTreeSet<String>,
}

pub(super) fn of((now, then): (&Rules, &Rules), told: &Told, scenery: &Scenery, runs: &mut Runs) -> OfRecord {
    let mut found = OfRecord::default();
    let happened = &told.occurrence.happened;
    let Some((object, id)) = happened.record() else { return found };
    let mut unjudged: BTreeSet<&AutomationName> = BTreeSet::new();
    for automation in now.automations.iter().chain(then.automations.iter()).filter(|one| one.on.is_about(happened)) {
        let unknown = unknown(automation, told);
        if !unknown.is_empty() {
            unjudged.insert(&automation.name);
            found.unknown.extend(unknown.into_iter().map(|field| format!("{object}.{field}")));
        }
    }
    let mut facts = of::me(&scenery.me);
    facts.join(told.facts.clone());
    let mut side = |automations, today| {
        let mut parts = Parts::new();
        facts.join(today);
        let mut ran = run(automations, &told.occurrence, &facts, &mut parts);
        parts.retain(|at, _| !unjudged.contains(&at.0));
        ran.retain(|automation| !unjudged.contains(&automation.name));
        (parts, ran)
    };
    let (before, _) = side(&now.automations, today(now, told.occurrence.at, scenery));
    let (after, ran) = side(&then.automations, today(then, told.occurrence.at, scenery));
    if !then.automations.is_empty() {
        runs.heard(told.occurrence.at);
    }
    for automation in ran {
        runs.ran(&automation.name, told.occurrence.at);
    }
    let changes = changes(&now.automations, &then.automations, &before, &after);
    if !changes.is_empty() {
        let about = About::Record { object: object.to_owned(), id: id.clone(), news: news(happened) };
        let who = of::record_name(&told.facts).unwrap_or_else(|| id.to_string());
        found.differing = Some(Differing { about, at: told.occurrence.at, who, changes });
    }
    found
}

/// Fields that an automation asks for and that nobody had asked for when this was told.
fn unknown(automation: &Automation, told: &Told) -> Vec<String> {
    let Some(asked) = &told.asked else { return Vec::new() };
    let is_there = |field: &String| told.facts.find(&format!("record.{field}")).is_some();
    automation.fields().into_iter().filter(|field| !asked.contains(field) && !is_there(field)).collect()
}

const fn news(happened: &Happened) -> News {
    match happened {
        Happened::Record { change: RecordChange::New, .. } => News::New,
        Happened::Record { change: RecordChange::Deleted, .. } => News::Deleted,
        Happened::Record { change: RecordChange::Updated { .. }, .. } => News::Updated,
        Happened::Message { .. } | Happened::Call { .. } | Happened::Disposition { .. } => News::Message,
    }
}

#[cfg(test)]
#[path = "records_tests.rs"]
mod tests;
