//! What changed automations would have done during a call.

use super::{Change, Decided, Rules, Runs, Scenery};
use crate::automation::{
    Act, Automation, AutomationName, Decided as SetOff, Happened, Next, Occurrence, OccurrenceId, Trigger, decide,
    rehearse,
};
use crate::event::CallEvent;
use crate::facts::{Facts, of};
use crate::plan::{Value, WrapUp};
use crate::pop::ScreenPop;
use jiff::Timestamp;
use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

/// What phone systems said during a call, and what the agent saw last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heard {
    /// The events, in the order of their arrival.
    pub events: Vec<CallEvent>,
    /// The last pop; `None` for calls that never popped.
    pub pop: Option<ScreenPop>,
    /// The last pop with several records to pick from; only where other matches are rehearsed.
    pub several: Option<ScreenPop>,
}

/// What automations that differ could have reacted to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hears {
    /// Nothing of a call.
    Nothing,
    /// Its wrap-up, and what phone systems told by these words ([`CallChange::word`](crate::event::CallChange::word)).
    These(BTreeSet<String>),
    /// Whatever phone systems told.
    Everything,
}

impl Hears {
    pub(super) fn of<'a>(automations: impl Iterator<Item = &'a Automation>) -> Self {
        automations.fold(Self::Nothing, |heard, automation| match (&automation.on, heard) {
            (Trigger::Call { events }, _) if events.is_empty() => Self::Everything,
            (Trigger::Call { events }, heard) => heard.and(events.iter().map(|event| event.0.clone())),
            (Trigger::Disposition { .. }, heard) => heard.and(std::iter::empty()),
            (_, heard) => heard,
        })
    }

    fn and(self, words: impl Iterator<Item = String>) -> Self {
        match self {
            Self::Nothing => Self::These(words.collect()),
            Self::These(known) => Self::These(known.into_iter().chain(words).collect()),
            Self::Everything => Self::Everything,
        }
    }
}

/// The automations of each side that the other has not, without those that are off.
pub(super) fn apart(now: &[Automation], then: &[Automation]) -> (Vec<Automation>, Vec<Automation>) {
    let only = |these: &[Automation], others: &[Automation]| {
        these.iter().filter(|one| one.enabled && !others.contains(one)).cloned().collect()
    };
    (only(now, then), only(then, now))
}

/// A part of a step that can be compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum StepPart {
    /// An action, by its name; its value is whether it runs.
    Action(String),
    /// An input of an action.
    Input {
        /// The action's name.
        action: String,
        /// The input's name.
        input: String,
    },
    /// The text that is shown.
    Toast,
    /// The tag that is put on the call.
    Tag,
    /// The record that is opened.
    OpenRecord,
}

/// Where a part stands: the automation, which of its runs during the call, the part, and which of the like.
pub(super) type At = (AutomationName, usize, StepPart, usize);
/// What was done, part by part.
pub(super) type Parts = BTreeMap<At, Value>;

/// What the automations of both rules do during a call, part by part; nothing where no call popped. Loop guard and
/// limits count over calls and hours and are left out.
pub(super) fn differing(
    now: &Rules,
    then: &Rules,
    decided: &Decided,
    scenery: &Scenery,
    runs: &mut Runs,
) -> Vec<Change> {
    let Some(pop) = decided.heard.pop.as_ref() else { return vec![] };
    let (mut before, mut after) = (Parts::new(), Parts::new());
    let known = LazyCell::new(|| known(decided, pop, scenery));
    for (occurrence, event) in occurrences(decided) {
        if !then.automations.is_empty() {
            runs.heard(occurrence.at);
        }
        let set_off = |rules: &Rules| rules.automations.iter().any(|one| one.on.is_set_off_by(&occurrence.happened));
        if !set_off(now) && !set_off(then) {
            continue;
        }
        let mut facts = known.clone();
        facts.join(today(now, occurrence.at, scenery));
        facts.join(event.map_or_else(|| wrap_up(now, decided), of::event));
        run(&now.automations, &occurrence, &facts, &mut before);
        if now.dispositions.working_hours != then.dispositions.working_hours {
            facts.join(today(then, occurrence.at, scenery));
        }
        for automation in run(&then.automations, &occurrence, &facts, &mut after) {
            runs.ran(&automation.name, occurrence.at);
        }
    }
    changes(&now.automations, &then.automations, &before, &after)
}

/// The parts that differ, in the order of automations, runs and parts.
pub(super) fn changes(now: &[Automation], then: &[Automation], before: &Parts, after: &Parts) -> Vec<Change> {
    let title = |name: &AutomationName| {
        let mut all = then.iter().chain(now);
        all.find(|one| one.name == *name).map_or_else(String::new, |one| one.title.clone())
    };
    let places: BTreeSet<&At> = before.keys().chain(after.keys()).collect();
    let changed = places.into_iter().filter(|at| before.get(*at) != after.get(*at));
    changed
        .map(|at| Change::Step {
            automation: title(&at.0),
            part: at.2.clone(),
            time: at.3,
            before: before.get(at).cloned(),
            after: after.get(at).cloned(),
        })
        .collect()
}

/// The days around a moment, by the working hours of these rules.
pub(super) fn today(rules: &Rules, at: Timestamp, scenery: &Scenery) -> Facts {
    of::now(at, &scenery.zone, &rules.dispositions.working_hours)
}

/// What is known of the call as it stands today, for what was known at each moment is not kept.
fn known(decided: &Decided, pop: &ScreenPop, scenery: &Scenery) -> Facts {
    let mut known = of::me(&scenery.me);
    known.join(of::call(&decided.call, pop));
    known
}

/// What happened during the call, each with its event, and the wrap-up at last, which has none.
fn occurrences(decided: &Decided) -> impl Iterator<Item = (Occurrence, Option<&CallEvent>)> {
    let events = decided.heard.events.iter().map(|event| {
        let happened = Happened::Call { call: event.call.clone(), word: event.what.word().to_owned() };
        let id = OccurrenceId::event(&event.id);
        (Occurrence { id, at: event.at, happened, caused_by: vec![] }, Some(event))
    });
    let (call, wrap_up) = (&decided.call.key, &decided.wrap_up);
    let happened = Happened::Disposition { call: call.clone(), code: wrap_up.disposition.clone() };
    let id = OccurrenceId::of_call(call);
    events.chain(std::iter::once((Occurrence { id, at: wrap_up.decided_at, happened, caused_by: vec![] }, None)))
}

/// Facts of the wrap-up, with the words of the rules that hold.
fn wrap_up(rules: &Rules, decided: &Decided) -> Facts {
    let WrapUp { disposition, notes, agreed_at, .. } = &decided.wrap_up;
    let row = rules.dispositions.for_call(&decided.call).get(disposition);
    let mut facts = row.map_or_else(Facts::default, |row| of::disposition(row, notes, *agreed_at));
    facts.set("disposition.code", disposition.0.as_str());
    facts
}

/// Runs what this sets off, and gives it. What its own write brought about does not set an automation off.
pub(super) fn run<'a>(
    automations: &'a [Automation],
    occurrence: &Occurrence,
    facts: &Facts,
    parts: &mut Parts,
) -> Vec<&'a Automation> {
    let mut ran = Vec::new();
    for set_off in decide(automations, occurrence, facts, |_| 0) {
        let SetOff::Runs(automation) = set_off else { continue };
        ran.push(automation);
        let earlier = parts.keys().filter(|at| at.0 == automation.name).map(|at| at.1 + 1).max().unwrap_or(0);
        let mut taken = BTreeMap::<StepPart, usize>::new();
        for step in rehearse(automation, facts) {
            for (part, value) in named(step) {
                let time = taken.entry(part.clone()).or_default();
                *time += 1;
                parts.insert((automation.name.clone(), earlier, part, *time), value);
            }
        }
    }
    ran
}

/// The parts of a step: one, or an action and its inputs.
fn named(step: Next) -> Vec<(StepPart, Value)> {
    match step {
        Next::Toast(text) => vec![(StepPart::Toast, Value::Text(text))],
        Next::Tag(tag) => vec![(StepPart::Tag, Value::Text(tag))],
        Next::OpenRecord(record) => vec![(StepPart::OpenRecord, Value::Record(record))],
        Next::Act(Act { action, with, .. }) => {
            let input = |input| StepPart::Input { action: action.clone(), input };
            let inputs = with.into_iter().map(|(name, value)| (input(name), plain(&value)));
            std::iter::once((StepPart::Action(action.clone()), Value::Bool(true))).chain(inputs).collect()
        }
        Next::Finished(_) => vec![],
    }
}

fn plain(value: &serde_json::Value) -> Value {
    match value {
        serde_json::Value::Bool(yes) => Value::Bool(*yes),
        serde_json::Value::String(text) => Value::text(text),
        serde_json::Value::Null => Value::Null,
        other => Value::text(other.to_string()),
    }
}

#[cfg(test)]
#[path = "automations_tests.rs"]
mod tests;
