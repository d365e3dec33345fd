//! Buttons of a call: what is offered, and doing it once.

use super::word;
use crate::companion::{Companion, Inner};
use crate::error::FlowError;
use crate::notice::Notice;
use crate::stage_two;
use callside_core::call::Phase;
use callside_core::crm::CrmError;
use callside_core::dialing::{Callee, DialPolicy, Objection, Verdict, may_dial, must_ask};
use callside_core::event::{CallChange, CallEvent, CallFacts, Event};
use callside_core::hand_over::{NoteFate, handed_over};
use callside_core::ids::{CallKey, EventId, Provider};
use callside_core::phone::{Line, PhoneNumber};
use callside_core::phone_system::{
    Abilities, Ability, Destination, Dial, PhoneError, Recording, Transfer, TransferKind,
};
use callside_core::recording::Heard;
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;
use std::time::Duration;

/// A number that is being dialled, or was a moment ago, is not dialled again: the second click of a double click.
const SAME_DIAL: SignedDuration = SignedDuration::from_secs(5);

/// How long an agent who dials waits for Salesforce to say who that is.
const BEFORE_DIALLING: Duration = Duration::from_secs(2);

/// What can be done with a call now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Offers {
    /// Some phone system here can call out.
    pub dial: bool,
    /// End it.
    pub hang_up: bool,
    /// Put it on hold, or take it back.
    pub hold: bool,
    /// Hand it over at once.
    pub transfer_blind: bool,
    /// Hand it over after asking.
    pub transfer_attended: bool,
    /// Hear its recording, or what the caller left.
    pub recording: bool,
    /// What there is to hear is what the caller left.
    pub voicemail: bool,
    /// See what its phone system knows of it and of the caller.
    pub record: bool,
}

impl Offers {
    /// Without a call: only whether one can be made.
    #[must_use]
    pub fn anywhere(can_dial: bool) -> Self {
        Self { dial: can_dial, ..Self::default() }
    }

    /// The buttons of a call, by where it stands, what its phone system can do, and what of it has an address.
    #[must_use]
    pub fn of(can_dial: bool, phase: Phase, abilities: &Abilities, heard: Option<Heard>) -> Self {
        let live = matches!(phase, Phase::Ringing | Phase::Talking | Phase::OnHold);
        let talking = matches!(phase, Phase::Talking | Phase::OnHold);
        Self {
            dial: can_dial,
            hang_up: live && abilities.can(Ability::HangUp),
            hold: talking && abilities.can(Ability::Hold),
            transfer_blind: talking && abilities.can(Ability::TransferBlind),
            transfer_attended: talking && abilities.can(Ability::TransferAttended),
            recording: phase == Phase::Ended && (abilities.can(Ability::Recording) || heard.is_some()),
            voicemail: heard == Some(Heard::Voicemail),
            record: abilities.can(Ability::FindContacts) || abilities.can(Ability::CallDetail),
        }
    }
}

/// The answer to a dial.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DialAnswer {
    /// It is being dialled.
    Dialled {
        /// The call, where the phone system says it at once.
        call: Option<CallKey>,
    },
    /// It is being dialled already.
    Already,
    /// Something speaks against it.
    Objected {
        /// What.
        objections: Vec<Objection>,
        /// The agent may go on all the same.
        may_go_on: bool,
    },
    /// Not a number that can be called.
    NotANumber,
    /// No phone system here can call out.
    NoPhone,
    /// What the phone system calls this agent is not set.
    NoAgent(Provider),
    /// The phone system did not do it.
    Failed(Provider, PhoneError),
}

/// The answer to any other button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// It is done.
    Done,
    /// The call's phone system cannot be asked from here.
    NoPhone,
    /// The phone system did not do it.
    Failed(Provider, PhoneError),
}

impl Companion {
    /// What can be done without a call.
    #[must_use]
    pub fn offers_anywhere(&self) -> Offers {
        Offers::anywhere(self.inner.phones().with(Ability::Dial).is_some())
    }

    /// Calls a number. `despite`: the agent has been told what speaks against it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn dial(&self, text: &str, despite: bool) -> Result<DialAnswer, FlowError> {
        let inner = &self.inner;
        let preferences = inner.phone_preferences();
        let Some(to) = Destination::read(text, inner.preferences().home()) else { return Ok(DialAnswer::NotANumber) };
        let phones = inner.phones();
        let wanted = preferences.dial_by.and_then(|provider| phones.of(provider));
        let wanted = wanted.filter(|system| system.abilities().can(Ability::Dial));
        let Some(system) = wanted.or_else(|| phones.with(Ability::Dial)) else { return Ok(DialAnswer::NoPhone) };
        let callee = inner.callee(&to, &preferences.policy).await?;
        match may_dial(&to, callee, &preferences.policy, inner.now()) {
            Verdict::Free => {}
            Verdict::Ask(_) if despite => {}
            Verdict::Ask(objections) => return Ok(DialAnswer::Objected { objections, may_go_on: true }),
            Verdict::No(objections) => return Ok(DialAnswer::Objected { objections, may_go_on: false }),
        }
        let provider = system.provider();
        let agent = preferences.agent.get(&provider).map(|agent| agent.trim().to_owned()).unwrap_or_default();
        if agent.is_empty() {
            return Ok(DialAnswer::NoAgent(provider));
        }
        if !inner.begin_dial(&to) {
            return Ok(DialAnswer::Already);
        }
        let done = system.dial(&Dial { to: to.clone(), agent }).await;
        inner.count(provider.as_str(), "dial", &done).await;
        inner.end_dial(&to, done.as_ref().err());
        Ok(match done {
            Ok(dialled) => DialAnswer::Dialled { call: dialled.call },
            Err(error) => DialAnswer::Failed(provider, error),
        })
    }

    /// Ends a call.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hang_up(&self, key: &CallKey) -> Result<Asked, FlowError> {
        let Some(system) = self.inner.phones().of(key.provider()) else { return Ok(Asked::NoPhone) };
        Ok(self.inner.asked(key, "hang_up", system.hang_up(key).await).await)
    }

    /// Puts a call on hold, or takes it back.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hold(&self, key: &CallKey, on: bool) -> Result<Asked, FlowError> {
        let Some(system) = self.inner.phones().of(key.provider()) else { return Ok(Asked::NoPhone) };
        let asked = self.inner.asked(key, "hold", system.hold(key, on).await).await;
        if asked == Asked::Done {
            let what = if on { CallChange::Held } else { CallChange::Unheld };
            self.inner.tell(key, what).await?;
        }
        Ok(asked)
    }

    /// Hands a call over; the note waits for whoever gets it. `None`: what was typed is no number and no extension.
    ///
    /// # Errors
    /// When the database fails. The note is kept before the phone system is asked.
    pub async fn transfer(
        &self,
        key: &CallKey,
        to: &str,
        kind: TransferKind,
        note: &str,
    ) -> Result<Option<(Asked, NoteFate)>, FlowError> {
        let inner = &self.inner;
        let Some(to) = Destination::read(to, inner.preferences().home()) else { return Ok(None) };
        let Some(system) = inner.phones().of(key.provider()) else { return Ok(Some((Asked::NoPhone, NoteFate::None))) };
        // First: the receiver's pop may be faster than the answer.
        let fate = inner.bring(key, &to, note).await?;
        let transfer = Transfer { call: key.clone(), to, kind };
        let asked = inner.asked(key, "transfer", system.transfer(&transfer).await).await;
        Ok(Some((asked, fate)))
    }

    /// Where a call's recording, or what the caller left, can be heard now: as its phone system says when it is asked,
    /// else as the events of the call said.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn recording(&self, key: &CallKey) -> Result<Result<Recording, Asked>, FlowError> {
        let inner = &self.inner;
        let provider = key.provider();
        let none = match inner.phones().of(provider) {
            None => Asked::NoPhone,
            Some(system) => {
                let found = system.recording(key).await;
                inner.count(provider.as_str(), "recording", &found).await;
                match found {
                    Ok(found) => return Ok(Ok(found)),
                    Err(error @ (PhoneError::NotSetUp | PhoneError::NotOffered(_) | PhoneError::NotThere)) => {
                        Asked::Failed(provider, error)
                    }
                    // Whoever cannot answer now may have a better address than the events had.
                    Err(error) => return Ok(Err(Asked::Failed(provider, error))),
                }
            }
        };
        let call = inner.store.call(key).await?;
        let told = call.as_ref().and_then(Heard::told);
        Ok(told.map(|(_, address)| Recording { url: address.to_owned(), lives_s: None }).ok_or(none))
    }
}

impl Inner {
    async fn asked(&self, key: &CallKey, request: &str, done: Result<(), PhoneError>) -> Asked {
        let provider = key.provider();
        self.count(provider.as_str(), request, &done).await;
        match done {
            Ok(()) => Asked::Done,
            Err(error) => {
                tracing::warn!(
                    provider = provider.as_str(),
                    request,
                    why = word(&error),
                    "a phone system did not do it"
                );
                Asked::Failed(provider, error)
            }
        }
    }

    /// What is known about whoever has this number: asked of Salesforce where this machine does not know it, or knows
    /// it from long ago.
    async fn callee(&self, to: &Destination, policy: &DialPolicy) -> Result<Callee, FlowError> {
        let Some(number) = to.number() else { return Ok(Callee::default()) };
        let answered_at = self.store.asked_at(number.e164()).await?;
        let asks = must_ask(policy, answered_at, self.now());
        let unanswered = asks && !self.asks_before_dialling(number).await?;
        let (callers, suppressed) =
            futures_util::try_join!(self.store.callers(number.e164()), self.store.is_suppressed(number.e164()))?;
        Ok(Callee {
            do_not_call: callers.iter().any(|(copy, _)| copy.do_not_call),
            suppressed,
            not_checked: unanswered && answered_at.is_none() && callers.is_empty(),
        })
    }

    /// Whether Salesforce says in time who has a number. What it says is kept.
    async fn asks_before_dialling(&self, number: &PhoneNumber) -> Result<bool, FlowError> {
        let Some(crm) = self.crm() else { return Ok(false) };
        let line = Line::Number { number: number.clone() };
        let asked = stage_two::by_number(self, crm.as_ref(), &line, BEFORE_DIALLING).await?;
        if let Err(error) = &asked {
            tracing::warn!(%error, "a number is called without Salesforce's word on it");
            if *error == CrmError::SignInNeeded {
                self.say(Notice::SignInNeeded);
            }
        }
        Ok(asked.is_ok())
    }

    /// A fact that this desk itself adds to a call.
    pub(crate) async fn tell(self: &Arc<Self>, key: &CallKey, what: CallChange) -> Result<(), FlowError> {
        let at = self.now();
        let id = EventId(format!("callside:{key}:{}:{}", at.as_microsecond(), change_word(&what)));
        let facts = CallFacts::default();
        let event = Event::Call(CallEvent { id, call: key.clone(), at, what, facts });
        self.take_in(&[event], at).await.map(drop)
    }

    /// Keeps a note here and brings it to whoever gets the call.
    async fn bring(self: &Arc<Self>, key: &CallKey, to: &Destination, note: &str) -> Result<NoteFate, FlowError> {
        if note.trim().is_empty() {
            return Ok(NoteFate::None);
        }
        let at = self.now();
        let mut note = note.to_owned();
        self.preferences().card_numbers.apply(&mut note);
        let event = handed_over(key, &to.to_string(), &note, at);
        self.take_in(&[Event::Call(event.clone())], at).await?;
        Ok(match self.colleagues() {
            Some(colleagues) => colleagues.hand_over(&event).await,
            None => NoteFate::Stays,
        })
    }

    /// Whether this dial is the first of its kind just now.
    fn begin_dial(&self, to: &Destination) -> bool {
        let now = self.now();
        let mut dialling = self.dialling();
        dialling.retain(|_, until| until.is_none_or(|until| now < until));
        if dialling.contains_key(to) {
            return false;
        }
        dialling.insert(to.clone(), None);
        true
    }

    /// The number may be dialled again: at once when nothing was done, else after a moment.
    fn end_dial(&self, to: &Destination, error: Option<&PhoneError>) {
        let now = self.now();
        let mut dialling = self.dialling();
        if error.is_some_and(PhoneError::nothing_was_done) {
            dialling.remove(to);
        } else {
            dialling.insert(to.clone(), Some(now + SAME_DIAL));
        }
    }
}

const fn change_word(what: &CallChange) -> &'static str {
    match what {
        CallChange::Held => "held",
        CallChange::Unheld => "unheld",
        _ => "noted",
    }
}

/// Numbers that are being dialled; those that were, until when.
pub(crate) type Dialling = std::collections::HashMap<Destination, Option<Timestamp>>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buttons_follow_the_phase_and_what_the_phone_system_can() {
        let all = Abilities::of(&[Ability::HangUp, Ability::Hold, Ability::TransferBlind, Ability::Recording]);
        let some = Abilities::of(&[Ability::Recording]);
        for (abilities, phase, expected) in [
            (&all, Phase::Ringing, (true, false, false, false)),
            (&all, Phase::Talking, (true, true, true, false)),
            (&all, Phase::OnHold, (true, true, true, false)),
            (&all, Phase::Ended, (false, false, false, true)),
            (&all, Phase::Waiting, (false, false, false, false)),
            (&some, Phase::Talking, (false, false, false, false)),
            (&some, Phase::Ended, (false, false, false, true)),
        ] {
            let Offers { hang_up, hold, transfer_blind, recording, .. } = Offers::of(true, phase, abilities, None);
            assert_eq!((hang_up, hold, transfer_blind, recording), expected, "{phase:?}");
        }
        assert!(!Offers::anywhere(false).dial && Offers::anywhere(true).dial);
    }

    #[test]
    fn what_has_an_address_is_heard_whatever_the_phone_system_can() {
        let (none, recorder) = (Abilities::default(), Abilities::of(&[Ability::Recording]));
        for (abilities, phase, heard, expected) in [
            (&none, Phase::Ended, None, (false, false)),
            (&none, Phase::Ended, Some(Heard::Recording), (true, false)),
            (&none, Phase::Ended, Some(Heard::Voicemail), (true, true)),
            (&none, Phase::Talking, Some(Heard::Recording), (false, false)),
            (&recorder, Phase::Ended, None, (true, false)),
            (&recorder, Phase::Ended, Some(Heard::Voicemail), (true, true)),
        ] {
            let Offers { recording, voicemail, .. } = Offers::of(false, phase, abilities, heard);
            assert_eq!((recording, voicemail), expected, "{phase:?} {heard:?}");
        }
    }
}
