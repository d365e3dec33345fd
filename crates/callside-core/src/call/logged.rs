//! What a log in the CRM says of a call. It stands below everything that a phone system said.

use super::{Call, Said, Values, earliest, latest};
use crate::event::CallFacts;
use crate::ids::RecordId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How a call came to be known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seen {
    /// A phone system told of it.
    #[default]
    Heard,
    /// Only a log in the CRM tells of it.
    Logged,
    /// The same, and the log names the day and not the hour.
    LoggedDay,
}

/// What logs in the CRM say of a call. Joined like the rest of it: any order, any number of repeats, the same.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Logged {
    pub(super) values: Values,
    pub(super) disposition: Option<Said<Option<String>>>,
    pub(super) ended_at: Option<Timestamp>,
    /// A call that was transferred has a log of each person.
    records: BTreeSet<RecordId>,
    /// Records that they are about.
    about: BTreeSet<RecordId>,
    /// Some log names the hour.
    timed: bool,
}

impl Logged {
    pub(super) fn know(&mut self, record: &RecordId, about: &BTreeSet<RecordId>, day_only: bool) {
        self.records.insert(record.clone());
        self.about.extend(about.iter().cloned());
        self.timed |= !day_only;
    }
}

impl Call {
    pub(super) fn hear_log(&mut self, at: Timestamp, facts: &CallFacts) {
        let logged = self.logged.get_or_insert_default();
        logged.values.hear(at, facts);
        if let Some(label) = &facts.disposition {
            latest(&mut logged.disposition, Said { at, value: Some(label.clone()) });
        }
        if let Some(ended) = facts.ended_at {
            earliest(&mut logged.ended_at, ended);
        }
        if !self.heard {
            self.first_at = self.first_at.min(at);
            self.last_at = self.last_at.max(at);
        }
    }

    /// How it came to be known.
    #[must_use]
    pub fn seen(&self) -> Seen {
        match &self.logged {
            Some(logged) if !self.heard && logged.timed => Seen::Logged,
            Some(_) if !self.heard => Seen::LoggedDay,
            _ => Seen::Heard,
        }
    }

    /// The logs in the CRM that tell of it, by record.
    pub fn logs(&self) -> impl Iterator<Item = &RecordId> {
        self.logged.iter().flat_map(|logged| &logged.records)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call::Phase;
    use crate::event::{AgentName, CallChange, CallEvent, Direction};
    use crate::ids::{CallKey, EventId, Provider};

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + second).unwrap()
    }

    fn event(second: i64, what: CallChange, facts: CallFacts) -> CallEvent {
        let call = CallKey::new(Provider::Five9, "7").unwrap();
        CallEvent { id: EventId(format!("{second}-{}", what.word())), call, at: at(second), what, facts }
    }

    fn log(second: i64, record: &str, day_only: bool) -> CallEvent {
        let (record_id, about) = (RecordId::new(record).unwrap(), BTreeSet::new());
        let what = CallChange::Logged { record: record_id, about, day_only };
        let agent = AgentName { key: "005000000000001AAA".into(), name: Some("Dana".into()) };
        let facts = CallFacts {
            direction: Some(Direction::Outbound),
            agent: Some(agent),
            customer_name: Some("Rosa".into()),
            disposition: Some(format!("Booked {record}")),
            talk_s: Some(60),
            ended_at: Some(at(second + 60)),
            ..CallFacts::default()
        };
        event(second, what, facts)
    }

    fn all(events: &[&CallEvent]) -> Call {
        let mut call = Call::begin(events[0]);
        events.iter().for_each(|event| call.hear(event));
        call
    }

    const FIRST: &str = "00T000000000001AAA";
    const SECOND: &str = "00T000000000002AAA";

    #[test]
    fn a_call_that_is_only_logged_is_over_and_pops_at_nobody() {
        let call = all(&[&log(5, FIRST, false)]);
        assert_eq!((call.phase(), call.pops(), call.seen()), (Phase::Ended, false, Seen::Logged));
        assert_eq!((call.answered_at(), call.ended_at(), call.hold_s()), (None, Some(at(65)), None));
        assert_eq!((call.talk_seconds(), call.first_at), (Some(60), at(5)));
        assert_eq!(call.provider_disposition(), Some("Booked 00T000000000001AAA"));
        assert_eq!(all(&[&log(5, FIRST, true)]).seen(), Seen::LoggedDay);
        assert_eq!(all(&[&log(5, FIRST, true), &log(9, SECOND, false)]).seen(), Seen::Logged);
    }

    #[test]
    fn what_a_phone_system_said_stands_over_the_log_in_every_order() {
        let said = CallFacts { direction: Some(Direction::Inbound), ..CallFacts::default() };
        let rings = event(30, CallChange::Ringing, said);
        let ends = event(80, CallChange::Ended, CallFacts::default());
        let (one, two) = (log(5, FIRST, false), log(9, SECOND, true));
        let call = all(&[&rings, &ends, &one, &two]);
        assert_eq!((call.seen(), call.first_at, call.last_at), (Seen::Heard, at(30), at(80)));
        assert_eq!((call.direction(), call.ended_at()), (Some(&Direction::Inbound), Some(at(80))));
        assert_eq!(call.customer_name().map(String::as_str), Some("Rosa"), "what only the log knows is there");
        assert_eq!(call.provider_disposition(), Some("Booked 00T000000000002AAA"));
        for order in [[&one, &rings, &two, &ends], [&two, &one, &ends, &rings], [&ends, &two, &rings, &one]] {
            assert_eq!(all(&order), call);
            assert_eq!(all(&[&order[..], &order[..]].concat()), call, "repeats change nothing");
        }
    }

    #[test]
    fn a_call_that_was_stored_before_logs_were_read_was_heard() {
        let call = all(&[&event(0, CallChange::Ringing, CallFacts::default())]);
        let mut json = serde_json::to_value(&call).unwrap();
        let fields = json.as_object_mut().unwrap();
        assert!(!fields.contains_key("heard") && fields.remove("logged").is_none(), "{fields:?}");
        assert_eq!(serde_json::from_value::<Call>(json).unwrap(), call);
        let logged = all(&[&log(5, FIRST, true)]);
        assert_eq!(serde_json::from_str::<Call>(&serde_json::to_string(&logged).unwrap()).unwrap(), logged);
    }
}
