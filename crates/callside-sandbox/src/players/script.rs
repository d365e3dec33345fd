//! The course of one call: its moments, and who is in it.

use std::time::Duration;

use jiff::Timestamp;

use super::play::{CallPlay, Direction, Outcome, whole_length};
use crate::clock::after;
use crate::error::SandboxError;
use crate::random;

/// Seconds between the end of a call and the agent's disposition.
const WRAP_UP: u64 = 12;
/// Seconds between the end of a call and Aircall's last word on it.
const AFTERMATH: u64 = 30;

/// A call that is about to be played.
#[derive(Debug)]
pub struct Script<'c> {
    /// What was asked for.
    pub call: &'c CallPlay,
    /// Id of the call.
    pub call_id: String,
    /// When it began.
    pub start: Timestamp,
    /// The present: nothing is told before it happened.
    now: Timestamp,
    pace: f64,
}

/// The moments of a call, in seconds from its beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Moment {
    /// It begins.
    Begin,
    /// It rings at the agent.
    Ring,
    /// It is answered.
    Answer,
    /// A third into the talk.
    Early,
    /// Two thirds into the talk.
    Late,
    /// It is hung up.
    HangUp,
    /// The agent has chosen a disposition.
    WrapUp,
    /// The phone system has sorted it all out.
    Aftermath,
}

impl<'c> Script<'c> {
    /// The script of a call. With no wait at all its beginning lies so far back that its end is now.
    ///
    /// # Errors
    /// [`SandboxError::Unplayable`] when the call id cannot be one.
    pub fn of(call: &'c CallPlay, now: Timestamp, pace: f64) -> Result<Self, SandboxError> {
        let call_id = call_id(call);
        if call_id.is_empty() || call_id.len() > 64 {
            return Err(SandboxError::Unplayable("call_id must have 1 to 64 characters"));
        }
        let mut script = Self { call, call_id, start: now, now, pace };
        let length = script.seconds(Moment::Aftermath);
        let behind = whole_length(length).as_secs_f64() * (1.0 - pace);
        let behind = jiff::SignedDuration::try_from_secs_f64(behind.floor()).unwrap_or_default();
        script.start = call.started_at.unwrap_or_else(|| now.checked_sub(behind).unwrap_or(now));
        Ok(script)
    }

    /// Whether somebody answers.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        self.call.outcome == Outcome::Answered
    }

    /// Whether the customer calls.
    #[must_use]
    pub fn is_inbound(&self) -> bool {
        self.call.direction == Direction::Inbound
    }

    /// Seconds that people talk; none when nobody answers.
    #[must_use]
    pub fn talk(&self) -> u64 {
        if self.is_answered() { u64::from(self.call.talk_seconds) } else { 0 }
    }

    /// Seconds from the beginning to a moment.
    #[must_use]
    pub fn seconds(&self, moment: Moment) -> u64 {
        let answered = u64::from(self.call.ring_seconds);
        let hung_up = answered + self.talk();
        match moment {
            Moment::Begin => 0,
            Moment::Ring => 1.min(answered),
            Moment::Answer => answered,
            Moment::Early => answered + self.talk() / 3,
            Moment::Late => answered + self.talk() * 2 / 3,
            Moment::HangUp => hung_up,
            Moment::WrapUp => hung_up + WRAP_UP,
            Moment::Aftermath => hung_up + AFTERMATH,
        }
    }

    /// How long after the beginning of the play a moment comes, at full length.
    #[must_use]
    pub fn offset(&self, moment: Moment) -> Duration {
        Duration::from_secs(self.seconds(moment))
    }

    /// When a moment is. A call that is played in pieces may be ahead of its script; nothing lies in the future.
    #[must_use]
    pub fn at(&self, moment: Moment) -> Timestamp {
        let at = after(self.start, self.offset(moment));
        let latest = after(self.now, self.offset(moment).mul_f64(self.pace));
        at.min(latest)
    }

    /// The steps to tell: those asked for, else the usual ones.
    ///
    /// # Errors
    /// [`SandboxError::Unplayable`] when a name is not one of `known`.
    pub fn steps<'k>(&self, known: &'k [&'k str], usual: &[&'k str]) -> Result<Vec<&'k str>, SandboxError> {
        if self.call.steps.is_empty() {
            return Ok(usual.to_vec());
        }
        self.call
            .steps
            .iter()
            .map(|step| known.iter().copied().find(|known| known.eq_ignore_ascii_case(step)))
            .collect::<Option<Vec<_>>>()
            .ok_or(SandboxError::Unplayable("this phone system has no step of that name"))
    }
}

/// The id of a call; invented when it has none.
pub fn call_id(call: &CallPlay) -> String {
    call.call_id.clone().unwrap_or_else(new_call_id)
}

/// Fifteen digits, as Five9 and Aircall number their calls.
fn new_call_id() -> String {
    let digits: String = random::token(32).bytes().map(|byte| char::from(b'0' + byte % 10)).take(12).collect();
    format!("300{digits}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::players::play::Player;

    #[test]
    fn nothing_is_told_before_it_happened() {
        let now: Timestamp = "2026-11-20T10:00:00Z".parse().unwrap();
        let call = CallPlay::new(Player::Five9, "http://127.0.0.1:1/", "+14155550134");
        let at_once = Script::of(&call, now, 0.0).unwrap();
        assert_eq!(at_once.at(Moment::Aftermath), now);
        assert_eq!(at_once.at(Moment::HangUp), "2026-11-20T09:59:30Z".parse().unwrap());
        let in_time = Script::of(&call, now, 1.0).unwrap();
        assert_eq!((in_time.start, in_time.seconds(Moment::HangUp)), (now, 80));
        assert_eq!(in_time.at(Moment::HangUp), "2026-11-20T10:01:20Z".parse().unwrap());
        let resumed = CallPlay { started_at: Some("2026-11-20T09:59:50Z".parse().unwrap()), ..call };
        assert_eq!(Script::of(&resumed, now, 0.0).unwrap().at(Moment::HangUp), now);
    }
}
