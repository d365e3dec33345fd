//! Older calls and ratings, for the window.

use super::millis;
use crate::ipc::error::UiError;
use crate::ipc::older_calls::{
    FillView, FillWaits, OlderCallsView, RatedDayView, RatedGroupView, RatedView, ReadyView, SatisfactionView,
};
use callside_core::back_fill::{FillState, Whose};
use callside_flow::{FillRights, Filling, Ratings, Waits};
use std::cmp::Reverse;

/// What a person may bring in, and how it stands.
#[must_use]
pub fn older_calls(rights: FillRights, filling: Option<Filling>, ready: Option<(u64, u64)>) -> OlderCallsView {
    OlderCallsView {
        mine: rights.mine,
        team: rights.team,
        earliest: rights.earliest.to_string(),
        fill: filling.map(fill),
        ready: ready.map(|(done, total)| ReadyView { done, total }),
    }
}

fn fill(filling: Filling) -> FillView {
    let Filling { fill, waits, per_second, left } = filling;
    let refusal = match &fill.state {
        FillState::Failed { trouble } => Some(trouble.message.clone()),
        _ => None,
    };
    FillView {
        team: fill.whose == Whose::Team,
        first: fill.first.to_string(),
        last: fill.last.to_string(),
        total: fill.total,
        read: fill.read,
        new: fill.new,
        known: fill.known,
        unreadable: fill.unreadable,
        state: fill.state.word().to_owned(),
        waits: waits.map(|waits| match waits {
            Waits::ForSignIn => FillWaits::SignIn,
            Waits::ForOrg => FillWaits::Org,
            Waits::ForSalesforce => FillWaits::Salesforce,
            Waits::ForBudget => FillWaits::Budget,
        }),
        refusal,
        per_second,
        left_s: left.map(|left| left.as_secs()),
    }
}

/// What customers said.
#[must_use]
pub fn satisfaction(ratings: &Ratings) -> SatisfactionView {
    let (now, before) = (&ratings.days.now, &ratings.days.before);
    let mut groups: Vec<RatedGroupView> = now
        .groups
        .iter()
        .map(|(key, (name, count, sum))| RatedGroupView {
            key: key.clone(),
            name: name.clone().or_else(|| key.clone()),
            now: rated(*count, *sum),
            before: before.groups.get(key).map_or_else(|| rated(0, 0.0), |(_, count, sum)| rated(*count, *sum)),
        })
        .collect();
    groups.sort_by_key(|group| Reverse(group.now.count));
    let whole = |(count, sum)| rated(count, sum);
    SatisfactionView {
        worst: ratings.section.worst,
        best: ratings.section.best,
        as_of: ratings.as_of.map(millis),
        now: whole(now.whole()),
        before: whole(before.whole()),
        days: now
            .days
            .iter()
            .map(|(day, (count, sum))| RatedDayView { day: day.to_string(), rated: rated(*count, *sum) })
            .collect(),
        groups,
        left_out: u32::try_from(ratings.left_out).unwrap_or(u32::MAX),
        cut: ratings.cut,
        asking: ratings.asking,
        trouble: ratings.trouble.as_ref().map(|error| UiError::from(error.clone()).message),
    }
}

fn rated(count: u32, sum: f64) -> RatedView {
    RatedView { count, average: (count > 0).then(|| sum / f64::from(count)) }
}
