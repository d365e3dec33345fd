//! The screen pop as the desk shows it.

use super::{Lens, caller, draft, millis, outbox, phones, timeline, values};
use crate::ipc::pop::{CaseView, FreshnessView, OpportunityView, PhaseView, PopView, SavedView, StaleView};
use callside_core::call::Phase;
use callside_core::event::Direction;
use callside_core::outbox::{Entry, State};
use callside_core::phone_system::{Abilities, Ability};
use callside_core::pop::{Freshness, ScreenPop, StaleBecause};
use callside_core::zone;
use callside_flow::{Draft, Offers};

/// The whole pop. Of an unsure match nothing private is in it, so that no screen can show it by mistake.
#[must_use]
pub fn pop(pop: &ScreenPop, typed: &Draft, saved: Option<&Entry>, lens: &Lens) -> PopView {
    let masked = caller::is_masked(&pop.caller);
    let saved = saved.filter(|entry| stands(entry));
    let (cases, deals, items) = match masked {
        true => (&[][..], &[][..], &[][..]),
        false => (&pop.context.cases[..], &pop.context.opportunities[..], &pop.timeline[..]),
    };
    let offered = lens.table.in_force(pop.campaign.as_deref(), pop.queue.as_deref());
    PopView {
        call: pop.call.to_string(),
        provider: pop.call.provider().label().to_owned(),
        phase: phase(pop.phase, saved),
        direction: pop.direction.map(direction),
        queue: pop.queue.clone(),
        campaign: pop.campaign.clone(),
        began_at: millis(pop.began_at),
        answered_at: pop.answered_at.map(millis),
        ended_at: pop.ended_at.map(millis),
        number: caller::number(&pop.line, masked),
        zone: home_zone(pop),
        provider_name: pop.provider_name.clone(),
        who: caller::who(pop, lens),
        cases: cases.iter().map(|case| open_case(case, pop)).collect(),
        opportunities: deals.iter().map(|deal| open_deal(deal, pop)).collect(),
        timeline: items.iter().map(|item| timeline::item(item, &pop.changed)).collect(),
        offers: phones::offers(offers(pop, lens)),
        memory: pop.memory.as_ref().filter(|_| !masked).map(phones::memory),
        hand_over: pop.hand_over.as_ref().map(phones::hand_over),
        freshness: freshness(&pop.freshness),
        draft: draft::view(typed),
        outcomes: offered.rows.iter().map(|row| (*row).into()).collect(),
        outcomes_from: offered.table.map(|table| table.name.clone()),
        saved: saved.and_then(|entry| saved_view(entry, lens)),
    }
}

fn offers(pop: &ScreenPop, lens: &Lens) -> Offers {
    let can_dial = lens.abilities.values().any(|abilities| abilities.can(Ability::Dial));
    let none = Abilities::default();
    let abilities = lens.abilities.get(&pop.call.provider()).unwrap_or(&none);
    Offers::of(can_dial, pop.phase, abilities, pop.heard)
}

/// Where the call stands for the agent: after the call comes wrap-up, until it is saved.
#[must_use]
pub fn phase(phase: Phase, saved: Option<&Entry>) -> PhaseView {
    match phase {
        Phase::Waiting => PhaseView::Waiting,
        Phase::Preview => PhaseView::Preview,
        Phase::Ringing => PhaseView::Ringing,
        Phase::Talking => PhaseView::Talking,
        Phase::OnHold => PhaseView::OnHold,
        Phase::Ended if saved.is_some_and(stands) => PhaseView::Saved,
        Phase::Ended => PhaseView::WrapUp,
    }
}

/// An entry that was taken back no longer wraps its call up.
const fn stands(entry: &Entry) -> bool {
    !matches!(entry.state, State::Cancelled { .. })
}

/// The direction's word for the UI.
#[must_use]
pub fn direction(direction: Direction) -> String {
    let word = match direction {
        Direction::Inbound => "inbound",
        Direction::Outbound => "outbound",
        Direction::Internal => "internal",
    };
    word.to_owned()
}

fn home_zone(pop: &ScreenPop) -> Option<String> {
    let number = pop.line.number()?;
    // A clock that might be wrong is worse than none.
    match zone::of_number(&number.region()?, number.e164())[..] {
        [zone] => Some(zone.to_owned()),
        _ => None,
    }
}

fn saved_view(entry: &Entry, lens: &Lens) -> Option<SavedView> {
    let (wrap_up, plan) = entry.work.wrap_up()?;
    Some(SavedView {
        entry: entry.id.0,
        disposition: lens.disposition(&wrap_up.disposition),
        state: outbox::state(&entry.state, plan, lens),
        can_undo: entry.state.can_cancel(),
    })
}

fn open_case(case: &callside_core::record::OpenCase, pop: &ScreenPop) -> CaseView {
    CaseView {
        id: case.id.to_string(),
        number: case.number.clone(),
        subject: case.subject.clone(),
        status: case.status.clone(),
        priority: case.priority.clone(),
        escalated: case.escalated,
        opened_at: millis(case.opened_at),
        changed: pop.changed.contains(&format!("case:{}", case.id)),
    }
}

fn open_deal(deal: &callside_core::record::OpenOpportunity, pop: &ScreenPop) -> OpportunityView {
    OpportunityView {
        id: deal.id.to_string(),
        name: deal.name.clone(),
        stage: deal.stage.clone(),
        amount: deal.amount.as_deref().map(values::amount),
        closes: deal.closes.clone(),
        changed: pop.changed.contains(&format!("opportunity:{}", deal.id)),
    }
}

fn freshness(freshness: &Freshness) -> FreshnessView {
    match freshness {
        Freshness::Local { as_of } => FreshnessView::Asking { as_of: as_of.map(millis) },
        Freshness::Live { took_ms } => FreshnessView::Live { took_ms: *took_ms },
        Freshness::Stale { as_of, because } => FreshnessView::Stale {
            as_of: as_of.map(millis),
            because: stale(*because),
            sign_in: *because == StaleBecause::SignIn,
        },
    }
}

pub(super) const fn stale(because: StaleBecause) -> StaleView {
    match because {
        StaleBecause::SignIn => StaleView::SignIn,
        StaleBecause::Unreachable => StaleView::Unreachable,
        StaleBecause::TooLate => StaleView::TooLate,
        StaleBecause::Limit => StaleView::Limit,
        StaleBecause::Refused => StaleView::Refused,
        StaleBecause::Trouble => StaleView::Trouble,
    }
}

#[cfg(test)]
#[path = "pop_tests.rs"]
mod tests;
