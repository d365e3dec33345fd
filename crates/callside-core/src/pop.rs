//! The screen pop: everything that the agent is shown about a call, in two stages.

use crate::call::Phase;
use crate::call_memory::Memory;
use crate::event::Direction;
use crate::history::TimelineItem;
use crate::ids::CallKey;
use crate::matching::{Match, MatchOutcome, Trust};
use crate::phone::Line;
use crate::record::{CallerContext, Candidate};
use crate::recording::Heard;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How fresh a pop is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "freshness", rename_all = "snake_case")]
pub enum Freshness {
    /// Stage one: from this machine.
    Local {
        /// When the copy was made; `None` when there is none.
        as_of: Option<Timestamp>,
    },
    /// Stage two: Salesforce answered.
    Live {
        /// How long it took, in milliseconds.
        took_ms: u32,
    },
    /// Salesforce did not answer: the copy stands.
    Stale {
        /// When the copy was made; `None` when there is none.
        as_of: Option<Timestamp>,
        /// Why, in the words of [`crate::crm::CrmError`].
        because: StaleBecause,
    },
}

/// Why a pop could not be refreshed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StaleBecause {
    /// Somebody must sign in.
    SignIn,
    /// No way to Salesforce.
    Unreachable,
    /// The deadline passed.
    TooLate,
    /// The org's API limit.
    Limit,
    /// The user may not look these records up.
    Refused,
    /// Anything else.
    Trouble,
}

/// Who is on the line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "caller", rename_all = "snake_case")]
pub enum Caller {
    /// The number is hidden: nothing was searched.
    Withheld,
    /// A colleague or a short code: nothing was searched.
    Internal {
        /// The digits.
        digits: String,
    },
    /// The number cannot be read: nothing was searched.
    Unreadable {
        /// As it came. Hostile text.
        text: String,
    },
    /// Nobody has this number (yet, while stage two is on its way).
    Unknown,
    /// One record.
    One {
        /// It, and why.
        matched: Box<Match>,
        /// Whether personal data may be shown.
        confirmed: bool,
    },
    /// Several records: the agent picks.
    Several {
        /// They.
        matches: Vec<Match>,
    },
}

impl Caller {
    /// What the pop says about a line, given what was found for its number.
    #[must_use]
    pub fn of(line: &Line, outcome: MatchOutcome) -> Self {
        match (line, outcome) {
            (Line::Withheld, _) => Self::Withheld,
            (Line::Internal { digits }, _) => Self::Internal { digits: digits.clone() },
            (Line::Unreadable { text }, _) => Self::Unreadable { text: text.clone() },
            (Line::Number { .. }, MatchOutcome::None) => Self::Unknown,
            (Line::Number { .. }, MatchOutcome::One { matched }) => {
                let confirmed = matched.trust() == Trust::Sure;
                Self::One { matched, confirmed }
            }
            (Line::Number { .. }, MatchOutcome::Several { matches }) => Self::Several { matches },
        }
    }

    /// The one record that the pop is about.
    #[must_use]
    pub fn one(&self) -> Option<&Match> {
        match self {
            Self::One { matched, .. } => Some(matched),
            Self::Withheld | Self::Internal { .. } | Self::Unreadable { .. } | Self::Unknown | Self::Several { .. } => {
                None
            }
        }
    }
}

/// A note from the colleague who handed the call over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// To whom it was handed: number or extension.
    pub to: String,
    /// The note.
    pub note: String,
    /// When.
    pub at: Timestamp,
}

/// Everything that the agent is shown about a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScreenPop {
    /// The call.
    pub call: CallKey,
    /// Where the call stands.
    pub phase: Phase,
    /// Which way it goes.
    pub direction: Option<Direction>,
    /// Queue or skill.
    pub queue: Option<String>,
    /// Campaign.
    pub campaign: Option<String>,
    /// When the call began.
    pub began_at: Timestamp,
    /// When it was answered.
    pub answered_at: Option<Timestamp>,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// The other party's line.
    pub line: Line,
    /// The name that the phone system gives. Hostile text.
    pub provider_name: Option<String>,
    /// Who it is.
    pub caller: Caller,
    /// Open cases, opportunities and last activities.
    pub context: CallerContext,
    /// What happened before, newest first.
    pub timeline: Vec<TimelineItem>,
    /// What the service that remembers callers says; none where it is not set up or has nothing to go by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memory: Option<Memory>,
    /// The last note of a colleague who handed the call over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hand_over: Option<HandOver>,
    /// What of the call its phone system has told an address of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heard: Option<Heard>,
    /// How fresh this is.
    pub freshness: Freshness,
    /// What differs from stage one: field names of the caller, `case:<id>`, `opportunity:<id>`, `task:<id>`.
    pub changed: BTreeSet<String>,
}

/// A name of somebody who may be somebody else, as it may be shown: the first letter of each word, the rest covered:
/// `Sarah Johnson` -> `S•••• J••••••`.
#[must_use]
pub fn covered(name: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().into_iter().chain(letters.map(|_| '•')).collect::<String>()
    };
    name.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

/// What differs between the copy on this machine and the live answer.
#[must_use]
pub fn differences(
    before: Option<(&Candidate, &CallerContext)>,
    now: (&Candidate, &CallerContext),
) -> BTreeSet<String> {
    let Some((old, old_context)) = before.filter(|(old, _)| old.record == now.0.record) else { return BTreeSet::new() };
    let (new, new_context) = now;
    let mut changed = BTreeSet::new();
    let mut field = |name: &str, same: bool| {
        if !same {
            changed.insert(name.to_owned());
        }
    };
    field("name", old.name == new.name);
    field("title", old.title == new.title);
    field("company", old.company == new.company);
    field("email", old.email == new.email);
    field("owner", old.owner == new.owner);
    field("status", old.status == new.status);
    field("do_not_call", old.do_not_call == new.do_not_call);
    for (label, value) in &new.extra {
        field(label, old.extra.iter().any(|(l, v)| l == label && v == value));
    }
    for case in &new_context.cases {
        field(&format!("case:{}", case.id), old_context.cases.contains(case));
    }
    for deal in &new_context.opportunities {
        field(&format!("opportunity:{}", deal.id), old_context.opportunities.contains(deal));
    }
    for task in &new_context.tasks {
        field(&format!("task:{}", task.id), old_context.tasks.iter().any(|old| old.id == task.id));
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::RecordId;
    use crate::record::{CallerObject, CallerRef, OpenOpportunity};

    fn person(title: &str) -> Candidate {
        Candidate {
            record: CallerRef { object: CallerObject::Contact, id: RecordId::new("003000000000001AAA").unwrap() },
            name: "Sarah Johnson".into(),
            title: Some(title.into()),
            company: None,
            account: None,
            email: None,
            owner: None,
            status: None,
            do_not_call: false,
            extra: vec![("Support Tier".into(), title.into())],
            phones: vec![],
            modified: None,
            record_type: None,
        }
    }

    fn context(stage: &str) -> CallerContext {
        let id = RecordId::new("006000000000001AAA").unwrap();
        let deal = OpenOpportunity {
            id,
            name: "Renewal".into(),
            stage: stage.into(),
            amount: None,
            closes: None,
            record_type: None,
        };
        CallerContext { opportunities: vec![deal], ..CallerContext::default() }
    }

    #[test]
    fn only_what_differs_is_marked() {
        let (old, old_context) = (person("VP"), context("Prospecting"));
        let (new, new_context) = (person("CEO"), context("Closed Won"));
        let changed = differences(Some((&old, &old_context)), (&new, &new_context));
        assert_eq!(
            changed.into_iter().collect::<Vec<_>>(),
            ["Support Tier", "opportunity:006000000000001AAA", "title"]
        );
        assert!(differences(Some((&old, &old_context)), (&old, &old_context)).is_empty());
        assert!(differences(None, (&new, &new_context)).is_empty());
    }
}
