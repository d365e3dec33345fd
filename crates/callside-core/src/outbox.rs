//! The outbox as a state machine: what happens to an entry when it is sent, refused, lost or withdrawn.
//!
//! Sending follows lease, send, settle: the lease is stored before anything leaves, the outcome after it came back.
//! A lease that nobody settled (the app was killed) runs out and the entry is sent again; the commit mark makes that
//! harmless.

use crate::action::{Request, Run, RunStep, Todo};
use crate::call_memory::CallEnd;
use crate::crm::{CrmError, Receipt, Refusal, RefusalReason};
use crate::ids::{CallKey, EntryId, RecordId};
use crate::phone_system::PhoneError;
use crate::plan::{Action, Value, WrapUp, WrapUpPlan, Write};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How long a lease holds. Longer than the longest wait for a place to send plus the longest time-outs of a send: a
/// wrap-up reads (10 s) and writes (30 s) at most twice, and so does the one that it waits for.
pub const LEASE: SignedDuration = SignedDuration::from_secs(180);
/// First pause after a failure.
const FIRST_PAUSE_S: f64 = 2.0;
/// Longest pause between attempts.
const LONGEST_PAUSE_S: f64 = 300.0;
/// Pause after the org's daily limit was reached.
const DAILY_LIMIT_PAUSE: SignedDuration = SignedDuration::from_hours(1);
/// Pause after too many long requests at once.
const CONCURRENT_LIMIT_PAUSE: SignedDuration = SignedDuration::from_mins(2);

/// One decision on its way out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Row number.
    pub id: EntryId,
    /// What is to be done.
    #[serde(flatten)]
    pub work: Work,
    /// The org that it is for; it is sent to no other. None where nobody's org was known yet.
    #[serde(default)]
    pub org: Option<RecordId>,
    /// Where it stands.
    pub state: State,
    /// Attempts so far.
    pub attempts: u32,
    /// When it was saved.
    pub created_at: Timestamp,
}

/// What an entry does. Kinds differ in what is sent and in how it is known again; all are leased, ordered, settled and
/// taken back alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Work {
    /// The decision about a call, as one atomic write (docs/adr/0003).
    WrapUp {
        /// What the agent decided, to show and to repair.
        wrap_up: WrapUp,
        /// The exact writes.
        plan: WrapUpPlan,
    },
    /// A run of an action (docs/adr/0022).
    Action {
        /// It.
        run: Run,
    },
    /// Something that a phone system, or the service that remembers callers, is told after the wrap-up.
    Phone {
        /// The call that it is about.
        call: CallKey,
        /// What.
        told: Told,
    },
}

/// What is told after a wrap-up. Telling it twice counts once: by the call's id, because it sets what is set already, or
/// because a comment that is there is not written again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "told", rename_all = "snake_case")]
pub enum Told {
    /// The call is over.
    End {
        /// The end.
        end: CallEnd,
    },
    /// The notes, as a comment on the call.
    Comment {
        /// They.
        text: String,
    },
    /// The disposition, in the phone system's own word for it.
    Disposition {
        /// The word.
        name: String,
    },
}

impl Told {
    /// A word for it, one for each kind.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::End { .. } => "end",
            Self::Disposition { .. } => "disposition",
            Self::Comment { .. } => "comment",
        }
    }
}

impl Work {
    /// The kind's word in the store.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::WrapUp { .. } => "wrap_up",
            Self::Action { .. } => "action",
            Self::Phone { .. } => "phone",
        }
    }

    /// What makes it the only one of its kind that is not cancelled: asking for the same work again finds the first.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::WrapUp { wrap_up, .. } => wrap_up.call.to_string(),
            Self::Action { run } => run.key.clone(),
            Self::Phone { call, told } => format!("{call}:{}", told.word()),
        }
    }

    /// The call that it is about.
    #[must_use]
    pub const fn call(&self) -> Option<&CallKey> {
        match self {
            Self::WrapUp { wrap_up, .. } => Some(&wrap_up.call),
            Self::Action { run } => run.call.as_ref(),
            Self::Phone { call, .. } => Some(call),
        }
    }

    /// The decision and its writes, of a wrap-up.
    #[must_use]
    pub const fn wrap_up(&self) -> Option<(&WrapUp, &WrapUpPlan)> {
        match self {
            Self::WrapUp { wrap_up, plan } => Some((wrap_up, plan)),
            Self::Action { .. } | Self::Phone { .. } => None,
        }
    }

    /// Whether it is one change that can be sent with those of others in one request.
    #[must_use]
    pub fn goes_together(&self) -> bool {
        self.one_change().is_some()
    }

    /// The change that it is, where that can be sent with those of others in one request.
    #[must_use]
    pub fn one_change(&self) -> Option<&Request> {
        let Self::Action { run } = self else { return None };
        let [RunStep { todo: Todo::Ready { request }, done: None, .. }] = run.steps.as_slice() else { return None };
        Some(request).filter(|request| request.goes_together())
    }

    /// Records that it changes, and those that its new records hang on (Salesforce locks the parents of an activity):
    /// work on one record goes out in the order in which it was saved.
    #[must_use]
    pub fn touches(&self) -> BTreeSet<&RecordId> {
        match self {
            Self::WrapUp { plan, .. } => plan.writes.iter().flat_map(touched).collect(),
            Self::Action { run } => run.touches().collect(),
            Self::Phone { .. } => BTreeSet::new(),
        }
    }
}

/// The owner is the same user every time and orders nothing.
fn touched(write: &Write) -> impl Iterator<Item = &RecordId> {
    let changed = match &write.action {
        Action::Update { id, .. } => Some(id),
        Action::Create => None,
    };
    let parents = write.fields.iter().filter_map(|(field, value)| match value {
        Value::Record(id) if field != "OwnerId" => Some(id),
        _ => None,
    });
    changed.into_iter().chain(parents)
}

impl Entry {
    /// The call that it is about.
    #[must_use]
    pub const fn call(&self) -> Option<&CallKey> {
        self.work.call()
    }
}

/// Where an entry stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    /// To be sent at or after a moment.
    Waiting {
        /// Not before.
        not_before: Timestamp,
        /// Why the last attempt did not succeed.
        trouble: Option<Trouble>,
    },
    /// Being sent; when the lease runs out it counts as waiting.
    Leased {
        /// Until when.
        until: Timestamp,
    },
    /// It stands in Salesforce.
    Done {
        /// Proof.
        receipt: Receipt,
        /// Since when.
        at: Timestamp,
    },
    /// A person must act.
    Refused {
        /// Why.
        refusal: Refusal,
        /// Since when.
        at: Timestamp,
    },
    /// The agent took it back before it was sent.
    Cancelled {
        /// When.
        at: Timestamp,
    },
}

/// Why an entry is still waiting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// No way to Salesforce.
    Unreachable,
    /// The answer was lost; the next attempt looks for the commit mark first.
    AnswerLost,
    /// Salesforce was busy or the record was locked.
    Busy,
    /// The org's API limit.
    Limit,
    /// Somebody must sign in.
    SignIn,
    /// An answer that could not be read.
    Unexpected,
}

/// What an outcome means for the other entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Others {
    /// They go on.
    GoOn,
    /// Nothing is sent before this moment.
    PauseUntil(Timestamp),
    /// Nothing is sent until somebody signs in.
    PauseUntilSignIn,
}

/// The entry's next state after an attempt, and what it means for the others.
///
/// A write whose answer was lost may still be under way in Salesforce, where the commit mark does not show it yet; it
/// is not sent again before `settling` has passed. `chance` is a random number in `0.0..1.0` for full jitter (AWS Architecture Blog, "Exponential backoff and
/// jitter"); `attempts` counts this attempt.
#[must_use]
pub fn settle(
    outcome: Result<Receipt, CrmError>,
    attempts: u32,
    now: Timestamp,
    chance: f64,
    settling: SignedDuration,
) -> (State, Others) {
    let waiting = |not_before, trouble| State::Waiting { not_before, trouble: Some(trouble) };
    let later = || after(now, pause(attempts, chance));
    let settled = || after(now, pause(attempts, chance).max(settling));
    match outcome {
        Ok(receipt) => (State::Done { receipt, at: now }, Others::GoOn),
        Err(CrmError::Refused(refusal)) => (State::Refused { refusal: *refusal, at: now }, Others::GoOn),
        Err(CrmError::SignInNeeded) => (waiting(now, Trouble::SignIn), Others::PauseUntilSignIn),
        Err(CrmError::LimitReached { daily }) => {
            let until = after(now, if daily { DAILY_LIMIT_PAUSE } else { CONCURRENT_LIMIT_PAUSE });
            (waiting(until, Trouble::Limit), Others::PauseUntil(until))
        }
        Err(CrmError::Busy { retry_after_s: Some(seconds) }) => {
            let until = after(now, SignedDuration::from_secs(i64::from(seconds.min(3600))));
            (waiting(until, Trouble::Busy), Others::GoOn)
        }
        Err(CrmError::Busy { retry_after_s: None }) => (waiting(later(), Trouble::Busy), Others::GoOn),
        Err(CrmError::Unreachable) => (waiting(later(), Trouble::Unreachable), Others::GoOn),
        Err(CrmError::AnswerLost | CrmError::TooLate) => (waiting(settled(), Trouble::AnswerLost), Others::GoOn),
        Err(CrmError::TooLarge | CrmError::Unexpected { .. }) => {
            (waiting(settled(), Trouble::Unexpected), Others::GoOn)
        }
    }
}

/// The next state of something that a phone system is told. What may pass by itself is tried again; the rest waits for a
/// person, with the reason.
#[must_use]
pub fn settle_told(outcome: Result<(), PhoneError>, attempts: u32, now: Timestamp, chance: f64) -> State {
    let waiting = |not_before, trouble| State::Waiting { not_before, trouble: Some(trouble) };
    let later = || after(now, pause(attempts, chance));
    match outcome {
        Ok(()) => State::Done { receipt: Receipt { records: Vec::new(), found_again: false }, at: now },
        Err(PhoneError::TooMany { wait_s }) => {
            waiting(after(now, SignedDuration::from_secs(i64::from(wait_s.min(3600)))), Trouble::Busy)
        }
        Err(PhoneError::Unreachable) => waiting(later(), Trouble::Unreachable),
        Err(error) if error.may_pass() => waiting(later(), Trouble::Busy),
        Err(error) => State::Refused {
            refusal: Refusal {
                code: "PHONE_SYSTEM".to_owned(),
                message: error.to_string(),
                reason: RefusalReason::Phone { error },
                object: None,
                fields: Vec::new(),
            },
            at: now,
        },
    }
}

fn after(now: Timestamp, pause: SignedDuration) -> Timestamp {
    now.checked_add(pause).unwrap_or(Timestamp::MAX)
}

fn pause(attempts: u32, chance: f64) -> SignedDuration {
    let ceiling = (FIRST_PAUSE_S * 2f64.powi(i32::try_from(attempts.min(16)).unwrap_or(16) - 1)).min(LONGEST_PAUSE_S);
    SignedDuration::from_secs_f64((ceiling * chance.clamp(0.0, 1.0)).max(0.2))
}

impl State {
    /// Whether it may be sent now.
    #[must_use]
    pub fn is_due(&self, now: Timestamp) -> bool {
        match self {
            Self::Waiting { not_before, .. } => *not_before <= now,
            Self::Leased { until } => *until <= now,
            Self::Done { .. } | Self::Refused { .. } | Self::Cancelled { .. } => false,
        }
    }

    /// Whether the agent may still take it back: until it is being sent, and again when it is refused. After an
    /// attempt whose answer was lost it may already stand in Salesforce, so it cannot be taken back.
    #[must_use]
    pub fn can_cancel(&self) -> bool {
        match self {
            Self::Waiting { trouble, .. } => !matches!(trouble, Some(Trouble::AnswerLost | Trouble::Unexpected)),
            Self::Refused { .. } => true,
            Self::Leased { .. } | Self::Done { .. } | Self::Cancelled { .. } => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crm::RefusalReason;

    fn now() -> Timestamp {
        "2026-11-20T12:00:00Z".parse().unwrap()
    }

    fn refusal() -> Refusal {
        Refusal {
            reason: RefusalReason::Rule,
            code: "FIELD_CUSTOM_VALIDATION_EXCEPTION".into(),
            message: "Give a reason".into(),
            object: None,
            fields: vec![],
        }
    }

    #[test]
    fn each_outcome_has_its_consequence() {
        let receipt = Receipt { records: vec![], found_again: false };
        let hour = now() + SignedDuration::from_hours(1);
        let cases = [
            (Ok(receipt), "done", Others::GoOn),
            (Err(CrmError::Refused(Box::new(refusal()))), "refused", Others::GoOn),
            (Err(CrmError::SignInNeeded), "waiting", Others::PauseUntilSignIn),
            (Err(CrmError::LimitReached { daily: true }), "waiting", Others::PauseUntil(hour)),
            (Err(CrmError::AnswerLost), "waiting", Others::GoOn),
            (Err(CrmError::Busy { retry_after_s: None }), "waiting", Others::GoOn),
        ];
        for (outcome, state, others) in cases {
            let told = format!("{outcome:?}");
            let (next, then) = settle(outcome, 1, now(), 0.5, SignedDuration::ZERO);
            assert_eq!(serde_json::to_value(&next).unwrap()["state"], state, "{told}");
            assert_eq!(then, others, "{told}");
        }
    }

    #[test]
    fn what_a_phone_system_is_told_is_told_again_or_waits_for_a_person() {
        for (outcome, state) in [
            (Ok(()), "done"),
            (Err(PhoneError::TooMany { wait_s: 30 }), "waiting"),
            (Err(PhoneError::Unreachable), "waiting"),
            (Err(PhoneError::AnswerLost), "waiting"),
            (Err(PhoneError::ItsFault { status: 500 }), "waiting"),
            (Err(PhoneError::WrongKey), "refused"),
            (Err(PhoneError::NoCredit), "refused"),
            (Err(PhoneError::Refused { status: 400, said: String::new() }), "refused"),
        ] {
            let told = format!("{outcome:?}");
            let next = settle_told(outcome, 1, now(), 0.5);
            assert_eq!(serde_json::to_value(&next).unwrap()["state"], state, "{told}");
            assert!(!next.is_due(now()), "{told}");
        }
    }

    #[test]
    fn a_lost_answer_is_given_time_to_settle() {
        let settling = SignedDuration::from_secs(20);
        for (error, waits) in [(CrmError::AnswerLost, true), (CrmError::TooLate, true), (CrmError::Unreachable, false)]
        {
            let told = format!("{error:?}");
            let (next, _) = settle(Err(error), 1, now(), 0.5, settling);
            assert_eq!(!next.is_due(now() + SignedDuration::from_secs(19)), waits, "{told}");
            assert!(next.is_due(now() + settling), "{told}");
        }
    }

    #[test]
    fn pauses_grow_are_capped_and_never_zero() {
        let full = |attempts| pause(attempts, 1.0).as_secs();
        assert_eq!([1, 2, 3, 4].map(full), [2, 4, 8, 16]);
        assert_eq!(full(60), 300);
        assert!(pause(1, 0.0) > SignedDuration::ZERO);
    }

    #[test]
    fn a_lease_that_ran_out_is_due_again() {
        let leased = State::Leased { until: now() };
        assert!(leased.is_due(now()) && !leased.is_due(now() - SignedDuration::from_secs(1)));
        assert!(!State::Refused { refusal: refusal(), at: now() }.is_due(now()));
    }

    #[test]
    fn undo_ends_when_it_may_already_stand_in_salesforce() {
        let waiting = |trouble| State::Waiting { not_before: now(), trouble };
        for (state, may) in [
            (waiting(None), true),
            (waiting(Some(Trouble::Unreachable)), true),
            (waiting(Some(Trouble::AnswerLost)), false),
            (State::Leased { until: now() }, false),
            (State::Refused { refusal: refusal(), at: now() }, true),
        ] {
            assert_eq!(state.can_cancel(), may, "{state:?}");
        }
    }
}
