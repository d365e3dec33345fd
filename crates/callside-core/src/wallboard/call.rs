//! One call as the board knows it: its events without anything of the caller.

use super::doing::LiveCall;
use super::news::WaitingCall;
use super::tally::{Goal, Tally};
use crate::call::{Call, Phase};
use crate::event::{CallChange, CallEvent, CallFacts, Direction};
use jiff::{SignedDuration, Timestamp};

/// A call that has waited longer than this has most likely ended without anybody being told.
const WAITS_AT_MOST: SignedDuration = SignedDuration::from_hours(2);

/// What of an event may be shared between relays and kept for a board: times, direction, queue, campaign and agent.
/// `None` for what a board has no use for.
#[must_use]
pub fn shared(event: &CallEvent) -> Option<CallEvent> {
    let what = match &event.what {
        CallChange::Transferred { .. } => CallChange::Transferred { to: None },
        plain @ (CallChange::Created
        | CallChange::Ringing
        | CallChange::Answered
        | CallChange::Held
        | CallChange::Unheld
        | CallChange::HungUp
        | CallChange::Ended) => plain.clone(),
        _ => return None,
    };
    let CallFacts { direction, queue, campaign, agent, leg, started_at, answered_at, ended_at, .. } =
        event.facts.clone();
    let facts =
        CallFacts { direction, queue, campaign, agent, leg, started_at, answered_at, ended_at, ..CallFacts::default() };
    Some(CallEvent { id: event.id.clone(), call: event.call.clone(), at: event.at, what, facts })
}

/// A call as the board knows it. A merge of facts like [`Call`]: in whatever order relays hear of it, they agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardCall {
    call: Call,
    /// First heard of, by a relay's clock.
    since: Timestamp,
}

impl BoardCall {
    /// The call after its first event, which must be [`shared`].
    #[must_use]
    pub fn begin(event: &CallEvent, received_at: Timestamp) -> Self {
        Self { call: Call::begin(event), since: received_at }
    }

    /// Takes in one more event.
    pub fn hear(&mut self, event: &CallEvent, received_at: Timestamp) {
        self.call.hear(event);
        self.since = self.since.min(received_at);
    }

    /// The call.
    #[must_use]
    pub const fn call(&self) -> &Call {
        &self.call
    }

    /// First heard of, by a relay's clock.
    #[must_use]
    pub const fn since(&self) -> Timestamp {
        self.since
    }

    /// Whether nothing more is to come of it that a board shows.
    #[must_use]
    pub fn is_over(&self, now: Timestamp) -> bool {
        let never_ended = self.call.answered_at().is_none() && now.duration_since(self.since) >= WAITS_AT_MOST;
        self.call.phase() == Phase::Ended || never_ended
    }

    /// What it counts.
    #[must_use]
    pub fn tally(&self, goal: Goal) -> Tally {
        Tally::of(&self.call, goal)
    }

    /// The call as one that waits, while it does: nobody has answered it, and nobody of the company dialled it.
    #[must_use]
    pub fn waiting(&self, now: Timestamp) -> Option<WaitingCall> {
        let LiveCall { call, queue, campaign, direction } = LiveCall::of(&self.call);
        let comes_in = !matches!(direction, Some(Direction::Outbound | Direction::Internal));
        let waits = matches!(self.call.phase(), Phase::Waiting | Phase::Ringing);
        let rings = self.call.phase() == Phase::Ringing;
        (waits && comes_in && !self.is_over(now)).then_some(WaitingCall {
            call,
            queue,
            campaign,
            rings,
            since: self.since,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{CallKey, EventId, Provider};

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap()
    }

    fn event(second: i64, what: CallChange) -> CallEvent {
        CallEvent {
            id: EventId(second.to_string()),
            call: CallKey::new(Provider::Five9, "1").unwrap(),
            at: at(second),
            what,
            facts: CallFacts {
                customer_number: Some("+14155550134".into()),
                customer_name: Some("Sarah Johnson".into()),
                notes: Some("card 4111".into()),
                queue: Some("Billing".into()),
                ..CallFacts::default()
            },
        }
    }

    #[test]
    fn nothing_of_a_caller_is_shared() {
        let texts = [
            event(1, CallChange::Ringing),
            event(2, CallChange::Transferred { to: Some("+14155550134".into()) }),
            event(3, CallChange::Answered),
        ];
        for said in &texts {
            let text = serde_json::to_string(&shared(said).unwrap()).unwrap();
            assert!(text.contains("Billing"), "{text}");
            for secret in ["4155550134", "Sarah", "4111"] {
                assert!(!text.contains(secret), "{text}");
            }
        }
        let handed = CallChange::HandedOver { to: "202".into(), note: "Sarah again".into() };
        assert_eq!(shared(&event(1, handed)), None);
        assert_eq!(shared(&event(1, CallChange::Commented { id: "1".into(), text: "Sarah".into() })), None);
    }

    #[test]
    fn a_call_waits_until_somebody_answers_or_it_ends() {
        let mut call = BoardCall::begin(&event(0, CallChange::Created), at(1));
        let waits = call.waiting(at(2)).unwrap();
        assert_eq!((waits.rings, waits.since, waits.queue.as_deref()), (false, at(1), Some("Billing")));
        call.hear(&event(5, CallChange::Ringing), at(6));
        assert!(call.waiting(at(7)).unwrap().rings);
        let mut ended = call.clone();
        ended.hear(&event(9, CallChange::HungUp), at(9));
        assert!(ended.waiting(at(10)).is_none() && ended.is_over(at(10)));
        assert!(call.waiting(at(1) + WAITS_AT_MOST).is_none(), "its end was never told");
        call.hear(&event(8, CallChange::Answered), at(8));
        assert!(call.waiting(at(9)).is_none() && !call.is_over(at(9)));
        let mut dialled = event(0, CallChange::Ringing);
        dialled.facts.direction = Some(Direction::Outbound);
        assert!(BoardCall::begin(&dialled, at(0)).waiting(at(1)).is_none());
    }
}
