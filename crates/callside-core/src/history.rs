//! What happened before: calls of this desk and activities of Salesforce in one line of time.

use crate::call::{ElsewhereState, Seen};
use crate::event::Direction;
use crate::ids::{CallKey, EntryId, Provider};
use crate::record::{CallerContext, OpenCase, PastTask};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A call that this desk remembers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastCall {
    /// Its key.
    pub key: CallKey,
    /// When it began.
    pub at: Timestamp,
    /// Which way.
    pub direction: Option<Direction>,
    /// The other party's number as shown.
    pub number: String,
    /// The caller's name, where it was known. Hostile text.
    pub name: Option<String>,
    /// Queue or skill.
    pub queue: Option<String>,
    /// Label of the disposition, where one was picked.
    pub disposition: Option<String>,
    /// Notes. Hostile text.
    pub notes: Option<String>,
    /// Seconds of conversation.
    pub talk_s: Option<u32>,
    /// The outbox entry that wraps it up.
    pub entry: Option<EntryId>,
    /// How it came to be known.
    #[serde(default)]
    pub seen: Seen,
    /// Who had it last, as the phone system names them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent: Option<String>,
    /// It came to a colleague's desk, and how its wrap-up stands there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub elsewhere: Option<ElsewhereState>,
}

/// One item of the line of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "item", rename_all = "snake_case")]
pub enum TimelineItem {
    /// A call of this desk.
    Call {
        /// It.
        call: PastCall,
    },
    /// An activity of Salesforce.
    Task {
        /// It.
        task: PastTask,
    },
    /// A case was opened.
    Case {
        /// It.
        case: OpenCase,
    },
}

impl TimelineItem {
    /// When it happened.
    #[must_use]
    pub const fn at(&self) -> Timestamp {
        match self {
            Self::Call { call } => call.at,
            Self::Task { task } => task.at,
            Self::Case { case } => case.opened_at,
        }
    }

    /// The phone system, where the item is a call of one.
    #[must_use]
    pub fn provider(&self) -> Option<Provider> {
        match self {
            Self::Call { call } => Some(call.key.provider()),
            Self::Task { task } => Some(task.call_object.as_deref()?.parse::<CallKey>().ok()?.provider()),
            Self::Case { .. } => None,
        }
    }
}

/// Merges both sources, newest first. A call that stands in both (by its commit mark) is shown once, as the desk
/// remembers it.
#[must_use]
pub fn timeline(calls: Vec<PastCall>, context: &CallerContext) -> Vec<TimelineItem> {
    let own: BTreeSet<String> = calls.iter().map(|call| call.key.to_string()).collect();
    let logged_here = |task: &PastTask| task.call_object.as_ref().is_some_and(|mark| own.contains(mark));
    let tasks = context.tasks.iter().filter(|task| !logged_here(task)).cloned().map(|task| TimelineItem::Task { task });
    let cases = context.cases.iter().cloned().map(|case| TimelineItem::Case { case });
    let mut items: Vec<_> =
        calls.into_iter().map(|call| TimelineItem::Call { call }).chain(tasks).chain(cases).collect();
    items.sort_by_key(|item| std::cmp::Reverse(item.at()));
    items
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::RecordId;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn call(id: &str, when: &str) -> PastCall {
        PastCall {
            key: CallKey::new(Provider::Five9, id).unwrap(),
            at: at(when),
            direction: Some(Direction::Inbound),
            number: "+1 415-555-0134".into(),
            name: None,
            queue: None,
            disposition: Some("Interested".into()),
            notes: None,
            talk_s: None,
            entry: None,
            seen: Seen::Heard,
            agent: None,
            elsewhere: None,
        }
    }

    fn task(id: &str, when: &str, call_object: Option<&str>) -> PastTask {
        PastTask {
            id: RecordId::new(id).unwrap(),
            subject: "Call".into(),
            result: None,
            description: None,
            at: at(when),
            owner: None,
            duration_s: None,
            call_object: call_object.map(Into::into),
        }
    }

    #[test]
    fn newest_first_and_each_call_once() {
        let context = CallerContext {
            tasks: vec![
                task("00T000000000001AAA", "2026-11-11T10:00:00Z", Some("five9:1")),
                task("00T000000000002AAA", "2026-11-12T10:00:00Z", Some("aircall:7")),
                task("00T000000000003AAA", "2026-11-09T10:00:00Z", None),
            ],
            ..CallerContext::default()
        };
        let items = timeline(vec![call("1", "2026-11-11T10:00:00Z")], &context);
        let days: Vec<_> = items.iter().map(|item| item.at().to_string()[8..10].to_owned()).collect();
        assert_eq!(days, ["12", "11", "09"]);
        assert_eq!(
            items.iter().map(TimelineItem::provider).collect::<Vec<_>>(),
            [Some(Provider::Aircall), Some(Provider::Five9), None]
        );
    }
}
