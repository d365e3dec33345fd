//! Who is calling: candidates are compared again on this machine, and every match says why.

use crate::phone::{HomeRegion, PhoneNumber, Sameness};
use crate::phone_fields::PhoneFields;
use crate::record::{CallerObject, CallerRef, Candidate};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// Where a candidate came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Made by this app in the last minutes; Salesforce's search index may not know it yet.
    MadeHere,
    /// Salesforce answered just now.
    Salesforce,
    /// The copy on this machine.
    ThisMachine,
    /// The agent picked the record by hand; its numbers need not agree.
    Picked,
}

/// Why a record is taken for the caller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    /// The phone field that agrees, by API name.
    pub field: String,
    /// What stands in it.
    pub typed: String,
    /// How well it agrees.
    pub sameness: Sameness,
    /// Where the record came from.
    pub source: Source,
    /// Whether somebody at this desk chose it for this number before.
    pub chosen_before: bool,
    /// The field's numbers may reach somebody else: [`PhoneFields::confirms`].
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub confirm: bool,
}

/// A record taken for the caller, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match {
    /// The record.
    pub candidate: Candidate,
    /// Why.
    pub why: Why,
}

impl Match {
    /// A record that the agent picked by hand.
    #[must_use]
    pub fn picked(candidate: Candidate) -> Self {
        let why = Why {
            field: String::new(),
            typed: String::new(),
            sameness: Sameness::Exact,
            source: Source::Picked,
            chosen_before: false,
            confirm: false,
        };
        Self { candidate, why }
    }
}

/// How far a match may be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trust {
    /// Personal data may be shown.
    Sure,
    /// Personal data stays masked until the agent confirms who it is.
    Unsure,
}

impl Match {
    /// A number that agrees only by its national part, or a field that may reach somebody else, is not enough to show
    /// personal data; a person's own choice is.
    #[must_use]
    pub fn trust(&self) -> Trust {
        let by_hand = self.why.chosen_before || self.why.source == Source::Picked;
        let sure = by_hand || (self.why.sameness == Sameness::Exact && !self.why.confirm);
        if sure { Trust::Sure } else { Trust::Unsure }
    }
}

/// The answer to "who is calling".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "found", rename_all = "snake_case")]
pub enum MatchOutcome {
    /// Nobody has this number.
    None,
    /// One record.
    One {
        /// It.
        matched: Box<Match>,
    },
    /// Several records: a person picks.
    Several {
        /// They, most likely first.
        matches: Vec<Match>,
    },
}

impl MatchOutcome {
    /// The one record that surely has the number: what may be said to the caller without a person looking first.
    #[must_use]
    pub fn sure(self) -> Option<Candidate> {
        match self {
            Self::One { matched } if matched.trust() == Trust::Sure => Some(matched.candidate),
            Self::One { .. } | Self::Several { .. } | Self::None => None,
        }
    }
}

/// What candidates are compared by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MatchRules {
    /// The phone fields that count, most telling first. A copy on this machine may have others: numbers in those do not.
    pub fields: PhoneFields,
    /// Region of numbers without a country code.
    pub home: Option<HomeRegion>,
}

/// Compares candidates with the caller's number and decides. A remembered choice stands while its record still
/// carries the number in a field that counts; it is never guessed otherwise.
#[must_use]
pub fn judge(
    number: &PhoneNumber,
    candidates: Vec<(Candidate, Source)>,
    remembered: Option<&CallerRef>,
    rules: &MatchRules,
) -> MatchOutcome {
    let mut matches: Vec<Match> = Vec::new();
    for (candidate, source) in candidates {
        let Some(why) = explain(number, &candidate, source, remembered, rules) else { continue };
        match matches.iter_mut().find(|m| m.candidate.record == candidate.record) {
            Some(known) if fresher(source, known.why.source) => *known = Match { candidate, why },
            Some(_) => {}
            None => matches.push(Match { candidate, why }),
        }
    }
    drop_accounts_of_matched_people(&mut matches);
    if let Some(chosen) = matches.iter().position(|m| m.why.chosen_before) {
        return MatchOutcome::One { matched: Box::new(matches.swap_remove(chosen)) };
    }
    let rank = |m: &Match| (m.candidate.record.object, rules.fields.place(m.candidate.record.object, &m.why.field));
    matches.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| a.candidate.name.cmp(&b.candidate.name)));
    match matches.len() {
        0 => MatchOutcome::None,
        1 => MatchOutcome::One { matched: Box::new(matches.remove(0)) },
        _ => MatchOutcome::Several { matches },
    }
}

fn explain(
    number: &PhoneNumber,
    candidate: &Candidate,
    source: Source,
    remembered: Option<&CallerRef>,
    rules: &MatchRules,
) -> Option<Why> {
    let agreeing = candidate.phones.iter().filter_map(|phone| {
        let place = rules.fields.place(candidate.record.object, &phone.field)?;
        let confirm = rules.fields.confirms(candidate.record.object, &phone.field);
        Some((number.compare(&phone.typed, rules.home)?, confirm, place, phone))
    });
    // A field that makes it sure is the better reason, wherever it stands.
    let (sameness, confirm, _, phone) =
        agreeing.min_by_key(|(sameness, confirm, place, _)| (Reverse(*sameness), *confirm, *place))?;
    Some(Why {
        field: phone.field.clone(),
        typed: phone.typed.clone(),
        sameness,
        source,
        chosen_before: remembered == Some(&candidate.record),
        confirm,
    })
}

const fn fresher(new: Source, old: Source) -> bool {
    matches!((new, old), (Source::Salesforce, Source::ThisMachine | Source::MadeHere))
}

/// A company's switchboard stands on the Account and on its people: the people are the better answer.
fn drop_accounts_of_matched_people(matches: &mut Vec<Match>) {
    let accounts: Vec<_> = matches.iter().filter_map(|m| m.candidate.account.clone()).collect();
    matches
        .retain(|m| m.candidate.record.object != CallerObject::Account || !accounts.contains(&m.candidate.record.id));
}

#[cfg(test)]
#[path = "matching_tests.rs"]
mod tests;
