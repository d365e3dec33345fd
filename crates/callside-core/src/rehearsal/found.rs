//! Whom other phone fields, or another trust in them, would have found.
//!
//! What is known is what the pops of a call kept: the records that were found, with everything that stood in the fields that
//! were asked for. A field that nobody asked for says nothing, neither of these records nor of others.

use super::{Change, Decided, Differing, Heard, Rules};
use crate::matching::{Match, MatchOutcome, Source, Trust, judge};
use crate::phone;
use crate::pop::Caller;
use crate::record::{CallerObject, CallerRef};
use std::collections::BTreeSet;

/// What came of a call.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OfCall {
    /// What would have gone otherwise.
    pub differing: Option<Differing>,
    /// What cannot be known about it, where anything cannot.
    pub unasked: Option<Unasked>,
}

/// Whom proposed fields would have found besides: nobody had asked for them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unasked {
    /// The fields, as `Object.Field`.
    pub fields: BTreeSet<String>,
    /// Nobody had been found: there such a field helps most.
    pub nobody_found: bool,
}

/// Adds what differs. Nothing where no call popped.
pub(super) fn compare((now, then): (&Rules, &Rules), decided: &Decided, changes: &mut Vec<Change>) -> Option<Unasked> {
    let typed = decided.call.customer_number()?;
    // Both sides read it alike, or this is not asked.
    let line = phone::read(typed, now.home());
    let number = line.number()?;
    let (kept, chosen) = kept(&decided.heard)?;
    let by = |rules: &Rules| {
        let candidates = kept.iter().map(|found| (found.candidate.clone(), found.why.source)).collect();
        judge(number, candidates, chosen, &rules.matching)
    };
    let (before, after) = (by(now), by(then));
    differences(&before, &after, changes);
    let unasked = Unasked { fields: unasked(now, then, kept), nobody_found: before == MatchOutcome::None };
    (!unasked.fields.is_empty()).then_some(unasked)
}

const NOBODY: (&[Match], Option<&CallerRef>) = (&[], None);

/// Who was found, with the choice that was remembered. Where the agent picked, the last pop has only that record, and an
/// earlier one those to pick from.
fn kept(heard: &Heard) -> Option<(&[Match], Option<&CallerRef>)> {
    let several = heard.several.as_ref().and_then(|pop| match &pop.caller {
        Caller::Several { matches } => Some(matches.as_slice()),
        _ => None,
    });
    Some(match &heard.pop.as_ref()?.caller {
        Caller::Several { matches } => (matches.as_slice(), None),
        Caller::One { matched, .. } => {
            let by_hand = matched.why.source == Source::Picked;
            match several.filter(|_| by_hand || matched.why.chosen_before) {
                Some(matches) => (matches, None),
                // What rules had found before an agent looked somebody up is not in the pop.
                None if by_hand => NOBODY,
                None => {
                    let chosen = matched.why.chosen_before.then_some(&matched.candidate.record);
                    (std::slice::from_ref(&**matched), chosen)
                }
            }
        }
        Caller::Unknown | Caller::Withheld | Caller::Internal { .. } | Caller::Unreadable { .. } => NOBODY,
    })
}

fn differences(before: &MatchOutcome, after: &MatchOutcome, changes: &mut Vec<Change>) {
    let (found, would_be) = (records(before), records(after));
    if found.iter().map(|one| &one.candidate.record).ne(would_be.iter().map(|one| &one.candidate.record)) {
        let names = |found: &[&Match]| found.iter().map(|one| one.candidate.name.clone()).collect();
        return changes.push(Change::Caller { before: names(&found), after: names(&would_be) });
    }
    let (MatchOutcome::One { matched: now }, MatchOutcome::One { matched: then }) = (before, after) else { return };
    if !now.why.field.eq_ignore_ascii_case(&then.why.field) {
        let object = now.candidate.record.object;
        let (before, after) = (now.why.field.clone(), then.why.field.clone());
        changes.push(Change::Reason { object, before, after });
    }
    match (now.trust(), then.trust()) {
        (Trust::Sure, Trust::Unsure) => changes.push(Change::Confirmed),
        (Trust::Unsure, Trust::Sure) => changes.push(Change::NotConfirmed),
        _ => {}
    }
}

fn records(outcome: &MatchOutcome) -> Vec<&Match> {
    match outcome {
        MatchOutcome::None => vec![],
        MatchOutcome::One { matched } => vec![matched],
        MatchOutcome::Several { matches } => matches.iter().collect(),
    }
}

/// Proposed fields that do not count now and that no record carries: whoever has one was asked for it all the same.
fn unasked(now: &Rules, then: &Rules, kept: &[Match]) -> BTreeSet<String> {
    let added = CallerObject::ALL.into_iter().flat_map(move |object| {
        let fields = then.matching.fields.of(object).map(move |field| (object, field));
        fields.filter(move |(object, field)| now.matching.fields.place(*object, field).is_none())
    });
    let carried = |(object, field): &(CallerObject, &str)| {
        let mut phones =
            kept.iter().filter(|one| one.candidate.record.object == *object).flat_map(|one| &one.candidate.phones);
        phones.any(|phone| phone.field.eq_ignore_ascii_case(field))
    };
    added.filter(|one| !carried(one)).map(|(object, field)| format!("{object}.{field}")).collect()
}

#[cfg(test)]
#[path = "found_tests.rs"]
mod tests;
