//! Calls in lists.

use super::{Lens, caller, mask, millis, outbox, pop, told};
use crate::ipc::pop::{CallRow, LineView, PhaseView};
use callside_core::call::{ElsewhereState, Seen};
use callside_core::outbox::State;
use callside_core::plan::WrapUpPlan;
use callside_core::pop::ScreenPop;
use callside_flow::{Desk, PastEntry};

/// A live call, or one that waits for its wrap-up.
#[must_use]
pub fn live(desk: &Desk, lens: &Lens) -> CallRow {
    let Desk { call, pop: shown, draft, saved } = desk;
    let saved = saved.as_ref();
    CallRow {
        call: call.key.to_string(),
        at: millis(call.first_at),
        who: known_as(shown),
        number: caller::number(&shown.line, caller::is_masked(&shown.caller)),
        provider: call.key.provider().label().to_owned(),
        direction: call.direction().copied().map(pop::direction),
        queue: call.queue().cloned(),
        disposition: draft.disposition.as_ref().map(|code| lens.disposition(code)),
        notes: first_line(&draft.notes),
        talk_s: call.talk_seconds(),
        phase: pop::phase(shown.phase, saved),
        entry: saved.and_then(|entry| Some(outbox::state(&entry.state, entry.work.wrap_up()?.1, lens))),
        flags: Vec::new(),
        only_logged: call.seen() != Seen::Heard,
        by_relay: call.is_told(),
        agent: None,
        day_only: call.seen() == Seen::LoggedDay,
    }
}

/// A call of the history.
#[must_use]
pub fn past(past: &PastEntry, lens: &Lens) -> CallRow {
    let PastEntry { call, state, flags } = past;
    let state = state.as_ref().filter(|state| !matches!(state, State::Cancelled { .. }));
    let elsewhere = match &call.elsewhere {
        Some(ElsewhereState::Decided { writing }) => Some(writing.as_ref()),
        Some(ElsewhereState::Open) | None => None,
    };
    CallRow {
        call: call.key.to_string(),
        at: millis(call.at),
        who: call.name.clone(),
        number: if call.number.is_empty() && call.seen != Seen::Heard {
            LineView::Unknown
        } else {
            LineView::Number { text: call.number.clone(), extension: None }
        },
        provider: call.key.provider().label().to_owned(),
        direction: call.direction.map(pop::direction),
        queue: call.queue.clone(),
        disposition: call.disposition.clone(),
        notes: call.notes.as_deref().and_then(first_line),
        talk_s: call.talk_s,
        // What stands in Salesforce, or was decided at another desk, waits for nobody here.
        phase: if state.is_some() || call.seen != Seen::Heard || elsewhere.is_some() {
            PhaseView::Saved
        } else {
            PhaseView::WrapUp
        },
        entry: match (state, elsewhere) {
            (Some(state), _) => Some(outbox::state(state, &WrapUpPlan::default(), lens)),
            (None, writing) => writing.flatten().map(|writing| told::entry(writing, lens)),
        },
        flags: flags.clone(),
        only_logged: call.seen != Seen::Heard,
        by_relay: call.elsewhere.is_some(),
        agent: call.agent.clone().filter(|_| call.elsewhere.is_some() || call.seen != Seen::Heard),
        day_only: call.seen == Seen::LoggedDay,
    }
}

/// What a call is called: the person's name (covered while unsure), else the phone system's; else it has only its number.
#[must_use]
pub fn known_as(pop: &ScreenPop) -> Option<String> {
    match pop.caller.one() {
        Some(matched) if caller::is_masked(&pop.caller) => Some(mask::name(&matched.candidate.name)),
        Some(matched) => Some(matched.candidate.name.clone()),
        None => pop.provider_name.clone(),
    }
}

fn first_line(text: &str) -> Option<String> {
    text.lines().map(str::trim).find(|line| !line.is_empty()).map(str::to_owned)
}
