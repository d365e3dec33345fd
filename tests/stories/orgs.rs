//! One data folder, two orgs: what waits for one is kept, shown, and never written to the other.

use callside_core::outbox::State;
use callside_core::pop::Caller;
use callside_core::repair::Repair;
use callside_flow::{FlowError, Mend};
use callside_sandbox::faults::{Fault, FaultKind};
use callside_sandbox::{FieldAccess, Sandbox, SandboxOptions};
use callside_tests::desk::Desk;
use callside_tests::phone::Ringing;

const SARAH: &str = "+14155550134";

#[tokio::test]
async fn what_waits_for_one_org_is_never_written_to_another() {
    let mut desk = Desk::open().await;
    let second = Sandbox::start(SandboxOptions { org: 2, ..Desk::usual() }).await.expect("the second org starts");
    let (mut waiting, mut on_the_desk) = (Ringing::from("1", SARAH), Ringing::from("2", SARAH));

    desk.hears(waiting.rings()).await;
    desk.live_pop(waiting.key()).await;
    desk.hears(waiting.ended()).await;
    desk.sandbox.inject(Fault::new(FaultKind::ServerUnavailable).on_path("/composite$"));
    desk.wraps_up(waiting.key(), "interested", "for the first org").await;
    let tried = |state: &State| matches!(state, State::Waiting { trouble: Some(_), .. });
    let entry = desk.entry_when(waiting.key(), tried).await;
    desk.hears(on_the_desk.rings()).await;
    let before = desk.live_pop(on_the_desk.key()).await;

    let first = desk.moves_to(second).await;
    first.clear_faults();
    let here = desk.companion.identity().expect("somebody is signed in").org;
    assert_ne!(entry.org.as_ref(), Some(&here));
    assert_eq!(desk.companion.outbox(9).await.expect("a list")[0].org, entry.org, "it is kept and shown");
    desk.companion.retry(entry.id).await.expect("it may be due");
    desk.companion.drained().await.expect("nothing waits for this org");

    // The call on the desk is another record here, and its wrap-up goes here.
    let after = desk.live_pop(on_the_desk.key()).await;
    let record = |caller: &Caller| caller.one().expect("one record").candidate.record.clone();
    assert_eq!(record(&after.caller).object, record(&before.caller).object);
    desk.hears(on_the_desk.ended()).await;
    desk.wraps_up(on_the_desk.key(), "interested", "for the second org").await;
    desk.sent(on_the_desk.key()).await;
    assert_eq!(desk.logs(on_the_desk.key()).len(), 1);
    assert_eq!(desk.logs(waiting.key()).len(), 0, "not here");

    desk.moves_to(first).await;
    let sent = desk.sent(waiting.key()).await;
    assert_eq!((sent.id, sent.org), (entry.id, entry.org));
    assert_eq!(desk.logs(waiting.key()).len(), 1, "once, and at home");
    assert_eq!(desk.logs(on_the_desk.key()).len(), 0);
}

#[tokio::test]
async fn a_refusal_of_another_org_is_mended_at_home() {
    let mut desk = Desk::open().await;
    let second = Sandbox::start(SandboxOptions { org: 2, ..Desk::usual() }).await.expect("the second org starts");
    let mut call = Ringing::from("1", SARAH);
    desk.hears(call.rings()).await;
    desk.live_pop(call.key()).await;
    desk.sandbox.set_field_access("Opportunity", "StageName", Some(FieldAccess::ReadOnly));
    desk.hears(call.ended()).await;
    desk.wraps_up(call.key(), "interested", "x").await;
    let entry = desk.entry_when(call.key(), |state| matches!(state, State::Refused { .. })).await;
    desk.moves_to(second).await;
    let mended = desk.companion.mend(entry.id, &Mend::Repair(Repair::Again)).await;
    assert!(matches!(mended, Err(FlowError::OtherOrg)), "{mended:?}");
}
