//! A call that is over, reduced to what numbers are made from.

use crate::call::{Call, Seen};
use crate::event::Direction;
use jiff::{SignedDuration, Timestamp};

/// From the end of a call to its wrap-up. A longer time is no after-call work: somebody came back to the call later.
pub const LONGEST_WRAP_UP: SignedDuration = SignedDuration::from_hours(1);

/// What numbers are made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FinishedCall {
    /// When it began.
    pub began_at: Timestamp,
    /// Who had it last: the provider's key of the person.
    pub agent: Option<String>,
    /// Queue or skill.
    pub queue: Option<String>,
    /// Campaign.
    pub campaign: Option<String>,
    /// Label of the disposition.
    pub outcome: Option<String>,
    /// Which way.
    pub direction: Option<Direction>,
    /// How it came to be known. A log tells less than a phone system: what it does not say is unknown, not nothing.
    pub seen: Seen,
    /// Whether a person is known to have answered.
    pub answered: bool,
    /// Seconds of talk, without hold.
    pub talk_s: Option<u32>,
    /// Seconds on hold, as the phone system says.
    pub hold_s: Option<u32>,
    /// Seconds of after-call work.
    pub wrap_up_s: Option<u32>,
    /// Seconds since the inbound call before from the same number.
    pub gap_before_s: Option<u64>,
    /// Seconds until the next inbound call from the same number.
    pub gap_after_s: Option<u64>,
}

impl FinishedCall {
    /// What a call says of itself. `outcome` and `decided_at` are of the wrap-up that was saved here; else that of the desk
    /// of its agent counts, else the phone system's disposition. The gaps to other calls of the number are
    /// not its own: they stay empty.
    ///
    /// Talk is the phone system's figure; where it gives none, it is the time from answer to end without the hold. Of a
    /// call that is only logged, a length means that somebody answered; a log without one says nothing of it.
    #[must_use]
    pub fn of(call: &Call, outcome: Option<String>, decided_at: Option<Timestamp>) -> Self {
        let (hold_s, seen) = (call.hold_s().copied(), call.seen());
        let told = call.told_decision().filter(|_| outcome.is_none() && decided_at.is_none());
        let decided_at = decided_at.or_else(|| told.map(|told| told.at));
        let elsewhere = || told.map(|told| told.outcome.as_str()).or_else(|| call.provider_disposition());
        let outcome = outcome.or_else(|| elsewhere().map(str::to_owned));
        let talked = seen != Seen::Heard && call.talk_s().is_some_and(|seconds| *seconds > 0);
        let answered = call.answered_at().is_some() || talked;
        let talk_s = match call.talk_s() {
            Some(said) => Some(*said),
            None => call.talk_seconds().map(|whole| whole.saturating_sub(hold_s.unwrap_or(0))),
        };
        Self {
            began_at: call.first_at,
            agent: call.agent().map(|agent| agent.key.clone()),
            queue: call.queue().cloned(),
            campaign: call.campaign().cloned(),
            outcome,
            direction: call.direction().copied(),
            seen,
            answered,
            talk_s: talk_s.filter(|_| answered),
            hold_s,
            wrap_up_s: call.ended_at().zip(decided_at).and_then(|(ended, decided)| wrap_up(ended, decided)),
            gap_before_s: None,
            gap_after_s: None,
        }
    }
}

/// Somebody who decides during the call has no after-call work.
fn wrap_up(ended: Timestamp, decided: Timestamp) -> Option<u32> {
    let took = decided.duration_since(ended);
    if took > LONGEST_WRAP_UP { None } else { u32::try_from(took.as_secs().max(0)).ok() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{CallChange, CallEvent, CallFacts};
    use crate::ids::{CallKey, EventId, Provider};

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + second).unwrap()
    }

    fn call(answered: Option<i64>, ended: i64, facts: CallFacts) -> Call {
        let event = |second: i64, what, facts| CallEvent {
            id: EventId(second.to_string()),
            call: CallKey::new(Provider::Phone, "1").unwrap(),
            at: at(second),
            what,
            facts,
        };
        let mut call = Call::begin(&event(0, CallChange::Ringing, facts));
        if let Some(second) = answered {
            call.hear(&event(second, CallChange::Answered, CallFacts::default()));
        }
        call.hear(&event(ended, CallChange::Ended, CallFacts::default()));
        call
    }

    #[test]
    fn talk_is_what_the_phone_system_says_else_what_is_left_without_hold() {
        let said = |talk_s, hold_s| CallFacts { talk_s, hold_s, ..CallFacts::default() };
        for (answered, facts, talk, hold) in [
            (Some(10), said(Some(50), Some(20)), Some(50), Some(20)),
            (Some(10), said(None, Some(20)), Some(70), Some(20)),
            (Some(10), said(None, None), Some(90), None),
            (Some(10), said(None, Some(500)), Some(0), Some(500)),
            (None, said(Some(30), None), None, None),
        ] {
            let finished = FinishedCall::of(&call(answered, 100, facts), None, None);
            assert_eq!((finished.talk_s, finished.hold_s, finished.answered), (talk, hold, answered.is_some()));
        }
    }

    #[test]
    fn after_call_work_is_from_the_end_to_the_decision() {
        for (decided, seconds) in [
            (Some(145), Some(45)),
            (Some(60), Some(0)),
            (Some(100 + 3600), Some(3600)),
            (Some(3701), None),
            (None, None),
        ] {
            let over = call(Some(10), 100, CallFacts::default());
            assert_eq!(FinishedCall::of(&over, None, decided.map(at)).wrap_up_s, seconds, "{decided:?}");
        }
    }
}
