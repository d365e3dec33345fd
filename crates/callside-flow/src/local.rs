//! Stage one: what this machine knows about a number, without asking anybody.

use callside_core::call::Call;
use callside_core::history::timeline;
use callside_core::ids::RecordId;
use callside_core::matching::{MatchOutcome, MatchRules, Source, judge};
use callside_core::phone::{Line, PhoneNumber};
use callside_core::pop::{Caller, Freshness, HandOver, ScreenPop};
use callside_core::record::{CallerContext, CallerRef};
use callside_core::recording::Heard;
use callside_store::Known;
use std::collections::BTreeSet;

/// Every record that may be the caller, each once.
pub(crate) fn refs(known: &Known) -> Vec<CallerRef> {
    let copies = known.callers.iter().map(|(copy, _)| &copy.record);
    let all = copies.chain(known.made.iter().map(|made| &made.record)).chain(&known.choice);
    all.cloned().collect::<BTreeSet<_>>().into_iter().collect()
}

/// Who it is by the copies on this machine.
pub(crate) fn outcome(known: &Known, number: &PhoneNumber, rules: &MatchRules) -> MatchOutcome {
    let copies = known.callers.iter().map(|(copy, _)| (copy.clone(), Source::ThisMachine));
    let made = known.made.iter().map(|made| (made.clone(), Source::MadeHere));
    judge(number, copies.chain(made).collect(), known.choice.as_ref(), rules)
}

/// The one record that it will most likely be, with its account.
pub(crate) fn likely(known: &Known, number: &PhoneNumber, rules: &MatchRules) -> Option<(CallerRef, Option<RecordId>)> {
    match outcome(known, number, rules) {
        MatchOutcome::One { matched } => Some((matched.candidate.record, matched.candidate.account)),
        MatchOutcome::None | MatchOutcome::Several { .. } => None,
    }
}

/// The pop of a call, before Salesforce is asked.
pub(crate) fn pop(call: &Call, caller: Caller, line: Line, mut known: Known) -> ScreenPop {
    let copy = caller.one().and_then(|matched| known.contexts.remove(&matched.candidate.record.id));
    let (context, as_of) = match copy {
        Some((context, at)) => (context, Some(at)),
        None => (CallerContext::default(), known.asked_at),
    };
    let past = known.past.into_iter().filter(|earlier| earlier.key != call.key).collect();
    let mut pop = ScreenPop {
        call: call.key.clone(),
        phase: call.phase(),
        direction: None,
        queue: None,
        campaign: None,
        began_at: call.first_at,
        answered_at: None,
        ended_at: None,
        line,
        provider_name: None,
        caller,
        timeline: timeline(past, &context),
        context,
        memory: None,
        hand_over: None,
        heard: None,
        freshness: Freshness::Local { as_of },
        changed: BTreeSet::new(),
    };
    follow(&mut pop, call);
    pop
}

/// Brings the call's own facts in the pop up to date.
pub(crate) fn follow(pop: &mut ScreenPop, call: &Call) {
    pop.phase = call.phase();
    pop.direction = call.direction().copied();
    pop.queue = call.queue().cloned();
    pop.campaign = call.campaign().cloned();
    pop.began_at = call.first_at;
    pop.answered_at = call.answered_at();
    pop.ended_at = call.ended_at();
    pop.provider_name = call.customer_name().cloned();
    pop.hand_over =
        call.hand_overs.last().map(|(at, to, note)| HandOver { to: to.clone(), note: note.clone(), at: *at });
    pop.heard = Heard::told(call).map(|(what, _)| what);
}
