//! What the desk of a call's agent tells of its wrap-up, for the history of those who look after the agent.

use super::{Call, Said, ShownPop, ToldStanding, ToldWriting, latest};
use crate::event::{CallChange, CallEvent, CallFacts, lenient};
use crate::ids::{CallKey, EventId, RecordId};
use crate::work::Worker;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Longest notes that are told, in characters: as many as the description of a task holds.
/// Source: Salesforce object reference, Task: `Description`.
pub const LONGEST_TOLD_NOTES: usize = 32_000;

/// How the wrap-up of a call stands at the desk of its agent.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ToldWrapUp {
    /// Counts how often that desk decided, changed or took back. The same revision is the same telling.
    pub revision: u32,
    /// Who works there. A relay puts in who was signed in.
    pub by: Worker,
    /// What was decided; `None` when it was taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<ToldDecision>,
}

/// What was decided about a call.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ToldDecision {
    /// When.
    pub at: Timestamp,
    /// Label of the disposition.
    pub outcome: String,
    /// The notes; `None` also where notes are not shared. Hostile text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// What the caller is called. Hostile text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The caller's record, by which they are found when they are to be forgotten.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<RecordId>,
    /// What it writes to Salesforce, and what became of that. `None` where that desk or a relay on the way is from before,
    /// and where it says something that only newer ones know.
    #[serde(default, deserialize_with = "lenient", skip_serializing_if = "Option::is_none")]
    pub writing: Option<ToldWriting>,
}

/// How the wrap-up of a call that came to a colleague's desk stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "wrap_up", rename_all = "snake_case")]
pub enum ElsewhereState {
    /// Nothing was decided there, as far as that is told.
    Open,
    /// It was.
    Decided {
        /// Where its writing stands, where that is told.
        writing: Option<ToldStanding>,
    },
}

impl ToldWrapUp {
    /// The telling as something that happened to its call. Its id follows from call, person and revision, so that it counts
    /// once wherever it is heard. Texts have an end. `saw`: the pop on which it was decided, where that is told.
    #[must_use]
    pub fn event(mut self, call: &CallKey, facts: CallFacts, at: Timestamp, saw: Option<ShownPop>) -> CallEvent {
        if let Some(decided) = &mut self.decided {
            let clipped = |text: &mut Option<String>, most: usize| {
                *text = text
                    .take()
                    .map(|text| text.trim().chars().take(most).collect())
                    .filter(|text: &String| !text.is_empty());
            };
            clipped(&mut decided.notes, LONGEST_TOLD_NOTES);
            clipped(&mut decided.name, LONGEST_NAME);
            decided.outcome = decided.outcome.chars().take(LONGEST_NAME).collect();
            decided.writing = decided.writing.take().map(ToldWriting::clipped);
        }
        let id = EventId(format!("callside:{call}:wrapped_up:{}:{}", self.by.0, self.revision));
        let saw = saw.and_then(|saw| saw.told(call)).map(Box::new);
        CallEvent { id, call: call.clone(), at, what: CallChange::WrappedUp { told: Box::new(self), saw }, facts }
    }
}

/// Longest name or label, in characters.
const LONGEST_NAME: usize = 255;

impl Call {
    /// The facts count from when the call was, and not from when they were told: what a phone system said later stands.
    pub(super) fn hear_wrap_up(&mut self, at: Timestamp, told: &ToldWrapUp, facts: &CallFacts) {
        let mut slot = self.told.take().map(|told| *told);
        latest(&mut slot, Said { at, value: told.clone() });
        self.told = slot.map(Box::new);
        let decided_at = told.decided.as_ref().map_or(at, |decided| decided.at);
        let was = facts.ended_at.or(facts.started_at).unwrap_or(decided_at);
        self.hear_facts(was, facts);
    }

    /// What the desk of its agent told last of its wrap-up.
    #[must_use]
    pub fn told_wrap_up(&self) -> Option<&ToldWrapUp> {
        self.told.as_ref().map(|told| &told.value)
    }

    /// What the desk of its agent decided about it, where that was told and stands.
    #[must_use]
    pub fn told_decision(&self) -> Option<&ToldDecision> {
        self.told_wrap_up()?.decided.as_ref()
    }

    /// How the wrap-up stands at the desk of a colleague; `None` for what came to this desk.
    #[must_use]
    pub fn elsewhere(&self) -> Option<ElsewhereState> {
        self.is_told().then(|| match self.told_decision() {
            None => ElsewhereState::Open,
            Some(decided) => {
                ElsewhereState::Decided { writing: decided.writing.as_ref().map(|writing| writing.standing.clone()) }
            }
        })
    }

    /// What the caller is called by whoever wrapped the call up, else by the phone system. Hostile text.
    #[must_use]
    pub fn told_name(&self) -> Option<&String> {
        self.told_decision().and_then(|told| told.name.as_ref()).or_else(|| self.customer_name())
    }

    /// The notes of whoever wrapped the call up, else those of the phone system. Hostile text.
    #[must_use]
    pub fn told_notes(&self) -> Option<&String> {
        self.told_decision().and_then(|told| told.notes.as_ref()).or_else(|| self.notes())
    }

    /// What other desks must know of the call that may never have heard of it. No notes, no names, no recording.
    #[must_use]
    pub fn facts_for_others(&self) -> CallFacts {
        CallFacts {
            direction: self.direction().copied(),
            customer_number: self.customer_number().cloned(),
            company_number: self.company_number().cloned(),
            agent: self.agent().cloned(),
            queue: self.queue().cloned(),
            campaign: self.campaign().cloned(),
            started_at: Some(self.first_at),
            answered_at: self.answered_at(),
            ended_at: self.ended_at(),
            talk_s: self.talk_s().copied(),
            hold_s: self.hold_s().copied(),
            ..CallFacts::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call::{Phase, Seen};
    use crate::event::{AgentName, Direction};
    use crate::ids::Provider;
    use crate::team::FinishedCall;
    use serde_json::json;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + second).unwrap()
    }

    fn key() -> CallKey {
        CallKey::new(Provider::Five9, "7").unwrap()
    }

    fn event(second: i64, what: CallChange, facts: CallFacts) -> CallEvent {
        CallEvent { id: EventId(format!("{second}-{}", what.word())), call: key(), at: at(second), what, facts }
    }

    fn by(agent: &str) -> CallFacts {
        CallFacts { agent: Some(AgentName { key: agent.into(), name: None }), ..CallFacts::default() }
    }

    fn told(revision: u32, second: i64, outcome: Option<&str>) -> CallEvent {
        let decided = outcome.map(|outcome| ToldDecision {
            at: at(130),
            outcome: outcome.into(),
            notes: Some(format!("notes {revision}")),
            name: Some("Rosa Diaz".into()),
            record: None,
            writing: None,
        });
        let facts =
            CallFacts { ended_at: Some(at(100)), started_at: Some(at(0)), queue: Some("Old".into()), ..by("dana") };
        ToldWrapUp { revision, by: Worker("dana@example.com".into()), decided }.event(&key(), facts, at(second), None)
    }

    fn for_history(events: &[&CallEvent]) -> Call {
        let mut call = Call::begin_for_history(events[0]);
        events.iter().for_each(|event| call.hear_for_history(event));
        call
    }

    #[test]
    fn a_call_of_the_team_is_heard_and_pops_at_nobody_until_it_comes_to_this_desk() {
        let (rings, answered) =
            (event(0, CallChange::Ringing, by("dana")), event(10, CallChange::Answered, by("dana")));
        let mut call = for_history(&[&rings, &answered]);
        assert_eq!((call.phase(), call.pops(), call.seen()), (Phase::Talking, false, Seen::Heard));
        assert_eq!(serde_json::from_str::<Call>(&serde_json::to_string(&call).unwrap()).unwrap(), call);
        let here = event(50, CallChange::Answered, by("bea"));
        call.hear(&here);
        assert!(call.pops());
        // Whichever way came first.
        let mut other = Call::begin(&here);
        other.hear_for_history(&answered);
        other.hear_for_history(&rings);
        assert_eq!(call, other);
    }

    #[test]
    fn the_last_telling_stands_and_what_a_phone_system_said_later_too() {
        let (rings, ends) = (
            event(0, CallChange::Ringing, by("dana")),
            event(101, CallChange::Ended, CallFacts { queue: Some("New".into()), ..by("dana") }),
        );
        let (first, second) = (told(1, 140, Some("Booked")), told(2, 200, Some("Lost")));
        let call = for_history(&[&rings, &ends, &first, &second]);
        assert_eq!(call.told_decision().map(|told| told.outcome.as_str()), Some("Lost"));
        assert_eq!(call.told_notes().map(String::as_str), Some("notes 2"));
        assert_eq!(call.told_name().map(String::as_str), Some("Rosa Diaz"));
        assert_eq!((call.queue().map(String::as_str), call.last_at), (Some("New"), at(101)));
        for order in [[&second, &first, &ends, &rings], [&first, &rings, &second, &ends]] {
            assert_eq!(for_history(&order), call);
            assert_eq!(for_history(&[&order[..], &order[..]].concat()), call, "repeats change nothing");
        }
        let finished = FinishedCall::of(&call, None, None);
        assert_eq!((finished.outcome.as_deref(), finished.wrap_up_s), (Some("Lost"), Some(30)));
        let own = FinishedCall::of(&call, Some("Mine".into()), Some(at(110)));
        assert_eq!(
            (own.outcome.as_deref(), own.wrap_up_s),
            (Some("Mine"), Some(10)),
            "what was decided here stands over it"
        );
        let back = for_history(&[&rings, &ends, &first, &second, &told(3, 300, None)]);
        assert_eq!((back.told_decision(), back.told_notes()), (None, None));
    }

    #[test]
    fn a_call_that_the_relay_never_heard_of_is_made_from_what_its_desk_knows() {
        let call = for_history(&[&told(1, 140, Some("Booked"))]);
        assert_eq!((call.first_at, call.ended_at(), call.phase()), (at(0), Some(at(100)), Phase::Ended));
        assert_eq!((call.seen(), call.pops(), call.direction()), (Seen::Heard, false, None::<&Direction>));
        assert_eq!(call.agent().map(|agent| agent.key.as_str()), Some("dana"));
        assert!(call.legs.is_empty());
    }

    #[test]
    fn older_and_newer_tellings_are_read_as_far_as_they_are_known() {
        let event = told(1, 140, Some("Booked"));
        let mut json = serde_json::to_value(&event).unwrap();
        assert!(json["what"]["told"]["decided"].get("writing").is_none() && json["what"].get("saw").is_none());
        for (writing, known) in [
            (json!({ "standing": "waiting", "records": [], "newer": 1 }), true),
            (json!({ "standing": "rolled_back" }), false),
            (json!({ "standing": "refused", "at": "2026-01-01T00:00:00Z", "because": "a newer kind" }), false),
            (json!("newer"), false),
        ] {
            json["what"]["told"]["decided"]["writing"] = writing.clone();
            json["what"]["saw"] = json!({ "newer": true });
            let read: CallEvent = serde_json::from_value(json.clone()).unwrap();
            let call = for_history(&[&read]);
            let decided = call.told_decision().unwrap();
            assert_eq!((decided.outcome.as_str(), decided.writing.is_some()), ("Booked", known), "{writing}");
            assert!(matches!(read.what, CallChange::WrappedUp { saw: None, .. }));
        }
    }

    #[test]
    fn texts_have_an_end_and_empty_ones_are_none() {
        let decided = ToldDecision {
            at: at(0),
            outcome: "o".repeat(999),
            notes: Some("n".repeat(99_999)),
            name: Some("  ".into()),
            record: None,
            writing: None,
        };
        let told = ToldWrapUp { revision: 1, by: Worker("d".into()), decided: Some(decided) };
        let CallChange::WrappedUp { told, .. } = told.event(&key(), CallFacts::default(), at(1), None).what else {
            panic!()
        };
        let decided = told.decided.unwrap();
        assert_eq!(
            (decided.outcome.len(), decided.notes.unwrap().len(), decided.name),
            (255, LONGEST_TOLD_NOTES, None)
        );
    }
}
