//! The ways in which calls come: the door, the phone systems behind it, the relay.

use crate::ipc::self_test::{Finding, PhoneSystem};
use crate::ipc::sentence::RelayTrouble;
use crate::ipc::session::LinkState;
use crate::ipc::views::phones::failure;
use crate::phone_setup;
use crate::shell::Open;
use callside_core::phone_system::{Ability, PhoneError};
use callside_engine::{GateError, RelayGate, Way};
use callside_store::Rejection;
use futures_util::future::join_all;
use jiff::{SignedDuration, Timestamp};
use std::time::{Duration, Instant};

/// Refusals that are looked at.
const LOOKED_AT: u32 = 1_000;
/// Older refusals were mended or do not matter any more.
const LATELY: SignedDuration = SignedDuration::from_hours(24);

/// The door.
pub fn door(open: &Open) -> Option<Finding> {
    match open.door.link_state() {
        LinkState::Unknown => None,
        LinkState::Up => Some(Finding::DoorOpen { port: open.door.view().port }),
        LinkState::Down { reason } => Some(Finding::DoorShut { reason }),
    }
}

/// Each phone system.
pub async fn systems(open: &Open, now: Timestamp) -> Vec<Finding> {
    let refused = open.companion.rejections(LOOKED_AT).await.unwrap_or_default();
    let secrets = open.door.secrets();
    [
        (PhoneSystem::Five9, "five9", secrets.five9.is_some()),
        (PhoneSystem::Aircall, "aircall", secrets.aircall.is_some()),
        (PhoneSystem::Phone, "phone", secrets.phone.is_some()),
    ]
    .into_iter()
    .map(|(system, source, is_set)| system_now(system, source, is_set, &refused, now))
    .collect()
}

/// A phone system by its secrets and by what was refused, newest first.
pub(super) fn system_now(
    system: PhoneSystem,
    source: &str,
    is_set: bool,
    refused: &[Rejection],
    now: Timestamp,
) -> Finding {
    let mut lately =
        refused.iter().filter(|refusal| refusal.source == source && now.duration_since(refusal.at) < LATELY);
    match lately.next() {
        Some(last) => {
            let count = u32::try_from(lately.count() + 1).unwrap_or(u32::MAX);
            Finding::PhoneRefused { system, count, reason: last.reason.clone() }
        }
        None if is_set => Finding::PhoneReady { system },
        None => Finding::PhoneUnused { system },
    }
}

/// Each phone system that Callside itself asks for things: whether it answers and takes the key. All are asked at the same
/// time; what cannot be asked without a cost is named and left alone.
pub async fn answers(open: &Open) -> Vec<Finding> {
    let phones = open.companion.phones();
    let asked = phones.systems.iter().map(async |system| {
        let began = Instant::now();
        let answer = system.connect().await;
        answered(phone_setup::label(Way::System(system.provider())), &answer, began.elapsed())
    });
    let mut findings: Vec<_> = join_all(asked).await.into_iter().flatten().collect();
    if phones.memory.is_some() {
        findings.push(Finding::PhoneUntried { name: phone_setup::label(Way::Memory).to_owned() });
    }
    findings
}

/// `None`: it has no question for this.
fn answered(name: &str, answer: &Result<(), PhoneError>, took: Duration) -> Option<Finding> {
    let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    match answer {
        Ok(()) => Some(Finding::PhoneAnswers { name: name.to_owned(), ms }),
        Err(PhoneError::NotOffered(_)) => None,
        Err(error) => Some(Finding::PhoneFails { failure: failure(name, Ability::Connect, error) }),
    }
}

/// The relay: whether it answers, whether this person has a session there, and which way the link is up.
pub async fn relay(open: &Open) -> Finding {
    let Ok(Some(setting)) = callside_engine::relay_setting(&open.companion).await else { return Finding::RelayNone };
    let trouble = |error: GateError| Finding::RelayTrouble {
        trouble: match error {
            GateError::Address => RelayTrouble::Address,
            GateError::NotARelay => RelayTrouble::NotARelay,
            GateError::NotOfTheTeam | GateError::Refused => RelayTrouble::NotOfTheTeam,
            GateError::Unreachable | GateError::Busy { .. } => RelayTrouble::NoAnswer,
        },
    };
    let gate = match RelayGate::new(&setting.address) {
        Ok(gate) => gate,
        Err(error) => return trouble(error),
    };
    let relay = match gate.about().await {
        Ok(about) => about.relay,
        Err(error) => return trouble(error),
    };
    match callside_engine::has_relay_session(open.vault.as_ref()).await {
        Ok(true) if open.relay.is_by_events() => Finding::RelayByEvents { relay },
        Ok(true) => Finding::RelayAnswers { relay },
        Ok(false) | Err(_) => Finding::RelaySignIn { relay },
    }
}
