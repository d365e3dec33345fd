//! Phone systems in words.

use super::{errors, millis};
use crate::ipc::error::UiError;
use crate::ipc::phone_setup::PhonePersonView;
use crate::ipc::phones::{
    DeedView, DialView, HandOverView, IntentDraft, IntentView, MemoryView, NoteFateView, ObjectionView, OffersView,
    PhoneContactView, PhoneFailure, PhoneMomentView, PhoneRecordView, PhoneTrouble, SymptomView, TransferView,
    VariableView,
};
use callside_core::call_memory::{IntentChoice, IntentStatus, Memory, Recognition};
use callside_core::dialing::Objection;
use callside_core::event::AgentState;
use callside_core::hand_over::NoteFate;
use callside_core::ids::CallKey;
use callside_core::phone_system::{Ability, Contact, Person, PhoneError, Symptom, diagnose};
use callside_core::pop::HandOver;
use callside_flow::{Asked, DialAnswer, Offers, PhoneRecord};

/// The buttons.
#[must_use]
pub const fn offers(offers: Offers) -> OffersView {
    let Offers { dial, hang_up, hold, transfer_blind, transfer_attended, recording, voicemail, record } = offers;
    OffersView { dial, hang_up, hold, transfer_blind, transfer_attended, recording, voicemail, record }
}

/// The answer to a dial.
#[must_use]
pub fn dialled(answer: DialAnswer) -> DialView {
    match answer {
        DialAnswer::Dialled { call } => DialView::Dialled { call: call.map(|call| call.to_string()) },
        DialAnswer::Already => DialView::Already,
        DialAnswer::Objected { objections, may_go_on } => {
            DialView::Objected { objections: objections.iter().map(objection).collect(), may_go_on }
        }
        DialAnswer::NotANumber => failed_dial("", PhoneTrouble::NotANumber, None),
        DialAnswer::NoPhone => failed_dial("", PhoneTrouble::NoneCanDial, Some(SymptomView::NotSetUp)),
        DialAnswer::NoAgent(provider) => {
            failed_dial(provider.label(), PhoneTrouble::NoAgent, Some(SymptomView::NotSetUp))
        }
        DialAnswer::Failed(provider, error) => {
            DialView::Failed { failure: failure(provider.label(), Ability::Dial, &error) }
        }
    }
}

fn failed_dial(system: &str, trouble: PhoneTrouble, symptom: Option<SymptomView>) -> DialView {
    DialView::Failed { failure: PhoneFailure { system: system.to_owned(), trouble, symptom } }
}

fn objection(objection: &Objection) -> ObjectionView {
    match objection {
        Objection::DoNotCall => ObjectionView::DoNotCall,
        Objection::Suppressed => ObjectionView::Suppressed,
        Objection::NotChecked => ObjectionView::NotChecked,
        Objection::QuietHours { there, surely } => ObjectionView::QuietHours {
            there: there.iter().map(|time| format!("{:02}:{:02}", time.hour(), time.minute())).collect(),
            surely: *surely,
        },
    }
}

/// The answer to a button.
#[must_use]
pub fn asked(asked: Asked, key: &CallKey, ability: Ability) -> DeedView {
    match not_done(asked, key, ability) {
        None => DeedView::Done,
        Some(failure) => DeedView::Failed { failure },
    }
}

/// Why a button did nothing.
#[must_use]
pub fn not_done(asked: Asked, key: &CallKey, ability: Ability) -> Option<PhoneFailure> {
    match asked {
        Asked::Done => None,
        Asked::NoPhone => Some(failure(key.provider().label(), ability, &PhoneError::NotSetUp)),
        Asked::Failed(provider, error) => Some(failure(provider.label(), ability, &error)),
    }
}

/// What a call's phone system knows.
#[must_use]
pub fn record(known: Result<PhoneRecord, PhoneError>, key: &CallKey) -> PhoneRecordView {
    let name = key.provider().label();
    let known = match known {
        Ok(known) => known,
        Err(error) => return PhoneRecordView::Failed { failure: failure(name, Ability::CallDetail, &error) },
    };
    let detail = known.detail.unwrap_or_default();
    PhoneRecordView::Known {
        system: name.to_owned(),
        contacts: known.contacts.into_iter().map(contact).collect(),
        timeline: detail.timeline.into_iter().map(|m| PhoneMomentView { at: millis(m.at), what: m.what }).collect(),
        tags: detail.tags,
        comments: detail.comments,
        may_add: known.may_add,
    }
}

fn contact(contact: Contact) -> PhoneContactView {
    let mut reached_at = contact.numbers;
    reached_at.extend(contact.emails);
    let name = contact.name.or_else(|| contact.company.clone()).or_else(|| reached_at.first().cloned());
    PhoneContactView { name: name.unwrap_or(contact.id), company: contact.company.unwrap_or_default(), reached_at }
}

/// A user of a phone system; `me`: the e-mail address of whoever is signed in.
#[must_use]
pub fn person(person: Person, me: Option<&str>) -> PhonePersonView {
    let email = person.email.unwrap_or_default();
    PhonePersonView {
        is_me: me.is_some_and(|me| !email.is_empty() && me.eq_ignore_ascii_case(&email)),
        available: person.state == AgentState::Available,
        id: person.id,
        name: person.name,
        email,
    }
}

/// The answer to a hand-over; none where what was typed is no destination.
#[must_use]
pub fn handed(handed: Option<(Asked, NoteFate)>, key: &CallKey, ability: Ability) -> TransferView {
    let Some((asked, note)) = handed else {
        let (trouble, symptom) = (PhoneTrouble::NoDestination, None);
        return TransferView::Failed { failure: PhoneFailure { system: String::new(), trouble, symptom } };
    };
    match not_done(asked, key, ability) {
        Some(failure) => TransferView::Failed { failure },
        None => TransferView::Done {
            note: match note {
                NoteFate::None => NoteFateView::None,
                NoteFate::Waits => NoteFateView::Waits,
                NoteFate::Stays => NoteFateView::Stays,
                NoteFate::NobodyKnown => NoteFateView::NobodyKnown,
                NoteFate::NotReached => NoteFateView::NotReached,
            },
        },
    }
}

/// What happened, and what it points to. What the phone system itself said comes with it.
#[must_use]
pub fn failure(name: &str, asked: Ability, error: &PhoneError) -> PhoneFailure {
    PhoneFailure { system: name.to_owned(), trouble: trouble(error), symptom: Some(symptom(diagnose(asked, error))) }
}

fn trouble(error: &PhoneError) -> PhoneTrouble {
    match error {
        PhoneError::NotSetUp => PhoneTrouble::NotSetUp,
        PhoneError::NotOffered(_) => PhoneTrouble::NotOffered,
        PhoneError::WrongKey => PhoneTrouble::WrongKey,
        PhoneError::NotAllowed => PhoneTrouble::NotAllowed,
        PhoneError::NoCredit => PhoneTrouble::NoCredit,
        PhoneError::TooMany { wait_s } => PhoneTrouble::TooMany { wait_s: *wait_s },
        PhoneError::Refused { status, said } => PhoneTrouble::Refused { status: *status, said: said.clone() },
        PhoneError::AgentNotReady => PhoneTrouble::AgentNotReady,
        PhoneError::NotThere => PhoneTrouble::NotThere,
        PhoneError::Unreachable => PhoneTrouble::Unreachable,
        PhoneError::AnswerLost => PhoneTrouble::AnswerLost,
        PhoneError::ItsFault { status } => PhoneTrouble::ItsFault { status: *status },
        PhoneError::Unreadable => PhoneTrouble::Unreadable,
    }
}

const fn symptom(symptom: Symptom) -> SymptomView {
    match symptom {
        Symptom::ConnectFails => SymptomView::ConnectFails,
        Symptom::KeyRefused => SymptomView::KeyRefused,
        Symptom::DialRefused => SymptomView::DialRefused,
        Symptom::AgentCannotDial => SymptomView::AgentCannotDial,
        Symptom::HangUpDoesNothing => SymptomView::HangUpDoesNothing,
        Symptom::RecordingEmpty => SymptomView::RecordingEmpty,
        Symptom::PopWithoutCustomer => SymptomView::PopWithoutCustomer,
        Symptom::StrangeAnswer => SymptomView::StrangeAnswer,
        Symptom::TooManyRequests => SymptomView::TooManyRequests,
        Symptom::NoCredit => SymptomView::NoCredit,
        Symptom::NotSetUp => SymptomView::NotSetUp,
    }
}

/// What Sticky Calls says.
#[must_use]
pub fn memory(memory: &Memory) -> MemoryView {
    match memory {
        Memory::Asked => MemoryView::Asked,
        Memory::Failed { because } => MemoryView::Failed { because: trouble(because) },
        Memory::CutOff => MemoryView::CutOff,
        Memory::Known { remembered, recognition } => MemoryView::Known {
            recognition: match recognition {
                Recognition::Recognised => "recognised",
                Recognition::Verify => "verify",
                Recognition::Stranger => "stranger",
            }
            .to_owned(),
            percent: remembered.confidence.percent(),
            level: remembered.level.clone(),
            sources: remembered.sources.clone(),
            recommendation: remembered.recommendation.clone(),
            intents: remembered
                .open_intents
                .iter()
                .map(|open| IntentView {
                    intent: open.intent.clone(),
                    status: open.status.clone(),
                    attempts: open.attempts,
                })
                .collect(),
            variables: remembered
                .variables
                .iter()
                .map(|(name, variable)| VariableView {
                    name: name.clone(),
                    value: variable.value.clone(),
                    source: variable.source.clone(),
                    ttl_s: variable.ttl_s,
                })
                .collect(),
        },
    }
}

/// A colleague's note.
#[must_use]
pub fn hand_over(note: &HandOver) -> HandOverView {
    HandOverView { to: note.to.clone(), note: note.note.clone(), at: millis(note.at) }
}

/// The chosen intent for the UI.
#[must_use]
pub fn intent(choice: &IntentChoice) -> IntentDraft {
    IntentDraft { intent: choice.intent.clone(), status: choice.status.as_str().to_owned() }
}

/// The chosen intent from the UI; without a name there is none.
///
/// # Errors
/// An internal one for a status that is none.
pub fn read_intent(draft: IntentDraft) -> Result<Option<IntentChoice>, UiError> {
    let name: String = draft.intent.trim().chars().take(120).collect();
    if name.is_empty() {
        return Ok(None);
    }
    // The window offers these three.
    let status = status(&draft.status).ok_or_else(errors::internal)?;
    Ok(Some(IntentChoice { intent: name, status }))
}

/// The status of an intent.
#[must_use]
pub fn status(word: &str) -> Option<IntentStatus> {
    [IntentStatus::Open, IntentStatus::Resolved, IntentStatus::Abandoned]
        .into_iter()
        .find(|status| status.as_str() == word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use callside_core::ids::Provider;

    #[test]
    fn a_failure_says_who_what_and_what_to_check() {
        let refused = PhoneError::Refused { status: 422, said: "no such campaign".into() };
        let told = failure("Phone system", Ability::Dial, &refused);
        assert_eq!((told.system.as_str(), told.symptom), ("Phone system", Some(SymptomView::DialRefused)));
        assert_eq!(told.trouble, PhoneTrouble::Refused { status: 422, said: "no such campaign".into() });
        let key = CallKey::new(Provider::Aircall, "7").unwrap();
        let DeedView::Failed { failure } = asked(Asked::NoPhone, &key, Ability::HangUp) else { panic!("it was done") };
        assert_eq!(failure, super::failure("Aircall", Ability::HangUp, &PhoneError::NotSetUp));
        assert_eq!(asked(Asked::Done, &key, Ability::HangUp), DeedView::Done);
    }

    #[test]
    fn an_intent_without_a_name_is_none_and_a_wrong_status_is_said() {
        let draft = |intent: &str, status: &str| IntentDraft { intent: intent.into(), status: status.into() };
        assert_eq!(read_intent(draft(" ", "open")).unwrap(), None);
        let kept = read_intent(draft("refund", "abandoned")).unwrap().unwrap();
        assert_eq!(intent(&kept), draft("refund", "abandoned"));
        assert_eq!(read_intent(draft("refund", "done")).unwrap_err().code, crate::ipc::error::ErrorCode::Internal);
    }
}
