//! What all ways have in common when something goes wrong.

use super::bench::{aircall, five9, sandbox, strike, switch, to};
use callside_core::phone_system::{PhoneError, PhoneSystem};
use callside_sandbox::faults::FaultKind;
use callside_sandbox::phones::System;

#[tokio::test]
async fn a_lost_answer_is_never_taken_for_nothing_done() {
    let sandbox = sandbox().await;
    strike(&sandbox, FaultKind::ResetAfterCommit);
    let lost = switch(&sandbox).dial(&to("+14155550134", "201")).await.unwrap_err();
    assert_eq!((lost.clone(), lost.nothing_was_done()), (PhoneError::AnswerLost, false));
    assert_eq!(sandbox.deeds(System::Switch).len(), 1, "the call was made all the same");
}

#[tokio::test]
async fn every_provider_says_the_same_for_the_same_trouble() {
    let sandbox = sandbox().await;
    let systems: [Box<dyn PhoneSystem>; 3] =
        [Box::new(switch(&sandbox)), Box::new(aircall(&sandbox)), Box::new(five9(&sandbox))];
    for system in &systems {
        for (kind, expected) in [
            (FaultKind::Status { status: 401 }, PhoneError::WrongKey),
            (FaultKind::Status { status: 403 }, PhoneError::NotAllowed),
            (FaultKind::Status { status: 500 }, PhoneError::ItsFault { status: 500 }),
            (FaultKind::Status { status: 308 }, PhoneError::Unreadable),
            (FaultKind::BadGateway, PhoneError::ItsFault { status: 502 }),
            (FaultKind::ResetBeforeCommit, PhoneError::AnswerLost),
        ] {
            strike(&sandbox, kind);
            assert_eq!(system.connect().await, Err(expected), "{:?} {kind:?}", system.provider());
        }
        strike(&sandbox, FaultKind::MalformedBody);
        assert_eq!(system.connect().await, Err(PhoneError::Unreadable), "{:?}", system.provider());
        assert_eq!(system.connect().await, Ok(()), "{:?}", system.provider());
    }
}
