//! Assistance for the window. The relay's clock becomes this machine's.

use super::{Lens, millis, pop};
use crate::ipc::assistance::{
    AdviceFateView, AdviceView, AgentSees, AssistanceView, AssistanceWay, LookView, MyRequestView, TheirRequestView,
};
use callside_core::assistance::{AssistanceDesk, AssistanceNote, AssistanceRequest, Helper, Look, Seen, Way};
use callside_engine::AdviceFate;
use callside_flow::Draft;

/// All that is known here.
#[must_use]
pub fn assistance(desk: &AssistanceDesk, lens: &Lens) -> AssistanceView {
    AssistanceView {
        way: match desk.way() {
            Way::Coming => AssistanceWay::Coming,
            Way::Open => AssistanceWay::Open,
            Way::Down => AssistanceWay::Down,
            Way::TooOld => AssistanceWay::TooOld,
        },
        mine: mine(desk),
        theirs: desk.theirs().map(|request| their(desk, request)).collect(),
        look: desk.look().map(|look| looked_at(look, lens)),
    }
}

/// Where no relay is set up.
#[must_use]
pub const fn no_relay() -> AssistanceView {
    AssistanceView { way: AssistanceWay::NoRelay, mine: None, theirs: Vec::new(), look: None }
}

fn mine(desk: &AssistanceDesk) -> Option<MyRequestView> {
    let mine = desk.mine()?;
    let passed = desk.passed_on();
    Some(MyRequestView {
        call: mine.call.call.to_string(),
        since: millis(mine.since),
        told: passed.map(|request| request.told),
        looking: passed.map(|request| names(&request.looking)).unwrap_or_default(),
        notes: notes(desk, &mine.notes),
    })
}

fn their(desk: &AssistanceDesk, request: &AssistanceRequest) -> TheirRequestView {
    TheirRequestView {
        person: request.person.to_string(),
        call: request.call.call.to_string(),
        name: who(request),
        queue: request.call.queue.clone(),
        since: millis(desk.here(request.since)),
        looking: names(&request.looking),
        notes: notes(desk, &request.notes),
    }
}

/// Name of who asks, else their address.
#[must_use]
pub fn who(request: &AssistanceRequest) -> String {
    request.name.clone().unwrap_or_else(|| request.person.to_string())
}

fn names(helpers: &[Helper]) -> Vec<String> {
    helpers.iter().map(|helper| helper.shown().to_owned()).collect()
}

fn notes(desk: &AssistanceDesk, notes: &[AssistanceNote]) -> Vec<AdviceView> {
    let note = |note: &AssistanceNote| AdviceView {
        at: millis(desk.here(note.at)),
        by: note.by.shown().to_owned(),
        text: note.text.clone(),
    };
    notes.iter().map(note).collect()
}

fn looked_at(look: &Look, lens: &Lens) -> LookView {
    LookView {
        person: look.of.person.to_string(),
        call: look.of.call.to_string(),
        sees: match &look.view {
            None => AgentSees::Nothing,
            Some(Seen::Unreadable) => AgentSees::Unreadable,
            Some(Seen::View(view)) => {
                let draft = Draft { notes: view.notes.clone(), ..Draft::default() };
                AgentSees::Pop { pop: Box::new(pop::pop(&view.pop, &draft, None, lens)) }
            }
        },
    }
}

/// What became of a note.
#[must_use]
pub const fn fate(fate: AdviceFate) -> AdviceFateView {
    match fate {
        AdviceFate::Sent => AdviceFateView::Sent,
        AdviceFate::Over => AdviceFateView::Over,
        AdviceFate::NotReached => AdviceFateView::NotReached,
        AdviceFate::Empty => AdviceFateView::Empty,
    }
}
