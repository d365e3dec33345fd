//! Stage two: Salesforce answers, and the pop says what changed.

use crate::companion::Inner;
use crate::error::FlowError;
use crate::lookup::{self, Answer};
use crate::notice::Notice;
use crate::phones;
use callside_core::crm::{Crm, CrmError};
use callside_core::history::{TimelineItem, timeline};
use callside_core::ids::CallKey;
use callside_core::matching::{Match, MatchOutcome, Source};
use callside_core::phone::Line;
use callside_core::pop::{Caller, Freshness, ScreenPop, StaleBecause, differences};
use callside_core::record::{CallerContext, Candidate};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Asks Salesforce in the background and shows the answer.
pub(crate) fn begin(inner: &Arc<Inner>, call: &CallKey) {
    let (inner, call) = (Arc::clone(inner), call.clone());
    tokio::spawn(async move {
        if let Err(error) = run(&inner, &call).await {
            tracing::warn!(%error, "the live answer could not be kept");
        }
    });
}

/// Asks Salesforce and shows the answer; without Salesforce the pop says why it is not fresh.
pub(crate) async fn run(inner: &Arc<Inner>, call: &CallKey) -> Result<(), FlowError> {
    let Some(pop) = inner.pops().get(call).cloned() else { return Ok(()) };
    let Some(crm) = inner.crm() else { return stale(inner, call, StaleBecause::SignIn).await };
    let began = Instant::now();
    let asked = match picked_by_hand(&pop) {
        Some(matched) => by_hand(crm.as_ref(), matched).await,
        None if pop.line.number().is_none() => return Ok(()),
        None => by_number(inner, crm.as_ref(), &pop.line, lookup::DEADLINE).await?,
    };
    let took_ms = u32::try_from(began.elapsed().as_millis()).unwrap_or(u32::MAX);
    match asked {
        Ok(answer) => live(inner, call, answer, took_ms).await,
        Err(error) => {
            if error == CrmError::SignInNeeded {
                inner.say(Notice::SignInNeeded);
            }
            stale(inner, call, because(&error)).await
        }
    }
}

/// The pop with Salesforce's answer, for somebody else than the desk: nothing is shown. Without an answer it says why it is
/// not fresh.
pub(crate) async fn asked_aside(inner: &Inner, mut pop: ScreenPop) -> Result<ScreenPop, FlowError> {
    let Some(crm) = inner.crm().filter(|_| pop.line.number().is_some()) else { return Ok(pop) };
    let began = Instant::now();
    match by_number(inner, crm.as_ref(), &pop.line, lookup::DEADLINE).await? {
        Ok(answer) => merge(&mut pop, answer, u32::try_from(began.elapsed().as_millis()).unwrap_or(u32::MAX)),
        Err(error) => pop.freshness = Freshness::Stale { as_of: None, because: because(&error) },
    }
    Ok(pop)
}

fn picked_by_hand(pop: &ScreenPop) -> Option<&Match> {
    pop.caller.one().filter(|matched| matched.why.source == Source::Picked)
}

async fn by_hand(crm: &dyn Crm, matched: &Match) -> Result<Answer, CrmError> {
    let candidate = &matched.candidate;
    let found = lookup::by_record(crm, &candidate.record, candidate.account.as_ref()).await?;
    Ok(match found {
        Some((candidate, context)) => {
            Answer { outcome: lookup::picked(candidate.clone()), callers: vec![candidate], context: Some(context) }
        }
        None => Answer { outcome: MatchOutcome::None, callers: vec![], context: None },
    })
}

/// Asks Salesforce who has the number of a line, and keeps the answer.
pub(crate) async fn by_number(
    inner: &Inner,
    crm: &dyn Crm,
    line: &Line,
    within: Duration,
) -> Result<Result<Answer, CrmError>, FlowError> {
    let Some(number) = line.number() else { return Ok(Err(CrmError::TooLate)) };
    let known = inner.known(line).await?;
    let asked = lookup::by_number(crm, number, &known, &inner.match_rules(), within).await;
    if let Ok(answer) = &asked {
        let now = inner.now();
        inner.store.save_callers(number.e164(), &answer.callers, now).await?;
        if let (MatchOutcome::One { matched }, Some(context)) = (&answer.outcome, &answer.context) {
            inner.store.save_context(&matched.candidate.record, context, now).await?;
        }
    }
    Ok(asked)
}

pub(crate) const fn because(error: &CrmError) -> StaleBecause {
    match error {
        CrmError::SignInNeeded => StaleBecause::SignIn,
        CrmError::Unreachable | CrmError::AnswerLost | CrmError::Busy { .. } => StaleBecause::Unreachable,
        CrmError::LimitReached { .. } => StaleBecause::Limit,
        CrmError::TooLate => StaleBecause::TooLate,
        CrmError::Refused(_) => StaleBecause::Refused,
        CrmError::TooLarge | CrmError::Unexpected { .. } => StaleBecause::Trouble,
    }
}

async fn stale(inner: &Inner, call: &CallKey, because: StaleBecause) -> Result<(), FlowError> {
    let stale = |pop: &mut ScreenPop| {
        let as_of = match pop.freshness {
            Freshness::Local { as_of } | Freshness::Stale { as_of, .. } => as_of,
            Freshness::Live { .. } => Some(inner.now()),
        };
        pop.freshness = Freshness::Stale { as_of, because };
    };
    inner.change_pop(call, stale).await?;
    Ok(())
}

/// Puts the answer into the pop as it stands now: the call may have gone on, and the agent may have picked somebody,
/// while Salesforce was thinking.
async fn live(inner: &Arc<Inner>, call: &CallKey, answer: Answer, took_ms: u32) -> Result<(), FlowError> {
    let Some(pop) = inner.change_pop(call, |pop| merge(pop, answer, took_ms)).await? else { return Ok(()) };
    phones::push_card(inner, &pop);
    if let Caller::One { matched, confirmed } = &pop.caller {
        inner.store.choose(call, &matched.candidate.record, *confirmed, inner.now()).await?;
    }
    Ok(())
}

fn merge(pop: &mut ScreenPop, answer: Answer, took_ms: u32) {
    let Some(caller) = settled_caller(pop, answer.outcome) else { return };
    let before = pop.caller.one().map(|matched| (matched.candidate.clone(), pop.context.clone()));
    pop.freshness = Freshness::Live { took_ms };
    pop.caller = caller;
    let context = answer.context.unwrap_or_default();
    pop.changed = match (pop.caller.one(), &before) {
        (Some(matched), Some((old, old_context))) => seen_differently(old, old_context, &matched.candidate, &context),
        _ => std::collections::BTreeSet::new(),
    };
    let own = std::mem::take(&mut pop.timeline);
    let own = own.into_iter().filter_map(|item| match item {
        TimelineItem::Call { call } => Some(call),
        TimelineItem::Task { .. } | TimelineItem::Case { .. } => None,
    });
    pop.timeline = timeline(own.collect(), &context);
    pop.context = context;
}

/// Who it is now, given the answer. What the agent decided in the meantime stands; `None`: the answer is outdated.
fn settled_caller(pop: &ScreenPop, outcome: MatchOutcome) -> Option<Caller> {
    let (now, confirmed) = match &pop.caller {
        Caller::One { matched, confirmed } => (Some(matched.as_ref()), *confirmed),
        _ => (None, false),
    };
    let same = |other: &Match| now.is_some_and(|now| now.candidate.record == other.candidate.record);
    match outcome {
        MatchOutcome::One { matched } if by_agent(&matched) => Some(Caller::One { matched, confirmed: true }),
        _ if now.is_some_and(by_agent) => None,
        MatchOutcome::Several { matches } if now.is_some_and(|now| now.why.chosen_before) => {
            let mut chosen = matches.into_iter().find(|other| same(other))?;
            chosen.why.chosen_before = true;
            Some(Caller::One { matched: Box::new(chosen), confirmed: true })
        }
        outcome => Some(match Caller::of(&pop.line, outcome) {
            Caller::One { matched, confirmed: sure } => {
                let confirmed = sure || (confirmed && same(&matched));
                Caller::One { matched, confirmed }
            }
            other => other,
        }),
    }
}

fn by_agent(matched: &Match) -> bool {
    matched.why.source == Source::Picked
}

/// Nothing is marked when there was no copy to compare the context with.
fn seen_differently(
    old: &Candidate,
    old_context: &CallerContext,
    new: &Candidate,
    context: &CallerContext,
) -> std::collections::BTreeSet<String> {
    let nothing_before = *old_context == CallerContext::default();
    let compared = if nothing_before { context } else { old_context };
    differences(Some((old, compared)), (new, context))
}
