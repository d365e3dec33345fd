//! Salesforce is away, tired, or has forgotten us.

use callside_core::outbox::{State, Trouble};
use callside_core::pop::{Freshness, StaleBecause};
use callside_flow::{Notice, Pause};
use callside_keychain::MemoryVault;
use callside_sandbox::faults::{Fault, FaultKind};
use callside_tests::desk::Desk;
use callside_tests::phone::Ringing;
use std::sync::Arc;

#[tokio::test]
async fn wrapping_up_goes_on_while_salesforce_is_down() {
    let mut desk = Desk::open().await;
    let mut known = Ringing::from("1", "+14155550134");
    desk.hears(known.rings()).await;
    desk.live_pop(known.key()).await;
    desk.sandbox.inject(Fault::new(FaultKind::ServerUnavailable));
    let mut call = Ringing::from("2", "+14155550134");
    desk.hears(call.rings()).await;
    let pop = desk.pop_when(call.key(), |pop| matches!(pop.freshness, Freshness::Stale { .. })).await;
    assert_eq!(pop.caller.one().expect("from this machine").candidate.name, "Sarah Johnson");
    desk.wraps_up(call.key(), "interested", "kept").await;
    let waiting = |state: &State| matches!(state, State::Waiting { trouble: Some(Trouble::Busy), .. });
    desk.entry_when(call.key(), waiting).await;
    assert!(desk.logs(call.key()).is_empty());
    desk.sandbox.clear_faults();
    let entry = desk.companion.desk(call.key()).await.expect("known").saved.expect("saved");
    desk.companion.retry(entry.id).await.expect("it waits");
    desk.sent(call.key()).await;
    assert_eq!(desk.logs(call.key()).len(), 1);
}

#[tokio::test]
async fn an_answer_that_was_lost_after_the_commit_is_found_again() {
    let mut desk = Desk::open().await;
    let mut call = Ringing::from("1", "+14155550134");
    desk.hears(call.rings()).await;
    desk.live_pop(call.key()).await;
    desk.sandbox.inject(Fault::new(FaultKind::ResetAfterCommit).on_path("/composite$").on_method("POST").times(1));
    desk.wraps_up(call.key(), "interested", "once").await;
    let entry = desk.sent(call.key()).await;
    let State::Done { receipt, .. } = &entry.state else { panic!("done") };
    assert!(receipt.found_again, "{receipt:?}");
    assert_eq!(desk.logs(call.key()).len(), 1);
    assert_eq!(desk.effects("Opportunity").len(), 1);
}

#[tokio::test]
async fn a_write_that_is_still_under_way_when_the_app_dies_is_not_written_again() {
    let mut desk = Desk::open().await;
    let mut call = Ringing::from("1", "+14155550134");
    desk.hears(call.rings()).await;
    desk.live_pop(call.key()).await;
    let slow = FaultKind::Latency { millis: 1_000, after_commit: false };
    desk.sandbox.inject(Fault::new(slow).on_path("/composite$").on_method("POST").times(1));
    desk.wraps_up(call.key(), "interested", "once").await;
    desk.until_hit().await;
    let desk = desk.restart().await;
    let entry = desk.sent(call.key()).await;
    let State::Done { receipt, .. } = &entry.state else { panic!("done") };
    assert!(receipt.found_again, "the write of the first life was waited for: {receipt:?}");
    assert_eq!(desk.logs(call.key()).len(), 1);
}

#[tokio::test]
async fn a_connection_that_broke_before_the_commit_writes_on_the_next_attempt() {
    let mut desk = Desk::open().await;
    let mut call = Ringing::from("1", "+14155550134");
    desk.hears(call.rings()).await;
    desk.live_pop(call.key()).await;
    desk.sandbox.inject(Fault::new(FaultKind::ResetBeforeCommit).on_path("/composite$").on_method("POST").times(1));
    desk.wraps_up(call.key(), "interested", "once").await;
    desk.sent(call.key()).await;
    assert_eq!(desk.logs(call.key()).len(), 1);
}

#[tokio::test]
async fn a_token_that_expires_in_the_middle_is_refreshed_once() {
    let mut desk = Desk::open().await;
    desk.sign_in_by_browser(Arc::new(MemoryVault::new())).await;
    for n in 0..4 {
        let mut call = Ringing::from(&format!("c{n}"), "+14155550134");
        desk.hears(call.rings()).await;
        desk.live_pop(call.key()).await;
    }
    desk.sandbox.expire_sessions();
    for n in 0..4 {
        let call = Ringing::from(&format!("c{n}"), "+14155550134");
        desk.wraps_up(call.key(), "busy", "").await;
    }
    for n in 0..4 {
        let call = Ringing::from(&format!("c{n}"), "+14155550134");
        desk.sent(call.key()).await;
        assert_eq!(desk.logs(call.key()).len(), 1);
    }
}

#[tokio::test]
async fn a_revoked_sign_in_pauses_everything_and_drops_nothing() {
    let mut desk = Desk::open().await;
    desk.sign_in_by_browser(Arc::new(MemoryVault::new())).await;
    let mut call = Ringing::from("1", "+14155550134");
    desk.hears(call.rings()).await;
    desk.live_pop(call.key()).await;
    desk.sandbox.revoke_all();
    let mut notices = desk.companion.subscribe();
    desk.wraps_up(call.key(), "interested", "not lost").await;
    desk.entry_when(call.key(), |s| matches!(s, State::Waiting { trouble: Some(Trouble::SignIn), .. })).await;
    assert_eq!(desk.companion.pause(), Pause::SignIn);
    let asked = std::iter::from_fn(|| notices.try_recv().ok()).any(|n| matches!(n, Notice::SignInNeeded));
    assert!(asked, "the agent is asked to sign in");
    desk.sign_in_by_browser(Arc::new(MemoryVault::new())).await;
    desk.sent(call.key()).await;
    assert_eq!(desk.logs(call.key())[0].fields["Description"], "not lost");
}

#[tokio::test]
async fn the_daily_limit_stops_sending_for_long_and_pops_go_on() {
    let mut desk = Desk::open().await;
    let mut known = Ringing::from("1", "+14155550134");
    desk.hears(known.rings()).await;
    desk.live_pop(known.key()).await;
    desk.sandbox.inject(Fault::new(FaultKind::RequestLimitExceeded));
    desk.wraps_up(known.key(), "interested", "").await;
    desk.entry_when(known.key(), |s| matches!(s, State::Waiting { trouble: Some(Trouble::Limit), .. })).await;
    assert!(matches!(desk.companion.pause(), Pause::Until(_)));
    let mut call = Ringing::from("2", "+14155550134");
    desk.hears(call.rings()).await;
    let limit = |f: &Freshness| matches!(f, Freshness::Stale { because: StaleBecause::Limit, .. });
    let pop = desk.pop_when(call.key(), |pop| limit(&pop.freshness)).await;
    assert!(pop.caller.one().is_some());
}
