//! What is wrong with a phone system: from what was tried and how it failed. What an admin checks for each symptom is
//! worded where it is shown.

use super::{Ability, PhoneError};

/// What people see when a phone system does not do as it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Symptom {
    /// The address does not answer.
    ConnectFails,
    /// It answers, and does not accept the key (401), or not for this (403).
    KeyRefused,
    /// It refuses to dial (another 4xx).
    DialRefused,
    /// The agent's own phone is not ready.
    AgentCannotDial,
    /// It says yes to a hang-up, and the call goes on.
    HangUpDoesNothing,
    /// It has no recording for a call that was recorded.
    RecordingEmpty,
    /// A call pops, and nobody is found.
    PopWithoutCustomer,
    /// The answer cannot be read, or it has a fault of its own.
    StrangeAnswer,
    /// It asks for a pause.
    TooManyRequests,
    /// It has no credit left.
    NoCredit,
    /// Nothing is set up here to ask it with.
    NotSetUp,
}

/// The symptom behind a failed request.
#[must_use]
pub const fn diagnose(asked: Ability, error: &PhoneError) -> Symptom {
    match (error, asked) {
        (PhoneError::WrongKey | PhoneError::NotAllowed, _) => Symptom::KeyRefused,
        (PhoneError::AgentNotReady, _) => Symptom::AgentCannotDial,
        (PhoneError::TooMany { .. }, _) => Symptom::TooManyRequests,
        (PhoneError::NoCredit, _) => Symptom::NoCredit,
        (PhoneError::NotSetUp, _) => Symptom::NotSetUp,
        (PhoneError::NotThere, Ability::Recording) => Symptom::RecordingEmpty,
        (PhoneError::NotThere | PhoneError::Refused { .. }, Ability::Dial) => Symptom::DialRefused,
        (PhoneError::NotThere | PhoneError::Refused { .. }, Ability::HangUp) => Symptom::HangUpDoesNothing,
        (PhoneError::Unreachable | PhoneError::AnswerLost, _) => Symptom::ConnectFails,
        (PhoneError::NotThere, Ability::Connect) => Symptom::ConnectFails,
        _ => Symptom::StrangeAnswer,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_failure_points_to_its_symptom() {
        let refused = PhoneError::Refused { status: 422, said: String::new() };
        for (asked, error, symptom) in [
            (Ability::Connect, PhoneError::Unreachable, Symptom::ConnectFails),
            (Ability::Connect, PhoneError::NotThere, Symptom::ConnectFails),
            (Ability::Dial, PhoneError::WrongKey, Symptom::KeyRefused),
            (Ability::HangUp, PhoneError::NotAllowed, Symptom::KeyRefused),
            (Ability::Dial, refused.clone(), Symptom::DialRefused),
            (Ability::Dial, PhoneError::AgentNotReady, Symptom::AgentCannotDial),
            (Ability::HangUp, PhoneError::NotThere, Symptom::HangUpDoesNothing),
            (Ability::Recording, PhoneError::NotThere, Symptom::RecordingEmpty),
            (Ability::Comment, refused, Symptom::StrangeAnswer),
            (Ability::Dial, PhoneError::TooMany { wait_s: 9 }, Symptom::TooManyRequests),
            (Ability::Dial, PhoneError::NoCredit, Symptom::NoCredit),
            (Ability::Disposition, PhoneError::NotSetUp, Symptom::NotSetUp),
        ] {
            assert_eq!(diagnose(asked, &error), symptom, "{asked:?} {error:?}");
        }
    }
}
