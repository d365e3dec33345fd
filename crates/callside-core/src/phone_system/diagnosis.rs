//! What is wrong with a phone system, and what an admin does about it: from what was tried and how it failed.

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
}

/// A symptom with its usual causes, most likely first, and what to do about each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Diagnosis {
    /// What is seen.
    pub symptom: Symptom,
    /// What happened, in one sentence.
    pub happened: &'static str,
    /// What to check, in this order.
    pub checks: &'static [&'static str],
}

/// The symptom behind a failed request.
#[must_use]
pub const fn diagnose(asked: Ability, error: &PhoneError) -> Diagnosis {
    Diagnosis::of(match (error, asked) {
        (PhoneError::WrongKey | PhoneError::NotAllowed, _) => Symptom::KeyRefused,
        (PhoneError::AgentNotReady, _) => Symptom::AgentCannotDial,
        (PhoneError::TooMany { .. }, _) => Symptom::TooManyRequests,
        (PhoneError::NoCredit, _) => Symptom::NoCredit,
        (PhoneError::NotThere, Ability::Recording) => Symptom::RecordingEmpty,
        (PhoneError::NotThere | PhoneError::Refused { .. }, Ability::Dial) => Symptom::DialRefused,
        (PhoneError::NotThere | PhoneError::Refused { .. }, Ability::HangUp) => Symptom::HangUpDoesNothing,
        (PhoneError::Unreachable | PhoneError::AnswerLost, _) => Symptom::ConnectFails,
        (PhoneError::NotThere, Ability::Connect) => Symptom::ConnectFails,
        _ => Symptom::StrangeAnswer,
    })
}

impl Symptom {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::ConnectFails,
        Self::KeyRefused,
        Self::DialRefused,
        Self::AgentCannotDial,
        Self::HangUpDoesNothing,
        Self::RecordingEmpty,
        Self::PopWithoutCustomer,
        Self::StrangeAnswer,
        Self::TooManyRequests,
        Self::NoCredit,
    ];
}

impl Diagnosis {
    /// What is known about a symptom.
    #[must_use]
    pub const fn of(symptom: Symptom) -> Self {
        let (happened, checks): (&'static str, &'static [&'static str]) = match symptom {
            Symptom::ConnectFails => (
                "The phone system's address does not answer.",
                &[
                    "The base address: spelling, https, and the path in front of the others.",
                    "From this machine: name service, proxy and firewall must let it through.",
                    "The connect path: some phone systems answer only below a path of their own.",
                ],
            ),
            Symptom::KeyRefused => (
                "The phone system answers and does not accept the key.",
                &[
                    "401: the API key, or user name and password, is wrong, expired, or of another environment.",
                    "403: the key is right but may not do this; give it the right to make and end calls.",
                    "Bearer and Basic: with an API key Callside sends Bearer, with user and password Basic.",
                ],
            ),
            Symptom::DialRefused => (
                "The phone system refuses to make the call.",
                &[
                    "The number: Callside sends E.164 (+ and digits); the phone system may want another form.",
                    "campaign_name and skill_id must exist there and be allowed for this agent.",
                    "The make-call path and its body, as the phone system's own documentation has them.",
                ],
            ),
            Symptom::AgentCannotDial => (
                "The phone system says that the agent cannot dial now.",
                &[
                    "The agent is signed in to the phone and not on a call.",
                    "The agent's extension or user in the settings is the one of the phone system.",
                    "The agent has the right to call out, and the skill that the call needs.",
                ],
            ),
            Symptom::HangUpDoesNothing => (
                "The hang-up has no effect.",
                &[
                    "The call id: it must be the one that the phone system gave when the call was made or popped.",
                    "Where the call id stands in the answer of make-call is a setting; look at the last answer.",
                    "Some phone systems end only calls that they made themselves.",
                ],
            ),
            Symptom::RecordingEmpty => (
                "There is no recording for this call.",
                &[
                    "Recordings often appear minutes after the call; try again later.",
                    "Recording must be switched on for the campaign, number or queue.",
                    "Where the address of the recording stands in the answer is a setting.",
                ],
            ),
            Symptom::PopWithoutCustomer => (
                "A call pops and nobody is found.",
                &[
                    "The webhook must carry the caller's number; see the names and paths of its fields.",
                    "A number without a country code belongs to the home region of the settings.",
                    "Withheld numbers and extensions are never looked up.",
                ],
            ),
            Symptom::StrangeAnswer => (
                "The phone system's answer cannot be used.",
                &[
                    "The base address may be that of its web pages instead of its API.",
                    "It has a fault of its own (5xx): its log says more.",
                ],
            ),
            Symptom::TooManyRequests => (
                "The phone system asks for a pause.",
                &["Other programs may use the same key; its limit counts for all of them together."],
            ),
            Symptom::NoCredit => {
                ("The account has no credit left.", &["Buy credit, or switch this service off in the settings."])
            }
        };
        Self { symptom, happened, checks }
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
        ] {
            assert_eq!(diagnose(asked, &error).symptom, symptom, "{asked:?} {error:?}");
        }
        for symptom in Symptom::ALL {
            let told = Diagnosis::of(symptom);
            assert!(told.symptom == symptom && told.happened.ends_with('.') && !told.checks.is_empty());
        }
    }
}
