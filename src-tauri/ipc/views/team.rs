//! Filters and numbers of a team, for the window and back.

use super::millis;
use crate::ipc::error::{ErrorCode, UiError};
use crate::ipc::sentence::Sentence;
use crate::ipc::team::{
    AgainKind, AgainView, CampaignOutcomeView, DaysView, FilterView, GroupView, HourView, NumbersRequest, NumbersView,
    OutcomeCountView, SavedFilterView, SlotView, TallyView,
};
use callside_core::event::Direction;
use callside_core::team::{Again, CallFilter, Dimension, RepeatWindow, SavedFilter, Slot, Standing, Tally, hours_of};
use callside_core::work::FlagFilter;
use callside_flow::TeamStanding;
use callside_store::{Days, Scope};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Longest stretch of days that numbers are asked for.
const LONGEST: i64 = 3 * 366;

/// A filter as the window gives it.
///
/// # Errors
/// [`ErrorCode::Invalid`] for days that are none.
pub fn filter(view: &FilterView, zone: &TimeZone, now: Timestamp) -> Result<CallFilter, UiError> {
    let date = |text: &Option<String>| text.as_deref().map(day).transpose();
    let (first, last) = (date(&view.first)?, date(&view.last)?);
    let span = |first, last| Days { first, last, zone: zone.clone() }.span().map_err(|_| bad_days());
    let from = first.map(|first| span(first, first)).transpose()?.map(|(from, _)| from);
    let until = last.map(|last| span(last, last)).transpose()?.map(|(_, until)| until);
    let text = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let mut filter = CallFilter {
        agent: text(&view.agent),
        queue: text(&view.queue),
        campaign: text(&view.campaign),
        outcome: text(&view.outcome),
        direction: view.direction.as_deref().and_then(direction),
        at_least_s: view.at_least_s,
        at_most_s: view.at_most_s,
        from,
        until,
        within: vec![],
        standing: view.standing.as_deref().and_then(standing),
        again: view.again.map(again),
        rated: view.rated.as_ref().map(|days| span(day(&days.first)?, day(&days.last)?)).transpose()?,
        flag: view.flag.as_ref().map(|kind| FlagFilter { kind: text(&Some(kind.clone())), as_agent: false }),
    };
    if let Some(SlotView { weekday, hour }) = view.slot {
        let begin = from.unwrap_or(now - SignedDuration::from_hours(24 * 366));
        let begin = begin.max(now - SignedDuration::from_hours(24 * LONGEST));
        let hour = hour.rem_euclid(24);
        let days = if weekday == 0 { 1..=7 } else { weekday..=weekday };
        let on = |weekday| hours_of(Slot { weekday, hour }, begin, until.unwrap_or(now), zone);
        filter.within = days.flat_map(on).collect();
        // Nothing is in an hour that never was; an empty list would let everything through.
        if filter.within.is_empty() {
            filter.within.push((begin, begin));
        }
    }
    Ok(filter)
}

/// A kept filter for the window.
#[must_use]
pub fn saved(saved: &SavedFilter, zone: &TimeZone) -> SavedFilterView {
    let CallFilter {
        agent,
        queue,
        campaign,
        outcome,
        direction,
        at_least_s,
        at_most_s,
        from,
        until,
        within,
        standing,
        again,
        rated,
        flag,
    } = saved.filter.clone();
    let on = |at: Timestamp| at.to_zoned(zone.clone());
    let slot = within.first().map(|(begin, _)| {
        let weekday = |at: &Timestamp| on(*at).weekday().to_monday_one_offset();
        let same = within.iter().all(|(other, _)| weekday(other) == weekday(begin));
        SlotView { weekday: if same { weekday(begin) } else { 0 }, hour: on(*begin).hour() }
    });
    let first = |from: Timestamp| on(from).date().to_string();
    let last = |until: Timestamp| on(until - SignedDuration::from_millis(1)).date().to_string();
    SavedFilterView {
        name: saved.name.clone(),
        text: saved.text.clone(),
        filter: FilterView {
            agent,
            queue,
            campaign,
            outcome,
            direction: direction.map(super::pop::direction),
            at_least_s,
            at_most_s,
            first: from.map(first),
            last: until.map(last),
            slot,
            again: again.map(|again| match again {
                Again::Repeat(window) => AgainView { kind: AgainKind::Repeat, window_days: window.days() },
                Again::Unresolved(window) => AgainView { kind: AgainKind::Unresolved, window_days: window.days() },
            }),
            rated: rated.map(|(from, until)| DaysView { first: first(from), last: last(until) }),
            flag: flag.map(|flag| flag.kind.unwrap_or_default()),
            standing: standing.map(|standing| {
                let word = match standing {
                    Standing::Refused => "refused",
                    Standing::Unlogged => "unlogged",
                };
                word.to_owned()
            }),
        },
    }
}

fn direction(word: &str) -> Option<Direction> {
    [Direction::Inbound, Direction::Outbound, Direction::Internal]
        .into_iter()
        .find(|one| super::pop::direction(*one) == word)
}

fn standing(word: &str) -> Option<Standing> {
    match word {
        "refused" => Some(Standing::Refused),
        "unlogged" => Some(Standing::Unlogged),
        _ => None,
    }
}

fn again(view: AgainView) -> Again {
    let window = RepeatWindow::of_days(view.window_days).unwrap_or_default();
    match view.kind {
        AgainKind::Repeat => Again::Repeat(window),
        AgainKind::Unresolved => Again::Unresolved(window),
    }
}

fn day(text: &str) -> Result<Date, UiError> {
    text.parse().map_err(|_| bad_days())
}

fn bad_days() -> UiError {
    UiError { code: ErrorCode::Invalid, message: Sentence::BadTime, action: None }
}

/// What numbers are asked for.
#[derive(Debug)]
pub struct Wanted {
    /// Of these days.
    pub days: Days,
    /// Of these calls.
    pub scope: Scope,
    /// Told apart by this.
    pub by: Dimension,
    /// With this window for repeats.
    pub window: RepeatWindow,
}

/// Reads what numbers are asked for.
///
/// # Errors
/// [`ErrorCode::Invalid`] for days that are none, are in the wrong order or too many.
pub fn wanted(request: NumbersRequest, zone: TimeZone) -> Result<Wanted, UiError> {
    let days = Days { first: day(&request.first)?, last: day(&request.last)?, zone };
    if !(1..=LONGEST).contains(&days.count()) {
        return Err(bad_days());
    }
    let NumbersRequest { agent, queue, campaign, by, window_days, .. } = request;
    let by = match by.as_str() {
        "queue" => Dimension::Queue,
        "campaign" => Dimension::Campaign,
        _ => Dimension::Agent,
    };
    let window = RepeatWindow::of_days(window_days).unwrap_or_default();
    Ok(Wanted { days, scope: Scope { agent, queue, campaign }, by, window })
}

/// The numbers; `names` are those of people by key.
#[must_use]
pub fn numbers(
    standing: &TeamStanding,
    wanted: &Wanted,
    names: &BTreeMap<String, String>,
    now: Timestamp,
) -> NumbersView {
    let TeamStanding { now: these, before } = standing;
    let window = wanted.window;
    let days_before = wanted.days.before();
    let settled = now - SignedDuration::from_hours(24 * i64::from(window.days()));
    let labels: BTreeSet<&Option<String>> = these.count.outcomes.keys().chain(before.count.outcomes.keys()).collect();
    let mut outcomes: Vec<_> = labels
        .into_iter()
        .map(|outcome| OutcomeCountView {
            outcome: outcome.clone(),
            calls: these.count.outcomes.get(outcome).copied().unwrap_or(0),
            before: before.count.outcomes.get(outcome).copied().unwrap_or(0),
        })
        .collect();
    outcomes.sort_by_key(|row| (Reverse(row.calls), Reverse(row.before)));
    let mut groups: Vec<_> = these
        .groups
        .iter()
        .map(|(key, sums)| GroupView {
            key: key.clone(),
            name: key.as_ref().map(|key| name(key, wanted.by, names)),
            now: tally(sums, window),
            before: tally(&before.groups.get(key).copied().unwrap_or_default(), window),
        })
        .collect();
    groups.sort_by_key(|group| Reverse(group.now.calls));
    let mut campaigns: Vec<_> = these
        .campaigns
        .iter()
        .map(|((campaign, outcome), calls)| CampaignOutcomeView {
            campaign: campaign.clone(),
            outcome: outcome.clone(),
            calls: *calls,
            before: before.campaigns.get(&(campaign.clone(), outcome.clone())).copied().unwrap_or(0),
        })
        .collect();
    campaigns.sort_by_key(|row| Reverse(row.calls));
    NumbersView {
        now: tally(&these.count.whole, window),
        before: tally(&before.count.whole, window),
        before_first: days_before.first.to_string(),
        before_last: days_before.last.to_string(),
        hours: these.count.hours.iter().map(|(slot, sums)| hour(*slot, sums)).collect(),
        hours_before: before.count.hours.iter().map(|(slot, sums)| hour(*slot, sums)).collect(),
        outcomes,
        groups,
        campaigns,
        is_open: wanted.days.span().is_ok_and(|(_, until)| until > settled),
    }
}

fn name(key: &str, by: Dimension, names: &BTreeMap<String, String>) -> String {
    let known = names.get(key).filter(|_| by == Dimension::Agent);
    known.map_or_else(|| key.to_owned(), Clone::clone)
}

const fn hour(slot: Slot, sums: &callside_core::team::Handling) -> HourView {
    HourView {
        weekday: slot.weekday,
        hour: slot.hour,
        calls: sums.calls,
        talked: sums.talked,
        talk_s: sums.talk_s,
        held: sums.held,
        hold_s: sums.hold_s,
        wrapped: sums.wrapped,
        wrap_up_s: sums.wrap_up_s,
    }
}

fn tally(tally: &Tally, window: RepeatWindow) -> TallyView {
    let [talk_s, hold_s, wrap_up_s] = tally.handling();
    TallyView {
        calls: tally.calls,
        inbound: tally.inbound,
        offered: tally.offered,
        answered: tally.answered,
        talk_s,
        hold_s,
        wrap_up_s,
        resolved: tally.first_call_resolution(window),
        firsts: tally.firsts[window.place()],
        repeated: tally.repeat_rate(window),
    }
}

/// What a difference between two calls says.
#[must_use]
pub fn change(change: &callside_core::team::Change) -> crate::ipc::team::SinceView {
    use crate::ipc::team::SinceView as View;
    use callside_core::team::Change;
    match change.clone() {
        Change::Caller { before, now } => View::Caller { before, now },
        Change::Field { field, before, now } => View::Field { field, before, now },
        Change::Case { number, subject, before, now } => View::Case { number, subject, before, now },
        Change::Opportunity { name, before, now } => View::Opportunity { name, before, now },
        Change::Activity { subject, at } => View::Activity { subject, at: millis(at) },
    }
}

#[cfg(test)]
#[path = "team_tests.rs"]
mod tests;
