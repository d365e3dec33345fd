//! One call, whole.

use super::{Lens, caller, millis, outbox, pop, rows, team, told, work};
use crate::ipc::team::{BeforeView, LegView, NoteView, ShownView, StoryEventView, StoryView};
use callside_core::call::Call;
use callside_core::event::{AgentName, CallChange, Event};
use callside_core::outbox::Entry;
use callside_core::pop::ScreenPop;
use callside_core::recording::Heard;
use callside_core::team::CallLink;
use callside_flow::{Draft, OrgName, Story};
use jiff::Timestamp;

/// The page of a call; `elsewhere` names the org of an entry, when another one is signed in to.
pub fn story<'o>(story: &Story, elsewhere: impl Fn(&Entry) -> Option<&'o OrgName>, lens: &Lens) -> StoryView {
    let Story { listed, call, events, shown, shown_there, notes, entries, flags, before } = story;
    // What the agent could not see then is not told here either.
    let covered = shown.last().is_some_and(|(_, pop)| caller::is_masked(&pop.caller));
    let told_of = Heard::told(call).map(|(what, _)| what);
    StoryView {
        row: rows::past(listed, lens),
        agent: call.agent().map(name),
        campaign: call.campaign().cloned(),
        hold_s: call.hold_s().copied(),
        by_relay: call.is_told(),
        link: CallLink { call: call.key.clone() }.to_string(),
        events: events.iter().filter_map(|(received, event)| heard(*received, event)).collect(),
        legs: legs(call),
        shown: shown.iter().map(|(at, pop)| ShownView { at: millis(*at), pop: as_shown(pop, lens) }).collect(),
        notes: notes.iter().map(|one| NoteView { at: millis(one.at), notes: one.notes.clone() }).collect(),
        shown_there: *shown_there,
        entries: entries.iter().map(|entry| outbox::entry(entry, elsewhere(entry), lens)).collect(),
        writing: told::writing(call, lens).filter(|_| entries.is_empty()),
        before: before.as_ref().map(|(past, changes)| BeforeView {
            call: past.key.to_string(),
            at: millis(past.at),
            disposition: past.disposition.clone(),
            changes: if covered { vec![] } else { changes.iter().map(team::change).collect() },
        }),
        flags: flags.iter().map(work::flag).collect(),
        recording: told_of.is_some(),
        voicemail: told_of == Some(Heard::Voicemail),
        logs: call.logs().map(ToString::to_string).collect(),
    }
}

fn as_shown(shown: &ScreenPop, lens: &Lens) -> crate::ipc::pop::PopView {
    pop::pop(shown, &Draft::default(), None, lens)
}

fn name(agent: &AgentName) -> String {
    agent.name.clone().unwrap_or_else(|| agent.key.clone())
}

fn heard(received_at: Timestamp, event: &Event) -> Option<StoryEventView> {
    let Event::Call(event) = event else { return None };
    let detail = match &event.what {
        CallChange::Transferred { to } | CallChange::Assigned { to } => to.clone(),
        CallChange::Dispositioned { label } => label.clone(),
        CallChange::Commented { text, .. } => Some(text.clone()),
        CallChange::Tagged { tag } | CallChange::Untagged { tag } => Some(tag.clone()),
        CallChange::HandedOver { to, note } => Some(format!("{to}: {note}")),
        CallChange::Advised { by, note } => Some(format!("{by}: {note}")),
        CallChange::WrappedUp { told, .. } => told.decided.as_ref().map(|decided| decided.outcome.clone()),
        CallChange::Ended => event.facts.missed_reason.clone(),
        _ => None,
    };
    let (what, told_by) = match &event.what {
        CallChange::WrappedUp { told, .. } => (told::word(told), Some(told.by.0.clone())),
        what => (what.word(), None),
    };
    Some(StoryEventView {
        at: millis(event.at),
        received_at: millis(received_at),
        what: what.to_owned(),
        detail,
        agent: event.facts.agent.as_ref().map(name),
        told_by,
    })
}

/// In the order in which people had it.
fn legs(call: &Call) -> Vec<LegView> {
    let mut legs: Vec<_> = call.legs.values().collect();
    legs.sort_by_key(|leg| leg.started_at.or(leg.ended_at));
    legs.into_iter()
        .map(|leg| LegView {
            agent: leg.agent.as_ref().map(|said| name(&said.value)),
            from: leg.started_at.map(millis),
            until: leg.ended_at.map(millis),
        })
        .collect()
}
