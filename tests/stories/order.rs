//! Events come late, twice and in any order.

use callside_core::call::Phase;
use callside_core::event::CallChange;
use callside_core::pop::Freshness;
use callside_flow::Notice;
use callside_tests::desk::Desk;
use callside_tests::phone::Ringing;

#[tokio::test]
async fn repeated_and_late_events_pop_once_and_end_alike() {
    let mut desk = Desk::open().await;
    let mut call = Ringing::from("1", "+14155550134");
    let (ringing, answered, ended) = (call.rings(), call.answered(), call.ended());
    for event in [&ended, &ringing, &ended, &answered, &ringing, &answered, &ended] {
        desk.hears(event.clone()).await;
    }
    desk.live_pop(call.key()).await;
    let call_now = desk.companion.desk(call.key()).await.expect("known").call;
    assert_eq!(call_now.phase(), Phase::Ended);
    let mut others = desk.companion.subscribe();
    desk.hears(ringing).await;
    assert!(others.try_recv().is_err(), "a repeated event announces nothing");
    assert!(desk.companion.pops_as_shown(call.key()).await.expect("kept").len() > 1);
}

#[tokio::test]
async fn a_call_pops_for_the_first_time_only_once_even_after_a_restart() {
    let mut desk = Desk::open().await;
    let mut call = Ringing::from("1", "+14155550134");
    desk.hears(call.rings()).await;
    desk.live_pop(call.key()).await;
    let desk = desk.restart().await;
    let mut notices = desk.companion.subscribe();
    desk.hears(call.answered()).await;
    let mut firsts = 0;
    while let Ok(notice) = notices.try_recv() {
        firsts += usize::from(matches!(notice, Notice::Pop { first: true, .. }));
    }
    assert_eq!(firsts, 0);
}

#[tokio::test]
async fn the_pop_is_of_the_number_that_stands_not_of_the_event_that_brought_it() {
    let mut desk = Desk::open().await;
    let known = desk.sandbox.caller("known_contact").expect("a named caller").number;
    let mut earlier = Ringing::from("0", known);
    desk.hears(earlier.rings()).await;
    desk.live_pop(earlier.key()).await;
    let rings = Ringing::from("1", "+14155550199").rings();
    let mut call = Ringing::from("1", known);
    // The second event of a call is said to be later, so its number stands.
    let (_, later) = (call.rings(), call.event(CallChange::Created));
    desk.hears(later).await;
    desk.hears(rings).await;
    let pop = desk.pop_when(call.key(), |_| true).await;
    assert!(matches!(pop.freshness, Freshness::Local { .. }));
    assert_eq!(pop.line.number().expect("a number").e164(), known);
    assert!(pop.caller.one().is_some(), "this machine knows that number");
}

#[tokio::test]
async fn a_transfer_makes_a_leg_not_a_call() {
    let mut desk = Desk::open().await;
    let mut call = Ringing::from("1", "+14155550134");
    desk.hears(call.rings()).await;
    desk.live_pop(call.key()).await;
    desk.hears(call.answered()).await;
    desk.hears(call.event(CallChange::Transferred { to: Some("miguel".into()) })).await;
    desk.hears(call.ended()).await;
    assert_eq!(desk.companion.calls().await.expect("listed").len(), 1);
    assert_eq!(desk.companion.desk(call.key()).await.expect("known").call.transfers.len(), 1);
}

#[tokio::test]
async fn a_call_that_nobody_was_offered_does_not_pop() {
    let desk = Desk::open().await;
    let mut call = Ringing::from("1", "+14155550134");
    let mut notices = desk.companion.subscribe();
    desk.hears(call.event(CallChange::Created)).await;
    desk.hears(call.ended()).await;
    while let Ok(notice) = notices.try_recv() {
        assert!(!matches!(notice, Notice::Pop { .. }), "{notice:?}");
    }
    assert!(desk.companion.calls().await.expect("listed").is_empty());
}

#[tokio::test]
async fn a_call_that_the_agent_dials_pops_before_it_is_answered() {
    let mut desk = Desk::open().await;
    let mut call = Ringing::to("1", "+14155550134");
    desk.hears(call.event(CallChange::Created)).await;
    let pop = desk.live_pop(call.key()).await;
    assert_eq!(pop.caller.one().map(|m| m.candidate.name.as_str()), Some("Sarah Johnson"));
}
